/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-timeline-event.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** One event in the list beside the timeline. */
#define HAVEN_TYPE_PERSON_EVENT_ROW (haven_person_event_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonEventRow, haven_person_event_row, HAVEN, PERSON_EVENT_ROW, GtkBox)

GtkWidget *haven_person_event_row_new (void);
void haven_person_event_row_set_event (HavenPersonEventRow *self, HavenTimelineEvent *event);
char *haven_person_event_dup_accessible_name (HavenTimelineEvent *event);

G_END_DECLS
