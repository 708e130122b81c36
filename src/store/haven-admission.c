/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-admission-private.h"

#include "haven-transaction-private.h"

/* Everything here reads tables as they are, before there is anybody whose views could be read. */

void
haven_admission_set_nobody (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_REFUSED,
                       "Nobody is signed in. Sign in first; nothing was changed.");
}

static sqlite3_stmt *
find_row (HavenDatabase *database, const char *sql, const char *value, gboolean *found, GError **error)
{
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, "s", value);

  if (statement == NULL || !haven_database_step (database, statement, found, error))
    return NULL;
  return statement;
}

static char **
read_texts (const char *json)
{
  g_autoptr (JsonNode) node = json ? json_from_string (json, NULL) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) == G_TYPE_STRING)
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static char **
read_roles (HavenDatabase *database, const char *staff_id, GError **error)
{
  gboolean found = FALSE;
  sqlite3_stmt *statement =
      find_row (database,
                "SELECT roles FROM shared.staff_member WHERE id = ? AND active = 1 AND ended_at IS NULL",
                staff_id,
                &found,
                error);
  char **roles;

  if (statement == NULL)
    return NULL;
  if (!found)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_REFUSED,
                           "This member of staff does not work with the vault any more. Ask its administrator.");
      return NULL;
    }
  roles = read_texts (haven_column_text (statement, 0));
  sqlite3_reset (statement);
  return roles;
}

static char **
read_barred (HavenDatabase *database, const char *staff_id, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  sqlite3_stmt *statement =
      haven_database_prepare (database,
                              "SELECT patient_id FROM shared.patient_denial WHERE staff_id = ? AND ended_at IS NULL",
                              error,
                              "s",
                              staff_id);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  while (haven_database_step (database, statement, &row, error))
    {
      if (!row)
        return g_strv_builder_end (builder);
      g_strv_builder_add (builder, haven_column_text (statement, 0));
    }
  return NULL;
}

/* The last one that was broken and has not closed yet, if any. */
static gboolean
read_glass (HavenDatabase *database, const char *staff_id, HavenInstant now, HavenBreakGlass **glass, GError **error)
{
  gboolean found = FALSE;
  sqlite3_stmt *statement = haven_database_prepare (
      database,
      "SELECT patient_id, opened_at, closes_at FROM shared.break_glass WHERE staff_id = ? AND closes_at > ?"
      " ORDER BY opened_at DESC LIMIT 1",
      error,
      "si",
      staff_id,
      now);

  if (statement == NULL || !haven_database_step (database, statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  *glass = haven_break_glass_new ();
  (*glass)->staff_id = g_strdup (staff_id);
  (*glass)->patient_id = g_strdup (haven_column_text (statement, 0));
  (*glass)->opened_at = sqlite3_column_int64 (statement, 1);
  (*glass)->closes_at = sqlite3_column_int64 (statement, 2);
  sqlite3_reset (statement);
  return TRUE;
}

static HavenAccess *
read_access (HavenDatabase *database,
             HavenRoles *roles,
             const char *staff_id,
             HavenPartitions held,
             HavenInstant now,
             GError **error)
{
  g_auto (GStrv) codes = read_roles (database, staff_id, error);
  g_auto (GStrv) barred = codes ? read_barred (database, staff_id, error) : NULL;
  g_autoptr (HavenBreakGlass) glass = NULL;

  if (barred == NULL || !read_glass (database, staff_id, now, &glass, error))
    return NULL;
  return haven_access_new (roles, staff_id, (const char *const *) codes, held, (const char *const *) barred, glass);
}

/* Returns: (transfer full) (nullable): %NULL with %HAVEN_STORE_ERROR_REFUSED for who is not there or has left */
HavenAccess *
haven_admission_read (HavenDatabase *database,
                      HavenRoles *roles,
                      const char *staff_id,
                      HavenPartitions held,
                      HavenInstant now,
                      GError **error)
{
  HavenAccess *access;

  haven_database_go_inside (database);
  access = read_access (database, roles, staff_id, held, now, error);
  haven_database_come_out (database);
  return access;
}

/* Returns: (transfer full) (nullable): for the first rows; a vault that knows anybody at all is not set up again */
HavenAccess *
haven_admission_begin (HavenDatabase *database, const char *staff_id, GError **error)
{
  gint64 n_members = -1;

  haven_database_go_inside (database);
  haven_database_get_integer (database, "SELECT count(*) FROM shared.staff_member", &n_members, error);
  haven_database_come_out (database);
  if (n_members == 0)
    return haven_access_new_for_setup (staff_id);
  if (n_members > 0)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_EXISTS,
                         "This vault is set up already. Sign in to change it.");
  return NULL;
}

/* Returns: (transfer full) (nullable): %NULL without an error when it was never set */
char *
haven_admission_dup_setting (HavenDatabase *database, const char *name, GError **error)
{
  gboolean found = FALSE;
  sqlite3_stmt *statement;
  char *value = NULL;

  haven_database_go_inside (database);
  statement = find_row (database, "SELECT value FROM shared.clinic_setting WHERE name = ?", name, &found, error);
  if (statement != NULL && found)
    {
      value = g_strdup (haven_column_text (statement, 0));
      sqlite3_reset (statement);
    }
  haven_database_come_out (database);
  return value;
}

/* Returns: (transfer full) (nullable): the id of the one active member of staff of that name */
char *
haven_admission_find_staff (HavenDatabase *database, const char *name, GError **error)
{
  gboolean found = FALSE;
  sqlite3_stmt *statement;
  char *id = NULL;

  haven_database_go_inside (database);
  statement = find_row (database,
                        "SELECT max (id) FROM shared.staff_member WHERE name = ? AND active = 1 AND ended_at IS NULL"
                        " HAVING count(*) = 1",
                        name,
                        &found,
                        error);
  if (statement != NULL && found)
    {
      id = g_strdup (haven_column_text (statement, 0));
      sqlite3_reset (statement);
    }
  else if (statement != NULL)
    haven_store_set_not_found ("member of staff", error);
  haven_database_come_out (database);
  return id;
}

/* A number that changes when another program has changed the partition. */
gint64
haven_admission_get_version (HavenDatabase *database)
{
  gint64 version = 0;

  haven_database_go_inside (database);
  haven_database_get_integer (database, "PRAGMA shared.data_version", &version, NULL);
  haven_database_come_out (database);
  return version;
}

/* ── An act as a whole ────────────────────────────────────────────────────── */

static gboolean
is_covered (HavenAccess *access, HavenRoles *roles, const HavenAct *act, HavenPartitions where)
{
  HavenPartitions covered = 0;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_roles_covers (roles, (HavenPartition) i, act->record))
      covered |= 1u << i;
  return (covered & where) != 0;
}

/**
 * haven_admission_decide:
 *
 * Whether an act may be tried. Its record is asked about in its own partition; a kind that stands in several, such as a
 * draft, in those that the act names. Whether the person whom it is about is closed is not told here: they are not among
 * the rows, so that the answer is the same as for somebody who is not there.
 */
gboolean
haven_admission_decide (HavenAccess *access, HavenRoles *roles, const HavenAct *act, HavenInstant now, GError **error)
{
  gboolean named = is_covered (access, roles, act, act->partitions);
  gboolean asked = FALSE;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      HavenPartition partition = (HavenPartition) i;
      GError *refusal = NULL;

      if (!haven_roles_covers (roles, partition, act->record) || (named && (act->partitions & (1u << i)) == 0))
        continue;
      asked = TRUE;
      if (!haven_access_decide (access, partition, act->record, act->action, NULL, now, &refusal))
        return haven_store_tell_refusal (partition, act->record, refusal, error);
    }
  if (!asked)
    haven_store_tell_refusal (HAVEN_PARTITION_SHARED,
                              act->record,
                              g_error_new (HAVEN_ACCESS_ERROR,
                                           HAVEN_ACCESS_ERROR_REFUSED,
                                           "No role does anything with a “%s”.",
                                           act->record),
                              error);
  return asked;
}
