/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * The letters of fonts whose outlines are CFF (the Chinese, Japanese and Korean ones), each with an
 * outline that stands alone.
 *
 * cairo keeps only those shared pieces of an outline that it finds, and it misses some where a
 * character's program is read with hints: readers of the file then draw nothing in its place. From
 * a font that shares nothing, nothing can be missed. The glyph numbers stay those of the font.
 *
 * Not thread-safe: one thread at a time, as #HavenDocumentFonts.
 */
typedef struct _HavenDocumentOutlines HavenDocumentOutlines;

HavenDocumentOutlines *haven_document_outlines_new (void);
void haven_document_outlines_free (HavenDocumentOutlines *self);
void haven_document_outlines_begin (HavenDocumentOutlines *self);
void haven_document_outlines_add_layout (HavenDocumentOutlines *self, PangoLayout *layout);
gboolean haven_document_outlines_make (HavenDocumentOutlines *self, GError **error);
void
haven_document_outlines_draw_line (HavenDocumentOutlines *self, cairo_t *cr, PangoLayoutLine *line);

G_END_DECLS
