/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-error.h"
#include "haven-document-preview.h"
#include "haven-document.h"

G_BEGIN_DECLS

/* Forms small enough to read in a test, and what papers say when read back. */

HavenForms *haven_test_paper_load_forms (void);
HavenForms *haven_test_paper_new_forms (void);
gboolean haven_test_paper_add_form (HavenForms *forms, const char *json, GError **error);
gboolean haven_test_paper_add_po (
    HavenForms *forms, const char *code, const char *language, const char *po, GError **error);
void haven_test_paper_approve (HavenForms *forms, const char *code, const char *language);
JsonObject *haven_test_paper_parse_values (const char *json);
JsonObject *haven_test_paper_make_values (const HavenForm *form);
char *haven_test_paper_dup_folded (const char *text);
char *haven_test_paper_dup_text (GBytes *pdf);
char *haven_test_paper_dup_words (GBytes *pdf);
char *haven_test_paper_dup_drawn (GBytes *pdf, const char *language, int height);
char *haven_test_paper_dup_expected_drawn (const char *text);
char *haven_test_paper_run_tool (GBytes *pdf, const char *const *arguments, int *status);

#define haven_test_paper_assert_has(pdf_text, wanted)                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *folded_ = haven_test_paper_dup_folded (wanted);                               \
    if (strstr ((pdf_text), folded_) == NULL)                                                      \
      g_error ("%s:%d: “%s” is not on the paper, which says: %s", __FILE__, __LINE__, (wanted),    \
               (pdf_text));                                                                        \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
