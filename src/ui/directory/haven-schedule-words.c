/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-schedule-words.h"

#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_DAYS 7

static const char *const day_codes[N_DAYS] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

void
haven_schedule_line_free (HavenScheduleLine *self)
{
  g_free (self->when);
  g_free (self->times);
  g_free (self);
}

static void
add_line (GPtrArray *lines, const char *when, const char *times)
{
  HavenScheduleLine *line = g_new0 (HavenScheduleLine, 1);

  line->when = g_strdup (when);
  line->times = g_strdup (times);
  g_ptr_array_add (lines, line);
}

/* ── Days and times ───────────────────────────────────────────────────────── */

static const char *
get_day_name (guint day)
{
  static const char *const names[N_DAYS] = { N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
                                             N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday") };

  return _ (names[day]);
}

/* A day as RFC 5545 has it: a code, and in front of it which one of the month where that matters. */
static gboolean
parse_day (const char *text, guint *day, int *which)
{
  char *code;

  *which = (int) g_ascii_strtoll (text, &code, 10);
  for (*day = 0; *day < N_DAYS; (*day)++)
    if (g_ascii_strcasecmp (code, day_codes[*day]) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_time (const char *clock)
{
  char *end;
  int hour = clock ? (int) g_ascii_strtoll (clock, &end, 10) : -1;

  if (hour < 0 || end == clock || *end != ':')
    return NULL;
  return haven_words_dup_time (hour * 60 + (int) g_ascii_strtoll (end + 1, NULL, 10));
}

static char *
dup_times (const HavenSchedule *schedule)
{
  g_autofree char *from = dup_time (schedule->opens_at);
  g_autofree char *to = dup_time (schedule->closes_at);

  if (schedule->closed)
    return g_strdup (_ ("Closed"));
  if (g_strcmp0 (schedule->opens_at, "00:00") == 0 &&
      (g_strcmp0 (schedule->closes_at, "23:59") == 0 || g_strcmp0 (schedule->closes_at, "24:00") == 0))
    return g_strdup (_ ("All day and night"));
  if (from && to)
    /* Translators: opening hours, from a time to a time */
    return g_strdup_printf (_ ("%s–%s"), from, to);
  return from ? g_strdup_printf (_ ("From %s"), from) : g_strdup (_ ("Open; the hours are not given"));
}

static char *
dup_period (const HavenSchedule *schedule)
{
  g_autofree char *from = haven_words_dup_date (schedule->valid_from);
  g_autofree char *to = haven_words_dup_date (schedule->valid_to);

  if (*from && *to)
    return strcmp (from, to) == 0 ? g_steal_pointer (&from) : g_strdup_printf (_ ("%s to %s"), from, to);
  if (*from)
    return g_strdup_printf (_ ("From %s"), from);
  return *to ? g_strdup_printf (_ ("Until %s"), to) : NULL;
}

/* Times, the period they hold in, how often, and what else is to know, joined. */
static char *
dup_details (const HavenSchedule *schedule)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  char *period = dup_period (schedule);

  g_strv_builder_take (builder, dup_times (schedule));
  if (schedule->interval_weeks > 1 && g_strcmp0 (schedule->freq, "WEEKLY") == 0)
    g_strv_builder_take (builder, g_strdup_printf (_ ("every %d weeks"), (int) schedule->interval_weeks));
  if (period != NULL)
    g_strv_builder_take (builder, period);
  if (schedule->notes && *schedule->notes)
    g_strv_builder_add (builder, schedule->notes);
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

/* ── Weeks ────────────────────────────────────────────────────────────────── */

static gboolean
has_day (const HavenSchedule *schedule, guint wanted)
{
  for (gsize i = 0; schedule->byday && schedule->byday[i]; i++)
    {
      guint day;
      int which;

      if (parse_day (schedule->byday[i], &day, &which) && day == wanted && which == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_weekly (const HavenSchedule *schedule)
{
  return g_strcmp0 (schedule->freq, "MONTHLY") != 0 && g_strcmp0 (schedule->freq, "YEARLY") != 0 &&
         schedule->byday != NULL;
}

static void
add_week (GPtrArray *lines, GPtrArray *schedules)
{
  for (guint day = 0; day < N_DAYS; day++)
    {
      g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *joined = NULL;

      for (guint i = 0; i < schedules->len; i++)
        {
          const HavenSchedule *schedule = schedules->pdata[i];
          g_autofree char *details = NULL;

          if (!is_weekly (schedule) || !has_day (schedule, day))
            continue;
          /* The service and its place often say the same. */
          details = dup_details (schedule);
          if (!g_ptr_array_find_with_equal_func (times, details, g_str_equal, NULL))
            g_ptr_array_add (times, g_steal_pointer (&details));
        }
      if (times->len == 0)
        continue;
      g_ptr_array_add (times, NULL);
      joined = g_strjoinv (", ", (char **) times->pdata);
      add_line (lines, get_day_name (day), joined);
    }
}

/* ── Months, years, single days ───────────────────────────────────────────── */

static char *
dup_day_of_month (const char *text)
{
  static const char *const orders[] = { N_ ("First %s of the month"),
                                        N_ ("Second %s of the month"),
                                        N_ ("Third %s of the month"),
                                        N_ ("Fourth %s of the month"),
                                        N_ ("Fifth %s of the month") };
  guint day;
  int which;

  if (!parse_day (text, &day, &which))
    return NULL;
  /* Translators: %s is a weekday */
  if (which == -1)
    return g_strdup_printf (_ ("Last %s of the month"), get_day_name (day));
  if (which < 1 || which > (int) G_N_ELEMENTS (orders))
    return g_strdup (get_day_name (day));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (orders[which - 1]), get_day_name (day));
#pragma GCC diagnostic pop
}

static void
add_month (GPtrArray *lines, const HavenSchedule *schedule)
{
  g_autofree char *details = dup_details (schedule);

  for (gsize i = 0; schedule->byday && schedule->byday[i]; i++)
    {
      g_autofree char *when = dup_day_of_month (schedule->byday[i]);

      if (when != NULL)
        add_line (lines, when, details);
    }
  for (gsize i = 0; schedule->bymonthday && schedule->bymonthday[i]; i++)
    {
      int day = (int) g_ascii_strtoll (schedule->bymonthday[i], NULL, 10);
      g_autofree char *when =
          day == -1 ? g_strdup (_ ("Last day of the month")) : g_strdup_printf (_ ("Day %d of the month"), day);

      add_line (lines, when, details);
    }
}

/* Days of each year: their dates are in the year 1. */
static char *
dup_day_of_year (HavenDate date)
{
  g_autoptr (GDateTime) time = NULL;
  int year, month, day;

  if (!haven_date_is_set (date))
    return NULL;
  haven_date_get_ymd (date, &year, &month, &day);
  time = g_date_time_new_utc (2000, month, day, 12, 0, 0);
  /* Translators: a day of every year; see strftime(3) */
  return time ? g_date_time_format (time, _ ("%-d %B")) : NULL;
}

static void
add_year (GPtrArray *lines, const HavenSchedule *schedule)
{
  g_autofree char *from = dup_day_of_year (schedule->valid_from);
  g_autofree char *to = dup_day_of_year (schedule->valid_to);
  g_autofree char *times = dup_times (schedule);
  g_autofree char *when = NULL;

  if (from == NULL)
    return;
  when = to && strcmp (from, to) != 0 ? g_strdup_printf (_ ("%s to %s"), from, to) : g_strdup (from);
  add_line (lines, when, times);
}

static void
add_rest (GPtrArray *lines, const HavenSchedule *schedule)
{
  g_autofree char *period = dup_period (schedule);
  g_autofree char *times = dup_times (schedule);

  if (period != NULL)
    add_line (lines, period, times);
  else if (schedule->opens_at != NULL || (schedule->notes && *schedule->notes))
    add_line (lines, _ ("Every day"), schedule->opens_at ? times : schedule->notes);
}

/**
 * haven_schedule_words_make:
 * @schedules: (element-type HavenSchedule):
 *
 * Returns: (transfer full) (element-type HavenScheduleLine): opening hours in words, the weekdays first
 */
GPtrArray *
haven_schedule_words_make (GPtrArray *schedules)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_schedule_line_free);

  add_week (lines, schedules);
  for (guint i = 0; i < schedules->len; i++)
    {
      const HavenSchedule *schedule = schedules->pdata[i];

      if (g_strcmp0 (schedule->freq, "MONTHLY") == 0)
        add_month (lines, schedule);
      else if (g_strcmp0 (schedule->freq, "YEARLY") == 0)
        add_year (lines, schedule);
      else if (!is_weekly (schedule))
        add_rest (lines, schedule);
    }
  return lines;
}
