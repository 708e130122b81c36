/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-flow.h"

#include <string.h>

#define MINUTE G_TIME_SPAN_MINUTE
#define NINE (9 * 60 * MINUTE + 1000000 * MINUTE)

static void
add (GPtrArray *visits, const char *kind, const char *status, int minute)
{
  HavenAppointment *visit = haven_appointment_new ();

  visit->id = g_strdup_printf ("visit-%u", visits->len);
  visit->kind = g_strdup (kind);
  visit->status = g_strdup (status);
  visit->starts_at = NINE + minute * MINUTE;
  visit->ends_at = visit->starts_at + 30 * MINUTE;
  g_ptr_array_add (visits, visit);
}

static GPtrArray *
create (const char *kind, const char *status)
{
  GPtrArray *visits = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);

  add (visits, kind, status, 0);
  return visits;
}

static HavenFlowStage
find (GPtrArray *visits)
{
  HavenFlowPlace place;

  g_assert_true (haven_flow_find_place (visits, &place));
  return place.stage;
}

/* Puts what is planned into the day, as the service does. */
static gboolean
move (GPtrArray *visits, HavenFlowStage to, HavenInstant now)
{
  g_autoptr (GPtrArray) changed = haven_flow_plan_move (visits, to, now);

  for (guint i = 0; changed && i < changed->len; i++)
    for (guint j = 0; j < visits->len; j++)
      if (strcmp (((HavenAppointment *) visits->pdata[j])->id, ((HavenAppointment *) changed->pdata[i])->id) == 0)
        {
          haven_appointment_free (visits->pdata[j]);
          visits->pdata[j] = haven_appointment_copy (changed->pdata[i]);
        }
  return changed != NULL;
}

static int
get_minutes (GPtrArray *visits, HavenInstant now)
{
  HavenFlowPlace place;

  g_assert_true (haven_flow_find_place (visits, &place));
  return haven_flow_get_minutes (visits, &place, now);
}

static void
test_each_status_has_its_column (void)
{
  static const struct
  {
    const char *kind, *status;
    HavenFlowStage stage;
  } rows[] = {
    { "medical", "confirmed", HAVEN_FLOW_EXPECTED },        { "medical", "arrived", HAVEN_FLOW_ARRIVED },
    { "medical", "checked_in", HAVEN_FLOW_ARRIVED },        { "medical", "in_progress", HAVEN_FLOW_WITH_CLINICIAN },
    { "legal", "in_progress", HAVEN_FLOW_WITH_LAWYER },     { "court", "in_progress", HAVEN_FLOW_WITH_LAWYER },
    { "advocate", "in_progress", HAVEN_FLOW_WITH_NAVIGATOR }, { "medical", "completed", HAVEN_FLOW_DONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) visits = create (rows[i].kind, rows[i].status);

      g_assert_cmpint (find (visits), ==, rows[i].stage);
    }
}

static void
test_what_does_not_take_place_is_not_on_the_board (void)
{
  static const char *const statuses[] = { "proposed", "requested", "waitlisted", "cancelled_by_client",
                                          "cancelled_by_clinic", "no_show", "rescheduled", "nonsense" };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GPtrArray) visits = create ("medical", statuses[i]);
      HavenFlowPlace place;
      HavenFlowStage next;

      g_assert_false (haven_flow_find_place (visits, &place));
      g_assert_false (haven_flow_find_next (visits, &next));
      g_assert_null (haven_flow_plan_move (visits, HAVEN_FLOW_ARRIVED, NINE));
    }
}

static void
test_a_trip_goes_from_one_to_the_other (void)
{
  g_autoptr (GPtrArray) visits = create ("medical", "confirmed");
  HavenFlowStage next;

  add (visits, "legal", "confirmed", 45);
  g_assert_true (move (visits, HAVEN_FLOW_ARRIVED, NINE - 5 * MINUTE));
  g_assert_cmpint (get_minutes (visits, NINE + 2 * MINUTE), ==, 7);
  g_assert_true (haven_flow_find_next (visits, &next));
  g_assert_cmpint (next, ==, HAVEN_FLOW_WITH_CLINICIAN);
  g_assert_true (move (visits, next, NINE + 2 * MINUTE));
  g_assert_cmpint (find (visits), ==, HAVEN_FLOW_WITH_CLINICIAN);
  g_assert_false (move (visits, HAVEN_FLOW_DONE, NINE + 30 * MINUTE));
  g_assert_true (haven_flow_find_next (visits, &next));
  g_assert_cmpint (next, ==, HAVEN_FLOW_ARRIVED);
  g_assert_true (move (visits, next, NINE + 31 * MINUTE));
  /* The wait for the lawyer begins when the doctor is done, not at the door. */
  g_assert_cmpint (find (visits), ==, HAVEN_FLOW_ARRIVED);
  g_assert_cmpint (get_minutes (visits, NINE + 40 * MINUTE), ==, 9);
  g_assert_true (move (visits, HAVEN_FLOW_WITH_LAWYER, NINE + 45 * MINUTE));
  g_assert_true (haven_flow_find_next (visits, &next));
  g_assert_cmpint (next, ==, HAVEN_FLOW_DONE);
  g_assert_true (move (visits, HAVEN_FLOW_DONE, NINE + 80 * MINUTE));
  g_assert_cmpint (find (visits), ==, HAVEN_FLOW_DONE);
}

static void
test_rooms_are_changed_in_one_move (void)
{
  g_autoptr (GPtrArray) visits = create ("medical", "in_progress");
  g_autoptr (GPtrArray) changed = NULL;

  add (visits, "legal", "confirmed", 45);
  changed = haven_flow_plan_move (visits, HAVEN_FLOW_WITH_LAWYER, NINE);
  g_assert_nonnull (changed);
  g_assert_cmpuint (changed->len, ==, 2);
  g_assert_cmpstr (((HavenAppointment *) changed->pdata[0])->status, ==, "completed");
  g_assert_cmpstr (((HavenAppointment *) changed->pdata[1])->status, ==, "in_progress");
  g_assert_cmpint (((HavenAppointment *) changed->pdata[1])->arrived_at, ==, NINE);
}

static void
test_after_a_long_pause_somebody_is_expected_anew (void)
{
  g_autoptr (GPtrArray) visits = create ("medical", "completed");

  add (visits, "legal", "confirmed", 30 + 121);
  g_assert_cmpint (find (visits), ==, HAVEN_FLOW_EXPECTED);
  ((HavenAppointment *) visits->pdata[0])->trip_id = g_strdup ("trip");
  ((HavenAppointment *) visits->pdata[1])->trip_id = g_strdup ("trip");
  g_assert_cmpint (find (visits), ==, HAVEN_FLOW_ARRIVED);
}

static void
test_nobody_goes_where_they_have_no_visit (void)
{
  g_autoptr (GPtrArray) visits = create ("medical", "arrived");

  g_assert_null (haven_flow_plan_move (visits, HAVEN_FLOW_WITH_LAWYER, NINE));
  g_assert_null (haven_flow_plan_move (visits, HAVEN_FLOW_EXPECTED, NINE));
  g_assert_null (haven_flow_plan_move (visits, HAVEN_FLOW_ARRIVED, NINE));
  g_assert_null (haven_flow_plan_move (visits, HAVEN_FLOW_DONE, NINE));
}

static void
test_going_back_forgets_what_lies_ahead (void)
{
  g_autoptr (GPtrArray) visits = create ("medical", "confirmed");
  HavenAppointment *visit;

  g_assert_true (move (visits, HAVEN_FLOW_ARRIVED, NINE));
  g_assert_true (move (visits, HAVEN_FLOW_WITH_CLINICIAN, NINE + MINUTE));
  visit = visits->pdata[0];
  haven_flow_set_status (visit, HAVEN_APPOINTMENT_ARRIVED, NINE + 2 * MINUTE);
  g_assert_cmpint (visit->started_at, ==, 0);
  g_assert_cmpint (visit->checked_in_at, ==, 0);
  g_assert_cmpint (visit->arrived_at, ==, NINE + 2 * MINUTE);
  haven_flow_set_status (visit, HAVEN_APPOINTMENT_NO_SHOW, NINE + 9 * MINUTE);
  g_assert_cmpint (visit->arrived_at, ==, NINE + 2 * MINUTE);
}

static void
test_a_time_that_nobody_noted_is_not_made_up (void)
{
  g_autoptr (GPtrArray) visits = create ("medical", "arrived");

  g_assert_cmpint (get_minutes (visits, NINE + 30 * MINUTE), ==, -1);
  ((HavenAppointment *) visits->pdata[0])->arrived_at = NINE + 40 * MINUTE;
  g_assert_cmpint (get_minutes (visits, NINE + 30 * MINUTE), ==, -1);
}

/* Whatever the visits are: where a next step is said to be, it can be made, and it leads there. */
static void
test_every_next_step_can_be_made (void)
{
  static const char *const kinds[] = { "medical", "legal", "advocate", "court", "transport" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int n = 0; n < 20000; n++)
    {
      g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);
      HavenFlowStage next;
      int steps = 0;

      for (int i = g_rand_int_range (random, 1, 5); i > 0; i--)
        add (visits,
             kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))],
             haven_appointment_status_get_code (g_rand_int_range (random, 0, HAVEN_N_APPOINTMENT_STATUSES)),
             (5 - i) * 40);
      while (haven_flow_find_next (visits, &next))
        {
          g_assert_true (move (visits, next, NINE + steps * MINUTE));
          /* With two rooms at once, leaving one leads into the other. */
          g_assert_cmpint (++steps, <, 20);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/flow/each-status-has-its-column", test_each_status_has_its_column);
  g_test_add_func ("/core/flow/what-does-not-take-place-is-not-on-the-board", test_what_does_not_take_place_is_not_on_the_board);
  g_test_add_func ("/core/flow/a-trip-goes-from-one-to-the-other", test_a_trip_goes_from_one_to_the_other);
  g_test_add_func ("/core/flow/rooms-are-changed-in-one-move", test_rooms_are_changed_in_one_move);
  g_test_add_func ("/core/flow/after-a-long-pause-somebody-is-expected-anew", test_after_a_long_pause_somebody_is_expected_anew);
  g_test_add_func ("/core/flow/nobody-goes-where-they-have-no-visit", test_nobody_goes_where_they_have_no_visit);
  g_test_add_func ("/core/flow/going-back-forgets-what-lies-ahead", test_going_back_forgets_what_lies_ahead);
  g_test_add_func ("/core/flow/a-time-that-nobody-noted-is-not-made-up", test_a_time_that_nobody_noted_is_not_made_up);
  g_test_add_func ("/core/flow/every-next-step-can-be-made", test_every_next_step_can_be_made);
  return g_test_run ();
}
