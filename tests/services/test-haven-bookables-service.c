/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-bookables-service.h"
#include "haven-booking-service.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  HavenResource *clinician;
  char *person;
  HavenDate wednesday; /* far ahead */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) resources = NULL;

  self->clinic = haven_test_clinic_new ();
  self->person = haven_test_find_person (self->clinic, "Amina");
  resources = haven_test_list (self->clinic, &haven_resource_info, "kind", "clinician");
  self->clinician = haven_resource_copy (resources->pdata[0]);
  self->wednesday = haven_date_add_days (haven_clock_today (haven_session_get_clock (self->clinic->session)), 400);
  while (haven_date_get_weekday (self->wednesday) != 3)
    self->wednesday = haven_date_add_days (self->wednesday, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  haven_resource_free (self->clinician);
  g_free (self->person);
}

static void
apply (Fixture *self, HavenEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_no_error (error);
}

/* What stands against a visit with the clinician on that Wednesday. */
static gboolean
is_against (Fixture *self, int minute, HavenConflictCode code)
{
  const char *const ids[] = { self->clinician->id, NULL };
  HavenBooking booking = { .patient_id = self->person, .kind = "medical", .mode = "phone", .date = self->wednesday,
                           .minute = minute, .minutes_long = 30, .resource_ids = ids };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = haven_booking_find_conflicts (self->clinic->session, &booking, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < conflicts->len; i++)
    if (((HavenAppointmentConflict *) conflicts->pdata[i])->code == code)
      return TRUE;
  return FALSE;
}

static void
test_a_break_is_kept_free (Fixture *self, gconstpointer data)
{
  HavenBookableChange change = { self->clinician, self->clinician->name, self->clinician->kind, self->clinician->site, TRUE, { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  int weekday;

  change.hours[2] = "9:00-12:00, 13:00-17:00";
  edit = haven_bookables_edit_resource (self->clinic->session, &change, &weekday, &error);
  g_assert_no_error (error);
  apply (self, edit);
  g_assert_false (is_against (self, 11 * 60 + 30, HAVEN_CONFLICT_OUTSIDE_HOURS));
  g_assert_true (is_against (self, 11 * 60 + 45, HAVEN_CONFLICT_OUTSIDE_HOURS));
  g_assert_true (is_against (self, 12 * 60 + 15, HAVEN_CONFLICT_OUTSIDE_HOURS));
  g_assert_false (is_against (self, 13 * 60, HAVEN_CONFLICT_OUTSIDE_HOURS));
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
}

static void
test_hours_that_nobody_can_read_change_nothing (Fixture *self, gconstpointer data)
{
  HavenBookableChange change = { self->clinician, self->clinician->name, self->clinician->kind, NULL, TRUE, { NULL } };
  g_autoptr (GError) error = NULL;
  guint before = haven_test_count (self->clinic, &haven_resource_hours_info);
  int weekday;

  change.hours[4] = "from nine on";
  g_assert_null (haven_bookables_edit_resource (self->clinic->session, &change, &weekday, &error));
  g_assert_cmpint (weekday, ==, 5);
  g_assert_nonnull (error);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_resource_hours_info), ==, before);
  g_clear_error (&error);
  change.name = "  ";
  g_assert_null (haven_bookables_edit_resource (self->clinic->session, &change, &weekday, &error));
  haven_assert_store_error (error, CONSTRAINT);
}

static void
test_whoever_is_away_is_not_booked (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_bookables_edit_add_absence (self->clinic->session, self->clinician->id, self->wednesday,
                                                                 haven_date_add_days (self->wednesday, 2), "conference", &error);

  g_assert_false (is_against (self, 600, HAVEN_CONFLICT_RESOURCE_ABSENT));
  apply (self, edit);
  g_assert_true (is_against (self, 600, HAVEN_CONFLICT_RESOURCE_ABSENT));
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_false (is_against (self, 600, HAVEN_CONFLICT_RESOURCE_ABSENT));
  g_assert_null (haven_bookables_edit_add_absence (self->clinic->session, self->clinician->id, self->wednesday,
                                                   haven_date_add_days (self->wednesday, -1), NULL, &error));
  haven_assert_store_error (error, CONSTRAINT);
}

static void
test_nobody_is_booked_on_a_closed_day (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_bookables_edit_add_closed_day (self->wednesday, "Staff day", &error);
  g_autoptr (HavenBookables) bookables = NULL;
  g_autoptr (HavenEdit) removed = NULL;

  apply (self, edit);
  g_assert_true (is_against (self, 600, HAVEN_CONFLICT_CLINIC_CLOSED));
  bookables = haven_bookables_load (self->clinic->session, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < bookables->closed->len; i++)
    if (haven_date_compare (((HavenClosedDay *) bookables->closed->pdata[i])->on_date, self->wednesday) == 0)
      removed = haven_bookables_edit_remove_closed_day (bookables->closed->pdata[i]);
  apply (self, removed);
  g_assert_false (is_against (self, 600, HAVEN_CONFLICT_CLINIC_CLOSED));
}

static void
test_somebody_new_can_be_booked (Fixture *self, gconstpointer data)
{
  HavenBookableChange change = { NULL, "Room 9", "room", "Tanager Street", TRUE, { "8-18" } };
  g_autoptr (GError) error = NULL;
  guint before = haven_test_count (self->clinic, &haven_resource_info);
  g_autoptr (HavenEdit) edit = NULL;
  int weekday;

  edit = haven_bookables_edit_resource (self->clinic->session, &change, &weekday, &error);
  apply (self, edit);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_resource_info), ==, before + 1);
}

#define ADD(path, function) g_test_add ("/services/bookables/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-break-is-kept-free", test_a_break_is_kept_free);
  ADD ("hours-that-nobody-can-read-change-nothing", test_hours_that_nobody_can_read_change_nothing);
  ADD ("whoever-is-away-is-not-booked", test_whoever_is_away_is_not_booked);
  ADD ("nobody-is-booked-on-a-closed-day", test_nobody_is_booked_on_a_closed_day);
  ADD ("somebody-new-can-be-booked", test_somebody_new_can_be_booked);
  return g_test_run ();
}
