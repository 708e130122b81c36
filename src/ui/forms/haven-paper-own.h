/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-fields.h"
#include "haven-paper-pages.h"

G_BEGIN_DECLS

/**
 * HavenPaperOwn:
 *
 * What somebody typed for a paper and the vault does not know: values, in each language for itself, and the names of those
 * who began to sign. A draft keeps both, and what somebody began to fill in. `filled` tells that values were filled in,
 * `typed` that something was typed that does not stand on the paper yet.
 */
#define HAVEN_TYPE_PAPER_OWN (haven_paper_own_get_type ())
G_DECLARE_FINAL_TYPE (HavenPaperOwn, haven_paper_own, HAVEN, PAPER_OWN, GObject)

HavenPaperOwn *haven_paper_own_new (void);
JsonObject *haven_paper_own_get_values (HavenPaperOwn *self, const char *language, const char *variant);
gboolean haven_paper_own_has_words (HavenPaperOwn *self);
const char *haven_paper_own_get_typed (HavenPaperOwn *self);
void haven_paper_own_set_typed (HavenPaperOwn *self, const char *typed);
void haven_paper_own_add_to_draft (HavenPaperOwn *self, HavenDraftFields *fields);
void haven_paper_own_ask (HavenPaperOwn *self,
                          HavenSession *session,
                          HavenForms *forms,
                          HavenPaperPages *pages,
                          GtkWidget *parent);
void haven_paper_own_ask_official (HavenPaperOwn *self,
                                   HavenSession *session,
                                   const char *form_id,
                                   const char *patient_id,
                                   GtkWidget *parent);

G_END_DECLS
