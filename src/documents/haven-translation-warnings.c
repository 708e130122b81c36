/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation-warnings.h"

#include "haven-form.h"

#include <string.h>

#define SHORT_TEXT 20 /* letters: below, a length says little */
#define ROOM 12       /* letters that a label may be longer by */

typedef struct
{
  const HavenGlossary *glossary;
  const char *source;
  const char *text;
  GPtrArray *found;
} Look;

static void
free_warning (gpointer data)
{
  HavenTranslationWarning *warning = data;

  g_free (warning->what);
  g_free (warning->expected);
  g_free (warning);
}

static void
warn (Look *self, HavenWarningKind kind, int start, int length, const char *what, const char *expected)
{
  HavenTranslationWarning *warning = g_new0 (HavenTranslationWarning, 1);

  warning->kind = kind;
  warning->start = start;
  warning->length = length;
  warning->what = g_strdup (what);
  warning->expected = g_strdup (expected);
  g_ptr_array_add (self->found, warning);
}

/* A stretch of the text, given in bytes. */
static void
warn_at (Look *self, HavenWarningKind kind, int from, int to, const char *what, const char *expected)
{
  warn (self, kind, (int) g_utf8_pointer_to_offset (self->text, self->text + from),
        (int) g_utf8_pointer_to_offset (self->text + from, self->text + to), what, expected);
}

// ── Words in braces ─────────────────────────────────────────────────────────

static guint
count (char **names, const char *name)
{
  guint n = 0;

  for (gsize i = 0; names[i] != NULL; i++)
    n += g_str_equal (names[i], name);
  return n;
}

static void
warn_placeholder (Look *self, HavenWarningKind kind, const char *name)
{
  g_autofree char *braced = g_strconcat ("{", name, "}", NULL);
  const char *last = g_strrstr (self->text, braced);

  if (kind == HAVEN_WARNING_PLACEHOLDER_MISSING || last == NULL)
    warn (self, kind, -1, 0, braced, NULL);
  else
    warn_at (self, kind, (int) (last - self->text), (int) (last - self->text + (gssize) strlen (braced)), braced, NULL);
}

static void
look_at_placeholders (Look *self)
{
  g_auto (GStrv) ours = haven_form_dup_placeholders (self->source);
  g_auto (GStrv) theirs = haven_form_dup_placeholders (self->text);

  for (gsize i = 0; ours[i] != NULL; i++)
    if ((i == 0 || !g_str_equal (ours[i], ours[i - 1])) && count (theirs, ours[i]) < count (ours, ours[i]))
      warn_placeholder (self, HAVEN_WARNING_PLACEHOLDER_MISSING, ours[i]);
  for (gsize i = 0; theirs[i] != NULL; i++)
    if (i > 0 && g_str_equal (theirs[i], theirs[i - 1]))
      continue;
    else if (count (ours, theirs[i]) == 0)
      warn_placeholder (self, HAVEN_WARNING_PLACEHOLDER_UNKNOWN, theirs[i]);
    else if (count (theirs, theirs[i]) > count (ours, theirs[i]))
      warn_placeholder (self, HAVEN_WARNING_PLACEHOLDER_TWICE, theirs[i]);
}

// ── Length ──────────────────────────────────────────────────────────────────

static void
look_at_length (Look *self)
{
  const HavenGlossaryLength *length = &self->glossary->length;
  double source = (double) g_utf8_strlen (self->source, -1);
  double text = (double) g_utf8_strlen (self->text, -1);

  if (length->usual <= 0)
    return;
  if (text > source * length->most && (source >= SHORT_TEXT || text > source * length->usual + ROOM))
    warn (self, HAVEN_WARNING_LONG, -1, 0, NULL, NULL);
  else if (source >= SHORT_TEXT && text < source * length->least)
    warn (self, HAVEN_WARNING_SHORT, -1, 0, NULL, NULL);
}

// ── Glossary ────────────────────────────────────────────────────────────────

typedef struct
{
  const HavenGlossaryTerm *term;
  int start;
  int end;
} Use;

static gboolean
lies_in (GRegex *regex, const char *text, int start, int end)
{
  g_autoptr (GMatchInfo) match = NULL;
  int from, to;

  if (regex == NULL)
    return FALSE;
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    if (g_match_info_fetch_pos (match, 0, &from, &to) && from <= start && end <= to)
      return TRUE;
  return FALSE;
}

static void
add_uses (GArray *uses, const HavenGlossaryTerm *term, const char *source)
{
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (term->source, source, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      Use use = { term, 0, 0 };

      if (g_match_info_fetch_pos (match, 0, &use.start, &use.end) &&
          !lies_in (term->not_in, source, use.start, use.end))
        g_array_append_val (uses, use);
    }
}

/* “Care team” is not “care”. */
static gboolean
is_part_of_other (const GArray *uses, const Use *use)
{
  for (guint i = 0; i < uses->len; i++)
    {
      const Use *other = &g_array_index (uses, Use, i);

      if (other->term != use->term && other->start <= use->start && use->end <= other->end &&
          other->end - other->start > use->end - use->start)
        return TRUE;
    }
  return FALSE;
}

static void
look_at_term (Look *self, const HavenGlossaryTerm *term)
{
  g_autofree char *composed = g_utf8_normalize (self->text, -1, G_NORMALIZE_NFC);
  g_autoptr (GMatchInfo) match = NULL;
  int from, to;

  /* Some keyboards put a letter and its accent one after the other. */
  if (!g_regex_match (term->known, composed ? composed : self->text, 0, NULL))
    warn (self, HAVEN_WARNING_TERM_MISSING, -1, 0, term->term, term->word);
  if (term->avoided == NULL || !g_regex_match (term->avoided, self->text, 0, &match))
    return;
  if (g_match_info_fetch_pos (match, 0, &from, &to))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);

      warn_at (self, HAVEN_WARNING_TERM_AVOIDED, from, to, word, term->word);
    }
}

static void
look_at_terms (Look *self)
{
  g_autoptr (GArray) uses = g_array_new (FALSE, FALSE, sizeof (Use));
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->glossary->terms->len; i++)
    add_uses (uses, g_ptr_array_index (self->glossary->terms, i), self->source);
  for (guint i = 0; i < uses->len; i++)
    {
      const Use *use = &g_array_index (uses, Use, i);

      if (!is_part_of_other (uses, use) && g_hash_table_add (done, (gpointer) use->term))
        look_at_term (self, use->term);
    }
}

// ── Signs ───────────────────────────────────────────────────────────────────

static gboolean
begins_with_blank (const char *text)
{
  return g_unichar_isspace (g_utf8_get_char (text));
}

static gboolean
ends_with_blank (const char *text)
{
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));

  return last != NULL && g_unichar_isspace (g_utf8_get_char (last));
}

static void
look_at_edges (Look *self)
{
  int n = (int) g_utf8_strlen (self->text, -1);

  if (begins_with_blank (self->text) && !begins_with_blank (self->source))
    warn (self, HAVEN_WARNING_BLANK_AT_EDGE, 0, 1, NULL, NULL);
  else if (ends_with_blank (self->text) && !ends_with_blank (self->source))
    warn (self, HAVEN_WARNING_BLANK_AT_EDGE, n - 1, 1, NULL, NULL);
}

typedef struct
{
  char *digits; /* ASCII, whatever the script */
  int start;    /* bytes */
  int end;
} Number;

static void
clear_number (gpointer data)
{
  g_free (((Number *) data)->digits);
}

/* Digits of any script, those in braces left out: these are names. */
static GArray *
list_numbers (const char *text)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (Number));
  gboolean within = FALSE, in_number = FALSE;

  g_array_set_clear_func (numbers, clear_number);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      int digit = g_unichar_isdigit (g_utf8_get_char (p)) ? g_unichar_digit_value (g_utf8_get_char (p)) : -1;

      within = *p == '{' || (within && *p != '}');
      if (digit >= 0 && !within && !in_number)
        {
          Number number = { g_strdup (""), (int) (p - text), 0 };

          g_array_append_val (numbers, number);
        }
      in_number = digit >= 0 && !within;
      if (in_number)
        {
          Number *number = &g_array_index (numbers, Number, numbers->len - 1);
          char *longer = g_strdup_printf ("%s%d", number->digits, digit);

          g_free (number->digits);
          number->digits = longer;
          number->end = (int) (g_utf8_next_char (p) - text);
        }
    }
  return numbers;
}

static const Number *
find_number (const GArray *numbers, const char *digits)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_str_equal (g_array_index (numbers, Number, i).digits, digits))
      return &g_array_index (numbers, Number, i);
  return NULL;
}

static void
look_at_numbers (Look *self)
{
  g_autoptr (GArray) ours = list_numbers (self->source);
  g_autoptr (GArray) theirs = list_numbers (self->text);

  for (guint i = 0; i < ours->len; i++)
    if (find_number (theirs, g_array_index (ours, Number, i).digits) == NULL)
      warn (self, HAVEN_WARNING_NUMBER_MISSING, -1, 0, g_array_index (ours, Number, i).digits, NULL);
  for (guint i = 0; i < theirs->len; i++)
    {
      const Number *number = &g_array_index (theirs, Number, i);

      if (find_number (ours, number->digits) == NULL)
        warn_at (self, HAVEN_WARNING_NUMBER_UNKNOWN, number->start, number->end, number->digits, NULL);
    }
}

#define CLOSING "\"'’”»)]）」』›"
#define ENDINGS ".?!:…。？！：؟።፧፦"

/* The sign that a sentence ends with, whatever closes after it; 0 where it ends with a word. */
static gunichar
get_ending (const char *text)
{
  const char *p = text + strlen (text);

  while ((p = g_utf8_find_prev_char (text, p)) != NULL)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_utf8_strchr (CLOSING, -1, c) != NULL)
        continue;
      return g_utf8_strchr (ENDINGS, -1, c) != NULL ? c : 0;
    }
  return 0;
}

static void
look_at_ending (Look *self)
{
  gunichar ending = get_ending (self->source);
  char sign[7] = { 0 };

  if (ending == 0 || get_ending (self->text) != 0)
    return;
  g_unichar_to_utf8 (ending, sign);
  warn (self, HAVEN_WARNING_SENTENCE_END, -1, 0, sign, NULL);
}

static gunichar
get_opening (gunichar c)
{
  switch (c)
    {
    case ')': return '(';
    case ']': return '[';
    case 0xff09: return 0xff08; /* ） */
    case 0x300d: return 0x300c; /* 」 */
    case 0x300f: return 0x300e; /* 』 */
    default: return 0;
    }
}

static gboolean
opens (gunichar c)
{
  return c == '(' || c == '[' || c == 0xff08 || c == 0x300c || c == 0x300e;
}

/* Brackets are typed in the order of reading; which way they look is the matter of whoever draws them. One typed for its
 * looks, in a text that is written from the right, closes before it opens. */
static void
look_at_brackets (Look *self)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (const char *));
  const char *wrong = NULL;

  for (const char *p = self->text; *p != '\0' && wrong == NULL; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *last = open->len > 0 ? g_array_index (open, const char *, open->len - 1) : NULL;

      if (opens (c))
        g_array_append_val (open, p);
      else if (get_opening (c) != 0 && (last == NULL || g_utf8_get_char (last) != get_opening (c)))
        wrong = p;
      else if (get_opening (c) != 0)
        g_array_set_size (open, open->len - 1);
    }
  if (wrong == NULL && open->len > 0)
    wrong = g_array_index (open, const char *, 0);
  if (wrong != NULL)
    warn_at (self, HAVEN_WARNING_BRACKETS, (int) (wrong - self->text), (int) (g_utf8_next_char (wrong) - self->text),
             NULL, NULL);
}

/**
 * haven_translation_warnings_find:
 * @glossary: (nullable): of the language
 * @source: the English text
 * @text: the translation as it stands, valid UTF-8; an empty one has nothing to warn of
 *
 * Pure and quick: it may be asked at each key.
 *
 * Returns: (transfer full) (element-type HavenTranslationWarning): errors first
 */
GPtrArray *
haven_translation_warnings_find (const HavenGlossary *glossary, const char *source, const char *text)
{
  Look look = { glossary, source, text, g_ptr_array_new_with_free_func (free_warning) };

  if (*text == '\0')
    return look.found;
  look_at_placeholders (&look);
  look_at_edges (&look);
  look_at_numbers (&look);
  look_at_ending (&look);
  look_at_brackets (&look);
  if (glossary != NULL)
    {
      look_at_terms (&look);
      look_at_length (&look);
    }
  return look.found;
}

gboolean
haven_translation_warning_is_error (const HavenTranslationWarning *self)
{
  return self->kind <= HAVEN_WARNING_PLACEHOLDER_TWICE;
}

gboolean
haven_translation_warnings_have_error (const GPtrArray *warnings)
{
  return warnings->len > 0 && haven_translation_warning_is_error (g_ptr_array_index (warnings, 0));
}
