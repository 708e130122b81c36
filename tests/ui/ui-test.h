/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What every test of a widget does: a display, a window, frames without sleeping. */

void ui_test_init (int *argc, char ***argv);
GtkWindow *ui_test_show (GtkWidget *child, int width, int height);
void ui_test_close (GtkWindow *window);
void ui_test_settle (void);
guint ui_test_count (GtkWidget *root, GType type);
void ui_test_remove_folder (const char *path);
gboolean ui_test_press (GtkWidget *widget, guint key, GdkModifierType modifiers);

G_END_DECLS
