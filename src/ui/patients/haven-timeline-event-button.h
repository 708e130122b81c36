/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-time-scale.h"
#include "haven-timeline-event.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_TIMELINE_EVENT_BUTTON (haven_timeline_event_button_get_type ())
G_DECLARE_FINAL_TYPE (HavenTimelineEventButton, haven_timeline_event_button, HAVEN, TIMELINE_EVENT_BUTTON, GtkButton)

GtkWidget *haven_timeline_event_button_new (void);
HavenTimelineEvent *haven_timeline_event_button_get_event (HavenTimelineEventButton *self);
void haven_timeline_event_button_set_event (HavenTimelineEventButton *self, HavenTimelineEvent *event, HavenTimeZoom zoom);
void haven_timeline_event_button_set_compact (HavenTimelineEventButton *self, gboolean compact);
void haven_timeline_event_button_set_selected (HavenTimelineEventButton *self, gboolean selected);

G_END_DECLS
