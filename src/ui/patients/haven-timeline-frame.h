/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-time-scale.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HAVEN_NO_MINUTE G_MININT64

/** What part of time is in the window; the axis and the lanes draw by it. */
typedef struct
{
  HavenTimeScale scale;
  HavenTimeZoom zoom;
  double left;         /* pixels from the scale's origin to the window's start edge */
  double width;        /* of the window */
  gboolean mirrored;   /* time flows from right to left */
  HavenWallMinute now; /* where the line of today stands, or HAVEN_NO_MINUTE */
} HavenTimelineFrame;

/** A mark of the axis: where it begins, in the window's own coordinates, and how wide it is up to the next. */
typedef struct
{
  HavenWallMinute minute;
  double x;
  double width;
} HavenTimelineMark;

typedef void (*HavenTimelineMarkFunc) (const HavenTimelineMark *mark, gpointer data);

double haven_timeline_frame_place (const HavenTimelineFrame *self, double pixels, double width);
void haven_timeline_frame_foreach (const HavenTimelineFrame *self, HavenTimeStep step, HavenTimelineMarkFunc func, gpointer data);
HavenTimeStep haven_timeline_frame_get_minor_step (const HavenTimelineFrame *self);
HavenTimeStep haven_timeline_frame_get_major_step (const HavenTimelineFrame *self);
void haven_timeline_frame_snapshot_grid (const HavenTimelineFrame *self, GtkSnapshot *snapshot, const GdkRGBA *ink, double height);
void haven_timeline_frame_snapshot_today (const HavenTimelineFrame *self, GtkSnapshot *snapshot, double height);

G_END_DECLS
