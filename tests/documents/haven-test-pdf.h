/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-error.h"
#include "haven-pdf-fill.h"

G_BEGIN_DECLS

/* PDFs as other programs make them, put together object by object; and what they become. */

GBytes *haven_test_pdf_build (const char *const *objects);
char *haven_test_pdf_make_stream (const char *members, const char *content);
GBytes *haven_test_pdf_make_form (void);
GBytes *haven_test_pdf_make_pages (guint n_pages, const char *page_members);
GBytes *
haven_test_pdf_make_page (const char *members, const char *content, const char *const *more);
HavenPdfReader *haven_test_pdf_open (GBytes *pdf);
GBytes *haven_test_pdf_fill (GBytes *pdf, const char *values);
void haven_test_pdf_refuse (GBytes *pdf, const char *words);
void haven_test_pdf_refuse_values (GBytes *pdf, const char *values, const char *words);
GBytes *haven_test_pdf_run (GBytes *pdf, const char *const *arguments);
guint haven_test_pdf_count_ink (
    cairo_surface_t *picture, int x, int y, int width, int height, int *extent);
guint haven_test_pdf_count_pieces (cairo_surface_t *picture, int x, int y, int width, int height);

G_END_DECLS
