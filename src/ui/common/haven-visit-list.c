/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-visit-list.h"
#include "haven-visit-row.h"
#include "haven-visit-status.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenVisitList
{
  AdwBin parent_instance;

  /* template */
  GtkListBox *list;

  /* owned */
  HavenWorkspace *workspace;
  GHashTable *rows; /* id → row, borrowed */

  HavenVisitsShown shown;
};

G_DEFINE_FINAL_TYPE (HavenVisitList, haven_visit_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_VISIT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_shown (HavenVisitList *self, HavenVisit *visit)
{
  if (self->shown == HAVEN_VISITS_TO_COME)
    return haven_visit_is_to_come (visit);
  return self->shown == HAVEN_VISITS_ALL || haven_visit_is_here (visit);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  HavenVisit *visit = haven_visit_row_get_visit (HAVEN_VISIT_ROW (row));

  return visit != NULL && is_shown (data, visit);
}

static void
row_activated_cb (HavenVisitList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_VISIT_ACTIVATED], 0, haven_visit_row_get_visit (HAVEN_VISIT_ROW (row)));
}

static void
status_asked_cb (HavenVisitList *self, HavenVisit *visit, int status)
{
  if (self->workspace)
    haven_visit_status_change (self->workspace, GTK_WIDGET (self), visit, (HavenAppointmentStatus) status);
}

static HavenVisitRow *
take_row (HavenVisitList *self, const char *id, int position)
{
  GtkListBoxRow *row = g_hash_table_lookup (self->rows, id);

  if (row != NULL && gtk_list_box_row_get_index (row) == position)
    return HAVEN_VISIT_ROW (row);
  if (row != NULL)
    {
      g_object_ref (row);
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
      gtk_list_box_insert (self->list, GTK_WIDGET (row), position);
      g_object_unref (row);
      return HAVEN_VISIT_ROW (row);
    }
  row = GTK_LIST_BOX_ROW (haven_visit_row_new ());
  if (self->workspace)
    haven_visit_row_set_session (HAVEN_VISIT_ROW (row), haven_workspace_get_session (self->workspace));
  g_signal_connect_object (row, "status-asked", G_CALLBACK (status_asked_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, g_strdup (id), row);
  gtk_list_box_insert (self->list, GTK_WIDGET (row), position);
  return HAVEN_VISIT_ROW (row);
}

static void
remove_others (HavenVisitList *self, GPtrArray *visits)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, row;

  for (guint i = 0; i < visits->len; i++)
    g_hash_table_add (wanted, haven_visit_get_appointment (visits->pdata[i])->id);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (!g_hash_table_contains (wanted, id))
      {
        gtk_list_box_remove (self->list, row);
        g_hash_table_iter_remove (&iter);
      }
}

static void
haven_visit_list_dispose (GObject *object)
{
  HavenVisitList *self = HAVEN_VISIT_LIST (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  /* The bin would keep a pointer to its child, which the template takes away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_VISIT_LIST);
  G_OBJECT_CLASS (haven_visit_list_parent_class)->dispose (object);
}

static void
haven_visit_list_class_init (HavenVisitListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_visit_list_dispose;

  /** HavenVisitList::visit-activated: somebody wants to see this #HavenVisit */
  signals[SIGNAL_VISIT_ACTIVATED] = g_signal_new ("visit-activated",
                                                  HAVEN_TYPE_VISIT_LIST,
                                                  G_SIGNAL_RUN_LAST,
                                                  0,
                                                  NULL,
                                                  NULL,
                                                  NULL,
                                                  G_TYPE_NONE,
                                                  1,
                                                  HAVEN_TYPE_VISIT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-visit-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenVisitList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
haven_visit_list_init (HavenVisitList *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
}

GtkWidget *
haven_visit_list_new (HavenWorkspace *workspace)
{
  HavenVisitList *self = g_object_new (HAVEN_TYPE_VISIT_LIST, NULL);

  haven_visit_list_set_workspace (self, workspace);
  return GTK_WIDGET (self);
}

/** Through which a status is changed. */
void
haven_visit_list_set_workspace (HavenVisitList *self, HavenWorkspace *workspace)
{
  g_return_if_fail (HAVEN_IS_VISIT_LIST (self));
  g_set_object (&self->workspace, workspace);
}

/**
 * haven_visit_list_show:
 * @visits: (element-type HavenVisit): in the order of the list
 * @resources: (element-type HavenResource): for the names of what they take
 */
void
haven_visit_list_show (HavenVisitList *self, GPtrArray *visits, GPtrArray *resources)
{
  g_return_if_fail (HAVEN_IS_VISIT_LIST (self));

  remove_others (self, visits);
  for (guint i = 0; i < visits->len; i++)
    {
      HavenVisit *visit = visits->pdata[i];

      haven_visit_row_show (take_row (self, haven_visit_get_appointment (visit)->id, (int) i), visit, resources);
    }
  gtk_list_box_invalidate_headers (self->list);
  gtk_list_box_invalidate_filter (self->list);
}

static HavenDate
get_date (GtkListBoxRow *row)
{
  const char *local = haven_visit_get_appointment (haven_visit_row_get_visit (HAVEN_VISIT_ROW (row)))->local_start;
  g_autofree char *day = local ? g_strndup (local, 10) : NULL;
  HavenDate date = HAVEN_DATE_NONE;

  if (day)
    haven_date_parse (day, &date, NULL);
  return date;
}

static void
head_row (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  HavenDate date = get_date (row);
  g_autofree char *words = NULL;
  GtkWidget *label;

  if (!haven_date_is_set (date) || (before && haven_date_compare (date, get_date (before)) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  words = haven_words_dup_long_date (date);
  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "day-heading");
  gtk_list_box_row_set_header (row, label);
}

/** Whether each day has a heading: for visits of more days than one. */
void
haven_visit_list_set_dated (HavenVisitList *self, gboolean dated)
{
  g_return_if_fail (HAVEN_IS_VISIT_LIST (self));
  gtk_list_box_set_header_func (self->list, dated ? head_row : NULL, NULL, NULL);
}

void
haven_visit_list_set_shown (HavenVisitList *self, HavenVisitsShown shown)
{
  g_return_if_fail (HAVEN_IS_VISIT_LIST (self));
  self->shown = shown;
  gtk_list_box_invalidate_filter (self->list);
}

/** Returns: how many visits the filter lets through */
guint
haven_visit_list_get_n_shown (HavenVisitList *self)
{
  GHashTableIter iter;
  gpointer row;
  guint n = 0;

  g_return_val_if_fail (HAVEN_IS_VISIT_LIST (self), 0);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    n += is_shown (self, haven_visit_row_get_visit (row));
  return n;
}
