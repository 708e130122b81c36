/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-transaction-private.h"

#include "haven-door-private.h"

#include <math.h>
#include <string.h>

#define AT(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

gboolean
haven_transaction_has_partition (HavenTransaction *self, HavenPartition partition)
{
  return (self->open_partitions & (1u << partition)) != 0;
}

gboolean
haven_transaction_note (HavenTransaction *self, const char *record, const char *id)
{
  haven_changes_add (self->changes, record, id);
  return TRUE;
}

/* ── One record to and from a row ─────────────────────────────────────────── */

static int
bind_texts (sqlite3_stmt *statement, int index, char **texts)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  if (texts == NULL || texts[0] == NULL)
    return sqlite3_bind_null (statement, index);
  array = json_array_new ();
  for (gsize i = 0; texts[i]; i++)
    json_array_add_string_element (array, texts[i]);
  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);
  return sqlite3_bind_text (statement, index, json_to_string (node, FALSE), -1, g_free);
}

static int
bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  return bytes ? sqlite3_bind_blob64 (statement, index, data, size, SQLITE_TRANSIENT)
               : sqlite3_bind_null (statement, index);
}

static int
bind_field (sqlite3_stmt *statement, int index, const HavenField *field, gconstpointer record)
{
  const char *text;
  HavenDate date;
  gint64 number;

  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      text = AT (char *const, record, field);
      return text ? sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC)
                  : sqlite3_bind_null (statement, index);
    case HAVEN_FIELD_INTEGER:
      return sqlite3_bind_int64 (statement, index, AT (const gint64, record, field));
    case HAVEN_FIELD_MINUTE:
      number = AT (const gint64, record, field);
      return number >= 0 ? sqlite3_bind_int64 (statement, index, number) : sqlite3_bind_null (statement, index);
    case HAVEN_FIELD_INSTANT:
      number = AT (const gint64, record, field);
      return number ? sqlite3_bind_int64 (statement, index, number) : sqlite3_bind_null (statement, index);
    case HAVEN_FIELD_REAL:
      if (isnan (AT (const double, record, field)))
        return sqlite3_bind_null (statement, index);
      return sqlite3_bind_double (statement, index, AT (const double, record, field));
    case HAVEN_FIELD_BOOLEAN:
      return sqlite3_bind_int (statement, index, AT (const gboolean, record, field) ? 1 : 0);
    case HAVEN_FIELD_DATE:
      date = AT (const HavenDate, record, field);
      return haven_date_is_set (date) ? sqlite3_bind_text (statement, index, haven_date_dup_iso (date), -1, g_free)
                                      : sqlite3_bind_null (statement, index);
    case HAVEN_FIELD_TEXTS:
      return bind_texts (statement, index, AT (char **const, record, field));
    case HAVEN_FIELD_BYTES:
      return bind_bytes (statement, index, AT (GBytes *const, record, field));
    default:
      g_assert_not_reached ();
    }
}

static char **
read_texts (const char *json)
{
  g_autoptr (JsonNode) node = json ? json_from_string (json, NULL) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return json_array_get_length (array) > 0 ? g_strv_builder_end (builder) : NULL;
}

static void
read_field (sqlite3_stmt *statement, int column, const HavenField *field, gpointer record)
{
  const char *text;

  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return;
  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      AT (char *, record, field) = g_strdup (haven_column_text (statement, column));
      break;
    case HAVEN_FIELD_INTEGER:
    case HAVEN_FIELD_MINUTE:
    case HAVEN_FIELD_INSTANT:
      AT (gint64, record, field) = sqlite3_column_int64 (statement, column);
      break;
    case HAVEN_FIELD_REAL:
      AT (double, record, field) = sqlite3_column_double (statement, column);
      break;
    case HAVEN_FIELD_BOOLEAN:
      AT (gboolean, record, field) = sqlite3_column_int (statement, column) != 0;
      break;
    case HAVEN_FIELD_DATE:
      text = haven_column_text (statement, column);
      haven_date_parse (text, &AT (HavenDate, record, field), NULL);
      break;
    case HAVEN_FIELD_TEXTS:
      AT (char **, record, field) = read_texts (haven_column_text (statement, column));
      break;
    case HAVEN_FIELD_BYTES:
      AT (GBytes *, record, field) = g_bytes_new (sqlite3_column_blob (statement, column),
                                                  (gsize) sqlite3_column_bytes (statement, column));
      break;
    default:
      g_assert_not_reached ();
    }
}

/** The columns of a record in the order of its fields, each behind @prefix (`table.` or an empty string). */
char *
haven_record_dup_columns (const HavenRecordInfo *info, const char *prefix)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    g_string_append_printf (columns, "%s%s%s", i ? ", " : "", prefix, info->fields[i].name);
  return g_string_free (columns, FALSE);
}

/** Returns: (transfer full) (nullable): a record for each row of a statement that selects the record's columns first */
GPtrArray *
haven_transaction_collect (HavenTransaction *self, const HavenRecordInfo *info, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (info->free);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  while (haven_database_step (self->database, statement, &row, error))
    {
      gpointer record;

      if (!row)
        return g_steal_pointer (&records);
      record = haven_record_new (info);
      for (guint i = 0; i < info->n_fields; i++)
        read_field (statement, (int) i, &info->fields[i], record);
      g_ptr_array_add (records, record);
    }
  return NULL;
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

static const char *
get_id (const HavenRecordInfo *info, gconstpointer record)
{
  return AT (char *const, record, &info->fields[0]);
}

static gboolean
run_with_record (HavenTransaction *self,
                 const HavenRecordInfo *info,
                 const char *sql,
                 gconstpointer record,
                 GError **error)
{
  sqlite3_stmt *statement = haven_database_prepare (self->database, sql, error, "");
  guint n_values;

  if (statement == NULL)
    return FALSE;
  n_values = MIN (info->n_fields, (guint) sqlite3_bind_parameter_count (statement));
  for (guint i = 0; i < n_values; i++)
    if (bind_field (statement, (int) i + 1, &info->fields[i], record) != SQLITE_OK)
      {
        haven_database_set_error (self->database, SQLITE_TOOBIG, error);
        return FALSE;
      }
  return haven_database_step (self->database, statement, NULL, error) &&
         haven_transaction_note (self, info->name, get_id (info, record));
}

static GPtrArray *
read_records (HavenTransaction *self,
              const HavenRecordInfo *info,
              const char *field,
              const char *value,
              const char *order_field,
              GError **error)
{
  g_autofree char *columns = haven_record_dup_columns (info, "");
  g_autofree char *view = haven_door_dup_view (info->partition, info->name);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT %s FROM %s", columns, view);
  if (field)
    g_string_append_printf (sql, " WHERE %s = ?", field);
  g_string_append_printf (sql, " ORDER BY %s, row", order_field ? order_field : "row");
  return haven_transaction_collect (
      self, info, haven_database_prepare (self->database, sql->str, error, field ? "s" : "", value), error);
}

/* How the record was, for the log; looking it up for that is no look of its own. */
static gpointer
find_before (HavenTransaction *self, const HavenRecordInfo *info, const char *id)
{
  g_autoptr (GPtrArray) records = read_records (self, info, "id", id, NULL, NULL);

  return records != NULL && records->len > 0 ? g_ptr_array_steal_index (records, 0) : NULL;
}

static gboolean
leave_trail (HavenTransaction *self,
             const HavenRecordInfo *info,
             HavenTouchKind kind,
             gconstpointer before,
             gconstpointer after)
{
  if (before != NULL || after != NULL)
    haven_audit_trail_change (self->trail, info, kind, before, after);
  return TRUE;
}

static GString *
begin_insert (const HavenRecordInfo *info)
{
  g_autofree char *columns = haven_record_dup_columns (info, "");
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "INSERT INTO %s.%s (%s) VALUES (",
                          haven_partition_get_name (info->partition),
                          info->name,
                          columns);
  for (guint i = 0; i < info->n_fields; i++)
    g_string_append_printf (sql, "%s?%u", i ? ", " : "", i + 1);
  g_string_append_c (sql, ')');
  return sql;
}

/** Adds a record; its id must be new. */
gboolean
haven_transaction_insert (HavenTransaction *self, const HavenRecordInfo *info, gconstpointer record, GError **error)
{
  g_autoptr (GString) sql = NULL;

  g_return_val_if_fail (get_id (info, record) != NULL, FALSE);

  if (!haven_transaction_check_writing (self, info, HAVEN_ACTION_CREATE, record, error))
    return FALSE;
  sql = begin_insert (info);
  return run_with_record (self, info, sql->str, record, error) &&
         leave_trail (self, info, HAVEN_TOUCH_CREATE, NULL, record);
}

static gboolean
check_saved (HavenTransaction *self, const HavenRecordInfo *info, GError **error)
{
  if (sqlite3_changes64 (haven_database_get_handle (self->database)) > 0)
    return TRUE;
  haven_store_set_not_found (info->name, error);
  return FALSE;
}

/** Adds a record, or replaces the one of the same id whatever its version is: for drafts and imports. */
gboolean
haven_transaction_save (HavenTransaction *self, const HavenRecordInfo *info, gconstpointer record, GError **error)
{
  g_autoptr (GString) sql = NULL;

  g_return_val_if_fail (get_id (info, record) != NULL, FALSE);

  if (!haven_transaction_check_writing (self, info, HAVEN_ACTION_CREATE, record, error) ||
      !haven_transaction_check (self, info, HAVEN_ACTION_UPDATE, error))
    return FALSE;
  sql = begin_insert (info);
  g_string_append (sql, " ON CONFLICT (id) DO UPDATE SET ");
  haven_transaction_append_assignments (self, info, "excluded.NAME", sql);
  g_string_append (sql, " WHERE ");
  haven_transaction_append_seen (info, "excluded.id", sql);
  return run_with_record (self, info, sql->str, record, error) && check_saved (self, info, error) &&
         leave_trail (self, info, HAVEN_TOUCH_UPDATE, NULL, record);
}

static gboolean
check_changed_one (HavenTransaction *self, const HavenRecordInfo *info, const char *id, GError **error)
{
  gpointer present;

  if (sqlite3_changes64 (haven_database_get_handle (self->database)) > 0)
    return TRUE;
  present = haven_transaction_load (self, info, id, error);
  if (present == NULL)
    return FALSE;
  haven_record_free (info, present);
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CONFLICT,
               "Somebody else changed this %s a moment ago. Nothing was saved; look at it again, then repeat the change.",
               info->name);
  return FALSE;
}

/**
 * haven_transaction_update:
 *
 * Replaces a record. Where it has a `row_version`, that must be the one it was read with; the stored one goes up by
 * one. Otherwise %HAVEN_STORE_ERROR_CONFLICT, and nothing changes.
 */
gboolean
haven_transaction_update (HavenTransaction *self, const HavenRecordInfo *info, gconstpointer record, GError **error)
{
  const HavenField *version = haven_record_find_field (info, "row_version");
  g_autoptr (GString) sql = g_string_new (NULL);
  gpointer before;
  gboolean updated;

  if (!haven_transaction_check_writing (self, info, HAVEN_ACTION_UPDATE, record, error))
    return FALSE;
  g_string_append_printf (sql, "UPDATE %s.%s SET ", haven_partition_get_name (info->partition), info->name);
  haven_transaction_append_assignments (self, info, "?NUMBER", sql);
  g_string_append (sql, " WHERE id = ?1 AND ");
  haven_transaction_append_seen (info, "?1", sql);
  if (version)
    g_string_append_printf (sql, " AND row_version = ?%u", (guint) (version - info->fields) + 1);

  before = find_before (self, info, get_id (info, record));
  updated = run_with_record (self, info, sql->str, record, error) &&
            check_changed_one (self, info, get_id (info, record), error) &&
            leave_trail (self, info, HAVEN_TOUCH_UPDATE, before, record);
  haven_record_free (info, before);
  return updated;
}

/** Takes a record away; what is not there, or not seen, is left alone without an error. */
gboolean
haven_transaction_delete (HavenTransaction *self, const HavenRecordInfo *info, const char *id, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  gpointer before;
  gboolean deleted;

  if (!haven_transaction_check (self, info, HAVEN_ACTION_DELETE, error))
    return FALSE;
  g_string_append_printf (sql, "DELETE FROM %s.%s WHERE id = ?1 AND ", haven_partition_get_name (info->partition), info->name);
  haven_transaction_append_seen (info, "?1", sql);
  before = find_before (self, info, id);
  deleted = haven_database_run (self->database, sql->str, error, "s", id) &&
            haven_transaction_note (self, info->name, id) &&
            leave_trail (self, info, HAVEN_TOUCH_DELETE, before, NULL);
  haven_record_free (info, before);
  return deleted;
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

/** Returns: (transfer full) (nullable): %NULL with %HAVEN_STORE_ERROR_NOT_FOUND when there is no such id */
gpointer
haven_transaction_load (HavenTransaction *self, const HavenRecordInfo *info, const char *id, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  if (!haven_transaction_check (self, info, HAVEN_ACTION_VIEW, error))
    return NULL;
  records = read_records (self, info, "id", id, NULL, error);
  if (records == NULL)
    return NULL;
  if (records->len == 0)
    {
      haven_store_set_not_found (info->name, error);
      return NULL;
    }
  haven_audit_trail_look (self->trail, info, records);
  return g_ptr_array_steal_index (records, 0);
}

/**
 * haven_transaction_list:
 * @field: (nullable): the field that must equal @value; %NULL lists all, for short fixed tables only
 * @order_field: (nullable): the field to order by
 *
 * Returns: (transfer full): the records, which the array owns
 */
GPtrArray *
haven_transaction_list (HavenTransaction *self,
                        const HavenRecordInfo *info,
                        const char *field,
                        const char *value,
                        const char *order_field,
                        GError **error)
{
  GPtrArray *records;

  g_return_val_if_fail (field == NULL || haven_record_find_field (info, field) != NULL, NULL);
  g_return_val_if_fail (order_field == NULL || haven_record_find_field (info, order_field) != NULL, NULL);

  if (!haven_transaction_check (self, info, HAVEN_ACTION_LIST, error))
    return NULL;
  records = read_records (self, info, field, value, order_field, error);
  if (records != NULL)
    haven_audit_trail_look (self->trail, info, records);
  return records;
}
