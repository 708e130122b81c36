/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-papers-signing.h"
#include <adwaita.h>

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

HavenPaperProblem haven_paper_words_show_problem (AdwStatusPage *page, const GError *error, gboolean official);

/** A form that a paper for a person is made from, and whose it is. */
typedef struct
{
  const char *purpose;     /* for gettext(), as all words here */
  const char *form;
  const char *name;
  const char *explanation; /* NULL: none */
  const char *record;      /* what somebody has to see, for the form to be of use to them */
} HavenPaperKind;

const HavenPaperKind *haven_paper_words_get_kinds (gsize *n_kinds);
const HavenPaperKind *haven_paper_words_find_kind (const char *form_code);
gboolean haven_paper_words_is_about_nobody (const char *form_code);
char *haven_paper_words_dup_form (const char *form_code);
char *haven_paper_words_dup_kept (const HavenKeptPaper *paper, HavenClock *clock);
char *haven_paper_words_dup_missing_language (const char *language);
char *haven_paper_words_dup_banner (HavenSession *session, const HavenPaper *paper);

G_END_DECLS
