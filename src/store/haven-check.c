/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-check.h"

#include "haven-audit-private.h"
#include "haven-database-copy-private.h"
#include "haven-migrations-private.h"

#include <sys/stat.h>

static gboolean
check_file (const char *path, HavenPartition partition, GError **error)
{
  const char *name = haven_partition_get_name (partition);
  struct stat status;

  if (lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_MISSING_PARTITION,
                   "The file “%s.db” of the vault is missing. Restore it from a backup.",
                   name);
      return FALSE;
    }
  if ((status.st_mode & 077) == 0)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_PERMISSIONS,
               "Other users of this machine may read “%s.db”. Type: chmod -R go= FOLDER, then check again.",
               name);
  return FALSE;
}

static gboolean
check_schema (HavenDatabase *database, HavenPartition partition, GError **error)
{
  gint64 version = 0;

  if (!haven_database_get_integer (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version <= haven_migrations_get_newest (partition))
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_NEWER_SCHEMA,
               "The “%s” part was used with a newer Haven. Nothing was changed. Update Haven on this machine.",
               haven_partition_get_name (partition));
  return FALSE;
}

static gboolean
check_chain (const char *path, const guint8 *key, HavenPartition partition, gint64 *n_events, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_database_open_empty (error);

  return database != NULL &&
         haven_database_attach (database, path, haven_partition_get_name (partition), key, error) &&
         haven_audit_verify (database, partition, n_events, error);
}

/**
 * haven_check_partition:
 * @deep: read every page of the file and check its tables too; nobody may have the vault open then
 * @n_events: (out): how many events the log holds
 *
 * Looks at one partition's file: its permissions, its key, its schema, its log. Nothing is changed.
 */
gboolean
haven_check_partition (const char *folder,
                       HavenVaultKeys *keys,
                       HavenPartition partition,
                       gboolean deep,
                       gint64 *n_events,
                       GError **error)
{
  g_autofree char *name = g_strconcat (haven_partition_get_name (partition), ".db", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const guint8 *key = haven_vault_keys_get (keys, partition);
  g_autoptr (HavenDatabase) database = NULL;

  if (!haven_engine_start (error) || !check_file (path, partition, error))
    return FALSE;
  database = haven_database_open_file (path, key, error);
  if (database == NULL || !check_schema (database, partition, error))
    return FALSE;
  g_clear_pointer (&database, haven_database_close);
  return (!deep || haven_database_check_file (path, key, error)) && check_chain (path, key, partition, n_events, error);
}
