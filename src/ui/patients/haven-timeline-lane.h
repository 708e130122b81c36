/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-timeline-frame.h"
#include "haven-timeline-layout.h"

G_BEGIN_DECLS

/** How tall the parts of a lane are, from the fonts in use. */
typedef struct
{
  int caption;
  int row;
  int row_gap;
  int padding;
  double compact_width;
  double event_padding;
  double character_width;
  double line_height;
} HavenTimelineSizes;

#define HAVEN_TYPE_TIMELINE_LANE (haven_timeline_lane_get_type ())
G_DECLARE_FINAL_TYPE (HavenTimelineLane, haven_timeline_lane, HAVEN, TIMELINE_LANE, GtkWidget)

GtkWidget *haven_timeline_lane_new (HavenLane lane);
void haven_timeline_lane_measure_sizes (HavenTimelineLane *self, HavenTimelineSizes *sizes);
int haven_timeline_lane_get_height_for_rows (const HavenTimelineSizes *sizes, int rows);

void haven_timeline_lane_set_layout (HavenTimelineLane *self, HavenTimelineLayout *layout);
void haven_timeline_lane_rearranged (HavenTimelineLane *self);
void haven_timeline_lane_set_frame (HavenTimelineLane *self, const HavenTimelineFrame *frame);
void haven_timeline_lane_set_selected (HavenTimelineLane *self, int index);
GtkWidget *haven_timeline_lane_get_button (HavenTimelineLane *self, guint index);

G_END_DECLS
