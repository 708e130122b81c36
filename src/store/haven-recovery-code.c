/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-recovery-code.h"

#include <sodium.h>
#include <string.h>

#define GROUP_SIZE 5
#define N_CARRYING 6 /* groups that carry the code; the last one checks it */
#define N_SIGNS (HAVEN_RECOVERY_N_GROUPS * GROUP_SIZE)

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int
read_sign (char sign)
{
  const char upper = g_ascii_toupper (sign);
  const char *found;

  if (upper == 'O')
    return 0;
  if (upper == 'I' || upper == 'L')
    return 1;
  found = upper ? strchr (signs, upper) : NULL;
  return found ? (int) (found - signs) : -1;
}

/* Twice @value in the field of 32 elements, where x⁵ is x² + 1. */
static guint8
double_value (guint8 value)
{
  return (guint8) ((value << 1) ^ (value & 16 ? 0x25 : 0));
}

/* The signs of a group weigh 16, 8, 4 and 2 in that field and the check 1, all different and none of them zero: so every
 * single wrong sign and every two that are swapped show in their own group. With its number added, so do swapped groups. */
static guint8
make_group_check (guint group, const guint8 *four)
{
  guint8 check = 0;

  for (guint i = 0; i < GROUP_SIZE - 1; i++)
    check = double_value (check ^ four[i]);
  return check ^ (guint8) group;
}

/* The last group: twenty bits of a hash over what the others carry. */
static void
fill_last_group (guint8 *values)
{
  guint8 hash[16];

  crypto_generichash (hash, sizeof hash, values, N_CARRYING * GROUP_SIZE, NULL, 0);
  for (guint i = 0; i < GROUP_SIZE - 1; i++)
    values[N_CARRYING * GROUP_SIZE + i] = hash[i] & 31;
  values[N_SIGNS - 1] = make_group_check (N_CARRYING, values + N_CARRYING * GROUP_SIZE);
}

/** Returns: (transfer full): a new code as it is printed, groups parted by hyphens; to be wiped by the caller */
char *
haven_recovery_code_new (void)
{
  guint8 values[N_SIGNS];
  /* As large as it gets: what grows leaves its smaller self behind. */
  GString *code = g_string_sized_new (2 * N_SIGNS);

  if (sodium_init () < 0)
    g_error ("libsodium could not be started");
  for (guint group = 0; group < N_CARRYING; group++)
    {
      guint8 *at = values + group * GROUP_SIZE;

      for (guint i = 0; i < GROUP_SIZE - 1; i++)
        at[i] = (guint8) randombytes_uniform (32);
      at[GROUP_SIZE - 1] = make_group_check (group, at);
    }
  fill_last_group (values);
  for (guint i = 0; i < N_SIGNS; i++)
    g_string_append_printf (code, "%s%c", i > 0 && i % GROUP_SIZE == 0 ? "-" : "", signs[values[i]]);
  sodium_memzero (values, sizeof values);
  return g_string_free (code, FALSE);
}

/* @sentence: (transfer full): */
static gboolean
set_wrong (GError **error, char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE, sentence);
  g_free (sentence);
  return FALSE;
}

static gboolean
read_values (const char *code, guint8 *values, GError **error)
{
  guint n = 0;

  for (const char *c = code; *c; c++)
    {
      const int value = read_sign (*c);

      if (*c == '-' || g_ascii_isspace (*c))
        continue;
      if (n == N_SIGNS)
        return set_wrong (error, g_strdup ("The recovery code is too long. Compare it with the sheet."));
      if (value < 0)
        return set_wrong (error,
                          g_strdup_printf ("Group %u of the recovery code has a sign that no code has. Compare it with "
                                           "the sheet.",
                                           n / GROUP_SIZE + 1));
      values[n++] = (guint8) value;
    }
  return n == N_SIGNS ||
         set_wrong (error, g_strdup ("The recovery code is not whole: it has seven groups of five signs."));
}

static gboolean
check_values (const guint8 *values, GError **error)
{
  guint8 expected[N_SIGNS];

  for (guint group = 0; group < HAVEN_RECOVERY_N_GROUPS; group++)
    if (values[group * GROUP_SIZE + GROUP_SIZE - 1] != make_group_check (group, values + group * GROUP_SIZE))
      return set_wrong (error,
                        g_strdup_printf ("Group %u of the recovery code is mistyped. Compare it with the sheet.", group + 1));
  memcpy (expected, values, sizeof expected);
  fill_last_group (expected);
  return memcmp (expected, values, sizeof expected) == 0 ||
         set_wrong (error, g_strdup ("A group of the recovery code is mistyped. Compare all seven with the sheet."));
}

/**
 * haven_recovery_code_derive:
 * @key: (out caller-allocates): 32 bytes, to be wiped by the caller
 *
 * The key that a code gives for a vault. The code is random enough to need no slow hash. Where it is mistyped the
 * sentence names the group.
 */
gboolean
haven_recovery_code_derive (const char *code, const char *vault_id, guint8 *key, GError **error)
{
  guint8 values[N_SIGNS];
  gboolean sound;

  if (sodium_init () < 0)
    g_error ("libsodium could not be started");
  sound = read_values (code, values, error) && check_values (values, error);
  if (sound)
    {
      crypto_generichash_state state;

      crypto_generichash_init (&state, NULL, 0, HAVEN_RECOVERY_KEY_SIZE);
      crypto_generichash_update (&state, (const guint8 *) vault_id, strlen (vault_id));
      crypto_generichash_update (&state, values, sizeof values);
      crypto_generichash_final (&state, key, HAVEN_RECOVERY_KEY_SIZE);
      sodium_memzero (&state, sizeof state);
    }
  sodium_memzero (values, sizeof values);
  return sound;
}

/** Whether @typed is the group of a code with that number, counted from 0: shows that the sheet can be read. */
gboolean
haven_recovery_code_check_group (const char *code, guint group, const char *typed)
{
  const char *at = code + group * (GROUP_SIZE + 1);
  guint n = 0;

  g_return_val_if_fail (group < HAVEN_RECOVERY_N_GROUPS, FALSE);
  for (const char *c = typed; *c; c++)
    {
      if (*c == '-' || g_ascii_isspace (*c))
        continue;
      if (n == GROUP_SIZE || read_sign (*c) < 0 || read_sign (*c) != read_sign (at[n++]))
        return FALSE;
    }
  return n == GROUP_SIZE;
}
