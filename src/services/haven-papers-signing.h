/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-papers-service.h"

G_BEGIN_DECLS

/** Why a paper cannot be signed on the screen. */
typedef enum
{
  HAVEN_PAPER_NOTHING_HINDERS,
  HAVEN_PAPER_IS_SIGNED,
  HAVEN_PAPER_NOT_APPROVED, /* its translation */
  HAVEN_PAPER_HAS_NO_PLACE,
  HAVEN_PAPER_NOT_YOURS,
  HAVEN_PAPER_LACKS_VALUES,
} HavenPaperHindrance;

/** What stands in the places to sign. All of it is borrowed. */
typedef struct
{
  const char *signer; /* self, guardian, representative: at the first place */
  const HavenDocumentSignature *signatures;
  guint n_signatures;
} HavenPaperSigning;

/** A paper in the record, without its pages. */
typedef struct
{
  HavenDocument *document;
  HavenSignedPaper *signed_paper; /* NULL where nobody signed it */
} HavenKeptPaper;

void haven_kept_paper_free (HavenKeptPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenKeptPaper, haven_kept_paper_free)

HavenPaperHindrance haven_papers_get_hindrance (HavenSession *session, const HavenPaper *paper);
const char *haven_papers_get_hindrance_words (HavenPaperHindrance hindrance);

HavenPaper *
haven_papers_sign (HavenSession *session, const HavenPaper *paper, const HavenPaperSigning *signing, GError **error);
HavenPaper *haven_papers_load (HavenSession *session, const char *document_id, GError **error);
GPtrArray *haven_papers_list_kept (HavenSession *session, const char *patient_id, GError **error);

G_END_DECLS
