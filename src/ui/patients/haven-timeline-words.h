/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-time-scale.h"
#include "haven-timeline-event.h"

G_BEGIN_DECLS

const char *haven_lane_get_caption (HavenLane lane);
const char *haven_lane_get_icon_name (HavenLane lane);
const char *haven_lane_get_css_class (HavenLane lane);

const char *haven_event_kind_get_label (HavenEventKind kind);
const char *haven_event_kind_get_icon_name (HavenEventKind kind);

char *haven_timeline_event_dup_state_label (HavenTimelineEvent *self);
char *haven_timeline_event_dup_detail (HavenTimelineEvent *self, HavenTimeZoom zoom);
char *haven_timeline_event_dup_accessible_name (HavenTimelineEvent *self);
char *haven_timeline_event_dup_tooltip (HavenTimelineEvent *self);

G_END_DECLS
