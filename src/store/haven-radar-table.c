/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-tables.h"

#include "haven-legal.h"
#include "haven-radar-item.h"
#include "haven-transaction-private.h"

/* What is past stays in sight while it is open; what has ended by itself does not. */
static const char dates_sql[] =
    "SELECT coalesce (deadline.plan_by, deadline.last_safe_day), patient.id, patient.name, matter.id, deadline.label,"
    " deadline.rule_code, deadline.last_safe_day, deadline.at_minute, deadline.place FROM legal_deadline AS deadline JOIN legal_matter AS matter ON matter.id = deadline.matter_id"
    " JOIN shared_patient AS patient ON patient.id = matter.patient_id"
    " WHERE deadline.status = 'open' AND matter.stage NOT IN ('closed', 'declined', 'referred_out')"
    " AND coalesce (deadline.plan_by, deadline.last_safe_day) <= ?1";

static const char tasks_sql[] =
    "SELECT task.due_on, patient.id, patient.name, matter.id, task.what, NULL FROM legal_legal_task AS task"
    " JOIN legal_matter AS matter ON matter.id = task.matter_id"
    " JOIN shared_patient AS patient ON patient.id = matter.patient_id"
    " WHERE task.state = 'open' AND task.due_on <= ?1";

static const char releases_sql[] =
    "SELECT release.expires_on, patient.id, patient.name, NULL, release.recipient, NULL FROM shared_release AS release"
    " JOIN shared_patient AS patient ON patient.id = release.patient_id"
    " WHERE release.signed_on IS NOT NULL AND release.withdrawn_on IS NULL AND release.expires_on BETWEEN ?2 AND ?1";

/* Ages count for those for whom something is open (domain 2.3). */
static const char ages_sql[] =
    "SELECT patient.born_on, patient.id, patient.name FROM shared_patient AS patient"
    " WHERE length (patient.born_on) = 10 AND patient.born_estimated = 0 AND patient.id IN"
    " (SELECT patient_id FROM legal_matter AS matter WHERE matter.stage NOT IN ('closed', 'declined', 'referred_out'))";

static HavenDate
read_day (sqlite3_stmt *statement)
{
  HavenDate day = HAVEN_DATE_NONE;

  haven_date_parse (haven_column_text (statement, 0), &day, NULL);
  return day;
}

/* The hour and the place of a hearing stand behind the columns that all have. */
static void
read_at (sqlite3_stmt *statement, HavenRadarItem *item)
{
  HavenDate day = HAVEN_DATE_NONE;

  haven_date_parse (haven_column_text (statement, 6), &day, NULL);
  haven_radar_item_set_at (item,
                           day,
                           sqlite3_column_type (statement, 7) == SQLITE_NULL ? -1 : sqlite3_column_int (statement, 7),
                           haven_column_text (statement, 8));
}

static gboolean
add_source (HavenTransaction *self,
            const char *sql,
            HavenRadarKind kind,
            HavenDate today,
            HavenDate until,
            GPtrArray *items,
            GError **error)
{
  sqlite3_stmt *statement = kind == HAVEN_RADAR_RELEASE
                                ? haven_database_prepare (self->database, sql, error, "dd", until, today)
                                : haven_database_prepare (self->database, sql, error, "d", until);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (haven_database_step (self->database, statement, &row, error))
    {
      if (!row)
        return TRUE;
      g_ptr_array_add (items,
                       haven_radar_item_new (kind == HAVEN_RADAR_DATE
                                                 ? haven_radar_kind_of_rule (haven_column_text (statement, 5))
                                                 : kind,
                                             read_day (statement),
                                             haven_column_text (statement, 1),
                                             haven_column_text (statement, 2),
                                             haven_column_text (statement, 3),
                                             haven_column_text (statement, 4)));
      if (kind == HAVEN_RADAR_DATE)
        read_at (statement, items->pdata[items->len - 1]);
    }
  return FALSE;
}

static void
add_ages_of (sqlite3_stmt *statement, HavenDate today, HavenDate until, GPtrArray *items)
{
  static const int ages[] = { 18, 21, 25 };
  HavenDate born = read_day (statement);

  for (gsize i = 0; haven_date_is_set (born) && i < G_N_ELEMENTS (ages); i++)
    {
      HavenDate last = haven_date_add_days (haven_date_add_years (born, ages[i], NULL), -1);
      g_autofree char *age = g_strdup_printf ("%d", ages[i]);

      if (haven_date_compare (last, today) >= 0 && haven_date_compare (last, until) <= 0)
        g_ptr_array_add (items,
                         haven_radar_item_new (HAVEN_RADAR_AGE,
                                               last,
                                               haven_column_text (statement, 1),
                                               haven_column_text (statement, 2),
                                               NULL,
                                               age));
    }
}

static gboolean
add_ages (HavenTransaction *self, HavenDate today, HavenDate until, GPtrArray *items, GError **error)
{
  sqlite3_stmt *statement = haven_database_prepare (self->database, ages_sql, error, "");
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (haven_database_step (self->database, statement, &row, error))
    {
      if (!row)
        return TRUE;
      add_ages_of (statement, today, until, items);
    }
  return FALSE;
}

/**
 * haven_tables_list_radar:
 *
 * Everything that ends or is to be done by @until: dates of open matters, orders, permits, passports, certifications,
 * tasks, releases, and the last day before somebody turns 18, 21 or 25.
 *
 * Returns: (transfer full) (element-type HavenRadarItem): the nearest first
 */
GPtrArray *
haven_tables_list_radar (HavenTransaction *self, HavenDate today, HavenDate until, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (!haven_transaction_check (self, &haven_deadline_info, HAVEN_ACTION_LIST, error) ||
      !add_source (self, dates_sql, HAVEN_RADAR_DATE, today, until, items, error) ||
      !add_source (self, tasks_sql, HAVEN_RADAR_TASK, today, until, items, error) ||
      !add_source (self, releases_sql, HAVEN_RADAR_RELEASE, today, until, items, error) ||
      !add_ages (self, today, until, items, error))
    return NULL;
  g_ptr_array_sort (items, haven_radar_item_compare);
  return g_steal_pointer (&items);
}
