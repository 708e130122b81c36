/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows and groups of the pages here. What stands in them is text, never markup. */
GtkWidget *haven_row_new (const char *title, const char *subtitle);
GtkWidget *haven_row_new_fact (const char *title, const char *value);
GtkWidget *haven_row_new_button (const char *title, const char *icon_name);
void haven_row_add_icon (GtkWidget *row, const char *icon_name);
GtkWidget *haven_row_add_button (GtkWidget *row, const char *label, const char *full_label);
AdwPreferencesGroup *haven_rows_add_group (AdwPreferencesPage *page, const char *title, const char *description);
void haven_error_label_show (GtkLabel *label, const char *sentence);

G_END_DECLS
