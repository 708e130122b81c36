/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-restore-page.h"

#include "haven-announce.h"
#include "haven-code-row.h"
#include "haven-log-words.h"
#include "haven-restoring.h"
#include "haven-way-out.h"

#include <glib/gi18n.h>

struct _HavenRestorePage
{
  AdwBin parent_instance;

  /* template */
  GtkStack *steps;
  AdwActionRow *backup_row;
  GtkButton *backup_button;
  AdwActionRow *folder_row;
  GtkButton *folder_button;
  GtkLabel *place_problem;
  GtkCheckButton *by_code;
  GtkWidget *code_rows;
  HavenCodeRow *code_row;
  HavenCodeRow *legal_code_row;
  GtkWidget *person_rows;
  AdwEntryRow *name_row;
  AdwPasswordEntryRow *passphrase_row;
  GtkLabel *problem;
  HavenWorkProgress *progress;

  /* owned */
  char *backup;
  char *folder;
  char *backup_problem; /* nullable: what is wrong with it, in one sentence */
  char *folder_problem; /* the same */
  HavenClock *clock;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HavenRestorePage, haven_restore_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_RESTORED,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* @problem: (nullable): what is wrong with one of the two places; what is wrong with the other is still said */
static void
tell_place (HavenRestorePage *self, char **place, const char *problem)
{
  g_set_str (place, problem);
  haven_announce_problem (self->place_problem, self->backup_problem ? self->backup_problem : self->folder_problem);
}

/* ── Which backup ─────────────────────────────────────────────────────────── */

static void
read_backup (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  HavenBackupInfo *info = haven_backup_info_read (path, &error);

  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify) haven_backup_info_free);
  else
    g_task_return_error (task, error);
}

static void
backup_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HavenRestorePage *self = HAVEN_RESTORE_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBackupInfo) info = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *when = NULL, *size = NULL, *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_strcmp0 (self->backup, g_task_get_task_data (G_TASK (result))) != 0)
    return;
  tell_place (self, &self->backup_problem, error ? error->message : NULL);
  if (info == NULL)
    return;
  when = haven_log_dup_when (self->clock, info->made_at);
  size = g_format_size ((guint64) info->size);
  /* Translators: when a backup was made, and its size: “Made today 15:20 · 12.0 MB” */
  words = g_strdup_printf (_ ("Made %s · %s"), when, size);
  adw_action_row_set_subtitle (self->backup_row, words);
  haven_announce (GTK_WIDGET (self), words);
}

static void
backup_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenRestorePage) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->steps != NULL && g_file_peek_path (file) != NULL)
    haven_restore_page_set_backup (self, g_file_peek_path (file));
}

static void
choose_backup_cb (HavenRestorePage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Backups"));
  gtk_file_filter_add_pattern (filter, "*.haven");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Choose the Backup"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog,
                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        self->cancellable,
                        backup_chosen_cb,
                        g_object_ref (self));
}

/* ── Into which folder ────────────────────────────────────────────────────── */

typedef struct
{
  char *folder;
  char *problem; /* nullable */
  gboolean adds;
} Place;

static void
free_place (gpointer data)
{
  Place *place = data;

  g_free (place->folder);
  g_free (place->problem);
  g_free (place);
}

static void
look_at_folder (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Place *place = data;

  place->problem = haven_restoring_find_folder_problem (place->folder, &place->adds);
  g_task_return_boolean (task, TRUE);
}

static void
folder_seen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HavenRestorePage *self = HAVEN_RESTORE_PAGE (source);
  const Place *place = g_task_get_task_data (G_TASK (result));
  g_autofree char *shown = NULL, *words = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || g_strcmp0 (self->folder, place->folder) != 0)
    return;
  tell_place (self, &self->folder_problem, place->problem);
  if (!place->adds)
    return;
  shown = g_filename_display_name (place->folder);
  words = g_strdup_printf (_ ("%s\nThere is a vault. It is given the part that it lacks."), shown);
  adw_action_row_set_subtitle (self->folder_row, words);
}

static void
folder_chosen (gpointer widget, const char *path)
{
  haven_restore_page_set_folder (HAVEN_RESTORE_PAGE (widget), path);
}

static void
choose_folder_cb (HavenRestorePage *self)
{
  haven_folder_choose (GTK_WIDGET (self), _ ("Choose an Empty Folder for the Vault"), self->cancellable, folder_chosen);
}

/* ── What opens it ────────────────────────────────────────────────────────── */

static gboolean
is_by_code (HavenRestorePage *self)
{
  return gtk_check_button_get_active (self->by_code);
}

static void
way_changed_cb (HavenRestorePage *self)
{
  gtk_widget_set_visible (self->code_rows, is_by_code (self));
  gtk_widget_set_visible (self->person_rows, !is_by_code (self));
  haven_announce_problem (self->problem, NULL);
}

static void
typed_cb (HavenRestorePage *self)
{
  haven_announce_problem (self->problem, NULL);
}

static gboolean
has_places (HavenRestorePage *self)
{
  const gboolean backup = self->backup != NULL && self->backup_problem == NULL;
  const gboolean folder = self->folder != NULL && self->folder_problem == NULL;

  if (backup && folder)
    return TRUE;
  if (self->backup == NULL)
    haven_announce_problem (self->place_problem, _ ("Choose the backup first."));
  else if (backup && self->folder == NULL)
    haven_announce_problem (self->place_problem, _ ("Choose a folder first."));
  gtk_widget_grab_focus (GTK_WIDGET (backup ? self->folder_button : self->backup_button));
  return FALSE;
}

static char *
find_key_problem (HavenRestorePage *self)
{
  char *problem;

  if (is_by_code (self))
    {
      problem = haven_code_row_find_problem (self->code_row, TRUE);
      return problem ? problem : haven_code_row_find_problem (self->legal_code_row, FALSE);
    }
  if (*get_text (self->name_row) == '\0' || *get_text (self->passphrase_row) == '\0')
    return g_strdup (_ ("Type the name and the passphrase first."));
  return NULL;
}

static gboolean
is_complete (HavenRestorePage *self)
{
  g_autofree char *problem = NULL;

  if (!has_places (self))
    return FALSE;
  problem = find_key_problem (self);
  haven_announce_problem (self->problem, problem);
  return problem == NULL;
}

/* ── Restoring ────────────────────────────────────────────────────────────── */

static void
show_failure (HavenRestorePage *self, const GError *error)
{
  gtk_stack_set_visible_child_name (self->steps, "form");
  haven_restore_page_focus (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    haven_announce_problem (self->problem, _ ("Stopped. Nothing was left behind."));
  else if (g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE))
    haven_announce_problem (self->problem, _ ("This name and passphrase do not open the backup. Look at both, and type them again."));
  else
    haven_announce_problem (self->problem, error->message);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HavenRestorePage *self = HAVEN_RESTORE_PAGE (source);
  g_autoptr (GError) error = NULL;
  const gboolean done = haven_restoring_finish (result, &error);

  /* The page may have gone meanwhile. */
  if (self->steps == NULL)
    return;
  haven_work_progress_end (self->progress, done, done ? _ ("Restored.") : error->message);
  if (done)
    g_signal_emit (self, signals[SIGNAL_RESTORED], 0);
  else
    show_failure (self, error);
}

static void
restore_cb (HavenRestorePage *self)
{
  HavenRestoring *restoring;

  if (!is_complete (self))
    return;
  restoring = g_new0 (HavenRestoring, 1);
  restoring->backup = g_strdup (self->backup);
  restoring->folder = g_strdup (self->folder);
  restoring->codes = haven_restore_page_dup_codes (self);
  if (restoring->codes == NULL)
    {
      restoring->sign_in_name = g_strdup (get_text (self->name_row));
      restoring->passphrase = g_strdup (get_text (self->passphrase_row));
    }
  restoring->share = haven_work_progress_begin (self->progress, _ ("Restoring, and comparing every row…"));
  gtk_stack_set_visible_child_name (self->steps, "busy");
  gtk_widget_child_focus (GTK_WIDGET (self->progress), GTK_DIR_TAB_FORWARD);
  haven_announce (GTK_WIDGET (self), _ ("Restoring…"));
  haven_restoring_start (restoring, self, haven_work_progress_get_cancellable (self->progress), restored_cb, NULL);
}

static void
left_cb (HavenRestorePage *self)
{
  haven_restore_page_clear (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_restore_page_dispose (GObject *object)
{
  HavenRestorePage *self = HAVEN_RESTORE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->backup, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->backup_problem, g_free);
  g_clear_pointer (&self->folder_problem, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_RESTORE_PAGE);
  G_OBJECT_CLASS (haven_restore_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-restore-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, steps);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, backup_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, backup_button);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, folder_button);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, place_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, by_code);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, code_rows);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, code_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, legal_code_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, person_rows);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenRestorePage, progress);
  gtk_widget_class_bind_template_callback (widget_class, choose_backup_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, way_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
haven_restore_page_class_init (HavenRestorePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_restore_page_dispose;

  /** HavenRestorePage::restored: the vault is in its folder; somebody can sign in, or come in by the code. */
  signals[SIGNAL_RESTORED] =
      g_signal_new ("restored", HAVEN_TYPE_RESTORE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT] =
      g_signal_new ("left", HAVEN_TYPE_RESTORE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_CODE_ROW);
  g_type_ensure (HAVEN_TYPE_WORK_PROGRESS);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
haven_restore_page_init (HavenRestorePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->clock = haven_clock_new (NULL);
  haven_announce_name (GTK_WIDGET (self->backup_button), _ ("Choose the backup"));
  haven_announce_name (GTK_WIDGET (self->folder_button), _ ("Choose the folder for the vault"));
  way_changed_cb (self);
}

/** Which backup; whether it is one is looked at on another thread. */
void
haven_restore_page_set_backup (HavenRestorePage *self, const char *path)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *shown = NULL;

  g_return_if_fail (HAVEN_IS_RESTORE_PAGE (self) && path != NULL);

  g_set_str (&self->backup, path);
  shown = g_filename_display_basename (path);
  adw_action_row_set_subtitle (self->backup_row, shown);
  tell_place (self, &self->backup_problem, NULL);
  task = g_task_new (self, self->cancellable, backup_read_cb, NULL);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_backup);
}

/** Where the vault shall lie; whether it can is looked at on another thread. */
void
haven_restore_page_set_folder (HavenRestorePage *self, const char *folder)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *shown = NULL;
  Place *place;

  g_return_if_fail (HAVEN_IS_RESTORE_PAGE (self) && folder != NULL);

  g_set_str (&self->folder, folder);
  shown = g_filename_display_name (folder);
  adw_action_row_set_subtitle (self->folder_row, shown);
  tell_place (self, &self->folder_problem, NULL);
  place = g_new0 (Place, 1);
  place->folder = g_strdup (folder);
  task = g_task_new (self, self->cancellable, folder_seen_cb, NULL);
  g_task_set_task_data (task, place, free_place);
  g_task_run_in_thread (task, look_at_folder);
}

/** Returns: (nullable): where the vault lies */
const char *
haven_restore_page_get_folder (HavenRestorePage *self)
{
  g_return_val_if_fail (HAVEN_IS_RESTORE_PAGE (self), NULL);
  return self->folder;
}

/** Returns: (transfer full) (nullable): the codes, to be wiped; %NULL where somebody's passphrase opens it */
char **
haven_restore_page_dup_codes (HavenRestorePage *self)
{
  g_return_val_if_fail (HAVEN_IS_RESTORE_PAGE (self), NULL);
  return is_by_code (self) ? haven_code_rows_dup_codes (self->code_row, self->legal_code_row) : NULL;
}

/** Returns: who can sign in, as they typed it */
const char *
haven_restore_page_get_sign_in_name (HavenRestorePage *self)
{
  g_return_val_if_fail (HAVEN_IS_RESTORE_PAGE (self), NULL);
  return get_text (self->name_row);
}

/** Takes away all that was chosen and typed. */
void
haven_restore_page_clear (HavenRestorePage *self)
{
  GtkEditable *rows[] = { GTK_EDITABLE (self->code_row),
                          GTK_EDITABLE (self->legal_code_row),
                          GTK_EDITABLE (self->name_row),
                          GTK_EDITABLE (self->passphrase_row) };

  g_return_if_fail (HAVEN_IS_RESTORE_PAGE (self));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_text (rows[i], "");
  g_clear_pointer (&self->backup, g_free);
  g_clear_pointer (&self->folder, g_free);
  adw_action_row_set_subtitle (self->backup_row, _ ("None chosen"));
  adw_action_row_set_subtitle (self->folder_row, _ ("None chosen"));
  gtk_check_button_set_active (self->by_code, TRUE);
  tell_place (self, &self->backup_problem, NULL);
  tell_place (self, &self->folder_problem, NULL);
  haven_announce_problem (self->problem, NULL);
  gtk_stack_set_visible_child_name (self->steps, "form");
}

/** Puts the cursor where the next thing is done. */
void
haven_restore_page_focus (HavenRestorePage *self)
{
  GtkWidget *where;

  g_return_if_fail (HAVEN_IS_RESTORE_PAGE (self));

  if (self->backup == NULL)
    where = GTK_WIDGET (self->backup_button);
  else if (is_by_code (self))
    where = GTK_WIDGET (self->code_row);
  else
    where = GTK_WIDGET (self->passphrase_row);
  gtk_widget_grab_focus (where);
}
