/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Days on which the clinic is closed: those that it wrote down, and federal holidays where it keeps them.
 */

#include "haven-bookables-service.h"
#include "haven-booking-service.h"
#include "haven-business-calendar.h"
#include "haven-closed-days.h"
#include "trips-test.h"

#include <string.h>

/* The next Thanksgiving, a Thursday on which most of the clinic would be there. */
static HavenDate
find_thanksgiving (TripsTest *self)
{
  HavenDate date = haven_date_add_days (trips_test_today (self), 1);

  while (g_strcmp0 (haven_federal_holiday_get_name (date), "Thanksgiving Day") != 0)
    date = haven_date_add_days (date, 1);
  return date;
}

static void
keep_holidays (TripsTest *self, gboolean keep)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_closed_days_set_federal (self->session, keep, &error));
  g_assert_no_error (error);
}

static const HavenAppointmentConflict *
find_closed (GPtrArray *conflicts)
{
  for (guint i = 0; i < conflicts->len; i++)
    if (((const HavenAppointmentConflict *) conflicts->pdata[i])->code == HAVEN_CONFLICT_CLINIC_CLOSED)
      return conflicts->pdata[i];
  return NULL;
}

static void
test_a_visit_on_a_holiday_needs_a_reason (TripsTest *self, gconstpointer data)
{
  g_autoptr (GPtrArray) clinicians = haven_test_list (self->clinic, &haven_resource_info, "kind", "clinician");
  const char *ids[] = { ((HavenResource *) clinicians->pdata[0])->id, NULL };
  HavenBooking booking = { .patient_id = self->person,
                           .kind = "medical",
                           .mode = "phone",
                           .date = find_thanksgiving (self),
                           .minute = 600,
                           .minutes_long = 30,
                           .resource_ids = ids };
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (GPtrArray) closed = NULL, open = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenDayPage) page = NULL;

  keep_holidays (self, TRUE);
  closed = haven_booking_find_conflicts (self->desk, &booking, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (find_closed (closed)->sentence, ==, "The clinic is closed on that day: Thanksgiving Day.");
  g_assert_null (haven_booking_edit_book (self->desk, &booking, &refused));
  haven_assert_store_error (refused, CONSTRAINT);
  page = haven_booking_load_day (self->desk, booking.date, &error);
  g_assert_cmpuint (page->closed->len, ==, 1);
  booking.override_reason = "agreed";
  edit = haven_booking_edit_book (self->desk, &booking, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->desk, &error));
  g_assert_true (haven_edit_revert (edit, self->desk, &error));
  keep_holidays (self, FALSE);
  open = haven_booking_find_conflicts (self->desk, &booking, &error);
  g_assert_null (find_closed (open));
}

/* Whoever never said anything keeps them, as a vault that is new or older does. */
static void
test_holidays_are_kept_unless_somebody_says_otherwise (TripsTest *self, gconstpointer data)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) fresh = haven_vaults_make_demo (folder, NULL, &error);
  g_autoptr (HavenBookables) bookables = haven_bookables_load (fresh, &error);

  g_assert_no_error (error);
  g_assert_true (bookables->federal);
  g_assert_nonnull (haven_federal_holiday_get_name (bookables->next));
  g_assert_cmpint (bookables->next.day, >=, haven_clock_today (haven_session_get_clock (fresh)).day);
  g_clear_object (&fresh);
  haven_test_remove_folder (folder);
}

static void
test_the_desk_does_not_change_the_setting (TripsTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_closed_days_set_federal (self->desk, TRUE, &error));
  haven_assert_store_error (error, REFUSED);
}

static void
test_a_day_of_the_clinics_own_is_not_told_twice (TripsTest *self, gconstpointer data)
{
  HavenDate date = find_thanksgiving (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_bookables_edit_add_closed_day (date, "We cook together", &error);
  g_autoptr (HavenDayPage) page = NULL;

  keep_holidays (self, TRUE);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  page = haven_booking_load_day (self->desk, date, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->closed->len, ==, 1);
  g_assert_cmpstr (((HavenClosedDay *) page->closed->pdata[0])->name, ==, "We cook together");
}

static const HavenTripBlocker *
find_blocker (const HavenTripAnswer *answer, HavenTripRule rule)
{
  for (guint i = 0; i < answer->result->blockers->len; i++)
    if (((const HavenTripBlocker *) answer->result->blockers->pdata[i])->rule == rule)
      return answer->result->blockers->pdata[i];
  return NULL;
}

static void
test_the_finder_names_the_holiday_and_may_pass_over_it (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) closed = NULL, asked = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autofree char *words = NULL;
  guint n_agreed = 0;

  keep_holidays (self, TRUE);
  question->from = question->to = find_thanksgiving (self);
  closed = trips_test_find (self->desk, question, NULL);
  g_assert_cmpuint (trips_test_count (closed), ==, 0);
  g_assert_nonnull (find_blocker (closed, HAVEN_TRIP_RULE_CLOSED));
  words = haven_trip_answer_dup_blocker_words (closed, find_blocker (closed, HAVEN_TRIP_RULE_CLOSED));
  g_assert_cmpstr (words, ==, "The clinic is closed (Thanksgiving Day); it would fit if it were open.");
  question->on_closed_days = TRUE;
  asked = trips_test_find (self->desk, question, NULL);
  g_assert_cmpuint (trips_test_count (asked), >, 0);
  edit = haven_trips_edit_book (self->desk, asked, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->desk, &error));
  g_assert_no_error (error);
  visits = haven_test_list (self->clinic, &haven_appointment_info, "override_reason", "agreed");
  for (guint i = 0; i < visits->len; i++)
    n_agreed += g_strcmp0 (((HavenAppointment *) visits->pdata[i])->patient_id, self->person) == 0;
  g_assert_cmpuint (n_agreed, ==, 2);
}

/* The first clinician no longer comes on Tuesdays. */
static char *
take_tuesdays (TripsTest *self)
{
  g_autoptr (GPtrArray) clinicians = haven_test_list (self->clinic, &haven_resource_info, "kind", "clinician");
  const char *id = ((HavenResource *) clinicians->pdata[0])->id;
  g_autoptr (GPtrArray) hours = haven_test_list (self->clinic, &haven_resource_hours_info, "resource_id", id);
  g_autoptr (HavenEdit) edit = haven_edit_new ("Hours", HAVEN_ACTION_DELETE, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < hours->len; i++)
    if (((HavenResourceHours *) hours->pdata[i])->weekday == 2)
      haven_edit_delete (edit, &haven_resource_hours_info, hours->pdata[i]);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  return g_strdup (id);
}

/* Whoever is not there on a day may be asked to come when others are, and never in the night. */
static void
test_hours_may_be_given_up_where_somebody_is_there (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 30);
  g_autoptr (HavenTripAnswer) kept = NULL, given_up = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  ((HavenTripVisit *) question->visits->pdata[0])->provider_id = take_tuesdays (self);
  question->outside_safe_hours = TRUE;
  while (haven_date_get_weekday (question->from) != 2)
    question->from = haven_date_add_days (question->from, 1);
  question->to = question->from;
  kept = trips_test_find (self->desk, question, NULL);
  g_assert_cmpuint (trips_test_count (kept), ==, 0);
  g_assert_nonnull (find_blocker (kept, HAVEN_TRIP_RULE_HOURS));
  question->outside_hours = TRUE;
  given_up = trips_test_find (self->desk, question, NULL);
  g_assert_cmpuint (given_up->working_days & 1u << 1, !=, 0);
  g_assert_cmpuint (trips_test_count (given_up), >, 0);
  for (guint i = 0; i < trips_test_count (given_up); i++)
    g_assert_cmpint (trips_test_get (given_up, i)->start, >=, 6 * 60);
  edit = haven_trips_edit_book (self->desk, given_up, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->desk, &error));
  g_assert_no_error (error);
}

#define ADD(path, test) g_test_add ("/services/closed-days/" path, TripsTest, NULL, trips_test_set_up, test, trips_test_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-visit-on-a-holiday-needs-a-reason", test_a_visit_on_a_holiday_needs_a_reason);
  ADD ("holidays-are-kept-unless-somebody-says-otherwise", test_holidays_are_kept_unless_somebody_says_otherwise);
  ADD ("the-desk-does-not-change-the-setting", test_the_desk_does_not_change_the_setting);
  ADD ("a-day-of-the-clinics-own-is-not-told-twice", test_a_day_of_the_clinics_own_is_not_told_twice);
  ADD ("the-finder-names-the-holiday-and-may-pass-over-it", test_the_finder_names_the_holiday_and_may_pass_over_it);
  ADD ("hours-may-be-given-up-where-somebody-is-there", test_hours_may_be_given_up_where_somebody_is_there);
  return g_test_run ();
}
