/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-text-dialog.h"

#include "haven-announce.h"
#include "haven-rows.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenTextDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkLabel *about;
  GtkLabel *failure;
  GtkTextView *text;
  GtkWidget *print;

  /* owned */
  GCancellable *cancellable;
  GBytes *pdf; /* nullable: the same on paper */
};

G_DEFINE_FINAL_TYPE (HavenTextDialog, haven_text_dialog, ADW_TYPE_DIALOG)

static void
tell (HavenTextDialog *self, const GError *error)
{
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    haven_error_label_show (self->failure, error->message);
}

static void
copy_cb (HavenTextDialog *self)
{
  g_autofree char *text = haven_text_dialog_dup_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  haven_announce (GTK_WIDGET (self), _ ("Copied."));
}

/* ── Saving ───────────────────────────────────────────────────────────────── */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenTextDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error) && self->failure != NULL)
    tell (self, error);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenTextDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (self->failure == NULL)
    return;
  if (file == NULL)
    {
      tell (self, error);
      return;
    }
  text = haven_text_dialog_dup_text (self);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       self->cancellable,
                                       saved_cb,
                                       g_object_ref (self));
}

static void
save_cb (HavenTextDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save"));
  gtk_file_dialog_set_initial_name (dialog, "statement.txt");
  gtk_file_dialog_save (dialog,
                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        self->cancellable,
                        file_chosen_cb,
                        g_object_ref (self));
}

/* ── Printing ─────────────────────────────────────────────────────────────── */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenTextDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0 && self->failure != NULL)
    tell (self, error);
}

static void
printer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenTextDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) printer = gtk_print_dialog_print_finish (GTK_PRINT_DIALOG (source), result, &error);
  g_autoptr (GInputStream) paper = NULL;

  if (self->failure == NULL)
    return;
  if (printer == NULL)
    {
      tell (self, error);
      return;
    }
  paper = g_memory_input_stream_new_from_bytes (self->pdf);
  g_output_stream_splice_async (printer,
                                paper,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT,
                                self->cancellable,
                                written_cb,
                                g_object_ref (self));
}

static void
print_cb (HavenTextDialog *self)
{
  g_autoptr (GtkPrintDialog) dialog = gtk_print_dialog_new ();

  gtk_print_dialog_set_title (dialog, _ ("Document"));
  gtk_print_dialog_print (dialog,
                          GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                          NULL,
                          self->cancellable,
                          printer_cb,
                          g_object_ref (self));
}

static void
haven_text_dialog_dispose (GObject *object)
{
  HavenTextDialog *self = HAVEN_TEXT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TEXT_DIALOG);
  G_OBJECT_CLASS (haven_text_dialog_parent_class)->dispose (object);
}

static void
haven_text_dialog_class_init (HavenTextDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_text_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-text-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTextDialog, about);
  gtk_widget_class_bind_template_child (widget_class, HavenTextDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenTextDialog, text);
  gtk_widget_class_bind_template_child (widget_class, HavenTextDialog, print);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
}

static void
haven_text_dialog_init (HavenTextDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/** @about: what it is good for, in a sentence or two */
AdwDialog *
haven_text_dialog_new (const char *title, const char *about, const char *text)
{
  HavenTextDialog *self = g_object_new (HAVEN_TYPE_TEXT_DIALOG, "title", title, NULL);

  gtk_label_set_label (self->about, about);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  return ADW_DIALOG (self);
}

/** @pdf: what is printed */
void
haven_text_dialog_set_paper (HavenTextDialog *self, GBytes *pdf)
{
  g_return_if_fail (HAVEN_IS_TEXT_DIALOG (self) && pdf != NULL);

  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = g_bytes_ref (pdf);
  gtk_widget_set_visible (self->print, TRUE);
}

char *
haven_text_dialog_dup_text (HavenTextDialog *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (HAVEN_IS_TEXT_DIALOG (self), NULL);

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->text), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->text), &start, &end, FALSE);
}
