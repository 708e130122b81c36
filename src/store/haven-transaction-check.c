/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-door-private.h"
#include "haven-people.h"
#include "haven-transaction-private.h"

/* What the signed-in person may do with which record, row and column of a transaction. */

/* An id that nobody has and a person who is closed to whoever asks are answered alike (T1). */
void
haven_store_set_not_found (const char *record, GError **error)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_NOT_FOUND,
               "There is no such %s. Look for it again; it may have been removed.",
               record);
}

/* @refusal: (transfer full): of haven_access_decide(), in the words and codes of this room. Gives FALSE. */
gboolean
haven_store_tell_refusal (HavenPartition partition, const char *record, GError *refusal, GError **error)
{
  if (refusal->code == HAVEN_ACCESS_ERROR_BARRED)
    haven_store_set_not_found (record, error);
  else if (refusal->code == HAVEN_ACCESS_ERROR_CLOSED)
    g_set_error (error,
                 HAVEN_STORE_ERROR,
                 HAVEN_STORE_ERROR_MISSING_PARTITION,
                 "The “%s” part of the vault is not open to you.",
                 haven_partition_get_name (partition));
  else
    g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED, refusal->message);
  g_error_free (refusal);
  return FALSE;
}

/* What some acts are, in terms of rows: taking back what was made takes a row away, giving a role changes a member. */
static gboolean
is_part_of_act (const HavenAct *act, const char *table, HavenAction action)
{
  if (act->action == HAVEN_ACTION_UNDO)
    return action == HAVEN_ACTION_DELETE;
  if (g_strcmp0 (act->record, table) != 0)
    return FALSE;
  if (act->action == HAVEN_ACTION_BREAK_GLASS)
    return action == HAVEN_ACTION_CREATE;
  return action == HAVEN_ACTION_UPDATE && (act->action == HAVEN_ACTION_GRANT || act->action == HAVEN_ACTION_REVOKE ||
                                           act->action == HAVEN_ACTION_REVIEW);
}

/* Every record that a transaction touches is asked about by itself, so that no act carries another along. */
gboolean
haven_transaction_check_table (HavenTransaction *self,
                               HavenPartition partition,
                               const char *table,
                               HavenAction action,
                               GError **error)
{
  GError *refusal = NULL;

  if (haven_access_decide (self->access, partition, table, action, NULL, self->now, &refusal))
    return TRUE;
  if (is_part_of_act (self->act, table, action) &&
      haven_access_decide (self->access, partition, table, self->act->action, NULL, self->now, NULL))
    {
      g_error_free (refusal);
      return TRUE;
    }
  return haven_store_tell_refusal (partition, table, refusal, error);
}

gboolean
haven_transaction_check (HavenTransaction *self, const HavenRecordInfo *info, HavenAction action, GError **error)
{
  return haven_transaction_check_table (self, info->partition, info->name, action, error);
}

/** Whether the signed-in person may do something with records of a kind: for what is left out where they may not. */
gboolean
haven_transaction_may (HavenTransaction *self, const HavenRecordInfo *info, HavenAction action)
{
  return haven_transaction_check (self, info, action, NULL);
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

const HavenField *
haven_record_find_field (const HavenRecordInfo *info, const char *name)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (g_strcmp0 (info->fields[i].name, name) == 0)
      return &info->fields[i];
  return NULL;
}

static const char *
get_text (const HavenRecordInfo *info, gconstpointer record, const char *name)
{
  const HavenField *field = haven_record_find_field (info, name);

  return field && field->type == HAVEN_FIELD_TEXT ? *(char *const *) G_STRUCT_MEMBER_P (record, field->offset) : NULL;
}

/* A record about a person is written only by whoever may know that the person is there; no foreign key reaches from one
 * partition into another, so this looks. */
static gboolean
check_person (HavenTransaction *self, const HavenRecordInfo *info, gconstpointer record, GError **error)
{
  const char *patient_id = get_text (info, record, "patient_id");
  sqlite3_stmt *statement;
  gboolean row = FALSE;

  if (patient_id == NULL)
    return TRUE;
  statement =
      haven_database_prepare (self->database, "SELECT 1 FROM shared_patient WHERE id = ?", error, "s", patient_id);
  if (statement == NULL || !haven_database_step (self->database, statement, &row, error))
    return FALSE;
  if (row)
    sqlite3_reset (statement);
  else
    haven_store_set_not_found (haven_patient_info.name, error);
  return row;
}

/* Who sees only what is their own does not write in the name of others. */
static gboolean
check_own (HavenTransaction *self, const HavenRecordInfo *info, gconstpointer record, GError **error)
{
  const char *owner = get_text (info, record, haven_door_get_own_column (info->name));

  if (owner == NULL || haven_access_get_rows (self->access, info->partition, info->name) != HAVEN_ROWS_OWN ||
      g_strcmp0 (owner, haven_access_get_staff_id (self->access)) == 0)
    return TRUE;
  haven_store_set_not_found (info->name, error);
  return FALSE;
}

gboolean
haven_transaction_check_writing (HavenTransaction *self,
                                 const HavenRecordInfo *info,
                                 HavenAction action,
                                 gconstpointer record,
                                 GError **error)
{
  return haven_transaction_check (self, info, action, error) && check_own (self, info, record, error) &&
         check_person (self, info, record, error);
}

/* What somebody does not see stays as it is when they write the row, and so does what they see in disguise.
 * @value_format: `?NUMBER` or `excluded.NAME`. */
void
haven_transaction_append_assignments (HavenTransaction *self,
                                      const HavenRecordInfo *info,
                                      const char *value_format,
                                      GString *sql)
{
  const char *parting = "";

  for (guint i = 1; i < info->n_fields; i++)
    {
      const char *name = info->fields[i].name;
      const HavenMask *mask = haven_door_find_mask (self->access, info->partition, info->name, name);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autoptr (GString) value = g_string_new (value_format);

      if (!haven_access_may_read_column (self->access, info->partition, info->name, name))
        continue;
      g_string_replace (value, "NAME", name, 0);
      g_string_replace (value, "NUMBER", number, 0);
      if (*value_format == '?' && g_strcmp0 (name, "row_version") == 0)
        g_string_append (value, " + 1");
      g_string_append_printf (sql, "%s%s = ", parting, name);
      parting = ", ";
      if (mask != NULL)
        g_string_append_printf (sql, "CASE WHEN %s THEN %s ELSE %s END", mask->when, name, value->str);
      else
        g_string_append (sql, value->str);
    }
}

/* Only a row that is seen is written. */
void
haven_transaction_append_seen (const HavenRecordInfo *info, const char *id, GString *sql)
{
  g_autofree char *view = haven_door_dup_view (info->partition, info->name);

  g_string_append_printf (sql, "EXISTS (SELECT 1 FROM %s AS seen WHERE seen.id = %s)", view, id);
}
