/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-appointment-conflicts.h"

static HavenInstant
at (HavenClock *clock, int minute)
{
  HavenDate day;

  g_assert_true (haven_date_parse ("2026-11-24", &day, NULL));
  return haven_clock_instant_at (clock, day, minute);
}

/* Of a visit from 10:00 to 11:00 that takes the clinician and the room. */
static char *
tell_hold (const char *resource_id, int from, int to)
{
  const char *resource_ids[] = { "dr", "room", NULL };
  g_autoptr (HavenClock) clock = haven_clock_new ("America/New_York");
  g_autoptr (HavenAppointment) proposed = haven_appointment_new ();
  g_autoptr (HavenResource) resource = haven_resource_new ();
  g_autoptr (HavenSlotHold) hold = haven_slot_hold_new ();
  g_autoptr (GPtrArray) holds = g_ptr_array_new (), resources = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;
  HavenConflictInput input = { .clock = clock,
                               .proposed = proposed,
                               .resource_ids = resource_ids,
                               .resources = resources,
                               .holds = holds };

  proposed->starts_at = at (clock, 600);
  proposed->ends_at = at (clock, 660);
  resource->id = g_strdup ("dr");
  resource->name = g_strdup ("Dr. Okafor");
  g_ptr_array_add (resources, resource);
  hold->resource_id = g_strdup (resource_id);
  hold->starts_at = at (clock, from);
  hold->ends_at = at (clock, to);
  hold->expires_at = at (clock, 9 * 60 + 5);
  g_ptr_array_add (holds, hold);
  found = haven_appointment_find_conflicts (&input);
  g_assert_cmpuint (found->len, <=, 1);
  if (found->len == 0)
    return NULL;
  g_assert_cmpint (((HavenAppointmentConflict *) found->pdata[0])->code, ==, HAVEN_CONFLICT_HELD);
  return g_strdup (((HavenAppointmentConflict *) found->pdata[0])->sentence);
}

static void
test_what_is_kept_for_others_is_said (void)
{
  g_autofree char *during = tell_hold ("dr", 645, 700);
  g_autofree char *nameless = tell_hold ("room", 540, 601);

  g_assert_cmpstr (during, ==, "Dr. Okafor is held for somebody else until 09:05.");
  g_assert_nonnull (nameless);
}

static void
test_what_is_kept_at_other_times_or_elsewhere_is_in_nobodys_way (void)
{
  g_autofree char *before = tell_hold ("dr", 540, 600);
  g_autofree char *after = tell_hold ("room", 660, 700);
  g_autofree char *other = tell_hold ("lawyer", 600, 660);

  g_assert_null (before);
  g_assert_null (after);
  g_assert_null (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/appointment-holds/what-is-kept-for-others-is-said", test_what_is_kept_for_others_is_said);
  g_test_add_func ("/core/appointment-holds/what-is-kept-at-other-times-or-elsewhere-is-in-nobodys-way",
                   test_what_is_kept_at_other_times_or_elsewhere_is_in_nobodys_way);
  return g_test_run ();
}
