/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-rekey.h"

#include "haven-anchors.h"
#include "haven-database-copy-private.h"
#include "haven-safe-file.h"
#include "haven-vault-lock.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <unistd.h>

/* A partition gets a new key in four steps, and the power may fail after each of them: a copy under the new key beside
 * the file; vault.json with both keys; the copy renamed over the file; vault.json with the new key alone. */

static char *
build_path (const char *folder, HavenPartition partition, const char *ending)
{
  g_autofree char *name = g_strconcat (haven_partition_get_name (partition), ".db", ending, NULL);

  return g_build_filename (folder, name, NULL);
}

/* An attempt that ended before its time may have left one behind. */
static void
remove_copy (const char *folder, HavenPartition partition)
{
  static const char *const endings[] = { ".rekeyed", ".rekeyed-wal", ".rekeyed-shm", ".rekeyed-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = build_path (folder, partition, endings[i]);

      g_unlink (path);
    }
}

static gboolean
write_file (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, GError **error)
{
  const int lock = haven_vault_lock_writing (folder, error);
  const gboolean written = lock >= 0 && haven_vault_file_write (file, keys, folder, error);

  haven_vault_unlock (lock);
  return written;
}

static gboolean
make_copy (const char *folder,
           HavenPartition partition,
           const guint8 *old_key,
           const guint8 *new_key,
           HavenProgressFunc progress,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *path = build_path (folder, partition, ""), *copy = build_path (folder, partition, ".rekeyed");
  g_autoptr (HavenDatabase) database = haven_database_open_file (path, old_key, error);

  remove_copy (folder, partition);
  return database != NULL && haven_database_exec (database, "PRAGMA wal_checkpoint(TRUNCATE)", error) &&
         haven_database_copy (database, "main", copy, new_key, progress, data, cancellable, error) &&
         haven_database_check_file (copy, new_key, error);
}

static gboolean
put_in_place (const char *folder, HavenPartition partition, GError **error)
{
  g_autofree char *path = build_path (folder, partition, ""), *copy = build_path (folder, partition, ".rekeyed");

  if (g_rename (copy, path) == 0 && haven_safe_file_sync_folder (folder))
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_INPUT_OUTPUT,
               "The “%s” part could not be put in its place under its new key. Nothing was lost. Check the disk, then "
               "open the vault again.",
               haven_partition_get_name (partition));
  return FALSE;
}

/**
 * haven_vault_rekey:
 * @keys: hold the partition's key and the shared one; the new key takes the old one's place in them
 *
 * Gives a partition a new key and seals that to everybody who holds the old one. Nobody else may have the vault open:
 * the caller has it locked alone.
 */
gboolean
haven_vault_rekey (const char *folder,
                   HavenVaultFile *file,
                   HavenVaultKeys *keys,
                   HavenPartition partition,
                   HavenProgressFunc progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (HavenVaultKeys) coming = haven_vault_keys_new (), before = haven_vault_keys_copy (keys);
  const guint8 *old_key = haven_vault_keys_get (before, partition), *new_key;

  if (!haven_engine_start (error))
    return FALSE;
  if (old_key == NULL)
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_REFUSED,
                   "You do not hold the key of the “%s” part. Ask somebody who does to give it a new one.",
                   haven_partition_get_name (partition));
      return FALSE;
    }
  haven_vault_keys_set_random (coming, partition);
  new_key = haven_vault_keys_get (coming, partition);
  if (!make_copy (folder, partition, old_key, new_key, progress, data, cancellable, error) ||
      !haven_vault_file_prepare_rekey (file, partition, new_key, error) ||
      !write_file (folder, file, keys, error) || !put_in_place (folder, partition, error))
    return FALSE;
  haven_vault_keys_set (keys, partition, new_key);
  haven_vault_file_finish_rekey (file, partition);
  return haven_anchors_rekey (folder, partition, before, keys, error) &&
         write_file (folder, file, keys, error);
}

static gboolean
opens_with (const char *path, const guint8 *key)
{
  g_autoptr (HavenDatabase) database = NULL;

  /* Opening makes a file that is not there. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  database = haven_database_open_file (path, key, NULL);
  return database != NULL;
}

/**
 * haven_vault_pick_rekeyed:
 *
 * While a rekey is not settled, takes for each partition the key that its file has. Nothing is written, so that it helps
 * where somebody else has the vault open, too.
 */
void
haven_vault_pick_rekeyed (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys)
{
  HavenVaultKeys *next = haven_vault_file_get_next_keys (file);

  for (int i = 0; next && i < HAVEN_N_PARTITIONS; i++)
    {
      const guint8 *key = haven_vault_keys_get (next, (HavenPartition) i);
      g_autofree char *path = build_path (folder, (HavenPartition) i, "");

      if (key != NULL && haven_vault_file_is_rekey_pending (file, (HavenPartition) i) && opens_with (path, key))
        haven_vault_keys_set (keys, (HavenPartition) i, key);
    }
}

/**
 * haven_vault_settle_rekeys:
 *
 * Finishes what a rekey that was interrupted left: where the partition's file has its new key already that one is kept,
 * otherwise the old one. A file that neither opens may only be unreadable for the moment: both keys are kept then. The
 * caller has the vault locked alone.
 */
gboolean
haven_vault_settle_rekeys (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, GError **error)
{
  HavenVaultKeys *next = haven_vault_file_get_next_keys (file);
  gboolean settled = FALSE;

  if (!haven_engine_start (error))
    return FALSE;
  for (int i = 0; next && i < HAVEN_N_PARTITIONS; i++)
    {
      const HavenPartition partition = (HavenPartition) i;
      const guint8 *key = haven_vault_keys_get (next, partition);
      g_autofree char *path = build_path (folder, partition, "");

      if (!haven_vault_file_is_rekey_pending (file, partition))
        remove_copy (folder, partition);
      if (key == NULL || !haven_vault_file_is_rekey_pending (file, partition))
        continue;
      if (opens_with (path, key))
        {
          if (haven_vault_keys_get (keys, partition) != NULL)
            haven_anchors_rekey (folder, partition, keys, next, NULL);
          haven_vault_keys_set (keys, partition, key);
          haven_vault_file_finish_rekey (file, partition);
        }
      else if (haven_vault_keys_get (keys, partition) && opens_with (path, haven_vault_keys_get (keys, partition)))
        haven_vault_file_abandon_rekey (file, partition);
      else
        continue;
      remove_copy (folder, partition);
      settled = TRUE;
    }
  return !settled || write_file (folder, file, keys, error);
}
