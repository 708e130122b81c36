/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-consent.h"
#include "haven-document.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** A paper that was made and not yet kept: its bytes, and what it is. */
typedef struct
{
  HavenDocument *document; /* with the PDF */
  char *watermark_reason;  /* nullable: why it cannot be signed */
  char *title;             /* neutral */
} HavenPaper;

void haven_paper_free (HavenPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPaper, haven_paper_free)

HavenPaper *haven_papers_make (HavenSession *session,
                               const char *patient_id,
                               const char *form_code,
                               const char *language,
                               const char *variant,
                               GError **error);
char *haven_papers_dup_language (HavenSession *session, const char *patient_id, const char *form_code, GError **error);
gboolean haven_papers_keep (HavenSession *session, const HavenPaper *paper, GError **error);
gboolean haven_papers_hand_over (HavenSession *session, const HavenPaper *paper, const char *method, GError **error);

G_END_DECLS
