/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-facts-page.h"

typedef struct
{
  /* template */
  GtkStack *stack;
  AdwBin *holder;
  AdwStatusPage *failure;
  AdwStatusPage *nothing;
  HavenWorkProgress *progress;

  /* owned */
  HavenWorkspace *workspace; /* NULL: the page is gone */
  GCancellable *cancellable;

  gboolean loading;
  gboolean stale;
} HavenFactsPagePrivate;

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define ID "haven-facts-page-id" /* on a row that leads on */

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HavenFactsPage, haven_facts_page, ADW_TYPE_BIN)

static HavenFactsPagePrivate *
get_private (HavenFactsPage *self)
{
  return haven_facts_page_get_instance_private (self);
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

static void
show_facts (HavenFactsPage *self, gconstpointer facts)
{
  HavenFactsPagePrivate *priv = get_private (self);
  GtkWidget *shown = HAVEN_FACTS_PAGE_GET_CLASS (self)->show (self, facts);

  if (shown != NULL)
    adw_bin_set_child (priv->holder, shown);
  gtk_stack_set_visible_child_name (priv->stack, shown ? "list" : "nothing");
}

static void
show_failure (HavenFactsPagePrivate *priv, const GError *error)
{
  g_autofree char *words = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (priv->failure, words);
  gtk_stack_set_visible_child_name (priv->stack, "failed");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer facts = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenFactsPage *self = data;
  HavenFactsPagePrivate *priv;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  priv = get_private (self);
  priv->loading = FALSE;
  if (facts != NULL)
    {
      show_facts (self, facts);
      HAVEN_FACTS_PAGE_GET_CLASS (self)->free_facts (facts);
    }
  else
    show_failure (priv, error);
  if (priv->stale)
    haven_facts_page_load (self);
}

static void
start_reading (HavenFactsPage *self)
{
  HavenFactsPageClass *klass = HAVEN_FACTS_PAGE_GET_CLASS (self);
  HavenFactsPagePrivate *priv = get_private (self);

  priv->stale = FALSE;
  priv->loading = TRUE;
  haven_session_work_async (haven_facts_page_get_session (self),
                            klass->read,
                            NULL,
                            NULL,
                            klass->free_facts,
                            priv->cancellable,
                            read_cb,
                            self);
}

static void
retry_cb (HavenFactsPage *self)
{
  haven_facts_page_load (self);
}

static void
store_changed_cb (HavenFactsPage *self, HavenChanges *changes)
{
  const char *const *records = HAVEN_FACTS_PAGE_GET_CLASS (self)->records;

  for (gsize i = 0; records != NULL && records[i] != NULL; i++)
    if (haven_changes_touch (changes, records[i]))
      {
        haven_facts_page_load (self);
        return;
      }
}

static void
haven_facts_page_map (GtkWidget *widget)
{
  HavenFactsPage *self = HAVEN_FACTS_PAGE (widget);

  GTK_WIDGET_CLASS (haven_facts_page_parent_class)->map (widget);
  if (get_private (self)->stale || !HAVEN_FACTS_PAGE_GET_CLASS (self)->keeps)
    haven_facts_page_load (self);
}

static void
haven_facts_page_dispose (GObject *object)
{
  HavenFactsPagePrivate *priv = get_private (HAVEN_FACTS_PAGE (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_FACTS_PAGE);
  g_clear_object (&priv->workspace);
  G_OBJECT_CLASS (haven_facts_page_parent_class)->dispose (object);
}

static void
haven_facts_page_class_init (HavenFactsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_facts_page_dispose;
  widget_class->map = haven_facts_page_map;
  g_type_ensure (HAVEN_TYPE_WORK_PROGRESS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-facts-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, HavenFactsPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, HavenFactsPage, holder);
  gtk_widget_class_bind_template_child_private (widget_class, HavenFactsPage, failure);
  gtk_widget_class_bind_template_child_private (widget_class, HavenFactsPage, nothing);
  gtk_widget_class_bind_template_child_private (widget_class, HavenFactsPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", HAVEN_TYPE_FACTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
haven_facts_page_init (HavenFactsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  get_private (self)->cancellable = g_cancellable_new ();
}

/** Once, right after it was made. */
void
haven_facts_page_set_workspace (HavenFactsPage *self, HavenWorkspace *workspace)
{
  HavenFactsPagePrivate *priv;

  g_return_if_fail (HAVEN_IS_FACTS_PAGE (self) && HAVEN_IS_WORKSPACE (workspace));

  priv = get_private (self);
  g_set_object (&priv->workspace, workspace);
  priv->stale = TRUE;
  g_signal_connect_object (haven_session_get_store (haven_workspace_get_session (workspace)), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
}

/** What stands there where there is nothing. */
void
haven_facts_page_set_nothing (HavenFactsPage *self, const char *title, const char *description)
{
  HavenFactsPagePrivate *priv;

  g_return_if_fail (HAVEN_IS_FACTS_PAGE (self));

  priv = get_private (self);
  adw_status_page_set_title (priv->nothing, title);
  adw_status_page_set_description (priv->nothing, description);
}

HavenWorkspace *
haven_facts_page_get_workspace (HavenFactsPage *self)
{
  g_return_val_if_fail (HAVEN_IS_FACTS_PAGE (self), NULL);
  return get_private (self)->workspace;
}

HavenSession *
haven_facts_page_get_session (HavenFactsPage *self)
{
  return haven_workspace_get_session (haven_facts_page_get_workspace (self));
}

HavenClock *
haven_facts_page_get_clock (HavenFactsPage *self)
{
  return haven_session_get_clock (haven_facts_page_get_session (self));
}

/** Returns: (transfer none): cancelled when the page goes */
GCancellable *
haven_facts_page_get_cancellable (HavenFactsPage *self)
{
  g_return_val_if_fail (HAVEN_IS_FACTS_PAGE (self), NULL);
  return get_private (self)->cancellable;
}

HavenWorkProgress *
haven_facts_page_get_progress (HavenFactsPage *self)
{
  g_return_val_if_fail (HAVEN_IS_FACTS_PAGE (self), NULL);
  return get_private (self)->progress;
}

/** Something changed: it is read again, now or, where each look is written down, when the page is seen. */
void
haven_facts_page_load (HavenFactsPage *self)
{
  HavenFactsPagePrivate *priv;

  g_return_if_fail (HAVEN_IS_FACTS_PAGE (self));

  priv = get_private (self);
  priv->stale = TRUE;
  if (!priv->loading && (gtk_widget_get_mapped (GTK_WIDGET (self)) || !HAVEN_FACTS_PAGE_GET_CLASS (self)->keeps))
    start_reading (self);
}

static void
row_activated_cb (HavenFactsPage *self, GtkWidget *row)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, g_object_get_data (G_OBJECT (row), ID));
}

/** Makes an #AdwActionRow say all its words and lead to a page of what it names. */
void
haven_facts_page_lead_on (HavenFactsPage *self, GtkWidget *row, const char *id)
{
  g_return_if_fail (HAVEN_IS_FACTS_PAGE (self) && ADW_IS_ACTION_ROW (row));

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), ID, g_strdup (id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

/** Whether it shows what there is, and nothing is under way. */
gboolean
haven_facts_page_is_idle (HavenFactsPage *self)
{
  HavenFactsPagePrivate *priv;

  g_return_val_if_fail (HAVEN_IS_FACTS_PAGE (self), FALSE);

  priv = get_private (self);
  return !priv->loading && !priv->stale && !haven_work_progress_is_running (priv->progress) &&
         g_strcmp0 (gtk_stack_get_visible_child_name (priv->stack), "loading") != 0;
}

/* ── Working ──────────────────────────────────────────────────────────────── */

/** Does something that takes long; one at a time. */
void
haven_facts_page_start_work (HavenFactsPage *self,
                             const char *words,
                             HavenWorkFunc function,
                             GDestroyNotify free_result,
                             GAsyncReadyCallback callback)
{
  HavenWorkProgress *progress = haven_facts_page_get_progress (self);
  HavenWorkShare *share;

  if (haven_work_progress_is_running (progress))
    return;
  share = haven_work_progress_begin (progress, words);
  haven_session_work_async (haven_facts_page_get_session (self),
                            function,
                            share,
                            (GDestroyNotify) haven_work_share_unref,
                            free_result,
                            haven_work_progress_get_cancellable (progress),
                            callback,
                            g_object_ref (self));
}

gboolean
haven_facts_page_is_gone (HavenFactsPage *self)
{
  g_return_val_if_fail (HAVEN_IS_FACTS_PAGE (self), TRUE);
  return get_private (self)->workspace == NULL;
}
