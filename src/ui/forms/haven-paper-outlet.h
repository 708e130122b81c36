/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-paper-pages.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* The ways out of the vault for a paper. Each is kept and logged before a byte leaves. */

void haven_paper_print_async (HavenSession *session,
                              HavenPaperPages *pages,
                              GtkWindow *parent,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean haven_paper_print_finish (HavenPaperPages *pages, GAsyncResult *result, GError **error);

AdwDialog *haven_paper_save_warning_new (void);
void haven_paper_save_async (HavenSession *session,
                             HavenPaperPages *pages,
                             GtkWindow *parent,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void haven_paper_save_to_async (HavenSession *session,
                                HavenPaperPages *pages,
                                GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean haven_paper_save_finish (HavenPaperPages *pages, GAsyncResult *result, GError **error);

void haven_paper_keep_async (HavenSession *session,
                             HavenPaperPages *pages,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean haven_paper_keep_finish (HavenPaperPages *pages, GAsyncResult *result, GError **error);

G_END_DECLS
