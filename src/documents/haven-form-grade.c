/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-check.h"

#include <string.h>

/* The grade of Flesch and Kincaid, with a rough count of syllables: English alone. */

typedef struct
{
  int words;
  int sentences;
  int syllables;
} Counts;

static int
count_syllables (const char *word)
{
  static const char vowels[] = "aeiouy";
  gsize length = strlen (word);
  gboolean in_vowel = FALSE;
  int n = 0;

  for (gsize i = 0; i < length; i++)
    {
      gboolean vowel = strchr (vowels, word[i]) != NULL;

      if (vowel && !in_vowel)
        n++;
      in_vowel = vowel;
    }
  if (length > 2 && g_str_has_suffix (word, "e") && !g_str_has_suffix (word, "le") && n > 1)
    n--;
  return MAX (n, 1);
}

static void
count_text (Counts *counts, const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_auto (GStrv) words = g_regex_split_simple ("[^a-z']+", lower, 0, 0);

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        counts->words++;
        counts->syllables += count_syllables (words[i]);
      }
  for (const char *p = lower; *p != '\0'; p++)
    counts->sentences += *p == '.' || *p == '?' || *p == ':';
}

/**
 * haven_form_get_grade:
 *
 * How many years of school the form's English sentences ask for. Labels, which are no sentences, do
 * not count.
 */
double
haven_form_get_grade (const HavenForm *form)
{
  Counts counts = { 0 };

  g_return_val_if_fail (form != NULL, 0);

  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = g_ptr_array_index (form->order, i);

      if (strpbrk (text->text, ".?:") != NULL)
        count_text (&counts, text->text);
    }
  if (counts.words == 0)
    return 0;
  return 0.39 * counts.words / MAX (counts.sentences, 1) + 11.8 * counts.syllables / counts.words -
         15.59;
}
