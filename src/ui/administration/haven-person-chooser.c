/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-person-chooser.h"

#include "haven-query-model.h"

struct _HavenPersonChooser
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *search;
  GtkStack *stack;
  GtkListView *people;

  /* owned */
  HavenWorkspace *workspace;
  HavenQueryModel *model;
};

G_DEFINE_FINAL_TYPE (HavenPersonChooser, haven_person_chooser, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Nobody is listed before something was typed: this is no list of everybody. */
static void
search_changed_cb (HavenPersonChooser *self)
{
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (HavenQuery) query = *words ? haven_query_new_people (words, haven_clock_now (clock)) : NULL;

  if (query != NULL)
    haven_query_model_set_query (self->model, query);
  if (query == NULL)
    gtk_stack_set_visible_child_name (self->stack, "begin");
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "people");
  else
    gtk_stack_set_visible_child_name (self->stack, "nobody");
}

static void
setup_cb (HavenPersonChooser *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "person-choice");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (HavenPersonChooser *self, GtkListItem *item)
{
  HavenQueryRow *row = gtk_list_item_get_item (item);
  const char *name = haven_query_row_get_text (row, HAVEN_PEOPLE_NAME);
  const char *aliases = haven_query_row_get_text (row, HAVEN_PEOPLE_ALIASES);
  g_autofree char *words = aliases && *aliases ? g_strdup_printf ("%s · %s", name, aliases) : g_strdup (name);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), words);
  gtk_list_item_set_accessible_label (item, words);
}

static void
activated_cb (HavenPersonChooser *self, guint position)
{
  g_autoptr (HavenQueryRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  g_autofree char *id = NULL, *name = NULL;

  if (row == NULL)
    return;
  id = g_strdup (haven_query_row_get_text (row, HAVEN_PEOPLE_ID));
  name = g_strdup (haven_query_row_get_text (row, HAVEN_PEOPLE_NAME));
  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id, name);
  g_object_unref (self);
}

static void
search_activated_cb (HavenPersonChooser *self)
{
  /* Enter is for what is typed, also where the list has not followed the typing yet. */
  search_changed_cb (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "people") == 0)
    activated_cb (self, 0);
}

/* A search entry takes Escape for itself; here it leaves the dialog, as everywhere. */
static void
search_stopped_cb (HavenPersonChooser *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
haven_person_chooser_dispose (GObject *object)
{
  HavenPersonChooser *self = HAVEN_PERSON_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PERSON_CHOOSER);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_person_chooser_parent_class)->dispose (object);
}

static void
haven_person_chooser_class_init (HavenPersonChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_person_chooser_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HAVEN_TYPE_PERSON_CHOOSER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_STRING,
                                         G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-person-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPersonChooser, search);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonChooser, people);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
haven_person_chooser_init (HavenPersonChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
haven_person_chooser_new (HavenWorkspace *workspace, const char *title)
{
  HavenPersonChooser *self = g_object_new (HAVEN_TYPE_PERSON_CHOOSER, "title", title, NULL);
  HavenSession *session;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), ADW_DIALOG (self));

  session = haven_workspace_get_session (workspace);
  self->workspace = g_object_ref (workspace);
  self->model = haven_query_model_new (haven_session_get_store (session), haven_session_get_staff_id (session));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model))));
  gtk_list_view_set_model (self->people, selection);
  return ADW_DIALOG (self);
}
