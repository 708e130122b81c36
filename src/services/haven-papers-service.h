/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-consent.h"
#include "haven-document.h"
#include "haven-export.h"
#include "haven-form-records.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** How large and in how many languages a paper is printed. */
typedef enum
{
  HAVEN_PAPER_LAYOUT_USUAL,
  HAVEN_PAPER_LAYOUT_LARGE,     /* 18 point */
  HAVEN_PAPER_LAYOUT_BILINGUAL, /* English beside the reader's language; no card has room for it */
} HavenPaperLayout;

/** What somebody wants a paper to be. All of it is borrowed. */
typedef struct
{
  const char *form_code;
  const char *language; /* of the paper, BCP 47 */
  const char *variant;  /* nullable: the form's first */
  HavenPaperLayout layout;
  JsonObject *own; /* nullable: values that somebody filled in, over those that the vault knows */
} HavenPaperWanted;

/** A paper: its bytes, what it is, and what it was made from. */
typedef struct
{
  HavenDocument *document; /* with the PDF */
  char *watermark_reason;  /* nullable: why it cannot be signed */
  char *title;             /* neutral */

  /* from which it is made again, with signatures */
  JsonObject *values; /* NULL where it was read back from the record */
  char *reference;
  HavenDate made_on;
  HavenDocumentPaper paper;
  HavenPaperLayout layout;
  GPtrArray *places;       /* HavenDocumentPlace: where it is signed */
  gboolean awaits_counsel; /* no lawyer of the clinic has read its form: it says so itself */
  char **missing;          /* values that have to be filled in before it is signed; NULL: none */
  char *missing_words;     /* the same, as the form calls them */
  char *release_id;        /* nullable: the permission that waits for this signature */

  HavenSignedPaper *signed_paper; /* NULL until it is signed */
} HavenPaper;

void haven_paper_free (HavenPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPaper, haven_paper_free)

HavenPaper *haven_papers_make (HavenSession *session,
                               const char *patient_id,
                               const char *form_code,
                               const char *language,
                               const char *variant,
                               GError **error);
HavenPaper *haven_papers_make_with (HavenSession *session,
                                    const char *patient_id,
                                    const HavenPaperWanted *wanted,
                                    GError **error);
JsonArray *
haven_papers_list_safe_steps (HavenSession *session, const char *patient_id, guint *n_visits, GError **error);
char *haven_papers_dup_language (HavenSession *session, const char *patient_id, const char *form_code, GError **error);
gboolean haven_papers_keep (HavenSession *session, const HavenPaper *paper, GError **error);
gboolean haven_papers_log_print (HavenSession *session, const HavenPaper *paper, GError **error);
HavenExport *haven_papers_export_new (HavenSession *session, const HavenPaper *paper, gpointer owner);

G_END_DECLS
