/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-export.h"
#include "haven-form-records.h"

G_BEGIN_DECLS

/** One text of a form beside what it is in another language. */
typedef struct
{
  char *text_id;
  char *source;
  char *text; /* NULL: missing */
  HavenTranslationState state;
  char *translator_id; /* NULL: it came with Haven or from a file */
  char *reviewer_id;
  char *made_for; /* the English words that @text was made for; NULL: missing */
  gint64 seen;    /* what the store holds of it: to be given back with what is written over it */
} HavenTranslationUnit;

/** What somebody wrote over a text that they had before their eyes. All of it is borrowed. */
typedef struct
{
  const char *text_id;
  const char *text; /* empty: what the clinic wrote is taken back */
  gint64 seen;      /* of the HavenTranslationUnit that it is written over */
} HavenTranslationWriting;

/** How many texts of a paper are in each state, by HavenTranslationState. */
typedef struct
{
  guint n[HAVEN_TRANSLATION_APPROVED + 1];
  guint n_texts;
} HavenTranslationProgress;

void haven_translation_unit_free (HavenTranslationUnit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTranslationUnit, haven_translation_unit_free)

HavenTranslation *
haven_translations_merge (HavenForms *forms, const char *form_code, const char *language, GPtrArray *texts);
GPtrArray *
haven_translations_list (HavenSession *session, const char *form_code, const char *language, GError **error);
void haven_translations_count (GPtrArray *units, HavenTranslationProgress *progress);
gboolean haven_translations_check_text (const char *source, const char *text, GError **error);

HavenEdit *haven_translations_edit_text (HavenSession *session,
                                         const char *form_code,
                                         const char *language,
                                         const char *text_id,
                                         const char *text,
                                         GError **error);
HavenEdit *haven_translations_edit_texts (HavenSession *session,
                                          const char *form_code,
                                          const char *language,
                                          const HavenTranslationWriting *writings,
                                          guint n_writings,
                                          GError **error);
gboolean haven_translations_check_seen (HavenSession *session,
                                        const char *form_code,
                                        const char *language,
                                        const HavenTranslationWriting *writings,
                                        guint n_writings,
                                        GError **error);
HavenEdit *haven_translations_edit_state (HavenSession *session,
                                          const char *form_code,
                                          const char *language,
                                          const char *const *text_ids,
                                          HavenTranslationState state,
                                          GError **error);

GBytes *
haven_translations_export_shipped_po (HavenForms *forms, const char *form_code, const char *language, GError **error);
HavenExport *haven_translations_export_po (HavenSession *session, const char *form_code, const char *language, GError **error);
HavenEdit *haven_translations_import_po (HavenSession *session,
                                         const char *form_code,
                                         const char *language,
                                         GBytes *po,
                                         guint *n_texts,
                                         GError **error);

G_END_DECLS
