/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the printed list of a day says, and what it never says.
 */

#include "haven-access-service.h"
#include "haven-audit-service.h"
#include "haven-booking-service.h"
#include "haven-day-list.h"
#include "haven-id.h"
#include "haven-test-paper.h"
#include "trips-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* A day of three visits: Amina's, Marisol's and Dale's, with words that tell what for. */
typedef struct
{
  TripsTest trips;
  char *people[3];
  char *visits[3];
  char *clinician;
  char *lawyer;
  HavenDate date;
} Fixture;

static const char *const names[] = { "Amina Idris Bashir", "Marisol Quintanilla Reyes", "Dale Hutchins" };
static const char *const initials[] = { "A B", "M R", "D H" };
static const char *const hours[] = { "10:00–10:45", "11:30–12:15", "14:00–14:45" };
static const char *const kinds[] = { "medical", "legal", "court" };
static const char title[] = "Zebrafish";

static char *
find_resource (Fixture *self, const char *kind)
{
  g_autoptr (GPtrArray) resources = haven_test_list (self->trips.clinic, &haven_resource_info, "kind", kind);

  return g_strdup (((HavenResource *) resources->pdata[0])->id);
}

static char *
book (Fixture *self, guint position, const char *resource_id)
{
  static const int minutes[] = { 600, 690, 840 };
  const char *resources[] = { resource_id, NULL };
  HavenBooking booking = { .patient_id = self->people[position],
                           .kind = kinds[position],
                           .title = title,
                           .mode = "in-person",
                           .date = self->date,
                           .minute = minutes[position],
                           .minutes_long = 45,
                           .resource_ids = resources,
                           .override_reason = "agreed" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_book (self->trips.session, &booking, &error);
  g_autoptr (HavenDayPage) page = NULL;

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->trips.session, &error));
  page = haven_booking_load_day (self->trips.session, self->date, &error);
  g_assert_no_error (error);
  return g_strdup (haven_visit_get_appointment (page->visits->pdata[page->visits->len - 1])->id);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  trips_test_set_up (&self->trips, data);
  self->date = haven_date_add_days (trips_test_today (&self->trips), 400);
  self->clinician = find_resource (self, "clinician"), self->lawyer = find_resource (self, "lawyer");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      self->people[i] = haven_test_find_person (self->trips.clinic, names[i]);
      self->visits[i] = book (self, i, i == 1 ? self->lawyer : self->clinician);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_free (self->people[i]);
      g_free (self->visits[i]);
    }
  g_free (self->clinician);
  g_free (self->lawyer);
  trips_test_tear_down (&self->trips, data);
}

static void
change (Fixture *self, guint position, void (*function) (HavenAppointment *visit))
{
  g_autoptr (HavenAppointment) visit = haven_test_get (self->trips.clinic, &haven_appointment_info, self->visits[position]);

  function (visit);
  haven_test_change (self->trips.clinic, &haven_appointment_info, visit);
}

static HavenPaper *
make (HavenSession *session, Fixture *self, HavenDayListWho who, const char *resource_id)
{
  const HavenDayListWanted wanted = { self->date, resource_id, who, "en" };
  g_autoptr (GError) error = NULL;
  HavenPaper *paper = haven_day_list_make (session, &wanted, &error);

  g_assert_no_error (error);
  return paper;
}

/* All that is drawn and all that the tags say. */
static char *
dup_text (const HavenPaper *paper)
{
  g_autofree char *drawn = haven_test_paper_dup_text (paper->document->pdf);
  g_autofree char *tags = haven_test_paper_dup_words (paper->document->pdf);

  return g_strconcat (drawn, "\n", tags, NULL);
}

static char *
dup_list (HavenSession *session, Fixture *self, HavenDayListWho who, const char *resource_id)
{
  g_autoptr (HavenPaper) paper = make (session, self, who, resource_id);

  return dup_text (paper);
}

static void
assert_says (const char *said, const char *words, gboolean says)
{
  g_autofree char *folded = haven_test_paper_dup_folded (words);

  if ((strstr (said, folded) != NULL) != says)
    g_error ("“%s” %s on the list, which says: %s", words, says ? "is not" : "is", said);
}

static void
assert_names (const char *said, guint position, gboolean says)
{
  g_auto (GStrv) words = g_strsplit (names[position], " ", -1);

  assert_says (said, names[position], says);
  for (gsize i = 0; !says && words[i]; i++)
    assert_says (said, words[i], FALSE);
}

/* ── Who stands there ─────────────────────────────────────────────────────── */

static void
test_a_person_stands_there_as_somebody_chose (Fixture *self, gconstpointer data)
{
  g_autofree char *named = dup_list (self->trips.session, self, HAVEN_DAY_LIST_NAMES, NULL);
  g_autofree char *letters = dup_list (self->trips.session, self, HAVEN_DAY_LIST_INITIALS, NULL);
  g_autofree char *nobody = dup_list (self->trips.session, self, HAVEN_DAY_LIST_NOBODY, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      assert_names (named, i, TRUE);
      assert_names (letters, i, FALSE);
      assert_names (nobody, i, FALSE);
      assert_says (letters, initials[i], TRUE);
      assert_says (named, hours[i], TRUE);
      assert_says (letters, hours[i], TRUE);
      assert_says (nobody, hours[i], TRUE);
    }
  assert_says (nobody, "Who", FALSE);
  assert_says (named, "Dr Okafor", TRUE);
}

static void
leave_out (HavenAppointment *visit)
{
  visit->off_printed_lists = TRUE;
  visit->companion_allowed = TRUE;
  g_set_str (&visit->transport_need, "ride");
}

static void
test_who_is_left_out_is_a_time_that_is_taken (Fixture *self, gconstpointer data)
{
  change (self, 0, leave_out);
  for (int who = HAVEN_DAY_LIST_INITIALS; who <= HAVEN_DAY_LIST_NAMES; who++)
    {
      g_autofree char *said = dup_list (self->trips.session, self, (HavenDayListWho) who, NULL);

      assert_names (said, 0, FALSE);
      assert_says (said, initials[0], FALSE);
      assert_says (said, "Arabic", FALSE);
      assert_says (said, "May bring somebody", FALSE);
      assert_says (said, "A ride is needed", FALSE);
      assert_says (said, hours[0], TRUE);
      assert_says (said, "Taken", TRUE);
      assert_says (said, "Dr Okafor", TRUE);
      assert_names (said, 1, who == HAVEN_DAY_LIST_NAMES);
    }
}

/* The desk sees that a time is taken, on paper as on the screen. */
static void
test_who_is_closed_to_the_reader_is_a_time_that_is_taken (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) staff = haven_test_list (self->trips.clinic, &haven_staff_member_info, "name", "Nadia Ferrell");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dup_list (self->trips.desk, self, HAVEN_DAY_LIST_NAMES, NULL);
  g_autofree char *after = NULL;

  assert_names (before, 0, TRUE);
  assert_says (before, "Taken", FALSE);
  haven_access_service_bar (self->trips.session, self->people[0], ((HavenStaffMember *) staff->pdata[0])->id, "Lives next door", &error);
  g_assert_no_error (error);
  after = dup_list (self->trips.desk, self, HAVEN_DAY_LIST_NAMES, NULL);
  assert_names (after, 0, FALSE);
  assert_says (after, "Taken", TRUE);
  assert_says (after, hours[0], TRUE);
  assert_names (after, 1, TRUE);
}

/* ── What stands there ────────────────────────────────────────────────────── */

static void
add_needs (HavenAppointment *visit)
{
  visit->companion_allowed = TRUE;
  g_set_str (&visit->transport_need, "ride");
  g_set_str (&visit->interpreter_need, "spoken");
  g_set_str (&visit->interpreter_language, "vi");
  g_set_str (&visit->status, "arrived");
}

static void
test_notes_say_what_is_needed_and_never_what_for (Fixture *self, gconstpointer data)
{
  static const char *const needs[] = { "Arrived", "Interpreter: Vietnamese", "A ride is needed", "May bring somebody" };
  static const char *const reasons[] = { title, "Medical", "Legal", "Court", "Outside appointment", "Meeting", "Check-up" };

  change (self, 2, add_needs);
  for (int who = HAVEN_DAY_LIST_INITIALS; who <= HAVEN_DAY_LIST_NAMES; who++)
    {
      g_autofree char *said = dup_list (self->trips.session, self, (HavenDayListWho) who, NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
        assert_says (said, needs[i], TRUE);
      for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
        assert_says (said, reasons[i], FALSE);
    }
}

static void
call_off (HavenAppointment *visit)
{
  g_set_str (&visit->status, "cancelled_by_client");
}

static void
test_what_was_called_off_is_not_there (Fixture *self, gconstpointer data)
{
  g_autofree char *said = NULL;

  change (self, 1, call_off);
  said = dup_list (self->trips.session, self, HAVEN_DAY_LIST_NAMES, NULL);
  assert_names (said, 1, FALSE);
  assert_says (said, hours[1], FALSE);
  assert_names (said, 2, TRUE);
}

static void
test_one_list_is_for_one_of_them (Fixture *self, gconstpointer data)
{
  g_autofree char *said = dup_list (self->trips.session, self, HAVEN_DAY_LIST_NAMES, self->lawyer);

  assert_names (said, 1, TRUE);
  assert_names (said, 0, FALSE);
  assert_names (said, 2, FALSE);
  assert_says (said, "Everybody", FALSE);
}

/* Neutral at a glance: no clinic, no form; a sign that tells one copy from another. */
static void
test_the_paper_itself_tells_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenPaper) paper = make (self->trips.session, self, HAVEN_DAY_LIST_INITIALS, NULL);
  g_autoptr (HavenPaper) other = make (self->trips.session, self, HAVEN_DAY_LIST_INITIALS, NULL);
  g_autofree char *said = dup_text (paper);
  g_autofree char *name = g_strdup_printf ("day-list-%s.pdf", paper->reference);

  g_assert_cmpstr (paper->title, ==, "Day list");
  g_assert_cmpstr (paper->document->file_name, ==, name);
  g_assert_cmpstr (paper->reference, !=, other->reference);
  assert_says (said, paper->reference, TRUE);
  assert_says (said, "Tanager", FALSE);
  assert_says (said, "day-list", FALSE);
  g_assert_false (paper->document->watermarked);
}

static void
test_a_day_without_visits_says_so (Fixture *self, gconstpointer data)
{
  g_autofree char *said = NULL;

  self->date = haven_date_add_days (self->date, 1);
  said = dup_list (self->trips.session, self, HAVEN_DAY_LIST_NAMES, NULL);
  assert_says (said, "There are no visits on this day.", TRUE);
}

/* ── Who may, and what the log says ───────────────────────────────────────── */

static gboolean
insert_member (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_insert (transaction, &haven_staff_member_info, data, error);
}

static void
become (Fixture *self, const char *role)
{
  g_autoptr (HavenStaffMember) member = haven_staff_member_new ();
  const char *roles[] = { role, NULL };
  g_autoptr (GError) error = NULL;

  member->id = haven_id_new ();
  member->name = g_strdup (role);
  member->roles = g_strdupv ((char **) roles);
  member->active = TRUE;
  haven_session_run (self->trips.session, HAVEN_ACTION_CREATE, HAVEN_IN_SHARED, "staff_member", member->id, NULL, insert_member, member, &error);
  g_assert_no_error (error);
  haven_store_admit (haven_session_get_store (self->trips.session), member->id, &error);
  g_assert_no_error (error);
}

static void
test_some_roles_print_no_list (Fixture *self, gconstpointer role)
{
  g_autoptr (HavenPaper) paper = make (self->trips.session, self, HAVEN_DAY_LIST_INITIALS, NULL);
  const HavenDayListWanted wanted = { self->date, NULL, HAVEN_DAY_LIST_NOBODY, "en" };
  g_autoptr (GError) error = NULL;

  become (self, role);
  g_assert_null (haven_day_list_make (self->trips.session, &wanted, &error));
  haven_assert_store_error (error, REFUSED);
  g_assert_cmpstr (error->message, ==, "Your role does not print the day's list.");
  g_clear_error (&error);
  g_assert_false (haven_day_list_log_print (self->trips.session, paper, &error));
  haven_assert_store_error (error, REFUSED);
}

/* @action: print or export; Returns: how many events say this copy of this day, and nothing else */
static guint
count_events (Fixture *self, const HavenPaper *paper, const char *action)
{
  g_autofree char *day = haven_date_dup_iso (self->date);
  g_autofree char *expected = g_strdup_printf ("%s %s", day, paper->reference);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenAuditPage) page = haven_audit_list_mine_today (self->trips.session, 50, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];

      if (g_strcmp0 (entry->detail, expected) != 0 || strcmp (entry->action, action) != 0)
        continue;
      g_assert_cmpstr (entry->record, ==, "appointment");
      g_assert_null (entry->patient_id);
      n++;
    }
  return n;
}

static void
test_each_way_out_is_in_the_log (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenPaper) paper = make (self->trips.session, self, HAVEN_DAY_LIST_NAMES, NULL);
  g_autoptr (HavenExport) export = haven_day_list_export_new (paper);
  g_autoptr (HavenProof) proof = NULL;
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, paper->document->file_name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_events (self, paper, "print"), ==, 0);
  g_assert_true (haven_day_list_log_print (self->trips.session, paper, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_events (self, paper, "print"), ==, 1);
  /* Without showing once more who one is, nothing leaves as a file. */
  g_assert_false (haven_export_write (export, self->trips.session, NULL, path, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  proof = haven_proof_new_for_visitor (self->trips.session, &error);
  g_assert_no_error (error);
  g_assert_true (haven_export_write (export, self->trips.session, proof, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_events (self, paper, "export"), ==, 1);
  haven_test_remove_folder (folder);
}

#define ADD(path, data, test) g_test_add ("/services/day-list/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-person-stands-there-as-somebody-chose", NULL, test_a_person_stands_there_as_somebody_chose);
  ADD ("who-is-left-out-is-a-time-that-is-taken", NULL, test_who_is_left_out_is_a_time_that_is_taken);
  ADD ("who-is-closed-to-the-reader-is-a-time-that-is-taken", NULL, test_who_is_closed_to_the_reader_is_a_time_that_is_taken);
  ADD ("notes-say-what-is-needed-and-never-what-for", NULL, test_notes_say_what_is_needed_and_never_what_for);
  ADD ("what-was-called-off-is-not-there", NULL, test_what_was_called_off_is_not_there);
  ADD ("one-list-is-for-one-of-them", NULL, test_one_list_is_for_one_of_them);
  ADD ("the-paper-itself-tells-nothing", NULL, test_the_paper_itself_tells_nothing);
  ADD ("a-day-without-visits-says-so", NULL, test_a_day_without_visits_says_so);
  ADD ("supervisors-print-no-list", "supervisor", test_some_roles_print_no_list);
  ADD ("interpreters-print-no-list", "interpreter", test_some_roles_print_no_list);
  ADD ("translators-print-no-list", "translator", test_some_roles_print_no_list);
  ADD ("administrators-print-no-list", "administrator", test_some_roles_print_no_list);
  ADD ("each-way-out-is-in-the-log", NULL, test_each_way_out_is_in_the_log);
  return g_test_run ();
}
