/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A second calendar, as plain as can be: it steps from day to day as one does on paper, and shares
 * no line with the one that it checks.
 */

#pragma once

#include "haven-date.h"

typedef struct
{
  int y, m, d;
} PlainDay;

static inline int
plain_month_length (int y, int m)
{
  if (m == 4 || m == 6 || m == 9 || m == 11)
    return 30;
  if (m != 2)
    return 31;
  return (y % 400 == 0 || (y % 4 == 0 && y % 100 != 0)) ? 29 : 28;
}

static inline PlainDay
plain_from (HavenDate date)
{
  PlainDay day;

  haven_date_get_ymd (date, &day.y, &day.m, &day.d);
  return day;
}

static inline HavenDate
plain_to (PlainDay day)
{
  return haven_date_from_ymd (day.y, day.m, day.d);
}

static inline PlainDay
plain_next (PlainDay day)
{
  if (++day.d > plain_month_length (day.y, day.m))
    {
      day.d = 1;
      if (++day.m > 12)
        {
          day.m = 1;
          day.y++;
        }
    }
  return day;
}

static inline PlainDay
plain_previous (PlainDay day)
{
  if (--day.d == 0)
    {
      if (--day.m == 0)
        {
          day.m = 12;
          day.y--;
        }
      day.d = plain_month_length (day.y, day.m);
    }
  return day;
}

static inline PlainDay
plain_walk (PlainDay day, int n)
{
  for (; n > 0; n--)
    day = plain_next (day);
  for (; n < 0; n++)
    day = plain_previous (day);
  return day;
}

static inline gboolean
plain_is (PlainDay day, int m, int d)
{
  return day.m == m && day.d == d;
}

static inline int
plain_order (PlainDay a, PlainDay b)
{
  return (a.y - b.y) * 10000 + (a.m - b.m) * 100 + a.d - b.d;
}

/* The first day of year y + n that does not come before the birthday: for 29 February that is 1
 * March. */
static inline PlainDay
plain_anniversary (PlainDay from, int n)
{
  PlainDay day = from;

  while (day.y < from.y + n)
    day = plain_next (day);
  while (day.m * 100 + day.d < from.m * 100 + from.d)
    day = plain_next (day);
  return day;
}

/* 0 is Sunday. A known Sunday is counted from. */
static inline int
plain_weekday (PlainDay day)
{
  static const int offsets[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
  int y = day.m < 3 ? day.y - 1 : day.y;

  return (y + y / 4 - y / 100 + y / 400 + offsets[day.m - 1] + day.d) % 7;
}

static inline gboolean
plain_is_nth (PlainDay day, int m, int weekday, int nth)
{
  int count = 0;

  if (day.m != m || plain_weekday (day) != weekday)
    return FALSE;
  for (PlainDay other = { day.y, m, 1 }; plain_order (other, day) <= 0; other = plain_next (other))
    count += plain_weekday (other) == weekday;
  return count == nth;
}

static inline gboolean
plain_is_fixed_holiday (PlainDay day)
{
  return plain_is (day, 1, 1) || plain_is (day, 6, 19) || plain_is (day, 7, 4) ||
         plain_is (day, 11, 11) || plain_is (day, 12, 25);
}

static inline gboolean
plain_is_holiday (PlainDay day)
{
  PlainDay week_on = plain_walk (day, 7);

  if (plain_is_fixed_holiday (day) || plain_is_nth (day, 1, 1, 3) || plain_is_nth (day, 2, 1, 3) ||
      plain_is_nth (day, 9, 1, 1) || plain_is_nth (day, 10, 1, 2) || plain_is_nth (day, 11, 4, 4))
    return TRUE;
  if (day.m == 5 && plain_weekday (day) == 1 && week_on.m == 6)
    return TRUE;
  return (plain_weekday (day) == 5 && plain_is_fixed_holiday (plain_next (day))) ||
         (plain_weekday (day) == 1 && plain_is_fixed_holiday (plain_previous (day)));
}

static inline gboolean
plain_is_open (PlainDay day)
{
  int weekday = plain_weekday (day);

  return weekday != 0 && weekday != 6 && !plain_is_holiday (day);
}

static inline PlainDay
plain_open_on_or_after (PlainDay day)
{
  while (!plain_is_open (day))
    day = plain_next (day);
  return day;
}

static inline PlainDay
plain_open_on_or_before (PlainDay day)
{
  while (!plain_is_open (day))
    day = plain_previous (day);
  return day;
}

/* Of ten random days one is the 29th of February or the end of a month, where the traps are. */
static inline PlainDay
plain_random_day (void)
{
  int year = g_test_rand_int_range (1920, 2120);
  PlainDay day = { year, g_test_rand_int_range (1, 13), 1 };

  if (g_test_rand_int_range (0, 10) == 0)
    {
      day.m = g_test_rand_bit () ? 2 : day.m;
      day.d = plain_month_length (day.y, day.m);
    }
  else
    day.d = g_test_rand_int_range (1, plain_month_length (day.y, day.m) + 1);
  return day;
}
