/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-words.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

static char *
format_date (HavenDate date, const char *format)
{
  g_autoptr (GDateTime) time = NULL;
  int year, month, day;

  if (!haven_date_is_set (date))
    return g_strdup ("");
  haven_date_get_ymd (date, &year, &month, &day);
  time = g_date_time_new_utc (year, month, day, 12, 0, 0);
  return g_date_time_format (time, format);
}

/** Returns: (transfer full): a short date with its weekday: “Fri 27 Nov 2026” */
char *
haven_words_dup_date (HavenDate date)
{
  /* Translators: a short date with its weekday; see strftime(3) */
  return format_date (date, _ ("%a %-d %b %Y"));
}

/** Returns: (transfer full): “Friday, 27 November 2026” */
char *
haven_words_dup_long_date (HavenDate date)
{
  /* Translators: a long date with its weekday; see strftime(3) */
  return format_date (date, _ ("%A, %-d %B %Y"));
}

/** Returns: (transfer full): a time of day: “9:30” */
char *
haven_words_dup_time (int minute_of_day)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_utc (2000, 1, 1, CLAMP (minute_of_day, 0, 1439) / 60, CLAMP (minute_of_day, 0, 1439) % 60, 0);

  /* Translators: a time of day; %-H:%M for a day of 24 hours, %-I:%M %p for one of twice twelve */
  return g_date_time_format (time, _ ("%-H:%M"));
}

/** Returns: (transfer full): how far a day is from today: “today”, “in 3 days”, “2 days ago” */
char *
haven_words_dup_days_from (HavenDate today, HavenDate date)
{
  int days = haven_date_days_between (today, date);

  if (days == 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("tomorrow"));
  if (days > 0)
    return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days);
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) -days), -days);
}

/* Languages that people here speak and ICU has no name for; their own names are written alike in most languages. */
static const struct
{
  const char *code;
  const char *name;
} own_names[] = {
  { "ase", N_ ("American Sign Language") }, { "mam", N_ ("Mam") },      { "quc", N_ ("K’iche’") },
  { "kjb", N_ ("Q’anjob’al") },             { "ixl", N_ ("Ixil") },     { "kek", N_ ("Q’eqchi’") },
  { "ctu", N_ ("Ch’ol") },                  { "prs", N_ ("Dari") },
};

static const char *
find_own_name (const char *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_names); i++)
    if (strcmp (own_names[i].code, language) == 0)
      return _ (own_names[i].name);
  return NULL;
}

/** Returns: (transfer full): the name of a language (BCP 47) in the language of the screen; the code where none is known */
char *
haven_words_dup_language (const char *language)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);
  UErrorCode status = U_ZERO_ERROR;
  UChar name[128];
  char utf8[384];
  int32_t length;

  if (language == NULL || *language == '\0')
    return g_strdup ("");
  if (find_own_name (language))
    return g_strdup (find_own_name (language));
  length = uloc_getDisplayName (language,
                                locale && strcmp (locale, "C") != 0 && !g_str_has_prefix (locale, "C.") ? locale : "en",
                                name,
                                G_N_ELEMENTS (name),
                                &status);
  if (U_FAILURE (status) || length <= 0)
    return g_strdup (language);
  u_strToUTF8 (utf8, sizeof utf8, NULL, name, length, &status);
  return g_strdup (U_SUCCESS (status) ? utf8 : language);
}

/** Returns: (transfer full): the names of languages, joined */
char *
haven_words_dup_languages (const char *const *languages)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (gsize i = 0; languages && languages[i]; i++)
    g_strv_builder_take (builder, haven_words_dup_language (languages[i]));
  names = g_strv_builder_end (builder);
  return g_strjoinv (", ", names);
}
