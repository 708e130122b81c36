/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vaults-check.h"

#include "haven-check.h"
#include "haven-vault-lock.h"
#include "haven-vaults-private.h"

#include <string.h>

void
haven_vault_check_free (HavenVaultCheck *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    g_free (self->parts[i].sentence);
  g_free (self->vault_id);
  g_free (self);
}

/** Returns: a word for what is wrong, for programs: it stays the same whatever the sentence says */
const char *
haven_vaults_describe_error (const GError *error)
{
  static const struct
  {
    HavenStoreError code;
    const char *word;
  } words[] = {
    { HAVEN_STORE_ERROR_MISSING_PARTITION, "missing" }, { HAVEN_STORE_ERROR_DAMAGED, "damaged" },
    { HAVEN_STORE_ERROR_WRONG_KEY, "wrong-key" },       { HAVEN_STORE_ERROR_ROLLED_BACK, "rolled-back" },
    { HAVEN_STORE_ERROR_CHAIN_BROKEN, "chain-broken" }, { HAVEN_STORE_ERROR_NEWER_SCHEMA, "newer-schema" },
    { HAVEN_STORE_ERROR_PERMISSIONS, "permissions" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_error_matches (error, HAVEN_STORE_ERROR, (int) words[i].code))
      return words[i].word;
  return "failed";
}

static void
note (HavenPartCheck *part, const GError *error)
{
  part->state = haven_vaults_describe_error (error);
  g_set_str (&part->sentence, error->message);
}

/* The engine gives one answer for a foreign file and for a damaged one. */
static void
tell_apart (HavenVaultFile *file, const char *folder, HavenPartCheck *part)
{
  if (strcmp (part->state, "damaged") != 0 || haven_vault_file_knows (file, folder, part->partition))
    return;
  part->state = "wrong-key";
  g_free (part->sentence);
  part->sentence = g_strdup_printf ("The file “%s.db” belongs to another vault: this one's key does not open it. Put the "
                                    "vault's own file back, or restore a backup.",
                                    haven_partition_get_name (part->partition));
}

static void
check_part (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, gboolean deep, HavenPartCheck *part)
{
  g_autoptr (GError) error = NULL;

  if (haven_vault_file_is_absent (file, part->partition))
    part->state = "absent";
  else if (haven_vault_keys_get (keys, part->partition) == NULL)
    part->state = "closed";
  else if (haven_check_partition (folder, keys, part->partition, deep, &part->n_events, &error))
    part->state = "sound";
  else
    {
      note (part, error);
      tell_apart (file, folder, part);
    }
}

/* Each part may be sound and yet be an older one: what was kept outside them tells. */
static void
check_age (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, HavenPartCheck *part)
{
  g_autoptr (HavenVaultKeys) one = haven_vaults_pick_keys (keys, 1u << part->partition);
  g_autoptr (HavenClock) clock = haven_clock_new (NULL);
  g_autoptr (HavenStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (strcmp (part->state, "sound") != 0)
    return;
  store = haven_store_open (folder, one, clock, &error);
  if (store == NULL)
    note (part, error);
}

static void
check_parts (HavenVaultCheck *self, const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, gboolean deep)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      self->parts[i].partition = (HavenPartition) i;
      check_part (folder, file, keys, deep, &self->parts[i]);
      check_age (folder, file, keys, &self->parts[i]);
    }
}

/**
 * haven_vaults_check:
 * @deep: read every page too; nobody may have the vault open then
 *
 * Looks at a vault without changing it. What stops it before the parts are looked at is an error: a wrong passphrase, a
 * damaged vault.json. Not on the main thread.
 */
HavenVaultCheck *
haven_vaults_check (const char *folder,
                    const char *sign_in_name,
                    const char *passphrase,
                    HavenKeyring *keyring,
                    gboolean deep,
                    GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, error);
  g_autoptr (HavenVaultKeys) keys = NULL;
  g_autoptr (HavenVaultCheck) self = g_new0 (HavenVaultCheck, 1);
  int lock = -1;

  if (file == NULL)
    return NULL;
  keys = haven_vaults_unlock (folder, file, sign_in_name, passphrase, keyring, error);
  if (keys == NULL)
    return NULL;
  if (deep)
    {
      lock = haven_vault_lock_alone (folder, error);
      if (lock < 0)
        return NULL;
      /* The parts are opened one by one below, each sharing the vault. */
      haven_vault_unlock (lock);
    }
  self->vault_id = g_strdup (haven_vault_file_get_id (file));
  self->generation = haven_vault_file_get_generation (file);
  check_parts (self, folder, file, keys, deep);
  return g_steal_pointer (&self);
}

/** Returns: (transfer none) (nullable): the first part that is not as it should be */
const HavenPartCheck *
haven_vault_check_find_fault (const HavenVaultCheck *self)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (self->parts[i].sentence != NULL)
      return &self->parts[i];
  return NULL;
}
