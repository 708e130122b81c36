/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define FOLD_RULES "Any-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Lower; Latin-ASCII"
#define SOUND_CODE_LENGTH 6

static void
close_transliterator (gpointer transliterator)
{
  utrans_close (transliterator);
}

/* An ICU transliterator takes milliseconds to make and serves one thread at a time, so each thread keeps one. */
static GPrivate fold_transliterator = G_PRIVATE_INIT (close_transliterator);

static UTransliterator *
get_fold_transliterator (void)
{
  UTransliterator *transliterator = g_private_get (&fold_transliterator);
  UErrorCode status = U_ZERO_ERROR;
  UChar rules[128];
  int32_t length = 0;

  if (transliterator != NULL)
    return transliterator;
  u_strFromUTF8 (rules, G_N_ELEMENTS (rules), &length, FOLD_RULES, -1, &status);
  transliterator = utrans_openU (rules, length, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE (status))
    return NULL;
  g_private_set (&fold_transliterator, transliterator);
  return transliterator;
}

static char *
fold_to_latin (const char *text)
{
  UTransliterator *transliterator = get_fold_transliterator ();
  UErrorCode status = U_ZERO_ERROR;
  gsize source_length = strlen (text);
  int32_t capacity = (int32_t) MIN (source_length * 8 + 64, 1 << 20);
  g_autofree UChar *buffer = g_new (UChar, capacity);
  g_autofree char *utf8 = NULL;
  int32_t length = 0, limit, utf8_length = 0;

  u_strFromUTF8 (buffer, capacity, &length, text, (int32_t) source_length, &status);
  limit = length;
  if (transliterator != NULL && U_SUCCESS (status))
    utrans_transUChars (transliterator, buffer, &length, capacity, 0, &limit, &status);
  if (transliterator == NULL || U_FAILURE (status))
    return g_utf8_casefold (text, -1);

  utf8 = g_malloc ((gsize) length * 3 + 1);
  u_strToUTF8 (utf8, length * 3 + 1, &utf8_length, buffer, length, &status);
  if (U_FAILURE (status))
    return g_utf8_casefold (text, -1);
  return g_steal_pointer (&utf8);
}

static gboolean
is_ideograph (gunichar character)
{
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript ((UChar32) character, &status);

  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

static void
append_ideographs_apart (GString *key, const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!is_ideograph (character))
        continue;
      g_string_append_unichar (key, character);
      g_string_append_c (key, ' ');
    }
}

static void
append_words (GString *key, const char *latin)
{
  gboolean between = FALSE;

  for (const char *p = latin; *p; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isalnum (character) || g_unichar_ismark (character))
        {
          if (between && key->len > 0 && key->str[key->len - 1] != ' ')
            g_string_append_c (key, ' ');
          g_string_append_unichar (key, character);
          between = FALSE;
        }
      else if (character != '\'' && character != 0x2019 && character != 0x02bc && character != 0x02bf)
        between = TRUE;
    }
}

/**
 * haven_text_dup_search_key:
 * @text: a name or words in any script
 *
 * What @text is found by: ideographs one by one, then everything in unaccented lower-case Latin letters and digits,
 * words parted by one space. `أحمد` gives `ahmd`, `王小明` gives `王 小 明 wang xiao ming`. Text that is not UTF-8
 * gives an empty key.
 *
 * Returns: (transfer full)
 */
char *
haven_text_dup_search_key (const char *text)
{
  g_autofree char *latin = NULL;
  GString *key;

  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL))
    return g_strdup ("");

  key = g_string_new (NULL);
  append_ideographs_apart (key, text);
  latin = fold_to_latin (text);
  append_words (key, latin);
  return g_string_free (key, FALSE);
}

/* Letters that different languages write for one sound fall together; the first match wins. */
static const struct
{
  const char *letters;
  char code;
} sounds[] = {
  { "tsch", 'X' }, { "dzh", 'X' }, { "sch", 'X' }, { "tch", 'X' }, { "chr", 'K' }, { "ngh", 'N' },
  { "ch", 'X' },   { "sh", 'X' },  { "zh", 'X' },  { "sz", 'X' },  { "cz", 'X' },  { "dj", 'X' },
  { "ph", 'F' },   { "th", 'T' },  { "dh", 'T' },  { "kh", 'K' },  { "gh", 'K' },  { "qu", 'K' },
  { "ck", 'K' },   { "ts", 'S' },  { "tz", 'S' },  { "ng", 'N' },  { "nh", 'N' },  { "ce", 'S' },
  { "ci", 'S' },   { "b", 'P' },   { "p", 'P' },   { "f", 'F' },   { "v", 'F' },   { "w", 'F' },
  { "d", 'T' },    { "t", 'T' },   { "c", 'K' },   { "g", 'K' },   { "k", 'K' },   { "q", 'K' },
  { "s", 'S' },    { "z", 'S' },   { "j", 'X' },   { "x", 'X' },   { "l", 'L' },   { "r", 'R' },
  { "m", 'M' },    { "n", 'N' },
};

static char
find_sound (const char *letters, gsize *n_letters)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sounds); i++)
    if (g_str_has_prefix (letters, sounds[i].letters))
      {
        *n_letters = strlen (sounds[i].letters);
        return sounds[i].code;
      }
  *n_letters = 1;
  return '\0';
}

static void
append_word_sound (GString *key, const char *word)
{
  char codes[SOUND_CODE_LENGTH + 1] = "";
  gsize n_codes = 0, n_letters;
  char last = '\0';

  for (const char *p = word; *p && n_codes < SOUND_CODE_LENGTH; p += n_letters)
    {
      char code = find_sound (p, &n_letters);

      if (p == word && code == '\0')
        code = *p == 'y' ? 'X' : *p == 'h' ? 'H' : 'A';
      if (code != '\0' && code != last)
        codes[n_codes++] = code;
      last = code;
    }
  if (n_codes == 0)
    return;
  if (key->len > 0)
    g_string_append_c (key, ' ');
  g_string_append (key, codes);
}

/**
 * haven_text_dup_sound_key:
 *
 * One short code a word, alike for spellings that sound alike across languages (`Yusuf`, `Joseph`, `يوسف`).
 * It is for finding, not for identifying: unlike names may share a code.
 *
 * Returns: (transfer full)
 */
char *
haven_text_dup_sound_key (const char *text)
{
  g_autofree char *search_key = haven_text_dup_search_key (text);
  g_auto (GStrv) words = g_strsplit (search_key, " ", -1);
  GString *key = g_string_new (NULL);

  for (gsize i = 0; words[i]; i++)
    if (g_ascii_isalpha (words[i][0]))
      append_word_sound (key, words[i]);
  return g_string_free (key, FALSE);
}

/**
 * haven_text_dup_isolated:
 *
 * @text between U+2068 and U+2069, so that its direction cannot disturb the sentence around it.
 *
 * Returns: (transfer full)
 */
char *
haven_text_dup_isolated (const char *text)
{
  return g_strconcat ("\u2068", text ? text : "", "\u2069", NULL);
}

/** Whether a language (BCP 47, for example `ar` or `fa-AF`) is written from right to left. */
gboolean
haven_text_is_right_to_left (const char *language)
{
  static const char *const languages[] = { "ar", "fa", "prs", "ps", "ur", "he", "yi", "ckb", "sd", "ug", "dv" };
  gsize length;

  if (language == NULL)
    return FALSE;
  length = strcspn (language, "-_");
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strlen (languages[i]) == length && g_ascii_strncasecmp (language, languages[i], length) == 0)
      return TRUE;
  return FALSE;
}

/** Returns: (transfer full): @text cut to @n_characters, the last of them an ellipsis where something was cut */
char *
haven_text_dup_ellipsized (const char *text, gsize n_characters)
{
  g_autofree char *cut = NULL;

  g_return_val_if_fail (text != NULL && n_characters > 0, NULL);

  if ((gsize) g_utf8_strlen (text, -1) <= n_characters)
    return g_strdup (text);
  cut = g_utf8_substring (text, 0, (glong) n_characters - 1);
  return g_strconcat (cut, "…", NULL);
}

/** Whether there is nothing to read in @text: it is %NULL, or only space. */
gboolean
haven_text_is_blank (const char *text)
{
  while (text && *text && g_unichar_isspace (g_utf8_get_char_validated (text, -1)))
    text = g_utf8_next_char (text);
  return text == NULL || *text == '\0';
}

static gboolean
is_made_of (const char *text, gsize shortest, gsize longest, gboolean (*fits) (char))
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!fits (text[i]))
      return FALSE;
  return length >= shortest && length <= longest;
}

static gboolean
is_letter (char sign)
{
  return g_ascii_isalpha (sign);
}

static gboolean
is_letter_or_digit (char sign)
{
  return g_ascii_isalnum (sign);
}

/**
 * haven_text_is_language:
 * @tag: BCP 47: "es", "zh-Hant", "quc"
 *
 * A tag of two letters must be one that exists. Those of three are taken as they are: many a small language that people
 * speak is in no table.
 */
gboolean
haven_text_is_language (const char *tag)
{
  g_auto (GStrv) parts = g_strsplit (tag, "-", 5);

  if (parts[0] == NULL || !is_made_of (parts[0], 2, 3, is_letter))
    return FALSE;
  for (gsize i = 1; parts[i]; i++)
    if (!is_made_of (parts[i], 2, 8, is_letter_or_digit))
      return FALSE;
  return strlen (parts[0]) > 2 || *uloc_getISO3Language (parts[0]) != '\0';
}
