/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"

G_BEGIN_DECLS

typedef enum
{
  HAVEN_TIME_ENTRY_ERROR_INVALID,
} HavenTimeEntryError;

#define HAVEN_TIME_ENTRY_ERROR (haven_time_entry_error_quark ())
GQuark haven_time_entry_error_quark (void);

/** What somebody typed for a day, a time and a length; each part may be missing. */
typedef struct
{
  HavenDate date;   /* HAVEN_DATE_NONE where none was typed */
  int minute;       /* of the day; -1 where none was typed */
  int minutes_long; /* 0 where none was typed */
} HavenTimeEntry;

gboolean haven_time_entry_parse (const char *text, HavenDate today, HavenTimeEntry *entry, GError **error);
char *haven_time_entry_dup_problem (const char *text, HavenDate today);
char *haven_time_entry_dup_text (const HavenTimeEntry *entry);

G_END_DECLS
