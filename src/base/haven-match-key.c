/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-match-key.h"

#include "haven-text.h"

#include <string.h>

#define SHORTEST_PHONE 7
#define NATIONAL_PHONE 10

/* An extension is no part of the line that somebody shares with somebody else. */
static gboolean
starts_extension (const char *text, gboolean after_digits)
{
  return after_digits && (*text == 'x' || *text == 'X' || *text == '#' || g_ascii_strncasecmp (text, "ext", 3) == 0);
}

/**
 * haven_match_key_dup_phone:
 * @number: (nullable): as somebody wrote it, in any digits
 *
 * What two ways of writing one telephone number share: its last ten digits, without an extension; all of a shorter one.
 *
 * Returns: (transfer full): an empty string where there are too few digits to tell anybody by
 */
char *
haven_match_key_dup_phone (const char *number)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (number == NULL || !g_utf8_validate (number, -1, NULL))
    return g_strdup ("");
  for (const char *p = number; *p; p = g_utf8_next_char (p))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (p));

      if (starts_extension (p, digits->len >= SHORTEST_PHONE))
        break;
      if (digit >= 0)
        g_string_append_c (digits, (char) ('0' + digit));
    }
  if (digits->len < SHORTEST_PHONE)
    return g_strdup ("");
  return g_strdup (digits->str + (digits->len > NATIONAL_PHONE ? digits->len - NATIONAL_PHONE : 0));
}

/* Words that end the part of an address that is the same for a whole house, and how they are written short. */
static const struct
{
  const char *word;
  const char *brief;
} streets[] = {
  { "street", "st" },    { "str", "st" },     { "avenue", "ave" },  { "av", "ave" },     { "road", "rd" },
  { "boulevard", "blvd" }, { "drive", "dr" }, { "lane", "ln" },     { "court", "ct" },   { "place", "pl" },
  { "terrace", "ter" },  { "highway", "hwy" }, { "parkway", "pkwy" }, { "circle", "cir" }, { "square", "sq" },
  { "st", "st" },        { "ave", "ave" },    { "rd", "rd" },       { "blvd", "blvd" },  { "dr", "dr" },
  { "ln", "ln" },        { "ct", "ct" },      { "pl", "pl" },       { "ter", "ter" },    { "hwy", "hwy" },
  { "pkwy", "pkwy" },    { "cir", "cir" },    { "sq", "sq" },       { "way", "way" },
};

static const char *
find_street (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (streets); i++)
    if (strcmp (streets[i].word, word) == 0)
      return streets[i].brief;
  return NULL;
}

/* "St Mary Road" begins with a saint: only what follows a name ends the line. */
static char *
dup_line (const char *text)
{
  g_autofree char *key = haven_text_dup_search_key (text);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    {
      const char *brief = i >= 2 ? find_street (words[i]) : NULL;

      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", brief ? brief : words[i]);
      if (brief != NULL)
        break;
    }
  return g_string_free (line, FALSE);
}

/**
 * haven_match_key_dup_address:
 * @address: (nullable): as somebody wrote it
 *
 * What two ways of writing one house share: its number and its street, folded. Flat, town and code are left out, so that
 * one of them written otherwise hides nothing; a look at what was found tells two towns apart.
 *
 * Returns: (transfer full): an empty string where no number stands in it
 */
char *
haven_match_key_dup_address (const char *address)
{
  g_auto (GStrv) parts = address && g_utf8_validate (address, -1, NULL) ? g_strsplit_set (address, ",;\n", -1) : NULL;

  for (guint i = 0; parts && parts[i]; i++)
    {
      g_autofree char *line = dup_line (parts[i]);

      if (strpbrk (line, "0123456789") != NULL && strchr (line, ' ') != NULL)
        return g_steal_pointer (&line);
    }
  return g_strdup ("");
}

/**
 * haven_match_key_dup_place:
 * @place: (nullable): the name of a place, as somebody wrote it
 *
 * What two ways of writing one place share: its name without case, accents, spaces and punctuation. What follows a comma, a
 * semicolon or a bracket is left out: it tells the room, and who is in one room of a house is in the house.
 *
 * Returns: (transfer full): an empty string where there is no name
 */
char *
haven_match_key_dup_place (const char *place)
{
  g_auto (GStrv) parts = place && g_utf8_validate (place, -1, NULL) ? g_strsplit_set (place, ",;([\n", -1) : NULL;

  for (guint i = 0; parts && parts[i]; i++)
    {
      g_autofree char *key = haven_text_dup_search_key (parts[i]);
      g_auto (GStrv) words = g_strsplit (key, " ", -1);
      g_autofree char *joined = g_strjoinv ("", words);

      if (*joined != '\0')
        return g_steal_pointer (&joined);
    }
  return g_strdup ("");
}
