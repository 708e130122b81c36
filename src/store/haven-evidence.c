/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-evidence.h"

#include "haven-database-private.h"

#include <glib/gstdio.h>
#include <string.h>

static const char magic[] = "SQLite format 3";

void
haven_part_evidence_free (HavenPartEvidence *self)
{
  if (self == NULL)
    return;
  g_free (self->engine);
  g_free (self->provider);
  g_strfreev (self->settings);
  g_free (self);
}

/* Not the whole file: it may be large. */
static gboolean
begins_readable (const char *path)
{
  char head[sizeof magic - 1] = { 0 };
  FILE *file = g_fopen (path, "rbe");
  gboolean readable = file == NULL;

  if (file != NULL)
    {
      readable = fread (head, 1, sizeof head, file) != sizeof head || memcmp (head, magic, sizeof head) == 0;
      fclose (file);
    }
  return readable;
}

static char **
read_texts (HavenDatabase *database, const char *sql)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  sqlite3_stmt *statement = haven_database_prepare (database, sql, NULL, "");
  gboolean row = TRUE;

  while (statement != NULL && haven_database_step (database, statement, &row, NULL) && row)
    g_strv_builder_add (builder, haven_column_text (statement, 0));
  return g_strv_builder_end (builder);
}

static char *
read_text (HavenDatabase *database, const char *sql)
{
  g_auto (GStrv) texts = read_texts (database, sql);

  return g_strdup (texts[0]);
}

/**
 * haven_evidence_read:
 *
 * Looks at one file of the vault as it lies on the disk, and at the cipher it was opened with where @keys hold its key.
 */
HavenPartEvidence *
haven_evidence_read (const char *folder, HavenVaultKeys *keys, HavenPartition partition, GError **error)
{
  g_autoptr (HavenPartEvidence) self = g_new0 (HavenPartEvidence, 1);
  g_autofree char *name = g_strconcat (haven_partition_get_name (partition), ".db", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const guint8 *key = haven_vault_keys_get (keys, partition);
  g_autoptr (HavenDatabase) database = NULL;
  GStatBuf found;

  if (g_stat (path, &found) != 0)
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_MISSING_PARTITION,
                   "The file of the “%s” part is not in the vault's folder.",
                   haven_partition_get_name (partition));
      return NULL;
    }
  self->partition = partition;
  self->size = found.st_size;
  self->mode = found.st_mode & 0777;
  self->encrypted = !begins_readable (path);
  database = key ? haven_database_open_file (path, key, error) : NULL;
  if (key != NULL && database == NULL)
    return NULL;
  if (database != NULL)
    {
      self->engine = read_text (database, "PRAGMA cipher_version");
      self->provider = read_text (database, "PRAGMA cipher_provider_version");
      self->settings = read_texts (database, "PRAGMA cipher_settings");
    }
  return g_steal_pointer (&self);
}
