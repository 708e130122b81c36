/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-series-service.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  char *person;
  HavenBooking booking; /* four Wednesdays far ahead */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  HavenDate day;

  self->clinic = haven_test_clinic_new ();
  self->person = haven_test_find_person (self->clinic, "Amina");
  day = haven_date_add_days (haven_clock_today (haven_session_get_clock (self->clinic->session)), 400);
  while (haven_date_get_weekday (day) != 3)
    day = haven_date_add_days (day, 1);
  self->booking = (HavenBooking) { .patient_id = self->person, .kind = "medical", .mode = "phone", .date = day, .minute = 600,
                                   .minutes_long = 30,
                                   .override_reason = "agreed",
                                   .repeat = { HAVEN_SERIES_WEEKLY, 1, 0, HAVEN_DATE_NONE, HAVEN_DATE_NONE, 4 } };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->person);
}

static void
apply (Fixture *self, HavenEdit *edit, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_no_error (error);
}

/* In the order of their days. */
static GPtrArray *
book (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_series_edit_book (self->clinic->session, &self->booking, &error);
  g_autoptr (GPtrArray) series = NULL;

  apply (self, edit, error);
  series = haven_test_list (self->clinic, &haven_appointment_series_info, NULL, NULL);
  g_assert_cmpuint (series->len, ==, 1);
  return haven_session_list (self->clinic->session, &haven_appointment_info, "series_id", ((HavenAppointmentSeries *) series->pdata[0])->id,
                             "series_on", NULL);
}

static void
assert_at (Fixture *self, const HavenAppointment *visit, int weeks, int days, const char *time)
{
  g_autofree char *day = haven_date_dup_iso (haven_date_add_days (self->booking.date, 7 * weeks + days));
  g_autofree char *local = g_strdup_printf ("%sT%s", day, time);
  g_autoptr (HavenAppointment) now = haven_test_get (self->clinic, &haven_appointment_info, visit->id);

  g_assert_cmpstr (now->local_start, ==, local);
}

static void
test_a_series_is_booked_and_undone_whole (Fixture *self, gconstpointer data)
{
  guint before = haven_test_count (self->clinic, &haven_appointment_info);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_series_edit_book (self->clinic->session, &self->booking, &error);

  apply (self, edit, error);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_appointment_info), ==, before + 4);
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_appointment_info), ==, before);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_appointment_series_info), ==, 0);
}

static void
test_those_that_follow_move_together (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = book (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  HavenBooking move = self->booking;

  g_assert_cmpuint (visits->len, ==, 4);
  move.appointment_id = ((HavenAppointment *) visits->pdata[1])->id;
  move.date = haven_date_add_days (self->booking.date, 7 + 1);
  move.minute = 14 * 60;
  move.scope = HAVEN_SERIES_FOLLOWING;
  edit = haven_series_edit_move (self->clinic->session, &move, &error);
  apply (self, edit, error);
  assert_at (self, visits->pdata[0], 0, 0, "10:00");
  assert_at (self, visits->pdata[1], 1, 1, "14:00");
  assert_at (self, visits->pdata[2], 2, 1, "14:00");
  assert_at (self, visits->pdata[3], 3, 1, "14:00");
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  assert_at (self, visits->pdata[3], 3, 0, "10:00");
}

static void
assert_with (Fixture *self, gconstpointer visit, const char *resource_id)
{
  g_autoptr (GPtrArray) links = haven_test_list (
      self->clinic, &haven_appointment_resource_info, "appointment_id", ((const HavenAppointment *) visit)->id);

  g_assert_cmpuint (links->len, ==, 1);
  g_assert_cmpstr (((HavenAppointmentResource *) links->pdata[0])->resource_id, ==, resource_id);
}

/* Put into somebody else's column, with those that follow: they come later too, and stay with whom they were with. */
static void
test_the_one_that_is_moved_goes_to_somebody_else (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) clinicians = haven_test_list (self->clinic, &haven_resource_info, "kind", "clinician");
  const char *first[] = { ((HavenResource *) clinicians->pdata[0])->id, NULL };
  const char *other[] = { ((HavenResource *) clinicians->pdata[1])->id, NULL };
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  HavenBooking move;

  self->booking.resource_ids = first;
  visits = book (self);
  move = self->booking;
  move.appointment_id = ((HavenAppointment *) visits->pdata[1])->id;
  move.date = haven_date_add_days (self->booking.date, 7);
  move.minute = 14 * 60;
  move.resource_ids = other;
  move.scope = HAVEN_SERIES_FOLLOWING;
  edit = haven_series_edit_move (self->clinic->session, &move, &error);
  apply (self, edit, error);
  assert_at (self, visits->pdata[1], 1, 0, "14:00");
  assert_at (self, visits->pdata[2], 2, 0, "14:00");
  assert_with (self, visits->pdata[0], first[0]);
  assert_with (self, visits->pdata[1], other[0]);
  assert_with (self, visits->pdata[2], first[0]);
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  assert_with (self, visits->pdata[1], first[0]);
  assert_at (self, visits->pdata[2], 2, 0, "10:00");
}

/* What was agreed by itself stays where it was agreed. */
static void
test_an_exception_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = book (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) one = NULL, all = NULL;
  HavenBooking move = self->booking;

  move.appointment_id = ((HavenAppointment *) visits->pdata[2])->id;
  move.date = haven_date_add_days (self->booking.date, 14 + 2);
  one = haven_series_edit_move (self->clinic->session, &move, &error);
  apply (self, one, error);
  move.appointment_id = ((HavenAppointment *) visits->pdata[1])->id;
  move.date = haven_date_add_days (self->booking.date, 7);
  move.minute = 9 * 60;
  move.scope = HAVEN_SERIES_ALL;
  all = haven_series_edit_move (self->clinic->session, &move, &error);
  apply (self, all, error);
  assert_at (self, visits->pdata[0], 0, 0, "09:00");
  assert_at (self, visits->pdata[1], 1, 0, "09:00");
  assert_at (self, visits->pdata[2], 2, 2, "10:00");
  assert_at (self, visits->pdata[3], 3, 0, "09:00");
}

static void
test_those_that_follow_are_cancelled_together (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = book (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_series_edit_status (self->clinic->session, ((HavenAppointment *) visits->pdata[2])->id,
                                                         "cancelled_by_client", "work", HAVEN_SERIES_FOLLOWING, &error);
  static const char *const expected[] = { "confirmed", "confirmed", "cancelled_by_client", "cancelled_by_client" };

  apply (self, edit, error);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (HavenAppointment) now = haven_test_get (self->clinic, &haven_appointment_info, ((HavenAppointment *) visits->pdata[i])->id);

      g_assert_cmpstr (now->status, ==, expected[i]);
    }
}

static void
test_each_day_is_looked_at (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = book (self), conflicts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *iso = haven_date_dup_iso (self->booking.date);
  guint n = 0;

  conflicts = haven_series_find_conflicts (self->clinic->session, &self->booking, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < conflicts->len; i++)
    n += ((HavenAppointmentConflict *) conflicts->pdata[i])->code == HAVEN_CONFLICT_PERSON_BUSY;
  g_assert_cmpuint (n, ==, 4);
  /* Each says its day as the screens do. */
  for (guint i = 0; i < conflicts->len; i++)
    {
      const char *sentence = ((HavenAppointmentConflict *) conflicts->pdata[i])->sentence;

      g_assert_true (g_str_has_prefix (sentence, "Wed "));
      g_assert_null (strstr (sentence, iso));
    }
  self->booking.override_reason = NULL;
  g_assert_null (haven_series_edit_book (self->clinic->session, &self->booking, &error));
  haven_assert_store_error (error, CONSTRAINT);
}

/* By a day: each goes where another of them was. That is in nobody's way, and nobody is asked why. */
static void
test_daily_visits_move_by_a_day (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = NULL, alone = NULL, together = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  HavenBooking move;

  self->booking.repeat = (HavenSeriesRule) { HAVEN_SERIES_DAILY, 1, 0, HAVEN_DATE_NONE, HAVEN_DATE_NONE, 3 };
  self->booking.date = haven_date_add_days (self->booking.date, -2);
  visits = book (self);
  move = self->booking;
  move.appointment_id = ((HavenAppointment *) visits->pdata[0])->id;
  move.date = haven_date_add_days (self->booking.date, 1);
  move.override_reason = NULL;
  move.scope = HAVEN_SERIES_ALL;
  together = haven_series_find_conflicts (self->clinic->session, &move, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < together->len; i++)
    g_assert_null (((HavenAppointmentConflict *) together->pdata[i])->appointment_id);
  move.override_reason = together->len > 0 ? "agreed" : NULL;
  edit = haven_series_edit_move (self->clinic->session, &move, &error);
  apply (self, edit, error);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *day = haven_date_dup_iso (haven_date_add_days (self->booking.date, i + 1));
      g_autofree char *local = g_strdup_printf ("%sT10:00", day);
      g_autoptr (HavenAppointment) now =
          haven_test_get (self->clinic, &haven_appointment_info, ((HavenAppointment *) visits->pdata[i])->id);

      g_assert_cmpstr (now->local_start, ==, local);
    }
  /* Alone, the first one meets the second. */
  move.date = haven_date_add_days (self->booking.date, 2);
  move.override_reason = NULL;
  move.scope = HAVEN_SERIES_THIS;
  alone = haven_series_find_conflicts (self->clinic->session, &move, &error);
  g_assert_cmpuint (alone->len, >, 0);
  g_assert_null (haven_series_edit_move (self->clinic->session, &move, &refused));
  haven_assert_store_error (refused, CONSTRAINT);
}

static void
test_too_many_are_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->booking.repeat.count = 105;
  g_assert_null (haven_series_edit_book (self->clinic->session, &self->booking, &error));
  haven_assert_store_error (error, CONSTRAINT);
}

#define ADD(path, function) g_test_add ("/services/series/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-series-is-booked-and-undone-whole", test_a_series_is_booked_and_undone_whole);
  ADD ("those-that-follow-move-together", test_those_that_follow_move_together);
  ADD ("the-one-that-is-moved-goes-to-somebody-else", test_the_one_that_is_moved_goes_to_somebody_else);
  ADD ("an-exception-stays", test_an_exception_stays);
  ADD ("those-that-follow-are-cancelled-together", test_those_that_follow_are_cancelled_together);
  ADD ("each-day-is-looked-at", test_each_day_is_looked_at);
  ADD ("daily-visits-move-by-a-day", test_daily_visits_move_by_a_day);
  ADD ("too-many-are-refused", test_too_many_are_refused);
  return g_test_run ();
}
