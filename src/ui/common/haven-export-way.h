/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-export.h"
#include "haven-workspace.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What somebody reads before something leaves. */
typedef struct
{
  const char *title;
  const char *about;       /* what the file is, and who could read it */
  const char *place_title; /* of the dialog that asks where to */
  const char *name;        /* neutral: of the file */
} HavenExportWords;

/* The one way out as a file for what is the clinic's: who it is, where to, the log, the file. Turned away, it ends with
 * GTK_DIALOG_ERROR_DISMISSED, and nothing is logged. */
void haven_export_save_async (HavenExport *export,
                              GtkWidget *widget,
                              HavenWorkspace *workspace,
                              const HavenExportWords *words,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void haven_export_save_to_async (HavenExport *export,
                                 HavenSession *session,
                                 HavenProof *proof,
                                 const char *path,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean haven_export_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
