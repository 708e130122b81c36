/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-timeline-event.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenPersonEvents:
 *
 * A person's events in time order, those of one month together, and only those that the filter lets through. Filtering
 * is one pass over what is in memory, with one items_changed: 20,000 events take a few milliseconds.
 */
#define HAVEN_TYPE_PERSON_EVENTS (haven_person_events_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonEvents, haven_person_events, HAVEN, PERSON_EVENTS, GObject)

/** What the filter lets through. */
typedef struct
{
  guint kinds; /* a bit for each HavenEventKind */
  guint lanes; /* a bit for each HavenLane */
  const char *text;
} HavenPersonFilter;

#define HAVEN_ALL_KINDS ((1u << HAVEN_N_EVENT_KINDS) - 1)
#define HAVEN_ALL_LANES ((1u << HAVEN_N_LANES) - 1)

HavenPersonEvents *haven_person_events_new (void);
void haven_person_events_set_events (HavenPersonEvents *self, GPtrArray *events);
void haven_person_events_set_filter (HavenPersonEvents *self, const HavenPersonFilter *filter);
guint haven_person_events_get_n_all (HavenPersonEvents *self);
guint haven_person_events_find (HavenPersonEvents *self, HavenTimelineEvent *event);
guint haven_person_events_find_date (HavenPersonEvents *self, HavenDate date);

HavenTimelineEvent *haven_person_event_dup_titled (HavenTimelineEvent *event);

G_END_DECLS
