/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-private.h"

#include "haven-database-copy-private.h"
#include "haven-safe-file.h"
#include "haven-vault-file-private.h"
#include "haven-vault-lock.h"
#include "haven-vault-place.h"
#include "haven-vault-unfinished.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * Everything is made ready in a folder of its own inside the target. Then the partitions are moved up, and vault.json is
 * written last: without it there is no vault. What an interruption leaves is known by that folder (haven-vault-unfinished.c).
 */
#define N_STEPS 3 /* for each partition: take out, give it the vault's key, check */

typedef struct
{
  const char *folder;
  char *work;
  int file;
  HavenBackupHeader *header;
  HavenVaultFile *target;    /* the vault.json that will stand in the folder */
  HavenVaultKeys *keys;      /* of the vault that it becomes */
  HavenVaultKeys *copy_keys; /* of the copies in the backup */
  HavenPartitions partitions;
  gboolean adding; /* to a vault that is there */
  gboolean made_folder;
  HavenBackupProgress progress;
  GCancellable *cancellable;
} Restoring;

/* ── What opens it ────────────────────────────────────────────────────────── */

static gboolean
set_refused (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED, sentence);
  return FALSE;
}

static HavenVaultKeys *
recover_keys (HavenVaultFile *file, const char *const *codes, GError **error)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new ();

  for (gsize i = 0; codes[i]; i++)
    {
      g_autoptr (HavenVaultKeys) opened = haven_vault_file_recover (file, codes[i], error);

      if (opened == NULL)
        return NULL;
      haven_vault_keys_add_all (keys, opened);
    }
  return g_steal_pointer (&keys);
}

/* The keys of a vault by its vault.json: the one in the backup, or the one in the folder. */
static HavenVaultKeys *
unlock_vault (HavenVaultFile *file, const HavenBackupUnlock *unlock, GError **error)
{
  if (unlock->codes != NULL)
    return recover_keys (file, unlock->codes, error);
  if (unlock->keys != NULL)
    return haven_vault_file_check (file, unlock->keys, error) ? haven_vault_keys_copy (unlock->keys) : NULL;
  if (unlock->share == NULL && !haven_vault_file_get_passphrase_alone (file))
    {
      set_refused (error,
                   "This vault is not opened by a passphrase alone, and on this machine there is nothing else. Nothing was "
                   "changed. Use the printed recovery code.");
      return NULL;
    }
  return haven_vault_file_sign_in (file,
                                   unlock->sign_in_name ? unlock->sign_in_name : "",
                                   unlock->passphrase,
                                   unlock->share,
                                   NULL,
                                   error);
}

static gboolean
open_copies (Restoring *self, HavenVaultFile *inner, HavenVaultKeys *inner_keys, const HavenBackupUnlock *unlock, GError **error)
{
  self->copy_keys = unlock->codes ? haven_backup_header_open_with_codes (self->header, inner, unlock->codes, error)
                                  : haven_backup_header_open_with_keys (self->header, inner_keys);
  if (self->copy_keys == NULL)
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_keys_get (self->copy_keys, (HavenPartition) i) != NULL &&
        haven_vault_keys_get (self->keys, (HavenPartition) i) != NULL)
      self->partitions |= 1u << i;
  if (self->partitions == 0)
    return set_refused (error,
                        "What you gave opens none of the parts in this backup. Nothing was changed. Use the recovery code "
                        "of a part that is in it, or another backup.");
  return haven_backup_header_check_marks (self->header, self->copy_keys, error);
}

static gboolean
set_other_vault (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_EXISTS,
                       "That folder holds another vault. Nothing was changed. Choose a new or an empty folder.");
  return FALSE;
}

/* The keys of the vault in the folder are asked of its own vault.json: a part may have been given a new key in between. */
static gboolean
unlock_all (Restoring *self, const HavenBackupUnlock *unlock, GError **error)
{
  g_autoptr (HavenVaultFile) inner =
      haven_vault_file_parse (self->header->vault_text, strlen (self->header->vault_text), error);
  g_autoptr (HavenVaultKeys) inner_keys = NULL;

  if (inner == NULL)
    return FALSE;
  if (self->adding && g_strcmp0 (haven_vault_file_get_id (self->target), haven_vault_file_get_id (inner)) != 0)
    return set_other_vault (error);
  inner_keys = unlock_vault (inner, unlock, error);
  if (inner_keys == NULL)
    return FALSE;
  self->keys = self->adding ? unlock_vault (self->target, unlock, error) : haven_vault_keys_copy (inner_keys);
  if (self->keys == NULL || !open_copies (self, inner, inner_keys, unlock, error))
    return FALSE;
  if (!self->adding)
    self->target = g_steal_pointer (&inner);
  return TRUE;
}

/* ── Where it goes ────────────────────────────────────────────────────────── */

static gboolean
set_not_empty (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_EXISTS,
                       "That folder is not empty. Nothing was changed. Choose a new or an empty folder for the vault.");
  return FALSE;
}

/* What is not ours is seen before anything is touched. */
static gboolean
find_folder (Restoring *self, GError **error)
{
  g_autofree char *vault = g_build_filename (self->folder, "vault.json", NULL);

  self->adding = g_file_test (vault, G_FILE_TEST_EXISTS);
  if (self->adding)
    return TRUE;
  self->made_folder = g_mkdir (self->folder, 0700) == 0;
  if (self->made_folder)
    return TRUE;
  if (errno != EEXIST)
    return haven_backup_set_errno (error, errno, "The folder for the vault cannot be made");
  return haven_vault_unfinished_is_free (self->folder) || set_not_empty (error);
}

/* Nobody else is at it now. What an interrupted restore left is begun anew. */
static gboolean
prepare_folder (Restoring *self, GError **error)
{
  if (self->adding)
    {
      self->target = haven_vault_file_read (self->folder, error);
      return self->target != NULL;
    }
  if (!haven_vault_unfinished_is_ours (self->folder))
    return set_not_empty (error);
  haven_vault_unfinished_remove_files (self->folder);
  return g_chmod (self->folder, 0700) == 0 || haven_backup_set_errno (error, errno, "The folder cannot be used");
}

/* A part that is there is never written over; only one that the vault does without is added. */
static gboolean
choose_partitions (Restoring *self, GError **error)
{
  const gboolean interrupted = haven_vault_unfinished_is_marked (self->folder);

  if (haven_vault_keys_get (self->keys, HAVEN_PARTITION_SHARED) == NULL)
    return set_refused (error,
                        "The clinic's own part must be opened too: it says who may use the vault. Nothing was changed. "
                        "Give the clinic's recovery code as well.");
  if (!self->adding)
    return (self->partitions & HAVEN_IN_SHARED) != 0 ||
           set_refused (error, "This backup does not hold the clinic's own part, with which a vault begins. Nothing was "
                               "changed. Restore one that does first, then this one into the same folder.");
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = haven_backup_build_path (self->folder, (HavenPartition) i, "");

      if (!haven_vault_file_is_absent (self->target, (HavenPartition) i) ||
          (g_file_test (path, G_FILE_TEST_EXISTS) && !interrupted))
        self->partitions &= ~(1u << i);
    }
  if (self->partitions != 0)
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_EXISTS,
                       "The vault in that folder has every part that this backup could give. Nothing was changed. To go back "
                       "to the backup, restore it into an empty folder.");
  return FALSE;
}

/* ── The partitions ───────────────────────────────────────────────────────── */

/* A copy under its own key becomes the vault's file under the vault's key. */
static gboolean
convert (Restoring *self, HavenPartition partition, const char *taken, const char *made, GError **error)
{
  g_autoptr (HavenDatabase) database =
      haven_database_open_file (taken, haven_vault_keys_get (self->copy_keys, partition), error);

  if (database == NULL || !haven_database_copy (database,
                                                "main",
                                                made,
                                                haven_vault_keys_get (self->keys, partition),
                                                haven_backup_progress_tell,
                                                &self->progress,
                                                self->cancellable,
                                                error))
    return FALSE;
  haven_backup_progress_step (&self->progress);
  return TRUE;
}

static gboolean
check_converted (Restoring *self, HavenPartition partition, const char *made, GError **error)
{
  const guint8 *key = haven_vault_keys_get (self->keys, partition);
  g_autoptr (JsonObject) expected = haven_backup_header_open_facts (self->header, partition, self->copy_keys, error);
  g_autoptr (JsonObject) found = NULL;

  if (expected == NULL || !haven_database_check_file (made, key, error))
    return FALSE;
  found = haven_backup_read_facts_of_file (made, partition, key, self->cancellable, error);
  haven_backup_progress_step (&self->progress);
  return found != NULL && haven_backup_compare_facts (expected, found, partition, error);
}

static gboolean
make_partition (Restoring *self, HavenPartition partition, GError **error)
{
  g_autofree char *taken = haven_backup_build_path (self->work, partition, ".taken");
  g_autofree char *made = haven_backup_build_path (self->work, partition, "");

  if (!haven_backup_extract (self->file,
                             self->header,
                             partition,
                             self->copy_keys,
                             taken,
                             &self->progress,
                             self->cancellable,
                             error))
    return FALSE;
  haven_backup_progress_step (&self->progress);
  if (!convert (self, partition, taken, made, error))
    return FALSE;
  g_unlink (taken);
  return check_converted (self, partition, made, error);
}

static gboolean
move_partition (Restoring *self, HavenPartition partition, GError **error)
{
  g_autofree char *made = haven_backup_build_path (self->work, partition, "");
  g_autofree char *path = haven_backup_build_path (self->folder, partition, "");

  return g_rename (made, path) == 0 ||
         haven_backup_set_errno (error, errno, "The restored vault could not be put in its place");
}

/* ── The vault ────────────────────────────────────────────────────────────── */

static gboolean
mark_partitions (HavenVaultFile *file, gpointer data, GError **error)
{
  Restoring *self = data;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (!self->adding || (self->partitions & (1u << i)) != 0)
      haven_vault_file_restore_partition (file, (HavenPartition) i, (self->partitions & (1u << i)) != 0);
  /* How far the logs went when vault.json was last written is more than the backup knows. */
  if (!self->adding)
    haven_vault_file_set_heads (file, NULL);
  haven_vault_file_set_restored (file, TRUE);
  return TRUE;
}

static gboolean
write_vault_file (Restoring *self, GError **error)
{
  if (self->adding)
    return haven_vault_file_edit (self->folder, self->keys, mark_partitions, self, NULL, error);
  return mark_partitions (self->target, self, error) &&
         haven_vault_file_write (self->target, self->keys, self->folder, error);
}

/* The names in the folder, and the folder's own name in the one above it, which may have been made a moment ago. */
static gboolean
sync_names (Restoring *self)
{
  g_autofree char *path = g_canonicalize_filename (self->folder, NULL), *above = g_path_get_dirname (path);

  return (haven_safe_file_sync_folder (above) || !self->made_folder) && haven_safe_file_sync_folder (self->folder);
}

static gboolean
make_vault (Restoring *self, GError **error)
{
  if (!haven_vault_unfinished_mark (self->folder, error))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    self->progress.total += (self->partitions & (1u << i)) != 0 ? N_STEPS : 0;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((self->partitions & (1u << i)) != 0 && !make_partition (self, (HavenPartition) i, error))
      return FALSE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((self->partitions & (1u << i)) != 0 && !move_partition (self, (HavenPartition) i, error))
      return FALSE;
  if (!sync_names (self))
    return haven_backup_set_errno (error, errno, "The restored vault could not be brought to the disk");
  return write_vault_file (self, error);
}

/* What an interrupted restore left beside a vault stays where it is for one that gets further than this one. */
static gboolean
restore_locked (Restoring *self, const HavenBackupUnlock *unlock, GError **error)
{
  gboolean begun, restored;

  if (!prepare_folder (self, error))
    return FALSE;
  begun = unlock_all (self, unlock, error) && choose_partitions (self, error);
  restored = begun && make_vault (self, error);
  if (restored)
    haven_vault_unfinished_unmark (self->folder);
  else if (!self->adding)
    haven_vault_unfinished_clear (self->folder);
  else if (begun)
    haven_vault_unfinished_take_back (self->folder, self->partitions);
  return restored;
}

static gboolean
restore_into (Restoring *self, const HavenBackupUnlock *unlock, GError **error)
{
  gboolean restored;
  int lock;

  if (!find_folder (self, error))
    return FALSE;
  lock = haven_vault_place_check (self->folder, error) ? haven_vault_lock_alone (self->folder, error) : -1;
  restored = lock >= 0 && restore_locked (self, unlock, error);
  haven_vault_unlock (lock);
  if (!restored && self->made_folder)
    g_rmdir (self->folder);
  return restored;
}

/**
 * haven_backup_restore:
 * @folder: a new or empty folder, or that of a vault that lacks a part which this backup of it holds
 * @unlock: recovery codes, or somebody's name and passphrase, or keys
 * @restored: (out) (optional): the partitions that were put there
 *
 * Makes a vault out of a backup, checked row by row, under the keys that it had. What the backup does not hold, or what
 * @unlock does not open, is marked absent: the vault opens without it, and another backup may add it. Nothing is left in
 * the folder where this fails. Not on the main thread.
 */
gboolean
haven_backup_restore (const char *path,
                      const char *folder,
                      const HavenBackupUnlock *unlock,
                      HavenPartitions *restored,
                      HavenProgressFunc progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  Restoring self = { .folder = folder, .file = -1, .progress = { progress, data, 0, 1, 0 }, .cancellable = cancellable };
  gboolean done = FALSE;

  g_return_val_if_fail (unlock->codes != NULL || unlock->passphrase != NULL || unlock->keys != NULL, FALSE);

  if (!haven_engine_start (error))
    return FALSE;
  self.file = haven_backup_open (path, error);
  if (self.file < 0)
    return FALSE;
  self.work = haven_vault_unfinished_build_mark (folder);
  self.header = haven_backup_header_read (self.file, error);
  done = self.header != NULL && restore_into (&self, unlock, error);
  if (done && restored)
    *restored = self.partitions;
  close (self.file);
  g_free (self.work);
  g_clear_pointer (&self.header, haven_backup_header_free);
  g_clear_pointer (&self.target, haven_vault_file_free);
  g_clear_pointer (&self.keys, haven_vault_keys_free);
  g_clear_pointer (&self.copy_keys, haven_vault_keys_free);
  return done;
}
