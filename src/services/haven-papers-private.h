/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-papers-service.h"

G_BEGIN_DECLS

/** A form that is being filled for a person, with what the vault knows and the reader's role may see. */
typedef struct
{
  /* borrowed */
  HavenSession *session;
  HavenForms *forms;
  const HavenForm *form;
  const HavenFormVariant *variant;
  const HavenPatient *patient;
  const char *language;
  JsonObject *values;

  /* owned */
  char *release_id; /* the draft of a permission that this paper is to sign; NULL: none */
} HavenFilling;

gboolean haven_filling_fill (HavenFilling *self, GError **error);
gboolean haven_filling_takes (const HavenFilling *self, const char *name);
void haven_filling_put_text (HavenFilling *self, const char *name, const char *text);
void haven_filling_put_date (HavenFilling *self, const char *name, HavenDate date);
gboolean haven_filling_fill_plan (HavenFilling *self, GError **error);
gboolean haven_filling_fill_safe_copy (HavenFilling *self, GError **error);

char *haven_papers_make_reference (void);
gboolean haven_papers_gives_permission (const HavenForm *form);
char **haven_papers_dup_missing (const HavenForm *form, JsonObject *values);
char *haven_papers_dup_missing_words (HavenForms *forms, const HavenForm *form, const HavenPaper *paper);
GBytes *haven_papers_draw (HavenForms *forms,
                           const HavenPaper *paper,
                           const HavenDocumentRequest *signing,
                           HavenDocumentInfo *info,
                           GError **error);
void haven_paper_take_drawn (HavenPaper *self, HavenDocumentInfo *info, GBytes *pdf);
gboolean haven_papers_keep_document (HavenTransaction *transaction, gpointer paper, GError **error);

/* The permissions that a paper gives once it is signed: HavenRelease, made complete and checked. */
GPtrArray *haven_papers_make_releases (HavenSession *session,
                                       HavenForms *forms,
                                       const HavenPaper *paper,
                                       JsonObject *values,
                                       const char *signer,
                                       GError **error);

G_END_DECLS
