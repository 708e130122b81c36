/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  HAVEN_DATE_ENTRY_EMPTY,
  HAVEN_DATE_ENTRY_TYPING,  /* not a whole date yet, and somebody is still at it */
  HAVEN_DATE_ENTRY_INVALID,
  HAVEN_DATE_ENTRY_DATE,
} HavenDateEntry;

/** A row into which a date is typed as YYYY-MM-DD, or in words where it lies ahead, or chosen from a calendar. */
#define HAVEN_TYPE_DATE_ROW (haven_date_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenDateRow, haven_date_row, HAVEN, DATE_ROW, AdwEntryRow)

HavenDateEntry haven_date_row_read (HavenDateRow *self, HavenDate *date, GError **error);
void haven_date_row_set_date (HavenDateRow *self, HavenDate date);
void haven_date_row_set_today (HavenDateRow *self, HavenDate today);
void haven_date_row_take_words (HavenDateRow *self, HavenDate today);
void haven_date_row_show_error (HavenDateRow *self, GtkWidget *message);

G_END_DECLS
