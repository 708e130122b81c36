/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar-moment.h"
#include "haven-calendar-rule.h"
#include "haven-clock.h"

G_BEGIN_DECLS

#define HAVEN_CALENDAR_MOST_ONSETS 64 /* parts of one zone */
#define HAVEN_CALENDAR_MOST_ZONES 200

/** When a zone's clocks change, as a file describes it. */
typedef struct
{
  HavenCalendarMoment start;
  int from; /* seconds ahead of UTC before, and afterwards */
  int to;
  gboolean repeats;
  HavenCalendarRule rule;
  GArray *dates; /* (nullable): HavenCalendarMoment */
} HavenCalendarOnset;

/** The zones that a file names and describes. */
typedef struct _HavenCalendarZones HavenCalendarZones;

HavenCalendarZones *haven_calendar_zones_new (const char *clinic_zone);
void haven_calendar_zones_free (HavenCalendarZones *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenCalendarZones, haven_calendar_zones_free)

const char *haven_calendar_zones_intern (HavenCalendarZones *self, const char *name);
gboolean haven_calendar_zones_describe (HavenCalendarZones *self, const char *name, GArray *onsets);
gboolean haven_calendar_zones_find_instant (HavenCalendarZones *self, const HavenCalendarMoment *moment, HavenInstant *instant);
gboolean haven_calendar_zones_find_wall (HavenCalendarZones *self, const char *zone, HavenInstant instant, HavenCalendarMoment *moment);

G_END_DECLS
