/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Everything that was and will be: the timeline, and the same as a list; what is chosen in one is chosen in both. */
#define HAVEN_TYPE_PERSON_TIMELINE (haven_person_timeline_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonTimeline, haven_person_timeline, HAVEN, PERSON_TIMELINE, GtkBox)

void haven_person_timeline_set_session (HavenPersonTimeline *self, HavenSession *session);
void haven_person_timeline_set_events (HavenPersonTimeline *self, GPtrArray *events, HavenClock *clock);
void haven_person_timeline_go_to_today (HavenPersonTimeline *self);
void haven_person_timeline_find (HavenPersonTimeline *self);

G_END_DECLS
