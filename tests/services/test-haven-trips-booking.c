/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "trips-test.h"

#include <string.h>

/* ── Booking ──────────────────────────────────────────────────────────────── */

static guint
count (TripsTest *self, const HavenRecordInfo *info)
{
  return haven_test_count (self->clinic, info);
}

static void
test_a_trip_is_booked_undone_and_booked_again_as_one (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) answer = trips_test_find (self->session, question, NULL);
  guint n_visits = count (self, &haven_appointment_info), n_links = count (self, &haven_appointment_resource_info);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_trips_edit_book (self->session, answer, 0, NULL, &error);
  g_autoptr (GPtrArray) visits = NULL, parts = NULL;
  g_autofree char *day = haven_date_dup_iso (trips_test_get (answer, 0)->date);
  HavenTestLog log;

  g_assert_no_error (error);
  log = haven_test_read_log (self->clinic);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  haven_test_assert_log (self->clinic, &log, 1, 0, 0);
  g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits + 2);
  g_assert_cmpuint (count (self, &haven_appointment_resource_info), ==, n_links + 4);
  visits = haven_test_list (self->clinic, &haven_appointment_info, "patient_id", self->person);
  for (guint i = 0; i < visits->len && parts == NULL; i++)
    {
      const HavenAppointment *visit = visits->pdata[i];

      if (visit->trip_id && g_str_has_prefix (visit->local_start, day))
        parts = haven_trips_list_parts (self->session, visit->trip_id, &error);
    }
  g_assert_cmpuint (parts->len, ==, 2);
  for (guint i = 0; i < parts->len; i++)
    {
      const HavenAppointment *part = parts->pdata[i];
      const HavenTripOfferPart *offered = trips_test_get (answer, 0)->parts->pdata[i];
      HavenClock *clock = haven_session_get_clock (self->session);

      g_assert_cmpstr (part->status, ==, "confirmed");
      g_assert_cmpstr (part->site, ==, "Tanager Street");
      g_assert_cmpint (haven_clock_get_local_date (clock, part->starts_at).day, ==, trips_test_get (answer, 0)->date.day);
      g_assert_cmpint (haven_clock_get_local_minute (clock, part->starts_at), ==, offered->start);
      g_assert_cmpint (haven_clock_get_local_minute (clock, part->ends_at), ==, offered->end);
    }
  g_assert_true (haven_edit_revert (edit, self->session, &error));
  g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits);
  g_assert_cmpuint (count (self, &haven_appointment_resource_info), ==, n_links);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits + 2);
  g_assert_true (haven_edit_revert (edit, self->session, &error));
  g_assert_no_error (error);
}

static void
test_what_was_taken_meanwhile_is_not_booked_again (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) answer = trips_test_find (self->session, question, NULL);
  const HavenTripOfferPart *second = trips_test_get (answer, 0)->parts->pdata[1];
  const char *ids[] = { second->resources[0], NULL };
  g_autofree char *other = haven_test_find_person (self->clinic, "Marisol");
  HavenBooking booking = { .patient_id = other,
                           .date = trips_test_get (answer, 0)->date,
                           .minute = second->end - 15,
                           .minutes_long = 30,
                           .resource_ids = ids };
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (HavenEdit) trip = haven_trips_edit_book (self->session, answer, 0, NULL, &error);
  g_autoptr (HavenEdit) single = haven_booking_edit_book (self->session, &booking, &error);
  guint n_visits;

  g_assert_true (haven_edit_apply (trip, self->session, &error));
  g_assert_true (haven_edit_revert (trip, self->session, &error));
  g_assert_true (haven_edit_apply (single, self->session, &error));
  g_assert_no_error (error);
  n_visits = count (self, &haven_appointment_info);
  /* Doing it again asks again, and takes no part without the other. */
  g_assert_false (haven_edit_apply (trip, self->session, &refused));
  haven_assert_store_error (refused, CONFLICT);
  g_assert_nonnull (strstr (refused->message, "no longer free"));
  g_assert_nonnull (strstr (refused->message, "already has a visit then"));
  g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 0);
}

typedef struct
{
  HavenSession *session;
  HavenEdit *edit;
  GError *error;
  gboolean booked;
  gint *waiting;
} Desk;

static gpointer
book_at_once (gpointer data)
{
  Desk *desk = data;

  g_atomic_int_dec_and_test (desk->waiting);
  while (g_atomic_int_get (desk->waiting) > 0)
    g_thread_yield ();
  desk->booked = haven_edit_apply (desk->edit, desk->session, &desk->error);
  return NULL;
}

static void
test_of_two_desks_exactly_one_books (TripsTest *self, gconstpointer data)
{
  guint n_races = 0;

  for (int round = 0; round < 8; round++)
    {
      g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1 + round);
      g_autofree char *other = haven_test_find_person (self->clinic, "Marisol");
      g_autoptr (HavenTripAnswer) mine = NULL, theirs = NULL;
      guint n_visits = count (self, &haven_appointment_info);
      gint waiting = 2;
      Desk desks[2] = { { self->session, NULL, NULL, FALSE, &waiting }, { self->desk, NULL, NULL, FALSE, &waiting } };
      GThread *threads[2];

      /* Each asks for a person of their own; the same lawyer and the same clinician. */
      for (guint i = 0; i < 2; i++)
        {
          HavenTripVisit *visit = question->visits->pdata[i];
          g_autoptr (GPtrArray) who =
              haven_test_list (self->clinic, &haven_resource_info, "kind", haven_trip_kind_get_provider (visit->kind));

          g_set_str (&visit->provider_id, ((HavenResource *) who->pdata[0])->id);
        }
      mine = trips_test_find (self->session, question, NULL);
      g_set_str (&question->patient_id, other);
      theirs = trips_test_find (self->desk, question, NULL);
      if (trips_test_get (mine, 0)->date.day != trips_test_get (theirs, 0)->date.day ||
          trips_test_get (mine, 0)->start != trips_test_get (theirs, 0)->start)
        continue;
      n_races++;
      desks[0].edit = haven_trips_edit_book (self->session, mine, 0, NULL, NULL);
      desks[1].edit = haven_trips_edit_book (self->desk, theirs, 0, NULL, NULL);
      for (int i = 0; i < 2; i++)
        threads[i] = g_thread_new ("desk", book_at_once, &desks[i]);
      for (int i = 0; i < 2; i++)
        g_thread_join (threads[i]);
      g_assert_true (desks[0].booked != desks[1].booked);
      g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits + 2);
      for (int i = 0; i < 2; i++)
        {
          if (!desks[i].booked)
            {
              haven_assert_store_error (desks[i].error, CONFLICT);
              g_assert_nonnull (strstr (desks[i].error->message, "no longer free"));
            }
          g_clear_error (&desks[i].error);
          g_clear_object (&desks[i].edit);
        }
    }
  g_assert_cmpuint (n_races, >, 3);
}

/* The second visit is of a kind that the table refuses: by then the first one is written, and what was kept is gone. */
static void
test_a_part_that_cannot_be_written_takes_all_with_it (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) answer = trips_test_find (self->session, question, NULL);
  guint n_visits = count (self, &haven_appointment_info), n_links = count (self, &haven_appointment_resource_info);
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (HavenEdit) edit = NULL, again = NULL;
  g_autofree char *hold = NULL;
  HavenInstant until = 0;
  HavenTestLog log;

  hold = haven_trips_hold (self->session, answer, 0, NULL, &until, &error);
  g_set_str (&((HavenTripVisit *) answer->question->visits->pdata[1])->kind, "party");
  edit = haven_trips_edit_book (self->session, answer, 0, hold, &error);
  g_assert_no_error (error);
  log = haven_test_read_log (self->clinic);
  g_assert_false (haven_edit_apply (edit, self->session, &refused));
  haven_assert_store_error (refused, CONSTRAINT);
  haven_test_assert_log (self->clinic, &log, 0, 0, 0);
  g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits);
  g_assert_cmpuint (count (self, &haven_appointment_resource_info), ==, n_links);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 4);
  /* What was kept is still kept, so that nobody is in the way of trying again. */
  g_set_str (&((HavenTripVisit *) answer->question->visits->pdata[1])->kind, "legal");
  again = haven_trips_edit_book (self->session, answer, 0, hold, &error);
  g_assert_true (haven_edit_apply (again, self->session, &error));
  g_assert_no_error (error);
}

static void
test_what_was_agreed_outside_the_hours_that_suit_is_kept (TripsTest *self, gconstpointer data)
{
  g_autofree char *darnell = haven_test_find_person (self->clinic, "Darnell");
  g_autoptr (HavenTripQuestion) question = NULL;
  g_autoptr (HavenTripAnswer) answer = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  guint n_agreed = 0;

  g_set_str (&self->person, darnell);
  question = trips_test_ask (self, 1);
  question->outside_safe_hours = TRUE;
  answer = trips_test_find (self->session, question, NULL);
  g_assert_cmpint (trips_test_get (answer, 0)->start, <, 720);
  edit = haven_trips_edit_book (self->session, answer, 0, NULL, &error);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  g_assert_no_error (error);
  visits = haven_test_list (self->clinic, &haven_appointment_info, "patient_id", self->person);
  for (guint i = 0; i < visits->len; i++)
    n_agreed += g_strcmp0 (((HavenAppointment *) visits->pdata[i])->override_reason, "agreed") == 0;
  g_assert_cmpuint (n_agreed, ==, 2);
}

/* ── Keeping ──────────────────────────────────────────────────────────────── */

static gboolean
offers_times (const HavenTripAnswer *answer, const HavenTripOffer *offer)
{
  const HavenTripOfferPart *first = offer->parts->pdata[0];

  for (guint i = 0; i < trips_test_count (answer); i++)
    {
      const HavenTripOffer *other = trips_test_get (answer, i);
      const HavenTripOfferPart *part = other->parts->pdata[0];

      if (other->date.day == offer->date.day && part->start == first->start &&
          g_str_equal (part->resources[0], first->resources[0]))
        return TRUE;
    }
  return FALSE;
}

static void
test_what_is_kept_is_kept_from_others_until_it_ends (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) answer = NULL, theirs = NULL, mine = NULL, later = NULL;
  g_autoptr (GPtrArray) who = haven_test_list (self->clinic, &haven_resource_info, "kind", "clinician");
  g_autoptr (GError) error = NULL, refused = NULL, booking_error = NULL;
  g_autofree char *hold = NULL, *other = haven_test_find_person (self->clinic, "Marisol");
  g_autoptr (HavenEdit) edit = NULL;
  HavenClock *clock = haven_session_get_clock (self->desk);
  HavenInstant until = 0;

  g_set_str (&((HavenTripVisit *) question->visits->pdata[0])->provider_id, ((HavenResource *) who->pdata[0])->id);
  answer = trips_test_find (self->session, question, NULL);
  hold = haven_trips_hold (self->session, answer, 0, NULL, &until, &error);
  g_assert_no_error (error);
  g_assert_cmpint (until, >, haven_clock_now (clock) + 14 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 4);

  mine = trips_test_find (self->session, question, hold);
  g_assert_true (offers_times (mine, trips_test_get (answer, 0)));
  g_set_str (&question->patient_id, other);
  theirs = trips_test_find (self->desk, question, NULL);
  g_assert_false (offers_times (theirs, trips_test_get (answer, 0)));
  g_assert_null (haven_trips_hold (self->desk, answer, 0, NULL, &until, &refused));
  haven_assert_store_error (refused, CONFLICT);
  g_assert_nonnull (strstr (refused->message, "held for somebody else until"));
  edit = haven_trips_edit_book (self->desk, answer, 0, NULL, &error);
  g_assert_false (haven_edit_apply (edit, self->desk, &booking_error));
  haven_assert_store_error (booking_error, CONFLICT);

  haven_clock_raise_floor (clock, until);
  later = trips_test_find (self->desk, question, NULL);
  g_assert_true (offers_times (later, trips_test_get (answer, 0)));
  g_assert_true (haven_edit_apply (edit, self->desk, &error));
  g_assert_no_error (error);
}

static void
test_another_offer_is_kept_instead_and_booking_ends_it (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) answer = trips_test_find (self->session, question, NULL);
  g_autoptr (GError) error = NULL;
  HavenInstant until = 0;
  g_autofree char *first = haven_trips_hold (self->session, answer, 0, NULL, &until, &error);
  g_autofree char *second = haven_trips_hold (self->session, answer, 1, first, &until, &error);
  g_autofree char *third = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 4);
  g_assert_true (haven_trips_release (self->session, second, &error));
  g_assert_true (haven_trips_release (self->session, second, &error));
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 0);
  third = haven_trips_hold (self->session, answer, 1, second, &until, &error);
  edit = haven_trips_edit_book (self->session, answer, 1, third, &error);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 0);
}

static void
test_a_visit_that_is_kept_shows_as_held_when_booked_singly (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) answer = trips_test_find (self->session, question, NULL);
  const HavenTripOfferPart *part = trips_test_get (answer, 0)->parts->pdata[0];
  const char *ids[] = { part->resources[0], NULL };
  g_autofree char *other = haven_test_find_person (self->clinic, "Marisol"), *hold = NULL;
  HavenBooking booking = { .patient_id = other,
                           .date = trips_test_get (answer, 0)->date,
                           .minute = part->start,
                           .minutes_long = 15,
                           .resource_ids = ids };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  HavenInstant until = 0;

  hold = haven_trips_hold (self->session, answer, 0, NULL, &until, &error);
  conflicts = haven_booking_find_conflicts (self->desk, &booking, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpint (((HavenAppointmentConflict *) conflicts->pdata[0])->code, ==, HAVEN_CONFLICT_HELD);
}

/* Whoever leaves keeps nothing from others, and lets go of nobody else's. */
static void
test_whoever_leaves_lets_go (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) mine = trips_test_find (self->session, question, NULL), theirs = NULL;
  g_autofree char *other = haven_test_find_person (self->clinic, "Marisol"), *first = NULL, *second = NULL, *third = NULL;
  g_autoptr (GError) error = NULL;
  HavenInstant until = 0;

  first = haven_trips_hold (self->session, mine, 0, NULL, &until, &error);
  second = haven_trips_hold (self->session, mine, 1, first, &until, &error);
  g_assert_no_error (error);
  g_set_str (&question->patient_id, other);
  theirs = trips_test_find (self->desk, question, NULL);
  third = haven_trips_hold (self->desk, theirs, 0, NULL, &until, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 8);
  haven_trips_release_all (self->session);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 4);
  haven_trips_release_all (self->desk);
  haven_trips_release_all (self->desk);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 0);
}

#define ADD(path, test) g_test_add ("/services/trips-booking/" path, TripsTest, NULL, trips_test_set_up, test, trips_test_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-trip-is-booked-undone-and-booked-again-as-one", test_a_trip_is_booked_undone_and_booked_again_as_one);
  ADD ("what-was-taken-meanwhile-is-not-booked-again", test_what_was_taken_meanwhile_is_not_booked_again);
  ADD ("a-part-that-cannot-be-written-takes-all-with-it", test_a_part_that_cannot_be_written_takes_all_with_it);
  ADD ("what-was-agreed-outside-the-hours-that-suit-is-kept", test_what_was_agreed_outside_the_hours_that_suit_is_kept);
  ADD ("of-two-desks-exactly-one-books", test_of_two_desks_exactly_one_books);
  ADD ("what-is-kept-is-kept-from-others-until-it-ends", test_what_is_kept_is_kept_from_others_until_it_ends);
  ADD ("another-offer-is-kept-instead-and-booking-ends-it", test_another_offer_is_kept_instead_and_booking_ends_it);
  ADD ("whoever-leaves-lets-go", test_whoever_leaves_lets_go);
  ADD ("a-visit-that-is-kept-shows-as-held-when-booked-singly",
       test_a_visit_that_is_kept_shows_as_held_when_booked_singly);
  return g_test_run ();
}
