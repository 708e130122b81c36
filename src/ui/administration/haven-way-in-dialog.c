/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-way-in-dialog.h"

#include <string.h>

struct _HavenWayInDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *set;
  HavenWayIn *way_in;
};

G_DEFINE_FINAL_TYPE (HavenWayInDialog, haven_way_in_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (HavenWayInDialog *self)
{
  g_autofree char *name = haven_way_in_dup_name (self->way_in);

  gtk_widget_set_sensitive (self->set, *name != '\0' && haven_way_in_is_filled (self->way_in));
}

static void
set_cb (HavenWayInDialog *self)
{
  haven_way_in_dialog_set (self);
}

static void
cancel_cb (HavenWayInDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
haven_way_in_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_WAY_IN_DIALOG);
  G_OBJECT_CLASS (haven_way_in_dialog_parent_class)->dispose (object);
}

static void
haven_way_in_dialog_class_init (HavenWayInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_way_in_dialog_dispose;
  /**
   * HavenWayInDialog::chosen:
   * @name: to sign in with
   * @passphrase: wiped when every handler has returned
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HAVEN_TYPE_WAY_IN_DIALOG,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                         G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  g_type_ensure (HAVEN_TYPE_WAY_IN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-way-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenWayInDialog, set);
  gtk_widget_class_bind_template_child (widget_class, HavenWayInDialog, way_in);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
haven_way_in_dialog_init (HavenWayInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @name: of the member of staff; what they sign in with may be another */
AdwDialog *
haven_way_in_dialog_new (const char *name)
{
  HavenWayInDialog *self = g_object_new (HAVEN_TYPE_WAY_IN_DIALOG, NULL);

  haven_way_in_set_name (self->way_in, name);
  changed_cb (self);
  return ADW_DIALOG (self);
}

HavenWayIn *
haven_way_in_dialog_get_way_in (HavenWayInDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_WAY_IN_DIALOG (self), NULL);
  return self->way_in;
}

/** What the button does. */
void
haven_way_in_dialog_set (HavenWayInDialog *self)
{
  g_autofree char *name = NULL, *passphrase = NULL;

  g_return_if_fail (HAVEN_IS_WAY_IN_DIALOG (self));

  if (!gtk_widget_get_sensitive (self->set) || !haven_way_in_check (self->way_in))
    return;
  name = haven_way_in_dup_name (self->way_in);
  passphrase = haven_way_in_dup_passphrase (self->way_in);
  haven_way_in_clear (self->way_in);
  g_object_ref (self);
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, name, passphrase);
  g_object_unref (self);
  explicit_bzero (passphrase, strlen (passphrase));
}
