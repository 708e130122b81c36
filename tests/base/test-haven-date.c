/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-date.h"

#include <string.h>

static HavenDate
date (const char *iso)
{
  HavenDate value = HAVEN_DATE_NONE;

  g_assert_true (haven_date_parse (iso, &value, NULL));
  return value;
}

static void
assert_date (HavenDate value, const char *expected)
{
  g_autofree char *iso = haven_date_dup_iso (value);

  g_assert_cmpstr (iso, ==, expected);
}

static void
test_every_day_agrees_with_glib (void)
{
  GDate other;

  g_date_clear (&other, 1);
  g_date_set_dmy (&other, 1, 1, 1600);
  for (HavenDate day = date ("1600-01-01"); day.day < date ("2400-01-01").day; day.day++)
    {
      int year, month, number;

      haven_date_get_ymd (day, &year, &month, &number);
      g_assert_cmpint (year, ==, g_date_get_year (&other));
      g_assert_cmpint (month, ==, (int) g_date_get_month (&other));
      g_assert_cmpint (number, ==, g_date_get_day (&other));
      g_assert_cmpint (haven_date_get_weekday (day), ==, (int) g_date_get_weekday (&other));
      g_assert_cmpint (haven_date_from_ymd (year, month, number).day, ==, day.day);
      g_date_add_days (&other, 1);
    }
}

static void
test_impossible_dates_are_refused (void)
{
  const char *const wrong[] = { "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "26-11-21",
                                "2026-11-21T", "2026/11/21", "", "0000-01-01", "2026-1-01", NULL };

  for (gsize i = 0; wrong[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      HavenDate value = HAVEN_DATE_NONE;

      g_assert_false (haven_date_parse (wrong[i], &value, &error));
      g_assert_error (error, HAVEN_DATE_ERROR, HAVEN_DATE_ERROR_INVALID);
      g_assert_false (haven_date_is_set (value));
    }
}

static void
test_months_clamp_and_say_so (void)
{
  HavenDateStep step;

  assert_date (haven_date_add_months (date ("2026-08-31"), 6, &step), "2027-02-28");
  g_assert_cmpint (step, ==, HAVEN_DATE_STEP_CLAMPED);
  assert_date (haven_date_add_months (date ("2027-08-29"), 6, &step), "2028-02-29");
  g_assert_cmpint (step, ==, HAVEN_DATE_STEP_EXACT);
  assert_date (haven_date_add_months (date ("2026-01-15"), -2, &step), "2025-11-15");
  g_assert_cmpint (step, ==, HAVEN_DATE_STEP_EXACT);
}

static void
test_leap_birthdays_fall_on_the_first_of_march (void)
{
  HavenDateStep step;

  assert_date (haven_date_add_years (date ("2008-02-29"), 18, &step), "2026-03-01");
  g_assert_cmpint (step, ==, HAVEN_DATE_STEP_LEAP_MOVED);
  assert_date (haven_date_add_years (date ("2008-02-29"), 16, &step), "2024-02-29");
  g_assert_cmpint (step, ==, HAVEN_DATE_STEP_EXACT);
  g_assert_cmpint (haven_date_get_age_on (date ("2008-02-29"), date ("2026-02-28")), ==, 17);
  g_assert_cmpint (haven_date_get_age_on (date ("2008-02-29"), date ("2026-03-01")), ==, 18);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date/every-day-agrees-with-glib", test_every_day_agrees_with_glib);
  g_test_add_func ("/base/date/impossible-dates-are-refused", test_impossible_dates_are_refused);
  g_test_add_func ("/base/date/months-clamp-and-say-so", test_months_clamp_and_say_so);
  g_test_add_func ("/base/date/leap-birthdays-fall-on-the-first-of-march",
                   test_leap_birthdays_fall_on_the_first_of_march);
  return g_test_run ();
}
