/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-unfinished.h"

#include "haven-backup-private.h"
#include "haven-safe-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/*
 * A folder in which a vault is being made, anew or from a backup. The folder `restoring.part` in it is the mark of what has
 * not come to its end: what lies beside it without a vault.json, or is marked absent in it, is nobody's yet. Without the
 * mark the same files may be a vault that lost its vault.json, and are left alone. So the mark is on the disk before the
 * first file of a vault gets its name there, vault.json comes last, and the mark goes after the last one of them has gone;
 * each of these steps is synced by itself, for a disk may keep names in any order.
 */
#define MARK_NAME "restoring.part"
#define LOCK_NAME "vault.lock"

/* What may lie there without a vault.json. */
static const char *const our_files[] = { "vault.json.copy", "vault.json.copy.part", "vault.json.previous",
                                         "vault.json.previous.part", "vault.json.part", "vault.json.lock",
                                         "heads",           "heads.part",           "sign-in.json",
                                         "sign-in.json.part", "sign-in.lock" };
static const char *const endings[] = { ".db", ".db-wal", ".db-shm", ".db-journal" };

/** Returns: (transfer full): the folder in which everything is made ready */
char *
haven_vault_unfinished_build_mark (const char *folder)
{
  return g_build_filename (folder, MARK_NAME, NULL);
}

static char **
list_ours (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (endings); k++)
      g_strv_builder_take (names, g_strconcat (haven_partition_get_name ((HavenPartition) i), endings[k], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (our_files); i++)
    g_strv_builder_add (names, our_files[i]);
  return g_strv_builder_end (names);
}

/** Whether nothing lies in it but what is there before a vault is one; a vault.json is more than that. */
gboolean
haven_vault_unfinished_is_ours (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_auto (GStrv) ours = list_ours ();
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (strcmp (name, MARK_NAME) != 0 && strcmp (name, LOCK_NAME) != 0 && !g_strv_contains ((const char *const *) ours, name))
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

/** Whether a vault that was being made there, or added to, did not come to its end. */
gboolean
haven_vault_unfinished_is_marked (const char *folder)
{
  g_autofree char *mark = haven_vault_unfinished_build_mark (folder);

  return g_file_test (mark, G_FILE_TEST_IS_DIR);
}

/** Whether @folder is empty, or holds nothing but what was left of a vault that never was one. It may wait for a disk. */
gboolean
haven_vault_unfinished_is_free (const char *folder)
{
  return is_empty (folder) || (haven_vault_unfinished_is_marked (folder) && haven_vault_unfinished_is_ours (folder));
}

/** The mark is there, empty, and stays through a power cut. */
gboolean
haven_vault_unfinished_mark (const char *folder, GError **error)
{
  g_autofree char *mark = haven_vault_unfinished_build_mark (folder);

  haven_backup_empty_tree (mark);
  if (g_mkdir (mark, 0700) != 0 && (errno != EEXIST || !g_file_test (mark, G_FILE_TEST_IS_DIR)))
    return haven_backup_set_errno (error, errno, "The folder cannot be written to");
  return haven_safe_file_sync_folder (folder) || haven_backup_set_errno (error, errno, "The folder cannot be written to");
}

/** It has come to its end: vault.json speaks of what is there, and is on the disk. */
void
haven_vault_unfinished_unmark (const char *folder)
{
  g_autofree char *mark = haven_vault_unfinished_build_mark (folder);

  haven_backup_remove_tree (mark);
}

static gboolean
remove_file (const char *path)
{
  return g_unlink (path) == 0 || errno == ENOENT;
}

/** Removes what lies there without a vault.json, but for the mark and the lock. Returns: whether all of it is gone */
gboolean
haven_vault_unfinished_remove_files (const char *folder)
{
  g_auto (GStrv) ours = list_ours ();
  gboolean gone = TRUE;

  for (gsize i = 0; ours[i]; i++)
    {
      g_autofree char *path = g_build_filename (folder, ours[i], NULL);

      gone = remove_file (path) && gone;
    }
  return gone;
}

/* The mark goes when what it marks is known to be gone, and stays where that is not known. */
static void
remove_mark (const char *folder, gboolean gone)
{
  g_autofree char *mark = haven_vault_unfinished_build_mark (folder);

  if (haven_safe_file_sync_folder (folder) && gone)
    haven_backup_remove_tree (mark);
  else
    haven_backup_empty_tree (mark);
}

/** No vault came of it, or nobody wants the one that did: an empty folder is left. Who calls holds its lock alone. */
void
haven_vault_unfinished_clear (const char *folder)
{
  g_autofree char *vault = g_build_filename (folder, "vault.json", NULL), *copy = g_strconcat (vault, ".copy", NULL);
  g_autofree char *lock = g_build_filename (folder, LOCK_NAME, NULL);
  gboolean gone;

  /* A full disk may have no room for a mark. */
  haven_vault_unfinished_mark (folder, NULL);
  g_unlink (copy);
  gone = g_unlink (vault) == 0 ? haven_safe_file_sync_folder (folder) : errno == ENOENT;
  remove_mark (folder, gone && haven_vault_unfinished_remove_files (folder));
  g_unlink (lock);
}

/** Takes parts back that were to be added; one of which vault.json speaks already, as far as can be told, stays. */
void
haven_vault_unfinished_take_back (const char *folder, HavenPartitions added)
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
