/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-timeline-frame.h"

G_BEGIN_DECLS

#define HAVEN_TYPE_TIMELINE_AXIS (haven_timeline_axis_get_type ())
G_DECLARE_FINAL_TYPE (HavenTimelineAxis, haven_timeline_axis, HAVEN, TIMELINE_AXIS, GtkWidget)

GtkWidget *haven_timeline_axis_new (void);
void haven_timeline_axis_set_frame (HavenTimelineAxis *self, const HavenTimelineFrame *frame);

G_END_DECLS
