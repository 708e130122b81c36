/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-task-list.h"

#include "haven-focus-path.h"

#include <glib/gi18n.h>

#define ID "haven-task-id"
#define WORDS "haven-task-words"

struct _HavenTaskList
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *heading;
  GtkLabel *nothing;
  GtkListBox *tasks;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *shown; /* what the rows say: they stay, with the keyboard, as long as it is the same */

  /* static */
  const HavenTaskKind *kind;

  gboolean reading;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (HavenTaskList, haven_task_list, ADW_TYPE_BIN)

/**
 * haven_task_row_new:
 * @lines: what is to be done, and when; ends with %NULL
 *
 * One thing to do for somebody. Of one person there may be several, so all of it is its name.
 */
GtkWidget *
haven_task_row_new (const char *id, const char *person, const char *const *lines, const char *icon_name)
{
  g_autofree char *subtitle = g_strjoinv ("\n", (char **) lines);
  g_autofree char *spoken = g_strjoinv (C_ ("between parts of a sentence", ", "), (char **) lines);
  g_autofree char *name = g_strjoin (C_ ("between parts of a sentence", ", "), person, spoken, NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), ID, g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), WORDS, g_steal_pointer (&name), g_free);
  return row;
}

static void
show (HavenTaskList *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) words = g_string_new (NULL);
  HavenFocusPath *focus;

  for (guint i = 0; i < items->len; i++)
    {
      GtkWidget *row = g_object_ref_sink (self->kind->create_row (self->workspace, items->pdata[i]));

      g_string_append_printf (words, "%s %s\n", (char *) g_object_get_data (G_OBJECT (row), ID),
                              (char *) g_object_get_data (G_OBJECT (row), WORDS));
      g_ptr_array_add (rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tasks), items->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), items->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self), items->len > 0 || self->kind->nothing != NULL);
  if (!g_set_str (&self->shown, words->str))
    return;
  focus = haven_focus_path_note (GTK_WIDGET (self));
  gtk_list_box_remove_all (self->tasks);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (self->tasks, rows->pdata[i]);
  haven_focus_path_restore (focus, GTK_WIDGET (self));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTaskList *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->reading = FALSE;
  if (items == NULL)
    haven_workspace_tell_error (self->workspace, error);
  else
    show (self, items);
  if (self->stale)
    haven_task_list_refresh (self);
}

/** Reads the list anew: what may be done changes with the hour. A list that was never started stays as it is. */
void
haven_task_list_refresh (HavenTaskList *self)
{
  g_return_if_fail (HAVEN_IS_TASK_LIST (self));

  if (self->kind == NULL)
    return;
  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            self->kind->list,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            listed_cb,
                            self);
}

static void
store_changed_cb (HavenTaskList *self, HavenChanges *changes)
{
  for (gsize i = 0; self->kind->records[i]; i++)
    if (haven_changes_touch (changes, self->kind->records[i]))
      {
        haven_task_list_refresh (self);
        return;
      }
}

static void
row_activated_cb (HavenTaskList *self, GtkListBoxRow *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), ID);

  adw_dialog_present (self->kind->create_dialog (self->workspace, id), GTK_WIDGET (self));
}

static void
haven_task_list_dispose (GObject *object)
{
  HavenTaskList *self = HAVEN_TASK_LIST (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TASK_LIST);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_task_list_parent_class)->dispose (object);
}

static void
haven_task_list_finalize (GObject *object)
{
  g_clear_object (&HAVEN_TASK_LIST (object)->cancellable);
  g_clear_pointer (&HAVEN_TASK_LIST (object)->shown, g_free);
  G_OBJECT_CLASS (haven_task_list_parent_class)->finalize (object);
}

static void
haven_task_list_class_init (HavenTaskListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_task_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_task_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-task-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTaskList, heading);
  gtk_widget_class_bind_template_child (widget_class, HavenTaskList, nothing);
  gtk_widget_class_bind_template_child (widget_class, HavenTaskList, tasks);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
haven_task_list_init (HavenTaskList *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @kind: static; for whoever has none of it, the list is not started, and is not there */
void
haven_task_list_start (HavenTaskList *self, HavenWorkspace *workspace, const HavenTaskKind *kind)
{
  g_return_if_fail (HAVEN_IS_TASK_LIST (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->kind = kind;
  gtk_label_set_label (self->heading, _ (kind->title));
  gtk_label_set_label (self->nothing, kind->nothing ? _ (kind->nothing) : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tasks), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (kind->name), -1);
  g_signal_connect_object (haven_session_get_store (haven_workspace_get_session (workspace)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  haven_task_list_refresh (self);
}
