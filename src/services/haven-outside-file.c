/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-outside-file.h"

#include "haven-id.h"
#include "haven-safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _HavenOutsideFile
{
  int fd;
  char *path;
  char *folder;
  char *part; /* nullable: its name until it has the one that was chosen */
};

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize left;
  const char *data = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      const ssize_t n = write (fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      left -= (gsize) n;
    }
  return fsync (fd) == 0;
}

static void
name_part (HavenOutsideFile *self)
{
  g_autofree char *id = haven_id_new ();
  g_autofree char *name = g_strconcat (".", id, ".part", NULL);

  self->part = g_build_filename (self->folder, name, NULL);
}

/* Without a name where the disk knows how, so that nothing is left of it wherever the power fails. */
static gboolean
create_file (HavenOutsideFile *self)
{
  self->fd = open (self->folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (self->fd >= 0)
    return TRUE;
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)
    return FALSE;
  name_part (self);
  self->fd = open (self->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  return self->fd >= 0;
}

static gboolean
give_name (HavenOutsideFile *self)
{
  g_autofree char *open_file = g_strdup_printf ("/proc/self/fd/%d", self->fd);

  if (self->part != NULL)
    return TRUE;
  name_part (self);
  return linkat (AT_FDCWD, open_file, AT_FDCWD, self->part, AT_SYMLINK_FOLLOW) == 0;
}

static void
tell (int failure, GError **error)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               failure == ENOSPC || failure == EDQUOT  ? HAVEN_STORE_ERROR_DISK_FULL
               : failure == EROFS || failure == EACCES ? HAVEN_STORE_ERROR_READ_ONLY
                                                       : HAVEN_STORE_ERROR_INPUT_OUTPUT,
               _ ("No file was saved: %s. Choose another folder."),
               g_strerror (failure));
}

/**
 * haven_outside_file_write:
 *
 * Writes a file that its owner alone may read, beside where it will be; until haven_outside_file_appear() it has no name,
 * or none that anybody looks for.
 */
HavenOutsideFile *
haven_outside_file_write (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (HavenOutsideFile) self = g_new0 (HavenOutsideFile, 1);

  g_return_val_if_fail (path != NULL && bytes != NULL, NULL);

  self->fd = -1;
  self->path = g_strdup (path);
  self->folder = g_path_get_dirname (path);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    tell (EISDIR, error);
  else if (create_file (self) && write_all (self->fd, bytes))
    return g_steal_pointer (&self);
  else
    tell (errno, error);
  return NULL;
}

/** It takes its name, and the place of what had that name before. */
gboolean
haven_outside_file_appear (HavenOutsideFile *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);

  if (!give_name (self) || g_rename (self->part, self->path) != 0)
    {
      tell (errno, error);
      return FALSE;
    }
  g_clear_pointer (&self->part, g_free);
  haven_safe_file_sync_folder (self->folder);
  return TRUE;
}

/** What has not appeared is gone. */
void
haven_outside_file_free (HavenOutsideFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->part != NULL)
    g_unlink (self->part);
  g_free (self->part);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}
