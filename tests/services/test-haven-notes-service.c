/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-drafts-service.h"
#include "haven-notes-service.h"
#include "services-test.h"

static gboolean
keep (HavenTestClinic *clinic, const char *editor, const char *subject_id, const char *text)
{
  g_autoptr (HavenDraftContent) content = haven_draft_content_new ();

  haven_draft_content_set (content, "text", text);
  return haven_drafts_save (clinic->session, editor, subject_id, content, NULL);
}

static gboolean
is_kept (HavenTestClinic *clinic, const char *editor, const char *subject_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDraftContent) content = haven_drafts_find (clinic->session, editor, subject_id, &error);

  g_assert_no_error (error);
  return content != NULL;
}

static void
test_a_draft_is_there_until_its_note_is_signed (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *person = haven_test_find_person (clinic, "Amina");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenNote) note = NULL;
  g_autofree char *id = NULL, *addendum = NULL;
  HavenTestLog log;

  g_assert_true (keep (clinic, HAVEN_EDITOR_NOTE, person, "Sleeps better."));
  log = haven_test_read_log (clinic);
  id = haven_notes_sign (clinic->session, person, "Visit", "Sleeps better.", &error);
  g_assert_no_error (error);
  haven_test_assert_log (clinic, &log, 0, 1, 0);
  g_assert_false (is_kept (clinic, HAVEN_EDITOR_NOTE, person));
  note = haven_test_get (clinic, &haven_note_info, id);
  g_assert_cmpstr (note->state, ==, "signed");
  g_assert_cmpstr (note->signed_by, ==, haven_session_get_staff_id (clinic->session));
  g_assert_cmpstr (note->text, ==, "Sleeps better.");

  g_assert_true (keep (clinic, HAVEN_EDITOR_ADDENDUM, id, "The left arm."));
  addendum = haven_notes_sign_addendum (clinic->session, id, "The left arm.", "Side was missing", &error);
  g_assert_no_error (error);
  g_assert_false (is_kept (clinic, HAVEN_EDITOR_ADDENDUM, id));
}

static void
test_what_cannot_be_signed_keeps_its_draft (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *person = haven_test_find_person (clinic, "Amina");
  const char *const empty[] = { "", " ", "\n\t ", NULL };
  guint n_notes = haven_test_count (clinic, &haven_note_info);
  g_autoptr (GError) nobody = NULL;

  g_assert_true (keep (clinic, HAVEN_EDITOR_NOTE, person, " "));
  for (gsize i = 0; empty[i]; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_notes_sign (clinic->session, person, "Visit", empty[i], &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
  g_assert_true (is_kept (clinic, HAVEN_EDITOR_NOTE, person));
  g_assert_null (haven_notes_sign (clinic->session, "nobody", "Visit", "Text", &nobody));
  haven_assert_store_error (nobody, NOT_FOUND);
  g_assert_cmpuint (haven_test_count (clinic, &haven_note_info), ==, n_notes);
}

static void
test_an_addendum_needs_a_reason_and_leaves_the_note (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *person = haven_test_find_person (clinic, "Amina");
  g_autoptr (GError) error = NULL, unknown = NULL;
  g_autofree char *id = haven_notes_sign (clinic->session, person, "Visit", "First text", &error);
  const char *const no_reasons[] = { NULL, "", "  " };
  g_autofree char *addendum = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (HavenNote) note = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (no_reasons); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_null (haven_notes_sign_addendum (clinic->session, id, "More", no_reasons[i], &refused));
      haven_assert_store_error (refused, CONSTRAINT);
    }
  g_assert_null (haven_notes_sign_addendum (clinic->session, "nope", "More", "why", &unknown));
  haven_assert_store_error (unknown, NOT_FOUND);
  addendum = haven_notes_sign_addendum (clinic->session, id, "More", "learned later", &error);
  g_assert_no_error (error);
  list = haven_notes_list_addenda (clinic->session, id, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((HavenNote *) list->pdata[0])->addendum_reason, ==, "learned later");
  note = haven_test_get (clinic, &haven_note_info, id);
  g_assert_cmpstr (note->text, ==, "First text");
}

static void
test_a_signed_note_is_neither_changed_nor_removed (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *person = haven_test_find_person (clinic, "Amina");
  g_autofree char *id = haven_notes_sign (clinic->session, person, "Visit", "Text", NULL);
  g_autoptr (HavenNote) note = haven_test_get (clinic, &haven_note_info, id);
  g_autoptr (HavenNote) other = haven_note_copy (note);
  g_autoptr (HavenEdit) change = haven_edit_new ("Changed", HAVEN_ACTION_UPDATE, person);
  g_autoptr (HavenEdit) removal = haven_edit_new ("Removed", HAVEN_ACTION_DELETE, person);
  g_autoptr (GError) change_error = NULL, removal_error = NULL;

  haven_record_set_text (&other->text, "Other text");
  haven_edit_replace (change, &haven_note_info, note, other);
  haven_edit_delete (removal, &haven_note_info, note);
  g_assert_false (haven_edit_apply (change, clinic->session, &change_error));
  haven_assert_store_error (change_error, CONSTRAINT);
  g_assert_false (haven_edit_apply (removal, clinic->session, &removal_error));
  haven_assert_store_error (removal_error, CONSTRAINT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/notes/a-draft-is-there-until-its-note-is-signed",
                   test_a_draft_is_there_until_its_note_is_signed);
  g_test_add_func ("/services/notes/what-cannot-be-signed-keeps-its-draft", test_what_cannot_be_signed_keeps_its_draft);
  g_test_add_func ("/services/notes/an-addendum-needs-a-reason-and-leaves-the-note",
                   test_an_addendum_needs_a_reason_and_leaves_the_note);
  g_test_add_func ("/services/notes/a-signed-note-is-neither-changed-nor-removed",
                   test_a_signed_note_is_neither_changed_nor_removed);
  return g_test_run ();
}
