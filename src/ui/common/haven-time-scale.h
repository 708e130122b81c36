/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include <glib-object.h>

G_BEGIN_DECLS

/** Minutes on the clinic's wall clock since 1970-01-01 0:00; it has no zone and each day has 1,440. */
typedef gint64 HavenWallMinute;

#define HAVEN_MINUTES_A_DAY 1440

HavenWallMinute haven_wall_minute_at (HavenDate date, int minute);
HavenDate haven_wall_minute_get_date (HavenWallMinute self);
int haven_wall_minute_get_minute (HavenWallMinute self);

/** How much time fits into the window, roughly. */
typedef enum
{
  HAVEN_TIME_ZOOM_DAY,
  HAVEN_TIME_ZOOM_WEEK,
  HAVEN_TIME_ZOOM_MONTH,
  HAVEN_TIME_ZOOM_YEAR,
} HavenTimeZoom;

#define HAVEN_N_TIME_ZOOMS 4
#define HAVEN_TYPE_TIME_ZOOM (haven_time_zoom_get_type ())
GType haven_time_zoom_get_type (void);

const char *haven_time_zoom_get_label (HavenTimeZoom zoom);
double haven_time_zoom_get_pixels_a_day (HavenTimeZoom zoom, double width, double line_height);

/** A linear map from wall minutes to pixels from the start edge (the right one in a right-to-left window). */
typedef struct
{
  HavenWallMinute origin;
  double pixels_a_minute;
} HavenTimeScale;

double haven_time_scale_to_pixels (const HavenTimeScale *self, HavenWallMinute minute);
HavenWallMinute haven_time_scale_to_minute (const HavenTimeScale *self, double pixels);

/** What lies between two marks on the axis. */
typedef enum
{
  HAVEN_TIME_STEP_HOUR,
  HAVEN_TIME_STEP_DAY,
  HAVEN_TIME_STEP_WEEK,
  HAVEN_TIME_STEP_MONTH,
  HAVEN_TIME_STEP_YEAR,
} HavenTimeStep;

HavenWallMinute haven_time_step_floor (HavenTimeStep step, HavenWallMinute minute);
HavenWallMinute haven_time_step_next (HavenTimeStep step, HavenWallMinute floored);

char *haven_time_dup_label (const char *format, HavenWallMinute minute);
char *haven_time_dup_clock_label (int minute_of_day);
char *haven_time_dup_full_date (HavenDate date);

G_END_DECLS
