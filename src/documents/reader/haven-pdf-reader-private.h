/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-pdf-confinement.h"

#include <json-glib/json-glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/** Why a file is refused: a word, of which the program makes a sentence. */
typedef const char *HavenPdfRefusal;

#define HAVEN_PDF_DAMAGED "damaged"
#define HAVEN_PDF_PASSWORD "password"
#define HAVEN_PDF_XFA "xfa"
#define HAVEN_PDF_PAGES "pages"
#define HAVEN_PDF_SIZE "size"
#define HAVEN_PDF_FIELDS "fields"
#define HAVEN_PDF_PICTURE "picture"

/** A rectangle with its smaller corner first, in the units of the file. */
typedef struct
{
  double x1;
  double y1;
  double x2;
  double y2;
} HavenPdfBox;

HavenPdfRefusal haven_pdf_open (const char *bytes, gsize length, qpdf_data *pdf);
char *haven_pdf_dup_text (qpdf_data pdf, qpdf_oh object);
char *haven_pdf_dup_name (qpdf_data pdf, qpdf_oh object);
qpdf_oh haven_pdf_find_inherited (qpdf_data pdf, qpdf_oh node, const char *key);
gboolean haven_pdf_read_numbers (qpdf_data pdf, qpdf_oh array, double *numbers, int n);
gboolean haven_pdf_read_box (qpdf_data pdf, qpdf_oh array, HavenPdfBox *box);
HavenPdfRefusal haven_pdf_read_page (qpdf_data pdf, qpdf_oh page, HavenPdfBox *box, int *rotation);
gboolean haven_pdf_is_widget (qpdf_data pdf, qpdf_oh annotation);
gboolean haven_pdf_is_button (qpdf_data pdf, qpdf_oh widget);
gboolean haven_pdf_is_shown (qpdf_data pdf, qpdf_oh annotation);
qpdf_oh haven_pdf_find_appearance (qpdf_data pdf, qpdf_oh annotation, const char *state);

HavenPdfRefusal haven_pdf_read_facts (const char *bytes, gsize length, JsonObject *facts);
HavenPdfRefusal haven_pdf_flatten (
    const char *bytes, gsize length, JsonObject *request, GBytes *overlay, GBytes **result);

HavenPdfOpenFiles haven_pdf_open_fonts (void);

G_END_DECLS
