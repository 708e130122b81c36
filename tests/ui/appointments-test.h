/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-test.h"
#include "haven-day-grid.h"

G_BEGIN_DECLS

/* What tests of the appointments' pane share: the pane over the sample clinic, and hands for it. */

extern ClinicTest *test;

HavenDayGrid *get_grid (void);
guint count_columns (void);
void set_up (void);
void tear_down (void);
gboolean has_event (const char *id);
void go_to_day (int days, const HavenDayPage *page);
void give_reason (GtkWidget *root);
void type_into (GtkWidget *row, const char *text);
void press_return (GtkWidget *row);
GtkWidget *get_when_entry (GtkWidget *dialog);
char *dup_when (int days, const char *rest);

G_END_DECLS
