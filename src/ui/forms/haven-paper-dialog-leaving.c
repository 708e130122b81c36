/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-dialog-private.h"
#include "haven-export-way.h"
#include "haven-paper-outlet.h"

#include <glib/gi18n.h>

/* The ways of a paper out of its dialog: printed, saved as a copy, kept in the record. */

static HavenSession *
get_session (HavenPaperDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

static GtkWindow *
get_window (HavenPaperDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
set_leaving (HavenPaperDialog *self, gboolean leaving)
{
  self->leaving = leaving;
  haven_paper_dialog_update_actions (self);
}

/* A button that was pressed and can no longer be pressed takes the focus along, and with it the keys, Escape too. */
static void
keep_a_focus (HavenPaperDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_root_get_focus (root) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

/* To turn a dialog of the system away is no failure. */
static void
finish_leaving (HavenPaperDialog *self, const GError *error, const char *done)
{
  set_leaving (self, FALSE);
  if (error == NULL)
    {
      self->kept = TRUE;
      if (self->keeper != NULL)
        haven_draft_keeper_finish (self->keeper);
      haven_paper_dialog_update_actions (self);
      haven_paper_dialog_tell (self, done);
    }
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    haven_paper_dialog_tell (self, error->message);
  keep_a_focus (self);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenPaperDialog) self = data;
  g_autoptr (GError) error = NULL;

  haven_paper_print_finish (HAVEN_PAPER_PAGES (source), result, &error);
  if (!g_cancellable_is_cancelled (self->cancellable))
    finish_leaving (self, error, _ ("Sent to the printer and kept in the record"));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenPaperDialog) self = data;
  g_autoptr (GError) error = NULL;

  haven_export_save_finish (result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish_leaving (self, error, _ ("A copy was saved outside of Haven"));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenPaperDialog) self = data;
  g_autoptr (GError) error = NULL;

  haven_paper_keep_finish (HAVEN_PAPER_PAGES (source), result, &error);
  if (!g_cancellable_is_cancelled (self->cancellable))
    finish_leaving (self, error, _ ("Kept in the record; nothing has left"));
}

void
haven_paper_dialog_save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (widget);
  const HavenPaper *paper = haven_paper_pages_get_paper (self->pages);
  g_autoptr (HavenExport) export = haven_papers_export_new (get_session (self), paper, self->pages);
  const HavenExportWords words = {
    .title = _ ("Save Outside?"),
    .about = _ ("A file outside of Haven is not protected: whoever can use this computer, or the "
                "drive that it is on, can read it. That a copy was saved is written into the record."),
    .place_title = _ ("Save a Copy"),
    .name = paper->document->file_name,
  };

  set_leaving (self, TRUE);
  haven_export_save_async (export, widget, self->workspace, &words, self->cancellable, saved_cb, g_object_ref (self));
}

void
haven_paper_dialog_print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (widget);

  set_leaving (self, TRUE);
  haven_paper_print_async (get_session (self),
                           self->pages,
                           haven_papers_log_print,
                           get_window (self),
                           self->cancellable,
                           printed_cb,
                           g_object_ref (self));
}

void
haven_paper_dialog_keep_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (widget);

  set_leaving (self, TRUE);
  haven_paper_keep_async (get_session (self), self->pages, self->cancellable, kept_cb, g_object_ref (self));
}
