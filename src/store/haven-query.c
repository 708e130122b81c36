/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-query-private.h"

#include "haven-store-private.h"

struct _HavenQuery
{
  gatomicrefcount references;
  const char *const *records;
  HavenPartition partition;
  gboolean search;
  guint n_columns;
  const char *texts_sql;
  char *texts_value;
  HavenQueryStep steps[HAVEN_QUERY_MOST_STEPS];
  guint n_steps;
};

/* @records: constant, ends with NULL: the tables it reads, its own first. */
HavenQuery *
haven_query_new (const char *const *records,
                 HavenPartition partition,
                 guint n_columns,
                 const char *texts_sql,
                 gboolean search)
{
  HavenQuery *self = g_new0 (HavenQuery, 1);

  g_atomic_ref_count_init (&self->references);
  self->records = records;
  self->search = search;
  self->partition = partition;
  self->n_columns = n_columns;
  self->texts_sql = texts_sql;
  return self;
}

HavenQuery *
haven_query_ref (HavenQuery *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
haven_query_unref (HavenQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->n_steps; i++)
    for (guint j = 0; j < G_N_ELEMENTS (self->steps[i].values); j++)
      g_free (self->steps[i].values[j]);
  g_free (self->texts_value);
  g_free (self);
}

void
haven_query_add_step (HavenQuery *self, const char *sql, const char *first, const char *second, const char *third)
{
  HavenQueryStep *step = &self->steps[self->n_steps];

  g_return_if_fail (self->n_steps < HAVEN_QUERY_MOST_STEPS);

  self->n_steps++;
  step->sql = sql;
  step->values[0] = g_strdup (first);
  step->values[1] = g_strdup (second);
  step->values[2] = g_strdup (third);
}

/* The second value of the statement of texts; the first is the list of rows. */
void
haven_query_set_texts_value (HavenQuery *self, const char *value)
{
  g_set_str (&self->texts_value, value);
}

guint
haven_query_get_n_columns (HavenQuery *self)
{
  return self->n_columns;
}

/** The table it reads, for the audit event. */
const char *
haven_query_get_record (HavenQuery *self)
{
  return self->records[0];
}

gboolean
haven_query_is_search (HavenQuery *self)
{
  return self->search;
}

HavenPartition
haven_query_get_partition (HavenQuery *self)
{
  return self->partition;
}

/** Whether what a commit touched may show in this list. */
gboolean
haven_query_depends_on (HavenQuery *self, HavenChanges *changes)
{
  for (gsize i = 0; self->records[i]; i++)
    if (haven_changes_touch (changes, self->records[i]))
      return TRUE;
  return FALSE;
}

/**
 * haven_query_dup_match:
 * @words: folded words, parted by spaces
 *
 * Returns: (transfer full): an FTS5 expression that asks for every word, the last of them as a beginning
 */
char *
haven_query_dup_match (const char *column, const char *words, gboolean prefix)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  GString *match = g_string_new (NULL);

  g_string_append_printf (match, "%s : (", column);
  for (gsize i = 0, n = 0; parts[i]; i++)
    if (*parts[i])
      g_string_append_printf (match, "%s\"%s\"%s", n++ ? " AND " : "", parts[i], prefix && parts[i + 1] == NULL ? " *" : "");
  g_string_append_c (match, ')');
  return g_string_free (match, FALSE);
}

static sqlite3_stmt *
prepare_step (HavenDatabase *reader, const HavenQueryStep *step, GError **error)
{
  int n_values = 0;

  while (n_values < 3 && step->values[n_values] != NULL)
    n_values++;
  return haven_database_prepare (reader,
                                 step->sql,
                                 error,
                                 &"sss"[3 - n_values],
                                 step->values[0],
                                 step->values[1],
                                 step->values[2]);
}

static gboolean
append_step (HavenDatabase *reader, const HavenQueryStep *step, GHashTable *seen, GArray *rows, GError **error)
{
  sqlite3_stmt *statement = prepare_step (reader, step, error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (haven_database_step (reader, statement, &row, error))
    {
      gint64 number;

      if (!row)
        return TRUE;
      number = sqlite3_column_int64 (statement, 0);
      if (seen == NULL || g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) number)))
        g_array_append_val (rows, number);
    }
  return FALSE;
}

/* Whoever is found by name may not for that reason be one in a list of everybody (45 CFR 164.514(d)). */
static gboolean
is_allowed (HavenStore *self, HavenQuery *query)
{
  g_autoptr (HavenAccess) access = haven_store_ref_access (self);

  return access != NULL && haven_access_decide (access,
                                                query->partition,
                                                query->records[0],
                                                query->search ? HAVEN_ACTION_SEARCH : HAVEN_ACTION_LIST,
                                                NULL,
                                                haven_clock_now (haven_store_get_clock (self)),
                                                NULL);
}

/**
 * haven_store_query_order:
 * @rows: (element-type gint64): filled with the numbers of all rows, in order
 *
 * To be called by the thread that opened the store.
 */
gboolean
haven_store_query_order (HavenStore *self, HavenQuery *query, GArray *rows, GError **error)
{
  HavenDatabase *reader = haven_store_get_reader (self, error);
  /* A search finds somebody by several names at once: one step alone can bring the same row twice. */
  g_autoptr (GHashTable) seen = query->search || query->n_steps > 1 ? g_hash_table_new (NULL, NULL) : NULL;

  g_array_set_size (rows, 0);
  if (reader == NULL)
    return FALSE;
  /* What is not open to the viewer is an empty list: it must not tell that there is something. */
  if ((haven_store_get_open_partitions (self) & (1u << query->partition)) == 0 || !is_allowed (self, query))
    return TRUE;
  for (guint i = 0; i < query->n_steps; i++)
    if (!append_step (reader, &query->steps[i], seen, rows, error))
      return FALSE;
  return TRUE;
}

static char *
dup_json_list (const gint64 *rows, gsize n_rows)
{
  GString *list = g_string_new ("[");

  for (gsize i = 0; i < n_rows; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i ? "," : "", rows[i]);
  g_string_append_c (list, ']');
  return g_string_free (list, FALSE);
}

/**
 * haven_store_query_texts:
 *
 * Calls @function for each of @rows that still exists, in no order, with its texts, which last as long as the call.
 */
gboolean
haven_store_query_texts (HavenStore *self,
                         HavenQuery *query,
                         const gint64 *rows,
                         gsize n_rows,
                         HavenQueryRowFunc function,
                         gpointer data,
                         GError **error)
{
  HavenDatabase *reader = haven_store_get_reader (self, error);
  g_autofree char *list = dup_json_list (rows, n_rows);
  g_autofree const char **texts = g_new0 (const char *, query->n_columns + 1);
  sqlite3_stmt *statement;
  gboolean row = TRUE;

  if (reader == NULL)
    return FALSE;
  statement = haven_database_prepare (reader,
                                      query->texts_sql,
                                      error,
                                      query->texts_value ? "ss" : "s",
                                      list,
                                      query->texts_value);
  if (statement == NULL)
    return FALSE;
  while (haven_database_step (reader, statement, &row, error))
    {
      if (!row)
        return TRUE;
      for (guint i = 0; i < query->n_columns; i++)
        texts[i] = haven_column_text (statement, (int) i + 1);
      function (sqlite3_column_int64 (statement, 0), texts, data);
    }
  return FALSE;
}
