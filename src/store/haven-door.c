/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-door-private.h"

#include <string.h>

#define AS_BIT(action) (1u << HAVEN_ACTION_##action)

static gboolean
find_partition (const char *schema, HavenPartition *partition)
{
  for (int i = 0; schema && i < HAVEN_N_PARTITIONS; i++)
    if (strcmp (haven_partition_get_name ((HavenPartition) i), schema) == 0)
      {
        *partition = (HavenPartition) i;
        return TRUE;
      }
  return FALSE;
}

/* The tables that full-text search keeps for itself, and what it reads to fill them. */
static gboolean
is_kept_by_search (const char *table)
{
  static const char *const names[] = { "patient_name_words", "patient_name_parts", "service_words" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (table, names[i]))
      return TRUE;
  return strcmp (table, "patient_name_key") == 0;
}

static gboolean
may (HavenAccess *access, HavenPartition partition, const char *table, guint32 actions)
{
  for (guint i = 0; i < HAVEN_N_ACTIONS; i++)
    if ((actions & (1u << i)) != 0 &&
        haven_access_decide (access, partition, table, (HavenAction) i, NULL, 0, NULL))
      return TRUE;
  return FALSE;
}

/* What finds the row that a statement changes; foreign keys are looked up under the same names. */
static gboolean
finds_a_row (const char *table, const char *column)
{
  static const char *const columns[] = { "id", "row", "ROWID", "row_version", "name", "addendum_of", NULL };

  return g_strv_contains (columns, column) || g_str_has_suffix (column, "_id") || haven_door_is_masked (table, column);
}

/* Whether a partition stands in a statement as a word of its own, in whatever quotes. */
gboolean
haven_door_names_part (const char *sql)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      const char *name = haven_partition_get_name ((HavenPartition) i);
      gsize length = strlen (name);

      for (const char *at = strcasestr (sql, name); at != NULL; at = strcasestr (at + 1, name))
        if ((at == sql || !(g_ascii_isalnum (at[-1]) || at[-1] == '_')) &&
            !(g_ascii_isalnum (at[length]) || at[length] == '_'))
          return TRUE;
    }
  return FALSE;
}

/* What the engine compiles by itself later on is what was compiled here once, or what search asks of its own tables. */
static int
authorize_read (const HavenDoorState *state, const char *table, const char *column, const char *schema, const char *inner)
{
  HavenPartition partition;

  /* Counting rows reads no column, and the engine then does not say where it found the name. */
  if (schema == NULL && *column == '\0' && inner == NULL)
    return g_hash_table_contains (state->views, table) || strcmp (table, "json_each") == 0 ? SQLITE_OK : SQLITE_DENY;
  if (g_strcmp0 (schema, "temp") == 0)
    return g_str_has_prefix (table, "sqlite_") ? SQLITE_DENY : SQLITE_OK;
  if (!find_partition (schema, &partition))
    return inner != NULL || g_strcmp0 (table, "json_each") == 0 ? SQLITE_OK : SQLITE_DENY;
  /* A view of ours, or a trigger of the schema; nobody makes others after the vault is open. */
  if (inner != NULL)
    return SQLITE_OK;
  /* A view of which no column was needed: only its rows. */
  if (*column == '\0' && (!state->preparing || !state->names_part))
    return SQLITE_OK;
  if (is_kept_by_search (table) && (!state->preparing || g_str_has_suffix (table, "_config")))
    return SQLITE_OK;
  /* Services hold nothing about anybody, so their search table is read by its own name. */
  if (strcmp (table, "service_words") == 0)
    return haven_access_get_rows (state->access, partition, table) == HAVEN_ROWS_ALL ? SQLITE_OK : SQLITE_DENY;
  return (!state->preparing || state->writing) && finds_a_row (table, column) ? SQLITE_OK : SQLITE_DENY;
}

static int
authorize_write (const HavenDoorState *state, int action, const char *table, const char *schema, const char *inner)
{
  static const guint32 updating = AS_BIT (CREATE) | AS_BIT (UPDATE) | AS_BIT (UNDO) | AS_BIT (GRANT) |
                                  AS_BIT (REVOKE) | AS_BIT (REVIEW);
  HavenPartition partition;
  guint32 actions;

  if (!find_partition (schema, &partition))
    return SQLITE_DENY;
  if (inner != NULL || (!state->preparing && is_kept_by_search (table)))
    return SQLITE_OK;
  actions = action == SQLITE_INSERT   ? AS_BIT (CREATE) | AS_BIT (BREAK_GLASS)
            : action == SQLITE_UPDATE ? updating
                                      : AS_BIT (DELETE) | AS_BIT (UNDO);
  return may (state->access, partition, table, actions) ? SQLITE_OK : SQLITE_DENY;
}

static gboolean
is_harmless_pragma (const char *name)
{
  static const char *const names[] = { "wal_checkpoint", "data_version", "integrity_check", "cipher_integrity_check", NULL };

  return name != NULL && g_strv_contains (names, name);
}

static gboolean
is_harmful_function (const char *name)
{
  static const char *const names[] = { "load_extension", "sqlcipher_export", "fts3_tokenizer", "readfile", "writefile",
                                       NULL };

  return name != NULL && g_strv_contains (names, name);
}

/* The store's own work knows no tables but those of the schema either. */
static int
authorize_inside (int action, const char *first, const char *second, const char *schema)
{
  switch (action)
    {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_INDEX:
    case SQLITE_DROP_TRIGGER:
    case SQLITE_CREATE_TRIGGER:
    case SQLITE_ALTER_TABLE:
      return SQLITE_DENY;
    case SQLITE_CREATE_INDEX:
      return g_strcmp0 (second, "barred") == 0 && g_strcmp0 (schema, "main") == 0 ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_CREATE_TABLE:
      return g_strcmp0 (first, "barred") == 0 && g_strcmp0 (schema, "main") == 0 ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_PRAGMA:
      return is_harmless_pragma (first) || g_strcmp0 (first, "query_only") == 0 || g_strcmp0 (first, "table_info") == 0
                 ? SQLITE_OK
                 : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return is_harmful_function (second) ? SQLITE_DENY : SQLITE_OK;
    default:
      return SQLITE_OK;
    }
}

/* Asked by the engine for everything that a statement would do, while it is compiled. What is not named is refused. */
int
haven_door_authorize (const HavenDoorState *state,
                      int action,
                      const char *first,
                      const char *second,
                      const char *schema,
                      const char *inner)
{
  if (state->inside)
    return authorize_inside (action, first, second, schema);
  switch (action)
    {
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      return is_harmful_function (second) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
      return is_harmless_pragma (first) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return state->access != NULL ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_READ:
      return state->access != NULL ? authorize_read (state, first, second, schema, inner) : SQLITE_DENY;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return state->access != NULL ? authorize_write (state, action, first, schema, inner) : SQLITE_DENY;
    default:
      return SQLITE_DENY;
    }
}
