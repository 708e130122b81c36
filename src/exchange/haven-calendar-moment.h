/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"

G_BEGIN_DECLS

/* Years that a clinic's calendar can mean; what lies outside is a mistake or made to do harm. */
#define HAVEN_CALENDAR_FIRST_YEAR 1900
#define HAVEN_CALENDAR_LAST_YEAR 2200

/** A time as a calendar file writes it: of a zone, of UTC, of nowhere in particular, or a whole day. */
typedef struct
{
  HavenDate date;
  int second; /* of the day */
  gboolean is_day;
  gboolean is_utc;
  const char *zone; /* (nullable): TZID; interned by whoever holds the file */
} HavenCalendarMoment;

typedef enum
{
  HAVEN_CALENDAR_MOMENT_FINE,
  HAVEN_CALENDAR_MOMENT_UNREADABLE,
  HAVEN_CALENDAR_MOMENT_OUTSIDE, /* the years that are taken */
} HavenCalendarMomentState;

HavenCalendarMomentState haven_calendar_moment_parse (const char *text, gsize length, HavenCalendarMoment *moment);
gboolean haven_calendar_duration_parse (const char *text, gsize length, int *days, gint64 *seconds);
gboolean haven_calendar_offset_parse (const char *text, int *seconds);
gint64 haven_calendar_moment_get_wall (const HavenCalendarMoment *moment);

G_END_DECLS
