/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** How much longer or shorter a language is than English, letter for letter, in texts of twenty letters or more. */
typedef struct
{
  double usual;
  double least;
  double most;
} HavenGlossaryLength;

/** One thing that has one word in a language. */
typedef struct
{
  char *term;      /* in English */
  char *word;      /* as it is agreed */
  GRegex *source;  /* finds the term in English */
  GRegex *not_in;  /* what looks like the term and is not, or NULL */
  GRegex *known;   /* finds the word in any of its forms */
  GRegex *avoided; /* finds words that stand for something else, or NULL */
} HavenGlossaryTerm;

/** The words that the papers of one language hold to; FORMS.md tells how it is written. It does not change. */
typedef struct
{
  char *language;
  HavenGlossaryLength length; /* all 0: not known */
  GPtrArray *terms;           /* HavenGlossaryTerm */
} HavenGlossary;

HavenGlossary *haven_glossary_parse (GBytes *json, GError **error);
HavenGlossary *haven_glossary_load (const char *language, GError **error);
void haven_glossary_free (HavenGlossary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenGlossary, haven_glossary_free)

G_END_DECLS
