/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "haven-reminder-service.h"
#include "services-test.h"

#include <string.h>

static HavenTestClinic *clinic;

static void
apply (HavenEdit *edit, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  g_assert_no_error (error);
}

/* Somebody with a visit tomorrow. */
static char *
book_tomorrow (const char *name)
{
  g_autofree char *person = haven_test_find_person (clinic, name);
  HavenDate tomorrow = haven_date_add_days (haven_clock_today (haven_session_get_clock (clinic->session)), 1);
  HavenBooking booking = { .patient_id = person, .kind = "legal", .title = "Papers for the office", .mode = "phone", .date = tomorrow,
                           .minute = 1380, .minutes_long = 20, .override_reason = "agreed" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_book (clinic->session, &booking, &error);
  g_autoptr (HavenDayPage) page = NULL;

  apply (edit, error);
  page = haven_booking_load_day (clinic->session, tomorrow, &error);
  for (guint i = 0; i < page->visits->len; i++)
    if (haven_visit_get_start_minute (page->visits->pdata[i]) == 1380)
      return g_strdup (haven_visit_get_appointment (page->visits->pdata[i])->id);
  g_assert_not_reached ();
}

static HavenReminderItem *
find_item (const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = haven_reminders_list (clinic->session, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    if (strcmp (haven_visit_get_appointment (((HavenReminderItem *) items->pdata[i])->visit)->id, id) == 0)
      return g_ptr_array_steal_index (items, i);
  return NULL;
}

static void
test_whoever_comes_tomorrow_is_reminded (void)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) tried = NULL, reached = NULL;
  HavenReminderItem *item;

  clinic = haven_test_clinic_new ();
  id = book_tomorrow ("Dale");
  item = find_item (id);
  g_assert_nonnull (item);
  g_assert_null (item->last);
  haven_reminder_item_free (item);
  tried = haven_reminder_edit_note (clinic->session, id, "no-answer", "mobile", &error);
  apply (tried, error);
  item = find_item (id);
  g_assert_cmpstr (item->last->outcome, ==, "no-answer");
  haven_reminder_item_free (item);
  reached = haven_reminder_edit_note (clinic->session, id, "reached", "mobile", &error);
  apply (reached, error);
  g_assert_null (find_item (id));
  g_assert_true (haven_edit_revert (reached, clinic->session, &error));
  item = find_item (id);
  g_assert_nonnull (item);
  haven_reminder_item_free (item);
  haven_test_clinic_free (clinic);
}

static void
test_whoever_cancelled_is_not (void)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  clinic = haven_test_clinic_new ();
  id = book_tomorrow ("Dale");
  edit = haven_booking_edit_status (clinic->session, id, "cancelled_by_client", "work", &error);
  apply (edit, error);
  g_assert_null (find_item (id));
  haven_test_clinic_free (clinic);
}

static void
test_what_a_visit_needs_is_confirmed (void)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenAppointment) visit = NULL, undone = NULL;

  clinic = haven_test_clinic_new ();
  id = book_tomorrow ("Robin");
  edit = haven_reminder_edit_confirm (clinic->session, id, HAVEN_NEED_INTERPRETER, TRUE, &error);
  apply (edit, error);
  visit = haven_test_get (clinic, &haven_appointment_info, id);
  g_assert_cmpint (visit->interpreter_confirmed_at, >, 0);
  g_assert_cmpint (visit->transport_confirmed_at, ==, 0);
  g_assert_true (haven_edit_revert (edit, clinic->session, &error));
  undone = haven_test_get (clinic, &haven_appointment_info, id);
  g_assert_cmpint (undone->interpreter_confirmed_at, ==, 0);
  haven_test_clinic_free (clinic);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/reminder/whoever-comes-tomorrow-is-reminded", test_whoever_comes_tomorrow_is_reminded);
  g_test_add_func ("/services/reminder/whoever-cancelled-is-not", test_whoever_cancelled_is_not);
  g_test_add_func ("/services/reminder/what-a-visit-needs-is-confirmed", test_what_a_visit_needs_is_confirmed);
  return g_test_run ();
}
