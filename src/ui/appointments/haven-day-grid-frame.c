/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-day-grid-frame.h"

#include <math.h>

/** Where a part of a column stands in the body's own coordinates. */
HavenDayGridBox
haven_day_grid_frame_place (const HavenDayGridFrame *self, guint column, int from, int to)
{
  HavenDayGridBox box;

  box.x = column * self->column_width - self->across;
  if (self->mirrored)
    box.x = self->width - box.x - self->column_width;
  box.y = (from - self->first_minute) * self->pixels_a_minute - self->down;
  box.width = self->column_width;
  box.height = (to - from) * self->pixels_a_minute;
  return box;
}

/** The columns that are at least partly in the window; @last may be before @first where there are none. */
void
haven_day_grid_frame_get_columns (const HavenDayGridFrame *self, guint *first, guint *last)
{
  *first = (guint) MAX (floor (self->across / self->column_width), 0);
  *last = MIN ((guint) MAX (floor ((self->across + self->width) / self->column_width), 0),
               self->n_columns > 0 ? self->n_columns - 1 : 0);
}

void
haven_day_grid_frame_get_minutes (const HavenDayGridFrame *self, int *from, int *to)
{
  *from = self->first_minute + (int) floor (self->down / self->pixels_a_minute);
  *to = self->first_minute + (int) ceil ((self->down + self->height) / self->pixels_a_minute);
}

/** The column and the start of the slot at a point of the body; FALSE outside of all columns. */
gboolean
haven_day_grid_frame_find_slot (const HavenDayGridFrame *self, double x, double y, guint *column, int *minute)
{
  double across = (self->mirrored ? self->width - x : x) + self->across;
  int slots = (int) floor ((y + self->down) / self->pixels_a_minute / HAVEN_DAY_SLOT);

  if (across < 0 || across >= haven_day_grid_frame_get_total_width (self))
    return FALSE;
  *column = (guint) (across / self->column_width);
  *minute = CLAMP (self->first_minute + slots * HAVEN_DAY_SLOT, self->first_minute, self->last_minute - HAVEN_DAY_SLOT);
  return TRUE;
}

double
haven_day_grid_frame_get_total_width (const HavenDayGridFrame *self)
{
  return self->n_columns * self->column_width;
}

double
haven_day_grid_frame_get_total_height (const HavenDayGridFrame *self)
{
  return (self->last_minute - self->first_minute) * self->pixels_a_minute;
}
