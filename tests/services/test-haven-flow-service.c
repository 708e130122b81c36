/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "haven-flow-service.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  char *person;
  HavenDate today;
} Fixture;

/* The sample clinic has one person with a visit and a meeting today, as one trip. */
static void
set_up (Fixture *self, gconstpointer data)
{
  self->clinic = haven_test_clinic_new ();
  self->person = haven_test_find_person (self->clinic, "Amina");
  self->today = haven_clock_today (haven_session_get_clock (self->clinic->session));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->person);
}

static HavenEdit *
move (Fixture *self, HavenFlowStage to)
{
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_flow_edit_move (self->clinic->session, self->person, self->today, to, &error);

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_no_error (error);
  return edit;
}

static HavenAppointment *
get_visit (Fixture *self, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDayPage) page = haven_booking_load_day (self->clinic->session, self->today, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < page->visits->len; i++)
    {
      const HavenAppointment *visit = haven_visit_get_appointment (page->visits->pdata[i]);

      if (g_strcmp0 (visit->patient_id, self->person) == 0 && strcmp (visit->kind, kind) == 0)
        return haven_appointment_copy (visit);
    }
  g_assert_not_reached ();
}

static void
test_a_day_through_the_house (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) arrived = move (self, HAVEN_FLOW_ARRIVED);
  g_autoptr (HavenEdit) doctor = NULL, lawyer = NULL, done = NULL;
  g_autoptr (HavenAppointment) medical = NULL, legal = NULL;

  doctor = move (self, HAVEN_FLOW_WITH_CLINICIAN);
  lawyer = move (self, HAVEN_FLOW_WITH_LAWYER);
  done = move (self, HAVEN_FLOW_DONE);
  medical = get_visit (self, "medical");
  legal = get_visit (self, "legal");
  g_assert_cmpstr (medical->status, ==, "completed");
  g_assert_cmpstr (legal->status, ==, "completed");
  g_assert_cmpint (medical->arrived_at, >, 0);
  g_assert_cmpint (medical->started_at, >=, medical->checked_in_at);
  g_assert_cmpint (medical->ended_at, >=, medical->started_at);
  /* One room is left and the other entered in one move. */
  g_assert_cmpint (legal->started_at, ==, medical->ended_at);
  g_assert_cmpint (legal->ended_at, >=, legal->started_at);
}

static void
test_undo_gives_back_both_visits (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) arrived = move (self, HAVEN_FLOW_ARRIVED);
  g_autoptr (HavenEdit) doctor = move (self, HAVEN_FLOW_WITH_CLINICIAN);
  g_autoptr (HavenAppointment) before_medical = get_visit (self, "medical"), before_legal = get_visit (self, "legal");
  g_autoptr (HavenEdit) lawyer = move (self, HAVEN_FLOW_WITH_LAWYER);
  g_autoptr (HavenAppointment) medical = NULL, legal = NULL;
  HavenTestLog log = haven_test_read_log (self->clinic);
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_edit_revert (lawyer, self->clinic->session, &error));
  haven_test_assert_log (self->clinic, &log, 1, 0, 0);
  medical = get_visit (self, "medical");
  legal = get_visit (self, "legal");
  g_assert_cmpstr (medical->status, ==, before_medical->status);
  g_assert_cmpint (medical->started_at, ==, before_medical->started_at);
  g_assert_cmpint (medical->ended_at, ==, 0);
  g_assert_cmpstr (legal->status, ==, before_legal->status);
  g_assert_cmpint (legal->arrived_at, ==, 0);
}

static void
test_there_is_no_way_where_no_visit_is (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenTestLog log = haven_test_read_log (self->clinic);

  g_assert_null (haven_flow_edit_move (self->clinic->session, self->person, self->today, HAVEN_FLOW_WITH_NAVIGATOR, &error));
  haven_assert_store_error (error, CONSTRAINT);
  haven_test_assert_log (self->clinic, &log, 1, 0, 0);
}

static void
test_a_status_set_elsewhere_is_timed_as_well (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenAppointment) visit = get_visit (self, "medical"), after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_status (self->clinic->session, visit->id, "arrived", NULL, &error);

  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  after = get_visit (self, "medical");
  g_assert_cmpint (after->arrived_at, >, 0);
}

#define ADD(path, function) g_test_add ("/services/flow/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-day-through-the-house", test_a_day_through_the_house);
  ADD ("undo-gives-back-both-visits", test_undo_gives_back_both_visits);
  ADD ("there-is-no-way-where-no-visit-is", test_there_is_no_way_where_no_visit_is);
  ADD ("a-status-set-elsewhere-is-timed-as-well", test_a_status_set_elsewhere_is_timed_as_well);
  return g_test_run ();
}
