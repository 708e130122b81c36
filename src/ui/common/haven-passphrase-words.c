/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-passphrase-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MODEST_BITS 45
#define GOOD_BITS 70

/* How many different letters stand in it: "aaaaaaaaaaaa" is long, and no secret. */
static guint
count_different (const char *passphrase, guint *n_letters)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  *n_letters = 0;
  for (const char *c = passphrase; *c != '\0'; c = g_utf8_next_char (c), (*n_letters)++)
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (c)));
  return g_hash_table_size (seen);
}

static double
get_bits_of_letter (const char *passphrase)
{
  gboolean capital = FALSE, small = FALSE, other = FALSE;

  for (const char *c = passphrase; *c != '\0'; c = g_utf8_next_char (c))
    {
      capital |= g_unichar_isupper (g_utf8_get_char (c));
      small |= g_unichar_islower (g_utf8_get_char (c));
      other |= !g_unichar_isalpha (g_utf8_get_char (c));
    }
  /* Words that somebody thought of carry less than letters that a die gave. */
  return 2.2 + (capital && small ? 0.4 : 0) + (other ? 0.6 : 0);
}

static double
guess_bits (const char *passphrase)
{
  guint n_letters;
  const guint n_different = count_different (passphrase, &n_letters);

  return MIN (n_letters, 2 * n_different) * get_bits_of_letter (passphrase);
}

/** Returns: one sentence that says how good it is, and what would be better; "" where there is nothing yet */
const char *
haven_passphrase_describe (const char *passphrase)
{
  const glong n_letters = g_utf8_strlen (passphrase, -1);
  const double bits = guess_bits (passphrase);

  if (n_letters == 0)
    return "";
  if (n_letters < HAVEN_PASSPHRASE_LEAST)
    return _ ("Too short. Four or five words that do not belong together are best.");
  if (bits < MODEST_BITS)
    return _ ("Easy to guess. Add a word or two.");
  if (bits < GOOD_BITS)
    return _ ("Fair. One more word makes it good.");
  return _ ("Good.");
}

/** Whether it does not stand where nothing else guards a vault. */
gboolean
haven_passphrase_is_easy (const char *passphrase)
{
  return guess_bits (passphrase) < MODEST_BITS;
}

/** Returns: (nullable): why it cannot be used, in one sentence */
const char *
haven_passphrase_find_problem (const char *passphrase, const char *again)
{
  if (g_utf8_strlen (passphrase, -1) < HAVEN_PASSPHRASE_LEAST)
    return _ ("A passphrase needs at least 8 characters; several words are best.");
  if (strcmp (passphrase, again) != 0)
    return _ ("The two passphrases differ. Type the same one twice.");
  return NULL;
}
