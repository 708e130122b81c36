/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *word;
  const char *icon;
} states[] = {
  [HAVEN_TRANSLATION_MISSING] = { NC_ ("translation", "Missing"), "content-loading-symbolic" },
  [HAVEN_TRANSLATION_MACHINE] = { NC_ ("translation", "By a machine"), "computer-symbolic" },
  [HAVEN_TRANSLATION_OUTDATED] = { NC_ ("translation", "Outdated"), "view-refresh-symbolic" },
  [HAVEN_TRANSLATION_DRAFT] = { NC_ ("translation", "Draft"), "document-edit-symbolic" },
  [HAVEN_TRANSLATION_REVIEWED] = { NC_ ("translation", "Reviewed"), "view-reveal-symbolic" },
  [HAVEN_TRANSLATION_APPROVED] = { NC_ ("translation", "Approved"), "object-select-symbolic" },
};

const char *
haven_translation_state_get_word (HavenTranslationState state)
{
  return g_dpgettext2 (NULL, "translation", states[state].word);
}

const char *
haven_translation_state_get_icon (HavenTranslationState state)
{
  return states[state].icon;
}

/** Returns: (transfer full): a form's title in the language of the screen */
char *
haven_translation_dup_form_title (const char *form_code, const char *title)
{
  return g_strdup (g_str_equal (form_code, "paper") ? _ ("What All Papers Share") : _ (title));
}

static void
add_count (GString *words, guint n, const char *format)
{
  if (n == 0)
    return;
  if (words->len > 0)
    g_string_append (words, " · ");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (words, format, n);
#pragma GCC diagnostic pop
}

/** Returns: (transfer full): “12 of 42 approved · 5 reviewed · 25 drafts” */
char *
haven_translation_dup_progress (const HavenTranslationProgress *progress)
{
  const guint *n = progress->n;
  GString *words = g_string_new (NULL);

  /* Translators: how many texts of a form are approved, and how many there are */
  g_string_printf (words, _ ("%u of %u approved"), n[HAVEN_TRANSLATION_APPROVED], progress->n_texts);
  add_count (words, n[HAVEN_TRANSLATION_REVIEWED], ngettext ("%u reviewed", "%u reviewed", n[HAVEN_TRANSLATION_REVIEWED]));
  add_count (words, n[HAVEN_TRANSLATION_DRAFT], ngettext ("%u draft", "%u drafts", n[HAVEN_TRANSLATION_DRAFT]));
  add_count (words, n[HAVEN_TRANSLATION_OUTDATED], ngettext ("%u outdated", "%u outdated", n[HAVEN_TRANSLATION_OUTDATED]));
  add_count (words, n[HAVEN_TRANSLATION_MACHINE], ngettext ("%u by a machine", "%u by a machine", n[HAVEN_TRANSLATION_MACHINE]));
  add_count (words, n[HAVEN_TRANSLATION_MISSING], ngettext ("%u missing", "%u missing", n[HAVEN_TRANSLATION_MISSING]));
  return g_string_free (words, FALSE);
}

/** How far it is, from 0 to 1: a draft is a third of the way, a reviewed text two. */
double
haven_translation_get_share (const HavenTranslationProgress *progress)
{
  const guint *n = progress->n;

  if (progress->n_texts == 0)
    return 1;
  return (n[HAVEN_TRANSLATION_DRAFT] + 2.0 * n[HAVEN_TRANSLATION_REVIEWED] + 3.0 * n[HAVEN_TRANSLATION_APPROVED]) /
         (3.0 * progress->n_texts);
}

/** Returns: (transfer full): what there is to look at, in a sentence */
char *
haven_translation_warning_dup_words (const HavenTranslationWarning *warning)
{
  switch (warning->kind)
    {
    case HAVEN_WARNING_PLACEHOLDER_MISSING:
      /* Translators: %s is a word in braces, as {date} */
      return g_strdup_printf (_ ("%s is missing: it is filled in when a paper is made."), warning->what);
    case HAVEN_WARNING_PLACEHOLDER_UNKNOWN:
      return g_strdup_printf (_ ("%s does not stand in the English text; take it out."), warning->what);
    case HAVEN_WARNING_PLACEHOLDER_TWICE:
      return g_strdup_printf (_ ("%s stands here more often than in the English text."), warning->what);
    case HAVEN_WARNING_LONG:
      return g_strdup (_ ("Much longer than usual for this language."));
    case HAVEN_WARNING_SHORT:
      return g_strdup (_ ("Much shorter than usual for this language. Is anything missing?"));
    case HAVEN_WARNING_TERM_MISSING:
      /* Translators: an English word, and the word that is agreed for it in another language */
      return g_strdup_printf (_ ("For “%s”, the agreed word is “%s”."), warning->what, warning->expected);
    case HAVEN_WARNING_TERM_AVOIDED:
      return g_strdup_printf (_ ("Rather not “%s”; the agreed word is “%s”."), warning->what, warning->expected);
    case HAVEN_WARNING_BLANK_AT_EDGE:
      return g_strdup (_ ("There is a blank at the beginning or at the end."));
    case HAVEN_WARNING_NUMBER_MISSING:
      return g_strdup_printf (_ ("The number %s of the English text is not here."), warning->what);
    case HAVEN_WARNING_NUMBER_UNKNOWN:
      return g_strdup_printf (_ ("The number %s does not stand in the English text."), warning->what);
    case HAVEN_WARNING_SENTENCE_END:
      return g_strdup_printf (_ ("The English text ends with “%s”; this one has no such sign."), warning->what);
    case HAVEN_WARNING_BRACKETS:
      return g_strdup (_ ("A bracket opens or closes alone."));
    default:
      g_return_val_if_reached (NULL);
    }
}

/** Returns: (transfer full): all of them, a line each; empty where there is none */
char *
haven_translation_warnings_dup_words (const GPtrArray *warnings)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    {
      g_autofree char *one = haven_translation_warning_dup_words (warnings->pdata[i]);

      g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", one);
    }
  return g_string_free (words, FALSE);
}
