/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-way-out.h"

/** Something on its way out of a widget, which stays until it is there. */
typedef struct
{
  GtkWidget *widget;
  GBytes *bytes; /* nullable */
  GCancellable *cancellable;
  HavenWayOutFailed failed;
  HavenWayOutDone done; /* nullable */
  HavenFolderChosen chosen;
} Way;

static Way *
make_way (GtkWidget *widget, GBytes *bytes, GCancellable *cancellable, HavenWayOutFailed failed)
{
  Way *way = g_new0 (Way, 1);

  way->widget = g_object_ref (widget);
  way->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  way->cancellable = g_object_ref (cancellable);
  way->failed = failed;
  return way;
}

static void
free_way (Way *way)
{
  g_clear_pointer (&way->bytes, g_bytes_unref);
  g_object_unref (way->cancellable);
  g_object_unref (way->widget);
  g_free (way);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Way, free_way)

static void
tell (const Way *way, const GError *error)
{
  if (!g_cancellable_is_cancelled (way->cancellable) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    way->failed (way->widget, error);
}

static GtkWindow *
get_window (const Way *way)
{
  return GTK_WINDOW (gtk_widget_get_root (way->widget));
}

/* ── To a printer ─────────────────────────────────────────────────────────── */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Way) way = data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    tell (way, error);
}

static void
printer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Way) way = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) printer = gtk_print_dialog_print_finish (GTK_PRINT_DIALOG (source), result, &error);
  g_autoptr (GInputStream) paper = NULL;

  if (printer == NULL)
    {
      tell (way, error);
      return;
    }
  paper = g_memory_input_stream_new_from_bytes (way->bytes);
  g_output_stream_splice_async (printer,
                                paper,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT,
                                way->cancellable,
                                written_cb,
                                way);
  g_steal_pointer (&way);
}

/** It goes to the printer from memory: nothing of it is written to a disk here. @title: neutral, as it stands in a queue */
void
haven_bytes_print (GtkWidget *widget,
                   const char *title,
                   GBytes *pdf,
                   GCancellable *cancellable,
                   HavenWayOutFailed failed)
{
  g_autoptr (GtkPrintDialog) dialog = gtk_print_dialog_new ();
  Way *way;

  g_return_if_fail (GTK_IS_WIDGET (widget) && pdf != NULL && G_IS_CANCELLABLE (cancellable));

  way = make_way (widget, pdf, cancellable, failed);
  gtk_print_dialog_set_title (dialog, title);
  gtk_print_dialog_print (dialog, get_window (way), NULL, cancellable, printer_cb, way);
}

/* ── To a file ────────────────────────────────────────────────────────────── */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Way) way = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tell (way, error);
  else if (way->done != NULL && !g_cancellable_is_cancelled (way->cancellable))
    way->done (way->widget);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Way) way = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL)
    {
      tell (way, error);
      return;
    }
  g_file_replace_contents_bytes_async (file,
                                       way->bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       way->cancellable,
                                       saved_cb,
                                       way);
  g_steal_pointer (&way);
}

/** Into a file that nobody else can read. @name: neutral */
void
haven_bytes_save (GtkWidget *widget,
                  const char *title,
                  const char *name,
                  GBytes *bytes,
                  GCancellable *cancellable,
                  HavenWayOutFailed failed)
{
  haven_bytes_save_then (widget, title, name, bytes, cancellable, NULL, failed);
}

/** The same; @done: (nullable): called when it is there, and not once it was cancelled */
void
haven_bytes_save_then (GtkWidget *widget,
                       const char *title,
                       const char *name,
                       GBytes *bytes,
                       GCancellable *cancellable,
                       HavenWayOutDone done,
                       HavenWayOutFailed failed)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Way *way;

  g_return_if_fail (GTK_IS_WIDGET (widget) && bytes != NULL && G_IS_CANCELLABLE (cancellable));

  way = make_way (widget, bytes, cancellable, failed);
  way->done = done;
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_window (way), cancellable, file_chosen_cb, way);
}

/* ── A folder ─────────────────────────────────────────────────────────────── */

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Way) way = data;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL && !g_cancellable_is_cancelled (way->cancellable))
    way->chosen (way->widget, g_file_peek_path (file));
}

/** @chosen: called with a folder of this machine, where one was chosen */
void
haven_folder_choose (GtkWidget *widget, const char *title, GCancellable *cancellable, HavenFolderChosen chosen)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Way *way;

  g_return_if_fail (GTK_IS_WIDGET (widget) && G_IS_CANCELLABLE (cancellable) && chosen != NULL);

  way = make_way (widget, NULL, cancellable, NULL);
  way->chosen = chosen;
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_select_folder (dialog, get_window (way), cancellable, folder_chosen_cb, way);
}
