/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-notes-service.h"

#include "haven-drafts-service.h"
#include "haven-id.h"
#include "haven-people.h"
#include "haven-text.h"

#include <glib/gi18n.h>

/* ── Signing ──────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  HavenNote *note;
  const char *editor; /* whose draft ends with the signature */
  const char *subject_id;
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
         haven_drafts_discard_within (transaction, signing->session, signing->editor, signing->subject_id, error);
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
run_signing (HavenSession *session, HavenNote *note, const char *editor, const char *subject_id, GError **error)
{
  Signing signing = { session, note, editor, subject_id };

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
  return run_signing (session, note, HAVEN_EDITOR_NOTE, patient_id, error);
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
  return run_signing (session, note, HAVEN_EDITOR_ADDENDUM, note_id, error);
}

/** Returns: (transfer full) (element-type HavenNote): in the order in which they were written */
GPtrArray *
haven_notes_list_addenda (HavenSession *session, const char *note_id, GError **error)
{
  return haven_session_list (session, &haven_note_info, "addendum_of", note_id, "written_at", error);
}
