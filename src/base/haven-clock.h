/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HavenInstant:
 *
 * Microseconds since 1970-01-01T00:00Z. Zero means "not set".
 */
typedef gint64 HavenInstant;

#define HAVEN_TYPE_CLOCK (haven_clock_get_type ())
G_DECLARE_FINAL_TYPE (HavenClock, haven_clock, HAVEN, CLOCK, GObject)

HavenClock *haven_clock_new (const char *zone_name);
HavenClock *haven_clock_new_fixed (const char *zone_name, HavenInstant now);

HavenInstant haven_clock_now (HavenClock *self);
HavenInstant haven_clock_get_wall (HavenClock *self);
HavenInstant haven_clock_get_floor (HavenClock *self);
void haven_clock_raise_floor (HavenClock *self, HavenInstant instant);
HavenDate haven_clock_today (HavenClock *self);
int haven_clock_minute_of_day (HavenClock *self);
const char *haven_clock_get_zone_name (HavenClock *self);
void haven_clock_advance (HavenClock *self, HavenInstant microseconds);

/* Between instants and the clinic's wall clock. */
HavenDate haven_clock_get_local_date (HavenClock *self, HavenInstant instant);
int haven_clock_get_local_minute (HavenClock *self, HavenInstant instant);
HavenInstant haven_clock_instant_at (HavenClock *self, HavenDate date, int minute_of_day);
gboolean haven_clock_shows (HavenClock *self, HavenDate date, int minute_of_day);
HavenInstant haven_zone_instant_at (GTimeZone *zone, gint64 wall);

char *haven_instant_dup_iso (HavenInstant instant);
gboolean haven_instant_parse (const char *text, HavenInstant *instant);

G_END_DECLS
