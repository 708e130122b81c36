/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "haven-flow-service.h"
#include "haven-waiting-service.h"
#include "trips-test.h"

#include <string.h>

/* Marisol waits for a hearing and for the lawyer; the desk, which gives times away, is told neither. */
typedef struct
{
  TripsTest trips;
  char *waiting;
  char *lawyer;
  const char *resources[2];
  HavenBooking booking;
} Closed;

static void
apply (HavenSession *session, HavenEdit *edit, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, session, &error));
  g_assert_no_error (error);
}

static void
set_up (Closed *self, gconstpointer data)
{
  g_autoptr (GPtrArray) lawyers = NULL;

  trips_test_set_up (&self->trips, data);
  self->waiting = haven_test_find_person (self->trips.clinic, "Marisol");
  lawyers = haven_test_list (self->trips.clinic, &haven_resource_info, "kind", "lawyer");
  self->lawyer = g_strdup (((HavenResource *) lawyers->pdata[0])->id);
  self->resources[0] = self->lawyer;
  self->booking = (HavenBooking) { .patient_id = self->trips.person,
                                   .kind = "court",
                                   .mode = "phone",
                                   .date = haven_date_add_days (trips_test_today (&self->trips), 400),
                                   .minute = 10 * 60,
                                   .minutes_long = 45,
                                   .resource_ids = self->resources };
  while (haven_date_get_weekday (self->booking.date) != 3)
    self->booking.date = haven_date_add_days (self->booking.date, 1);
}

static void
tear_down (Closed *self, gconstpointer data)
{
  trips_test_tear_down (&self->trips, data);
  g_free (self->waiting);
  g_free (self->lawyer);
}

static char *
book (Closed *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_book (self->trips.session, &self->booking, &error);
  g_autoptr (HavenDayPage) page = NULL;

  apply (self->trips.session, edit, error);
  page = haven_booking_load_day (self->trips.session, self->booking.date, &error);
  g_assert_cmpuint (page->visits->len, ==, 1);
  return g_strdup (haven_visit_get_appointment (page->visits->pdata[0])->id);
}

static void
wait_for (Closed *self, const char *kind)
{
  g_autoptr (HavenWaitEntry) entry = haven_wait_entry_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  entry->patient_id = g_strdup (self->waiting);
  entry->kind = g_strdup (kind);
  entry->minutes_long = 30;
  edit = haven_waiting_edit_add (self->trips.session, entry, &error);
  apply (self->trips.session, edit, error);
}

/* Of whom the fixture put on the list; how many have something that they may be offered comes with it. */
static HavenWaiting *
find_offered (Closed *self, HavenSession *session, guint *n_waiting, guint *n_offered)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = haven_waiting_list (session, &error);
  HavenWaiting *offered = NULL;

  g_assert_no_error (error);
  *n_waiting = *n_offered = 0;
  for (guint i = all->len; i > 0; i--)
    {
      HavenWaiting *waiting = all->pdata[i - 1];

      if (g_strcmp0 (waiting->entry->patient_id, self->waiting) != 0)
        continue;
      *n_waiting += 1;
      if (waiting->slots->len == 0)
        continue;
      *n_offered += 1;
      g_clear_pointer (&offered, haven_waiting_free);
      offered = g_ptr_array_steal_index (all, i - 1);
    }
  return offered;
}

static void
cancel (HavenSession *session, const char *visit_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_status (session, visit_id, "cancelled_by_client", "unwell", &error);

  apply (session, edit, error);
}

static void
test_what_somebody_waits_for_is_not_told (Closed *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) seen = NULL;
  guint n = 0;

  wait_for (self, "court");
  wait_for (self, "medical");
  seen = haven_session_list (self->trips.desk, &haven_wait_entry_info, "patient_id", self->waiting, "created_at", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < seen->len; i++)
    {
      const HavenWaitEntry *entry = seen->pdata[i];

      g_assert_true (entry->kind == NULL || strcmp (entry->kind, "medical") == 0);
      n += entry->kind == NULL;
    }
  g_assert_cmpuint (n, ==, 1);
}

/* The time of a hearing goes to whoever waits for a hearing, and the visit is one: the desk knows of neither. */
static void
test_a_closed_time_goes_to_whom_it_suits (Closed *self, gconstpointer data)
{
  g_autofree char *freed = book (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenWaiting) offered = NULL;
  g_autoptr (HavenWaitEntry) entry = NULL;
  g_autoptr (HavenAppointment) visit = NULL, seen = NULL;
  guint n_waiting, n_offered;

  wait_for (self, "legal");
  wait_for (self, "court");
  wait_for (self, "advocate");
  cancel (self->trips.desk, freed);
  offered = find_offered (self, self->trips.desk, &n_waiting, &n_offered);
  g_assert_cmpuint (n_waiting, ==, 3);
  g_assert_cmpuint (n_offered, ==, 1);
  g_assert_null (offered->entry->kind);
  edit = haven_waiting_edit_book (
      self->trips.desk, offered->entry->id, ((HavenFreedSlot *) offered->slots->pdata[0])->id, &error);
  apply (self->trips.desk, edit, error);
  entry = haven_test_get (self->trips.clinic, &haven_wait_entry_info, offered->entry->id);
  g_assert_cmpstr (entry->kind, ==, "court");
  visit = haven_test_get (self->trips.clinic, &haven_appointment_info, entry->appointment_id);
  g_assert_cmpstr (visit->kind, ==, "court");
  seen = haven_session_load (self->trips.desk, &haven_appointment_info, entry->appointment_id, &error);
  g_assert_null (seen->kind);
  g_assert_true (haven_edit_revert (edit, self->trips.desk, &error));
  g_assert_no_error (error);
}

/* Whoever calls a visit off that is disguised to them takes that back as well. */
static void
test_calling_off_what_is_disguised_is_taken_back (Closed *self, gconstpointer data)
{
  g_autofree char *visit_id = book (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit =
      haven_booking_edit_status (self->trips.desk, visit_id, "cancelled_by_client", "unwell", &error);
  g_autoptr (HavenAppointment) visit = NULL;
  guint n_freed;

  apply (self->trips.desk, edit, error);
  n_freed = haven_test_count (self->trips.clinic, &haven_freed_slot_info);
  g_assert_true (haven_edit_revert (edit, self->trips.desk, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (haven_test_count (self->trips.clinic, &haven_freed_slot_info), ==, n_freed - 1);
  visit = haven_test_get (self->trips.clinic, &haven_appointment_info, visit_id);
  g_assert_cmpstr (visit->kind, ==, "court");
  g_assert_cmpstr (visit->status, ==, "confirmed");
}

/* The desk is not told what for, and yet has to know where somebody is. */
static void
test_the_board_knows_with_whom_somebody_is (Closed *self, gconstpointer data)
{
  g_autofree char *visit_id = book (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDayPage) page = haven_booking_load_day (self->trips.desk, self->booking.date, &error);
  g_autoptr (HavenAppointment) read = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (page->visits->len, ==, 1);
  g_assert_cmpstr (haven_visit_get_appointment (page->visits->pdata[0])->id, ==, visit_id);
  g_assert_null (haven_visit_get_appointment (page->visits->pdata[0])->kind);
  read = haven_flow_read_visit (page, page->visits->pdata[0]);
  g_assert_cmpint (haven_flow_stage_of_kind (read->kind), ==, HAVEN_FLOW_WITH_LAWYER);
}

#define ADD(path, function) g_test_add ("/services/closed-kinds/" path, Closed, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-somebody-waits-for-is-not-told", test_what_somebody_waits_for_is_not_told);
  ADD ("a-closed-time-goes-to-whom-it-suits", test_a_closed_time_goes_to_whom_it_suits);
  ADD ("calling-off-what-is-disguised-is-taken-back", test_calling_off_what_is_disguised_is_taken_back);
  ADD ("the-board-knows-with-whom-somebody-is", test_the_board_knows_with_whom_somebody_is);
  return g_test_run ();
}
