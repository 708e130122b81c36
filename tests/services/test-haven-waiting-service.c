/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "haven-people.h"
#include "haven-series-service.h"
#include "haven-waiting-service.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  char *person, *other;
  char *clinician;
  char *visit; /* of somebody else, on a Wednesday far ahead at ten */
  HavenDate day;
} Fixture;

static void
apply (Fixture *self, HavenEdit *edit, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_no_error (error);
}

static void
book (Fixture *self)
{
  const char *const ids[] = { self->clinician, NULL };
  HavenBooking booking = { .patient_id = self->other, .kind = "medical", .mode = "phone", .date = self->day, .minute = 600,
                           .minutes_long = 45, .resource_ids = ids };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_book (self->clinic->session, &booking, &error);
  g_autoptr (HavenDayPage) page = NULL;

  apply (self, edit, error);
  page = haven_booking_load_day (self->clinic->session, self->day, &error);
  self->visit = g_strdup (haven_visit_get_appointment (page->visits->pdata[0])->id);
}

/* Whatever the sample clinic says of this person: they may be reached at any time, or at none. */
static void
set_rules (Fixture *self, const char *safe)
{
  g_autoptr (GPtrArray) rules = haven_test_list (self->clinic, &haven_safe_contact_rule_info, "patient_id", self->person);

  g_assert_cmpuint (rules->len, >, 0);
  for (guint i = 0; i < rules->len; i++)
    {
      HavenSafeContactRule *rule = rules->pdata[i];

      g_set_str (&rule->channel, "mobile");
      g_set_str (&rule->safe, safe);
      rule->safe_from = rule->safe_to = 0;
      g_clear_pointer (&rule->days, g_strfreev);
      haven_test_change (self->clinic, &haven_safe_contact_rule_info, rule);
    }
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) resources = NULL;

  self->clinic = haven_test_clinic_new ();
  self->person = haven_test_find_person (self->clinic, "Dale");
  self->other = haven_test_find_person (self->clinic, "Robin");
  resources = haven_test_list (self->clinic, &haven_resource_info, "kind", "clinician");
  self->clinician = g_strdup (((HavenResource *) resources->pdata[0])->id);
  self->day = haven_date_add_days (haven_clock_today (haven_session_get_clock (self->clinic->session)), 400);
  while (haven_date_get_weekday (self->day) != 3)
    self->day = haven_date_add_days (self->day, 1);
  set_rules (self, "yes");
  book (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->person);
  g_free (self->other);
  g_free (self->clinician);
  g_free (self->visit);
}

static void
wait_for (Fixture *self, const char *kind, int minutes)
{
  g_autoptr (HavenWaitEntry) entry = haven_wait_entry_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  entry->patient_id = g_strdup (self->person);
  entry->kind = g_strdup (kind);
  entry->minutes_long = minutes;
  edit = haven_waiting_edit_add (self->clinic->session, entry, &error);
  apply (self, edit, error);
}

static HavenEdit *
cancel (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_booking_edit_status (self->clinic->session, self->visit, "cancelled_by_client", "work", &error);

  apply (self, edit, error);
  return edit;
}

static HavenWaiting *
get_waiting (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = haven_waiting_list (self->clinic->session, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < waiting->len; i++)
    if (strcmp (((HavenWaiting *) waiting->pdata[i])->entry->patient_id, self->person) == 0)
      return g_ptr_array_steal_index (waiting, i);
  return NULL;
}

static guint
count_slots (Fixture *self)
{
  HavenWaiting *waiting = get_waiting (self);
  guint n = waiting->slots->len;

  haven_waiting_free (waiting);
  return n;
}

static void
test_a_cancelled_time_is_offered (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  wait_for (self, "medical", 30);
  g_assert_cmpuint (count_slots (self), ==, 0);
  edit = cancel (self);
  g_assert_cmpuint (count_slots (self), ==, 1);
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_cmpuint (count_slots (self), ==, 0);
}

static void
test_what_does_not_suit_is_not_offered (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) edit = cancel (self);

  wait_for (self, "medical", 60);
  g_assert_cmpuint (count_slots (self), ==, 0);
}

static void
test_hours_that_are_not_safe_are_not_offered (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) edit = cancel (self);

  wait_for (self, "medical", 30);
  g_assert_cmpuint (count_slots (self), ==, 1);
  set_rules (self, "no");
  g_assert_cmpuint (count_slots (self), ==, 0);
}

static void
test_it_is_booked_and_undone_whole (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) edit = cancel (self), booked = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenWaitEntry) entry = NULL;
  HavenWaiting *waiting;

  wait_for (self, "medical", 30);
  waiting = get_waiting (self);
  booked = haven_waiting_edit_book (self->clinic->session, waiting->entry->id, ((HavenFreedSlot *) waiting->slots->pdata[0])->id, &error);
  apply (self, booked, error);
  entry = haven_test_get (self->clinic, &haven_wait_entry_info, waiting->entry->id);
  g_assert_cmpstr (entry->status, ==, "booked");
  g_assert_nonnull (entry->appointment_id);
  g_assert_null (get_waiting (self));
  g_assert_true (haven_edit_revert (booked, self->clinic->session, &error));
  g_assert_cmpuint (count_slots (self), ==, 1);
  haven_waiting_free (waiting);
}

static void
test_a_wish_that_makes_no_sense_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenWaitEntry) entry = haven_wait_entry_new ();
  g_autoptr (GError) error = NULL;

  entry->kind = g_strdup ("medical");
  entry->minutes_long = 30;
  g_assert_null (haven_waiting_edit_add (self->clinic->session, entry, &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_clear_error (&error);
  entry->patient_id = g_strdup (self->person);
  entry->earliest = 600;
  entry->latest = 620;
  g_assert_null (haven_waiting_edit_add (self->clinic->session, entry, &error));
  haven_assert_store_error (error, CONSTRAINT);
}

#define ADD(path, function) g_test_add ("/services/waiting/" path, Fixture, NULL, set_up, function, tear_down)

/* On Wednesdays between ten and noon with the one who is busy until a quarter to eleven on the first of them. */
static char *
wait_for_wednesday (Fixture *self, const char *weekday, HavenDate not_after)
{
  g_autoptr (HavenWaitEntry) entry = haven_wait_entry_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  HavenWaiting *waiting;
  char *id;

  entry->patient_id = g_strdup (self->person);
  entry->kind = g_strdup ("medical");
  entry->minutes_long = 30;
  entry->resource_id = g_strdup (self->clinician);
  entry->days = g_strsplit (weekday, " ", -1);
  entry->not_before = self->day;
  entry->not_after = not_after;
  entry->earliest = 600;
  entry->latest = 720;
  edit = haven_waiting_edit_add (self->clinic->session, entry, &error);
  apply (self, edit, error);
  waiting = get_waiting (self);
  id = g_strdup (waiting->entry->id);
  haven_waiting_free (waiting);
  return id;
}

static void
test_a_time_is_found (Fixture *self, gconstpointer data)
{
  g_autofree char *id = wait_for_wednesday (self, "wed", HAVEN_DATE_NONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenWaitProposal) proposal = haven_waiting_find_time (self->clinic->session, id, &error);
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenWaitEntry) entry = NULL, again = NULL;
  HavenBooking booking = { .patient_id = self->person, .kind = "medical", .mode = "in-person", .minutes_long = 30, .wait_entry_id = id };
  const char *resource_ids[] = { NULL, NULL };

  g_assert_no_error (error);
  g_assert_cmpint (haven_date_compare (proposal->date, self->day), ==, 0);
  g_assert_cmpint (proposal->minute, ==, 645);
  g_assert_cmpstr (proposal->resource_id, ==, self->clinician);
  /* What is proposed can be booked, and the waiting ends with it. */
  resource_ids[0] = proposal->resource_id;
  booking.date = proposal->date;
  booking.minute = proposal->minute;
  booking.resource_ids = resource_ids;
  edit = haven_booking_edit_book (self->clinic->session, &booking, &error);
  apply (self, edit, error);
  entry = haven_test_get (self->clinic, &haven_wait_entry_info, id);
  g_assert_cmpstr (entry->status, ==, "booked");
  g_assert_nonnull (entry->appointment_id);
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  again = haven_test_get (self->clinic, &haven_wait_entry_info, id);
  g_assert_cmpstr (again->status, ==, "waiting");
}

static void
test_somebody_elses_visit_ends_no_waiting (Fixture *self, gconstpointer data)
{
  g_autofree char *id = wait_for_wednesday (self, "wed", HAVEN_DATE_NONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenWaitEntry) entry = NULL;
  HavenBooking booking = { .patient_id = self->other, .kind = "medical", .mode = "phone", .date = self->day, .minute = 840,
                           .minutes_long = 30, .wait_entry_id = id, .override_reason = "agreed" };

  edit = haven_booking_edit_book (self->clinic->session, &booking, &error);
  apply (self, edit, error);
  entry = haven_test_get (self->clinic, &haven_wait_entry_info, id);
  g_assert_cmpstr (entry->status, ==, "waiting");
}

static void
test_a_series_ends_the_waiting_too (Fixture *self, gconstpointer data)
{
  g_autofree char *id = wait_for_wednesday (self, "wed", HAVEN_DATE_NONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenWaitEntry) entry = NULL;
  HavenBooking booking = { .patient_id = self->person, .kind = "medical", .mode = "phone", .date = self->day, .minute = 840,
                           .minutes_long = 30, .wait_entry_id = id, .override_reason = "agreed",
                           .repeat = { HAVEN_SERIES_WEEKLY, 1, 0, HAVEN_DATE_NONE, HAVEN_DATE_NONE, 3 } };

  edit = haven_series_edit_book (self->clinic->session, &booking, &error);
  apply (self, edit, error);
  entry = haven_test_get (self->clinic, &haven_wait_entry_info, id);
  g_assert_cmpstr (entry->status, ==, "booked");
}

static void
test_where_no_day_suits_none_is_found (Fixture *self, gconstpointer data)
{
  g_autofree char *id = wait_for_wednesday (self, "mon", haven_date_add_days (self->day, 3));
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenWaitProposal) proposal = haven_waiting_find_time (self->clinic->session, id, &error);

  g_assert_no_error (error);
  g_assert_false (haven_date_is_set (proposal->date));
  g_assert_cmpstr (proposal->entry->id, ==, id);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-time-is-found-for-who-waits", test_a_time_is_found);
  ADD ("somebody-elses-visit-ends-no-waiting", test_somebody_elses_visit_ends_no_waiting);
  ADD ("a-series-ends-the-waiting-too", test_a_series_ends_the_waiting_too);
  ADD ("where-no-day-suits-none-is-found", test_where_no_day_suits_none_is_found);
  ADD ("a-cancelled-time-is-offered", test_a_cancelled_time_is_offered);
  ADD ("what-does-not-suit-is-not-offered", test_what_does_not_suit_is_not_offered);
  ADD ("hours-that-are-not-safe-are-not-offered", test_hours_that_are_not_safe_are_not_offered);
  ADD ("it-is-booked-and-undone-whole", test_it_is_booked_and_undone_whole);
  ADD ("a-wish-that-makes-no-sense-is-refused", test_a_wish_that_makes_no_sense_is_refused);
  return g_test_run ();
}
