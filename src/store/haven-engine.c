/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-database-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

G_DEFINE_QUARK (haven-store-error-quark, haven_store_error)

#define CANARY "haven canary: this line must not be readable on disk"

static void
drop_engine_log (void *data, int code, const char *message)
{
  /* The engine quotes SQL and paths; nothing of that is written anywhere. */
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_NOT_ENCRYPTING,
               "The database engine of this program does not encrypt (%s). Nothing was opened. Reinstall Haven.",
               why);
  return FALSE;
}

static gboolean
write_canary (const char *path, const guint8 *key, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_database_open_file (path, key, error);

  return database != NULL &&
         haven_database_exec (database, "CREATE TABLE canary (line TEXT)", error) &&
         haven_database_run (database, "INSERT INTO canary VALUES (?)", error, "s", CANARY) &&
         haven_database_exec (database, "PRAGMA wal_checkpoint(TRUNCATE)", error);
}

/* Writes a known line with a random key and looks for it in the file, as a thief would. */
static gboolean
check_canary (GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("haven-check-XXXXXX", error);
  g_autofree char *path = folder ? g_build_filename (folder, "canary", NULL) : NULL;
  g_autofree char *content = NULL;
  gsize length = 0;
  guint8 key[HAVEN_KEY_SIZE];
  gboolean written, hidden;

  if (folder == NULL)
    return FALSE;
  written = getrandom (key, sizeof key, 0) == sizeof key && write_canary (path, key, error) &&
            g_file_get_contents (path, &content, &length, error);
  hidden = written && length > 0 && memmem (content, length, "haven canary", 12) == NULL &&
           memmem (content, length, "SQLite format 3", 15) == NULL;
  unlink (path);
  g_rmdir (folder);
  if (written && !hidden)
    return refuse (error, "a test line could be read on disk");
  return hidden;
}

static gboolean
check_version (GError **error)
{
  g_autoptr (HavenDatabase) database = haven_database_open_empty (error);
  sqlite3_stmt *statement;
  gboolean row = FALSE;
  g_autofree char *version = NULL;

  if (database == NULL)
    return FALSE;
  statement = haven_database_prepare (database, "PRAGMA cipher_version", error, "");
  if (statement == NULL || !haven_database_step (database, statement, &row, error))
    return FALSE;
  version = row ? g_strdup (haven_column_text (statement, 0)) : NULL;
  if (version == NULL || !g_str_has_prefix (version, "4."))
    return refuse (error, "it is plain SQLite");
  return TRUE;
}

static gpointer
start_once (gpointer data)
{
  GError *error = NULL;

  sqlite3_config (SQLITE_CONFIG_LOG, drop_engine_log, NULL);
  sqlite3_config (SQLITE_CONFIG_URI, 0);
  sqlite3_initialize ();
  if (check_version (&error) && check_canary (&error))
    return NULL;
  return error;
}

/**
 * haven_engine_start:
 *
 * Proves, once a process, that the engine which this program is bound to really encrypts: libsqlcipher and libsqlite3
 * export the same names, and plain SQLite takes a key without a word and writes plaintext.
 */
gboolean
haven_engine_start (GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const GError *failure = g_once (&once, start_once, NULL);

  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (failure));
  return FALSE;
}
