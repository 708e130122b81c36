/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-timeline-frame.h"

#include <adwaita.h>
#include <math.h>

#define WEEKEND_ALPHA 0.035f
#define LINE_ALPHA 0.07f
#define NARROWEST_WEEKEND 3.0
#define NARROWEST_TODAY 20.0

typedef struct
{
  const HavenTimelineFrame *frame;
  GtkSnapshot *snapshot;
  GdkRGBA ink;
  double height;
} Drawing;

static void
fill (Drawing *drawing, double x, double width, float alpha)
{
  GdkRGBA color = drawing->ink;

  color.alpha *= alpha;
  gtk_snapshot_append_color (drawing->snapshot,
                             &color,
                             &GRAPHENE_RECT_INIT ((float) x, 0, (float) width, (float) drawing->height));
}

static void
draw_line (const HavenTimelineMark *mark, gpointer data)
{
  Drawing *drawing = data;
  double x = drawing->frame->mirrored ? mark->x + mark->width : mark->x;

  fill (drawing, floor (x), 1, LINE_ALPHA);
}

static void
draw_weekend (const HavenTimelineMark *mark, gpointer data)
{
  if (haven_date_get_weekday (haven_wall_minute_get_date (mark->minute)) >= 6)
    fill (data, mark->x, mark->width, WEEKEND_ALPHA);
}

static void
draw_today (const HavenTimelineMark *mark, gpointer data)
{
  Drawing *drawing = data;
  HavenWallMinute now = drawing->frame->now;

  if (mark->minute <= now && now < mark->minute + HAVEN_MINUTES_A_DAY)
    fill (drawing, mark->x, mark->width, 0.06f);
}

static double
get_pixels_a_day (const HavenTimelineFrame *self)
{
  return self->scale.pixels_a_minute * HAVEN_MINUTES_A_DAY;
}

/**
 * haven_timeline_frame_place:
 * @pixels: from the scale's origin
 * @width: of what is placed
 *
 * Returns: its left edge in the window
 */
double
haven_timeline_frame_place (const HavenTimelineFrame *self, double pixels, double width)
{
  double from_start = pixels - self->left;

  return self->mirrored ? self->width - from_start - width : from_start;
}

/** Calls @func for each mark that is at least partly in the window, the earliest first. */
void
haven_timeline_frame_foreach (const HavenTimelineFrame *self, HavenTimeStep step, HavenTimelineMarkFunc func, gpointer data)
{
  HavenWallMinute minute, next;
  double end = self->left + self->width;

  if (self->scale.pixels_a_minute <= 0)
    return;
  minute = haven_time_step_floor (step, haven_time_scale_to_minute (&self->scale, self->left));
  for (double x = haven_time_scale_to_pixels (&self->scale, minute); x <= end; minute = next)
    {
      HavenTimelineMark mark = { .minute = minute };
      double next_x;

      next = haven_time_step_next (step, minute);
      next_x = haven_time_scale_to_pixels (&self->scale, next);
      mark.width = next_x - x;
      mark.x = haven_timeline_frame_place (self, x, mark.width);
      func (&mark, data);
      x = next_x;
    }
}

HavenTimeStep
haven_timeline_frame_get_minor_step (const HavenTimelineFrame *self)
{
  switch (self->zoom)
    {
    case HAVEN_TIME_ZOOM_DAY:
      return HAVEN_TIME_STEP_HOUR;
    case HAVEN_TIME_ZOOM_YEAR:
      return HAVEN_TIME_STEP_MONTH;
    case HAVEN_TIME_ZOOM_WEEK:
    case HAVEN_TIME_ZOOM_MONTH:
    default:
      return HAVEN_TIME_STEP_DAY;
    }
}

HavenTimeStep
haven_timeline_frame_get_major_step (const HavenTimelineFrame *self)
{
  switch (self->zoom)
    {
    case HAVEN_TIME_ZOOM_DAY:
      return HAVEN_TIME_STEP_DAY;
    case HAVEN_TIME_ZOOM_YEAR:
      return HAVEN_TIME_STEP_YEAR;
    case HAVEN_TIME_ZOOM_WEEK:
    case HAVEN_TIME_ZOOM_MONTH:
    default:
      return HAVEN_TIME_STEP_MONTH;
    }
}

/** Weekends and the lines between marks, faint, in the colour of the text. */
void
haven_timeline_frame_snapshot_grid (const HavenTimelineFrame *self, GtkSnapshot *snapshot, const GdkRGBA *ink, double height)
{
  Drawing drawing = { self, snapshot, *ink, height };
  gboolean month = self->zoom == HAVEN_TIME_ZOOM_MONTH;

  if (get_pixels_a_day (self) >= NARROWEST_WEEKEND && self->zoom != HAVEN_TIME_ZOOM_YEAR)
    haven_timeline_frame_foreach (self, HAVEN_TIME_STEP_DAY, draw_weekend, &drawing);
  haven_timeline_frame_foreach (self,
                                month ? HAVEN_TIME_STEP_WEEK : haven_timeline_frame_get_minor_step (self),
                                draw_line,
                                &drawing);
}

/** The line of today, and where a day is wide enough its whole breadth, faintly. */
void
haven_timeline_frame_snapshot_today (const HavenTimelineFrame *self, GtkSnapshot *snapshot, double height)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  Drawing drawing = { .frame = self, .snapshot = snapshot, .height = height };
  double x;

  if (self->now == HAVEN_NO_MINUTE)
    return;
  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager),
                                       adw_style_manager_get_dark (manager),
                                       &drawing.ink);
  if (get_pixels_a_day (self) >= NARROWEST_TODAY && self->zoom != HAVEN_TIME_ZOOM_DAY)
    haven_timeline_frame_foreach (self, HAVEN_TIME_STEP_DAY, draw_today, &drawing);
  x = haven_timeline_frame_place (self, haven_time_scale_to_pixels (&self->scale, self->now), 2);
  if (x > -2 && x < self->width)
    fill (&drawing, round (x), 2, 0.8f);
}
