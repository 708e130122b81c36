/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/*
 * The folder that a vault is restored into. The folder `restoring.part` in it is the mark of a restore that has not come
 * to its end: what lies beside it without a vault.json, or is marked absent in it, is nobody's yet. Without the mark the
 * same files may be a vault that lost its vault.json, and are left alone. So the mark is on the disk before the first file
 * of a vault gets its name there, and goes after the last one of them has gone; each of these steps is synced by itself,
 * for a disk may keep names in any order.
 */
#define WORK_NAME "restoring.part"
#define LOCK_NAME "vault.lock"

/* What may lie there without a vault.json, besides the partitions. */
static const char *const our_files[] = { "vault.json.copy", "vault.json.part", "vault.json.lock", "heads" };

/** Returns: (transfer full): the folder in which everything is made ready */
char *
haven_backup_place_build_work (const char *folder)
{
  return g_build_filename (folder, WORK_NAME, NULL);
}

static gboolean
is_ours (const char *name)
{
  if (strcmp (name, WORK_NAME) == 0 || strcmp (name, LOCK_NAME) == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (our_files); i++)
    if (strcmp (name, our_files[i]) == 0)
      return TRUE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *file = g_strconcat (haven_partition_get_name ((HavenPartition) i), ".db", NULL);

      if (strcmp (name, file) == 0)
        return TRUE;
    }
  return FALSE;
}

/** Whether nothing lies in it but what a restore makes; a vault.json is more than that. */
gboolean
haven_backup_place_is_ours (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (!is_ours (name))
      return FALSE;
  return dir != NULL;
}

/* A lock alone may be what an attempt left that ended right after it had begun. */
static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (strcmp (name, LOCK_NAME) != 0)
      return FALSE;
  return dir != NULL;
}

/** Whether a restore into it was interrupted. */
gboolean
haven_backup_place_is_unfinished (const char *folder)
{
  g_autofree char *work = haven_backup_place_build_work (folder);

  return g_file_test (work, G_FILE_TEST_IS_DIR);
}

/** Whether @folder is empty, or holds nothing but what an interrupted restore left there. It may wait for a disk. */
gboolean
haven_backup_can_restore_into (const char *folder)
{
  return is_empty (folder) || (haven_backup_place_is_unfinished (folder) && haven_backup_place_is_ours (folder));
}

/** The mark is there, empty, and stays through a power cut. */
gboolean
haven_backup_place_begin (const char *folder, GError **error)
{
  g_autofree char *work = haven_backup_place_build_work (folder);

  haven_backup_empty_tree (work);
  if (g_mkdir (work, 0700) != 0 && (errno != EEXIST || !g_file_test (work, G_FILE_TEST_IS_DIR)))
    return haven_backup_set_errno (error, errno, "The folder cannot be written to");
  return haven_backup_sync_folder (folder) || haven_backup_set_errno (error, errno, "The folder cannot be written to");
}

static gboolean
remove_file (const char *path)
{
  return g_unlink (path) == 0 || errno == ENOENT;
}

/** Removes what lies there without a vault.json, but for the mark and the lock. Returns: whether all of it is gone */
gboolean
haven_backup_place_remove_files (const char *folder)
{
  gboolean gone = TRUE;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = haven_backup_build_path (folder, (HavenPartition) i, "");

      gone = remove_file (path) && gone;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (our_files); i++)
    {
      g_autofree char *path = g_build_filename (folder, our_files[i], NULL);

      gone = remove_file (path) && gone;
    }
  return gone;
}

/* The mark goes when what it marks is known to be gone, and stays where that is not known. */
static void
remove_mark (const char *folder, gboolean gone)
{
  g_autofree char *work = haven_backup_place_build_work (folder);

  if (haven_backup_sync_folder (folder) && gone)
    haven_backup_remove_tree (work);
  else
    haven_backup_empty_tree (work);
}

/** No vault came of it: the folder is left as empty as it was. */
void
haven_backup_place_clear (const char *folder)
{
  g_autofree char *vault = g_build_filename (folder, "vault.json", NULL), *lock = g_build_filename (folder, LOCK_NAME, NULL);
  const gboolean gone = g_unlink (vault) == 0 ? haven_backup_sync_folder (folder) : errno == ENOENT;

  remove_mark (folder, gone && haven_backup_place_remove_files (folder));
  g_unlink (lock);
}

/** Takes parts back that were to be added; one of which vault.json speaks already, as far as can be told, stays. */
void
haven_backup_place_take_back (const char *folder, HavenPartitions added)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, NULL);
  gboolean gone = TRUE;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = haven_backup_build_path (folder, (HavenPartition) i, "");

      if ((added & (1u << i)) == 0)
        continue;
      if (file != NULL && haven_vault_file_is_absent (file, (HavenPartition) i))
        gone = remove_file (path) && gone;
      else
        gone = FALSE;
    }
  remove_mark (folder, gone);
}
