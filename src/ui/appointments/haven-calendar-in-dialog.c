/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-calendar-in-dialog.h"

#include "haven-announce.h"
#include "haven-calendar.h"
#include "haven-calendar-rows.h"
#include "haven-choice-factory.h"
#include "haven-work-progress.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenCalendarInDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkStack *stack;
  AdwComboRow *whose;
  AdwSwitchRow *whole;
  GtkWidget *choose;
  HavenWorkProgress *progress;
  GtkLabel *summary;
  GtkWidget *rows_frame;
  GtkListView *rows_view;
  GtkWidget *another;
  GtkButton *apply;
  AdwStatusPage *problem;
  GtkWidget *again;

  /* owned */
  HavenWorkspace *workspace;
  GPtrArray *ids; /* of whom or what each choice is; NULL: the clinic's closed days */
  HavenCalendarPreview *preview; /* NULL before a file was looked at */

  gboolean closed;
};

G_DEFINE_FINAL_TYPE (HavenCalendarInDialog, haven_calendar_in_dialog, ADW_TYPE_DIALOG)

/* ── What came out ────────────────────────────────────────────────────────── */

static void
show_problem (HavenCalendarInDialog *self, const GError *error)
{
  gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  const char *words = stopped ? _ ("Nothing was changed.") : error->message;
  g_autofree char *safe = g_markup_escape_text (words, -1);

  adw_status_page_set_title (self->problem, stopped ? _ ("Stopped") : _ ("This Could Not Be Brought In"));
  adw_status_page_set_description (self->problem, safe);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_grab_focus (self->again);
  haven_announce (GTK_WIDGET (self), words);
}

/* How many rows would change something. */
static guint
count_changes (const HavenCalendarPreview *preview)
{
  return preview->n[HAVEN_CALENDAR_ROW_NEW] + preview->n[HAVEN_CALENDAR_ROW_CHANGED] + preview->n[HAVEN_CALENDAR_ROW_REMOVED];
}

static void
show_checked (HavenCalendarInDialog *self)
{
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  GtkStringList *rows = haven_calendar_rows_create (self->preview, clock);
  g_autoptr (GtkNoSelection) shown = gtk_no_selection_new (G_LIST_MODEL (rows));
  const char *whose = gtk_string_object_get_string (adw_combo_row_get_selected_item (self->whose));
  g_autofree char *counts = haven_calendar_rows_dup_summary (self->preview);
  g_autofree char *summary = g_strdup_printf ("%s\n%s", whose, counts);
  guint n = count_changes (self->preview);
  g_autofree char *label = n > 0 ? g_strdup_printf (ngettext ("_Bring In %u Row", "_Bring In %u Rows", n), n) : g_strdup (_ ("Nothing to Bring In"));

  gtk_label_set_label (self->summary, summary);
  gtk_list_view_set_model (self->rows_view, GTK_SELECTION_MODEL (shown));
  gtk_widget_set_visible (self->rows_frame, self->preview->rows->len > 0);
  gtk_button_set_label (self->apply, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), self->preview->edit != NULL);
  gtk_stack_set_visible_child_name (self->stack, "checked");
  gtk_widget_grab_focus (self->preview->edit ? GTK_WIDGET (self->apply) : self->another);
  haven_announce (GTK_WIDGET (self), summary);
}

/* ── Work ─────────────────────────────────────────────────────────────────── */

typedef struct
{
  char *path;
  char *resource_id; /* NULL: the clinic's closed days */
  gboolean whole;
  HavenWorkShare *share;
  GCancellable *cancellable;
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  g_free (look->resource_id);
  haven_work_share_unref (look->share);
  g_object_unref (look->cancellable);
  g_free (look);
}

static void
report_cb (guint64 done, guint64 total, gpointer share)
{
  haven_work_share_report ((gint64) done, (gint64) total, share);
}

static gpointer
look_at_file (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Look *look = data;
  HavenCalendarTaking taking = { look->resource_id, look->resource_id ? NULL : "clinic", look->whole };
  g_autoptr (GBytes) bytes = haven_calendar_file_load (look->path, error);

  return bytes ? haven_calendar_preview (session, bytes, &taking, report_cb, look->share, look->cancellable, error) : NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenCalendarInDialog) self = data;
  g_autoptr (GError) error = NULL;
  HavenCalendarPreview *preview = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (self->closed)
    {
      haven_calendar_preview_free (preview);
      return;
    }
  haven_work_progress_end (self->progress, preview != NULL, "");
  g_clear_pointer (&self->preview, haven_calendar_preview_free);
  self->preview = preview;
  if (preview == NULL)
    show_problem (self, error);
  else
    show_checked (self);
}

/* ── Choosing ─────────────────────────────────────────────────────────────── */

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenCalendarInDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && !self->closed && g_file_peek_path (file) != NULL)
    haven_calendar_in_dialog_check (self, g_file_peek_path (file));
}

static void
choose_cb (HavenCalendarInDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (filter, _ ("Calendar files"));
  gtk_file_filter_add_suffix (filter, "ics");
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_title (dialog, _ ("Bring In a Calendar File"));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, file_chosen_cb, g_object_ref (self));
}

static void
choose_another_cb (HavenCalendarInDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "choose");
  gtk_widget_grab_focus (self->choose);
}

static void
apply_cb (HavenCalendarInDialog *self)
{
  haven_calendar_in_dialog_apply (self);
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
end_work (HavenCalendarInDialog *self)
{
  self->closed = TRUE;
  if (self->progress != NULL && haven_work_progress_is_running (self->progress))
    haven_work_progress_stop (self->progress);
}

static void
haven_calendar_in_dialog_closed (AdwDialog *dialog)
{
  end_work (HAVEN_CALENDAR_IN_DIALOG (dialog));
}

static void
haven_calendar_in_dialog_dispose (GObject *object)
{
  HavenCalendarInDialog *self = HAVEN_CALENDAR_IN_DIALOG (object);

  end_work (self);
  if (self->rows_view != NULL)
    gtk_list_view_set_model (self->rows_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_CALENDAR_IN_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->preview, haven_calendar_preview_free);
  G_OBJECT_CLASS (haven_calendar_in_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/org/havenclinic/Haven/ui/haven-calendar-in-dialog.ui");
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, stack);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, whose);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, whole);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, choose);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, progress);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, summary);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, rows_frame);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, rows_view);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, another);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, again);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, apply);
  gtk_widget_class_bind_template_child (klass, HavenCalendarInDialog, problem);
  gtk_widget_class_bind_template_callback (klass, choose_cb);
  gtk_widget_class_bind_template_callback (klass, choose_another_cb);
  gtk_widget_class_bind_template_callback (klass, apply_cb);
}

static void
haven_calendar_in_dialog_class_init (HavenCalendarInDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_calendar_in_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = haven_calendar_in_dialog_closed;
  g_type_ensure (HAVEN_TYPE_WORK_PROGRESS);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
haven_calendar_in_dialog_init (HavenCalendarInDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = haven_calendar_rows_create_factory ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_list_view_set_factory (self->rows_view, factory);
  haven_choice_name_items (self->whose);
}

static void
add_choice (HavenCalendarInDialog *self, GtkStringList *names, const char *id, char *name)
{
  gtk_string_list_take (names, name);
  g_ptr_array_add (self->ids, g_strdup (id));
}

/** @resources: (element-type HavenResource): whose busy times it may be taken for */
AdwDialog *
haven_calendar_in_dialog_new (HavenWorkspace *workspace, GPtrArray *resources)
{
  HavenCalendarInDialog *self = g_object_new (HAVEN_TYPE_CALENDAR_IN_DIALOG, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->workspace = g_object_ref (workspace);
  for (guint i = 0; i < resources->len; i++)
    {
      const HavenResource *resource = resources->pdata[i];

      add_choice (self, names, resource->id, g_strdup_printf (_ ("Busy times: %s"), resource->name));
    }
  if (haven_session_may (haven_workspace_get_session (workspace), "closed_day", HAVEN_ACTION_IMPORT))
    add_choice (self, names, NULL, g_strdup (_ ("Closed days of the clinic")));
  adw_combo_row_set_model (self->whose, G_LIST_MODEL (names));
  gtk_widget_set_sensitive (self->choose, self->ids->len > 0);
  return ADW_DIALOG (self);
}

/** Looks at a file without changing anything, and shows what would become of each row. */
void
haven_calendar_in_dialog_check (HavenCalendarInDialog *self, const char *path)
{
  guint whose = adw_combo_row_get_selected (self->whose);
  Look *look;

  g_return_if_fail (HAVEN_IS_CALENDAR_IN_DIALOG (self) && path != NULL && whose < self->ids->len);

  if (haven_work_progress_is_running (self->progress))
    return;
  look = g_new0 (Look, 1);
  look->path = g_strdup (path);
  look->resource_id = g_strdup (self->ids->pdata[whose]);
  look->whole = adw_switch_row_get_active (self->whole);
  look->share = haven_work_progress_begin (self->progress, _ ("Looking at the file…"));
  look->cancellable = g_object_ref (haven_work_progress_get_cancellable (self->progress));
  gtk_stack_set_visible_child_name (self->stack, "working");
  haven_session_work_async (haven_workspace_get_session (self->workspace), look_at_file, look, free_look,
                            (GDestroyNotify) haven_calendar_preview_free, NULL, looked_cb, g_object_ref (self));
}

/** Does what was shown, as one that can be undone. */
void
haven_calendar_in_dialog_apply (HavenCalendarInDialog *self)
{
  g_return_if_fail (HAVEN_IS_CALENDAR_IN_DIALOG (self));

  if (self->preview == NULL || self->preview->edit == NULL)
    return;
  haven_workspace_do (self->workspace, self->preview->edit);
  adw_dialog_close (ADW_DIALOG (self));
}

/** Returns: (transfer none): where the dialog stands: choose, working, checked or problem */
const char *
haven_calendar_in_dialog_get_page (HavenCalendarInDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_CALENDAR_IN_DIALOG (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}

/** Returns: (transfer none) (nullable): what the last look found */
const HavenCalendarPreview *
haven_calendar_in_dialog_get_preview (HavenCalendarInDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_CALENDAR_IN_DIALOG (self), NULL);
  return self->preview;
}
