/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-paper-pages.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* A paper is printed, kept and logged before a byte leaves, or kept alone. As a file it leaves by haven_export_save_async(). */

/* Logs that a paper leaves, before it does. */
typedef gboolean (*HavenPaperLog) (HavenSession *session, const HavenPaper *paper, GError **error);

void haven_paper_print_async (HavenSession *session,
                              HavenPaperPages *pages,
                              HavenPaperLog log,
                              GtkWindow *parent,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean haven_paper_print_finish (HavenPaperPages *pages, GAsyncResult *result, GError **error);

void haven_paper_keep_async (HavenSession *session,
                             HavenPaperPages *pages,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean haven_paper_keep_finish (HavenPaperPages *pages, GAsyncResult *result, GError **error);

G_END_DECLS
