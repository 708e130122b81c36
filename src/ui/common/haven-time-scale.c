/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-time-scale.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_ENUM_TYPE (HavenTimeZoom,
                    haven_time_zoom,
                    G_DEFINE_ENUM_VALUE (HAVEN_TIME_ZOOM_DAY, "day"),
                    G_DEFINE_ENUM_VALUE (HAVEN_TIME_ZOOM_WEEK, "week"),
                    G_DEFINE_ENUM_VALUE (HAVEN_TIME_ZOOM_MONTH, "month"),
                    G_DEFINE_ENUM_VALUE (HAVEN_TIME_ZOOM_YEAR, "year"))

/* The axis ends where the calendar does. */
#define FIRST_MINUTE haven_wall_minute_at (haven_date_from_ymd (1, 1, 1), 0)
#define LAST_MINUTE haven_wall_minute_at (haven_date_from_ymd (9999, 12, 31), HAVEN_MINUTES_A_DAY - 1)

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b != 0 && a < 0);
}

HavenWallMinute
haven_wall_minute_at (HavenDate date, int minute)
{
  return (gint64) date.day * HAVEN_MINUTES_A_DAY + minute;
}

HavenDate
haven_wall_minute_get_date (HavenWallMinute self)
{
  HavenWallMinute within = CLAMP (self, FIRST_MINUTE, LAST_MINUTE);

  return (HavenDate) { (gint32) floor_divide (within, HAVEN_MINUTES_A_DAY) };
}

int
haven_wall_minute_get_minute (HavenWallMinute self)
{
  return (int) (self - floor_divide (self, HAVEN_MINUTES_A_DAY) * HAVEN_MINUTES_A_DAY);
}

/** Returns: (transfer none): the zoom's name on buttons and in announcements */
const char *
haven_time_zoom_get_label (HavenTimeZoom zoom)
{
  static const char *const labels[] = { N_("Day"), N_("Week"), N_("Month"), N_("Year") };

  g_return_val_if_fail (zoom < HAVEN_N_TIME_ZOOMS, NULL);
  return _(labels[zoom]);
}

/**
 * haven_time_zoom_get_pixels_a_day:
 * @width: what is there to fill
 * @line_height: of the text, so that labels still fit when it is large; a narrow window then shows less time
 */
double
haven_time_zoom_get_pixels_a_day (HavenTimeZoom zoom, double width, double line_height)
{
  static const struct
  {
    double days, least_lines;
  } zooms[] = { { 1, 70 }, { 7, 6 }, { 31, 1.6 }, { 366, 0.15 } };

  g_return_val_if_fail (zoom < HAVEN_N_TIME_ZOOMS, 1);
  return MAX (width / zooms[zoom].days, zooms[zoom].least_lines * MAX (line_height, 1));
}

double
haven_time_scale_to_pixels (const HavenTimeScale *self, HavenWallMinute minute)
{
  return (double) (minute - self->origin) * self->pixels_a_minute;
}

HavenWallMinute
haven_time_scale_to_minute (const HavenTimeScale *self, double pixels)
{
  g_return_val_if_fail (self->pixels_a_minute > 0, self->origin);
  return self->origin + (gint64) floor (pixels / self->pixels_a_minute);
}

/** The last mark at or before @minute; a week starts on Monday, as in ISO 8601. */
HavenWallMinute
haven_time_step_floor (HavenTimeStep step, HavenWallMinute minute)
{
  HavenDate date = haven_wall_minute_get_date (minute);
  int year, month;

  switch (step)
    {
    case HAVEN_TIME_STEP_HOUR:
      return floor_divide (minute, 60) * 60;
    case HAVEN_TIME_STEP_DAY:
      break;
    case HAVEN_TIME_STEP_WEEK:
      date = haven_date_add_days (date, 1 - haven_date_get_weekday (date));
      break;
    case HAVEN_TIME_STEP_MONTH:
    case HAVEN_TIME_STEP_YEAR:
      haven_date_get_ymd (date, &year, &month, NULL);
      date = haven_date_from_ymd (year, step == HAVEN_TIME_STEP_MONTH ? month : 1, 1);
      break;
    default:
      g_return_val_if_reached (minute);
    }
  return haven_wall_minute_at (date, 0);
}

/** The mark after @floored, which is one itself. */
HavenWallMinute
haven_time_step_next (HavenTimeStep step, HavenWallMinute floored)
{
  HavenDate date = haven_wall_minute_get_date (floored);
  int year, month;

  switch (step)
    {
    case HAVEN_TIME_STEP_HOUR:
      return floored + 60;
    case HAVEN_TIME_STEP_DAY:
      return floored + HAVEN_MINUTES_A_DAY;
    case HAVEN_TIME_STEP_WEEK:
      return floored + 7 * HAVEN_MINUTES_A_DAY;
    case HAVEN_TIME_STEP_MONTH:
      haven_date_get_ymd (date, &year, &month, NULL);
      return floored + (gint64) haven_date_days_in_month (year, month) * HAVEN_MINUTES_A_DAY;
    case HAVEN_TIME_STEP_YEAR:
      haven_date_get_ymd (date, &year, NULL, NULL);
      return floored + (haven_date_days_in_month (year, 2) == 29 ? 366 : 365) * HAVEN_MINUTES_A_DAY;
    default:
      g_return_val_if_reached (floored + HAVEN_MINUTES_A_DAY);
    }
}

/**
 * haven_time_dup_label:
 * @format: for g_date_time_format(), in the language of the screens
 */
char *
haven_time_dup_label (const char *format, HavenWallMinute minute)
{
  g_autoptr (GDateTime) when = NULL;
  int year, month, day, of_day = haven_wall_minute_get_minute (minute);

  haven_date_get_ymd (haven_wall_minute_get_date (minute), &year, &month, &day);
  when = g_date_time_new_utc (year, month, day, of_day / 60, of_day % 60, 0);
  return when ? g_date_time_format (when, format) : g_strdup ("");
}

/** Returns: (transfer full): a time of day as people read it; 1440 is midnight at the day's end */
char *
haven_time_dup_clock_label (int minute_of_day)
{
  /* Translators: a time of day, see g_date_time_format(); for a twelve-hour clock write %-I:%M %p */
  return haven_time_dup_label (C_("time of day", "%-H:%M"), CLAMP (minute_of_day, 0, HAVEN_MINUTES_A_DAY));
}

/** Returns: (transfer full): for example “Friday 27 November 2026” */
char *
haven_time_dup_full_date (HavenDate date)
{
  /* Translators: a whole date, see g_date_time_format() */
  return haven_time_dup_label (C_("whole date", "%A %-d %B %Y"), haven_wall_minute_at (date, 0));
}
