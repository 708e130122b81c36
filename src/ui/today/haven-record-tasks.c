/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-record-tasks.h"

#include "haven-permit.h"
#include "haven-record-requests-service.h"
#include "haven-record-task-dialog.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenRecordTasks
{
  AdwBin parent_instance;

  /* template */
  GtkListBox *tasks;
  GtkWidget *nothing;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;

  gboolean reading;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (HavenRecordTasks, haven_record_tasks, ADW_TYPE_BIN)

static void read_tasks (HavenRecordTasks *self);

static char *
dup_when (const HavenRecordTask *task, HavenDate today)
{
  g_autofree char *date = haven_words_dup_date (task->request->wanted_by);
  g_autofree char *far = haven_words_dup_days_from (today, task->request->wanted_by);
  g_autofree char *taken = NULL;

  if (g_str_equal (task->request->state, "taken_on") && task->taken_by_name != NULL)
    /* Translators: the name of a member of staff */
    taken = g_strdup_printf (_ ("%s does it"), task->taken_by_name);
  return g_strjoin (" · ", date, far, taken, NULL);
}

static GtkWidget *
create_row (HavenRecordTasks *self, const HavenRecordTask *task)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (haven_workspace_get_session (self->workspace)));
  const char *kind = _ (haven_choice_get_label (haven_record_request_get_kinds (), task->request->kind));
  g_autofree char *when = dup_when (task, today);
  const char *ended = task->cover == HAVEN_COVER_CURRENT ? NULL : _ ("The signed permission has ended");
  g_autofree char *subtitle = g_strjoin ("\n", kind, when, ended, NULL);
  g_autofree char *name =
      g_strjoin (C_ ("between parts of a sentence", ", "), task->person_name, kind, when, ended, NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (ended ? "dialog-warning-symbolic" : "haven-document-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), task->person_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* Of one person there may be several. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "request-id", g_strdup (task->request->id), g_free);
  return row;
}

static void
show (HavenRecordTasks *self, GPtrArray *tasks)
{
  gtk_list_box_remove_all (self->tasks);
  for (guint i = 0; i < tasks->len; i++)
    gtk_list_box_append (self->tasks, create_row (self, tasks->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->tasks), tasks->len > 0);
  gtk_widget_set_visible (self->nothing, tasks->len == 0);
}

static gpointer
list_open (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_record_requests_list_open (session, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenRecordTasks *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->reading = FALSE;
  if (tasks == NULL)
    haven_workspace_tell_error (self->workspace, error);
  else
    show (self, tasks);
  if (self->stale)
    read_tasks (self);
}

static void
read_tasks (HavenRecordTasks *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            list_open,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            listed_cb,
                            self);
}

static void
store_changed_cb (HavenRecordTasks *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "record_request") || haven_changes_touch (changes, "release") ||
      haven_changes_touch (changes, "patient"))
    read_tasks (self);
}

static void
row_activated_cb (HavenRecordTasks *self, GtkListBoxRow *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "request-id");

  adw_dialog_present (haven_record_task_dialog_new (self->workspace, id), GTK_WIDGET (self));
}

static void
haven_record_tasks_dispose (GObject *object)
{
  HavenRecordTasks *self = HAVEN_RECORD_TASKS (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_RECORD_TASKS);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_record_tasks_parent_class)->dispose (object);
}

static void
haven_record_tasks_finalize (GObject *object)
{
  g_clear_object (&HAVEN_RECORD_TASKS (object)->cancellable);
  G_OBJECT_CLASS (haven_record_tasks_parent_class)->finalize (object);
}

static void
haven_record_tasks_class_init (HavenRecordTasksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_record_tasks_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_record_tasks_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-record-tasks.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTasks, tasks);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTasks, nothing);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
haven_record_tasks_init (HavenRecordTasks *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Whether whoever is signed in answers such requests: who asks them has a list of their own, with the matter. */
gboolean
haven_record_tasks_concern (HavenSession *session)
{
  const HavenNeed need = { "record_request", HAVEN_ACTION_UPDATE };

  return haven_session_has_partition (session, HAVEN_PARTITION_CLINICAL) && haven_permit_grants (session, &need);
}

void
haven_record_tasks_set_workspace (HavenRecordTasks *self, HavenWorkspace *workspace)
{
  HavenSession *session = haven_workspace_get_session (workspace);

  g_return_if_fail (HAVEN_IS_RECORD_TASKS (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  gtk_widget_set_visible (GTK_WIDGET (self), haven_record_tasks_concern (session));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_signal_connect_object (haven_session_get_store (session),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  read_tasks (self);
}
