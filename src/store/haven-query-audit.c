/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The log as people read it: over all partitions that are open, the newest first. */

#include "haven-query-audit.h"

#include "haven-door-private.h"
#include "haven-transaction-private.h"

/* What a statement selects, in this order; the name of whoever it was is looked up by line. */
#define COLUMNS "sequence, at, staff_id, action, record, object_id, patient_id, detail, workstation, session, changed"

/* One partition's lines, of which the first is next. */
typedef struct
{
  sqlite3_stmt *statement;
  gboolean row;
  gint64 sequence;
  HavenInstant at;
} Source;

void
haven_audit_entry_free (HavenAuditEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->staff_id);
  g_free (self->staff_name);
  g_free (self->action);
  g_free (self->record);
  g_free (self->object_id);
  g_free (self->patient_id);
  g_free (self->detail);
  g_free (self->workstation);
  g_free (self->session);
  g_free (self->changed);
  g_free (self);
}

static gboolean
step (HavenTransaction *self, Source *source, const HavenAuditFilter *filter, GError **error)
{
  if (!haven_database_step (self->database, source->statement, &source->row, error))
    return FALSE;
  if (!source->row)
    return TRUE;
  source->sequence = sqlite3_column_int64 (source->statement, 0);
  source->at = sqlite3_column_int64 (source->statement, 1);
  /* Times never go backward in a chain: what is older than asked for is followed by older still. */
  if (source->at < filter->since)
    {
      sqlite3_reset (source->statement);
      source->row = FALSE;
    }
  return TRUE;
}

static gboolean
open_source (HavenTransaction *self,
             HavenPartition partition,
             const HavenAuditFilter *filter,
             gint64 before,
             Source *source,
             GError **error)
{
  g_autofree char *view = haven_door_dup_view (partition, "audit_event");
  g_autofree char *sql = g_strdup_printf ("SELECT " COLUMNS " FROM %s WHERE sequence < ? AND at < ? AND action = coalesce(?, action)"
                                          "%s%s ORDER BY sequence DESC",
                                          view,
                                          filter->patient_id ? " AND patient_id = ?" : "",
                                          filter->staff_id ? " AND staff_id = ?" : "");
  const char *first = filter->patient_id ? filter->patient_id : filter->staff_id;

  source->statement = haven_database_prepare (self->database,
                                              sql,
                                              error,
                                              filter->patient_id && filter->staff_id ? "iisss"
                                              : first                                ? "iiss"
                                                                                     : "iis",
                                              before > 0 ? before : G_MAXINT64,
                                              filter->until > 0 ? filter->until : G_MAXINT64,
                                              filter->action,
                                              first,
                                              filter->staff_id);
  return source->statement != NULL && step (self, source, filter, error);
}

static HavenAuditEntry *
read_entry (HavenPartition partition, const Source *source)
{
  HavenAuditEntry *entry = g_new0 (HavenAuditEntry, 1);
  char **const texts[] = { &entry->staff_id,   &entry->action, &entry->record,      &entry->object_id,
                           &entry->patient_id, &entry->detail, &entry->workstation, &entry->session,
                           &entry->changed };

  entry->partition = partition;
  entry->sequence = source->sequence;
  entry->at = source->at;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (haven_column_text (source->statement, (int) i + 2));
  return entry;
}

/* The newest line of all sources; of one moment, that of the later partition. */
static Source *
find_newest (Source *sources)
{
  Source *newest = NULL;

  for (int i = HAVEN_N_PARTITIONS - 1; i >= 0; i--)
    if (sources[i].row && (newest == NULL || sources[i].at > newest->at))
      newest = &sources[i];
  return newest;
}

static gboolean
merge (HavenTransaction *self,
       Source *sources,
       const HavenAuditFilter *filter,
       GPtrArray *entries,
       HavenAuditPlace *place,
       GError **error)
{
  Source *newest;

  while (entries->len < filter->limit && (newest = find_newest (sources)) != NULL)
    {
      HavenPartition partition = (HavenPartition) (newest - sources);

      g_ptr_array_add (entries, read_entry (partition, newest));
      place->before[partition] = newest->sequence;
      if (!step (self, newest, filter, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_names (HavenTransaction *self, GPtrArray *entries, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < entries->len; i++)
    {
      HavenAuditEntry *entry = entries->pdata[i];
      sqlite3_stmt *statement;
      gboolean row = FALSE;

      if (!g_hash_table_contains (names, entry->staff_id))
        {
          statement = haven_database_prepare (self->database, "SELECT name FROM shared_staff_member WHERE id = ?", error,
                                              "s", entry->staff_id);
          if (statement == NULL || !haven_database_step (self->database, statement, &row, error))
            return FALSE;
          g_hash_table_insert (names, entry->staff_id, row ? g_strdup (haven_column_text (statement, 0)) : NULL);
          sqlite3_reset (statement);
        }
      entry->staff_name = g_strdup (g_hash_table_lookup (names, entry->staff_id));
    }
  return TRUE;
}

/**
 * haven_audit_list:
 * @place: (inout): where the page before ended
 * @more: (out): whether there are older ones
 *
 * Lines of the log, the newest first, of the partitions that the act names and that are open; what the role of the
 * signed-in person does not show is not among them.
 *
 * Returns: (transfer full) (nullable) (element-type HavenAuditEntry):
 */
GPtrArray *
haven_audit_list (HavenTransaction *self,
                  const HavenAuditFilter *filter,
                  HavenAuditPlace *place,
                  gboolean *more,
                  GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_audit_entry_free);
  Source sources[HAVEN_N_PARTITIONS] = { 0 };
  gboolean done = TRUE;

  for (int i = 0; done && i < HAVEN_N_PARTITIONS; i++)
    {
      HavenPartition partition = (HavenPartition) i;

      if (haven_transaction_has_partition (self, partition) && (self->act->partitions & (1u << i)) != 0)
        done = haven_transaction_check_table (self, partition, "audit_event", HAVEN_ACTION_LIST, error) &&
               open_source (self, partition, filter, place->before[i], &sources[i], error);
    }
  done = done && merge (self, sources, filter, entries, place, error);
  *more = done && find_newest (sources) != NULL;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (sources[i].statement != NULL)
      sqlite3_reset (sources[i].statement);
  return done && add_names (self, entries, error) ? g_steal_pointer (&entries) : NULL;
}
