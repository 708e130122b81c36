/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar-times.h"

#include <string.h>

/* From the last days of November 2026 on, for a year. */
static inline HavenCalendarWindow
calendar_test_window (void)
{
  HavenDate from = haven_date_from_ymd (2026, 11, 22);

  return (HavenCalendarWindow) { from.day * G_TIME_SPAN_DAY, (from.day + 366) * G_TIME_SPAN_DAY, 5000 };
}

/* A calendar with what stands in it, lines ended by LF. */
static inline GBytes *
calendar_test_wrap (const char *inside)
{
  char *text = g_strdup_printf ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//a//b\n%sEND:VCALENDAR\n", inside);

  return g_bytes_new_take (text, strlen (text));
}

static inline const char *
calendar_test_get_word (const HavenCalendarTime *time)
{
  static const char *const words[] = { "busy", "off", "free", "past", "later", "refused" };

  return time->outcome == HAVEN_CALENDAR_TIME_REFUSED ? haven_calendar_fault_get_code (time->fault) : words[time->outcome];
}

/* Each time in a line of words: busy 2026-12-01T14:00:00Z+45 */
static inline char *
calendar_test_describe (GPtrArray *times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times->len; i++)
    {
      const HavenCalendarTime *time = times->pdata[i];
      g_autofree char *iso = haven_instant_dup_iso (time->starts_at);

      g_string_append_printf (text, "%s%s", i ? " | " : "", calendar_test_get_word (time));
      if (time->outcome == HAVEN_CALENDAR_TIME_BUSY)
        g_string_append_printf (text, " %.16s+%d%s", iso, (int) ((time->ends_at - time->starts_at) / G_TIME_SPAN_MINUTE), haven_date_is_set (time->first_day) ? " day" : "");
    }
  return g_string_free (text, FALSE);
}

static inline char *
calendar_test_read (const char *inside)
{
  g_autoptr (GBytes) bytes = calendar_test_wrap (inside);
  HavenCalendarWindow window = calendar_test_window ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bytes, "America/New_York", &error);
  g_autoptr (GPtrArray) times = file ? haven_calendar_file_list_times (file, &window, NULL, NULL, NULL, &error) : NULL;

  return times ? calendar_test_describe (times) : g_strdup_printf ("error: %s", error->message);
}
