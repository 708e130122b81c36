/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-query-model.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A service in the list. A confidential place shows a lock in place of where it is. */
#define HAVEN_TYPE_DIRECTORY_ROW (haven_directory_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenDirectoryRow, haven_directory_row, HAVEN, DIRECTORY_ROW, GtkBox)

GtkWidget *haven_directory_row_new (void);
void haven_directory_row_set_texts (HavenDirectoryRow *self, HavenQueryRow *row, HavenDate today);
char *haven_directory_row_dup_accessible_name (HavenDirectoryRow *self);

G_END_DECLS
