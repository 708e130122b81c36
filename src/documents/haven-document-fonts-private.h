/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-outlines-private.h"

G_BEGIN_DECLS

/** The fonts that papers are set in, and no others. Not thread-safe: one thread at a time. */
typedef struct _HavenDocumentFonts HavenDocumentFonts;

HavenDocumentFonts *haven_document_fonts_new (GError **error);
void haven_document_fonts_free (HavenDocumentFonts *self);
PangoContext *haven_document_fonts_create_context (HavenDocumentFonts *self,
                                                   const char *language,
                                                   gboolean right_to_left);
HavenDocumentOutlines *haven_document_fonts_get_outlines (HavenDocumentFonts *self);
char *haven_document_fonts_dup_family (HavenDocumentFonts *self, const char *language);
gboolean haven_document_fonts_check_layout (PangoLayout *layout, const char *where, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDocumentFonts, haven_document_fonts_free)

G_END_DECLS
