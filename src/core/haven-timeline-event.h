/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  HAVEN_LANE_MEDICAL,
  HAVEN_LANE_SHARED,
  HAVEN_LANE_LEGAL,
} HavenLane;

#define HAVEN_N_LANES 3

/** What an event stands for; the order is the order in the filter. */
typedef enum
{
  HAVEN_EVENT_APPOINTMENT,
  HAVEN_EVENT_ENCOUNTER,
  HAVEN_EVENT_NOTE,
  HAVEN_EVENT_MATTER,
  HAVEN_EVENT_HAPPENED, /* an event of a matter */
  HAVEN_EVENT_DEADLINE,
  HAVEN_EVENT_RELEASE,
  HAVEN_EVENT_DOCUMENT,
} HavenEventKind;

#define HAVEN_N_EVENT_KINDS 8

#define HAVEN_TYPE_TIMELINE_EVENT (haven_timeline_event_get_type ())
G_DECLARE_FINAL_TYPE (HavenTimelineEvent, haven_timeline_event, HAVEN, TIMELINE_EVENT, GObject)

HavenTimelineEvent *haven_timeline_event_new (const char *record_id,
                                              HavenEventKind kind,
                                              HavenLane lane,
                                              HavenDate starts_on,
                                              int minute,
                                              int minutes_long,
                                              const char *title,
                                              const char *state);

const char *haven_timeline_event_get_record_id (HavenTimelineEvent *self);
HavenEventKind haven_timeline_event_get_kind (HavenTimelineEvent *self);
HavenLane haven_timeline_event_get_lane (HavenTimelineEvent *self);
HavenDate haven_timeline_event_get_starts_on (HavenTimelineEvent *self);
int haven_timeline_event_get_minute (HavenTimelineEvent *self);
int haven_timeline_event_get_minutes_long (HavenTimelineEvent *self);
const char *haven_timeline_event_get_title (HavenTimelineEvent *self);
const char *haven_timeline_event_get_state (HavenTimelineEvent *self);
void haven_timeline_event_set_lead_days (HavenTimelineEvent *self, int days);
int haven_timeline_event_get_lead_days (HavenTimelineEvent *self);
int haven_timeline_event_compare (HavenTimelineEvent *a, HavenTimelineEvent *b);

G_END_DECLS
