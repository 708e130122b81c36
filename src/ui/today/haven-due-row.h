/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-visit.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A date that is due, in the neutral words that were published for the desk. */
#define HAVEN_TYPE_DUE_ROW (haven_due_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenDueRow, haven_due_row, HAVEN, DUE_ROW, GtkListBoxRow)

GtkWidget *haven_due_row_new (HavenDueDate *due, HavenDate today);
HavenDueDate *haven_due_row_get_due (HavenDueRow *self);

G_END_DECLS
