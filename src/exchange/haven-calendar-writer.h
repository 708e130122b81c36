/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"

G_BEGIN_DECLS

/** A time that leaves for somebody's own calendar. There is no member for whom it is about, or what it is. */
typedef struct
{
  const char *id; /* of the visit; the file holds something made of it, that nobody can turn round */
  HavenDate date; /* the wall clock's, as it was promised */
  int minute;
  int minutes_long;
  const char *zone; /* IANA name */
  gint64 sequence;  /* higher each time it changes */
  gboolean called_off;
} HavenCalendarEntry;

GBytes *haven_calendar_write (const HavenCalendarEntry *entries, guint n_entries, const char *words, HavenDate made_on, GError **error);

G_END_DECLS
