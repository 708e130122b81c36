/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-folder.h"

#include "haven-vault-place.h"
#include "haven-vault-unfinished.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/** Takes away the files in a folder, the folders that are empty then, and the folder; nothing that stands deeper. */
void
haven_vault_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

/** Returns: (transfer full) (nullable): why a vault cannot lie there, whatever lies there now. It may wait for a disk. */
char *
haven_vault_folder_find_place_problem (const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (g_access (folder, W_OK) != 0)
    return g_strdup (_ ("Nothing can be written into this folder. Choose another one."));
  return haven_vault_place_check (folder, &error) ? NULL : g_strdup (error->message);
}

/**
 * haven_vault_folder_find_problem:
 *
 * What was left of a vault that never was one is no obstacle. It may wait for a disk.
 *
 * Returns: (transfer full) (nullable): why no vault can be made there, in one sentence
 */
char *
haven_vault_folder_find_problem (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  if (dir == NULL)
    return g_strdup (_ ("This folder cannot be opened. Choose another one."));
  if (!haven_vault_unfinished_is_free (folder))
    return g_strdup (_ ("This folder is not empty. Choose a new or an empty one."));
  return haven_vault_folder_find_place_problem (folder);
}
