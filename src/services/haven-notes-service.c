/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-notes-service.h"

#include "haven-id.h"
#include "haven-people.h"
#include "haven-tables.h"
#include "haven-text.h"

#include <glib/gi18n.h>

typedef struct
{
  HavenSession *session;
  const char *subject_id;
  const char *text;
  gint64 caret;
  HavenDraft *found;
} DraftWork;

static gboolean
find_draft (HavenTransaction *transaction, gpointer data, GError **error)
{
  DraftWork *work = data;
  g_autoptr (GError) failure = NULL;

  work->found = haven_tables_find_draft (transaction,
                                         &haven_clinical_draft_info,
                                         haven_session_get_staff_id (work->session),
                                         HAVEN_NOTE_EDITOR,
                                         work->subject_id,
                                         &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
save_draft (HavenTransaction *transaction, gpointer data, GError **error)
{
  DraftWork *work = data;
  g_autoptr (HavenDraft) draft = NULL;

  if (!find_draft (transaction, work, error))
    return FALSE;
  draft = g_steal_pointer (&work->found);
  if (draft == NULL)
    {
      draft = haven_draft_new ();
      draft->id = haven_id_new ();
      draft->staff_id = g_strdup (haven_session_get_staff_id (work->session));
      draft->editor = g_strdup (HAVEN_NOTE_EDITOR);
      draft->subject_id = g_strdup (work->subject_id);
    }
  g_set_str (&draft->text, work->text);
  draft->caret = work->caret;
  draft->saved_at = haven_clock_now (haven_session_get_clock (work->session));
  return haven_transaction_save (transaction, &haven_clinical_draft_info, draft, error);
}

static gboolean
discard_draft (HavenTransaction *transaction, gpointer data, GError **error)
{
  DraftWork *work = data;
  g_autoptr (HavenDraft) draft = NULL;

  if (!find_draft (transaction, work, error))
    return FALSE;
  draft = g_steal_pointer (&work->found);
  return draft == NULL || haven_transaction_delete (transaction, &haven_clinical_draft_info, draft->id, error);
}

static gboolean
run_draft (DraftWork *work, HavenAction action, HavenTransactionFunc function, GError **error)
{
  return haven_session_run (work->session,
                            action,
                            HAVEN_IN_CLINICAL,
                            "draft",
                            work->subject_id,
                            work->subject_id,
                            function,
                            work,
                            error);
}

/**
 * haven_notes_save_draft:
 * @subject_id: the person, or the note that an addendum is written to
 * @caret: where the cursor stands, in characters
 */
gboolean
haven_notes_save_draft (HavenSession *session, const char *subject_id, const char *text, gint64 caret, GError **error)
{
  DraftWork work = { session, subject_id, text, caret, NULL };

  return run_draft (&work, HAVEN_ACTION_UPDATE, save_draft, error);
}

/** Returns: (transfer full) (nullable): %NULL without an error when nothing was left unfinished */
HavenDraft *
haven_notes_find_draft (HavenSession *session, const char *subject_id, GError **error)
{
  DraftWork work = { session, subject_id, NULL, 0, NULL };

  if (!run_draft (&work, HAVEN_ACTION_VIEW, find_draft, error))
    g_clear_pointer (&work.found, haven_draft_free);
  return work.found;
}

gboolean
haven_notes_discard_draft (HavenSession *session, const char *subject_id, GError **error)
{
  DraftWork work = { session, subject_id, NULL, 0, NULL };

  return run_draft (&work, HAVEN_ACTION_DELETE, discard_draft, error);
}

/* ── Signing ──────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenNote *note;
  DraftWork draft;
} Signing;

/* No foreign key reaches from one partition into another, so this looks. */
static gboolean
check_patient (HavenTransaction *transaction, const char *patient_id, GError **error)
{
  g_autoptr (HavenPatient) patient = haven_transaction_load (transaction, &haven_patient_info, patient_id, error);

  return patient != NULL;
}

static gboolean
sign_note (HavenTransaction *transaction, gpointer data, GError **error)
{
  Signing *signing = data;

  if (!check_patient (transaction, signing->note->patient_id, error))
    return FALSE;
  return haven_transaction_insert (transaction, &haven_note_info, signing->note, error) &&
         discard_draft (transaction, &signing->draft, error);
}

static HavenNote *
make_signed_note (HavenSession *session, const char *patient_id, const char *kind, const char *text, GError **error)
{
  g_autoptr (HavenNote) note = haven_note_new ();
  HavenInstant now = haven_clock_now (haven_session_get_clock (session));

  if (haven_text_is_blank (text))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("The note is empty. Write something before you sign it."));
      return NULL;
    }
  note->id = haven_id_new ();
  note->patient_id = g_strdup (patient_id);
  note->kind = g_strdup (kind);
  note->text = g_strdup (text);
  note->state = g_strdup ("signed");
  note->restricted = g_strdup ("none");
  note->author_id = g_strdup (haven_session_get_staff_id (session));
  note->signed_by = g_strdup (haven_session_get_staff_id (session));
  note->written_at = now;
  note->signed_at = now;
  note->row_version = 1;
  return g_steal_pointer (&note);
}

static char *
run_signing (HavenSession *session, HavenNote *note, const char *subject_id, GError **error)
{
  Signing signing = { note, { session, subject_id, NULL, 0, NULL } };

  if (!haven_session_run (session,
                          HAVEN_ACTION_SIGN,
                          HAVEN_IN_CLINICAL,
                          "note",
                          note->id,
                          note->patient_id,
                          sign_note,
                          &signing,
                          error))
    return NULL;
  return g_strdup (note->id);
}

/**
 * haven_notes_sign:
 *
 * Writes a signed note; the draft goes in the same transaction, so that the text is never in neither place.
 *
 * Returns: (transfer full) (nullable): the note's id
 */
char *
haven_notes_sign (HavenSession *session, const char *patient_id, const char *title, const char *text, GError **error)
{
  g_autoptr (HavenNote) note = make_signed_note (session, patient_id, "progress", text, error);

  if (note == NULL)
    return NULL;
  haven_record_set_text (&note->title, title);
  return run_signing (session, note, patient_id, error);
}

/** Adds to a signed note what was learned later, with the reason (domain 2.2). */
char *
haven_notes_sign_addendum (HavenSession *session,
                           const char *note_id,
                           const char *text,
                           const char *reason,
                           GError **error)
{
  g_autoptr (HavenNote) original = haven_session_load (session, &haven_note_info, note_id, error);
  g_autoptr (HavenNote) note = NULL;

  if (original == NULL)
    return NULL;
  if (haven_text_is_blank (reason))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("An addendum needs a reason: what was learned, or what was mistaken."));
      return NULL;
    }
  note = make_signed_note (session, original->patient_id, "addendum", text, error);
  if (note == NULL)
    return NULL;
  note->addendum_of = g_strdup (note_id);
  note->addendum_reason = g_strdup (reason);
  return run_signing (session, note, note_id, error);
}

/** Returns: (transfer full) (element-type HavenNote): in the order in which they were written */
GPtrArray *
haven_notes_list_addenda (HavenSession *session, const char *note_id, GError **error)
{
  return haven_session_list (session, &haven_note_info, "addendum_of", note_id, "written_at", error);
}
