/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-database-copy-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define PAGES_AT_ONCE 512

static gboolean
run_copy (sqlite3_backup *backup,
          HavenDatabase *to,
          HavenProgressFunc progress,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  int code;

  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      code = sqlite3_backup_step (backup, PAGES_AT_ONCE);
      /* Somebody is writing: the copy takes a breath, it is not told to anybody. */
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        g_thread_yield ();
      if (progress)
        progress (sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup),
                  sqlite3_backup_pagecount (backup),
                  data);
    }
  while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
  if (code == SQLITE_DONE)
    return TRUE;
  haven_database_set_error (to, code, error);
  return FALSE;
}

static gboolean
copy_into (HavenDatabase *from,
           const char *name,
           HavenDatabase *to,
           HavenProgressFunc progress,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  sqlite3_backup *backup =
      sqlite3_backup_init (haven_database_get_handle (to), "main", haven_database_get_handle (from), name);
  gboolean copied;

  if (backup == NULL)
    {
      haven_database_set_error (to, sqlite3_errcode (haven_database_get_handle (to)), error);
      return FALSE;
    }
  copied = run_copy (backup, to, progress, data, cancellable, error);
  sqlite3_backup_finish (backup);
  return copied;
}

static gboolean
sync_file (const char *path)
{
  int file = open (path, O_RDONLY | O_CLOEXEC);
  gboolean synced = file >= 0 && fsync (file) == 0;

  if (file >= 0)
    close (file);
  return synced;
}

/**
 * haven_database_copy:
 * @name: the attached partition of @from, or `main`
 * @path: a file that is not there yet; it is removed again where the copy fails
 * @key: the copy's own key, 32 bytes
 *
 * Copies a partition page by page into a file under another key, while others go on reading and writing.
 */
gboolean
haven_database_copy (HavenDatabase *from,
                     const char *name,
                     const char *path,
                     const guint8 *key,
                     HavenProgressFunc progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  HavenDatabase *to = haven_database_open_file (path, key, error);
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  gboolean copied = to != NULL && copy_into (from, name, to, progress, data, cancellable, error) &&
                    haven_database_exec (to, "PRAGMA wal_checkpoint(TRUNCATE)", error);

  g_clear_pointer (&to, haven_database_close);
  if (copied && sync_file (path))
    return TRUE;
  if (copied)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_INPUT_OUTPUT,
                         "The copy could not be brought to the disk. Nothing was changed. Check the disk and try again.");
  g_unlink (path);
  g_unlink (journal);
  return FALSE;
}

/**
 * haven_database_read_start:
 *
 * Reads the first bytes of a file as they lie on the disk, through the engine's own file system: any other way of
 * opening the file would give up the locks of connections that have it open (POSIX).
 */
gboolean
haven_database_read_start (const char *path, guint8 *bytes, int n_bytes)
{
  g_autofree sqlite3_file *file = NULL;
  sqlite3_vfs *vfs;
  gboolean got;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !haven_engine_start (NULL))
    return FALSE;
  vfs = sqlite3_vfs_find (NULL);
  file = g_malloc0 ((gsize) vfs->szOsFile);
  if (vfs->xOpen (vfs, path, file, SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    return FALSE;
  got = file->pMethods->xRead (file, bytes, n_bytes, 0) == SQLITE_OK;
  file->pMethods->xClose (file);
  return got;
}

static gboolean
check_rows (HavenDatabase *database, const char *sql, GError **error)
{
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, "");
  gboolean row = FALSE, sound;

  if (statement == NULL || !haven_database_step (database, statement, &row, error))
    return FALSE;
  sound = !row || g_strcmp0 (haven_column_text (statement, 0), "ok") == 0;
  sqlite3_reset (statement);
  if (!sound)
    haven_database_set_error (database, SQLITE_CORRUPT, error);
  return sound;
}

/* Indexes are looked up row by row: a page that is asked for again is not deciphered again. */
static const char large_cache_sql[] = "PRAGMA cache_size=-131072";

/** Opens a file and reads every page of it: each must be whole, under its key, and the tables sound. */
gboolean
haven_database_check_file (const char *path, const guint8 *key, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_database_open_file (path, key, error);

  return database != NULL && haven_database_exec (database, "PRAGMA wal_checkpoint(TRUNCATE)", error) &&
         haven_database_exec (database, large_cache_sql, error) && check_rows (database, "PRAGMA cipher_integrity_check", error) &&
         check_rows (database, "PRAGMA integrity_check", error);
}
