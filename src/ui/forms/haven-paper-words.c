/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-words.h"

#include "haven-document-error.h"
#include "haven-store-error.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *code;
  const char *name;
  const char *explanation;
} variants[] = {
  { "full", N_ ("For the clinic"), N_ ("The whole plan with every detail, for the clinic’s own file.") },
  { "client", N_ ("The person’s own copy"), N_ ("The goals and steps that the person chose, with their name on it.") },
  { "safe",
    N_ ("A copy that is safe to carry"),
    N_ ("Small cards with the next steps only: no name, no clinic, no address. Ask where it will be kept.") },
  { "card", N_ ("Small cards"), N_ ("Four cards on a sheet. They name neither the person nor the clinic.") },
  { "page", N_ ("One page"), N_ ("A whole page in larger print. It names the clinic: ask whether it is safe to carry.") },
};

/** Returns: (transfer full): the name of a variant of a form; the code where none is known */
char *
haven_paper_words_dup_variant (const char *variant)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    if (strcmp (variants[i].code, variant) == 0)
      return g_strdup (_ (variants[i].name));
  return g_strdup (variant);
}

/** Returns: (transfer none) (nullable): what is on a variant and what isn’t */
const char *
haven_paper_words_get_explanation (const char *variant)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    if (g_strcmp0 (variants[i].code, variant) == 0)
      return _ (variants[i].explanation);
  return NULL;
}

static HavenPaperProblem
get_document_problem (const GError *error)
{
  switch (error->code)
    {
    case HAVEN_DOCUMENT_ERROR_LANGUAGE_UNKNOWN:
    case HAVEN_DOCUMENT_ERROR_TRANSLATION_INVALID:
    case HAVEN_DOCUMENT_ERROR_TRANSLATION_INCOMPLETE:
      return (HavenPaperProblem) { "preferences-desktop-locale-symbolic",
                                   _ ("Not Available in This Language"),
                                   _ ("_Show in English"),
                                   "paper.show-in-english" };
    case HAVEN_DOCUMENT_ERROR_FONT_MISSING:
    case HAVEN_DOCUMENT_ERROR_GLYPH_MISSING:
      return (HavenPaperProblem) { "font-x-generic-symbolic",
                                   _ ("A Font Is Missing"),
                                   _ ("_Try Again"),
                                   "paper.make" };
    default:
      return (HavenPaperProblem) { "haven-document-symbolic",
                                   _ ("The Paper Could Not Be Made"),
                                   _ ("_Try Again"),
                                   "paper.make" };
    }
}

/** What to say and to offer; the sentence itself is the message of @error. */
HavenPaperProblem
haven_paper_words_get_problem (const GError *error)
{
  if (g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND))
    return (HavenPaperProblem) { "haven-document-symbolic",
                                 _ ("Nothing to Print Yet"),
                                 _ ("_Open the Person"),
                                 "paper.open-person" };
  if (error->domain == HAVEN_DOCUMENT_ERROR)
    return get_document_problem (error);
  return (HavenPaperProblem) { "dialog-warning-symbolic",
                               _ ("The Paper Could Not Be Made"),
                               _ ("_Try Again"),
                               "paper.make" };
}
