/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-time-scale.h"

static void
test_wall_minutes (void)
{
  HavenDate before = haven_date_from_ymd (1969, 12, 31);
  HavenWallMinute minute = haven_wall_minute_at (before, 1439);

  g_assert_cmpint (minute, ==, -1);
  g_assert_cmpint (haven_wall_minute_get_date (minute).day, ==, before.day);
  g_assert_cmpint (haven_wall_minute_get_minute (minute), ==, 1439);
}

/* Each mark is a floor of itself, the next one is later, and nothing lies between them. */
static void
test_steps (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < 5000; i++)
    {
      HavenTimeStep step = (HavenTimeStep) g_rand_int_range (random, 0, HAVEN_TIME_STEP_YEAR + 1);
      HavenDate date = { g_rand_int_range (random, -700000, 2900000) };
      HavenWallMinute minute = haven_wall_minute_at (date, g_rand_int_range (random, 0, HAVEN_MINUTES_A_DAY));
      HavenWallMinute floored = haven_time_step_floor (step, minute);
      HavenWallMinute next = haven_time_step_next (step, floored);

      g_assert_cmpint (floored, <=, minute);
      g_assert_cmpint (next, >, minute);
      g_assert_cmpint (haven_time_step_floor (step, floored), ==, floored);
      g_assert_cmpint (haven_time_step_floor (step, next), ==, next);
      g_assert_cmpint (haven_time_step_floor (step, next - 1), ==, floored);
    }
}

static void
test_scale (void)
{
  HavenTimeScale scale = { haven_wall_minute_at (haven_date_from_ymd (2026, 1, 1), 0), 0.5 };
  HavenWallMinute minute = haven_wall_minute_at (haven_date_from_ymd (2026, 1, 2), 60);

  g_assert_cmpfloat (haven_time_scale_to_pixels (&scale, minute), ==, 750);
  g_assert_cmpint (haven_time_scale_to_minute (&scale, 750), ==, minute);
}

static void
test_labels (void)
{
  g_autofree char *date = haven_time_dup_full_date (haven_date_from_ymd (2026, 11, 27));
  g_autofree char *time = haven_time_dup_clock_label (570);
  g_autofree char *midnight = haven_time_dup_clock_label (1440);

  g_assert_cmpstr (date, ==, "Friday 27 November 2026");
  g_assert_cmpstr (time, ==, "9:30");
  g_assert_cmpstr (midnight, ==, "0:00");
}

static void
test_zoom (void)
{
  for (HavenTimeZoom zoom = HAVEN_TIME_ZOOM_DAY; zoom < HAVEN_TIME_ZOOM_YEAR; zoom++)
    {
      g_assert_cmpfloat (haven_time_zoom_get_pixels_a_day (zoom, 900, 18),
                         >,
                         haven_time_zoom_get_pixels_a_day (zoom + 1, 900, 18));
      g_assert_cmpfloat (haven_time_zoom_get_pixels_a_day (zoom, 360, 36),
                         >=,
                         haven_time_zoom_get_pixels_a_day (zoom, 360, 18));
    }
  g_assert_cmpfloat (haven_time_zoom_get_pixels_a_day (HAVEN_TIME_ZOOM_WEEK, 1400, 18), ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/time-scale/wall-minutes-before-1970-keep-their-day", test_wall_minutes);
  g_test_add_func ("/ui/time-scale/marks-follow-each-other-without-gaps", test_steps);
  g_test_add_func ("/ui/time-scale/pixels-and-minutes-agree", test_scale);
  g_test_add_func ("/ui/time-scale/labels-are-in-the-language-of-the-screens", test_labels);
  g_test_add_func ("/ui/time-scale/large-text-shows-less-time", test_zoom);
  return g_test_run ();
}
