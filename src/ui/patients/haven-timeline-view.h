/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-time-scale.h"
#include "haven-timeline-event.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_TIMELINE_VIEW (haven_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenTimelineView, haven_timeline_view, HAVEN, TIMELINE_VIEW, GtkWidget)

GtkWidget *haven_timeline_view_new (GListModel *model);

GListModel *haven_timeline_view_get_model (HavenTimelineView *self);
void haven_timeline_view_set_model (HavenTimelineView *self, GListModel *model);
HavenTimeZoom haven_timeline_view_get_zoom (HavenTimelineView *self);
void haven_timeline_view_set_zoom (HavenTimelineView *self, HavenTimeZoom zoom);
HavenDate haven_timeline_view_get_today (HavenTimelineView *self);
void haven_timeline_view_set_today (HavenTimelineView *self, HavenDate today);
int haven_timeline_view_get_now_minute (HavenTimelineView *self);
void haven_timeline_view_set_now_minute (HavenTimelineView *self, int minute);
HavenDate haven_timeline_view_get_focus_date (HavenTimelineView *self);
void haven_timeline_view_scroll_to_date (HavenTimelineView *self, HavenDate date);
HavenTimelineEvent *haven_timeline_view_get_selected (HavenTimelineView *self);
void haven_timeline_view_set_lanes (HavenTimelineView *self, guint lanes);
void haven_timeline_view_select (HavenTimelineView *self, HavenTimelineEvent *event);

G_END_DECLS
