/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-private.h"

#include "haven-audit-private.h"
#include "haven-vault-file-private.h"

#define ROWS_BETWEEN_LOOKS 4096

/* ── One table ────────────────────────────────────────────────────────────── */

/* Each value stands behind its type and its length, so that no two rows come to the same bytes. */
static void
hash_value (crypto_generichash_state *state, guint8 type, gconstpointer bytes, guint64 size)
{
  guint8 front[9] = { type };

  for (int i = 0; i < 8; i++)
    front[i + 1] = (guint8) (size >> (8 * i));
  crypto_generichash_update (state, front, sizeof front);
  if (size > 0)
    crypto_generichash_update (state, bytes, size);
}

static void
hash_column (crypto_generichash_state *state, sqlite3_stmt *statement, int column)
{
  const int type = sqlite3_column_type (statement, column);
  const gint64 number = type == SQLITE_INTEGER ? sqlite3_column_int64 (statement, column) : 0;
  const double real = type == SQLITE_FLOAT ? sqlite3_column_double (statement, column) : 0;

  if (type == SQLITE_INTEGER)
    hash_value (state, (guint8) type, &number, sizeof number);
  else if (type == SQLITE_FLOAT)
    hash_value (state, (guint8) type, &real, sizeof real);
  else
    hash_value (state,
                (guint8) type,
                sqlite3_column_blob (statement, column),
                (guint64) sqlite3_column_bytes (statement, column));
}

static gboolean
hash_rows (HavenDatabase *database,
           sqlite3_stmt *statement,
           crypto_generichash_state *state,
           gint64 *n_rows,
           GCancellable *cancellable,
           GError **error)
{
  const int n_columns = sqlite3_column_count (statement);
  gboolean row = TRUE;

  for (*n_rows = 0; haven_database_step (database, statement, &row, error); ++*n_rows)
    {
      if (!row)
        return TRUE;
      if (*n_rows % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
      for (int i = 0; i < n_columns; i++)
        hash_column (state, statement, i);
    }
  sqlite3_reset (statement);
  return FALSE;
}

static gboolean
add_table (HavenDatabase *database,
           HavenPartition partition,
           const char *table,
           JsonObject *tables,
           GCancellable *cancellable,
           GError **error)
{
  char *sql = sqlite3_mprintf ("SELECT * FROM %s.\"%w\"", haven_partition_get_name (partition), table);
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, "");
  crypto_generichash_state state;
  guint8 hash[HAVEN_BACKUP_DIGEST_SIZE];
  JsonObject *object;
  gint64 n_rows;

  sqlite3_free (sql);
  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  if (statement == NULL || !hash_rows (database, statement, &state, &n_rows, cancellable, error))
    return FALSE;
  crypto_generichash_final (&state, hash, sizeof hash);
  object = json_object_new ();
  json_object_set_int_member (object, "rows", n_rows);
  haven_slot_set_bytes (object, "hash", hash, sizeof hash);
  json_object_set_object_member (tables, table, object);
  return TRUE;
}

/* ── A partition ──────────────────────────────────────────────────────────── */

/* What search indexes keep is in tables of theirs, which are listed as well; a virtual table has no pages. */
static char **
list_tables (HavenDatabase *database, HavenPartition partition, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM %s.sqlite_schema WHERE type = 'table' AND rootpage > 0"
                                          " ORDER BY name",
                                          haven_partition_get_name (partition));
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, "");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  while (haven_database_step (database, statement, &row, error))
    {
      if (!row)
        return g_strv_builder_end (names);
      g_strv_builder_add (names, haven_column_text (statement, 0));
    }
  return NULL;
}

static gboolean
add_head (HavenDatabase *database, HavenPartition partition, JsonObject *facts, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s.user_version", haven_partition_get_name (partition));
  HavenAuditHead head;
  gint64 schema;

  if (!haven_database_get_integer (database, sql, &schema, error) ||
      !haven_audit_read_head (database, partition, &head, error))
    return FALSE;
  json_object_set_int_member (facts, "schema", schema);
  json_object_set_int_member (facts, "sequence", head.sequence);
  haven_slot_set_bytes (facts, "head", head.hash, sizeof head.hash);
  return TRUE;
}

/**
 * haven_backup_read_facts:
 * @database: has the partition attached under its name
 *
 * Reads every row of every table.
 *
 * Returns: (transfer full) (nullable):
 */
JsonObject *
haven_backup_read_facts (HavenDatabase *database, HavenPartition partition, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonObject) facts = json_object_new ();
  JsonObject *tables = json_object_new ();
  g_auto (GStrv) names = list_tables (database, partition, error);

  json_object_set_object_member (facts, "tables", tables);
  if (names == NULL || !add_head (database, partition, facts, error))
    return NULL;
  for (gsize i = 0; names[i]; i++)
    if (!add_table (database, partition, names[i], tables, cancellable, error))
      return NULL;
  return g_steal_pointer (&facts);
}

/** Returns: (transfer full) (nullable): the same of a file that nobody else has open; its log is walked as well */
JsonObject *
haven_backup_read_facts_of_file (const char *path,
                                 HavenPartition partition,
                                 const guint8 *key,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (HavenDatabase) database = haven_database_open_empty (error);
  gint64 n_events;

  if (database == NULL ||
      !haven_database_attach (database, path, haven_partition_get_name (partition), key, error) ||
      !haven_audit_verify (database, partition, &n_events, error))
    return NULL;
  return haven_backup_read_facts (database, partition, cancellable, error);
}

static gboolean
set_different (HavenPartition partition, const char *what, GError **error)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_DAMAGED,
               "The backup does not hold what the vault held: “%s” of the “%s” part differs. Nothing was changed. Make a "
               "new backup, and keep this one for whoever looks into it.",
               what,
               haven_partition_get_name (partition));
  return FALSE;
}

static gboolean
is_same (JsonObject *a, JsonObject *b, const char *name)
{
  JsonNode *one = json_object_get_member (a, name), *other = json_object_get_member (b, name);

  return one != NULL && other != NULL && json_node_equal (one, other);
}

/** Whether two partitions hold the same, row for row; the first table that differs is named. */
gboolean
haven_backup_compare_facts (JsonObject *expected, JsonObject *found, HavenPartition partition, GError **error)
{
  static const char *const heads[] = { "schema", "sequence", "head" };
  JsonNode *node = json_object_get_member (expected, "tables");
  JsonObject *tables = json_object_get_object_member (found, "tables"), *expected_tables;
  g_autoptr (GList) names = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return set_different (partition, "tables", error);
  expected_tables = json_node_get_object (node);
  names = json_object_get_members (expected_tables);
  for (GList *l = names; l; l = l->next)
    if (!is_same (expected_tables, tables, l->data))
      return set_different (partition, l->data, error);
  if (json_object_get_size (tables) != json_object_get_size (expected_tables))
    return set_different (partition, "tables", error);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (!is_same (expected, found, heads[i]))
      return set_different (partition, heads[i], error);
  return TRUE;
}
