/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The variants of papers, and what went wrong with one, in the words of the screen. */
char *haven_paper_words_dup_variant (const char *variant);
const char *haven_paper_words_get_explanation (const char *variant);

/** What to show in place of a paper. */
typedef struct
{
  const char *icon;
  const char *title;
  const char *button; /* NULL: none */
  const char *action; /* of the button */
} HavenPaperProblem;

HavenPaperProblem haven_paper_words_get_problem (const GError *error);

G_END_DECLS
