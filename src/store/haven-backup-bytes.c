/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-private.h"

#include "haven-safe-file.h"
#include "haven-vault-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (1024 * 1024)

static const char digest_purpose[] = "haven backup digest 1";

/* ── How far it is ────────────────────────────────────────────────────────── */

/** A #HavenProgressFunc for one step of several. */
void
haven_backup_progress_tell (gint64 done, gint64 total, gpointer data)
{
  HavenBackupProgress *self = data;

  if (self->function == NULL || total <= 0)
    return;
  self->function (self->before + (gint64) ((double) self->share * (double) done / (double) total),
                  self->total,
                  self->data);
}

/** The step is done: the next one begins. */
void
haven_backup_progress_step (HavenBackupProgress *self)
{
  haven_backup_progress_tell (1, 1, self);
  self->before += self->share;
}

/* ── Files ────────────────────────────────────────────────────────────────── */

/** Sets the error for what the system said when @what was done, "The backup could not be written" for example. */
gboolean
haven_backup_set_errno (GError **error, int failure, const char *what)
{
  const gboolean full = failure == ENOSPC || failure == EDQUOT;
  const gboolean closed = failure == EROFS || failure == EACCES || failure == EPERM;

  g_set_error (error,
               HAVEN_STORE_ERROR,
               full     ? HAVEN_STORE_ERROR_DISK_FULL
               : closed ? HAVEN_STORE_ERROR_READ_ONLY
                        : HAVEN_STORE_ERROR_INPUT_OUTPUT,
               "%s: %s. Nothing was changed. %s",
               what,
               g_strerror (failure),
               full     ? "Free some space there, or choose another disk."
               : closed ? "Choose a folder that you may write to."
                        : "Check the disk and try again.");
  return FALSE;
}

/** Returns: a file to be closed, or -1 */
int
haven_backup_open (const char *path, GError **error)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;

  if (file >= 0 && fstat (file, &status) == 0 && S_ISREG (status.st_mode))
    return file;
  if (file >= 0)
    close (file);
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_NOT_FOUND,
                       "There is no backup to read at that place. Check the path, and whether the disk is connected.");
  return -1;
}

static gboolean
write_all (int file, gint64 offset, const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      const ssize_t n = pwrite (file, bytes, size, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          errno = n == 0 ? ENOSPC : errno;
          return FALSE;
        }
      bytes += n;
      offset += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/**
 * haven_backup_pour:
 * @to: -1: the bytes are only read
 * @state: the digest that takes them in
 *
 * Copies @size bytes. The disk may hold fewer than it said: that is damage.
 */
gboolean
haven_backup_pour (int from,
                   gint64 from_offset,
                   int to,
                   gint64 to_offset,
                   gint64 size,
                   crypto_generichash_state *state,
                   HavenBackupProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gint64 done = 0;

  while (done < size)
    {
      const ssize_t n = pread (from, chunk, (gsize) MIN (CHUNK, size - done), from_offset + done);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return haven_backup_set_errno (error, errno, "The backup could not be read");
      if (n == 0)
        return haven_backup_set_damaged (error, "it became shorter while it was read");
      if (to >= 0 && !write_all (to, to_offset + done, chunk, (gsize) n))
        return haven_backup_set_errno (error, errno, "The disk did not take what was written");
      crypto_generichash_update (state, chunk, (gsize) n);
      done += n;
      haven_backup_progress_tell (done, size, progress);
    }
  return TRUE;
}

void
haven_backup_begin_digest (crypto_generichash_state *state, HavenVaultKeys *copy_keys, HavenPartition partition)
{
  guint8 key[HAVEN_VAULT_KEY_SIZE];

  haven_vault_keys_derive (copy_keys, partition, digest_purpose, key);
  crypto_generichash_init (state, key, sizeof key, HAVEN_BACKUP_DIGEST_SIZE);
  sodium_memzero (key, sizeof key);
}

static gboolean
extract_into (int file,
              const HavenBackupPart *part,
              HavenPartition partition,
              HavenVaultKeys *copy_keys,
              int to,
              HavenBackupProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  guint8 digest[HAVEN_BACKUP_DIGEST_SIZE];
  crypto_generichash_state state;
  g_autofree char *what = NULL;

  haven_backup_begin_digest (&state, copy_keys, partition);
  if (!haven_backup_pour (file, part->offset, to, 0, part->size, &state, progress, cancellable, error))
    return FALSE;
  crypto_generichash_final (&state, digest, sizeof digest);
  if (sodium_memcmp (digest, part->digest, sizeof digest) == 0)
    return TRUE;
  what = g_strdup_printf ("its “%s” part is not what was written", haven_partition_get_name (partition));
  return haven_backup_set_damaged (error, what);
}

/**
 * haven_backup_extract:
 * @path: a file that is not there yet; it is removed again where this fails
 *
 * Takes one partition out of a backup, still encrypted, when its digest fits.
 */
gboolean
haven_backup_extract (int file,
                      HavenBackupHeader *header,
                      HavenPartition partition,
                      HavenVaultKeys *copy_keys,
                      const char *path,
                      HavenBackupProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  int to = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean extracted;

  if (to < 0)
    return haven_backup_set_errno (error, errno, "The folder cannot be written to");
  extracted = extract_into (file, &header->parts[partition], partition, copy_keys, to, progress, cancellable, error);
  close (to);
  if (!extracted)
    g_unlink (path);
  return extracted;
}

char *
haven_backup_build_path (const char *folder, HavenPartition partition, const char *ending)
{
  g_autofree char *name = g_strconcat (haven_partition_get_name (partition), ".db", ending, NULL);

  return g_build_filename (folder, name, NULL);
}

/** Removes all that is in a folder of ours, which stays; a link in its place goes, and what it leads to stays. */
void
haven_backup_empty_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_file_test (folder, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (folder, 0, NULL);
  const char *name;

  if (g_file_test (folder, G_FILE_TEST_IS_SYMLINK))
    g_unlink (folder);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
        haven_backup_remove_tree (path);
      else
        g_unlink (path);
    }
}

/** Removes a folder of ours with all that is in it. */
void
haven_backup_remove_tree (const char *folder)
{
  haven_backup_empty_tree (folder);
  g_rmdir (folder);
}

/* ── Work in the vault's folder ───────────────────────────────────────────── */

static gboolean
prepare_work (const char *work, GError **error)
{
  haven_backup_remove_tree (work);
  return g_mkdir (work, 0700) == 0 || haven_backup_set_errno (error, errno, "The vault's folder cannot be written to");
}

/**
 * haven_backup_begin_work:
 * @work: (out): an empty folder inside the vault, for copies that are encrypted; what an interruption left is gone
 *
 * Returns: a lock for haven_backup_end_work(), or -1 while another backup is being made
 */
int
haven_backup_begin_work (const char *vault_folder, char **work, GError **error)
{
  g_autofree char *backups = g_build_filename (vault_folder, "backups", NULL);
  g_autofree char *path = g_build_filename (backups, "work", NULL);
  g_autoptr (GError) failure = NULL;
  int lock;

  *work = NULL;
  /* The folder's own name must outlive a power cut as well: what is kept in it is told to be kept. */
  if ((g_mkdir (backups, 0700) != 0 && errno != EEXIST) || !haven_safe_file_sync_folder (vault_folder))
    {
      haven_backup_set_errno (error, errno, "The vault's folder cannot be written to");
      return -1;
    }
  lock = haven_vault_lock_alone (backups, &failure);
  if (lock < 0 && g_error_matches (failure, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_BUSY))
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_BUSY,
                         "A backup is being made or tried out already. Wait until that is done, then try again.");
  else if (lock < 0)
    g_propagate_error (error, g_steal_pointer (&failure));
  if (lock < 0)
    return -1;
  if (!prepare_work (path, error))
    {
      haven_vault_unlock (lock);
      return -1;
    }
  *work = g_steal_pointer (&path);
  return lock;
}

void
haven_backup_end_work (int lock, const char *work)
{
  if (work)
    haven_backup_remove_tree (work);
  haven_vault_unlock (lock);
}
