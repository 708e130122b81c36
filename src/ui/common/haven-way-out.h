/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called where it could not be done; not where somebody thought better of it, nor once it was cancelled. */
typedef void (*HavenWayOutFailed) (gpointer widget, const GError *error);
typedef void (*HavenWayOutDone) (gpointer widget);
typedef void (*HavenFolderChosen) (gpointer widget, const char *path);

void haven_bytes_print (GtkWidget *widget,
                        const char *title,
                        GBytes *pdf,
                        GCancellable *cancellable,
                        HavenWayOutFailed failed);
void haven_bytes_save (GtkWidget *widget,
                       const char *title,
                       const char *name,
                       GBytes *bytes,
                       GCancellable *cancellable,
                       HavenWayOutFailed failed);
void haven_bytes_save_then (GtkWidget *widget,
                            const char *title,
                            const char *name,
                            GBytes *bytes,
                            GCancellable *cancellable,
                            HavenWayOutDone done,
                            HavenWayOutFailed failed);
void haven_folder_choose (GtkWidget *widget, const char *title, GCancellable *cancellable, HavenFolderChosen chosen);

G_END_DECLS
