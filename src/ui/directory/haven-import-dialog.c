/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-import-dialog.h"

#include "haven-announce.h"
#include "haven-directory-service.h"
#include "haven-fault-report.h"

#include <glib/gi18n.h>
#include <string.h>

/* How far the work is, told by one thread and read by another. */
typedef struct
{
  GMutex lock;
  guint64 done;
  guint64 total;
} Progress;

struct _HavenImportDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *working;
  GtkProgressBar *progress_bar;
  GtkWidget *cancel_button;
  GtkLabel *summary;
  AdwActionRow *services_row;
  AdwActionRow *organizations_row;
  AdwActionRow *locations_row;
  AdwActionRow *phones_row;
  AdwActionRow *schedules_row;
  GtkLabel *faults_label;
  GtkWidget *faults_frame;
  GtkListView *faults_view;
  GtkWidget *save_button;
  GtkButton *apply_button;
  AdwStatusPage *done;
  AdwStatusPage *problem;

  /* owned */
  HavenWorkspace *workspace;
  HavenFaultList *faults;   /* with the report of the last run; NULL before */
  GCancellable *running;    /* NULL: nothing runs */
  Progress *progress;       /* an atomic box, shared with the worker */
  char *path;

  guint tick;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (HavenImportDialog, haven_import_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  char *path;
  gboolean dry_run;
  Progress *progress;
  GCancellable *cancellable;
} Run;

/* ── Progress ─────────────────────────────────────────────────────────────── */

static void
clear_progress (gpointer data)
{
  g_mutex_clear (&((Progress *) data)->lock);
}

static void
release_progress (Progress *progress)
{
  g_atomic_rc_box_release_full (progress, clear_progress);
}

static void
told_progress (guint64 done, guint64 total, gpointer data)
{
  Progress *progress = data;

  g_mutex_lock (&progress->lock);
  progress->done = done;
  progress->total = total;
  g_mutex_unlock (&progress->lock);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HavenImportDialog *self = HAVEN_IMPORT_DIALOG (widget);
  Progress *progress = self->progress;
  guint64 done, total;

  g_mutex_lock (&progress->lock);
  done = progress->done;
  total = progress->total;
  g_mutex_unlock (&progress->lock);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, CLAMP ((double) done / (double) total, 0, 1));
  else
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
stop_progress (HavenImportDialog *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->progress, release_progress);
}

static void
start_progress (HavenImportDialog *self, const char *title, const char *words)
{
  stop_progress (self);
  self->progress = g_atomic_rc_box_new0 (Progress);
  g_mutex_init (&self->progress->lock);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  adw_status_page_set_title (self->working, title);
  adw_status_page_set_description (self->working, words);
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_grab_focus (self->cancel_button);
}

/* ── What came out ────────────────────────────────────────────────────────── */

static void
show_words (HavenImportDialog *self, AdwStatusPage *page, const char *name, const char *words)
{
  g_autofree char *safe = g_markup_escape_text (words, -1);

  adw_status_page_set_description (page, safe);
  gtk_stack_set_visible_child_name (self->stack, name);
  haven_announce (GTK_WIDGET (self), words);
}

static void
set_count (AdwActionRow *row, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  adw_action_row_set_subtitle (row, text);
}

static void
show_counts (HavenImportDialog *self, const HavenDirectoryReport *report)
{
  set_count (self->services_row, report->services);
  set_count (self->organizations_row, report->organizations);
  set_count (self->locations_row, report->locations);
  set_count (self->phones_row, report->phones);
  set_count (self->schedules_row, report->schedules);
}

static void
show_faults (HavenImportDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->faults));
  g_autoptr (GtkNoSelection) rows = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->faults)));
  g_autofree char *words = NULL;

  words = n == 0 ? g_strdup (_ ("Nothing is wrong with it."))
                 : g_strdup_printf (ngettext ("%u fault was found. What it stands in is left out, the rest can be imported.",
                                              "%u faults were found. What they stand in is left out, the rest can be imported.",
                                              n),
                                    n);
  gtk_label_set_label (self->faults_label, words);
  gtk_list_view_set_model (self->faults_view, GTK_SELECTION_MODEL (rows));
  gtk_widget_set_visible (self->faults_frame, n > 0);
  gtk_widget_set_visible (self->save_button, n > 0);
}

static void
show_checked (HavenImportDialog *self)
{
  const HavenDirectoryReport *report = haven_fault_list_get_report (self->faults);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_autofree char *summary = g_strdup_printf (_ ("“%s” was checked. Nothing has been changed yet."), shown);
  g_autofree char *label =
      report->services > 0
          ? g_strdup_printf (ngettext ("_Import %u Service", "_Import %u Services", report->services), report->services)
          : g_strdup (_ ("Nothing to Import"));

  gtk_label_set_label (self->summary, summary);
  show_counts (self, report);
  show_faults (self);
  gtk_button_set_label (self->apply_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button), report->services > 0);
  gtk_stack_set_visible_child_name (self->stack, "checked");
  gtk_widget_grab_focus (GTK_WIDGET (self->apply_button));
  haven_announce (GTK_WIDGET (self), summary);
}

static void
show_done (HavenImportDialog *self)
{
  const HavenDirectoryReport *report = haven_fault_list_get_report (self->faults);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u service is in the directory now. What the clinic itself had found out was kept.",
                                 "%u services are in the directory now. What the clinic itself had found out was kept.",
                                 report->services),
                       report->services);

  show_words (self, self->done, "done", words);
}

static void
show_problem (HavenImportDialog *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_status_page_set_title (self->problem, _ ("Stopped"));
      show_words (self, self->problem, "problem", _ ("Nothing was changed."));
    }
  else
    {
      adw_status_page_set_title (self->problem, _ ("This Could Not Be Imported"));
      show_words (self, self->problem, "problem", error->message);
    }
}

/* ── Work ─────────────────────────────────────────────────────────────────── */

static void
free_run (gpointer data)
{
  Run *run = data;

  g_free (run->path);
  release_progress (run->progress);
  g_object_unref (run->cancellable);
  g_free (run);
}

static gpointer
import (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Run *run = data;
  HavenDirectoryReport *report =
      haven_directory_import (session, run->path, run->dry_run, told_progress, run->progress, run->cancellable, error);

  return report ? haven_fault_list_new (report) : NULL;
}

static void
finish_run (HavenImportDialog *self, GObject *session, GAsyncResult *result, void (*show) (HavenImportDialog *self))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenFaultList) faults = haven_session_work_finish (HAVEN_SESSION (session), result, &error);

  g_clear_object (&self->running);
  if (self->closed)
    return;
  stop_progress (self);
  if (faults == NULL)
    {
      show_problem (self, error);
      return;
    }
  g_set_object (&self->faults, faults);
  show (self);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenImportDialog) self = data;

  finish_run (self, source, result, show_checked);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenImportDialog) self = data;

  finish_run (self, source, result, show_done);
}

/* The work has the cancellable, the task has none: what was committed a moment before somebody stopped it is told as
 * done, not as stopped. */
static void
start_run (HavenImportDialog *self, gboolean dry_run, GAsyncReadyCallback callback)
{
  Run *run = g_new0 (Run, 1);

  self->running = g_cancellable_new ();
  run->path = g_strdup (self->path);
  run->dry_run = dry_run;
  run->progress = g_atomic_rc_box_acquire (self->progress);
  run->cancellable = g_object_ref (self->running);
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            import,
                            run,
                            free_run,
                            g_object_unref,
                            NULL,
                            callback,
                            g_object_ref (self));
}

/* ── Choosing ─────────────────────────────────────────────────────────────── */

static GtkWindow *
get_window (HavenImportDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* To turn the file chooser away is no failure. */
static void
use_choice (HavenImportDialog *self, GFile *file, const GError *error)
{
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (self->closed || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  if (path != NULL)
    haven_import_dialog_check (self, path);
  else
    show_words (self,
                self->problem,
                "problem",
                error ? error->message : _ ("That place is not on this computer. Copy the directory here first."));
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  use_choice (self, file, error);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  use_choice (self, file, error);
}

static void
choose_folder_cb (HavenImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose a Folder"));
  gtk_file_dialog_select_folder (dialog, get_window (self), NULL, folder_chosen_cb, g_object_ref (self));
}

static void
choose_file_cb (HavenImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose a File"));
  gtk_file_dialog_open (dialog, get_window (self), NULL, file_chosen_cb, g_object_ref (self));
}

static void
choose_another_cb (HavenImportDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "choose");
}

/* ── The report as a file ─────────────────────────────────────────────────── */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean saved = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  AdwToast *toast;

  if (self->closed)
    return;
  toast = adw_toast_new (saved ? _ ("The report was saved") : error->message);
  adw_toast_set_use_markup (toast, FALSE);
  haven_announce (GTK_WIDGET (self), adw_toast_get_title (toast));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
report_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenImportDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *csv;

  if (file == NULL || self->closed || self->faults == NULL)
    return;
  csv = haven_fault_report_dup_csv (haven_fault_list_get_report (self->faults));
  bytes = g_bytes_new_take (csv, strlen (csv));
  g_file_replace_contents_bytes_async (file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL,
                                       saved_cb,
                                       g_object_ref (self));
}

static void
save_report_cb (HavenImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save the Report"));
  gtk_file_dialog_set_initial_name (dialog, "import-report.csv");
  gtk_file_dialog_save (dialog, get_window (self), NULL, report_place_chosen_cb, g_object_ref (self));
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
cancel_cb (HavenImportDialog *self)
{
  haven_import_dialog_cancel (self);
}

static void
apply_cb (HavenImportDialog *self)
{
  haven_import_dialog_apply (self);
}

static void
close_cb (HavenImportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
end_work (HavenImportDialog *self)
{
  self->closed = TRUE;
  g_cancellable_cancel (self->running);
  stop_progress (self);
}

static void
haven_import_dialog_closed (AdwDialog *dialog)
{
  end_work (HAVEN_IMPORT_DIALOG (dialog));
}

static void
haven_import_dialog_dispose (GObject *object)
{
  HavenImportDialog *self = HAVEN_IMPORT_DIALOG (object);

  end_work (self);
  g_clear_object (&self->running);
  if (self->faults_view != NULL)
    gtk_list_view_set_model (self->faults_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->faults);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_import_dialog_parent_class)->dispose (object);
}

static void
haven_import_dialog_finalize (GObject *object)
{
  g_free (HAVEN_IMPORT_DIALOG (object)->path);
  G_OBJECT_CLASS (haven_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/org/havenclinic/Haven/ui/haven-import-dialog.ui");
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, toasts);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, stack);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, working);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, summary);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, services_row);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, organizations_row);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, locations_row);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, phones_row);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, schedules_row);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, faults_label);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, faults_frame);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, faults_view);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, save_button);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, apply_button);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, done);
  gtk_widget_class_bind_template_child (klass, HavenImportDialog, problem);
  gtk_widget_class_bind_template_callback (klass, choose_folder_cb);
  gtk_widget_class_bind_template_callback (klass, choose_file_cb);
  gtk_widget_class_bind_template_callback (klass, choose_another_cb);
  gtk_widget_class_bind_template_callback (klass, save_report_cb);
  gtk_widget_class_bind_template_callback (klass, cancel_cb);
  gtk_widget_class_bind_template_callback (klass, apply_cb);
  gtk_widget_class_bind_template_callback (klass, close_cb);
}

static void
haven_import_dialog_class_init (HavenImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = haven_import_dialog_dispose;
  object_class->finalize = haven_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = haven_import_dialog_closed;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
haven_import_dialog_init (HavenImportDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = haven_fault_list_create_factory ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->faults_view, factory);
}

AdwDialog *
haven_import_dialog_new (HavenWorkspace *workspace)
{
  HavenImportDialog *self = g_object_new (HAVEN_TYPE_IMPORT_DIALOG, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  return ADW_DIALOG (self);
}

/** Tries what is at @path without changing anything, and shows what it would bring. */
void
haven_import_dialog_check (HavenImportDialog *self, const char *path)
{
  g_return_if_fail (HAVEN_IS_IMPORT_DIALOG (self) && path != NULL);

  if (self->running != NULL)
    return;
  g_set_str (&self->path, path);
  start_progress (self, _ ("Checking"), _ ("Nothing is changed while it is checked."));
  start_run (self, TRUE, checked_cb);
}

/** Takes in what was checked. All of it goes in, or, where it is stopped, nothing. */
void
haven_import_dialog_apply (HavenImportDialog *self)
{
  g_return_if_fail (HAVEN_IS_IMPORT_DIALOG (self));

  if (self->running != NULL || self->faults == NULL)
    return;
  start_progress (self, _ ("Importing"), _ ("Until it is finished, it can be stopped without a trace."));
  start_run (self, FALSE, applied_cb);
}

/** Stops what is running. */
void
haven_import_dialog_cancel (HavenImportDialog *self)
{
  g_return_if_fail (HAVEN_IS_IMPORT_DIALOG (self));

  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  g_cancellable_cancel (self->running);
}

/** Returns: (transfer none): where the dialog stands: choose, working, checked, done or problem */
const char *
haven_import_dialog_get_page (HavenImportDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_IMPORT_DIALOG (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}

/** Returns: (transfer none) (nullable): what the last run found, with its counts */
HavenFaultList *
haven_import_dialog_get_faults (HavenImportDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_IMPORT_DIALOG (self), NULL);
  return self->faults;
}
