/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-clock.h"

#include <stdatomic.h>

struct _HavenClock
{
  GObject parent_instance;

  /* owned */
  GTimeZone *zone;
  char *zone_name;

  HavenInstant fixed;          /* zero: the system's clock */
  _Atomic HavenInstant floor_; /* no instant that is given out lies before it */
};

G_DEFINE_FINAL_TYPE (HavenClock, haven_clock, G_TYPE_OBJECT)

static void
haven_clock_finalize (GObject *object)
{
  HavenClock *self = HAVEN_CLOCK (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->zone_name, g_free);
  G_OBJECT_CLASS (haven_clock_parent_class)->finalize (object);
}

static void
haven_clock_class_init (HavenClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_clock_finalize;
}

static void
haven_clock_init (HavenClock *self)
{
}

/**
 * haven_clock_new:
 * @zone_name: (nullable): IANA name of the clinic's zone; %NULL or an unknown name gives the machine's zone
 */
HavenClock *
haven_clock_new (const char *zone_name)
{
  HavenClock *self = g_object_new (HAVEN_TYPE_CLOCK, NULL);

  self->zone = zone_name && *zone_name ? g_time_zone_new_identifier (zone_name) : NULL;
  if (self->zone == NULL)
    self->zone = g_time_zone_new_local ();
  self->zone_name = g_strdup (g_time_zone_get_identifier (self->zone));
  return self;
}

/** A clock that stands still at @now until haven_clock_advance(), for tests, demos and repeatable papers. */
HavenClock *
haven_clock_new_fixed (const char *zone_name, HavenInstant now)
{
  HavenClock *self = haven_clock_new (zone_name);

  g_return_val_if_fail (now > 0, self);
  self->fixed = now;
  return self;
}

/** What the machine says, also where it was set back. */
HavenInstant
haven_clock_get_wall (HavenClock *self)
{
  g_return_val_if_fail (HAVEN_IS_CLOCK (self), 0);
  return self->fixed > 0 ? self->fixed : g_get_real_time ();
}

/** The machine's time, or the latest that is known to have been: a release that ended never comes back to life (R40). */
HavenInstant
haven_clock_now (HavenClock *self)
{
  g_return_val_if_fail (HAVEN_IS_CLOCK (self), 0);
  return MAX (haven_clock_get_wall (self), self->floor_);
}

/** It was @instant already: from now on the clock never gives an earlier one. From any thread. */
void
haven_clock_raise_floor (HavenClock *self, HavenInstant instant)
{
  HavenInstant before;

  g_return_if_fail (HAVEN_IS_CLOCK (self));

  before = self->floor_;
  while (before < instant && !atomic_compare_exchange_weak (&self->floor_, &before, instant))
    ;
}

HavenInstant
haven_clock_get_floor (HavenClock *self)
{
  g_return_val_if_fail (HAVEN_IS_CLOCK (self), 0);
  return self->floor_;
}

HavenDate
haven_clock_today (HavenClock *self)
{
  return haven_clock_get_local_date (self, haven_clock_now (self));
}

int
haven_clock_minute_of_day (HavenClock *self)
{
  return haven_clock_get_local_minute (self, haven_clock_now (self));
}

const char *
haven_clock_get_zone_name (HavenClock *self)
{
  g_return_val_if_fail (HAVEN_IS_CLOCK (self), NULL);
  return self->zone_name;
}

void
haven_clock_advance (HavenClock *self, HavenInstant microseconds)
{
  g_return_if_fail (HAVEN_IS_CLOCK (self) && self->fixed > 0);
  self->fixed += microseconds;
}

static GDateTime *
to_local (HavenClock *self, HavenInstant instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);

  return utc ? g_date_time_to_timezone (utc, self->zone) : NULL;
}

HavenDate
haven_clock_get_local_date (HavenClock *self, HavenInstant instant)
{
  g_autoptr (GDateTime) local = NULL;
  int year, month, day;

  g_return_val_if_fail (HAVEN_IS_CLOCK (self), HAVEN_DATE_NONE);

  local = to_local (self, instant);
  if (local == NULL)
    return HAVEN_DATE_NONE;
  g_date_time_get_ymd (local, &year, &month, &day);
  return haven_date_from_ymd (year, month, day);
}

int
haven_clock_get_local_minute (HavenClock *self, HavenInstant instant)
{
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (HAVEN_IS_CLOCK (self), 0);

  local = to_local (self, instant);
  return local ? g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local) : 0;
}

/**
 * haven_zone_instant_at:
 * @wall: what the zone's wall clock shows, as seconds since it showed the first of 1970
 *
 * A wall time that a clock change skips becomes the instant an hour later; one that it repeats, the first. (GDateTime
 * takes the end of the gap, and the second.)
 */
HavenInstant
haven_zone_instant_at (GTimeZone *zone, gint64 wall)
{
  gint64 there = wall;
  int interval;

  g_return_val_if_fail (zone != NULL, 0);

  interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_DAYLIGHT, &there);
  /* In a gap, @there is its end, and the clock before it counts. */
  if (there != wall && interval > 0)
    interval--;
  return (wall - g_time_zone_get_offset (zone, interval)) * G_TIME_SPAN_SECOND;
}

/**
 * haven_clock_instant_at:
 * @minute_of_day: 0 to 1440 on the clinic's wall clock
 *
 * A wall time that a clock change skips becomes the instant an hour later; one that it repeats, the first.
 */
HavenInstant
haven_clock_instant_at (HavenClock *self, HavenDate date, int minute_of_day)
{
  g_return_val_if_fail (HAVEN_IS_CLOCK (self) && haven_date_is_set (date), 0);
  g_return_val_if_fail (minute_of_day >= 0 && minute_of_day <= 1440, 0);

  return haven_zone_instant_at (self->zone, date.day * (gint64) 86400 + minute_of_day * 60);
}

/** Whether the clinic's wall clock shows that minute on that day: a clock that goes forward leaves some out. */
gboolean
haven_clock_shows (HavenClock *self, HavenDate date, int minute_of_day)
{
  return haven_clock_get_local_minute (self, haven_clock_instant_at (self, date, minute_of_day)) == minute_of_day % 1440;
}

/** Returns: (transfer full): UTC as `2026-11-21T14:05:09Z`; an empty string when not set. */
char *
haven_instant_dup_iso (HavenInstant instant)
{
  g_autoptr (GDateTime) utc = NULL;

  if (instant == 0)
    return g_strdup ("");
  utc = g_date_time_new_from_unix_utc_usec (instant);
  return utc ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

/** Reads an ISO 8601 instant that names its offset. */
gboolean
haven_instant_parse (const char *text, HavenInstant *instant)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (text != NULL && instant != NULL, FALSE);

  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;
  *instant = g_date_time_to_unix_usec (time);
  return TRUE;
}
