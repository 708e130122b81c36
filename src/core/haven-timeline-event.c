/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-timeline-event.h"

struct _HavenTimelineEvent
{
  GObject parent_instance;

  /* owned */
  char *record_id;
  char *title;
  char *state;

  HavenDate starts_on;
  gint16 minute;
  gint16 minutes_long;
  guint16 lead_days;
  guint8 kind;
  guint8 lane;
};

G_DEFINE_FINAL_TYPE (HavenTimelineEvent, haven_timeline_event, G_TYPE_OBJECT)

static void
haven_timeline_event_finalize (GObject *object)
{
  HavenTimelineEvent *self = HAVEN_TIMELINE_EVENT (object);

  g_free (self->record_id);
  g_free (self->title);
  g_free (self->state);
  G_OBJECT_CLASS (haven_timeline_event_parent_class)->finalize (object);
}

static void
haven_timeline_event_class_init (HavenTimelineEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_timeline_event_finalize;
}

static void
haven_timeline_event_init (HavenTimelineEvent *self)
{
}

/**
 * haven_timeline_event_new:
 * @minute: minute of the day on the clinic's clock, or -1 for an event of the whole day
 * @minutes_long: length, or 0 for a point in time
 * @title: what the viewer may read
 * @state: (nullable): its state in the record's own words, for example `confirmed` or `open`
 */
HavenTimelineEvent *
haven_timeline_event_new (const char *record_id,
                          HavenEventKind kind,
                          HavenLane lane,
                          HavenDate starts_on,
                          int minute,
                          int minutes_long,
                          const char *title,
                          const char *state)
{
  HavenTimelineEvent *self;

  g_return_val_if_fail (record_id != NULL && haven_date_is_set (starts_on), NULL);

  self = g_object_new (HAVEN_TYPE_TIMELINE_EVENT, NULL);
  self->record_id = g_strdup (record_id);
  self->kind = (guint8) kind;
  self->lane = (guint8) lane;
  self->starts_on = starts_on;
  self->minute = (gint16) CLAMP (minute, -1, 1439);
  self->minutes_long = (gint16) CLAMP (minutes_long, 0, G_MAXINT16);
  self->title = g_strdup (title ? title : "");
  self->state = g_strdup (state);
  return self;
}

const char *
haven_timeline_event_get_record_id (HavenTimelineEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT (self), NULL);
  return self->record_id;
}

HavenEventKind
haven_timeline_event_get_kind (HavenTimelineEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT (self), HAVEN_EVENT_APPOINTMENT);
  return self->kind;
}

HavenLane
haven_timeline_event_get_lane (HavenTimelineEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT (self), HAVEN_LANE_SHARED);
  return self->lane;
}

HavenDate
haven_timeline_event_get_starts_on (HavenTimelineEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT (self), HAVEN_DATE_NONE);
  return self->starts_on;
}

int
haven_timeline_event_get_minute (HavenTimelineEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT (self), -1);
  return self->minute;
}

int
haven_timeline_event_get_minutes_long (HavenTimelineEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT (self), 0);
  return self->minutes_long;
}

const char *
haven_timeline_event_get_title (HavenTimelineEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT (self), NULL);
  return self->title;
}

const char *
haven_timeline_event_get_state (HavenTimelineEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT (self), NULL);
  return self->state;
}

/**
 * haven_timeline_event_set_lead_days:
 * @days: how long before its date somebody has to start, as a deadline's plan-by day says; 0 for none
 */
void
haven_timeline_event_set_lead_days (HavenTimelineEvent *self, int days)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_EVENT (self));
  self->lead_days = (guint16) CLAMP (days, 0, G_MAXUINT16);
}

int
haven_timeline_event_get_lead_days (HavenTimelineEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT (self), 0);
  return self->lead_days;
}

/** Order in time; an event of the whole day comes before those with a clock time. */
int
haven_timeline_event_compare (HavenTimelineEvent *a, HavenTimelineEvent *b)
{
  if (a->starts_on.day != b->starts_on.day)
    return a->starts_on.day < b->starts_on.day ? -1 : 1;
  if (a->minute != b->minute)
    return a->minute < b->minute ? -1 : 1;
  return a->lane != b->lane ? (a->lane < b->lane ? -1 : 1) : g_strcmp0 (a->record_id, b->record_id);
}
