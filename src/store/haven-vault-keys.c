/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-keys.h"

#include <sodium.h>
#include <string.h>

struct _HavenVaultKeys
{
  guint8 bytes[HAVEN_N_PARTITIONS][HAVEN_VAULT_KEY_SIZE];
  guint8 present[HAVEN_N_PARTITIONS];
};

HavenVaultKeys *
haven_vault_keys_new (void)
{
  HavenVaultKeys *self;

  if (sodium_init () < 0)
    g_error ("libsodium could not be started");
  self = sodium_malloc (sizeof *self);
  if (self == NULL)
    g_error ("no memory for keys");
  sodium_memzero (self, sizeof *self);
  return self;
}

/** A new key for every partition: for a new vault. */
HavenVaultKeys *
haven_vault_keys_new_random (void)
{
  HavenVaultKeys *self = haven_vault_keys_new ();

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    haven_vault_keys_set_random (self, (HavenPartition) i);
  return self;
}

HavenVaultKeys *
haven_vault_keys_copy (HavenVaultKeys *self)
{
  HavenVaultKeys *copy = haven_vault_keys_new ();

  memcpy (copy, self, sizeof *self);
  return copy;
}

/** Wipes the keys. */
void
haven_vault_keys_free (HavenVaultKeys *self)
{
  if (self)
    sodium_free (self);
}

/** Returns: (transfer none) (nullable): 32 bytes, or %NULL where the keys do not open @partition */
const guint8 *
haven_vault_keys_get (HavenVaultKeys *self, HavenPartition partition)
{
  g_return_val_if_fail (self != NULL && partition < HAVEN_N_PARTITIONS, NULL);
  return self->present[partition] ? self->bytes[partition] : NULL;
}

/** @key: 32 bytes */
void
haven_vault_keys_set (HavenVaultKeys *self, HavenPartition partition, const guint8 *key)
{
  g_return_if_fail (self != NULL && partition < HAVEN_N_PARTITIONS && key != NULL);
  memcpy (self->bytes[partition], key, HAVEN_VAULT_KEY_SIZE);
  self->present[partition] = 1;
}

void
haven_vault_keys_set_random (HavenVaultKeys *self, HavenPartition partition)
{
  g_return_if_fail (self != NULL && partition < HAVEN_N_PARTITIONS);
  randombytes_buf (self->bytes[partition], HAVEN_VAULT_KEY_SIZE);
  self->present[partition] = 1;
}

void
haven_vault_keys_remove (HavenVaultKeys *self, HavenPartition partition)
{
  g_return_if_fail (self != NULL && partition < HAVEN_N_PARTITIONS);
  sodium_memzero (self->bytes[partition], HAVEN_VAULT_KEY_SIZE);
  self->present[partition] = 0;
}

/** Takes over the keys that @others has: for somebody who holds two recovery codes. */
void
haven_vault_keys_add_all (HavenVaultKeys *self, HavenVaultKeys *others)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_keys_get (others, (HavenPartition) i) != NULL)
      haven_vault_keys_set (self, (HavenPartition) i, others->bytes[i]);
}

/**
 * haven_vault_keys_derive:
 * @purpose: what the derived key is for, a constant: no two purposes share a key
 * @key: (out caller-allocates): 32 bytes, to be wiped by the caller
 *
 * A key that only a holder of the partition's key can make (keyed BLAKE2b).
 */
void
haven_vault_keys_derive (HavenVaultKeys *self, HavenPartition partition, const char *purpose, guint8 *key)
{
  g_return_if_fail (haven_vault_keys_get (self, partition) != NULL);
  crypto_generichash (key,
                      HAVEN_VAULT_KEY_SIZE,
                      (const guint8 *) purpose,
                      strlen (purpose),
                      self->bytes[partition],
                      HAVEN_VAULT_KEY_SIZE);
}
