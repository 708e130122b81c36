/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-business-calendar.h"

#include "core-test.h"
#include "plain-calendar.h"

static void
assert_holidays (const char *from, const char *to, const char *const *expected)
{
  gsize n = 0;

  for (HavenDate day = date (from); day.day <= date (to).day; day.day++)
    if (haven_federal_holiday_get_name (day) != NULL && haven_date_get_weekday (day) < 6)
      assert_date (day, expected[n++]);
  g_assert_null (expected[n]);
}

static void
test_the_holidays_of_two_years (void)
{
  const char *const of_2026[] = { "2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25",
                                  "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12",
                                  "2026-11-11", "2026-11-26", "2026-12-25", NULL };
  const char *const of_2027[] = { "2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31",
                                  "2027-06-18", "2027-07-05", "2027-09-06", "2027-10-11",
                                  "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31",
                                  NULL };

  assert_holidays ("2026-01-01", "2026-12-31", of_2026);
  assert_holidays ("2027-01-01", "2027-12-31", of_2027);
}

static void
test_every_day_agrees_with_paper (void)
{
  for (PlainDay day = { 1950, 1, 1 }; day.y < 2150; day = plain_next (day))
    {
      HavenDate own = plain_to (day);

      g_assert_true (haven_business_calendar_is_open (NULL, own) == plain_is_open (day));
      g_assert_cmpint (haven_business_calendar_next_open (NULL, own).day, ==,
                       plain_to (plain_open_on_or_after (day)).day);
      g_assert_cmpint (haven_business_calendar_previous_open (NULL, own).day, ==,
                       plain_to (plain_open_on_or_before (day)).day);
    }
}

static void
test_closed_days_of_the_clinic_count (void)
{
  g_autoptr (HavenBusinessCalendar) calendar = haven_business_calendar_new ();
  g_autoptr (HavenBusinessCalendar) copy = NULL;

  haven_business_calendar_add_closed_day (calendar, date ("2026-11-27"));
  copy = haven_business_calendar_copy (calendar);
  haven_business_calendar_add_closed_day (calendar, date ("2026-11-30"));

  g_assert_false (haven_business_calendar_is_open (calendar, date ("2026-11-27")));
  g_assert_true (haven_business_calendar_is_open (NULL, date ("2026-11-27")));
  assert_date (haven_business_calendar_next_open (calendar, date ("2026-11-26")), "2026-12-01");
  assert_date (haven_business_calendar_next_open (copy, date ("2026-11-26")), "2026-11-30");
  assert_date (haven_business_calendar_next_open (NULL, date ("2026-11-26")), "2026-11-27");
  assert_date (haven_business_calendar_previous_open (calendar, date ("2026-11-30")), "2026-11-25");
}

static void
test_working_days_skip_what_is_closed (void)
{
  assert_date (haven_business_calendar_add_working_days (NULL, date ("2026-11-25"), 1),
               "2026-11-27");
  assert_date (haven_business_calendar_add_working_days (NULL, date ("2026-11-28"), 1),
               "2026-11-30");
  assert_date (haven_business_calendar_add_working_days (NULL, date ("2026-11-30"), -2),
               "2026-11-25");
  assert_date (haven_business_calendar_add_working_days (NULL, date ("2026-11-28"), 0),
               "2026-11-28");
  /* 30 working days before a legal date: when medical evidence is needed by (domain 2.4). */
  assert_date (haven_business_calendar_add_working_days (NULL, date ("2026-12-11"), -30),
               "2026-10-28");
}

static void
test_working_days_agree_with_paper (void)
{
  for (int i = 0; i < 2000; i++)
    {
      HavenDate start = haven_date_add_days (date ("2000-01-01"), g_test_rand_int_range (0, 20000));
      int n = g_test_rand_int_range (1, 60);
      PlainDay forward = plain_from (start), back = forward;

      for (int left = n; left > 0; left -= plain_is_open (forward))
        forward = plain_next (forward);
      for (int left = n; left > 0; left -= plain_is_open (back))
        back = plain_previous (back);
      g_assert_cmpint (haven_business_calendar_add_working_days (NULL, start, n).day, ==,
                       plain_to (forward).day);
      g_assert_cmpint (haven_business_calendar_add_working_days (NULL, start, -n).day, ==,
                       plain_to (back).day);
    }
}

static void
test_a_calendar_that_is_never_open_ends_the_search (void)
{
  g_autoptr (HavenBusinessCalendar) calendar = haven_business_calendar_new ();

  for (int i = -4000; i < 4000; i++)
    haven_business_calendar_add_closed_day (calendar, haven_date_add_days (date ("2026-11-21"), i));
  assert_date (haven_business_calendar_next_open (calendar, date ("2026-11-21")), NULL);
  assert_date (haven_business_calendar_previous_open (calendar, date ("2026-11-21")), NULL);
  assert_date (haven_business_calendar_add_working_days (calendar, date ("2026-11-21"), 3), NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/business-calendar/the-holidays-of-two-years",
                   test_the_holidays_of_two_years);
  g_test_add_func ("/core/business-calendar/every-day-agrees-with-paper",
                   test_every_day_agrees_with_paper);
  g_test_add_func ("/core/business-calendar/closed-days-of-the-clinic-count",
                   test_closed_days_of_the_clinic_count);
  g_test_add_func ("/core/business-calendar/working-days-skip-what-is-closed",
                   test_working_days_skip_what_is_closed);
  g_test_add_func ("/core/business-calendar/working-days-agree-with-paper",
                   test_working_days_agree_with_paper);
  g_test_add_func ("/core/business-calendar/a-calendar-that-is-never-open-ends-the-search",
                   test_a_calendar_that_is_never_open_ends_the_search);
  return g_test_run ();
}
