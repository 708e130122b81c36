/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-migrations-private.h"

#include "haven-database-copy-private.h"
#include "haven-migrations-resource.h"
#include "haven-safe-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define PREFIX "/org/havenclinic/Haven/migrations"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Numbered without a gap: 0001-…, 0002-… */
static char **
list_steps (HavenPartition partition)
{
  g_autofree char *folder = g_strconcat (PREFIX "/", haven_partition_get_name (partition), NULL);
  char **names =
      g_resource_enumerate_children (haven_migrations_get_resource (), folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (int i = 0; names[i]; i++)
    g_assert (g_ascii_strtoll (names[i], NULL, 10) == i + 1);
  return names;
}

int
haven_migrations_get_newest (HavenPartition partition)
{
  g_auto (GStrv) names = list_steps (partition);

  return (int) g_strv_length (names);
}

/* The step and its number are one transaction: a step that fails leaves the file as it was. */
static gboolean
run_step (HavenDatabase *database, HavenPartition partition, const char *name, int version, GError **error)
{
  g_autofree char *path = g_strdup_printf (PREFIX "/%s/%s", haven_partition_get_name (partition), name);
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", version);
  g_autoptr (GBytes) sql =
      g_resource_lookup_data (haven_migrations_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (sql == NULL || !haven_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (haven_database_exec (database, g_bytes_get_data (sql, NULL), error) &&
      haven_database_exec (database, set_version, error) && haven_database_exec (database, "COMMIT", error))
    return TRUE;
  haven_database_exec (database, "ROLLBACK", NULL);
  return FALSE;
}

/* Before an older file is changed, it is set aside whole, under the same key; it is never deleted by Haven. It gets its
 * name only when it is complete, so that half a copy is never taken for one, and has it on the disk before the first step. */
static gboolean
set_aside (HavenDatabase *database, const char *path, const guint8 *key, gint64 version, GError **error)
{
  g_autofree char *aside = g_strdup_printf ("%s.version-%" G_GINT64_FORMAT, path, version);
  g_autofree char *half = g_strconcat (aside, ".part", NULL), *folder = g_path_get_dirname (path);
  const gboolean there = g_file_test (aside, G_FILE_TEST_EXISTS);

  if (version == 0)
    return TRUE;
  g_unlink (half);
  if (!there && !haven_database_copy (database, "main", half, key, NULL, NULL, NULL, error))
    return FALSE;
  if ((there || g_rename (half, aside) == 0) && haven_safe_file_sync_folder (folder))
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_INPUT_OUTPUT,
               "The older file could not be set aside: %s. Nothing was changed. Check the disk and try again.",
               g_strerror (errno));
  g_unlink (half);
  return FALSE;
}

static gboolean
run_steps (HavenDatabase *database, HavenPartition partition, const char *path, const guint8 *key, GError **error)
{
  g_auto (GStrv) names = list_steps (partition);
  gint64 version = 0;

  if (!haven_database_get_integer (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > (gint64) g_strv_length (names))
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_NEWER_SCHEMA,
                   "This vault was used with a newer Haven (its “%s” part is at version %" G_GINT64_FORMAT
                   ", this program knows %u). Nothing was changed. Update Haven on this machine.",
                   haven_partition_get_name (partition),
                   version,
                   g_strv_length (names));
      return FALSE;
    }
  if (names[version] != NULL && !set_aside (database, path, key, version, error))
    return FALSE;
  for (gint64 i = version; names[i]; i++)
    if (!run_step (database, partition, names[i], (int) i + 1, error))
      return FALSE;
  return TRUE;
}

/** Brings one partition's file to the newest schema, or makes it. A newer one is refused and not touched. */
gboolean
haven_migrations_run (HavenPartition partition, const char *path, const guint8 *key, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_database_open_file (path, key, error);

  return database != NULL && run_steps (database, partition, path, key, error);
}
