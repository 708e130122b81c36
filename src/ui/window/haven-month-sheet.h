/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenMonthSheet:
 *
 * A month as it hangs on a wall: six weeks, drawn in one piece, so that it is on the screen at once. It knows nothing of
 * a clinic. Arrows walk through its days.
 */
#define HAVEN_TYPE_MONTH_SHEET (haven_month_sheet_get_type ())
G_DECLARE_FINAL_TYPE (HavenMonthSheet, haven_month_sheet, HAVEN, MONTH_SHEET, GtkWidget)

GtkWidget *haven_month_sheet_new (void);
void haven_month_sheet_set_today (HavenMonthSheet *self, HavenDate today);
void haven_month_sheet_choose (HavenMonthSheet *self, HavenDate date);
HavenDate haven_month_sheet_get_chosen (HavenMonthSheet *self);
char *haven_month_sheet_dup_title (HavenMonthSheet *self);

G_END_DECLS
