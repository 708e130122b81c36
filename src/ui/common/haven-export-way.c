/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-export-way.h"

#include "haven-passphrase-dialog.h"

#include <glib/gi18n.h>

/* What a task of this file carries. */
typedef struct
{
  HavenExport *export;
  HavenSession *session;
  HavenProof *proof; /* nullable */
  GtkWidget *widget; /* nullable */
  char *place_title;
  char *name;
  char *path;
  gboolean answered; /* whoever was asked who they are */
} Way;

static void
free_way (gpointer data)
{
  Way *way = data;

  haven_export_unref (way->export);
  g_object_unref (way->session);
  g_clear_pointer (&way->proof, haven_proof_unref);
  g_clear_object (&way->widget);
  g_free (way->place_title);
  g_free (way->name);
  g_free (way->path);
  g_free (way);
}

static GTask *
create_task (HavenExport *export,
             HavenSession *session,
             GtkWidget *widget,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (widget, cancellable, callback, user_data);
  Way *way = g_new0 (Way, 1);

  way->export = haven_export_ref (export);
  way->session = g_object_ref (session);
  g_set_object (&way->widget, widget);
  g_task_set_task_data (task, way, free_way);
  return task;
}

/* ── The file ─────────────────────────────────────────────────────────────── */

static gpointer
write_file (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Way *way = g_task_get_task_data (G_TASK (data));

  return GINT_TO_POINTER (haven_export_write (way->export, session, way->proof, way->path, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* From here on nothing is cancelled any more: what is logged as having left does leave. @task: (transfer full): */
static void
run (GTask *task)
{
  Way *way = g_task_get_task_data (task);

  haven_session_work_async (way->session, write_file, g_object_ref (task), g_object_unref, NULL, NULL, written_cb, task);
}

/* ── Where to ─────────────────────────────────────────────────────────────── */

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Way *way = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  way->path = g_file_get_path (file);
  if (way->path != NULL)
    run (g_steal_pointer (&task));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _ ("No file was saved. Choose a folder of this computer or of a drive that is connected to it."));
}

static void
proven_cb (GTask *task, HavenPassphraseDialog *dialog)
{
  Way *way = g_task_get_task_data (task);
  g_autoptr (GtkFileDialog) chooser = NULL;
  GtkRoot *root = gtk_widget_get_root (way->widget);

  way->answered = TRUE;
  way->proof = haven_passphrase_dialog_take_proof (dialog);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (way->proof == NULL)
    {
      g_task_return_new_error (task, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED, "dismissed");
      return;
    }
  chooser = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (chooser, way->place_title);
  gtk_file_dialog_set_initial_name (chooser, way->name);
  gtk_file_dialog_save (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, g_task_get_cancellable (task), place_chosen_cb,
                        g_object_ref (task));
}

/* The window went with the dialog in it. */
static void
let_go (gpointer data, GClosure *closure)
{
  g_autoptr (GTask) task = data;
  const Way *way = g_task_get_task_data (task);

  if (!way->answered)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

/** Says what leaves, asks who it is, then where to, and writes it there, readable by its owner only. */
void
haven_export_save_async (HavenExport *export,
                         GtkWidget *widget,
                         HavenWorkspace *workspace,
                         const HavenExportWords *words,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = create_task (export, haven_workspace_get_session (workspace), widget, cancellable, callback, user_data);
  Way *way = g_task_get_task_data (task);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", words->about,
                                           _ ("Your passphrase is asked for again, so that nobody else saves something at your place."));
  AdwDialog *dialog = haven_passphrase_dialog_new (workspace, words->title, body, _ ("_Choose a Place…"));

  way->place_title = g_strdup (words->place_title);
  way->name = g_strdup (words->name);
  /* It closes in either case; with a proof, where it was theirs. */
  g_signal_connect_data (dialog, "closed", G_CALLBACK (proven_cb), task, let_go, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/** The same without a question. */
void
haven_export_save_to_async (HavenExport *export,
                            HavenSession *session,
                            HavenProof *proof,
                            const char *path,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = create_task (export, session, NULL, NULL, callback, user_data);
  Way *way = g_task_get_task_data (task);

  way->proof = proof ? haven_proof_ref (proof) : NULL;
  way->path = g_strdup (path);
  run (task);
}

gboolean
haven_export_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
