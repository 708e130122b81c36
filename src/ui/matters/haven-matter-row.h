/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include "haven-query-model.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A matter in the list: whom it is for, where it stands, and the day to plan by next. */
#define HAVEN_TYPE_MATTER_ROW (haven_matter_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterRow, haven_matter_row, HAVEN, MATTER_ROW, GtkWidget)

GtkWidget *haven_matter_row_new (void);
void haven_matter_row_show (HavenMatterRow *self, HavenQueryRow *row, HavenDate today);
void haven_matter_row_set_in_column (HavenMatterRow *self);
char *haven_matter_row_dup_accessible_name (HavenQueryRow *row, HavenDate today, gboolean in_column);

G_END_DECLS
