/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-store-parts-private.h"

#include "haven-migrations-private.h"
#include "haven-vault-lock.h"
#include "haven-vault-place.h"

#include <sys/stat.h>

static char *
build_partition_path (const char *folder, HavenPartition partition)
{
  g_autofree char *name = g_strconcat (haven_partition_get_name (partition), ".db", NULL);

  return g_build_filename (folder, name, NULL);
}

gboolean
haven_store_check_folder (const char *folder, GError **error)
{
  struct stat status;

  if (stat (folder, &status) != 0 || !S_ISDIR (status.st_mode))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NOT_A_VAULT,
                           "There is no such folder. Choose the folder of a vault.");
      return FALSE;
    }
  if (status.st_mode & 077)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_PERMISSIONS,
                           "Other users of this machine may look into the vault. Type: chmod -R go= FOLDER, then open it "
                           "again.");
      return FALSE;
    }
  return haven_vault_place_check (folder, error);
}

static gboolean
check_partition_file (const char *path, HavenPartition partition, gboolean create, GError **error)
{
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  if (exists != create)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               create ? HAVEN_STORE_ERROR_EXISTS : HAVEN_STORE_ERROR_MISSING_PARTITION,
               create ? "That folder holds “%s.db” already. Nothing was changed. Choose an empty folder."
                      : "The file “%s.db” of the vault is missing. Nothing was changed. Restore it from a backup.",
               haven_partition_get_name (partition));
  return FALSE;
}

static gboolean
prepare_partitions (HavenStore *self, HavenVaultKeys *keys, gboolean create, GError **error)
{
  /* All are looked at before any is touched. */
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = build_partition_path (self->folder, (HavenPartition) i);

      if (haven_vault_keys_get (keys, (HavenPartition) i) != NULL &&
          !check_partition_file (path, (HavenPartition) i, create, error))
        return FALSE;
    }
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = build_partition_path (self->folder, (HavenPartition) i);
      const guint8 *key = haven_vault_keys_get (keys, (HavenPartition) i);

      if (key == NULL)
        continue;
      if (!haven_migrations_run ((HavenPartition) i, path, key, error))
        return FALSE;
      self->open_partitions |= 1u << i;
    }
  return TRUE;
}

static HavenDatabase *
connect_partitions (HavenStore *self, HavenVaultKeys *keys, gboolean read_only, gboolean counting, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_database_open_empty (error);

  for (int i = 0; database != NULL && i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = build_partition_path (self->folder, (HavenPartition) i);
      const guint8 *key = haven_vault_keys_get (keys, (HavenPartition) i);

      if (key != NULL &&
          !haven_database_attach (database, path, haven_partition_get_name ((HavenPartition) i), key, error))
        return NULL;
    }
  if (database == NULL ||
      (counting && !haven_contents_attach (database, keys, self->open_partitions, !read_only, error)) ||
      !haven_database_seal (database, read_only, error))
    return NULL;
  return g_steal_pointer (&database);
}

/* Soon enough to be noticed, late enough not to be in the way of what is opened. */
#define FIRST_WALK_AFTER (5 * G_TIME_SPAN_SECOND)

/* Nothing is shown before each chain was held against what was kept of it outside. */
static gboolean
open_audit (HavenStore *self, HavenVaultKeys *keys, gboolean to_look, GError **error)
{
  HavenDatabase *connection;

  self->anchors = haven_anchors_open (self->folder, keys, self->open_partitions, to_look, error);
  if (self->anchors == NULL)
    return FALSE;
  haven_database_go_inside (self->writer);
  self->audit =
      haven_audit_log_open (self->anchors, self->writer, self->open_partitions, to_look, self->clock, error);
  haven_database_come_out (self->writer);
  if (self->audit == NULL)
    return FALSE;
  connection = connect_partitions (self, keys, TRUE, TRUE, error);
  if (connection == NULL)
    return FALSE;
  /* It reads the log and nothing else, for nobody in particular. */
  haven_database_go_inside (connection);
  self->watch =
      haven_audit_watch_new (connection, self->open_partitions, self->anchors, self->audit, self->context);
  if (to_look)
    haven_audit_watch_set_looking (self->watch);
  haven_audit_watch_start (self->watch, FIRST_WALK_AFTER, G_TIME_SPAN_DAY);
  return TRUE;
}

/** @self: with its folder, its clock and its roles; what was opened before it failed is closed with it */
gboolean
haven_store_open_files (HavenStore *self, HavenVaultKeys *keys, gboolean create, gboolean to_look, GError **error)
{
  self->lock = haven_vault_lock_share (self->folder, error);
  if (self->lock < 0)
    return FALSE;
  if (!prepare_partitions (self, keys, create, error))
    return FALSE;
  self->writer = connect_partitions (self, keys, FALSE, TRUE, error);
  if (self->writer == NULL)
    return FALSE;
  self->reader = connect_partitions (self, keys, TRUE, FALSE, error);
  return self->reader != NULL && open_audit (self, keys, to_look, error);
}

/** After the writer thread has ended. */
void
haven_store_close_files (HavenStore *self)
{
  if (self->watch)
    haven_audit_watch_stop (self->watch);
  g_clear_pointer (&self->audit, haven_audit_log_close);
  g_clear_pointer (&self->anchors, haven_anchors_close);
  g_clear_pointer (&self->reader, haven_database_close);
  g_clear_pointer (&self->writer, haven_database_close);
  g_clear_pointer (&self->keys, haven_vault_keys_free);
  haven_vault_unlock (self->lock);
  self->lock = -1;
}
