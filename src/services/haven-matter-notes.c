/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-notes.h"

#include "haven-id.h"
#include "haven-staff.h"
#include "haven-text.h"

#include <glib/gi18n.h>

/* Privilege and work product (ABA Model Rules 1.6 and 5.3): notes lie in the legal part, and its wall keeps them there.
 * A correction is a note of its own that takes the earlier one's place, so nothing that was written is lost. */

/* ── Reading ──────────────────────────────────────────────────────────────── */

static void
free_note (gpointer data)
{
  HavenMatterNote *note = data;

  haven_legal_note_free (note->note);
  g_free (note->author);
  g_free (note);
}

static HavenMatterNote *
make_note (HavenTransaction *transaction, const HavenLegalNote *record)
{
  HavenMatterNote *note = g_new0 (HavenMatterNote, 1);
  g_autoptr (HavenStaffMember) author =
      haven_transaction_load (transaction, &haven_staff_member_info, record->author_id, NULL);

  note->note = haven_legal_note_copy (record);
  note->author = author ? g_strdup (author->name) : NULL;
  return note;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const HavenMatterNote *first = *(HavenMatterNote *const *) a;
  const HavenMatterNote *second = *(HavenMatterNote *const *) b;

  return (first->note->written_at < second->note->written_at) - (first->note->written_at > second->note->written_at);
}

/**
 * haven_matter_notes_read:
 *
 * Reads the notes of a matter inside a transaction that may view matters, earlier versions too; not what was undone.
 *
 * Returns: (transfer full) (element-type HavenMatterNote): the newest first
 */
GPtrArray *
haven_matter_notes_read (HavenTransaction *transaction, const char *matter_id, GError **error)
{
  g_autoptr (GPtrArray) rows =
      haven_transaction_list (transaction, &haven_legal_note_info, "matter_id", matter_id, "written_at", error);
  GPtrArray *notes;

  if (rows == NULL)
    return NULL;
  notes = g_ptr_array_new_with_free_func (free_note);
  for (guint i = 0; i < rows->len; i++)
    if (((const HavenLegalNote *) rows->pdata[i])->withdrawn_at == 0)
      g_ptr_array_add (notes, make_note (transaction, rows->pdata[i]));
  g_ptr_array_sort (notes, compare_newest);
  return notes;
}

typedef struct
{
  const char *note_id;
  GPtrArray *notes;
} Reading;

static gboolean
read_around (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (HavenLegalNote) note =
      haven_transaction_load (transaction, &haven_legal_note_info, reading->note_id, error);

  reading->notes = note ? haven_matter_notes_read (transaction, note->matter_id, error) : NULL;
  return reading->notes != NULL;
}

/** Opens a note to read it, which is noted in the record of accesses of the legal part. The others of the matter come
 * with it. */
GPtrArray *
haven_matter_notes_load (HavenSession *session, const char *note_id, GError **error)
{
  Reading reading = { note_id, NULL };

  if (!haven_session_run (session,
                          HAVEN_ACTION_VIEW,
                          HAVEN_IN_LEGAL,
                          "legal_note",
                          note_id,
                          NULL,
                          read_around,
                          &reading,
                          error))
    return NULL;
  return reading.notes;
}

/** Returns: (nullable): */
const HavenMatterNote *
haven_matter_notes_find (GPtrArray *notes, const char *note_id)
{
  for (guint i = 0; notes && note_id && i < notes->len; i++)
    if (g_strcmp0 (((const HavenMatterNote *) notes->pdata[i])->note->id, note_id) == 0)
      return notes->pdata[i];
  return NULL;
}

/** Returns: (nullable): the version whose place @note took */
const HavenMatterNote *
haven_matter_notes_find_earlier (GPtrArray *notes, const HavenMatterNote *note)
{
  for (guint i = 0; i < notes->len; i++)
    if (g_strcmp0 (((const HavenMatterNote *) notes->pdata[i])->note->corrected_by, note->note->id) == 0)
      return notes->pdata[i];
  return NULL;
}

/** Returns: the first version of @note, whose id stays the same however often it is corrected */
const HavenMatterNote *
haven_matter_notes_find_first (GPtrArray *notes, const HavenMatterNote *note)
{
  const HavenMatterNote *earlier = note;

  for (guint i = 0; earlier != NULL && i < notes->len; i++)
    {
      note = earlier;
      earlier = haven_matter_notes_find_earlier (notes, note);
    }
  return note;
}

/** Returns: the version of @note that stands now */
const HavenMatterNote *
haven_matter_notes_find_latest (GPtrArray *notes, const HavenMatterNote *note)
{
  const HavenMatterNote *later = note;

  for (guint i = 0; later != NULL && i < notes->len; i++)
    {
      note = later;
      later = haven_matter_notes_find (notes, note->note->corrected_by);
    }
  return note;
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

static HavenLegalNote *
make_record (HavenSession *session,
             const char *matter_id,
             const char *patient_id,
             const char *title,
             const char *text,
             GError **error)
{
  HavenLegalNote *note;

  if (haven_text_is_blank (text))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("The note is empty. Write something before you save it."));
      return NULL;
    }
  note = haven_legal_note_new ();
  note->id = haven_id_new ();
  note->matter_id = g_strdup (matter_id);
  note->patient_id = g_strdup (patient_id);
  note->title = haven_text_is_blank (title) ? NULL : g_strstrip (g_strdup (title));
  note->text = g_strdup (text);
  note->author_id = g_strdup (haven_session_get_staff_id (session));
  note->written_at = haven_clock_now (haven_session_get_clock (session));
  return note;
}

/* Notes are never deleted: undoing takes it out of the lists. */
static void
insert_note (HavenEdit *edit, const HavenLegalNote *note)
{
  g_autoptr (HavenLegalNote) withdrawn = haven_legal_note_copy (note);

  withdrawn->withdrawn_at = note->written_at;
  haven_edit_insert_kept (edit, &haven_legal_note_info, note, withdrawn);
}

/** @title: (nullable): */
HavenEdit *
haven_matter_notes_edit_write (HavenSession *session,
                               const char *matter_id,
                               const char *title,
                               const char *text,
                               GError **error)
{
  g_autoptr (HavenMatter) matter = haven_session_load (session, &haven_matter_info, matter_id, error);
  g_autoptr (HavenLegalNote) note = NULL;
  HavenEdit *edit;

  if (matter == NULL)
    return NULL;
  note = make_record (session, matter_id, matter->patient_id, title, text, error);
  if (note == NULL)
    return NULL;
  edit = haven_edit_new (_ ("Note written"), HAVEN_ACTION_CREATE, matter->patient_id);
  insert_note (edit, note);
  return edit;
}

static gboolean
check_stands (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (HavenLegalNote) now = haven_transaction_load (transaction, &haven_legal_note_info, data, error);

  if (now == NULL)
    return FALSE;
  if (now->corrected_by == NULL && now->withdrawn_at == 0)
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONFLICT,
                       _ ("Somebody else corrected this note meanwhile. Open it again: what you wrote is kept."));
  return FALSE;
}

/**
 * haven_matter_notes_edit_correct:
 * @before: as it was read; its words stay, and the new version takes its place
 * @error: %HAVEN_STORE_ERROR; applying is %HAVEN_STORE_ERROR_CONFLICT where somebody else corrected it meanwhile
 */
HavenEdit *
haven_matter_notes_edit_correct (HavenSession *session,
                                 const HavenLegalNote *before,
                                 const char *title,
                                 const char *text,
                                 GError **error)
{
  g_autoptr (HavenLegalNote) after = haven_legal_note_copy (before);
  g_autoptr (HavenLegalNote) note =
      make_record (session, before->matter_id, before->patient_id, title, text, error);
  HavenEdit *edit;

  if (note == NULL)
    return NULL;
  if (g_strcmp0 (note->text, before->text) == 0 && g_strcmp0 (note->title, before->title) == 0)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("The note says the same as before. Change what is to be corrected first."));
      return NULL;
    }
  haven_record_set_text (&after->corrected_by, note->id);
  edit = haven_edit_new (_ ("Note corrected"), HAVEN_ACTION_UPDATE, before->patient_id);
  insert_note (edit, note);
  haven_edit_replace (edit, &haven_legal_note_info, before, after);
  haven_edit_set_precondition (edit, check_stands, g_strdup (before->id), g_free);
  return edit;
}
