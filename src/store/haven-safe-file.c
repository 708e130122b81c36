/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/** Brings the names in a folder to the disk. Returns: %FALSE with errno where that is not known to be done */
gboolean
haven_safe_file_sync_folder (const char *folder)
{
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = descriptor >= 0 && fsync (descriptor) == 0;

  if (descriptor >= 0)
    close (descriptor);
  return synced;
}

static gboolean
write_all (int file, const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      const ssize_t n = write (file, text, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      text += n;
      left -= (gsize) n;
    }
  return fsync (file) == 0;
}

static gboolean
write_part (const char *part, const char *text)
{
  int file, failure;
  gboolean written;

  unlink (part);
  file = open (part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0)
    return FALSE;
  written = write_all (file, text);
  failure = errno;
  if (close (file) != 0 && written)
    return FALSE;
  errno = failure;
  return written;
}

/**
 * haven_safe_file_write:
 *
 * Replaces a small file whole or not at all, whenever the power fails: written beside it, synced, renamed, and the
 * folder synced. Its owner alone may read it.
 */
gboolean
haven_safe_file_write (const char *path, const char *text, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *name = g_path_get_basename (path), *folder = g_path_get_dirname (path);
  int failure;

  if (write_part (part, text) && g_rename (part, path) == 0 && haven_safe_file_sync_folder (folder))
    return TRUE;
  failure = errno;
  unlink (part);
  g_set_error (error,
               HAVEN_STORE_ERROR,
               failure == ENOSPC || failure == EDQUOT        ? HAVEN_STORE_ERROR_DISK_FULL
               : failure == EROFS || failure == EACCES       ? HAVEN_STORE_ERROR_READ_ONLY
                                                             : HAVEN_STORE_ERROR_INPUT_OUTPUT,
               "The file %s could not be written: %s. Check the disk and the permissions of the vault's folder, then try "
               "again.",
               name,
               g_strerror (failure));
  return FALSE;
}
