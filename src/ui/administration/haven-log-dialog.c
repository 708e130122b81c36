/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-log-dialog.h"

#include <glib/gi18n.h>

struct _HavenLogDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkLabel *about;
  AdwBin *holder;
};

G_DEFINE_FINAL_TYPE (HavenLogDialog, haven_log_dialog, ADW_TYPE_DIALOG)

static void
haven_log_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_LOG_DIALOG);
  G_OBJECT_CLASS (haven_log_dialog_parent_class)->dispose (object);
}

static void
haven_log_dialog_class_init (HavenLogDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_log_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-log-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenLogDialog, about);
  gtk_widget_class_bind_template_child (widget_class, HavenLogDialog, holder);
}

static void
haven_log_dialog_init (HavenLogDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static AdwDialog *
create (HavenWorkspace *workspace, const char *title, const char *about, const HavenLogQuestion *question)
{
  HavenLogDialog *self = g_object_new (HAVEN_TYPE_LOG_DIALOG, "title", title, NULL);
  GtkWidget *list = haven_log_list_new (workspace);

  gtk_label_set_label (self->about, about);
  adw_bin_set_child (self->holder, list);
  haven_log_list_ask (HAVEN_LOG_LIST (list), question);
  return ADW_DIALOG (self);
}

/** What of it is shown is what the log shows to whoever asks: to most people, their own looks. */
AdwDialog *
haven_log_dialog_new_for_person (HavenWorkspace *workspace, const char *patient_id)
{
  const HavenLogQuestion question = { .patient_id = patient_id };
  HavenSession *session;
  gboolean all;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && patient_id != NULL, NULL);

  session = haven_workspace_get_session (workspace);
  all = haven_session_may (session, "audit_event", HAVEN_ACTION_SEARCH);
  return create (workspace,
                 _ ("Who Looked at This Chart"),
                 all ? _ ("Everybody who opened, changed or printed something of this person, in the parts that are open to you.")
                     : _ ("What you opened, changed or printed of this person yourself. A supervisor sees everybody’s."),
                 &question);
}

AdwDialog *
haven_log_dialog_new_mine_today (HavenWorkspace *workspace)
{
  const HavenLogQuestion question = { .mine_today = TRUE };

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), NULL);
  return create (workspace,
                 _ ("What I Opened Today"),
                 _ ("Your own steps since midnight, as the log has them."),
                 &question);
}

HavenLogList *
haven_log_dialog_get_list (HavenLogDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_DIALOG (self), NULL);
  return HAVEN_LOG_LIST (adw_bin_get_child (self->holder));
}
