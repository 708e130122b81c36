/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** A page as it is seen: what of the sheet, in points, and by how many degrees it is turned to the
 * right to be read. */
typedef struct
{
  double x1;
  double y1;
  double x2;
  double y2;
  int rotation; /* 0, 90, 180 or 270 */
} HavenPdfPage;

typedef enum
{
  HAVEN_PDF_FIELD_TEXT,
  HAVEN_PDF_FIELD_CHECKBOX,
  HAVEN_PDF_FIELD_RADIO,
  HAVEN_PDF_FIELD_CHOICE,
  HAVEN_PDF_FIELD_SIGNATURE,
  HAVEN_PDF_FIELD_BUTTON, /* to press; nothing on paper */
} HavenPdfFieldType;

/** A colour, or none. */
typedef struct
{
  gboolean is_set;
  double red;
  double green;
  double blue;
} HavenPdfColour;

/** One of the places where a field stands. Coordinates are those of the page, with y upwards. */
typedef struct
{
  guint number; /* among all of the file */
  guint page;   /* from 0 */
  double x1;
  double y1;
  double x2;
  double y2;
  int rotation;       /* of what is in it, to the left */
  char *code;         /* of a box: what ticking it means; NULL else */
  gboolean ticked;    /* now */
  gboolean shown;     /* not hidden */
  gboolean drawn;     /* the file brings a picture of it as it is */
  gboolean drawn_off; /* and of the empty box */
  char mark;          /* how it is ticked, as ZapfDingbats has it; 0: as usual */
  double line;        /* width of its border */
  HavenPdfColour border;
  HavenPdfColour fill;
} HavenPdfWidget;

/** What can be chosen: what is meant, and what is read. */
typedef struct
{
  char *code;
  char *text;
} HavenPdfOption;

/** A field of a form. */
typedef struct
{
  char *name;  /* full: “Part1.Family Name” */
  char *label; /* what a reader shows on pointing at it; "" where there is none */
  HavenPdfFieldType type;
  gboolean required;
  gboolean read_only;
  gboolean multiline;
  gboolean comb;      /* a cell for each letter */
  gboolean editable;  /* a choice that takes other texts too */
  gboolean multiple;  /* a choice of several */
  guint max;          /* characters; 0: any number */
  int align;          /* 0 start, 1 centre, 2 end */
  double size;        /* of letters, in points; 0: as fits */
  GPtrArray *options; /* of HavenPdfOption */
  GPtrArray *widgets; /* of HavenPdfWidget, at least one */
  char **values;      /* as the file has it now */
} HavenPdfField;

/** What there is to know of a PDF from elsewhere. All of it was said by a program that had read the
 * file, so texts may be anything; numbers are within bounds. */
typedef struct
{
  char *version;
  gboolean encrypted; /* though no password is needed to read it */
  guint confined;     /* what the reader was held by, see HavenPdfConfinement; for tests */
  GArray *pages;      /* of HavenPdfPage */
  GPtrArray *fields;  /* of HavenPdfField, in the order of the pages */
} HavenPdfFacts;

HavenPdfFacts *haven_pdf_facts_parse (JsonObject *answer);
void haven_pdf_facts_free (HavenPdfFacts *self);
const HavenPdfField *haven_pdf_facts_find (const HavenPdfFacts *self, const char *name);
const char *haven_pdf_field_type_get_name (HavenPdfFieldType type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPdfFacts, haven_pdf_facts_free)

G_END_DECLS
