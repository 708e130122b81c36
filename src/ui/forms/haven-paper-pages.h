/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-papers-service.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenPaperPages:
 *
 * A paper that was made, and its pages as pictures. It is made and drawn on worker threads, which take turns; what
 * is read from it on the main thread doesn't change.
 */
#define HAVEN_TYPE_PAPER_PAGES (haven_paper_pages_get_type ())
G_DECLARE_FINAL_TYPE (HavenPaperPages, haven_paper_pages, HAVEN, PAPER_PAGES, GObject)

HavenPaperPages *haven_paper_pages_new (HavenPaper *paper, GError **error);
const HavenPaper *haven_paper_pages_get_paper (HavenPaperPages *self);
guint haven_paper_pages_get_n (HavenPaperPages *self);
void haven_paper_pages_get_size (HavenPaperPages *self, guint page, double *width, double *height);
const char *haven_paper_pages_get_text (HavenPaperPages *self, guint page);
void haven_paper_pages_draw_async (HavenPaperPages *self,
                                   guint page,
                                   double scale,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GdkTexture *haven_paper_pages_draw_finish (HavenPaperPages *self, GAsyncResult *result, GError **error);

G_END_DECLS
