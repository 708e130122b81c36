/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar-lines.h"
#include "haven-calendar-zone.h"

G_BEGIN_DECLS

/* Past these a file is refused, or the entry that goes beyond. */
#define HAVEN_CALENDAR_MOST_BYTES (32u << 20)
#define HAVEN_CALENDAR_MOST_EVENTS 50000
#define HAVEN_CALENDAR_MOST_COMPONENTS 200000
#define HAVEN_CALENDAR_MOST_DEPTH 8
#define HAVEN_CALENDAR_MOST_PROPERTIES 5000 /* of one entry */
#define HAVEN_CALENDAR_MOST_DATES 5000      /* that are added to one entry, or left out of it */

/** Why an entry is not taken. */
typedef enum
{
  HAVEN_CALENDAR_FAULT_NONE,
  HAVEN_CALENDAR_FAULT_NO_START,
  HAVEN_CALENDAR_FAULT_TIME,     /* one of its times cannot be read */
  HAVEN_CALENDAR_FAULT_YEARS,    /* outside the years that are taken */
  HAVEN_CALENDAR_FAULT_ZONE,     /* nobody says when its zone's clocks change */
  HAVEN_CALENDAR_FAULT_BACKWARD, /* ends before it starts */
  HAVEN_CALENDAR_FAULT_EMPTY,    /* takes no time */
  HAVEN_CALENDAR_FAULT_LONG,     /* longer than a year */
  HAVEN_CALENDAR_FAULT_RULE,     /* comes again by a rule that cannot be read */
  HAVEN_CALENDAR_FAULT_OFTEN,    /* comes again each hour or more often */
  HAVEN_CALENDAR_FAULT_UNKNOWN,  /* comes again by a rule that Haven does not follow */
  HAVEN_CALENDAR_FAULT_ENDLESS,  /* asks for more work than a file may */
  HAVEN_CALENDAR_FAULT_RANGE,    /* changes one time and all that follow */
  HAVEN_CALENDAR_FAULT_SIZE,     /* has more parts than an entry may */
  HAVEN_CALENDAR_FAULT_TWICE,    /* the same entry stands in the file again, and newer */
  HAVEN_CALENDAR_FAULT_PART_OF_DAY, /* a closed day has to be a whole one */
} HavenCalendarFault;

#define HAVEN_N_CALENDAR_FAULTS (HAVEN_CALENDAR_FAULT_PART_OF_DAY + 1)

const char *haven_calendar_fault_get_code (HavenCalendarFault fault);

/** An entry as it is written. What it is about is not read. */
typedef struct
{
  guint line;
  char key[33]; /* made of its UID, which may name somebody and is not kept */
  HavenCalendarMoment start;
  HavenCalendarMoment end;
  HavenCalendarMoment instead_of; /* of a series: which time this one replaces */
  gboolean has_start, has_end, has_length, replaces;
  int length_days;
  gint64 length_seconds;
  char *rule;         /* (nullable) */
  GArray *added;      /* (nullable): HavenCalendarMoment */
  GArray *left_out;   /* (nullable): HavenCalendarMoment */
  gint64 sequence;
  gboolean cancelled;
  gboolean free_time; /* does not keep anybody from anything */
  HavenCalendarFault fault;
} HavenCalendarEvent;

/** A calendar file that was read (RFC 5545). */
typedef struct
{
  GPtrArray *events; /* HavenCalendarEvent, as they stand in the file */
  HavenCalendarZones *zones;
  guint n_others; /* tasks, diaries and the like, which are passed over */
  gsize size;
} HavenCalendarFile;

HavenCalendarFile *haven_calendar_file_read (GBytes *bytes, const char *clinic_zone, GError **error);
void haven_calendar_file_free (HavenCalendarFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenCalendarFile, haven_calendar_file_free)

GBytes *haven_calendar_file_load (const char *path, GError **error);

G_END_DECLS
