/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-access-service.h"
#include "haven-booking-service.h"
#include "haven-series-service.h"
#include "haven-waiting-service.h"
#include "trips-test.h"

#include <string.h>

/* Amina is closed to the desk; she has a visit at ten, with a clinician and in a room. */
typedef struct
{
  TripsTest trips;
  char *other;
  char *clinician;
  char *room;
  char *visit;
  const char *resources[3];
  HavenBooking booking; /* of somebody else, at the same hour */
} Hidden;

static char *
find_resource (TripsTest *self, const char *kind)
{
  g_autoptr (GPtrArray) resources = haven_test_list (self->clinic, &haven_resource_info, "kind", kind);

  return g_strdup (((HavenResource *) resources->pdata[0])->id);
}

static char *
find_desk (TripsTest *self)
{
  g_autoptr (GPtrArray) staff = haven_test_list (self->clinic, &haven_staff_member_info, "name", "Nadia Ferrell");

  return g_strdup (((HavenStaffMember *) staff->pdata[0])->id);
}

static void
apply (HavenSession *session, HavenEdit *edit, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, session, &error));
  g_assert_no_error (error);
}

static char *
book (HavenSession *session, const HavenBooking *booking)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_book (session, booking, &error);
  g_autoptr (HavenDayPage) page = NULL;

  apply (session, edit, error);
  page = haven_booking_load_day (session, booking->date, &error);
  for (guint i = 0; i < page->visits->len; i++)
    if (haven_visit_get_start_minute (page->visits->pdata[i]) == booking->minute &&
        g_strcmp0 (haven_visit_get_appointment (page->visits->pdata[i])->patient_id, booking->patient_id) == 0)
      return g_strdup (haven_visit_get_appointment (page->visits->pdata[i])->id);
  g_assert_not_reached ();
}

static void
set_up (Hidden *self, gconstpointer data)
{
  g_autofree char *desk = NULL;
  g_autoptr (GError) error = NULL;

  trips_test_set_up (&self->trips, data);
  self->other = haven_test_find_person (self->trips.clinic, "Marisol");
  self->resources[0] = self->clinician = find_resource (&self->trips, "clinician");
  self->resources[1] = self->room = find_resource (&self->trips, "room");
  self->booking = (HavenBooking) { .patient_id = self->trips.person,
                                   .kind = "medical",
                                   .mode = "in-person",
                                   .date = haven_date_add_days (trips_test_today (&self->trips), 400),
                                   .minute = 10 * 60,
                                   .minutes_long = 45,
                                   .resource_ids = self->resources };
  while (haven_date_get_weekday (self->booking.date) != 3)
    self->booking.date = haven_date_add_days (self->booking.date, 1);
  self->visit = book (self->trips.session, &self->booking);
  self->booking.patient_id = self->other;
  desk = find_desk (&self->trips);
  haven_access_service_bar (self->trips.session, self->trips.person, desk, "Lives next door", &error);
  g_assert_no_error (error);
}

static void
tear_down (Hidden *self, gconstpointer data)
{
  trips_test_tear_down (&self->trips, data);
  g_free (self->other);
  g_free (self->clinician);
  g_free (self->room);
  g_free (self->visit);
}

/* It is taken, and not a word of whose visit it is. */
static void
assert_taken (GPtrArray *conflicts, guint n)
{
  guint n_taken = 0;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const HavenAppointmentConflict *conflict = conflicts->pdata[i];

      g_assert_null (strstr (conflict->sentence, "Amina"));
      g_assert_null (conflict->appointment_id);
      n_taken += strstr (conflict->sentence, "is taken then (10:00–10:45)") != NULL;
    }
  g_assert_cmpuint (n_taken, ==, n);
}

static void
test_what_is_hidden_is_not_booked_over (Hidden *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (GPtrArray) conflicts = NULL, beside = NULL, after = NULL;
  g_autoptr (HavenDayPage) page = NULL;

  page = haven_booking_load_day (self->trips.desk, self->booking.date, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->visits->len, ==, 0);
  g_assert_cmpuint (page->hidden->len, ==, 2);
  conflicts = haven_booking_find_conflicts (self->trips.desk, &self->booking, &error);
  g_assert_no_error (error);
  assert_taken (conflicts, 2);
  g_assert_null (haven_booking_edit_book (self->trips.desk, &self->booking, &refused));
  haven_assert_store_error (refused, CONSTRAINT);
  /* Half-open: what begins when it ends is free. */
  self->booking.minute += 45;
  after = haven_booking_find_conflicts (self->trips.desk, &self->booking, &error);
  g_assert_cmpuint (after->len, ==, 0);
  self->booking.minute -= 90;
  beside = haven_booking_find_conflicts (self->trips.desk, &self->booking, &error);
  g_assert_cmpuint (beside->len, ==, 0);
}

static void
test_a_series_and_a_move_meet_what_is_hidden (Hidden *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autofree char *mine = NULL;
  HavenBooking booking = self->booking;

  booking.date = haven_date_add_days (booking.date, -7);
  booking.repeat.frequency = HAVEN_SERIES_WEEKLY;
  booking.repeat.every = 1;
  booking.repeat.last = haven_date_add_days (booking.date, 14);
  conflicts = haven_series_find_conflicts (self->trips.desk, &booking, &error);
  g_assert_no_error (error);
  assert_taken (conflicts, 2);
  /* Dragged or pulled longer, a visit is a move. */
  self->booking.minute = 13 * 60;
  mine = book (self->trips.desk, &self->booking);
  self->booking.appointment_id = mine;
  self->booking.minute = 9 * 60 + 30;
  self->booking.minutes_long = 60;
  g_assert_null (haven_booking_edit_move (self->trips.desk, &self->booking, &refused));
  haven_assert_store_error (refused, CONSTRAINT);
}

static gboolean
is_offered (Hidden *self, const char *freed_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = haven_waiting_list (self->trips.desk, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const HavenWaiting *waiting = all->pdata[i];

      for (guint j = 0; j < waiting->slots->len; j++)
        if (g_strcmp0 (waiting->entry->patient_id, self->other) == 0 &&
            g_strcmp0 (((HavenFreedSlot *) waiting->slots->pdata[j])->appointment_id, freed_id) == 0)
          return TRUE;
    }
  return FALSE;
}

static void
cancel (Hidden *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit =
      haven_booking_edit_status (self->trips.session, id, "cancelled_by_client", "unwell", &error);

  apply (self->trips.session, edit, error);
}

static void
test_the_wait_list_does_not_offer_what_is_hidden (Hidden *self, gconstpointer data)
{
  g_autoptr (HavenWaitEntry) wanted = haven_wait_entry_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) wait = NULL;
  g_autofree char *freed = NULL;
  HavenBooking booking = self->booking;

  wanted->patient_id = g_strdup (self->other);
  wanted->kind = g_strdup ("medical");
  wanted->minutes_long = 30;
  wait = haven_waiting_edit_add (self->trips.desk, wanted, &error);
  apply (self->trips.desk, wait, error);
  /* Another visit at the same hour is cancelled: its time is free but for the one that is hidden. */
  booking.override_reason = "urgent";
  freed = book (self->trips.session, &booking);
  cancel (self, freed);
  g_assert_false (is_offered (self, freed));
  cancel (self, self->visit);
  g_assert_true (is_offered (self, freed));
}

/* Every time that is offered is free for whoever sees everything, too. */
static void
test_the_trip_finder_does_not_offer_what_is_hidden (Hidden *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = haven_trip_question_new (self->other);
  HavenTripVisit *visit = haven_trip_visit_new ("care", "medical");
  g_autoptr (HavenTripAnswer) answer = NULL, known = NULL;

  visit->provider_id = g_strdup (self->clinician);
  visit->needs_room = FALSE;
  g_ptr_array_add (question->visits, visit);
  question->from = question->to = self->booking.date;
  question->past_published_date = question->outside_safe_hours = TRUE;
  answer = trips_test_find (self->trips.desk, question, NULL);
  known = trips_test_find (self->trips.session, question, NULL);
  g_assert_cmpuint (trips_test_count (answer), >, 0);
  g_assert_cmpuint (trips_test_count (answer), ==, trips_test_count (known));
  for (guint i = 0; i < trips_test_count (answer); i++)
    {
      g_assert_cmpint (trips_test_get (answer, i)->start, ==, trips_test_get (known, i)->start);
      g_assert_true (trips_test_get (answer, i)->end <= 600 || trips_test_get (answer, i)->start >= 645);
    }
}

/* At random: whoever does not see a visit finds as many times taken as whoever does. */
static void
test_taken_is_taken_for_both (Hidden *self, gconstpointer data)
{
  for (int i = 0; i < 24; i++)
    {
      HavenBooking booking = self->booking;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) hidden = NULL, seen = NULL;
      guint n_hidden = 0, n_seen = 0;

      booking.minute = g_test_rand_int_range (8 * 60, 12 * 60);
      booking.minutes_long = g_test_rand_int_range (5, 120);
      hidden = haven_booking_find_conflicts (self->trips.desk, &booking, &error);
      seen = haven_booking_find_conflicts (self->trips.session, &booking, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < hidden->len; j++)
        n_hidden += ((HavenAppointmentConflict *) hidden->pdata[j])->code <= HAVEN_CONFLICT_VEHICLE_BUSY;
      for (guint j = 0; j < seen->len; j++)
        n_seen += ((HavenAppointmentConflict *) seen->pdata[j])->code <= HAVEN_CONFLICT_VEHICLE_BUSY;
      g_assert_cmpuint (n_hidden, ==, n_seen);
    }
}

#define ADD(path, test) g_test_add ("/services/hidden-visits/" path, Hidden, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-hidden-is-not-booked-over", test_what_is_hidden_is_not_booked_over);
  ADD ("a-series-and-a-move-meet-what-is-hidden", test_a_series_and_a_move_meet_what_is_hidden);
  ADD ("the-wait-list-does-not-offer-what-is-hidden", test_the_wait_list_does_not_offer_what_is_hidden);
  ADD ("the-trip-finder-does-not-offer-what-is-hidden", test_the_trip_finder_does_not_offer_what_is_hidden);
  ADD ("taken-is-taken-for-both", test_taken_is_taken_for_both);
  return g_test_run ();
}
