/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-service.h"
#include "haven-matters-service.h"
#include "services-test.h"

#include <string.h>

#define WORDS "Brackenmoor theory: who is named, and when"

typedef struct
{
  HavenTestClinic *clinic;
  char *passphrase;
  char *matter_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *file = NULL, *person = NULL;
  g_autoptr (GPtrArray) matters = NULL;

  self->clinic = haven_test_clinic_new ();
  file = g_build_filename (self->clinic->folder, "demo-passphrase", NULL);
  g_assert_true (g_file_get_contents (file, &self->passphrase, NULL, NULL));
  g_strstrip (self->passphrase);
  person = haven_test_find_person (self->clinic, "Marisol");
  matters = haven_test_list (self->clinic, &haven_matter_info, "patient_id", person);
  for (guint i = 0; i < matters->len; i++)
    if (g_str_equal (((HavenMatter *) matters->pdata[i])->type, "u_visa"))
      self->matter_id = g_strdup (((HavenMatter *) matters->pdata[i])->id);
  g_assert_nonnull (self->matter_id);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->passphrase);
  g_free (self->matter_id);
}

/* The vault is open to one at a time. */
static void
sign_in (Fixture *self, const char *name)
{
  HavenKeyringState state;
  g_autoptr (GError) error = NULL;

  haven_session_leave (self->clinic->session);
  g_clear_object (&self->clinic->session);
  self->clinic->session = haven_vaults_open (self->clinic->folder, name, self->passphrase, NULL, &state, &error);
  g_assert_no_error (error);
}

static HavenMatterPage *
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HavenMatterPage *page = haven_matters_load_page (self->clinic->session, self->matter_id, &error);

  g_assert_no_error (error);
  return page;
}

static HavenEdit *
write_note (Fixture *self, const char *title, const char *text)
{
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_matter_notes_edit_write (self->clinic->session, self->matter_id, title, text, &error);

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_no_error (error);
  return edit;
}

static const HavenMatterNote *
find (HavenMatterPage *page, const char *text)
{
  for (guint i = 0; i < page->notes->len; i++)
    if (g_str_equal (((HavenMatterNote *) page->notes->pdata[i])->note->text, text))
      return page->notes->pdata[i];
  return NULL;
}

static HavenEdit *
make_correction (Fixture *self, const HavenLegalNote *before, const char *text)
{
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_matter_notes_edit_correct (self->clinic->session, before, "Corrected", text, &error);

  g_assert_no_error (error);
  return edit;
}

static void
test_written_and_undone (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterPage) before = load (self), with = NULL, without = NULL;
  g_autoptr (HavenEdit) edit = write_note (self, "  The theory  ", WORDS);
  const HavenMatterNote *note;
  g_autoptr (GError) error = NULL;

  with = load (self);
  note = find (with, WORDS);
  g_assert_cmpuint (with->notes->len, ==, before->notes->len + 1);
  g_assert_true (with->notes->pdata[0] == note);
  g_assert_cmpstr (note->note->title, ==, "The theory");
  g_assert_cmpstr (note->author, ==, haven_session_get_staff_name (self->clinic->session));

  haven_edit_revert (edit, self->clinic->session, &error);
  g_assert_no_error (error);
  without = load (self);
  g_assert_cmpuint (without->notes->len, ==, before->notes->len);
  haven_edit_apply (edit, self->clinic->session, &error);
  g_assert_no_error (error);
  g_clear_pointer (&with, haven_matter_page_free);
  with = load (self);
  g_assert_nonnull (find (with, WORDS));
}

static void
test_an_empty_note_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_matter_notes_edit_write (self->clinic->session, self->matter_id, "Title", " \n ", &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (haven_matter_notes_edit_write (self->clinic->session, "'; --", NULL, WORDS, &error));
  g_assert_nonnull (error);
}

static void
test_a_correction_keeps_what_was_there (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) first = write_note (self, NULL, WORDS), second = NULL;
  g_autoptr (HavenMatterPage) page = load (self), after = NULL;
  g_autofree char *first_id = g_strdup (find (page, WORDS)->note->id);
  const HavenMatterNote *earlier, *latest;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = NULL;

  second = make_correction (self, find (page, WORDS)->note, "Another word");
  g_assert_true (haven_edit_apply (second, self->clinic->session, &error));
  after = load (self);
  latest = find (after, "Another word");
  earlier = haven_matter_notes_find_earlier (after->notes, latest);
  g_assert_cmpstr (earlier->note->id, ==, first_id);
  g_assert_cmpstr (earlier->note->text, ==, WORDS);
  g_assert_true (haven_matter_notes_find_latest (after->notes, earlier) == latest);
  g_assert_true (haven_matter_notes_find_first (after->notes, latest) == earlier);
  read = haven_matter_notes_load (self->clinic->session, first_id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (haven_matter_notes_find (read, latest->note->id));

  haven_edit_revert (second, self->clinic->session, &error);
  g_assert_no_error (error);
  g_clear_pointer (&after, haven_matter_page_free);
  after = load (self);
  g_assert_null (find (after, "Another word"));
  g_assert_null (find (after, WORDS)->note->corrected_by);
}

static void
test_the_second_correction_of_the_same_words_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) note = write_note (self, NULL, WORDS), one = NULL, other = NULL, again = NULL;
  g_autoptr (HavenMatterPage) page = load (self), after = NULL;
  g_autoptr (GError) error = NULL;

  one = make_correction (self, find (page, WORDS)->note, "One");
  other = make_correction (self, find (page, WORDS)->note, "Other");
  g_assert_true (haven_edit_apply (one, self->clinic->session, &error));
  g_assert_false (haven_edit_apply (other, self->clinic->session, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  after = load (self);
  g_assert_null (find (after, "Other"));
  /* What was corrected since is not taken back from under the correction. */
  g_assert_false (haven_edit_revert (note, self->clinic->session, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  again = make_correction (self, find (after, "One")->note, "Two");
  g_assert_true (haven_edit_apply (again, self->clinic->session, &error));
  g_assert_false (haven_edit_revert (one, self->clinic->session, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONFLICT);
}

static void
test_the_same_words_are_no_correction (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) note = write_note (self, NULL, WORDS);
  g_autoptr (HavenMatterPage) page = load (self);
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_matter_notes_edit_correct (
      self->clinic->session, find (page, WORDS)->note, NULL, WORDS, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
}

static gboolean
overwrite (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_update (transaction, &haven_legal_note_info, data, error);
}

/* The store itself keeps the words, whoever asks. */
static void
test_words_are_never_overwritten (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) note = write_note (self, NULL, WORDS);
  g_autoptr (HavenMatterPage) page = load (self);
  g_autoptr (HavenLegalNote) changed = haven_legal_note_copy (find (page, WORDS)->note);
  g_autoptr (GError) error = NULL;

  g_set_str (&changed->text, "Something else");
  g_assert_false (haven_session_run (self->clinic->session,
                                     HAVEN_ACTION_UPDATE,
                                     HAVEN_IN_LEGAL,
                                     "legal_note",
                                     changed->id,
                                     NULL,
                                     overwrite,
                                     changed,
                                     &error));
  g_assert_nonnull (strstr (error->message, "the words of a note never change"));
}

/* ── The wall ─────────────────────────────────────────────────────────────── */

static void
assert_not_in_the_log (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HavenAuditFilter filter = { .limit = 500 };
  g_autoptr (HavenAuditPage) log = haven_audit_list_all (self->clinic->session, &filter, NULL, &error);
  const char *own = haven_session_get_staff_id (self->clinic->session);

  /* That they tried themselves, a moment ago, is theirs to see. */
  for (guint i = 0; log && i < log->entries->len; i++)
    {
      const HavenAuditEntry *entry = log->entries->pdata[i];

      g_assert_true (g_strcmp0 (entry->record, "legal_note") != 0 || g_strcmp0 (entry->staff_id, own) == 0);
    }
}

/* Neither a row, nor a count, nor a step in the log. Some of them work on matters, and still have no part in this. */
static void
test_nobody_else_learns_of_them (Fixture *self, gconstpointer data)
{
  static const char *const others[] = { "Nadia Ferrell",   "Dr Ngozi Okafor", "Yael Brandt, LICSW", "Claudine Joseph",
                                        "Rosa Delgado",    "Paul Arsenault",  "Wendy Strand",       "Karim Benali" };
  g_autoptr (HavenEdit) edit = write_note (self, NULL, WORDS);
  g_autoptr (HavenMatterPage) page = load (self);
  g_autofree char *id = g_strdup (find (page, WORDS)->note->id);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) none = NULL, closed = NULL, read = NULL, written = NULL;
      g_autoptr (HavenMatterPage) theirs = NULL;

      g_test_message ("%s", others[i]);
      sign_in (self, others[i]);
      g_assert_null (haven_session_list (self->clinic->session, &haven_legal_note_info, NULL, NULL, NULL, &none));
      g_assert_nonnull (none);
      g_assert_null (haven_session_load (self->clinic->session, &haven_legal_note_info, id, &closed));
      g_assert_nonnull (closed);
      g_assert_null (haven_matter_notes_load (self->clinic->session, id, &read));
      g_assert_nonnull (read);
      g_assert_null (strstr (read->message, "Brackenmoor"));
      theirs = haven_matters_load_page (self->clinic->session, self->matter_id, NULL);
      g_assert_true (theirs == NULL || theirs->notes == NULL);
      assert_not_in_the_log (self);
    }
}

static void
test_the_legal_team_reads_them (Fixture *self, gconstpointer data)
{
  static const char *const team[] = { "David Mensah-Cole", "Grace Liu" };
  g_autoptr (HavenEdit) edit = write_note (self, NULL, WORDS);

  for (gsize i = 0; i < G_N_ELEMENTS (team); i++)
    {
      g_autoptr (HavenMatterPage) page = NULL;
      g_autoptr (HavenEdit) theirs = NULL;

      sign_in (self, team[i]);
      page = load (self);
      g_assert_nonnull (find (page, WORDS));
      theirs = write_note (self, NULL, team[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/services/matter-notes/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-note-is-written,-undone-and-done-again", test_written_and_undone);
  ADD ("an-empty-note-is-refused", test_an_empty_note_is_refused);
  ADD ("a-correction-keeps-what-was-there", test_a_correction_keeps_what_was_there);
  ADD ("the-second-correction-of-the-same-words-is-refused", test_the_second_correction_of_the_same_words_is_refused);
  ADD ("the-same-words-are-no-correction", test_the_same_words_are_no_correction);
  ADD ("words-are-never-overwritten", test_words_are_never_overwritten);
  ADD ("nobody-else-learns-of-them", test_nobody_else_learns_of_them);
  ADD ("the-legal-team-reads-them", test_the_legal_team_reads_them);
#undef ADD
  return g_test_run ();
}
