/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a visit needs around itself, and what it allows: kept with it, whatever becomes of it, and held against others.
 */

#include "haven-access-service.h"
#include "haven-series-service.h"
#include "trips-test.h"

#include <string.h>

typedef struct
{
  TripsTest trips;
  char *other;
  char *clinician;
  const char *resources[2];
  HavenAllowance allowance;
  HavenBooking booking; /* a Wednesday far ahead, at ten, with all that a visit may have */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) resources = NULL;

  trips_test_set_up (&self->trips, data);
  resources = haven_test_list (self->trips.clinic, &haven_resource_info, "kind", "clinician");
  self->other = haven_test_find_person (self->trips.clinic, "Marisol");
  self->resources[0] = self->clinician = g_strdup (((HavenResource *) resources->pdata[0])->id);
  self->allowance = (HavenAllowance) { TRUE, 15, 30, TRUE };
  self->booking = (HavenBooking) { .patient_id = self->trips.person,
                                   .kind = "medical",
                                   .mode = "in-person",
                                   .date = haven_date_add_days (trips_test_today (&self->trips), 400),
                                   .minute = 10 * 60,
                                   .minutes_long = 45,
                                   .resource_ids = self->resources,
                                   .override_reason = "agreed",
                                   .allowance = &self->allowance };
  while (haven_date_get_weekday (self->booking.date) != 3)
    self->booking.date = haven_date_add_days (self->booking.date, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  trips_test_tear_down (&self->trips, data);
  g_free (self->other);
  g_free (self->clinician);
}

static void
apply (Fixture *self, HavenEdit *edit, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->trips.session, &error));
  g_assert_no_error (error);
}

/* The visits of the day that is asked for, by start. */
static GPtrArray *
list_day (Fixture *self, HavenDate date)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDayPage) page = haven_booking_load_day (self->trips.session, date, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&page->visits);
}

static HavenAppointment *
book (Fixture *self, const HavenBooking *booking)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_book (self->trips.session, booking, &error);
  g_autoptr (GPtrArray) visits = NULL;

  apply (self, edit, error);
  visits = list_day (self, booking->date);
  g_assert_cmpuint (visits->len, ==, 1);
  return haven_appointment_copy (haven_visit_get_appointment (visits->pdata[0]));
}

static void
assert_allowance (Fixture *self, const char *id, const HavenAllowance *expected)
{
  g_autoptr (HavenAppointment) visit = haven_test_get (self->trips.clinic, &haven_appointment_info, id);

  g_assert_cmpint (visit->companion_allowed, ==, expected->companion_allowed);
  g_assert_cmpint (visit->prepare_minutes, ==, expected->prepare_minutes);
  g_assert_cmpint (visit->rest_minutes, ==, expected->rest_minutes);
  g_assert_cmpint (visit->off_printed_lists, ==, expected->off_printed_lists);
}

static void
test_it_stays_with_the_visit_and_is_undone (Fixture *self, gconstpointer data)
{
  const HavenAllowance less = { FALSE, 0, 10, FALSE };
  g_autoptr (HavenAppointment) visit = book (self, &self->booking);
  g_autoptr (HavenEdit) moved = NULL, changed = NULL;
  g_autoptr (GError) error = NULL;
  HavenBooking move = self->booking;

  assert_allowance (self, visit->id, &self->allowance);
  move.appointment_id = visit->id;
  move.minute = 14 * 60;
  move.allowance = NULL; /* whoever drags it says nothing of all that */
  moved = haven_booking_edit_move (self->trips.session, &move, &error);
  apply (self, moved, error);
  assert_allowance (self, visit->id, &self->allowance);
  move.allowance = &less;
  changed = haven_booking_edit_move (self->trips.session, &move, &error);
  g_assert_cmpstr (haven_edit_get_label (changed), ==, "Visit changed");
  apply (self, changed, error);
  assert_allowance (self, visit->id, &less);
  g_assert_true (haven_edit_revert (changed, self->trips.session, &error));
  assert_allowance (self, visit->id, &self->allowance);
}

static guint
count_conflicts (Fixture *self, const HavenBooking *booking)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = haven_booking_find_conflicts (self->trips.session, booking, &error);

  g_assert_no_error (error);
  return conflicts->len;
}

static void
test_it_is_held_against_others (Fixture *self, gconstpointer data)
{
  const HavenAllowance none = { FALSE, 0, 0, FALSE }, fifteen = { FALSE, 15, 0, FALSE };
  g_autoptr (HavenAppointment) visit = book (self, &self->booking);
  HavenBooking other = self->booking, after = self->booking, same = self->booking;

  /* Somebody else with the same clinician: until a quarter of an hour before ten. */
  other.patient_id = self->other;
  other.allowance = &none;
  other.minute = 9 * 60;
  g_assert_cmpuint (count_conflicts (self, &other), ==, 0);
  other.minute++;
  g_assert_cmpuint (count_conflicts (self, &other), ==, 1);
  other.minute = 10 * 60 + 45;
  g_assert_cmpuint (count_conflicts (self, &other), ==, 0);
  other.allowance = &fifteen;
  g_assert_cmpuint (count_conflicts (self, &other), ==, 1);
  /* The person rests for half an hour, whoever it is with. */
  after.resource_ids = NULL;
  after.allowance = &none;
  after.minute = 11 * 60 + 15;
  g_assert_cmpuint (count_conflicts (self, &after), ==, 0);
  after.minute--;
  g_assert_cmpuint (count_conflicts (self, &after), ==, 1);
  /* And it is not in its own way. */
  same.appointment_id = visit->id;
  g_assert_cmpuint (count_conflicts (self, &same), ==, 0);
}

/* What is moved without a word of it is still prepared for. */
static void
test_what_is_moved_keeps_its_time_around (Fixture *self, gconstpointer data)
{
  const HavenAllowance none = { FALSE, 0, 0, FALSE };
  g_autoptr (HavenAppointment) visit = book (self, &self->booking);
  HavenBooking other = self->booking, move = self->booking;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  other.patient_id = self->other;
  other.allowance = &none;
  other.minute = 14 * 60;
  edit = haven_booking_edit_book (self->trips.session, &other, &error);
  apply (self, edit, error);
  move.appointment_id = visit->id;
  move.allowance = NULL;
  move.minute = 14 * 60 + 45 + 14;
  g_assert_cmpuint (count_conflicts (self, &move), ==, 1);
  move.minute++;
  g_assert_cmpuint (count_conflicts (self, &move), ==, 0);
}

static gboolean
is_busy (Fixture *self, const HavenBooking *booking)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = haven_booking_find_conflicts (self->trips.session, booking, &error);
  gboolean busy = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < conflicts->len; i++)
    busy |= ((HavenAppointmentConflict *) conflicts->pdata[i])->code == HAVEN_CONFLICT_PROVIDER_BUSY;
  return busy;
}

static void
test_it_goes_over_midnight (Fixture *self, gconstpointer data)
{
  const HavenAllowance none = { FALSE, 0, 0, FALSE }, hour = { FALSE, 60, 60, FALSE };
  HavenBooking late = self->booking, early = self->booking;
  g_autoptr (HavenAppointment) visit = NULL;

  late.minute = 1440 - 45;
  late.allowance = &none;
  late.mode = early.mode = "phone";
  visit = book (self, &late);
  early.date = haven_date_add_days (late.date, 1);
  early.minute = 30;
  early.patient_id = self->other;
  early.resource_ids = (const char *const[]) { self->clinician, NULL };
  early.allowance = &none;
  g_assert_false (is_busy (self, &early));
  early.allowance = &hour;
  g_assert_true (is_busy (self, &early));
}

static void
test_all_of_a_series_have_it_and_change_together (Fixture *self, gconstpointer data)
{
  const HavenAllowance less = { FALSE, 5, 0, FALSE };
  HavenBooking repeated = self->booking, move;
  g_autoptr (HavenEdit) edit = NULL, changed = NULL;
  g_autoptr (GPtrArray) series = NULL, visits = NULL;
  g_autoptr (GError) error = NULL;

  repeated.repeat = (HavenSeriesRule) { HAVEN_SERIES_WEEKLY, 1, 0, HAVEN_DATE_NONE, HAVEN_DATE_NONE, 3 };
  edit = haven_series_edit_book (self->trips.session, &repeated, &error);
  apply (self, edit, error);
  series = haven_test_list (self->trips.clinic, &haven_appointment_series_info, NULL, NULL);
  visits = haven_session_list (self->trips.session, &haven_appointment_info, "series_id",
                               ((HavenAppointmentSeries *) series->pdata[0])->id, "series_on", &error);
  g_assert_cmpuint (visits->len, ==, 3);
  for (guint i = 0; i < visits->len; i++)
    assert_allowance (self, ((HavenAppointment *) visits->pdata[i])->id, &self->allowance);
  move = self->booking;
  move.appointment_id = ((HavenAppointment *) visits->pdata[1])->id;
  move.date = haven_date_add_days (move.date, 7);
  move.scope = HAVEN_SERIES_FOLLOWING;
  move.allowance = &less;
  changed = haven_series_edit_move (self->trips.session, &move, &error);
  apply (self, changed, error);
  for (guint i = 0; i < visits->len; i++)
    assert_allowance (self, ((HavenAppointment *) visits->pdata[i])->id, i == 0 ? &self->allowance : &less);
  g_assert_true (haven_edit_revert (changed, self->trips.session, &error));
  assert_allowance (self, ((HavenAppointment *) visits->pdata[2])->id, &self->allowance);
}

static void
test_what_makes_no_sense_is_refused (Fixture *self, gconstpointer data)
{
  const HavenAllowance cases[] = { { FALSE, 241, 0, FALSE }, { FALSE, 0, 241, FALSE }, { FALSE, -1, 0, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      HavenBooking booking = self->booking;

      booking.allowance = &cases[i];
      g_assert_null (haven_booking_edit_book (self->trips.session, &booking, &error));
      haven_assert_store_error (error, CONSTRAINT);
      g_assert_nonnull (strstr (error->message, "240 minutes"));
    }
}

/* ── Hidden visits ────────────────────────────────────────────────────────── */

static void
test_a_hidden_visit_is_prepared_for (Fixture *self, gconstpointer data)
{
  const HavenAllowance none = { FALSE, 0, 0, FALSE };
  g_autoptr (HavenAppointment) visit = book (self, &self->booking);
  g_autoptr (GPtrArray) staff = haven_test_list (self->trips.clinic, &haven_staff_member_info, "name", "Nadia Ferrell");
  g_autoptr (GPtrArray) conflicts = NULL, before = NULL;
  g_autoptr (GError) error = NULL;
  HavenBooking other = self->booking;

  haven_access_service_bar (self->trips.session, self->trips.person, ((HavenStaffMember *) staff->pdata[0])->id, "Lives next door", &error);
  g_assert_no_error (error);
  other.patient_id = self->other;
  other.allowance = &none;
  other.minute = 9 * 60 + 1;
  conflicts = haven_booking_find_conflicts (self->trips.desk, &other, &error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_nonnull (strstr (((HavenAppointmentConflict *) conflicts->pdata[0])->sentence, "is taken then (09:45–10:45)"));
  other.minute--;
  before = haven_booking_find_conflicts (self->trips.desk, &other, &error);
  g_assert_cmpuint (before->len, ==, 0);
}

/* ── Trips ────────────────────────────────────────────────────────────────── */

/* The finder's offers for a legal meeting, which is sensitive, on the day on which the person has a visit at ten. */
static HavenTripAnswer *
find_meetings (Fixture *self)
{
  g_autoptr (HavenTripQuestion) question = haven_trip_question_new (self->trips.person);
  HavenTripVisit *visit = haven_trip_visit_new ("papers", "legal");

  g_assert_true (visit->sensitive);
  g_ptr_array_add (question->visits, visit);
  question->decompress = 30;
  question->from = question->to = self->booking.date;
  question->past_published_date = TRUE;
  return trips_test_find (self->trips.session, question, NULL);
}

static void
test_a_trips_sensitive_visit_is_rested_from (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripAnswer) answer = find_meetings (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_trips_edit_book (self->trips.session, answer, 0, NULL, &error);
  g_autoptr (GPtrArray) visits = NULL;

  apply (self, edit, error);
  visits = list_day (self, self->booking.date);
  g_assert_cmpuint (visits->len, ==, 1);
  g_assert_cmpint (haven_visit_get_appointment (visits->pdata[0])->rest_minutes, ==, 30);
  g_assert_cmpint (haven_visit_get_appointment (visits->pdata[0])->prepare_minutes, ==, 0);
}

/* Wherever the other visit stands: each offer can be booked, and none goes into what it needs around itself. */
static void
test_no_offer_is_refused_for_a_rest (Fixture *self, gconstpointer data)
{
  for (int minute = 9 * 60; minute < 16 * 60; minute += 50)
    {
      HavenBooking booking = self->booking;
      g_autoptr (HavenEdit) edit = NULL;
      g_autoptr (HavenTripAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      booking.minute = minute;
      edit = haven_booking_edit_book (self->trips.session, &booking, &error);
      apply (self, edit, error);
      answer = find_meetings (self);
      g_assert_cmpuint (trips_test_count (answer), >, 0);
      for (guint i = 0; i < trips_test_count (answer); i++)
        {
          const HavenTripOffer *offer = trips_test_get (answer, i);
          g_autoptr (HavenEdit) trip = haven_trips_edit_book (self->trips.session, answer, i, NULL, &error);

          g_assert_true (offer->end + 30 <= minute || offer->start >= minute + 45 + 30);
          apply (self, trip, error);
          g_assert_true (haven_edit_revert (trip, self->trips.session, &error));
        }
      g_assert_true (haven_edit_revert (edit, self->trips.session, &error));
    }
}

/* Whom a trip takes is not taken while they prepare for somebody else. */
static void
test_a_trip_keeps_clear_of_preparing (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = haven_trip_question_new (self->other);
  HavenTripVisit *visit = haven_trip_visit_new ("care", "medical");
  g_autoptr (HavenTripAnswer) answer = NULL;
  g_autoptr (HavenAppointment) standing = NULL;

  self->allowance.prepare_minutes = 120;
  standing = book (self, &self->booking);
  visit->needs_room = FALSE;
  g_set_str (&visit->provider_id, self->clinician);
  g_ptr_array_add (question->visits, visit);
  question->from = question->to = self->booking.date;
  question->past_published_date = TRUE;
  answer = trips_test_find (self->trips.session, question, NULL);
  g_assert_cmpuint (trips_test_count (answer), >, 0);
  for (guint i = 0; i < trips_test_count (answer); i++)
    g_assert_true (trips_test_get (answer, i)->end <= 8 * 60 || trips_test_get (answer, i)->start >= 10 * 60 + 45);
}

#define ADD(path, test) g_test_add ("/services/booking-allowance/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("it-stays-with-the-visit-and-is-undone", test_it_stays_with_the_visit_and_is_undone);
  ADD ("it-is-held-against-others", test_it_is_held_against_others);
  ADD ("what-is-moved-keeps-its-time-around", test_what_is_moved_keeps_its_time_around);
  ADD ("it-goes-over-midnight", test_it_goes_over_midnight);
  ADD ("all-of-a-series-have-it-and-change-together", test_all_of_a_series_have_it_and_change_together);
  ADD ("what-makes-no-sense-is-refused", test_what_makes_no_sense_is_refused);
  ADD ("a-hidden-visit-is-prepared-for", test_a_hidden_visit_is_prepared_for);
  ADD ("a-trip's-sensitive-visit-is-rested-from", test_a_trips_sensitive_visit_is_rested_from);
  ADD ("no-offer-is-refused-for-a-rest", test_no_offer_is_refused_for_a_rest);
  ADD ("a-trip-keeps-clear-of-preparing", test_a_trip_keeps_clear_of_preparing);
  return g_test_run ();
}
