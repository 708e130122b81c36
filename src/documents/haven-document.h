/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include "haven-document-strokes.h"
#include "haven-forms.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  HAVEN_DOCUMENT_PAPER_LETTER,
  HAVEN_DOCUMENT_PAPER_A4,
} HavenDocumentPaper;

/** What stands in one place to sign of a paper that is signed. */
typedef struct
{
  const char *place;           /* the id of the signature block */
  const char *name;            /* who signs, in print */
  const char *relationship;    /* where they sign for somebody; or NULL */
  const HavenStrokes *strokes; /* NULL: they signed by typing the name */
  const char *witness;         /* who saw it; or NULL */
  const HavenStrokes *witness_strokes;
} HavenDocumentSignature;

/** What to print. All of it is borrowed. */
typedef struct
{
  const char *form_code;
  const char *language; /* a language tag: es, ar, zh-Hans */
  const char *variant;  /* NULL: the form's first */
  HavenDocumentPaper paper;
  gboolean large;     /* 18 point */
  gboolean bilingual; /* the form's own language beside it, in a second column */
  JsonObject *values;
  HavenDate made_on;
  const char *made_at;   /* a clock time as it should stand on the paper, or NULL */
  const char *copy_for;  /* person, clinic, recipient, court, or a name; or NULL */
  const char *reference; /* capitals and digits that tell one paper from another, or NULL */
  const HavenDocumentSignature *signatures;
  guint n_signatures;
  HavenDate signed_on;   /* where there are any */
  const char *signed_at; /* the clock time of it, or NULL */
} HavenDocumentRequest;

/** A place to sign that stands on a paper. */
typedef struct
{
  char *id;
  char *label;         /* what is signed, in the paper's language */
  char *name;          /* whose it is, where the values say so; or NULL */
  gboolean on_behalf;  /* somebody may sign for them */
  gboolean interpreter; /* it belongs to the interpreter's statement */
} HavenDocumentPlace;

/** What came out. Clear with haven_document_info_clear(). */
typedef struct
{
  guint pages;
  gboolean watermarked;
  char *watermark_reason; /* for the screen, in English; NULL where there is no watermark */
  char *file_name;        /* neutral, never a person's name */
  char *title;            /* neutral, in the paper's language */
  char *form_version;
  char *sha256;
  GPtrArray *places; /* HavenDocumentPlace, in their order; none where it is not fit to be signed */
  GBytes *frozen;    /* of a signed paper: JSON of its words, as FORMS.md tells; else NULL */
} HavenDocumentInfo;

GBytes *haven_document_render (HavenForms *forms,
                               const HavenDocumentRequest *request,
                               HavenDocumentInfo *info,
                               GError **error);
void haven_document_info_clear (HavenDocumentInfo *info);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenDocumentInfo, haven_document_info_clear)

G_END_DECLS
