/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-outlet.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* What a task of this file carries. Cancelled or dismissed, it ends with the error that GTK gives for that. */
typedef struct
{
  HavenSession *session;
  GtkWindow *parent;
  GtkPrintDialog *dialog;
  GtkPrintSetup *setup;
  GFile *file;
  HavenPaperLog log; /* of printing */
  int fd; /* -1: none */
} Outlet;

static void
free_outlet (gpointer data)
{
  Outlet *outlet = data;

  g_clear_object (&outlet->session);
  g_clear_object (&outlet->parent);
  g_clear_object (&outlet->dialog);
  g_clear_pointer (&outlet->setup, gtk_print_setup_unref);
  g_clear_object (&outlet->file);
  g_clear_fd (&outlet->fd, NULL);
  g_free (outlet);
}

static GTask *
create_task (HavenSession *session,
             HavenPaperPages *pages,
             GtkWindow *parent,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (pages, cancellable, callback, user_data);
  Outlet *outlet = g_new0 (Outlet, 1);

  outlet->session = g_object_ref (session);
  outlet->fd = -1;
  g_set_object (&outlet->parent, parent);
  g_task_set_task_data (task, outlet, free_outlet);
  return task;
}

/* ── Logging ──────────────────────────────────────────────────────────────── */

static const HavenPaper *
get_paper (gpointer pages)
{
  return haven_paper_pages_get_paper (HAVEN_PAPER_PAGES (pages));
}

static gpointer
log_print (HavenSession *session, gpointer task, GCancellable *cancellable, GError **error)
{
  const Outlet *outlet = g_task_get_task_data (task);

  return GINT_TO_POINTER (outlet->log (session, get_paper (g_task_get_source_object (task)), error));
}

static gpointer
keep (HavenSession *session, gpointer task, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (haven_papers_keep (session, get_paper (g_task_get_source_object (task)), error));
}

/* From here on nothing is cancelled any more: what is logged as having left does leave. */
static void
run_logging (GTask *task, HavenWorkFunc function, GAsyncReadyCallback callback)
{
  Outlet *outlet = g_task_get_task_data (task);

  haven_session_work_async (outlet->session,
                            function,
                            g_object_ref (task),
                            g_object_unref,
                            NULL,
                            NULL,
                            callback,
                            g_object_ref (task));
}

/* Ends the task where the logging failed. */
static gboolean
finish_logging (GTask *task, GObject *session, GAsyncResult *result)
{
  GError *error = NULL;

  if (GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (session), result, &error)))
    return TRUE;
  g_task_return_error (task, error);
  return FALSE;
}

/* ── Printing ─────────────────────────────────────────────────────────────── */

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize written = write (fd, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      size -= (gsize) written;
    }
  return TRUE;
}

/* In memory and without a name: nothing of the paper reaches a disk of this machine. */
static GFile *
create_memory_file (Outlet *outlet, GBytes *pdf, GError **error)
{
  g_autofree char *path = NULL;

  outlet->fd = memfd_create ("document", MFD_CLOEXEC);
  if (outlet->fd < 0 || !write_all (outlet->fd, pdf))
    {
      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (errno),
                   _ ("The paper could not be given to the printer: %s"),
                   g_strerror (errno));
      return NULL;
    }
  path = g_strdup_printf ("/proc/self/fd/%d", outlet->fd);
  return g_file_new_for_path (path);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
print_logged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Outlet *outlet = g_task_get_task_data (task);
  GError *error = NULL;

  if (!finish_logging (task, source, result))
    return;
  outlet->file = create_memory_file (outlet, get_paper (g_task_get_source_object (task))->document->pdf, &error);
  if (outlet->file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gtk_print_dialog_print_file (outlet->dialog,
                               outlet->parent,
                               outlet->setup,
                               outlet->file,
                               NULL,
                               printed_cb,
                               g_object_ref (task));
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Outlet *outlet = g_task_get_task_data (task);
  GError *error = NULL;

  outlet->setup = gtk_print_dialog_setup_finish (GTK_PRINT_DIALOG (source), result, &error);
  if (outlet->setup == NULL)
    g_task_return_error (task, error);
  else
    run_logging (task, log_print, print_logged_cb);
}

/**
 * haven_paper_print_async:
 * @log: writes into the vault that it leaves
 *
 * Asks for a printer, logs that the paper leaves, then prints these very bytes. Whoever turns the printer dialog away
 * has printed nothing, and nothing is logged.
 */
void
haven_paper_print_async (HavenSession *session,
                         HavenPaperPages *pages,
                         HavenPaperLog log,
                         GtkWindow *parent,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = create_task (session, pages, parent, cancellable, callback, user_data);
  Outlet *outlet = g_task_get_task_data (task);

  outlet->log = log;
  outlet->dialog = gtk_print_dialog_new ();
  /* The title is also that of the print job, which strangers may read on the printer. */
  gtk_print_dialog_set_title (outlet->dialog, _ ("Document"));
  gtk_print_dialog_setup (outlet->dialog, parent, cancellable, set_up_cb, g_object_ref (task));
}

gboolean
haven_paper_print_finish (HavenPaperPages *pages, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, pages), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ── Keeping ──────────────────────────────────────────────────────────────── */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  if (finish_logging (task, source, result))
    g_task_return_boolean (task, TRUE);
}

/** Keeps the paper in the vault; nothing leaves. */
void
haven_paper_keep_async (HavenSession *session,
                        HavenPaperPages *pages,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = create_task (session, pages, NULL, cancellable, callback, user_data);

  run_logging (task, keep, kept_cb);
}

gboolean
haven_paper_keep_finish (HavenPaperPages *pages, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, pages), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
