/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-pdf.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * A PDF from elsewhere. It is read by a program of its own, confined before it sees the first byte;
 * that one may be killed by what the file does, and nothing happens but an error.
 *
 * Every call waits, ten seconds at most, so none belongs on the main thread. One object belongs to
 * one thread at a time.
 */
#define HAVEN_TYPE_PDF_READER (haven_pdf_reader_get_type ())
G_DECLARE_FINAL_TYPE (HavenPdfReader, haven_pdf_reader, HAVEN, PDF_READER, GObject)

HavenPdfReader *haven_pdf_reader_new (GBytes *pdf, GCancellable *cancellable, GError **error);
const HavenPdfFacts *haven_pdf_reader_get_facts (HavenPdfReader *self);
cairo_surface_t *haven_pdf_reader_render_page (
    HavenPdfReader *self, guint page, double scale, GCancellable *cancellable, GError **error);
char *haven_pdf_reader_dup_page_text (HavenPdfReader *self,
                                      guint page,
                                      GCancellable *cancellable,
                                      GError **error);
GBytes *haven_pdf_reader_flatten (HavenPdfReader *self,
                                  const char *title,
                                  GArray *dropped,
                                  GBytes *overlay,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
