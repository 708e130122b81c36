/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-fonts-private.h"
#include "haven-pdf.h"

#include <cairo.h>

G_BEGIN_DECLS

/** What goes into a field. */
typedef struct
{
  const HavenPdfField *field; /* borrowed */
  gboolean given;             /* else it is what the file had */
  char *text;                 /* to be written; NULL for boxes and where nothing is */
  char **codes;               /* of the boxes that are ticked; NULL for others */
} HavenPdfEntry;

/** Something laid out for a page. Its place is the middle of a rectangle of the sheet. */
typedef struct
{
  guint page;
  const HavenPdfWidget *widget; /* borrowed */
  gboolean round;               /* of its border, where it is drawn anew */
  gboolean frame;               /* border and background are drawn anew */
  gboolean tick;
  guint cells;        /* 0 where there are none */
  GPtrArray *layouts; /* of PangoLayout */
  GArray *places;     /* of HavenPdfPlace, from the start of the rectangle's top, for each layout */
} HavenPdfMark;

typedef struct
{
  double x;
  double y;
} HavenPdfPlace;

char *haven_pdf_dup_shown_name (const HavenPdfField *field);
GPtrArray *haven_pdf_values_check (const HavenPdfFacts *facts, JsonObject *values, GError **error);

HavenPdfMark *haven_pdf_mark_new (const HavenPdfEntry *entry,
                                  const HavenPdfWidget *widget,
                                  HavenDocumentFonts *fonts,
                                  PangoContext *context,
                                  GError **error);
void haven_pdf_mark_free (HavenPdfMark *self);
void haven_pdf_mark_draw (const HavenPdfMark *self,
                          const HavenPdfPage *page,
                          HavenDocumentOutlines *outlines,
                          cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPdfMark, haven_pdf_mark_free)

G_END_DECLS
