/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-passphrase-dialog.h"

#include "haven-announce.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenPassphraseDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkLabel *body;
  GtkWidget *fields;
  GtkWidget *name;
  GtkWidget *passphrase;
  GtkWidget *demo_notice;
  GtkLabel *failure;
  GtkStack *button_stack;
  GtkButton *button;
  GtkLabel *button_label;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  HavenProof *proof; /* nullable: not yet, or taken */

  gboolean trying;
};

G_DEFINE_FINAL_TYPE (HavenPassphraseDialog, haven_passphrase_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_PROVEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  char *name;
  char *passphrase;
} Secret;

static void
free_secret (gpointer data)
{
  Secret *secret = data;

  explicit_bzero (secret->passphrase, strlen (secret->passphrase));
  g_free (secret->passphrase);
  g_free (secret->name);
  g_free (secret);
}

static HavenSession *
get_session (HavenPassphraseDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* The visitor of the sample clinic has no passphrase that anybody knows. */
static gboolean
asks_nothing (HavenPassphraseDialog *self)
{
  HavenSession *session = get_session (self);

  return haven_session_is_throw_away (session) ||
         (haven_session_is_demo (session) && haven_workspace_get_sign_in_name (self->workspace) == NULL);
}

static void
set_trying (HavenPassphraseDialog *self, gboolean trying)
{
  self->trying = trying;
  gtk_stack_set_visible_child_name (self->button_stack, trying ? "busy" : "label");
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), !trying);
}

/* @proof: (transfer full): */
static void
finish (HavenPassphraseDialog *self, HavenProof *proof)
{
  g_clear_pointer (&self->proof, haven_proof_unref);
  self->proof = proof;
  g_object_ref (self);
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_PROVEN], 0);
  g_object_unref (self);
}

static gpointer
check (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Secret *secret = data;
  g_autoptr (HavenKeyring) keyring = haven_system_keyring_new ();

  return haven_proof_new (session, secret->name, secret->passphrase, keyring, error);
}

/* Their name is known, so there is nothing else to look at. */
static const char *
find_words (HavenPassphraseDialog *self, const GError *error)
{
  if (g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE) &&
      haven_workspace_get_sign_in_name (self->workspace) != NULL)
    return _ ("This is not the passphrase. Type it again.");
  return error->message;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenProof) proof = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPassphraseDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_trying (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  if (proof != NULL)
    {
      finish (self, g_steal_pointer (&proof));
      return;
    }
  haven_announce_problem (self->failure, find_words (self, error));
  gtk_widget_add_css_class (self->passphrase, "error");
  gtk_widget_grab_focus (self->passphrase);
}

static void
try_cb (HavenPassphraseDialog *self)
{
  haven_passphrase_dialog_try (self);
}

static void
typed_cb (HavenPassphraseDialog *self)
{
  gtk_widget_remove_css_class (self->passphrase, "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->button),
                            asks_nothing (self) || *gtk_editable_get_text (GTK_EDITABLE (self->passphrase)) != '\0');
}

static void
haven_passphrase_dialog_dispose (GObject *object)
{
  HavenPassphraseDialog *self = HAVEN_PASSPHRASE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->proof, haven_proof_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PASSPHRASE_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_passphrase_dialog_parent_class)->dispose (object);
}

static void
haven_passphrase_dialog_class_init (HavenPassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_passphrase_dialog_dispose;
  signals[SIGNAL_PROVEN] =
      g_signal_new ("proven", HAVEN_TYPE_PASSPHRASE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPassphraseDialog, body);
  gtk_widget_class_bind_template_child (widget_class, HavenPassphraseDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, HavenPassphraseDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HavenPassphraseDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, HavenPassphraseDialog, demo_notice);
  gtk_widget_class_bind_template_child (widget_class, HavenPassphraseDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenPassphraseDialog, button_stack);
  gtk_widget_class_bind_template_child (widget_class, HavenPassphraseDialog, button);
  gtk_widget_class_bind_template_child (widget_class, HavenPassphraseDialog, button_label);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
haven_passphrase_dialog_init (HavenPassphraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * haven_passphrase_dialog_new:
 * @body: what will happen, in a sentence or two
 * @button_label: a verb, with its underline
 */
AdwDialog *
haven_passphrase_dialog_new (HavenWorkspace *workspace, const char *title, const char *body, const char *button_label)
{
  HavenPassphraseDialog *self = g_object_new (HAVEN_TYPE_PASSPHRASE_DIALOG, "title", title, NULL);
  const char *name;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  name = haven_workspace_get_sign_in_name (workspace);
  gtk_label_set_label (self->body, body);
  gtk_label_set_label (self->button_label, button_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->button_label),
                                  -1);
  gtk_widget_set_visible (self->fields, !asks_nothing (self));
  gtk_widget_set_visible (self->demo_notice, asks_nothing (self));
  gtk_widget_set_visible (self->name, name == NULL);
  if (name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  adw_dialog_set_default_widget (ADW_DIALOG (self), GTK_WIDGET (self->button));
  adw_dialog_set_focus (ADW_DIALOG (self), asks_nothing (self) ? GTK_WIDGET (self->button) : self->passphrase);
  typed_cb (self);
  return ADW_DIALOG (self);
}

/** Returns: (transfer full) (nullable): what `proven` told of; from when the dialog goes, and once */
HavenProof *
haven_passphrase_dialog_take_proof (HavenPassphraseDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_PASSPHRASE_DIALOG (self), NULL);
  return g_steal_pointer (&self->proof);
}

/** For what somebody may rue. */
void
haven_passphrase_dialog_set_destructive (HavenPassphraseDialog *self)
{
  g_return_if_fail (HAVEN_IS_PASSPHRASE_DIALOG (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "destructive-action");
}

/** As if it were typed; for tests. */
void
haven_passphrase_dialog_set_passphrase (HavenPassphraseDialog *self, const char *passphrase)
{
  g_return_if_fail (HAVEN_IS_PASSPHRASE_DIALOG (self));
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), passphrase);
}

/** What the button does. */
void
haven_passphrase_dialog_try (HavenPassphraseDialog *self)
{
  Secret *secret;

  g_return_if_fail (HAVEN_IS_PASSPHRASE_DIALOG (self));

  if (self->trying || !gtk_widget_get_sensitive (GTK_WIDGET (self->button)))
    return;
  if (asks_nothing (self))
    {
      finish (self, haven_proof_new_for_visitor (get_session (self), NULL));
      return;
    }
  secret = g_new0 (Secret, 1);
  secret->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  secret->passphrase = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->passphrase)));
  haven_announce_problem (self->failure, NULL);
  set_trying (self, TRUE);
  haven_session_work_async (get_session (self), check, secret, free_secret, (GDestroyNotify) haven_proof_unref, self->cancellable, checked_cb, self);
}
