/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-private.h"

#include "haven-audit-private.h"
#include "haven-database-copy-private.h"
#include "haven-store.h"
#include "haven-vault-file-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* ── Reopening ────────────────────────────────────────────────────────────── */

/* One partition: out of the file, its digest, every page of it, its log, and every row. */
static gboolean
check_partition (int file,
                 HavenBackupHeader *header,
                 HavenPartition partition,
                 HavenVaultKeys *copy_keys,
                 const char *work,
                 HavenBackupProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *path = haven_backup_build_path (work, partition, ".reopened");
  const guint8 *key = haven_vault_keys_get (copy_keys, partition);
  g_autoptr (JsonObject) expected = haven_backup_header_open_facts (header, partition, copy_keys, error);
  g_autoptr (JsonObject) found = NULL;
  gboolean sound;

  if (expected == NULL ||
      !haven_backup_extract (file, header, partition, copy_keys, path, progress, cancellable, error))
    return FALSE;
  sound = haven_database_check_file (path, key, error);
  if (sound)
    found = haven_backup_read_facts_of_file (path, partition, key, cancellable, error);
  g_unlink (path);
  haven_backup_progress_step (progress);
  return found != NULL && haven_backup_compare_facts (expected, found, partition, error);
}

static gboolean
check_parts (int file,
             const char *work,
             HavenVaultKeys *keys,
             HavenBackupProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (HavenBackupHeader) header = haven_backup_header_read (file, error);
  g_autoptr (HavenVaultKeys) copy_keys = NULL;

  if (header == NULL)
    return FALSE;
  copy_keys = haven_backup_header_open_with_keys (header, keys);
  if (!haven_backup_header_check_marks (header, copy_keys, error))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      const HavenPartition partition = (HavenPartition) i;

      if (!header->parts[i].held || haven_vault_keys_get (keys, partition) == NULL)
        continue;
      if (haven_vault_keys_get (copy_keys, partition) == NULL)
        {
          g_set_error (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_WRONG_KEY,
                       "The backup is of another vault, or was made before the “%s” part got a new key. Nothing was "
                       "changed. Open it with its recovery code, or make a new backup.",
                       haven_partition_get_name (partition));
          return FALSE;
        }
      if (!check_partition (file, header, partition, copy_keys, work, progress, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/** Opens a backup that was just written, with the keys of the vault, as a restore would. */
gboolean
haven_backup_reopen (const char *path,
                     const char *work,
                     HavenVaultKeys *keys,
                     HavenBackupProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  int file = haven_backup_open (path, error);
  const gboolean sound = file >= 0 && check_parts (file, work, keys, progress, cancellable, error);

  if (file >= 0)
    close (file);
  return sound;
}

/**
 * haven_backup_verify:
 * @vault_folder: where there is room for copies that are encrypted
 * @keys: of the vault; what they do not open is not looked at
 *
 * Reads a whole backup and opens every partition in it.
 */
gboolean
haven_backup_verify (const char *path,
                     const char *vault_folder,
                     HavenVaultKeys *keys,
                     HavenProgressFunc function,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  HavenBackupProgress progress = { function, data, 0, 1, HAVEN_N_PARTITIONS };
  g_autofree char *work = NULL;
  int lock = haven_backup_begin_work (vault_folder, &work, error);
  gboolean sound;

  if (lock < 0)
    return FALSE;
  sound = haven_backup_reopen (path, work, keys, &progress, cancellable, error);
  haven_backup_end_work (lock, work);
  return sound;
}

/* ── The drill ────────────────────────────────────────────────────────────── */

/** What a drill holds the restored vault against. */
typedef struct
{
  const char *live;     /* the vault's folder */
  const char *restored; /* the folder of what came out of the backup */
  HavenPartitions partitions;
  HavenBackupHeader *header;
  HavenVaultKeys *keys;
  HavenVaultKeys *copy_keys;
  GCancellable *cancellable;
} Drill;

/* The log in the backup is the beginning of the vault's log as it is now. */
static gboolean
check_log_goes_on (Drill *drill, HavenPartition partition, JsonObject *facts, GError **error)
{
  g_autofree char *path = haven_backup_build_path (drill->live, partition, "");
  g_autofree guint8 *hash = haven_slot_dup_bytes (facts, "head", HAVEN_HASH_SIZE);
  g_autoptr (HavenDatabase) database = haven_database_open_empty (error);
  HavenAuditHead head = { .sequence = json_object_get_int_member_with_default (facts, "sequence", 0) };
  gboolean contained;

  if (hash != NULL)
    memcpy (head.hash, hash, sizeof head.hash);
  if (database == NULL ||
      !haven_database_attach (database, path, haven_partition_get_name (partition), haven_vault_keys_get (drill->keys, partition), error) ||
      !haven_audit_contains (database, partition, &head, sizeof head.hash, &contained, error))
    return FALSE;
  if (!contained)
    g_set_error (error,
                 HAVEN_STORE_ERROR,
                 HAVEN_STORE_ERROR_CHAIN_BROKEN,
                 "The log of the “%s” part does not go on from the one in the backup: one of the two was altered. Keep both "
                 "as they are and tell the administrator.",
                 haven_partition_get_name (partition));
  return contained;
}

static gboolean
compare_restored (Drill *drill, HavenPartition partition, GError **error)
{
  g_autofree char *path = haven_backup_build_path (drill->restored, partition, "");
  g_autoptr (JsonObject) expected = haven_backup_header_open_facts (drill->header, partition, drill->copy_keys, error);
  g_autoptr (JsonObject) found = NULL;

  if (expected == NULL)
    return FALSE;
  found = haven_backup_read_facts_of_file (path,
                                           partition,
                                           haven_vault_keys_get (drill->keys, partition),
                                           drill->cancellable,
                                           error);
  return found != NULL && haven_backup_compare_facts (expected, found, partition, error) &&
         check_log_goes_on (drill, partition, expected, error);
}

/* As the program opens a vault: with every part of it that came back. */
static gboolean
open_restored (Drill *drill, GError **error)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_copy (drill->keys);
  g_autoptr (HavenClock) clock = haven_clock_new (NULL);
  g_autoptr (HavenStore) store = NULL;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((drill->partitions & (1u << i)) == 0)
      haven_vault_keys_remove (keys, (HavenPartition) i);
  store = haven_store_open (drill->restored, keys, clock, error);
  return store != NULL;
}

static gboolean
compare_all (Drill *drill, GError **error)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((drill->partitions & (1u << i)) != 0 && !compare_restored (drill, (HavenPartition) i, error))
      return FALSE;
  return open_restored (drill, error);
}

static HavenPartitions
drill_in (const char *path,
          const char *vault_folder,
          const char *work,
          HavenVaultKeys *keys,
          HavenProgressFunc progress,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *folder = g_build_filename (work, "restored", NULL);
  Drill drill = { .live = vault_folder, .restored = folder, .keys = keys, .cancellable = cancellable };
  HavenBackupUnlock unlock = { .keys = keys };
  g_autoptr (HavenBackupHeader) header = NULL;
  g_autoptr (HavenVaultKeys) copy_keys = NULL;
  int file;

  if (!haven_backup_restore (path, folder, &unlock, &drill.partitions, progress, data, cancellable, error))
    return 0;
  file = haven_backup_open (path, error);
  if (file < 0)
    return 0;
  header = drill.header = haven_backup_header_read (file, error);
  close (file);
  if (header == NULL)
    return 0;
  copy_keys = drill.copy_keys = haven_backup_header_open_with_keys (header, keys);
  return compare_all (&drill, error) ? drill.partitions : 0;
}

/**
 * haven_backup_drill:
 * @keys: of the vault
 *
 * Restores a backup into a folder inside the vault, compares every row of it, and how far its logs go, with what the
 * vault held when it was made, and removes it again.
 *
 * Returns: the partitions that were restored and are right; none where one is not
 */
HavenPartitions
haven_backup_drill (const char *path,
                    const char *vault_folder,
                    HavenVaultKeys *keys,
                    HavenProgressFunc progress,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *work = NULL;
  int lock = haven_backup_begin_work (vault_folder, &work, error);
  HavenPartitions restored;

  if (lock < 0)
    return 0;
  restored = drill_in (path, vault_folder, work, keys, progress, data, cancellable, error);
  haven_backup_end_work (lock, work);
  return restored;
}
