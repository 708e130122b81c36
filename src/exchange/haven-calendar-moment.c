/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-moment.h"

#include <string.h>

static gboolean
parse_digits (const char *text, int n, int *number)
{
  *number = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

static gboolean
parse_clock (const char *text, int *second)
{
  int hours, minutes, seconds;

  if (!parse_digits (text, 2, &hours) || !parse_digits (text + 2, 2, &minutes) || !parse_digits (text + 4, 2, &seconds) ||
      hours > 23 || minutes > 59 || seconds > 60)
    return FALSE;
  *second = hours * 3600 + minutes * 60 + MIN (seconds, 59);
  return TRUE;
}

/** Reads 20261201, 20261201T090000 or 20261201T140000Z; the zone is not set. */
HavenCalendarMomentState
haven_calendar_moment_parse (const char *text, gsize length, HavenCalendarMoment *moment)
{
  int year, month, day;

  *moment = (HavenCalendarMoment) { .is_day = length == 8, .is_utc = length == 16 };
  if ((length != 8 && length != 15 && length != 16) || memchr (text, '\0', length) != NULL || !parse_digits (text, 4, &year) ||
      !parse_digits (text + 4, 2, &month) || !parse_digits (text + 6, 2, &day) ||
      (length > 8 && (text[8] != 'T' || !parse_clock (text + 9, &moment->second))) || (length == 16 && text[15] != 'Z'))
    return HAVEN_CALENDAR_MOMENT_UNREADABLE;
  if (year < HAVEN_CALENDAR_FIRST_YEAR || year > HAVEN_CALENDAR_LAST_YEAR)
    return HAVEN_CALENDAR_MOMENT_OUTSIDE;
  if (!haven_date_is_valid_ymd (year, month, day))
    return HAVEN_CALENDAR_MOMENT_UNREADABLE;
  moment->date = haven_date_from_ymd (year, month, day);
  return HAVEN_CALENDAR_MOMENT_FINE;
}

/* One number with its unit; FALSE where it is none, or one that no visit lasts. */
static gboolean
take_amount (const char **at, const char *end, gint64 *amount, char *unit)
{
  *amount = 0;
  if (*at == end || !g_ascii_isdigit (**at))
    return FALSE;
  while (*at < end && g_ascii_isdigit (**at) && *amount < 100000000)
    *amount = *amount * 10 + (*(*at)++ - '0');
  if (*at == end || *amount >= 100000000)
    return FALSE;
  *unit = *(*at)++;
  return TRUE;
}

/** Reads P1DT2H30M, P2W, -PT15M: days go by the calendar, the rest by the clock. */
gboolean
haven_calendar_duration_parse (const char *text, gsize length, int *days, gint64 *seconds)
{
  const char *at = text, *end = text + length;
  int sign = length > 0 && *at == '-' ? -1 : 1;
  gboolean in_time = FALSE, any = FALSE;

  *days = 0;
  *seconds = 0;
  at += length > 0 && (*at == '-' || *at == '+');
  if (at == end || *at++ != 'P')
    return FALSE;
  while (at < end)
    {
      gint64 amount;
      char unit;

      if (*at == 'T' && !in_time)
        {
          in_time = TRUE;
          at++;
          continue;
        }
      if (!take_amount (&at, end, &amount, &unit) || amount > 10000000)
        return FALSE;
      any = TRUE;
      if (!in_time && (unit == 'W' || unit == 'D') && amount <= 100000)
        *days += sign * (int) amount * (unit == 'W' ? 7 : 1);
      else if (in_time && (unit == 'H' || unit == 'M' || unit == 'S'))
        *seconds += sign * amount * (unit == 'H' ? 3600 : unit == 'M' ? 60 : 1);
      else
        return FALSE;
    }
  return any;
}

/** Reads -0500 or +053000. */
gboolean
haven_calendar_offset_parse (const char *text, int *seconds)
{
  gsize length = strlen (text);
  int hours, minutes, rest = 0;

  if ((length != 5 && length != 7) || (*text != '+' && *text != '-') || !parse_digits (text + 1, 2, &hours) ||
      !parse_digits (text + 3, 2, &minutes) || (length == 7 && !parse_digits (text + 5, 2, &rest)) || hours > 18 || minutes > 59 || rest > 59)
    return FALSE;
  *seconds = (hours * 3600 + minutes * 60 + rest) * (*text == '-' ? -1 : 1);
  return TRUE;
}

/** The seconds that a wall clock has shown since 1970, whatever its zone. */
gint64
haven_calendar_moment_get_wall (const HavenCalendarMoment *moment)
{
  return (gint64) moment->date.day * 86400 + moment->second;
}
