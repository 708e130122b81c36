/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-door-private.h"

#include "haven-appointment-status.h"
#include "haven-records.h"

#include <string.h>

typedef struct
{
  HavenDatabase *database;
  HavenAccess *access;
  HavenPartitions attached;
  GError **error;
} Making;

/* ── What a row is about ──────────────────────────────────────────────────── */

#define BARRED "(SELECT id FROM main.barred)"

/* How a row without a patient_id of its own leads to a person. */
static const struct
{
  const char *table;
  const char *is_open; /* SQL about the row, under the table's name */
} ways[] = {
  { "patient", "patient.id NOT IN " BARRED },
  { "patient_name_key", "patient_name_key.patient_row NOT IN (SELECT patient_row FROM main.barred WHERE patient_row IS NOT NULL)" },
  { "goal", "goal.plan_id NOT IN (SELECT id FROM shared.plan WHERE patient_id IN " BARRED ")" },
  { "plan_action",
    "plan_action.goal_id NOT IN (SELECT goal.id FROM shared.goal AS goal JOIN shared.plan AS plan ON plan.id = goal.plan_id"
    " WHERE plan.patient_id IN " BARRED ")" },
  { "appointment_resource",
    "appointment_resource.appointment_id NOT IN (SELECT id FROM shared.appointment WHERE patient_id IN " BARRED ")" },
  { "party",
    "(party.patient_id IS NULL OR party.patient_id NOT IN " BARRED ")"
    " AND party.matter_id NOT IN (SELECT id FROM legal.matter WHERE patient_id IN " BARRED ")" },
  { "party_key",
    "(party_key.patient_id IS NULL OR party_key.patient_id NOT IN " BARRED ")"
    " AND party_key.matter_id NOT IN (SELECT id FROM legal.matter WHERE patient_id IN " BARRED ")" },
  { "draft", "draft.subject_id NOT IN " BARRED },
  { "audit_event",
    "(audit_event.patient_id IS NULL OR audit_event.patient_id NOT IN " BARRED ")"
    " AND (audit_event.object_id IS NULL OR audit_event.object_id NOT IN " BARRED ")" },
};

static const char assigned[] =
    "appointment.id IN (SELECT link.appointment_id FROM shared.appointment_resource AS link"
    " JOIN shared.resource AS resource ON resource.id = link.resource_id WHERE resource.staff_id = ME)";

#define IS_LEGAL_VISIT "kind IN ('legal', 'court', 'advocate')"
#define IS_CARE_VISIT "kind NOT IN ('legal', 'court', 'advocate')"

/* What a visit is for is told to nobody who neither advises nor cares: to those without the legal key a visit at the
 * lawyer's is a visit like any other (R19), and to those to whom the reason of a visit is closed so is one at the
 * clinic (T3, 45 CFR 164.514(d)). */
typedef enum
{
  LEGAL_REASON = 1 << 0,
  CARE_REASON = 1 << 1,
  BOTH_REASONS = LEGAL_REASON | CARE_REASON,
} Closed;

static const struct
{
  Closed closed; /* to whom exactly these are closed */
  HavenMask mask;
} masks[] = {
  { LEGAL_REASON, { "appointment", "title", IS_LEGAL_VISIT, "'Visit'" } },
  { LEGAL_REASON, { "appointment", "kind", IS_LEGAL_VISIT, "NULL" } },
  { CARE_REASON, { "appointment", "title", IS_CARE_VISIT, "'Visit'" } },
  { BOTH_REASONS, { "appointment", "title", "kind IS NOT NULL", "'Visit'" } },
  { BOTH_REASONS, { "appointment", "kind", IS_LEGAL_VISIT, "NULL" } },
  { LEGAL_REASON, { "wait_entry", "kind", IS_LEGAL_VISIT, "NULL" } },
  { BOTH_REASONS, { "wait_entry", "kind", IS_LEGAL_VISIT, "NULL" } },
};

/* Whether a column is disguised to anybody: the disguise is decided by what stands in it. */
gboolean
haven_door_is_masked (const char *table, const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    if (strcmp (masks[i].mask.table, table) == 0 && strcmp (masks[i].mask.column, column) == 0)
      return TRUE;
  return FALSE;
}

static Closed
get_closed (HavenAccess *access)
{
  Closed closed = 0;

  if ((haven_access_get_held (access) & HAVEN_IN_LEGAL) == 0)
    closed |= LEGAL_REASON;
  if (!haven_access_tells_reasons (access))
    closed |= CARE_REASON;
  return closed;
}

/* Returns: (nullable): how a column is disguised to somebody who sees it at all */
const HavenMask *
haven_door_find_mask (HavenAccess *access, HavenPartition partition, const char *table, const char *column)
{
  Closed closed = get_closed (access);

  if (partition != HAVEN_PARTITION_SHARED)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    if (masks[i].closed == closed && strcmp (masks[i].mask.table, table) == 0 &&
        strcmp (masks[i].mask.column, column) == 0)
      return &masks[i].mask;
  return NULL;
}

/* The column that says whose a row is. */
const char *
haven_door_get_own_column (const char *table)
{
  return strcmp (table, "document") == 0 ? "made_by" : "staff_id";
}

char *
haven_door_dup_view (HavenPartition partition, const char *table)
{
  return g_strconcat (haven_partition_get_name (partition), "_", table, NULL);
}

/* ── Conditions ───────────────────────────────────────────────────────────── */

static void
add_condition (GString *sql, const char *condition)
{
  g_string_append_printf (sql, "%s(%s)", sql->len > 0 ? " AND " : " WHERE ", condition);
}

static void
add_rows (GString *sql, HavenAccess *access, const char *table, HavenRows rows)
{
  char *me = sqlite3_mprintf ("%Q", haven_access_get_staff_id (access));
  g_autoptr (GString) condition = g_string_new (NULL);

  if (rows == HAVEN_ROWS_OWN)
    g_string_printf (condition, "%s.%s = ME", table, haven_door_get_own_column (table));
  else if (rows == HAVEN_ROWS_ASSIGNED)
    g_string_assign (condition, strcmp (table, "appointment") == 0 ? assigned : "0");
  g_string_replace (condition, "ME", me, 0);
  if (condition->len > 0)
    add_condition (sql, condition->str);
  sqlite3_free (me);
}

static void
add_barred (GString *sql, HavenAccess *access, const char *table, char **columns)
{
  g_autofree char *condition = NULL;

  if (haven_access_get_barred (access)[0] == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (strcmp (ways[i].table, table) == 0)
      {
        add_condition (sql, ways[i].is_open);
        return;
      }
  if (!g_strv_contains ((const char *const *) columns, "patient_id"))
    return;
  condition = g_strdup_printf ("%s.patient_id IS NULL OR %s.patient_id NOT IN " BARRED, table, table);
  add_condition (sql, condition);
}

static char *
dup_open_category (HavenAccess *access, const char *row)
{
  static const char *const categories[] = { "psychotherapy", "sud-counselling" };
  const HavenBreakGlass *glass = haven_access_get_glass (access);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "%s.restricted = 'none'", row);
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (haven_access_opens_category (access, categories[i], NULL, 0))
      g_string_append_printf (sql, " OR %s.restricted = '%s'", row, categories[i]);
  if (glass != NULL)
    {
      char *open = sqlite3_mprintf (" OR (%s.patient_id = %Q AND haven_now () >= %lld AND haven_now () < %lld)",
                                    row,
                                    glass->patient_id,
                                    (long long) glass->opened_at,
                                    (long long) glass->closes_at);

      g_string_append (sql, open);
      sqlite3_free (open);
    }
  return g_string_free (sql, FALSE);
}

/* What was added to a restricted note is as restricted as the note. */
static void
add_restricted (GString *sql, HavenAccess *access)
{
  g_autofree char *own = dup_open_category (access, "note");
  g_autofree char *first = dup_open_category (access, "origin");
  g_autofree char *added = g_strdup_printf ("note.addendum_of IS NULL OR EXISTS (SELECT 1 FROM clinical.note AS origin"
                                            " WHERE origin.id = note.addendum_of AND (%s))",
                                            first);

  add_condition (sql, own);
  add_condition (sql, added);
}

/* ── Views ────────────────────────────────────────────────────────────────── */

static gboolean
make_view (Making *making, HavenPartition partition, const char *table, const char *select)
{
  g_autofree char *view = haven_door_dup_view (partition, table);
  g_autofree char *sql = g_strdup_printf ("DROP VIEW IF EXISTS temp.%s; CREATE TEMP VIEW %s AS %s", view, view, select);

  haven_database_add_view (making->database, view);
  return haven_database_exec (making->database, sql, making->error);
}

static gboolean
make_empty (Making *making, HavenPartition partition, const char *table, char **columns)
{
  GString *select = g_string_new ("SELECT ");
  gboolean made;

  for (gsize i = 0; columns[i]; i++)
    g_string_append_printf (select, "%sNULL AS %s", i ? ", " : "", columns[i]);
  g_string_append (select, " WHERE 0");
  made = make_view (making, partition, table, select->str);
  g_string_free (select, TRUE);
  return made;
}

static void
append_column (GString *select, HavenAccess *access, HavenPartition partition, const char *table, const char *column)
{
  const HavenMask *mask = haven_door_find_mask (access, partition, table, column);

  if (!haven_access_may_read_column (access, partition, table, column))
    g_string_append_printf (select, "NULL AS %s", column);
  else if (mask != NULL)
    g_string_append_printf (select,
                            "CASE WHEN %s.%s THEN %s ELSE %s.%s END AS %s",
                            table,
                            mask->when,
                            mask->instead,
                            table,
                            column,
                            column);
  else
    g_string_append_printf (select, "%s.%s", table, column);
}

/* What a lawyer files for somebody is told to nobody without the legal key, as a visit at the lawyer's is (R19). */
static void
add_privileged (GString *sql, HavenAccess *access)
{
  if (get_closed (access) & LEGAL_REASON)
    add_condition (sql, "document.variant IS NOT 'privileged'");
}

static gboolean
make_table_view (Making *making, HavenPartition partition, const char *table, char **columns)
{
  HavenRows rows = haven_access_get_rows (making->access, partition, table);
  g_autoptr (GString) select = g_string_new ("SELECT ");
  g_autoptr (GString) where = g_string_new (NULL);

  if (rows == HAVEN_ROWS_NONE || (making->attached & (1u << partition)) == 0)
    return make_empty (making, partition, table, columns);
  for (gsize i = 0; columns[i]; i++)
    {
      g_string_append (select, i ? ", " : "");
      append_column (select, making->access, partition, table, columns[i]);
    }
  add_rows (where, making->access, table, rows);
  add_barred (where, making->access, table, columns);
  if (partition == HAVEN_PARTITION_CLINICAL && strcmp (table, "note") == 0)
    add_restricted (where, making->access);
  if (partition == HAVEN_PARTITION_SHARED && strcmp (table, "document") == 0)
    add_privileged (where, making->access);
  g_string_append_printf (select, " FROM %s.%s AS %s%s", haven_partition_get_name (partition), table, table, where->str);
  return make_view (making, partition, table, select->str);
}

/* Searching goes through the keys that are seen, so that a name that is closed is never found. */
static gboolean
make_search_view (Making *making, const char *table)
{
  char *columns[] = { "row", "patient_row", "search_key", "sound_key", "words", NULL };
  g_autofree char *select = NULL;
  gboolean barred = haven_access_get_barred (making->access)[0] != NULL;

  if (haven_access_get_rows (making->access, HAVEN_PARTITION_SHARED, table) != HAVEN_ROWS_ALL)
    return make_empty (making, HAVEN_PARTITION_SHARED, table, columns);
  select = g_strdup_printf ("SELECT patient_name_key.row, patient_name_key.patient_row, patient_name_key.search_key,"
                            " patient_name_key.sound_key, found.%s AS words FROM shared.%s AS found"
                            " JOIN shared.patient_name_key AS patient_name_key ON patient_name_key.row = found.rowid%s%s",
                            strcmp (table, "patient_name_parts") == 0 ? "search_key" : table,
                            table,
                            barred ? " WHERE " : "",
                            barred ? ways[1].is_open : "");
  return make_view (making, HAVEN_PARTITION_SHARED, table, select);
}

/* ── Times that are taken ─────────────────────────────────────────────────── */

static char *
dup_over (void)
{
  GString *over = g_string_new (NULL);

  for (int i = 0; i < HAVEN_N_APPOINTMENT_STATUSES; i++)
    if (!haven_appointment_status_takes_time ((HavenAppointmentStatus) i))
      g_string_append_printf (
          over, "%s'%s'", over->len > 0 ? ", " : "", haven_appointment_status_get_code ((HavenAppointmentStatus) i));
  return g_string_free_and_steal (over);
}

/* What somebody is not shown still takes a room and people. That much is told to whoever books, and no more: which
 * resource, from when, until when, and whether a group meets, as others may join it. It follows from the visits by
 * itself, so nothing has to keep it right. When they are taken is what haven_span_of_resources() says. */
static gboolean
make_taken_view (Making *making)
{
  char *columns[] = { "resource_id", "starts_at", "ends_at", "by_group", NULL };
  char *of_person[] = { "patient_id", NULL };
  HavenRows rows = haven_access_get_rows (making->access, HAVEN_PARTITION_SHARED, "appointment");
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autofree char *over = dup_over ();
  g_autofree char *select = NULL;

  if (haven_access_get_rows (making->access, HAVEN_PARTITION_SHARED, "taken_time") != HAVEN_ROWS_ALL)
    return make_empty (making, HAVEN_PARTITION_SHARED, "taken_time", columns);
  if (rows == HAVEN_ROWS_NONE)
    add_condition (seen, "0");
  add_rows (seen, making->access, "appointment", rows);
  add_barred (seen, making->access, "appointment", of_person);
  if (seen->len == 0)
    return make_empty (making, HAVEN_PARTITION_SHARED, "taken_time", columns);
  select = g_strdup_printf ("SELECT link.resource_id,"
                            " appointment.starts_at - appointment.prepare_minutes * 60000000 AS starts_at, appointment.ends_at,"
                            " appointment.kind = 'group' AS by_group"
                            " FROM shared.appointment AS appointment"
                            " JOIN shared.appointment_resource AS link ON link.appointment_id = appointment.id"
                            " WHERE NOT (%s) AND appointment.status NOT IN (%s)",
                            seen->str + strlen (" WHERE "),
                            over);
  return make_view (making, HAVEN_PARTITION_SHARED, "taken_time", select);
}

/* Which freed times are of the kind that somebody waits for, also for those to whom that kind is closed: the time is
 * offered by them. */
static gboolean
make_awaited_view (Making *making)
{
  char *columns[] = { "wait_entry_id", "freed_slot_id", NULL };
  char *of_person[] = { "patient_id", NULL };
  g_autoptr (GString) where = g_string_new (" WHERE entry.status = 'waiting'");
  g_autofree char *select = NULL;

  if (haven_access_get_rows (making->access, HAVEN_PARTITION_SHARED, "wait_entry") != HAVEN_ROWS_ALL ||
      haven_access_get_rows (making->access, HAVEN_PARTITION_SHARED, "freed_slot") != HAVEN_ROWS_ALL)
    return make_empty (making, HAVEN_PARTITION_SHARED, "awaited", columns);
  add_barred (where, making->access, "entry", of_person);
  select = g_strdup_printf ("SELECT entry.id AS wait_entry_id, slot.id AS freed_slot_id FROM shared.wait_entry AS entry"
                            " JOIN shared.appointment AS appointment ON appointment.kind = entry.kind"
                            " JOIN shared.freed_slot AS slot ON slot.appointment_id = appointment.id%s",
                            where->str);
  return make_view (making, HAVEN_PARTITION_SHARED, "awaited", select);
}

/* ── All of them ──────────────────────────────────────────────────────────── */

static char **
list_texts (HavenDatabase *database, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
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

static char **
list_columns (Making *making, const char *schema, const char *table)
{
  return list_texts (making->database,
                     haven_database_prepare (making->database,
                                             "SELECT name FROM pragma_table_info (?1, ?2)",
                                             making->error,
                                             "ss",
                                             table,
                                             schema),
                     making->error);
}

/* Every table there is gets its view, so one that nobody thought of is empty to everybody. */
static gboolean
make_views_of_open (Making *making, HavenPartition partition)
{
  const char *schema = haven_partition_get_name (partition);
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM %s.sqlite_schema WHERE type = 'table'"
                                          " AND sql NOT LIKE 'CREATE VIRTUAL%%' AND name NOT LIKE 'sqlite_%%'"
                                          " AND name NOT LIKE '%%\\_words\\_%%' ESCAPE '\\'"
                                          " AND name NOT LIKE '%%\\_parts\\_%%' ESCAPE '\\'",
                                          schema);
  g_auto (GStrv) tables =
      list_texts (making->database, haven_database_prepare (making->database, sql, making->error, ""), making->error);

  for (gsize i = 0; tables && tables[i]; i++)
    {
      g_auto (GStrv) columns = list_columns (making, schema, tables[i]);

      if (columns == NULL || !make_table_view (making, partition, tables[i], columns))
        return FALSE;
    }
  return tables != NULL;
}

static gboolean
make_views_of_closed (Making *making, HavenPartition partition)
{
  guint n_records;
  const HavenRecordInfo *const *records = haven_records_get_all (&n_records);
  g_auto (GStrv) columns = list_columns (making, "shared", "audit_event");

  for (guint i = 0; i < n_records; i++)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) names = NULL;

      if (records[i]->partition != partition)
        continue;
      g_strv_builder_add (builder, "row");
      for (guint j = 0; j < records[i]->n_fields; j++)
        g_strv_builder_add (builder, records[i]->fields[j].name);
      names = g_strv_builder_end (builder);
      if (!make_empty (making, partition, records[i]->name, names))
        return FALSE;
    }
  return columns != NULL && make_empty (making, partition, "audit_event", columns);
}

static gboolean
fill_barred (Making *making)
{
  const char *const *ids = haven_access_get_barred (making->access);

  if (!haven_database_exec (making->database,
                            "CREATE TABLE IF NOT EXISTS main.barred (id TEXT PRIMARY KEY, patient_row INTEGER)"
                            " WITHOUT ROWID;"
                            " DELETE FROM main.barred",
                            making->error))
    return FALSE;
  for (gsize i = 0; ids[i]; i++)
    if (!haven_database_run (making->database,
                             "INSERT OR IGNORE INTO main.barred SELECT ?1, (SELECT row FROM shared.patient WHERE id = ?1)",
                             making->error,
                             "s",
                             ids[i]))
      return FALSE;
  return TRUE;
}

static gboolean
make_views (Making *making)
{
  static const char *const searched[] = { "patient_name_words", "patient_name_parts" };

  if (!fill_barred (making))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (!((making->attached & (1u << i)) != 0 ? make_views_of_open (making, (HavenPartition) i)
                                              : make_views_of_closed (making, (HavenPartition) i)))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (searched); i++)
    if (!make_search_view (making, searched[i]))
      return FALSE;
  return make_taken_view (making) && make_awaited_view (making);
}

/**
 * haven_door_open:
 * @attached: the partitions that are open in this connection
 *
 * Lets one person in: from now on the connection shows what is open to them, and nothing else. Whatever fails on the way
 * leaves the connection showing nothing.
 */
gboolean
haven_door_open (HavenDatabase *database,
                 HavenAccess *access,
                 HavenPartitions attached,
                 HavenClock *clock,
                 GError **error)
{
  Making making = { database, access, attached, error };
  gboolean read_only = haven_database_is_read_only (database);
  gboolean opened;

  haven_database_set_access (database, NULL, NULL);
  haven_database_go_inside (database);
  opened = (!read_only || haven_database_exec (database, "PRAGMA query_only = OFF", error)) && make_views (&making) &&
           (!read_only || haven_database_exec (database, "PRAGMA query_only = ON", error));
  haven_database_come_out (database);
  if (opened)
    haven_database_set_access (database, access, clock);
  return opened;
}
