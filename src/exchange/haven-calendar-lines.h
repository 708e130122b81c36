/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is kept of a line's value; the rest is no time, rule or name that a calendar needs. */
#define HAVEN_CALENDAR_MOST_VALUE (64u << 10)

/** One property of a calendar file, its folds undone. Valid until the next one is read. */
typedef struct
{
  guint number;      /* of its first line in the file */
  const char *name;  /* in capitals; empty: the line is none that the format knows */
  const char *zone;  /* (nullable): the parameter TZID */
  const char *kind;  /* (nullable): the parameter VALUE, in capitals */
  const char *range; /* (nullable): the parameter RANGE, in capitals */
  const char *value;
  gboolean cut; /* the value goes on past what is kept */
} HavenCalendarLine;

/** Cuts bytes of a calendar file (RFC 5545, 3.1) into properties. */
typedef struct _HavenCalendarLines HavenCalendarLines;

HavenCalendarLines *haven_calendar_lines_new (const char *data, gsize length);
void haven_calendar_lines_free (HavenCalendarLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenCalendarLines, haven_calendar_lines_free)

gboolean haven_calendar_lines_next (HavenCalendarLines *self, HavenCalendarLine *line, GError **error);
gsize haven_calendar_lines_get_position (const HavenCalendarLines *self);

G_END_DECLS
