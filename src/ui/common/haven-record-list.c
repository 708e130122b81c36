/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-permit.h"
#include "haven-record-list.h"

struct _HavenRecordList
{
  GObject parent_instance;

  /* owned */
  HavenRecordListWidgets widgets;
  HavenQueryModel *records;
  GtkSingleSelection *selection;
  HavenSession *session;
  char *record;

  guint id_column;
  gboolean search_first; /* nothing was searched for, and they may not list */
};

G_DEFINE_FINAL_TYPE (HavenRecordList, haven_record_list, G_TYPE_OBJECT)

enum
{
  CHANGED,
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (HavenRecordList *self, guint position)
{
  g_autoptr (HavenQueryRow) row = g_list_model_get_item (G_LIST_MODEL (self->records), position);
  const char *id = row ? haven_query_row_get_text (row, self->id_column) : NULL;

  if (id != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, id);
}

/* ── Callbacks ────────────────────────────────────────────────────────────── */

/* Enter opens what is chosen, which is the best match until somebody moves on. */
static void
search_activated_cb (HavenRecordList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    choose (self, position);
}

static void
search_stopped_cb (HavenRecordList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->widgets.search), "");
}

static void
row_activated_cb (HavenRecordList *self, guint position)
{
  choose (self, position);
}

static void
records_changed_cb (HavenRecordList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Not the list's own single-click-activate, which also selects what lies under a resting pointer: then Enter in the
 * search would open something else than the best match. */
static void
row_clicked_cb (GtkListItem *item)
{
  gtk_widget_activate_action (gtk_list_item_get_child (item),
                              "list.activate-item",
                              "u",
                              gtk_list_item_get_position (item));
}

static void
row_made_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (row_clicked_cb), item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (gtk_list_item_get_child (item), GTK_EVENT_CONTROLLER (click));
}

/* ── Overrides ────────────────────────────────────────────────────────────── */

static void
haven_record_list_dispose (GObject *object)
{
  HavenRecordList *self = HAVEN_RECORD_LIST (object);

  if (self->widgets.list)
    gtk_list_view_set_model (self->widgets.list, NULL);
  g_clear_object (&self->widgets.search);
  g_clear_object (&self->widgets.count);
  g_clear_object (&self->widgets.stack);
  g_clear_object (&self->widgets.list);
  g_clear_object (&self->widgets.failure);
  g_clear_object (&self->selection);
  g_clear_object (&self->records);
  g_clear_object (&self->session);
  g_clear_pointer (&self->record, g_free);
  G_OBJECT_CLASS (haven_record_list_parent_class)->dispose (object);
}

static void
haven_record_list_class_init (HavenRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_record_list_dispose;

  /** HavenRecordList::changed: something else is found, or reading failed; time for haven_record_list_show () */
  signals[CHANGED] =
    g_signal_new ("changed", HAVEN_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * HavenRecordList::chosen:
   * @id: the record to open
   */
  signals[CHOSEN] = g_signal_new ("chosen",
                                  HAVEN_TYPE_RECORD_LIST,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
haven_record_list_init (HavenRecordList *self)
{
}

static void
keep_widgets (HavenRecordList *self, const HavenRecordListWidgets *widgets)
{
  self->widgets.search = g_object_ref (widgets->search);
  self->widgets.count = g_object_ref (widgets->count);
  self->widgets.stack = g_object_ref (widgets->stack);
  self->widgets.list = g_object_ref (widgets->list);
  self->widgets.failure = g_object_ref (widgets->failure);
}

static void
connect_all (HavenRecordList *self, GtkListItemFactory *factory)
{
  const GConnectFlags swapped = G_CONNECT_SWAPPED;

  g_signal_connect_object (self->records, "items-changed", G_CALLBACK (records_changed_cb), self, swapped);
  g_signal_connect_object (self->widgets.search, "activate", G_CALLBACK (search_activated_cb), self, swapped);
  g_signal_connect_object (self->widgets.search, "stop-search", G_CALLBACK (search_stopped_cb), self, swapped);
  g_signal_connect_object (self->widgets.list, "activate", G_CALLBACK (row_activated_cb), self, swapped);
  g_signal_connect (factory, "setup", G_CALLBACK (row_made_cb), NULL);
}

/**
 * haven_record_list_new:
 * @page: (transfer none): whose template holds @widgets; it lets go of the list in its dispose
 * @rows: (transfer none): static
 * @record: what is listed, to ask whether somebody may see it without a search
 * @id_column: where the queries have the identity of a record
 */
HavenRecordList *
haven_record_list_new (HavenSession *session,
                       GtkWidget *page,
                       const HavenRecordListWidgets *widgets,
                       const HavenRecordRows *rows,
                       const char *record,
                       guint id_column)
{
  HavenRecordList *self = g_object_new (HAVEN_TYPE_RECORD_LIST, NULL);
  g_autoptr (GtkListItemFactory) factory =
    haven_record_rows_new_factory (rows, haven_session_get_clock (session), page);

  keep_widgets (self, widgets);
  self->id_column = id_column;
  self->session = g_object_ref (session);
  self->record = g_strdup (record);
  self->records = haven_query_model_new (haven_session_get_store (session), haven_session_get_staff_id (session));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->records)));
  connect_all (self, factory);
  gtk_list_view_set_factory (widgets->list, factory);
  gtk_list_view_set_model (widgets->list, GTK_SELECTION_MODEL (self->selection));
  return self;
}

/** Looks for something else, and chooses the best match. */
void
haven_record_list_set_query (HavenRecordList *self, HavenQuery *query)
{
  g_return_if_fail (HAVEN_IS_RECORD_LIST (self));

  self->search_first = !haven_query_is_search (query) && !haven_session_may (self->session, self->record, HAVEN_ACTION_LIST);
  haven_query_model_set_query (self->records, query);
  if (haven_record_list_get_n_found (self) > 0)
    {
      gtk_single_selection_set_selected (self->selection, 0);
      gtk_list_view_scroll_to (self->widgets.list, 0, GTK_LIST_SCROLL_NONE, NULL);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
haven_record_list_get_n_found (HavenRecordList *self)
{
  g_return_val_if_fail (HAVEN_IS_RECORD_LIST (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->records));
}

/**
 * haven_record_list_show:
 * @count: how many there are, in words; stands above the list unless there is none
 * @page_of_none: which page of the stack to show when nothing is found
 *
 * Shows what was found, or what went wrong. Whoever may not see a list of all is asked to search first.
 */
void
haven_record_list_show (HavenRecordList *self, const char *count, const char *page_of_none)
{
  const GError *error = NULL;
  gboolean any = FALSE;

  g_return_if_fail (HAVEN_IS_RECORD_LIST (self));

  error = haven_query_model_get_error (self->records);
  any = haven_record_list_get_n_found (self) > 0;
  if (error != NULL)
    haven_permit_show_error (self->widgets.failure, error);
  else if (self->search_first)
    page_of_none = "search-first";
  gtk_label_set_label (self->widgets.count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->widgets.count), any);
  gtk_stack_set_visible_child_name (self->widgets.stack, error ? "failed" : any ? "list" : page_of_none);
}

/**
 * haven_record_list_move:
 * @steps: how many rows down, or up if negative; it stays within the list
 *
 * Chooses another row, and leaves the cursor where it is.
 *
 * Returns: whether there is a row at all
 */
gboolean
haven_record_list_move (HavenRecordList *self, int steps)
{
  gint64 n = 0;
  gint64 position = 0;

  g_return_val_if_fail (HAVEN_IS_RECORD_LIST (self), FALSE);

  n = haven_record_list_get_n_found (self);
  if (n == 0)
    return FALSE;
  position = gtk_single_selection_get_selected (self->selection);
  position = CLAMP (position + steps, 0, n - 1);
  gtk_list_view_scroll_to (self->widgets.list, (guint) position, GTK_LIST_SCROLL_SELECT, NULL);
  return TRUE;
}

/** Puts the cursor into the search, with what is there marked, so that typing begins anew. */
void
haven_record_list_focus_search (HavenRecordList *self)
{
  g_return_if_fail (HAVEN_IS_RECORD_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->widgets.search));
  gtk_editable_select_region (GTK_EDITABLE (self->widgets.search), 0, -1);
}
