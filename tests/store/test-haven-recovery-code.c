/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-recovery-code.h"

#include <string.h>

#define VAULT_ID "6907019e-957a-474c-a1db-63297c1181ab"
#define OTHER_VAULT_ID "6907019e-957a-474c-a1db-63297c1181ac"

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static gboolean
derive (const char *code, guint8 *key, GError **error)
{
  memset (key, 0, HAVEN_RECOVERY_KEY_SIZE);
  return haven_recovery_code_derive (code, VAULT_ID, key, error);
}

static void
assert_same_key (const char *code, const char *typed)
{
  guint8 key[HAVEN_RECOVERY_KEY_SIZE], other[HAVEN_RECOVERY_KEY_SIZE];
  g_autoptr (GError) error = NULL;

  g_assert_true (derive (code, key, NULL));
  derive (typed, other, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (key, sizeof key, other, sizeof other);
}

static void
assert_refused (const char *typed, const char *part)
{
  guint8 key[HAVEN_RECOVERY_KEY_SIZE], nothing[HAVEN_RECOVERY_KEY_SIZE] = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (derive (typed, key, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_cmpmem (key, sizeof key, nothing, sizeof nothing);
}

static void
test_ten_thousand_codes_are_well_made_and_all_different (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint counts[32] = { 0 };

  for (guint n = 0; n < 10000; n++)
    {
      char *code = haven_recovery_code_new ();
      guint8 key[HAVEN_RECOVERY_KEY_SIZE];

      g_assert_cmpuint (strlen (code), ==, HAVEN_RECOVERY_N_GROUPS * 6 - 1);
      for (gsize i = 0; code[i]; i++)
        if (i % 6 == 5)
          g_assert_cmpint (code[i], ==, '-');
        else
          {
            g_assert_nonnull (strchr (signs, code[i]));
            counts[strchr (signs, code[i]) - signs]++;
          }
      g_assert_true (derive (code, key, NULL));
      g_assert_true (g_hash_table_add (seen, code));
    }
  /* 350,000 signs: each is drawn some 10,940 times; a thousand off would be ten deviations. */
  for (guint i = 0; i < 32; i++)
    {
      g_assert_cmpuint (counts[i], >, 9900);
      g_assert_cmpuint (counts[i], <, 12000);
    }
}

static void
test_a_code_may_be_typed_small_spaced_and_with_letters_for_digits (void)
{
  g_autofree char *code = NULL, *lower = NULL, *bare = NULL;
  g_autoptr (GString) spaced = g_string_new (" \t"), letters = NULL;
  g_auto (GStrv) groups = NULL;

  do
    {
      g_free (code);
      code = haven_recovery_code_new ();
    }
  while (strchr (code, '0') == NULL || strchr (code, '1') == NULL);
  lower = g_ascii_strdown (code, -1);
  assert_same_key (code, lower);
  letters = g_string_new (code);
  groups = g_strsplit (code, "-", -1);
  bare = g_strjoinv ("", groups);
  assert_same_key (code, bare);
  for (gsize i = 0; bare[i]; i++)
    g_string_append_printf (spaced, "%c \n", bare[i]);
  assert_same_key (code, spaced->str);
  g_string_replace (letters, "0", "O", 0);
  g_string_replace (letters, "1", "I", 0);
  assert_same_key (code, letters->str);
  g_string_replace (letters, "I", "l", 0);
  g_string_replace (letters, "O", "o", 0);
  assert_same_key (code, letters->str);
}

static void
test_a_code_gives_another_key_for_another_vault (void)
{
  g_autofree char *code = haven_recovery_code_new ();
  guint8 key[HAVEN_RECOVERY_KEY_SIZE], other[HAVEN_RECOVERY_KEY_SIZE];

  g_assert_true (derive (code, key, NULL));
  g_assert_true (haven_recovery_code_derive (code, OTHER_VAULT_ID, other, NULL));
  g_assert_cmpint (memcmp (key, other, sizeof key), !=, 0);
}

typedef struct
{
  guint n, n_named;
} Found;

/* A mistake in @group is found and that group is named. */
static void
assert_found (const char *typed, guint group, Found *found)
{
  guint8 key[HAVEN_RECOVERY_KEY_SIZE];
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("Group %u ", group + 1);

  found->n++;
  g_assert_false (derive (typed, key, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  found->n_named += g_str_has_prefix (error->message, name);
}

static void
test_every_wrong_sign_is_found_in_its_group (void)
{
  Found found = { 0 };

  for (guint n = 0; n < 20; n++)
    {
      g_autofree char *code = haven_recovery_code_new ();

      for (gsize i = 0; code[i]; i++)
        for (const char *sign = signs; code[i] != '-' && *sign; sign++)
          {
            const char right = code[i];

            if (*sign == right)
              continue;
            code[i] = *sign;
            assert_found (code, (guint) i / 6, &found);
            code[i] = right;
          }
    }
  g_assert_cmpuint (found.n, ==, 20 * 35 * 31);
  g_assert_cmpuint (found.n_named, ==, found.n);
}

static void
test_swapped_neighbours_are_found (void)
{
  Found found = { 0 };

  for (guint n = 0; n < 200; n++)
    {
      g_autofree char *code = haven_recovery_code_new ();

      for (gsize i = 0; code[i + 1]; i++)
        {
          const char first = code[i], second = code[i + 1];

          if (first == second || first == '-' || second == '-')
            continue;
          code[i] = second;
          code[i + 1] = first;
          assert_found (code, (guint) i / 6, &found);
          code[i] = first;
          code[i + 1] = second;
        }
    }
  g_assert_cmpuint (found.n, >, 200 * 20);
  g_assert_cmpuint (found.n_named, ==, found.n);
}

static void
test_groups_in_another_order_are_found (void)
{
  guint n_refused = 0, n_named = 0, n = 0;

  for (guint tries = 0; tries < 50; tries++)
    {
      g_autofree char *code = haven_recovery_code_new ();

      for (guint group = 0; group + 1 < HAVEN_RECOVERY_N_GROUPS; group++)
        {
          g_auto (GStrv) groups = g_strsplit (code, "-", -1);
          g_autofree char *typed = NULL;
          char *first = groups[group];
          g_autoptr (GError) error = NULL;
          guint8 key[HAVEN_RECOVERY_KEY_SIZE];

          groups[group] = groups[group + 1];
          groups[group + 1] = first;
          typed = g_strjoinv ("-", groups);
          n_refused += !derive (typed, key, &error);
          n_named += error && g_str_has_prefix (error->message, "Group ");
          n++;
        }
    }
  g_assert_cmpuint (n_refused, ==, n);
  g_assert_cmpuint (n_named, ==, n);
}

static void
test_what_is_no_code_is_told_in_a_sentence (void)
{
  g_autofree char *code = haven_recovery_code_new ();
  g_autofree char *longer = g_strconcat (code, "-0", NULL), *shorter = g_strndup (code, strlen (code) - 1);
  g_autofree char *huge = g_strnfill (1024 * 1024, 'A'), *hyphens = g_strnfill (1024 * 1024, '-');

  assert_refused ("", "not whole");
  assert_refused (" - ", "not whole");
  assert_refused (hyphens, "not whole");
  assert_refused (shorter, "not whole");
  assert_refused (longer, "too long");
  assert_refused (huge, "too long");
  assert_refused ("ABCU", "Group 1 ");
  assert_refused ("ABCDE-FGHJ*", "Group 2 ");
  assert_refused ("ABCDE-FGHJ\xc3\xa9", "Group 2 ");
  assert_refused ("\xff", "Group 1 ");
}

static void
test_a_group_is_compared_as_it_is_read_from_the_sheet (void)
{
  g_autofree char *code = haven_recovery_code_new ();
  g_auto (GStrv) groups = g_strsplit (code, "-", -1);

  for (guint i = 0; i < HAVEN_RECOVERY_N_GROUPS; i++)
    {
      g_autofree char *lower = g_ascii_strdown (groups[i], -1);
      g_autofree char *spaced = g_strdup_printf (" %c-%s ", groups[i][0], groups[i] + 1);
      g_autofree char *longer = g_strconcat (groups[i], "0", NULL);
      g_autofree char *wrong = g_strdup (groups[i]);

      wrong[4] = wrong[4] == 'Z' ? 'Y' : 'Z';
      g_assert_true (haven_recovery_code_check_group (code, i, groups[i]));
      g_assert_true (haven_recovery_code_check_group (code, i, lower));
      g_assert_true (haven_recovery_code_check_group (code, i, spaced));
      g_assert_false (haven_recovery_code_check_group (code, i, longer));
      g_assert_false (haven_recovery_code_check_group (code, i, wrong));
      g_assert_false (haven_recovery_code_check_group (code, i, ""));
      g_assert_false (haven_recovery_code_check_group (code, i, code));
      wrong[4] = '\0';
      g_assert_false (haven_recovery_code_check_group (code, i, wrong));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/recovery-code/ten-thousand-codes-are-well-made-and-all-different",
                   test_ten_thousand_codes_are_well_made_and_all_different);
  g_test_add_func ("/store/recovery-code/a-code-may-be-typed-small-spaced-and-with-letters-for-digits",
                   test_a_code_may_be_typed_small_spaced_and_with_letters_for_digits);
  g_test_add_func ("/store/recovery-code/a-code-gives-another-key-for-another-vault",
                   test_a_code_gives_another_key_for_another_vault);
  g_test_add_func ("/store/recovery-code/every-wrong-sign-is-found-in-its-group",
                   test_every_wrong_sign_is_found_in_its_group);
  g_test_add_func ("/store/recovery-code/swapped-neighbours-are-found", test_swapped_neighbours_are_found);
  g_test_add_func ("/store/recovery-code/groups-in-another-order-are-found", test_groups_in_another_order_are_found);
  g_test_add_func ("/store/recovery-code/what-is-no-code-is-told-in-a-sentence",
                   test_what_is_no_code_is_told_in_a_sentence);
  g_test_add_func ("/store/recovery-code/a-group-is-compared-as-it-is-read-from-the-sheet",
                   test_a_group_is_compared_as_it_is_read_from_the_sheet);
  return g_test_run ();
}
