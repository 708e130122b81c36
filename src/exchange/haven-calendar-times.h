/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar-file.h"
#include "haven-exchange-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What a row of a calendar file comes to, before anybody's own calendar is looked at. */
typedef enum
{
  HAVEN_CALENDAR_TIME_BUSY,
  HAVEN_CALENDAR_TIME_CALLED_OFF,
  HAVEN_CALENDAR_TIME_FREE,    /* stands there without keeping anybody from anything */
  HAVEN_CALENDAR_TIME_PAST,    /* all of it is over */
  HAVEN_CALENDAR_TIME_LATER,   /* all of it lies beyond what is taken */
  HAVEN_CALENDAR_TIME_REFUSED, /* by its fault */
} HavenCalendarOutcome;

/** One time, or one entry that gives none. */
typedef struct
{
  guint line;     /* of its entry in the file */
  char key[33];   /* of its entry */
  char place[17]; /* which one of a series: when it was to be at first, in UTC; empty: all of the entry */
  HavenInstant starts_at;
  HavenInstant ends_at;
  HavenDate first_day; /* of whole days, else not set */
  HavenDate last_day;
  HavenCalendarOutcome outcome;
  HavenCalendarFault fault;
} HavenCalendarTime;

/** Which times are wanted. */
typedef struct
{
  HavenInstant from;   /* what ends before is past */
  HavenInstant before; /* what starts after is not taken yet */
  guint most;          /* more than these are no calendar of one person */
} HavenCalendarWindow;

GPtrArray *haven_calendar_file_list_times (HavenCalendarFile *self,
                                           const HavenCalendarWindow *window,
                                           HavenProgressFunc progress,
                                           gpointer progress_data,
                                           GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
