/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-timeline-event.h"

#include "core-test.h"

static HavenTimelineEvent *
make_event (const char *id, HavenLane lane, const char *day, int minute)
{
  return haven_timeline_event_new (id, HAVEN_EVENT_APPOINTMENT, lane, date (day), minute, 30,
                                   "Visit", "confirmed");
}

static void
test_an_event_tells_what_it_was_made_of (void)
{
  g_autoptr (HavenTimelineEvent) event =
      haven_timeline_event_new ("d1", HAVEN_EVENT_DEADLINE, HAVEN_LANE_LEGAL, date ("2026-12-11"),
                                -1, 0, "Answer due", "open");

  g_assert_cmpstr (haven_timeline_event_get_record_id (event), ==, "d1");
  g_assert_cmpint (haven_timeline_event_get_kind (event), ==, HAVEN_EVENT_DEADLINE);
  g_assert_cmpint (haven_timeline_event_get_lane (event), ==, HAVEN_LANE_LEGAL);
  assert_date (haven_timeline_event_get_starts_on (event), "2026-12-11");
  g_assert_cmpint (haven_timeline_event_get_minute (event), ==, -1);
  g_assert_cmpint (haven_timeline_event_get_minutes_long (event), ==, 0);
  g_assert_cmpstr (haven_timeline_event_get_title (event), ==, "Answer due");
  g_assert_cmpstr (haven_timeline_event_get_state (event), ==, "open");
}

static void
test_minutes_stay_inside_a_day (void)
{
  g_autoptr (HavenTimelineEvent) late = make_event ("a", HAVEN_LANE_SHARED, "2026-11-21", G_MAXINT);
  g_autoptr (HavenTimelineEvent) early =
      make_event ("b", HAVEN_LANE_SHARED, "2026-11-21", G_MININT);
  g_autoptr (HavenTimelineEvent) untitled = haven_timeline_event_new (
      "c", HAVEN_EVENT_NOTE, HAVEN_LANE_MEDICAL, date ("2026-11-21"), 5, G_MAXINT, NULL, NULL);

  g_assert_cmpint (haven_timeline_event_get_minute (late), ==, 1439);
  g_assert_cmpint (haven_timeline_event_get_minute (early), ==, -1);
  g_assert_cmpint (haven_timeline_event_get_minutes_long (untitled), ==, G_MAXINT16);
  g_assert_cmpstr (haven_timeline_event_get_title (untitled), ==, "");
  g_assert_null (haven_timeline_event_get_state (untitled));
}

static void
test_day_then_hour_then_lane_then_id (void)
{
  HavenTimelineEvent *in_order[] = {
    make_event ("z", HAVEN_LANE_LEGAL, "2025-12-31", 1000),
    make_event ("y", HAVEN_LANE_LEGAL, "2026-11-21", -1),
    make_event ("x", HAVEN_LANE_MEDICAL, "2026-11-21", 0),
    make_event ("w", HAVEN_LANE_MEDICAL, "2026-11-21", 540),
    make_event ("a", HAVEN_LANE_SHARED, "2026-11-21", 540),
    make_event ("b", HAVEN_LANE_SHARED, "2026-11-21", 540),
    make_event ("0", HAVEN_LANE_MEDICAL, "2026-11-22", -1),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (in_order); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (in_order); j++)
      {
        int order = haven_timeline_event_compare (in_order[i], in_order[j]);

        g_assert_true ((order < 0) == (i < j) && (order > 0) == (i > j));
      }
  for (gsize i = 0; i < G_N_ELEMENTS (in_order); i++)
    g_object_unref (in_order[i]);
}

/* A sort needs an order that never contradicts itself. */
static void
test_the_order_never_contradicts_itself (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", g_test_rand_int_range (0, 5));
      HavenDate day = haven_date_add_days (date ("2026-11-21"), g_test_rand_int_range (0, 2));

      g_ptr_array_add (events,
                       haven_timeline_event_new (
                           id, (HavenEventKind) g_test_rand_int_range (0, HAVEN_N_EVENT_KINDS),
                           (HavenLane) g_test_rand_int_range (0, HAVEN_N_LANES), day,
                           g_test_rand_int_range (-1, 2), 0, "", NULL));
    }
  for (guint i = 0; i < events->len; i++)
    for (guint j = 0; j < events->len; j++)
      for (guint k = 0; k < events->len; k++)
        {
          int ij = haven_timeline_event_compare (events->pdata[i], events->pdata[j]);
          int ji = haven_timeline_event_compare (events->pdata[j], events->pdata[i]);
          int jk = haven_timeline_event_compare (events->pdata[j], events->pdata[k]);
          int ik = haven_timeline_event_compare (events->pdata[i], events->pdata[k]);

          g_assert_true ((ij < 0) == (ji > 0) && (ij == 0) == (ji == 0));
          g_assert_true (!(ij < 0 && jk < 0) || ik < 0);
          g_assert_true (!(ij == 0 && jk == 0) || ik == 0);
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/timeline-event/" name, function)
  ADD ("an-event-tells-what-it-was-made-of", test_an_event_tells_what_it_was_made_of);
  ADD ("minutes-stay-inside-a-day", test_minutes_stay_inside_a_day);
  ADD ("day-then-hour-then-lane-then-id", test_day_then_hour_then_lane_then_id);
  ADD ("the-order-never-contradicts-itself", test_the_order_never_contradicts_itself);
#undef ADD
  return g_test_run ();
}
