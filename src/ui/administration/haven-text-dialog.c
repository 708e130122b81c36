/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-text-dialog.h"

#include "haven-announce.h"
#include "haven-rows.h"
#include "haven-way-out.h"

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
tell (gpointer widget, const GError *error)
{
  haven_error_label_show (HAVEN_TEXT_DIALOG (widget)->failure, error->message);
}

static void
copy_cb (HavenTextDialog *self)
{
  g_autofree char *text = haven_text_dialog_dup_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  haven_announce (GTK_WIDGET (self), _ ("Copied."));
}

static void
save_cb (HavenTextDialog *self)
{
  char *text = haven_text_dialog_dup_text (self);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  haven_bytes_save (GTK_WIDGET (self), _ ("Save"), "statement.txt", bytes, self->cancellable, tell);
}

static void
print_cb (HavenTextDialog *self)
{
  haven_bytes_print (GTK_WIDGET (self), _ ("Document"), self->pdf, self->cancellable, tell);
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
