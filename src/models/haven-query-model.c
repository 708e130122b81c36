/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-query-model.h"

#define PAGE 64
#define MOST_RECENT_PAGES 8

struct _HavenQueryRow
{
  GObject parent_instance;

  gint64 row;
  char **texts; /* owned; a column may be NULL */
  guint n_columns;
};

struct _HavenQueryModel
{
  GObject parent_instance;

  /* owned */
  HavenStore *store;
  char *staff_id;
  HavenQuery *query;
  GArray *rows;       /* gint64 */
  GHashTable *alive;  /* row number → HavenQueryRow, not owned: gone with its last user */
  GQueue recent;      /* GPtrArray: the pages loaded last, so that neighbours are not loaded again */
  GError *error;

  gulong changed_handler;
};

static void haven_query_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (HavenQueryRow, haven_query_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (HavenQueryModel,
                               haven_query_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, haven_query_model_list_model_init))

enum
{
  SIGNAL_ROWS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static void
set_texts (HavenQueryRow *self, const char *const *texts, guint n_columns)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->texts[i]);
  g_free (self->texts);
  self->n_columns = n_columns;
  self->texts = n_columns > 0 ? g_new0 (char *, n_columns) : NULL;
  for (guint i = 0; i < n_columns; i++)
    self->texts[i] = g_strdup (texts[i]);
}

static void
haven_query_row_finalize (GObject *object)
{
  HavenQueryRow *self = HAVEN_QUERY_ROW (object);

  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->texts[i]);
  g_free (self->texts);
  G_OBJECT_CLASS (haven_query_row_parent_class)->finalize (object);
}

static void
haven_query_row_class_init (HavenQueryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_query_row_finalize;

  /** HavenQueryRow::texts-changed: the same row, with other texts after a commit */
  signals[SIGNAL_ROWS_CHANGED] =
      g_signal_new ("texts-changed", HAVEN_TYPE_QUERY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_query_row_init (HavenQueryRow *self)
{
}

gint64
haven_query_row_get_row (HavenQueryRow *self)
{
  g_return_val_if_fail (HAVEN_IS_QUERY_ROW (self), 0);
  return self->row;
}

/** Returns: (nullable): a column's text; %NULL where there is none, or where the row is gone */
const char *
haven_query_row_get_text (HavenQueryRow *self, guint column)
{
  g_return_val_if_fail (HAVEN_IS_QUERY_ROW (self), NULL);
  return column < self->n_columns ? self->texts[column] : NULL;
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static void
forget_row (gpointer data, GObject *gone)
{
  HavenQueryModel *self = data;

  /* Weak references are told in dispose, while the row still knows its number. */
  g_hash_table_remove (self->alive, &((HavenQueryRow *) gone)->row);
}

static HavenQueryRow *
ensure_row (HavenQueryModel *self, gint64 number)
{
  HavenQueryRow *row = g_hash_table_lookup (self->alive, &number);
  gint64 *key;

  if (row != NULL)
    return g_object_ref (row);
  row = g_object_new (HAVEN_TYPE_QUERY_ROW, NULL);
  row->row = number;
  key = g_new (gint64, 1);
  *key = number;
  g_hash_table_insert (self->alive, key, row);
  g_object_weak_ref (G_OBJECT (row), forget_row, self);
  return row;
}

typedef struct
{
  HavenQueryModel *model;
  GPtrArray *loaded; /* keeps what was loaded alive until the page is complete */
} PageLoading;

static void
take_texts_cb (gint64 number, const char *const *texts, gpointer data)
{
  PageLoading *loading = data;
  HavenQueryRow *row = ensure_row (loading->model, number);

  set_texts (row, texts, haven_query_get_n_columns (loading->model->query));
  g_ptr_array_add (loading->loaded, row);
}

static void
load_page (HavenQueryModel *self, guint position)
{
  GPtrArray *loaded = g_ptr_array_new_with_free_func (g_object_unref);
  guint first = position - position % PAGE;
  guint n_rows = MIN (PAGE, self->rows->len - first);
  PageLoading loading = { self, loaded };

  g_clear_error (&self->error);
  haven_store_query_texts (self->store,
                           self->query,
                           &g_array_index (self->rows, gint64, first),
                           n_rows,
                           take_texts_cb,
                           &loading,
                           &self->error);
  g_queue_push_tail (&self->recent, loaded);
  if (self->recent.length > MOST_RECENT_PAGES)
    g_ptr_array_unref (g_queue_pop_head (&self->recent));
}

static GType
get_item_type (GListModel *model)
{
  return HAVEN_TYPE_QUERY_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return HAVEN_QUERY_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HavenQueryModel *self = HAVEN_QUERY_MODEL (model);
  HavenQueryRow *row;
  gint64 number;

  if (position >= self->rows->len)
    return NULL;
  number = g_array_index (self->rows, gint64, position);
  row = g_hash_table_lookup (self->alive, &number);
  if (row != NULL && row->texts != NULL)
    return g_object_ref (row);
  load_page (self, position);
  return ensure_row (self, number);
}

static void
haven_query_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ── Refreshing ───────────────────────────────────────────────────────────── */

static void
record_reading (HavenQueryModel *self)
{
  HavenAct act = {
    .staff_id = self->staff_id,
    .action = haven_query_is_search (self->query) ? HAVEN_ACTION_SEARCH : HAVEN_ACTION_LIST,
    .record = haven_query_get_record (self->query),
    .partitions = 1u << haven_query_get_partition (self->query),
  };

  haven_store_record_async (self->store, &act);
}

/* One items_changed for what lies between the part that stayed at the start and the part that stayed at the end. */
static void
exchange_rows (HavenQueryModel *self, GArray *rows)
{
  const gint64 *before = (const gint64 *) self->rows->data;
  const gint64 *after = (const gint64 *) rows->data;
  guint n_before = self->rows->len, n_after = rows->len;
  guint head = 0, tail = 0;
  g_autoptr (GArray) old = NULL;

  while (head < n_before && head < n_after && before[head] == after[head])
    head++;
  while (tail < n_before - head && tail < n_after - head && before[n_before - 1 - tail] == after[n_after - 1 - tail])
    tail++;
  old = g_steal_pointer (&self->rows);
  self->rows = g_array_ref (rows);
  if (n_before - head - tail > 0 || n_after - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_before - head - tail, n_after - head - tail);
}

static GPtrArray *
hold_alive (HavenQueryModel *self, GArray *numbers)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_ptr_array_add (held, g_object_ref (value));
      g_array_append_val (numbers, HAVEN_QUERY_ROW (value)->row);
    }
  return held;
}

/* Rows that views hold are the same objects with new texts. Gives back those that are there no more. */
static GPtrArray *
reload_alive (HavenQueryModel *self)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) held = hold_alive (self, numbers);
  g_autoptr (GPtrArray) loaded = g_ptr_array_new_with_free_func (g_object_unref);
  PageLoading loading = { self, loaded };

  if (held->len == 0 || !haven_store_query_texts (self->store,
                                                  self->query,
                                                  (const gint64 *) numbers->data,
                                                  numbers->len,
                                                  take_texts_cb,
                                                  &loading,
                                                  &self->error))
    return g_ptr_array_new ();
  for (guint i = 0; i < loaded->len; i++)
    {
      g_ptr_array_remove_fast (held, loaded->pdata[i]);
      g_signal_emit (loaded->pdata[i], signals[SIGNAL_ROWS_CHANGED], 0);
    }
  return g_steal_pointer (&held);
}

/* Views have let go of these by now; whoever did not must not go on showing the words. */
static void
clear_gone (GPtrArray *gone)
{
  for (guint i = 0; i < gone->len; i++)
    {
      set_texts (gone->pdata[i], NULL, 0);
      g_signal_emit (gone->pdata[i], signals[SIGNAL_ROWS_CHANGED], 0);
    }
}

static void
store_changed_cb (HavenStore *store, HavenChanges *changes, HavenQueryModel *self)
{
  if (self->query == NULL || !haven_query_depends_on (self->query, changes))
    return;
  haven_query_model_refresh (self);
}

static void
haven_query_model_dispose (GObject *object)
{
  HavenQueryModel *self = HAVEN_QUERY_MODEL (object);
  GHashTableIter iter;
  gpointer value;

  if (self->store)
    g_clear_signal_handler (&self->changed_handler, self->store);
  g_queue_clear_full (&self->recent, (GDestroyNotify) g_ptr_array_unref);
  if (self->alive)
    {
      g_hash_table_iter_init (&iter, self->alive);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        g_object_weak_unref (value, forget_row, self);
      g_clear_pointer (&self->alive, g_hash_table_unref);
    }
  g_clear_object (&self->store);
  G_OBJECT_CLASS (haven_query_model_parent_class)->dispose (object);
}

static void
haven_query_model_finalize (GObject *object)
{
  HavenQueryModel *self = HAVEN_QUERY_MODEL (object);

  g_clear_pointer (&self->staff_id, g_free);
  g_clear_pointer (&self->query, haven_query_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (haven_query_model_parent_class)->finalize (object);
}

static void
haven_query_model_class_init (HavenQueryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = haven_query_model_dispose;
  object_class->finalize = haven_query_model_finalize;
}

static void
haven_query_model_init (HavenQueryModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->alive = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->recent);
}

/**
 * haven_query_model_new:
 * @staff_id: who looks, for the audit event of each reading
 */
HavenQueryModel *
haven_query_model_new (HavenStore *store, const char *staff_id)
{
  HavenQueryModel *self = g_object_new (HAVEN_TYPE_QUERY_MODEL, NULL);

  g_return_val_if_fail (HAVEN_IS_STORE (store) && staff_id != NULL, self);

  self->store = g_object_ref (store);
  self->staff_id = g_strdup (staff_id);
  self->changed_handler = g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);
  return self;
}

/** Shows another query; rows that both have stay the same objects. */
void
haven_query_model_set_query (HavenQueryModel *self, HavenQuery *query)
{
  g_return_if_fail (HAVEN_IS_QUERY_MODEL (self) && query != NULL);

  haven_query_ref (query);
  g_clear_pointer (&self->query, haven_query_unref);
  self->query = query;
  haven_query_model_refresh (self);
}

HavenQuery *
haven_query_model_get_query (HavenQueryModel *self)
{
  g_return_val_if_fail (HAVEN_IS_QUERY_MODEL (self), NULL);
  return self->query;
}

void
haven_query_model_refresh (HavenQueryModel *self)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) gone = NULL;

  g_return_if_fail (HAVEN_IS_QUERY_MODEL (self));

  if (self->query == NULL)
    return;
  g_clear_error (&self->error);
  /* A list that could not be read stays as it was; the error is there for whoever shows it. */
  if (!haven_store_query_order (self->store, self->query, rows, &self->error))
    return;
  record_reading (self);
  /* Only what somebody holds is worth reading again. */
  g_queue_clear_full (&self->recent, (GDestroyNotify) g_ptr_array_unref);
  gone = reload_alive (self);
  exchange_rows (self, rows);
  clear_gone (gone);
}

/** Returns: (nullable): why the last reading failed */
const GError *
haven_query_model_get_error (HavenQueryModel *self)
{
  g_return_val_if_fail (HAVEN_IS_QUERY_MODEL (self), NULL);
  return self->error;
}

/** Returns: where the row stands whose @column is @id, among those that are shown; %G_MAXUINT when it is not there */
guint
haven_query_model_find_id (HavenQueryModel *self, const char *id, guint column)
{
  g_return_val_if_fail (HAVEN_IS_QUERY_MODEL (self), G_MAXUINT);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (HavenQueryRow) row = get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (haven_query_row_get_text (row, column), id) == 0)
        return i;
    }
  return G_MAXUINT;
}
