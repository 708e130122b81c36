/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-notes-service.h"
#include "haven-people-service.h"
#include "services-test.h"

#include <string.h>

static HavenEdit *
add (HavenTestClinic *clinic, const char *name, const char *const *aliases, char **id, GError **error)
{
  g_autoptr (HavenPatient) person = haven_patient_new ();

  person->name = g_strdup (name);
  return haven_people_edit_add (clinic->session, person, aliases, id, error);
}

static void
test_a_person_is_added_undone_and_added_again (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  const char *aliases[] = { "Bird", "الطائر", NULL };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = add (clinic, "  Wren Okafor ", aliases, &id, &error);
  guint n_people = haven_test_count (clinic, &haven_patient_info);
  guint n_names = haven_test_count (clinic, &haven_patient_name_info);
  HavenTestLog log = haven_test_read_log (clinic);
  g_autoptr (HavenPatient) patient = NULL;

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  haven_test_assert_log (clinic, &log, 1, 0, 0);
  patient = haven_test_get (clinic, &haven_patient_info, id);
  g_assert_cmpstr (patient->name, ==, "Wren Okafor");
  g_assert_cmpstr (patient->status, ==, "active");
  g_assert_cmpuint (haven_test_count (clinic, &haven_patient_name_info), ==, n_names + 2);

  for (int i = 0; i < 3; i++)
    {
      g_assert_true (haven_edit_revert (edit, clinic->session, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (haven_test_count (clinic, &haven_patient_info), ==, n_people);
      g_assert_cmpuint (haven_test_count (clinic, &haven_patient_name_info), ==, n_names);
      g_assert_true (haven_edit_apply (edit, clinic->session, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (haven_test_count (clinic, &haven_patient_info), ==, n_people + 1);
    }
}

static void
test_hostile_names_are_only_names (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  const char *const names[] = { "'); DROP TABLE patient; --", "<b>bold</b> &amp;", "%s%n", "\342\200\256evil",
                                "NULL", "line\nbreak", "\" OR 1=1", NULL };

  for (gsize i = 0; names[i]; i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenEdit) edit = add (clinic, names[i], names, &id, &error);
      g_autoptr (HavenPersonPage) page = NULL;

      g_assert_true (haven_edit_apply (edit, clinic->session, &error));
      page = haven_people_load_page (clinic->session, id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (page->patient->name, ==, names[i]);
      g_assert_cmpuint (page->names->len, ==, g_strv_length ((char **) names));
    }
}

static void
test_who_cannot_be_added_is_refused_with_a_sentence (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  const char *const bad_names[] = { NULL, "", "   ", "\t\n", "caf\xe9", "\xff", "\302\240" };
  const char *const bad_aliases[] = { "", " ", "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad_names); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (add (clinic, bad_names[i], NULL, &id, &error));
      haven_assert_store_error (error, CONSTRAINT);
      g_assert_null (id);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_aliases); i++)
    {
      const char *aliases[] = { "Good", bad_aliases[i], NULL };
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (add (clinic, "Somebody", aliases, &id, &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
}

static void
test_days_of_birth_exist_and_are_past (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  const char *const good[] = { "1994", "1994-05", "1994-05-21", "2000-02-29", "1901", NULL };
  const char *const bad[] = { "",           "94",        "1994-13",    "1994-02-30", "1900-02-29", "abcd",
                              "1994-5",     "2999",      "2999-01-01", "1994-05-21 ", " 1994",      "1994/05/21",
                              "1994-05-2x", "0000-00-00", NULL };

  for (gsize i = 0; good[i]; i++)
    g_assert_true (haven_people_check_born_on (good[i], NULL));
  for (gsize i = 0; bad[i]; i++)
    {
      g_autoptr (HavenPatient) person = haven_patient_new ();
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      person->name = g_strdup ("Somebody");
      person->born_on = g_strdup (bad[i]);
      g_test_message ("%s", bad[i]);
      g_assert_null (haven_people_edit_add (clinic->session, person, NULL, &id, &error));
      g_assert_nonnull (error);
    }
}

static void
test_undo_leaves_who_was_changed_meanwhile (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL, undo_error = NULL;
  g_autoptr (HavenEdit) edit = add (clinic, "Wren", NULL, &id, &error);
  g_autoptr (HavenPatient) patient = NULL, kept = NULL;
  HavenTestLog log;

  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  patient = haven_test_get (clinic, &haven_patient_info, id);
  haven_record_set_text (&patient->pronouns, "they");
  haven_test_change (clinic, &haven_patient_info, patient);
  log = haven_test_read_log (clinic);
  g_assert_false (haven_edit_revert (edit, clinic->session, &undo_error));
  haven_assert_store_error (undo_error, CONFLICT);
  g_assert_true (haven_edit_is_applied (edit));
  haven_test_assert_log (clinic, &log, 0, 0, 0);
  kept = haven_test_get (clinic, &haven_patient_info, id);
  g_assert_cmpstr (kept->pronouns, ==, "they");
}

/* ── Changing ─────────────────────────────────────────────────────────────── */

static HavenPersonPage *
load (HavenTestClinic *clinic, const char *id)
{
  g_autoptr (GError) error = NULL;
  HavenPersonPage *page = haven_people_load_page (clinic->session, id, &error);

  g_assert_no_error (error);
  return page;
}

static GPtrArray *
copy_names (const HavenPersonPage *page)
{
  GPtrArray *names = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_patient_name_free);

  for (guint i = 0; i < page->names->len; i++)
    g_ptr_array_add (names, haven_patient_name_copy (page->names->pdata[i]));
  return names;
}

static void
add_name (GPtrArray *names, const char *kind, const char *text)
{
  HavenPatientName *name = haven_patient_name_new ();

  name->kind = g_strdup (kind);
  name->text = g_strdup (text);
  g_ptr_array_add (names, name);
}

static void
assert_same_person (const HavenPersonPage *a, const HavenPersonPage *b)
{
  haven_record_set_text (&b->patient->status, a->patient->status);
  b->patient->row_version = a->patient->row_version;
  g_assert_true (haven_record_equal (&haven_patient_info, a->patient, b->patient));
  g_assert_cmpuint (a->names->len, ==, b->names->len);
}

static void
test_a_person_changes_with_their_names_and_comes_back (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *id = haven_test_find_person (clinic, "Amina");
  g_autoptr (HavenPersonPage) seen = load (clinic, id), changed = NULL, back = NULL;
  g_autoptr (HavenPatient) wanted = haven_patient_copy (seen->patient);
  g_autoptr (GPtrArray) names = copy_names (seen);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  HavenTestLog log;

  haven_record_set_text (&wanted->name, " Mina Idris ");
  haven_record_set_text (&wanted->written_language, "en");
  wanted->do_not_contact = TRUE;
  haven_record_set_text (&((HavenPatientName *) names->pdata[0])->kind, "former");
  g_ptr_array_remove_index (names, 1);
  add_name (names, "native-script", "مينا");
  edit = haven_people_edit_change (clinic->session, seen, wanted, names, &error);
  g_assert_no_error (error);
  log = haven_test_read_log (clinic);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  g_assert_no_error (error);
  haven_test_assert_log (clinic, &log, 1, 0, 0);
  changed = load (clinic, id);
  g_assert_cmpstr (changed->patient->name, ==, "Mina Idris");
  g_assert_cmpstr (changed->patient->written_language, ==, "en");
  g_assert_true (changed->patient->do_not_contact);
  g_assert_cmpuint (changed->names->len, ==, seen->names->len);
  g_assert_true (haven_edit_revert (edit, clinic->session, &error));
  g_assert_no_error (error);
  back = load (clinic, id);
  assert_same_person (seen, back);
}

static void
test_nothing_different_is_no_edit (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *id = haven_test_find_person (clinic, "Amina");
  g_autoptr (HavenPersonPage) seen = load (clinic, id);
  g_autoptr (GPtrArray) names = copy_names (seen);
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_people_edit_change (clinic->session, seen, seen->patient, names, &error));
  g_assert_no_error (error);
}

/* An editor that knows nothing of the rest takes nothing of it away. */
static void
test_what_the_editor_does_not_show_stays (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *id = haven_test_find_person (clinic, "Amina");
  g_autoptr (HavenPatient) before = haven_test_get (clinic, &haven_patient_info, id), after = NULL;
  g_autoptr (HavenPersonPage) seen = NULL;
  g_autoptr (HavenPatient) wanted = haven_patient_new ();
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  haven_record_set_text (&before->mail_to, "PO Box 118");
  haven_record_set_text (&before->status, "paused");
  haven_test_change (clinic, &haven_patient_info, before);
  seen = load (clinic, id);
  names = copy_names (seen);
  wanted->name = g_strdup ("Mina");
  edit = haven_people_edit_change (clinic->session, seen, wanted, names, &error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  after = haven_test_get (clinic, &haven_patient_info, id);
  g_assert_cmpstr (after->mail_to, ==, "PO Box 118");
  g_assert_cmpstr (after->status, ==, "paused");
  g_assert_cmpint (after->created_at, ==, before->created_at);
  g_assert_null (after->spoken_language);
}

static void
test_a_person_who_was_changed_meanwhile_stays (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *id = haven_test_find_person (clinic, "Amina");
  g_autoptr (HavenPersonPage) seen = load (clinic, id);
  g_autoptr (HavenPatient) theirs = haven_patient_copy (seen->patient), wanted = haven_patient_copy (seen->patient);
  g_autoptr (HavenPatientName) name = haven_patient_name_copy (seen->names->pdata[0]);
  g_autoptr (GPtrArray) names = copy_names (seen), fewer = g_ptr_array_new ();
  g_autoptr (GError) error = NULL, name_error = NULL;
  g_autoptr (HavenEdit) edit = NULL, removal = NULL;

  haven_record_set_text (&theirs->pronouns, "they");
  haven_test_change (clinic, &haven_patient_info, theirs);
  haven_record_set_text (&name->text, "Another");
  haven_test_change (clinic, &haven_patient_name_info, name);
  haven_record_set_text (&wanted->name, "Mina");
  edit = haven_people_edit_change (clinic->session, seen, wanted, names, &error);
  g_assert_false (haven_edit_apply (edit, clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
  removal = haven_people_edit_change (clinic->session, seen, seen->patient, fewer, &name_error);
  g_assert_no_error (name_error);
  g_assert_false (haven_edit_apply (removal, clinic->session, &name_error));
  haven_assert_store_error (name_error, CONFLICT);
}

static void
test_a_change_is_checked_as_adding_is (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *id = haven_test_find_person (clinic, "Amina");
  g_autoptr (HavenPersonPage) seen = load (clinic, id);
  const char *const kinds[] = { NULL, "", "nickname" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) names = copy_names (seen), empty = copy_names (seen);
      g_autoptr (HavenPatient) nameless = haven_patient_copy (seen->patient), late = haven_patient_copy (seen->patient);
      g_autoptr (GError) kind = NULL, text = NULL, name = NULL, born = NULL;

      add_name (names, kinds[i], "Mina");
      add_name (empty, "alias", " ");
      haven_record_set_text (&nameless->name, NULL);
      haven_record_set_text (&late->born_on, "2999");
      g_assert_null (haven_people_edit_change (clinic->session, seen, seen->patient, names, &kind));
      g_assert_null (haven_people_edit_change (clinic->session, seen, seen->patient, empty, &text));
      g_assert_null (haven_people_edit_change (clinic->session, seen, nameless, seen->names, &name));
      g_assert_null (haven_people_edit_change (clinic->session, seen, late, seen->names, &born));
      haven_assert_store_error (kind, CONSTRAINT);
      haven_assert_store_error (text, CONSTRAINT);
      haven_assert_store_error (name, CONSTRAINT);
      haven_assert_store_error (born, CONSTRAINT);
    }
}

static void
test_looking_at_a_person_is_one_event_in_each_part (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *id = haven_test_find_person (clinic, "Amina");
  HavenTestLog log = haven_test_read_log (clinic);
  g_autoptr (GError) error = NULL, unknown = NULL;
  g_autoptr (HavenPersonPage) page = haven_people_load_page (clinic->session, id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->timeline->len, >, 10);
  haven_test_assert_log (clinic, &log, 1, 1, 1);
  g_assert_null (haven_people_load_page (clinic->session, "nobody", &unknown));
  haven_assert_store_error (unknown, NOT_FOUND);
}

static HavenContactAnswer
ask (const char *at, const HavenSafeContactRule *rule, gboolean never)
{
  g_autoptr (HavenPatient) patient = haven_patient_new ();
  g_autoptr (HavenClock) clock = NULL;
  HavenInstant now;

  g_assert_true (haven_instant_parse (at, &now));
  clock = haven_clock_new_fixed ("America/New_York", now);
  patient->do_not_contact = never;
  return haven_people_check_contact (patient, rule, clock);
}

static void
test_a_channel_is_safe_only_when_its_rule_says_so (void)
{
  g_autoptr (HavenSafeContactRule) rule = haven_safe_contact_rule_new ();
  const char *days[] = { "fri", NULL };

  rule->safe = g_strdup ("yes");
  rule->safe_from = 9 * 60;
  rule->safe_to = 17 * 60;
  rule->days = g_strdupv ((char **) days);
  rule->last_confirmed_on = haven_date_from_ymd (2026, 11, 1);
  rule->confirm_every_days = 30;
  /* 20 November 2026 is a Friday; New York is five hours behind. */
  g_assert_cmpint (ask ("2026-11-20T15:00:00Z", rule, FALSE), ==, HAVEN_CONTACT_SAFE);
  g_assert_cmpint (ask ("2026-11-20T15:00:00Z", rule, TRUE), ==, HAVEN_CONTACT_NEVER);
  g_assert_cmpint (ask ("2026-11-20T13:59:00Z", rule, FALSE), ==, HAVEN_CONTACT_NOT_NOW);
  g_assert_cmpint (ask ("2026-11-20T14:00:00Z", rule, FALSE), ==, HAVEN_CONTACT_SAFE);
  g_assert_cmpint (ask ("2026-11-20T22:00:00Z", rule, FALSE), ==, HAVEN_CONTACT_NOT_NOW);
  g_assert_cmpint (ask ("2026-11-21T15:00:00Z", rule, FALSE), ==, HAVEN_CONTACT_NOT_NOW);
  g_assert_cmpint (ask ("2026-12-04T15:00:00Z", rule, FALSE), ==, HAVEN_CONTACT_ASK_FIRST);
  haven_record_set_text (&rule->safe, "no");
  g_assert_cmpint (ask ("2026-11-20T15:00:00Z", rule, FALSE), ==, HAVEN_CONTACT_NEVER);
  haven_record_set_text (&rule->safe, "only-if");
  g_assert_cmpint (ask ("2026-11-20T15:00:00Z", rule, FALSE), ==, HAVEN_CONTACT_ASK_FIRST);
  haven_record_set_text (&rule->safe, "ask-first");
  g_assert_cmpint (ask ("2026-11-20T15:00:00Z", rule, FALSE), ==, HAVEN_CONTACT_ASK_FIRST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/people/a-person-is-added-undone-and-added-again",
                   test_a_person_is_added_undone_and_added_again);
  g_test_add_func ("/services/people/hostile-names-are-only-names", test_hostile_names_are_only_names);
  g_test_add_func ("/services/people/who-cannot-be-added-is-refused-with-a-sentence",
                   test_who_cannot_be_added_is_refused_with_a_sentence);
  g_test_add_func ("/services/people/days-of-birth-exist-and-are-past", test_days_of_birth_exist_and_are_past);
  g_test_add_func ("/services/people/undo-leaves-who-was-changed-meanwhile",
                   test_undo_leaves_who_was_changed_meanwhile);
  g_test_add_func ("/services/people/a-person-changes-with-their-names-and-comes-back",
                   test_a_person_changes_with_their_names_and_comes_back);
  g_test_add_func ("/services/people/nothing-different-is-no-edit", test_nothing_different_is_no_edit);
  g_test_add_func ("/services/people/what-the-editor-does-not-show-stays", test_what_the_editor_does_not_show_stays);
  g_test_add_func ("/services/people/a-person-who-was-changed-meanwhile-stays",
                   test_a_person_who_was_changed_meanwhile_stays);
  g_test_add_func ("/services/people/a-change-is-checked-as-adding-is", test_a_change_is_checked_as_adding_is);
  g_test_add_func ("/services/people/looking-at-a-person-is-one-event-in-each-part",
                   test_looking_at_a_person_is_one_event_in_each_part);
  g_test_add_func ("/services/people/a-channel-is-safe-only-when-its-rule-says-so",
                   test_a_channel_is_safe_only_when_its_rule_says_so);
  return g_test_run ();
}
