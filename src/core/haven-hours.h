/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Open hours of one day: from @opens to before @closes, in minutes of the day. What lies between two is a break. */
typedef struct
{
  int opens;
  int closes;
} HavenOpenHours;

#define HAVEN_HOURS_MOST 8

#define HAVEN_HOURS_ERROR (haven_hours_error_quark ())
GQuark haven_hours_error_quark (void);

typedef enum
{
  HAVEN_HOURS_ERROR_INVALID,
} HavenHoursError;

GArray *haven_hours_parse (const char *text, GError **error);
char *haven_hours_dup_text (const HavenOpenHours *hours, guint n_hours);

G_END_DECLS
