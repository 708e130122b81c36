/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-change-passphrase-dialog.h"

#include "haven-announce.h"
#include "haven-opening.h"
#include "haven-passphrase-words.h"
#include "haven-staff-service.h"

#include <glib/gi18n.h>

struct _HavenChangePassphraseDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwPasswordEntryRow *old_row;
  AdwPasswordEntryRow *new_row;
  AdwPasswordEntryRow *again_row;
  GtkLabel *strength;
  GtkLabel *problem;
  GtkWidget *form;
  GtkButton *change_button;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *sign_in_name;
};

G_DEFINE_FINAL_TYPE (HavenChangePassphraseDialog, haven_change_passphrase_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  char *sign_in_name;
  char *old;
  char *new;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->sign_in_name);
  haven_wipe (change->old);
  haven_wipe (change->new);
  g_free (change);
}

static gpointer
run_change (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;
  g_autoptr (HavenKeyring) keyring = haven_system_keyring_new ();

  return GINT_TO_POINTER (
      haven_staff_change_passphrase (session, change->sign_in_name, change->old, change->new, keyring, error));
}

static void
set_busy (HavenChangePassphraseDialog *self, gboolean busy)
{
  /* A text that grows dull under the cursor does not hear that it left. */
  if (busy)
    adw_dialog_set_focus (ADW_DIALOG (self), NULL);
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->change_button), !busy);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  HavenChangePassphraseDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (done)
    {
      haven_workspace_tell (self->workspace, _ ("The passphrase was changed."));
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  else
    {
      haven_announce_problem (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->old_row));
    }
}

static void
passphrase_changed_cb (HavenChangePassphraseDialog *self)
{
  gtk_label_set_text (self->strength, haven_passphrase_describe (gtk_editable_get_text (GTK_EDITABLE (self->new_row))));
  haven_announce_problem (self->problem, NULL);
}

static void
change_cb (HavenChangePassphraseDialog *self)
{
  const char *problem = *gtk_editable_get_text (GTK_EDITABLE (self->old_row)) == '\0'
                            ? _ ("Type the passphrase that you have now.")
                            : haven_passphrase_find_problem (gtk_editable_get_text (GTK_EDITABLE (self->new_row)),
                                                             gtk_editable_get_text (GTK_EDITABLE (self->again_row)));
  Change *change;

  haven_announce_problem (self->problem, problem);
  if (problem != NULL)
    return;
  change = g_new0 (Change, 1);
  change->sign_in_name = g_strdup (self->sign_in_name);
  change->old = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->old_row)));
  change->new = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->new_row)));
  set_busy (self, TRUE);
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            run_change,
                            change,
                            free_change,
                            NULL,
                            self->cancellable,
                            changed_cb,
                            self);
}

static void
haven_change_passphrase_dialog_dispose (GObject *object)
{
  HavenChangePassphraseDialog *self = HAVEN_CHANGE_PASSPHRASE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->sign_in_name, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_CHANGE_PASSPHRASE_DIALOG);
  G_OBJECT_CLASS (haven_change_passphrase_dialog_parent_class)->dispose (object);
}

static void
haven_change_passphrase_dialog_class_init (HavenChangePassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_change_passphrase_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/havenclinic/Haven/ui/haven-change-passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenChangePassphraseDialog, old_row);
  gtk_widget_class_bind_template_child (widget_class, HavenChangePassphraseDialog, new_row);
  gtk_widget_class_bind_template_child (widget_class, HavenChangePassphraseDialog, again_row);
  gtk_widget_class_bind_template_child (widget_class, HavenChangePassphraseDialog, strength);
  gtk_widget_class_bind_template_child (widget_class, HavenChangePassphraseDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenChangePassphraseDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HavenChangePassphraseDialog, change_button);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
}

static void
haven_change_passphrase_dialog_init (HavenChangePassphraseDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @sign_in_name: what the signed-in person typed to sign in */
AdwDialog *
haven_change_passphrase_dialog_new (HavenWorkspace *workspace, const char *sign_in_name)
{
  HavenChangePassphraseDialog *self = g_object_new (HAVEN_TYPE_CHANGE_PASSPHRASE_DIALOG, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  self->sign_in_name = g_strdup (sign_in_name);
  return ADW_DIALOG (self);
}
