/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-place.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* File systems of this machine's own disks, on which a sync reaches the disk and a lock holds. Those that are not here,
 * such as NFS, SMB, 9p, AFS, Ceph and all that run by FUSE, are refused. The numbers are the kernel's (linux/magic.h). */
static const guint32 own_disks[] = {
  0xEF53,     /* ext2, ext3, ext4 */
  0x58465342, /* XFS */
  0x9123683E, /* Btrfs */
  0xF2F52010, /* F2FS */
  0xCA451A4E, /* bcachefs */
  0x2FC12FC1, /* ZFS */
  0x52654973, /* ReiserFS */
  0x3153464A, /* JFS */
  0x3434,     /* NILFS2 */
  0x01021994, /* tmpfs */
  0x858458F6, /* ramfs */
  0x794C7630, /* overlayfs */
  0xF15F,     /* eCryptfs, over one of the above */
};

/* How the folders are called that programs keep the same on several machines; letters of either case. */
static const char *const shared_names[] = {
  "dropbox", "nextcloud", "owncloud",  "onedrive", "google drive",  "googledrive", "insync",        "seafile",   "seadrive",
  "icloud",  "pcloud",    "pclouddrive", "mega",   "megasync",      "syncthing",   "resilio sync",  "tresorit",  "box sync",
  "yandex.disk", "spideroak hive", "proton drive", "my drive", "sync",
};

/* What such a program leaves in the folders that it keeps. */
static const char *const marks[] = {
  ".stfolder",         /* Syncthing */
  ".dropbox",          /* Dropbox */
  ".dropbox.cache",
  ".owncloudsync.log", /* ownCloud */
  ".nextcloudsync.log",
  ".sync_journal.db",  /* ownCloud, Nextcloud */
  "._sync_journal.db",
  ".seafile-data",
  ".sync",             /* Resilio */
  ".insync-data",
  ".tmp.drivedownload", /* Google Drive */
  ".tmp.driveupload",
};

static gboolean
is_own_disk (const struct statfs *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_disks); i++)
    if ((guint32) status->f_type == own_disks[i])
      return TRUE;
  return FALSE;
}

/* “Nextcloud”, and “OneDrive - Clinic” or “Dropbox (Clinic)”: the name, alone or before a mark. */
static gboolean
is_shared_name (const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (shared_names); i++)
    {
      gsize length = strlen (shared_names[i]);

      if (strncmp (folded, shared_names[i], length) == 0 &&
          (folded[length] == '\0' || g_str_has_prefix (folded + length, " -") ||
           g_str_has_prefix (folded + length, " (")))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_mark (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *path = g_build_filename (folder, marks[i], NULL);

      if (access (path, F_OK) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_PERMISSIONS, sentence);
  return FALSE;
}

static gboolean
check_names (const char *folder, GError **error)
{
  g_autofree char *at = g_strdup (folder);

  for (;;)
    {
      g_autofree char *name = g_path_get_basename (at);
      g_autofree char *parent = g_path_get_dirname (at);

      if (is_shared_name (name) || has_mark (at))
        return refuse (error,
                       "This folder is kept the same on several machines by a synchronising program, which would damage "
                       "the vault. Nothing was changed. Choose a folder that is not synchronised; for copies elsewhere "
                       "make backups.");
      if (strcmp (parent, at) == 0)
        return TRUE;
      g_free (at);
      at = g_steal_pointer (&parent);
    }
}

/**
 * haven_vault_place_check_with:
 * @folder: an existing folder
 * @look: what tells the file system of a path; for tests
 *
 * Refuses folders on network disks and in synchronised places, links to such ones too.
 */
gboolean
haven_vault_place_check_with (const char *folder, HavenStatfsFunc look, GError **error)
{
  char *resolved = realpath (folder, NULL);
  g_autofree char *path = g_strdup (resolved ? resolved : folder);
  struct statfs status;

  free (resolved);
  if (look (path, &status) != 0)
    return refuse (error,
                   "What kind of disk the folder is on cannot be told. Nothing was changed. Check its permissions, or "
                   "choose another folder.");
  if (!is_own_disk (&status))
    return refuse (error,
                   "This folder is not on a disk of this machine: on a network disk or a shared one two programs can "
                   "damage the vault. Nothing was changed. Choose a folder on this machine's own disk.");
  return check_names (path, error);
}

gboolean
haven_vault_place_check (const char *folder, GError **error)
{
  return haven_vault_place_check_with (folder, statfs, error);
}
