/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-words.h"

#include "haven-words.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define FRESH_DAYS 90
#define AGEING_DAYS 180

typedef struct
{
  const char *code;
  const char *words;
} Word;

static const char *
find_words (const Word *words, gsize n_words, const char *code)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i].code, code) == 0)
      return _ (words[i].words);
  return NULL;
}

/* ── Freshness ────────────────────────────────────────────────────────────── */

/** @verified_on: unset where nobody has ever made sure */
HavenFreshness
haven_freshness_from_date (HavenDate verified_on, HavenDate today)
{
  int days;

  if (!haven_date_is_set (verified_on))
    return HAVEN_FRESHNESS_UNKNOWN;
  days = haven_date_days_between (verified_on, today);
  if (days <= FRESH_DAYS)
    return HAVEN_FRESHNESS_FRESH;
  return days <= AGEING_DAYS ? HAVEN_FRESHNESS_AGEING : HAVEN_FRESHNESS_STALE;
}

const char *
haven_freshness_get_label (HavenFreshness freshness)
{
  static const char *const labels[] = {
    [HAVEN_FRESHNESS_FRESH] = N_ ("Verified lately"),
    [HAVEN_FRESHNESS_AGEING] = N_ ("Verify soon"),
    [HAVEN_FRESHNESS_STALE] = N_ ("Ask before you refer"),
    [HAVEN_FRESHNESS_UNKNOWN] = N_ ("Never verified"),
  };

  return _ (labels[freshness]);
}

const char *
haven_freshness_get_icon_name (HavenFreshness freshness)
{
  static const char *const icons[] = {
    [HAVEN_FRESHNESS_FRESH] = "object-select-symbolic",
    [HAVEN_FRESHNESS_AGEING] = "document-open-recent-symbolic",
    [HAVEN_FRESHNESS_STALE] = "dialog-information-symbolic",
    [HAVEN_FRESHNESS_UNKNOWN] = "dialog-question-symbolic",
  };

  return icons[freshness];
}

/* ── Services ─────────────────────────────────────────────────────────────── */

/** Returns: (transfer none) (nullable): %NULL for a service that can be used now */
const char *
haven_directory_words_get_status (const char *status)
{
  static const Word words[] = {
    { "inactive", N_ ("Not offered now") },
    { "defunct", N_ ("No longer exists") },
    { "temporarily closed", N_ ("Closed for a while") },
  };

  if (status == NULL || *status == '\0' || strcmp (status, "active") == 0)
    return NULL;
  return find_words (words, G_N_ELEMENTS (words), status) ? find_words (words, G_N_ELEMENTS (words), status) : status;
}

/* A source may give words instead of a code: they are shown as they were given. */
static char *
dup_language (const char *language)
{
  gsize length = strcspn (language, "-_");

  return length == 2 || length == 3 ? haven_words_dup_language (language) : g_strdup (language);
}

char *
haven_directory_words_dup_languages (const char *const *languages)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (gsize i = 0; languages && languages[i]; i++)
    g_strv_builder_take (builder, dup_language (languages[i]));
  names = g_strv_builder_end (builder);
  return g_strjoinv (", ", names);
}

/** @json: (nullable): an array of codes, as the list of services has it */
char *
haven_directory_words_dup_language_list (const char *json)
{
  g_autoptr (JsonNode) node = json ? json_from_string (json, NULL) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) codes = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("");
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_strv_builder_add (builder, json_array_get_string_element (json_node_get_array (node), i));
  codes = g_strv_builder_end (builder);
  return haven_directory_words_dup_languages ((const char *const *) codes);
}

/** Returns: (nullable): %NULL where every age is welcome */
char *
haven_directory_words_dup_ages (gint64 minimum, gint64 maximum)
{
  if (minimum > 0 && maximum > 0)
    return g_strdup_printf (_ ("%d to %d years"), (int) minimum, (int) maximum);
  if (minimum > 0)
    return g_strdup_printf (_ ("From %d years"), (int) minimum);
  return maximum > 0 ? g_strdup_printf (_ ("Up to %d years"), (int) maximum) : NULL;
}

/** Returns: (nullable): the lines of an address; always %NULL for a confidential place */
char *
haven_directory_words_dup_address (const HavenLocation *location)
{
  const char *parts[] = { location->address_1, location->address_2,   location->city,
                          location->state_province, location->postal_code };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (location->confidential_location)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] && *parts[i])
      g_strv_builder_add (builder, parts[i]);
  lines = g_strv_builder_end (builder);
  return lines[0] ? g_strjoinv (", ", lines) : NULL;
}

/**
 * haven_directory_words_dup_phone:
 * @number: (nullable):
 * @extension: (nullable):
 *
 * Returns: a number that reads from left to right also among words that don't: “(253) 555-0150” keeps its order
 */
char *
haven_directory_words_dup_phone (const char *number, const char *extension)
{
  if (number == NULL || *number == '\0')
    return g_strdup ("");
  if (extension == NULL || *extension == '\0')
    return g_strdup_printf ("\u2066%s\u2069", number);
  /* Translators: a phone number and its extension; the marks around them keep them from left to right */
  return g_strdup_printf (_ ("\u2066%s\u2069, extension \u2066%s\u2069"), number, extension);
}

/* ── Rules of an import ───────────────────────────────────────────────────── */

/** Returns: (transfer none): what is wrong with a value, and by that what to mend */
const char *
haven_directory_words_get_rule (const char *rule)
{
  static const Word words[] = {
    { "text", N_ ("Not a readable text") },
    { "id", N_ ("Not an identifier") },
    { "reference", N_ ("Refers to a row that is not there, or was not taken") },
    { "enumeration", N_ ("Not one of the words that are allowed here") },
    { "email", N_ ("Not an e-mail address") },
    { "url", N_ ("Not a web address") },
    { "phone", N_ ("Not a phone number") },
    { "date", N_ ("Not a date; write it like 2026-11-20") },
    { "dates", N_ ("Ends before it begins") },
    { "time", N_ ("Not a time of day; write it like 09:30") },
    { "latitude", N_ ("Not a latitude, which lies between -90 and 90") },
    { "longitude", N_ ("Not a longitude, which lies between -180 and 180") },
    { "age", N_ ("Not an age in years") },
    { "ages", N_ ("The lowest age is above the highest") },
    { "number", N_ ("Not a whole number") },
    { "boolean", N_ ("Neither yes nor no") },
    { "list", N_ ("Not a list") },
    { "language", N_ ("Not a language that is known") },
    { "weekday", N_ ("Not a day of the week") },
    { "month-day", N_ ("Not a day of the month") },
    { "required", N_ ("Missing, and cannot be left out") },
    { "duplicate", N_ ("The same identifier stands in an earlier row") },
    { "too-long", N_ ("Longer than is allowed") },
    { "columns", N_ ("The row has another number of columns than the first one") },
    { "header", N_ ("The first row does not name the columns") },
    { "json", N_ ("The file is damaged") },
    { "encoding", N_ ("Not written in UTF-8") },
  };
  const char *found = find_words (words, G_N_ELEMENTS (words), rule);

  return found ? found : rule;
}
