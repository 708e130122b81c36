/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/** The pages of a PDF that Haven made, as pictures and as text. One object belongs to one thread at
 * a time. */
#define HAVEN_TYPE_DOCUMENT_PREVIEW (haven_document_preview_get_type ())
G_DECLARE_FINAL_TYPE (
    HavenDocumentPreview, haven_document_preview, HAVEN, DOCUMENT_PREVIEW, GObject)

HavenDocumentPreview *haven_document_preview_new (GBytes *pdf, GError **error);
guint haven_document_preview_get_n_pages (HavenDocumentPreview *self);
gboolean haven_document_preview_get_page_size (
    HavenDocumentPreview *self, guint page, double *width, double *height, GError **error);
cairo_surface_t *haven_document_preview_render_page (HavenDocumentPreview *self,
                                                     guint page,
                                                     double scale,
                                                     GError **error);
char *haven_document_preview_dup_page_text (HavenDocumentPreview *self, guint page, GError **error);

G_END_DECLS
