/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenFocusPath:
 * Where the focus stands below a widget whose children are about to be made anew, so that it comes back to the same
 * place, or to the nearest one that there is: whoever works by keys is not thrown to the top of the window.
 */
typedef GArray HavenFocusPath;

HavenFocusPath *haven_focus_path_note (GtkWidget *above);
void haven_focus_path_restore (HavenFocusPath *self, GtkWidget *above);

G_END_DECLS
