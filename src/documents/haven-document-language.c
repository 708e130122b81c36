/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-language.h"

#include "haven-text.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define MS_PER_DAY (24.0 * 60 * 60 * 1000)
#define MAX_CHARACTERS 128
#define N_DATE_STYLES (HAVEN_DATE_STYLE_WEEKDAY + 1)

struct _HavenDocumentLanguage
{
  char *tag;
  char *
      locale; /* as ICU wants it, with the calendar that papers in the United States are dated by */
  gboolean right_to_left;
  gboolean has_dates; /* whether ICU knows how the language writes dates */

  /* ICU reads half a locale to open one of these: NULL until the first use */
  UNumberFormat *numbers;
  UDateFormat *dates[N_DATE_STYLES];
};

/** Whether @tag has the shape of a language tag such as `es`, `zh-Hans` or `ar-EG`. */
gboolean
haven_document_language_is_tag (const char *tag)
{
  return tag != NULL && strlen (tag) <= 16 &&
         g_regex_match_simple ("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", tag, 0, 0);
}

/* ICU falls back without a word: Haitian Creole to French, Dari to English. Only the same language
 * counts. */
static gboolean
is_own_locale (const HavenDocumentLanguage *self, const char *actual)
{
  gsize length = strcspn (self->tag, "-");

  return actual != NULL && strncmp (actual, self->tag, length) == 0 &&
         (actual[length] == '\0' || actual[length] == '_' || actual[length] == '@');
}

static gboolean
find_dates (const HavenDocumentLanguage *self)
{
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format =
      udat_open (UDAT_NONE, UDAT_LONG, self->locale, u"UTC", -1, NULL, 0, &status);
  gboolean found;

  if (U_FAILURE (status))
    return FALSE;
  found = is_own_locale (self, udat_getLocaleByType (format, ULOC_ACTUAL_LOCALE, &status));
  udat_close (format);
  return found;
}

HavenDocumentLanguage *
haven_document_language_new (const char *tag)
{
  HavenDocumentLanguage *self;
  g_autofree char *underscored = NULL;

  g_return_val_if_fail (haven_document_language_is_tag (tag), NULL);

  self = g_new0 (HavenDocumentLanguage, 1);
  underscored = g_strdelimit (g_strdup (tag), "-", '_');
  self->tag = g_strdup (tag);
  /* ICU gives Arabic without a country the digits of the Gulf; most who read it grew up with their
   * own. */
  self->locale = g_strconcat (underscored, "@calendar=gregorian",
                              g_str_equal (tag, "ar") ? ";numbers=arab" : "", NULL);
  self->right_to_left = haven_text_is_right_to_left (tag);
  self->has_dates = find_dates (self);
  return self;
}

/** Returns: (transfer none): the language, as the calling thread keeps it */
HavenDocumentLanguage *
haven_document_language_get (const char *tag)
{
  static GPrivate languages = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);
  GHashTable *known = g_private_get (&languages);
  HavenDocumentLanguage *self;

  if (known == NULL)
    {
      known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                     (GDestroyNotify) haven_document_language_free);
      g_private_set (&languages, known);
    }
  self = g_hash_table_lookup (known, tag);
  if (self == NULL)
    {
      self = haven_document_language_new (tag);
      g_hash_table_insert (known, self->tag, self);
    }
  return self;
}

void
haven_document_language_free (HavenDocumentLanguage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->numbers, unum_close);
  for (gsize i = 0; i < N_DATE_STYLES; i++)
    g_clear_pointer (&self->dates[i], udat_close);
  g_free (self->tag);
  g_free (self->locale);
  g_free (self);
}

const char *
haven_document_language_get_tag (const HavenDocumentLanguage *self)
{
  return self->tag;
}

gboolean
haven_document_language_is_right_to_left (const HavenDocumentLanguage *self)
{
  return self->right_to_left;
}

static char *
dup_utf8 (const UChar *text)
{
  char bytes[MAX_CHARACTERS * 4];
  UErrorCode status = U_ZERO_ERROR;
  GString *string;

  u_strToUTF8 (bytes, sizeof bytes, NULL, text, -1, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING)
    return NULL;
  string = g_string_new (bytes);
  g_string_replace (string, "\u202f", "\u00a0", 0); /* the narrow space is not in every font */
  return g_string_free (string, FALSE);
}

static UNumberFormat *
open_numbers (const HavenDocumentLanguage *self)
{
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_DECIMAL, NULL, 0, self->locale, NULL, &status);

  if (U_FAILURE (status))
    return NULL;
  unum_setAttribute (format, UNUM_GROUPING_USED, FALSE);
  return format;
}

/** Returns: (transfer full): @number in the language's digits, without grouping */
char *
haven_document_language_dup_number (HavenDocumentLanguage *self, guint number)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[MAX_CHARACTERS];
  char *result = NULL;

  if (self->numbers == NULL)
    self->numbers = open_numbers (self);
  if (self->numbers != NULL)
    {
      unum_formatInt64 (self->numbers, number, text, G_N_ELEMENTS (text), NULL, &status);
      if (U_SUCCESS (status) &&
          is_own_locale (self, unum_getLocaleByType (self->numbers, ULOC_VALID_LOCALE, &status)))
        result = dup_utf8 (text);
    }
  return result != NULL ? result : g_strdup_printf ("%u", number);
}

/* Which parts a date has; ICU orders them and adds the words between. */
static UDateFormat *
open_dates (const HavenDocumentLanguage *self, HavenDateStyle style)
{
  static const UChar *const skeletons[] = { u"yMMMMd", u"yMMMd", u"yMMMMEEEEd" };
  UErrorCode status = U_ZERO_ERROR;
  UDateTimePatternGenerator *generator = udatpg_open (self->locale, &status);
  UChar pattern[MAX_CHARACTERS];
  UDateFormat *format = NULL;

  if (U_FAILURE (status))
    return NULL;
  udatpg_getBestPattern (generator, skeletons[style], -1, pattern, G_N_ELEMENTS (pattern), &status);
  udatpg_close (generator);
  if (U_SUCCESS (status))
    format = udat_open (UDAT_PATTERN, UDAT_PATTERN, self->locale, u"UTC", -1, pattern, -1, &status);
  return U_SUCCESS (status) ? format : NULL;
}

/** Returns: (transfer full): @date in words, or as 2026-12-03 where ICU does not know the language
 */
char *
haven_document_language_dup_date (HavenDocumentLanguage *self, HavenDate date, HavenDateStyle style)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[MAX_CHARACTERS];
  char *result = NULL;

  if (self->has_dates && self->dates[style] == NULL)
    self->dates[style] = open_dates (self, style);
  if (self->dates[style] != NULL)
    {
      udat_format (self->dates[style], date.day * MS_PER_DAY, text, G_N_ELEMENTS (text), NULL,
                   &status);
      if (U_SUCCESS (status))
        result = dup_utf8 (text);
    }
  return result != NULL ? result : haven_date_dup_iso (date);
}

/**
 * haven_document_language_dup_name:
 * @tag: (nullable): a language
 * @paper_language: the one that its name is wanted in
 *
 * Returns: (transfer full) (nullable): the name; %NULL where ICU would give one in another language
 */
char *
haven_document_language_dup_name (const char *tag, const char *paper_language)
{
  UChar name[MAX_CHARACTERS];
  char utf8[3 * MAX_CHARACTERS + 1];
  UErrorCode status = U_ZERO_ERROR;

  if (tag == NULL || *tag == '\0')
    return NULL;
  uloc_getDisplayName (tag, paper_language, name, MAX_CHARACTERS, &status);
  if (U_FAILURE (status) || status == U_USING_DEFAULT_WARNING || status == U_STRING_NOT_TERMINATED_WARNING)
    return NULL;
  u_strToUTF8 (utf8, sizeof utf8, NULL, name, -1, &status);
  return U_SUCCESS (status) ? g_strdup (utf8) : NULL;
}
