/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-tables.h"

#include "haven-id.h"
#include "haven-transaction-private.h"

#include <string.h>

/* ── Visits ───────────────────────────────────────────────────────────────── */

static GPtrArray *
collect_visits (HavenTransaction *self, const char *where, GError **error, const char *types, gpointer first, gpointer second)
{
  g_autofree char *columns = haven_record_dup_columns (&haven_appointment_info, "appointment.");
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) appointments = NULL;
  sqlite3_stmt *statement;

  sql = g_strdup_printf ("SELECT %s FROM shared_appointment AS appointment WHERE %s ORDER BY starts_at, appointment.row",
                         columns,
                         where);
  statement = *types == 's' ? haven_database_prepare (self->database, sql, error, "s", (const char *) first)
                            : haven_database_prepare (self->database, sql, error, "ii", *(gint64 *) first, *(gint64 *) second);
  appointments = haven_transaction_collect (self, &haven_appointment_info, statement, error);
  if (appointments == NULL)
    return NULL;
  for (guint i = 0; i < appointments->len; i++)
    {
      HavenAppointment *appointment = appointments->pdata[i];
      g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
      g_autofree char *name = NULL;
      gboolean row = FALSE;

      statement = haven_database_prepare (self->database,
                                          "SELECT resource_id FROM shared_appointment_resource AS appointment_resource WHERE appointment_id = ?",
                                          error,
                                          "s",
                                          appointment->id);
      while (statement && haven_database_step (self->database, statement, &row, error) && row)
        g_strv_builder_add (ids, haven_column_text (statement, 0));
      statement = haven_database_prepare (self->database,
                                          "SELECT name FROM shared_patient AS patient WHERE id = ?",
                                          error,
                                          "s",
                                          appointment->patient_id);
      if (statement == NULL || !haven_database_step (self->database, statement, &row, error))
        return NULL;
      name = row ? g_strdup (haven_column_text (statement, 0)) : NULL;
      sqlite3_reset (statement);
      g_ptr_array_add (visits,
                       haven_visit_new_take (haven_appointment_copy (appointment),
                                             g_steal_pointer (&name),
                                             g_strv_builder_end (ids)));
    }
  return g_steal_pointer (&visits);
}

/**
 * haven_tables_list_visits:
 *
 * Visits that touch the half-open time from @from to @to, in order of their start.
 *
 * Returns: (transfer full) (element-type HavenVisit):
 */
GPtrArray *
haven_tables_list_visits (HavenTransaction *self, HavenInstant from, HavenInstant to, GError **error)
{
  return collect_visits (self, "starts_at < ?2 AND ends_at > ?1", error, "ii", &from, &to);
}

/** Returns: (transfer full) (element-type HavenVisit): all visits of a person, in order of their start */
GPtrArray *
haven_tables_list_visits_of (HavenTransaction *self, const char *patient_id, GError **error)
{
  return collect_visits (self, "patient_id = ?1", error, "s", (gpointer) patient_id, NULL);
}

HavenVisit *
haven_tables_load_visit (HavenTransaction *self, const char *appointment_id, GError **error)
{
  g_autoptr (GPtrArray) visits = collect_visits (self, "id = ?1", error, "s", (gpointer) appointment_id, NULL);

  if (visits == NULL)
    return NULL;
  if (visits->len == 0)
    {
      g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND, "There is no such appointment. Look for it again; it may have been removed.");
      return NULL;
    }
  return g_ptr_array_steal_index (visits, 0);
}

/** Replaces what an appointment takes. */
gboolean
haven_tables_set_visit_resources (HavenTransaction *self,
                                  const char *appointment_id,
                                  const char *const *resource_ids,
                                  GError **error)
{
  if (!haven_transaction_check (self, &haven_appointment_resource_info, HAVEN_ACTION_DELETE, error) ||
      !haven_database_run (self->database,
                           "DELETE FROM shared.appointment_resource WHERE appointment_id = ?",
                           error,
                           "s",
                           appointment_id))
    return FALSE;
  for (gsize i = 0; resource_ids && resource_ids[i]; i++)
    {
      g_autoptr (HavenAppointmentResource) link = haven_appointment_resource_new ();

      link->id = haven_id_new ();
      link->appointment_id = g_strdup (appointment_id);
      link->resource_id = g_strdup (resource_ids[i]);
      if (!haven_transaction_insert (self, &haven_appointment_resource_info, link, error))
        return FALSE;
    }
  return TRUE;
}

/** Returns: (transfer full) (element-type HavenDueDate): published dates up to @until that stand, the nearest first */
GPtrArray *
haven_tables_list_due (HavenTransaction *self, HavenDate until, GError **error)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *statement;
  gboolean row = TRUE;

  statement = haven_database_prepare (self->database,
                                      "SELECT patient.id, patient.name, not_after, words FROM shared_bridge_date AS bridge"
                                      " JOIN shared_patient AS patient ON patient.id = bridge.patient_id"
                                      " WHERE revoked_at IS NULL AND not_after <= ? ORDER BY not_after, bridge.row",
                                      error,
                                      "d",
                                      until);
  if (statement == NULL)
    return NULL;
  while (haven_database_step (self->database, statement, &row, error))
    {
      HavenDate not_after = HAVEN_DATE_NONE;

      if (!row)
        return g_steal_pointer (&due);
      haven_date_parse (haven_column_text (statement, 2), &not_after, NULL);
      g_ptr_array_add (due,
                       haven_due_date_new (haven_column_text (statement, 0),
                                           haven_column_text (statement, 1),
                                           not_after,
                                           haven_column_text (statement, 3)));
    }
  return NULL;
}

/* ── Drafts and settings ──────────────────────────────────────────────────── */

/** Returns: (transfer full) (nullable): %NULL without an error when there is no such draft */
HavenDraft *
haven_tables_find_draft (HavenTransaction *self,
                         const HavenRecordInfo *info,
                         const char *staff_id,
                         const char *editor,
                         const char *subject_id,
                         GError **error)
{
  g_autofree char *columns = haven_record_dup_columns (info, "");
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s_draft WHERE staff_id = ? AND editor = ? AND subject_id = ?",
                                          columns,
                                          haven_partition_get_name (info->partition));
  g_autoptr (GPtrArray) drafts = NULL;

  if (!haven_transaction_has_partition (self, info->partition))
    return NULL;
  drafts = haven_transaction_collect (
      self, info, haven_database_prepare (self->database, sql, error, "sss", staff_id, editor, subject_id), error);
  return drafts != NULL && drafts->len > 0 ? g_ptr_array_steal_index (drafts, 0) : NULL;
}

/** Returns: (transfer full) (nullable): %NULL without an error when it was never set */
char *
haven_tables_dup_setting (HavenTransaction *self, const char *name, GError **error)
{
  sqlite3_stmt *statement = haven_database_prepare (self->database,
                                                    "SELECT value FROM shared_clinic_setting AS clinic_setting WHERE name = ?",
                                                    error,
                                                    "s",
                                                    name);
  gboolean row = FALSE;
  char *value;

  if (statement == NULL || !haven_database_step (self->database, statement, &row, error) || !row)
    return NULL;
  value = g_strdup (haven_column_text (statement, 0));
  sqlite3_reset (statement);
  return value;
}

gboolean
haven_tables_set_setting (HavenTransaction *self, const char *name, const char *value, GError **error)
{
  return haven_transaction_check_table (self, HAVEN_PARTITION_SHARED, "clinic_setting", HAVEN_ACTION_UPDATE, error) &&
         haven_database_run (self->database,
                             "INSERT INTO shared.clinic_setting (name, value) VALUES (?, ?)"
                             " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                             error,
                             "ss",
                             name,
                             value) &&
         haven_transaction_note (self, "clinic_setting", NULL);
}

gint64
haven_tables_count (HavenTransaction *self, const HavenRecordInfo *info, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM %s_%s", haven_partition_get_name (info->partition), info->name);
  gint64 count = -1;

  haven_database_get_integer (self->database, sql, &count, error);
  return count;
}
