/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-date.h"

#include <string.h>

G_DEFINE_QUARK (haven-date-error-quark, haven_date_error)

#define FIRST_YEAR 1
#define LAST_YEAR 9999

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
floor_divide (int a, int b)
{
  return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

int
haven_date_days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  g_return_val_if_fail (month >= 1 && month <= 12, 0);
  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

gboolean
haven_date_is_set (HavenDate self)
{
  return self.day != G_MININT32;
}

gboolean
haven_date_is_valid_ymd (int year, int month, int day)
{
  return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
         day <= haven_date_days_in_month (year, month);
}

/* Counts years from 1 March, so that the leap day is the last of its year; 146,097 days make 400 years. */
HavenDate
haven_date_from_ymd (int year, int month, int day)
{
  int shifted, era, year_of_era, day_of_year;

  g_return_val_if_fail (haven_date_is_valid_ymd (year, month, day), HAVEN_DATE_NONE);

  shifted = month <= 2 ? year - 1 : year;
  era = floor_divide (shifted, 400);
  year_of_era = shifted - era * 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

  return (HavenDate) { era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
                       day_of_year - 719468 };
}

void
haven_date_get_ymd (HavenDate self, int *year, int *month, int *day)
{
  int shifted = self.day + 719468;
  int era = floor_divide (shifted, 146097);
  int day_of_era = shifted - era * 146097;
  int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;
  int own_month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

  g_return_if_fail (haven_date_is_set (self));

  if (day)
    *day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  if (month)
    *month = own_month;
  if (year)
    *year = year_of_era + era * 400 + (own_month <= 2 ? 1 : 0);
}

/**
 * haven_date_parse:
 * @text: `YYYY-MM-DD`, nothing else
 * @date: (out): the date
 * @error: %HAVEN_DATE_ERROR_INVALID when @text is no such date
 */
gboolean
haven_date_parse (const char *text, HavenDate *date, GError **error)
{
  int year, month, day;
  gboolean shaped;

  g_return_val_if_fail (date != NULL, FALSE);

  shaped = text != NULL && strlen (text) == 10 && text[4] == '-' && text[7] == '-';
  for (int i = 0; shaped && i < 10; i++)
    shaped = i == 4 || i == 7 || g_ascii_isdigit (text[i]);
  if (shaped)
    {
      year = (int) g_ascii_strtoll (text, NULL, 10);
      month = (int) g_ascii_strtoll (text + 5, NULL, 10);
      day = (int) g_ascii_strtoll (text + 8, NULL, 10);
      if (haven_date_is_valid_ymd (year, month, day))
        {
          *date = haven_date_from_ymd (year, month, day);
          return TRUE;
        }
    }

  g_set_error (error,
               HAVEN_DATE_ERROR,
               HAVEN_DATE_ERROR_INVALID,
               "not a date that exists; write it as YYYY-MM-DD, for example 2026-11-21");
  return FALSE;
}

/** Returns: (transfer full): `YYYY-MM-DD`, or an empty string where no date is set. */
char *
haven_date_dup_iso (HavenDate self)
{
  int year, month, day;

  if (!haven_date_is_set (self))
    return g_strdup ("");
  haven_date_get_ymd (self, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

int
haven_date_get_weekday (HavenDate self)
{
  /* 1970-01-01 was a Thursday. */
  int from_monday = (self.day + 3) % 7;

  return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

int
haven_date_compare (HavenDate a, HavenDate b)
{
  return (a.day > b.day) - (a.day < b.day);
}

int
haven_date_days_between (HavenDate from, HavenDate to)
{
  return to.day - from.day;
}

/** Whole years completed on @on; a birthday of 29 February falls on 1 March in a common year. */
int
haven_date_get_age_on (HavenDate born, HavenDate on)
{
  int born_year, on_year, age;

  haven_date_get_ymd (born, &born_year, NULL, NULL);
  haven_date_get_ymd (on, &on_year, NULL, NULL);
  age = on_year - born_year;
  if (age > 0 && haven_date_compare (haven_date_add_years (born, age, NULL), on) > 0)
    age--;
  return age;
}

HavenDate
haven_date_add_days (HavenDate self, int days)
{
  g_return_val_if_fail (haven_date_is_set (self), HAVEN_DATE_NONE);
  return (HavenDate) { self.day + days };
}

/** Keeps the day number; where the target month lacks it, takes that month's last day and says so. */
HavenDate
haven_date_add_months (HavenDate self, int months, HavenDateStep *step)
{
  int year, month, day, count, last;

  g_return_val_if_fail (haven_date_is_set (self), HAVEN_DATE_NONE);

  haven_date_get_ymd (self, &year, &month, &day);
  count = year * 12 + month - 1 + months;
  year = floor_divide (count, 12);
  month = count - year * 12 + 1;
  g_return_val_if_fail (year >= FIRST_YEAR && year <= LAST_YEAR, HAVEN_DATE_NONE);

  last = haven_date_days_in_month (year, month);
  if (step)
    *step = day > last ? HAVEN_DATE_STEP_CLAMPED : HAVEN_DATE_STEP_EXACT;
  return haven_date_from_ymd (year, month, MIN (day, last));
}

/** 29 February becomes 1 March in a common year, as for birthdays and anniversaries. */
HavenDate
haven_date_add_years (HavenDate self, int years, HavenDateStep *step)
{
  int year, month, day;
  gboolean moved;

  g_return_val_if_fail (haven_date_is_set (self), HAVEN_DATE_NONE);

  haven_date_get_ymd (self, &year, &month, &day);
  year += years;
  g_return_val_if_fail (year >= FIRST_YEAR && year <= LAST_YEAR, HAVEN_DATE_NONE);

  moved = month == 2 && day == 29 && !is_leap (year);
  if (step)
    *step = moved ? HAVEN_DATE_STEP_LEAP_MOVED : HAVEN_DATE_STEP_EXACT;
  return moved ? haven_date_from_ymd (year, 3, 1) : haven_date_from_ymd (year, month, day);
}
