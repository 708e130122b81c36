/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-day-grid-layout.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What part of the day is in the window; header, hours and body place themselves by it. */
typedef struct
{
  double column_width;
  double pixels_a_minute;
  int first_minute;
  int last_minute;
  guint n_columns;
  double across; /* pixels scrolled from the first column */
  double down;   /* pixels scrolled from the first minute */
  int width;     /* of the body in the window */
  int height;
  gboolean mirrored;
  int now_minute; /* -1 where the day is not today */
} HavenDayGridFrame;

typedef struct
{
  double x, y, width, height;
} HavenDayGridBox;

HavenDayGridBox haven_day_grid_frame_place (const HavenDayGridFrame *self, guint column, int from, int to);
void haven_day_grid_frame_get_columns (const HavenDayGridFrame *self, guint *first, guint *last);
void haven_day_grid_frame_get_minutes (const HavenDayGridFrame *self, int *from, int *to);
gboolean haven_day_grid_frame_find_slot (const HavenDayGridFrame *self, double x, double y, guint *column, int *minute);
double haven_day_grid_frame_get_total_width (const HavenDayGridFrame *self);
double haven_day_grid_frame_get_total_height (const HavenDayGridFrame *self);

G_END_DECLS
