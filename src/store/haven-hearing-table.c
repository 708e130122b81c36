/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-tables.h"

#include "haven-calendar.h"
#include "haven-legal.h"
#include "haven-transaction-private.h"

/* The views show what is open to whoever asks: a matter behind the wall, or closed to them, has no row here. */
#define FROM_HEARINGS                                                                                         \
  " FROM legal_deadline AS deadline JOIN legal_matter AS matter ON matter.id = deadline.matter_id"           \
  " WHERE deadline.patient_id = ?1 AND deadline.kind = 'hearing' AND deadline.status = 'open'"                \
  " AND deadline.place IS NOT NULL AND EXISTS (SELECT 1 FROM legal_party AS party"                            \
  " WHERE party.matter_id = matter.id AND party.role = 'adverse' AND party.ended_on IS NULL)"

/**
 * haven_tables_list_hearings:
 *
 * Open hearings of a person with a place, in matters that have another side.
 *
 * Returns: (transfer full) (element-type HavenDeadline): empty where matters are not open to whoever asks
 */
GPtrArray *
haven_tables_list_hearings (HavenTransaction *self, const char *patient_id, GError **error)
{
  g_autofree char *columns = haven_record_dup_columns (&haven_deadline_info, "deadline.");
  g_autofree char *sql = g_strconcat ("SELECT ", columns, FROM_HEARINGS, " ORDER BY deadline.row", NULL);

  if (patient_id == NULL || !haven_transaction_has_partition (self, HAVEN_PARTITION_LEGAL) ||
      !haven_transaction_may (self, &haven_deadline_info, HAVEN_ACTION_LIST) ||
      !haven_transaction_may (self, &haven_matter_info, HAVEN_ACTION_LIST) ||
      !haven_transaction_may (self, &haven_party_info, HAVEN_ACTION_LIST))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) haven_deadline_free);
  return haven_transaction_collect (
      self, &haven_deadline_info, haven_database_prepare (self->database, sql, error, "s", patient_id), error);
}

static const char sites_sql[] = "SELECT DISTINCT site FROM (SELECT site FROM shared_resource AS resource"
                                " UNION SELECT site FROM shared_appointment AS appointment"
                                " UNION SELECT place FROM legal_deadline AS deadline) WHERE trim (site) <> '' ORDER BY site";

/**
 * haven_tables_list_sites:
 *
 * Where the clinic's visits and hearings are, for whoever works with matters.
 *
 * Returns: (transfer full): each name once; %NULL on an error
 */
char **
haven_tables_list_sites (HavenTransaction *self, GError **error)
{
  g_autoptr (GStrvBuilder) sites = g_strv_builder_new ();
  sqlite3_stmt *statement;
  gboolean row = TRUE;

  if (!haven_transaction_may (self, &haven_deadline_info, HAVEN_ACTION_LIST) ||
      !haven_transaction_may (self, &haven_resource_info, HAVEN_ACTION_LIST) ||
      !haven_transaction_may (self, &haven_appointment_info, HAVEN_ACTION_LIST))
    return g_strv_builder_end (sites);
  statement = haven_database_prepare (self->database, sites_sql, error, "");
  while (statement && haven_database_step (self->database, statement, &row, error))
    {
      if (!row)
        return g_strv_builder_end (sites);
      g_strv_builder_add (sites, haven_column_text (statement, 0));
    }
  return NULL;
}
