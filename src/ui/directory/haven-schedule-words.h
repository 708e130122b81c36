/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory.h"

G_BEGIN_DECLS

/** One line of opening hours: “Monday”, “9:00–11:00”. */
typedef struct
{
  char *when;
  char *times;
} HavenScheduleLine;

void haven_schedule_line_free (HavenScheduleLine *self);
GPtrArray *haven_schedule_words_make (GPtrArray *schedules);

G_END_DECLS
