/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-contents-private.h"

#include "haven-action.h"

#include <sodium.h>
#include <string.h>

/*
 * A row counts as a keyed hash of its table and of its columns that hold something; the sum of these numbers, modulo
 * 2^256, does not depend on their order, and a change takes the old row out and puts the new one in. Temporary triggers
 * of the writing connection do that as rows change, so that the sum costs the same whatever the size of the vault.
 */
#define SUM_SIZE 32
#define N_LIMBS (SUM_SIZE / sizeof (guint64))
#define CLIENT_DATA "haven-contents"
#define PURPOSE "haven contents"
#define STAMP_PURPOSE "haven contents stamp"

typedef struct
{
  char *name;
  char **columns;
} Table;

struct _HavenContents
{
  HavenDatabase *database; /* borrowed: it owns this */
  guint8 (*keys)[HAVEN_VAULT_KEY_SIZE];
  GPtrArray *tables[HAVEN_N_PARTITIONS]; /* of Table */
  guint32 stamps[HAVEN_N_PARTITIONS]; /* of the schema, and of the key that the rows are hashed with */

  /* since the transaction began */
  guint64 sums[HAVEN_N_PARTITIONS][N_LIMBS];
  gboolean changed[HAVEN_N_PARTITIONS];
  guint n_failures;
};

static void
table_free (gpointer data)
{
  Table *self = data;

  g_free (self->name);
  g_strfreev (self->columns);
  g_free (self);
}

static void
contents_free (gpointer data)
{
  HavenContents *self = data;

  sqlite3_rollback_hook (haven_database_get_handle (self->database), NULL, NULL);
  sqlite3_commit_hook (haven_database_get_handle (self->database), NULL, NULL);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    g_clear_pointer (&self->tables[i], g_ptr_array_unref);
  sodium_free (self->keys);
  g_free (self);
}

/* ── A row as a number ────────────────────────────────────────────────────── */

static void
hash_bytes (crypto_generichash_state *state, gconstpointer bytes, gsize length)
{
  guint64 size = GUINT64_TO_BE ((guint64) length);

  crypto_generichash_update (state, (const guint8 *) &size, sizeof size);
  if (length > 0)
    crypto_generichash_update (state, bytes, length);
}

static void
hash_value (crypto_generichash_state *state, sqlite3_value *value)
{
  guint8 type = (guint8) sqlite3_value_type (value);
  guint64 number;
  double real;

  crypto_generichash_update (state, &type, 1);
  switch (type)
    {
    case SQLITE_INTEGER:
      number = GUINT64_TO_BE ((guint64) sqlite3_value_int64 (value));
      hash_bytes (state, &number, sizeof number);
      break;
    case SQLITE_FLOAT:
      real = sqlite3_value_double (value);
      hash_bytes (state, &real, sizeof real);
      break;
    case SQLITE_TEXT:
      hash_bytes (state, sqlite3_value_text (value), (gsize) sqlite3_value_bytes (value));
      break;
    default:
      hash_bytes (state, sqlite3_value_blob (value), (gsize) sqlite3_value_bytes (value));
      break;
    }
}

static void
hash_row (HavenContents *self, HavenPartition partition, const Table *table, sqlite3_value **values, guint64 *row)
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, self->keys[partition], HAVEN_VAULT_KEY_SIZE, SUM_SIZE);
  hash_bytes (&state, table->name, strlen (table->name));
  for (gsize i = 0; table->columns[i]; i++)
    {
      if (sqlite3_value_type (values[i]) == SQLITE_NULL)
        continue;
      hash_bytes (&state, table->columns[i], strlen (table->columns[i]));
      hash_value (&state, values[i]);
    }
  crypto_generichash_final (&state, (guint8 *) row, SUM_SIZE);
  for (gsize i = 0; i < N_LIMBS; i++)
    row[i] = GUINT64_FROM_LE (row[i]);
}

static void
add (guint64 *sum, const guint64 *number)
{
  guint64 carry = 0;

  for (gsize i = 0; i < N_LIMBS; i++)
    {
      guint64 before = sum[i];

      sum[i] = before + number[i] + carry;
      carry = carry ? sum[i] <= before : sum[i] < before;
    }
}

static void
take_out (guint64 *sum, const guint64 *number)
{
  guint64 borrow = 0;

  for (gsize i = 0; i < N_LIMBS; i++)
    {
      guint64 before = sum[i];

      sum[i] = before - number[i] - borrow;
      borrow = borrow ? sum[i] >= before : sum[i] > before;
    }
}

/* haven_contents (partition, which way, table, columns…) */
static void
contents_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  HavenContents *self = sqlite3_user_data (context);
  int partition = sqlite3_value_int (values[0]), table = sqlite3_value_int (values[2]);
  guint64 row[N_LIMBS];

  hash_row (self, (HavenPartition) partition, self->tables[partition]->pdata[table], values + 3, row);
  if (sqlite3_value_int (values[1]) > 0)
    add (self->sums[partition], row);
  else
    take_out (self->sums[partition], row);
  self->changed[partition] = TRUE;
  sqlite3_result_int (context, 1);
}

/* ── Which tables ─────────────────────────────────────────────────────────── */

/* The log vouches for itself by its chain; what search keeps follows from the rest. */
static const char tables_sql[] = "SELECT name FROM pragma_table_list WHERE schema = ? AND type = 'table'"
                                 " AND name NOT LIKE 'sqlite_%' AND name <> 'audit_event' ORDER BY name";

/* The number of a row may become another in a copy. */
static const char columns_sql[] = "SELECT name FROM pragma_table_info (?, ?) WHERE name <> 'row' ORDER BY name";

static char **
list_names (HavenDatabase *database, const char *sql, const char *first, const char *second, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, second ? "ss" : "s", first, second);
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
list_tables (HavenContents *self, HavenPartition partition, GError **error)
{
  const char *schema = haven_partition_get_name (partition);
  g_auto (GStrv) names = list_names (self->database, tables_sql, schema, NULL, error);
  g_autofree char *version_sql = g_strdup_printf ("PRAGMA %s.user_version", schema);
  gint64 version;

  if (names == NULL || !haven_database_get_integer (self->database, version_sql, &version, error))
    return FALSE;
  self->stamps[partition] ^= (guint32) version;
  self->tables[partition] = g_ptr_array_new_with_free_func (table_free);
  for (gsize i = 0; names[i]; i++)
    {
      Table *table = g_new0 (Table, 1);

      table->name = g_strdup (names[i]);
      table->columns = list_names (self->database, columns_sql, names[i], schema, error);
      g_ptr_array_add (self->tables[partition], table);
      if (table->columns == NULL)
        return FALSE;
    }
  return TRUE;
}

/* What the store itself notes beside any transaction is left out. */
static char *
dup_condition (const Table *table, const char *word, const char *prefix)
{
  return strcmp (table->name, "clinic_setting") == 0
             ? g_strdup_printf (" %s %sname NOT IN ('vault_generation', 'vault_change')", word, prefix)
             : g_strdup ("");
}

static void
append_call (GString *sql, HavenPartition partition, guint index, const Table *table, int way, const char *prefix)
{
  g_string_append_printf (sql, "haven_contents (%d, %d, %u", (int) partition, way, index);
  for (gsize i = 0; table->columns[i]; i++)
    g_string_append_printf (sql, ", %s\"%s\"", prefix, table->columns[i]);
  g_string_append_c (sql, ')');
}

static gboolean
add_trigger (HavenContents *self, HavenPartition partition, guint index, const char *event, GError **error)
{
  const Table *table = self->tables[partition]->pdata[index];
  const char *schema = haven_partition_get_name (partition);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree char *condition = dup_condition (table, "WHEN", *event == 'D' ? "old." : "new.");

  g_string_append_printf (sql, "CREATE TEMP TRIGGER contents_%s_%s_%s AFTER %s ON %s.%s%s BEGIN SELECT ", schema,
                          table->name, event, event, schema, table->name, condition);
  if (*event != 'I')
    append_call (sql, partition, index, table, -1, "old.");
  if (*event == 'U')
    g_string_append (sql, ", ");
  if (*event != 'D')
    append_call (sql, partition, index, table, 1, "new.");
  g_string_append (sql, "; END");
  return haven_database_exec (self->database, sql->str, error);
}

/* ── Attaching ────────────────────────────────────────────────────────────── */

static void
forget (gpointer data)
{
  HavenContents *self = data;

  memset (self->sums, 0, sizeof self->sums);
  memset (self->changed, 0, sizeof self->changed);
  self->n_failures = haven_database_get_n_failures (self->database);
}

static int
forget_committed (gpointer data)
{
  forget (data);
  return 0;
}

static gboolean
add_to_connection (HavenContents *self, GError **error)
{
  sqlite3 *handle = haven_database_get_handle (self->database);
  int code = sqlite3_create_function (handle, "haven_contents", -1, SQLITE_UTF8, self,
                                      contents_function, NULL, NULL);

  if (code == SQLITE_OK)
    /* From here on it goes with the connection, also where this fails. */
    code = sqlite3_set_clientdata (handle, CLIENT_DATA, self, contents_free);
  if (code != SQLITE_OK)
    {
      haven_database_set_error (self->database, code, error);
      return FALSE;
    }
  sqlite3_rollback_hook (handle, forget, self);
  sqlite3_commit_hook (handle, forget_committed, self);
  return TRUE;
}

static gboolean
watch_partition (HavenContents *self, HavenPartition partition, GError **error)
{
  static const char *const events[] = { "INSERT", "UPDATE", "DELETE" };

  for (guint i = 0; i < self->tables[partition]->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (events); k++)
      if (!add_trigger (self, partition, i, events[k], error))
        return FALSE;
  return TRUE;
}

/* A partition that was given a new key has other sums: by this it shows that one was taken with the key before. */
static guint32
make_stamp (HavenVaultKeys *keys, HavenPartition partition)
{
  guint8 bytes[HAVEN_VAULT_KEY_SIZE];
  guint32 stamp;

  haven_vault_keys_derive (keys, partition, STAMP_PURPOSE, bytes);
  memcpy (&stamp, bytes, sizeof stamp);
  sodium_memzero (bytes, sizeof bytes);
  return stamp;
}

/**
 * haven_contents_attach:
 * @partitions: those that are attached
 * @watching: whether rows will be changed by this connection, so that each change counts
 *
 * To be called before the connection is sealed. What it makes goes with the connection.
 */
gboolean
haven_contents_attach (HavenDatabase *database,
                       HavenVaultKeys *keys,
                       HavenPartitions partitions,
                       gboolean watching,
                       GError **error)
{
  HavenContents *self = g_new0 (HavenContents, 1);

  self->database = database;
  self->keys = sodium_malloc (HAVEN_N_PARTITIONS * sizeof *self->keys);
  if (self->keys == NULL)
    g_error ("no memory for keys");
  if (!add_to_connection (self, error))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      if ((partitions & (1u << i)) == 0)
        continue;
      haven_vault_keys_derive (keys, (HavenPartition) i, PURPOSE, self->keys[i]);
      self->stamps[i] = make_stamp (keys, (HavenPartition) i);
      if (!list_tables (self, (HavenPartition) i, error) ||
          (watching && !watch_partition (self, (HavenPartition) i, error)))
        return FALSE;
    }
  return TRUE;
}

/** Returns: (transfer none) (nullable): %NULL where a connection counts nothing */
HavenContents *
haven_contents_get (HavenDatabase *database)
{
  return sqlite3_get_clientdata (haven_database_get_handle (database), CLIENT_DATA);
}

/* ── The sum ──────────────────────────────────────────────────────────────── */

static void
write_contents (HavenContents *self, HavenPartition partition, const guint64 *sum, guint8 *contents)
{
  guint32 stamp = GUINT32_TO_BE (self->stamps[partition]);

  for (gsize i = 0; i < N_LIMBS; i++)
    {
      guint64 limb = GUINT64_TO_LE (sum[i]);

      memcpy (contents + i * sizeof limb, &limb, sizeof limb);
    }
  memcpy (contents + SUM_SIZE, &stamp, sizeof stamp);
}

/** Whether the sum was taken with the schema and the key that there are. */
gboolean
haven_contents_is_current (HavenContents *self, HavenPartition partition, const guint8 *contents)
{
  guint32 stamp;

  memcpy (&stamp, contents + SUM_SIZE, sizeof stamp);
  return GUINT32_FROM_BE (stamp) == self->stamps[partition];
}

/** Whether rows of a partition were changed since the transaction began. */
gboolean
haven_contents_changed (HavenContents *self, HavenPartition partition)
{
  return self->changed[partition];
}

/** Takes the sum over all rows: for as long as that takes. What was counted of a transaction is forgotten. */
gboolean
haven_contents_compute (HavenContents *self, HavenPartition partition, guint8 *contents, GError **error)
{
  memset (self->sums[partition], 0, sizeof self->sums[partition]);
  for (guint i = 0; i < self->tables[partition]->len; i++)
    {
      const Table *table = self->tables[partition]->pdata[i];
      g_autofree char *condition = dup_condition (table, "WHERE", "");
      g_autoptr (GString) sql = g_string_new ("SELECT count (");
      gint64 n_rows;

      append_call (sql, partition, i, table, 1, "");
      g_string_append_printf (sql, ") FROM %s.%s%s", haven_partition_get_name (partition), table->name, condition);
      if (!haven_database_get_integer (self->database, sql->str, &n_rows, error))
        return FALSE;
    }
  write_contents (self, partition, self->sums[partition], contents);
  memset (self->sums[partition], 0, sizeof self->sums[partition]);
  self->changed[partition] = FALSE;
  return TRUE;
}

static gboolean
check_table (HavenContents *self, HavenPartition partition, const char *table, gboolean *sound, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s.integrity_check ('%s')",
                                          haven_partition_get_name (partition),
                                          table);
  sqlite3_stmt *statement = haven_database_prepare (self->database, sql, error, "");
  gboolean row = FALSE;

  if (statement == NULL || !haven_database_step (self->database, statement, &row, error))
    return FALSE;
  *sound = row && g_strcmp0 (haven_column_text (statement, 0), "ok") == 0;
  sqlite3_reset (statement);
  return TRUE;
}

/**
 * haven_contents_check_indexes:
 *
 * Whether the indexes tell of the same rows as the tables: one that leaves a row out hides it. Table by table, so that
 * search tables are passed over: in a connection that has been open for a while they find fault where there is none.
 */
gboolean
haven_contents_check_indexes (HavenContents *self, HavenPartition partition, gboolean *sound, GError **error)
{
  if (!check_table (self, partition, "audit_event", sound, error))
    return FALSE;
  for (guint i = 0; *sound && i < self->tables[partition]->len; i++)
    if (!check_table (self, partition, ((const Table *) self->tables[partition]->pdata[i])->name, sound, error))
      return FALSE;
  return TRUE;
}

/**
 * haven_contents_take:
 * @before: (nullable): what the last event vouches for
 * @after: (out): what the next one shall
 *
 * Brings the sum up to date with what the transaction changed. Where a statement of it failed, what that took back is not
 * known, and the sum is taken anew; so it is after a change of the schema
 * or of the key.
 */
gboolean
haven_contents_take (HavenContents *self,
                     HavenPartition partition,
                     const guint8 *before,
                     guint8 *after,
                     GError **error)
{
  guint n_failures = haven_database_get_n_failures (self->database);
  gboolean sure = n_failures == self->n_failures || !self->changed[partition];
  guint64 sum[N_LIMBS];

  if (before == NULL || !sure || !haven_contents_is_current (self, partition, before))
    return haven_contents_compute (self, partition, after, error);
  memcpy (sum, before, sizeof sum);
  for (gsize i = 0; i < N_LIMBS; i++)
    sum[i] = GUINT64_FROM_LE (sum[i]);
  add (sum, self->sums[partition]);
  write_contents (self, partition, sum, after);
  memset (self->sums[partition], 0, sizeof self->sums[partition]);
  self->changed[partition] = FALSE;
  return TRUE;
}
