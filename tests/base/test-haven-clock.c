/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-clock.h"

static void
assert_day (HavenDate value, const char *expected)
{
  g_autofree char *iso = haven_date_dup_iso (value);

  g_assert_cmpstr (iso, ==, expected);
}

static HavenInstant
instant (const char *iso)
{
  HavenInstant value = 0;

  g_assert_true (haven_instant_parse (iso, &value));
  return value;
}

static void
test_today_is_the_clinics (void)
{
  HavenInstant night = instant ("2026-11-22T03:30:00Z");
  g_autoptr (HavenClock) new_york = haven_clock_new_fixed ("America/New_York", night);
  g_autoptr (HavenClock) tokyo = haven_clock_new_fixed ("Asia/Tokyo", night);

  assert_day (haven_clock_today (new_york), "2026-11-21");
  assert_day (haven_clock_today (tokyo), "2026-11-22");
  g_assert_cmpint (haven_clock_minute_of_day (new_york), ==, 22 * 60 + 30);
}

static void
test_wall_time_survives_a_clock_change (void)
{
  g_autoptr (HavenClock) clock = haven_clock_new_fixed ("America/New_York", instant ("2026-10-01T12:00:00Z"));
  HavenInstant before = haven_clock_instant_at (clock, haven_date_from_ymd (2026, 10, 31), 9 * 60);
  HavenInstant after = haven_clock_instant_at (clock, haven_date_from_ymd (2026, 11, 2), 9 * 60);

  g_assert_cmpint (haven_clock_get_local_minute (clock, before), ==, 9 * 60);
  g_assert_cmpint (haven_clock_get_local_minute (clock, after), ==, 9 * 60);
  g_assert_cmpint ((after - before) / G_TIME_SPAN_HOUR, ==, 49);
}

static void
assert_instant_at (HavenClock *clock, int month, int day, int minute, const char *expected)
{
  g_autofree char *iso = haven_instant_dup_iso (haven_clock_instant_at (clock, haven_date_from_ymd (2027, month, day), minute));

  g_assert_cmpstr (iso, ==, expected);
}

static void
test_a_skipped_time_is_an_hour_later_and_a_repeated_one_the_first (void)
{
  g_autoptr (HavenClock) new_york = haven_clock_new ("America/New_York"), lord_howe = haven_clock_new ("Australia/Lord_Howe");

  assert_instant_at (new_york, 3, 14, 119, "2027-03-14T06:59:00Z");
  assert_instant_at (new_york, 3, 14, 120, "2027-03-14T07:00:00Z");
  assert_instant_at (new_york, 3, 14, 150, "2027-03-14T07:30:00Z");
  assert_instant_at (new_york, 3, 14, 180, "2027-03-14T07:00:00Z");
  assert_instant_at (new_york, 11, 7, 59, "2027-11-07T04:59:00Z");
  assert_instant_at (new_york, 11, 7, 60, "2027-11-07T05:00:00Z");
  assert_instant_at (new_york, 11, 7, 90, "2027-11-07T05:30:00Z");
  assert_instant_at (new_york, 11, 7, 120, "2027-11-07T07:00:00Z");
  /* Half an hour: Lord Howe Island goes back from 2:00 to 1:30. */
  assert_instant_at (lord_howe, 4, 4, 105, "2027-04-03T14:45:00Z");
}

static void
test_an_instant_round_trips (void)
{
  g_autofree char *iso = haven_instant_dup_iso (instant ("2026-11-21T09:05:00-05:00"));

  g_assert_cmpstr (iso, ==, "2026-11-21T14:05:00Z");
}

static void
test_a_fixed_clock_moves_only_when_told (void)
{
  g_autoptr (HavenClock) clock = haven_clock_new_fixed ("UTC", instant ("2026-11-21T00:00:00Z"));
  HavenInstant first = haven_clock_now (clock);

  g_assert_cmpint (haven_clock_now (clock), ==, first);
  haven_clock_advance (clock, G_TIME_SPAN_MINUTE);
  g_assert_cmpint (haven_clock_now (clock) - first, ==, G_TIME_SPAN_MINUTE);
}

static void
test_a_clock_that_is_set_back_stands_still (void)
{
  g_autoptr (HavenClock) clock = haven_clock_new_fixed ("America/New_York", 1000 * G_TIME_SPAN_HOUR);

  haven_clock_raise_floor (clock, haven_clock_now (clock));
  haven_clock_advance (clock, -G_TIME_SPAN_HOUR);
  g_assert_cmpint (haven_clock_now (clock), ==, 1000 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (haven_clock_get_wall (clock), ==, 999 * G_TIME_SPAN_HOUR);
  haven_clock_raise_floor (clock, 5);
  g_assert_cmpint (haven_clock_get_floor (clock), ==, 1000 * G_TIME_SPAN_HOUR);
  haven_clock_advance (clock, 3 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (haven_clock_now (clock), ==, 1002 * G_TIME_SPAN_HOUR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/today-is-the-clinics", test_today_is_the_clinics);
  g_test_add_func ("/base/clock/wall-time-survives-a-clock-change", test_wall_time_survives_a_clock_change);
  g_test_add_func ("/base/clock/a-skipped-time-is-an-hour-later-and-a-repeated-one-the-first",
                   test_a_skipped_time_is_an_hour_later_and_a_repeated_one_the_first);
  g_test_add_func ("/base/clock/an-instant-round-trips", test_an_instant_round_trips);
  g_test_add_func ("/base/clock/a-fixed-clock-moves-only-when-told", test_a_fixed_clock_moves_only_when_told);
  g_test_add_func ("/base/clock/a-clock-that-is-set-back-stands-still", test_a_clock_that_is_set_back_stands_still);
  return g_test_run ();
}
