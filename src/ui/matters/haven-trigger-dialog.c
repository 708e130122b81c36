/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-trigger-dialog.h"

#include "haven-day-changes.h"
#include "haven-deadline-form.h"
#include "haven-draft-keeper.h"
#include "haven-matters-service.h"

#include <glib/gi18n.h>

struct _HavenTriggerDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenDraftLine *line;
  GtkWidget *page;
  HavenDeadlineForm *form;
  GtkWidget *changes_box;
  GtkListBox *changes;
  AdwEntryRow *reason;
  GtkWidget *failure_box;
  GtkLabel *failure;

  /* owned */
  HavenWorkspace *workspace;
  HavenDeadline *before;
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;

  gboolean saving;
};

G_DEFINE_FINAL_TYPE (HavenTriggerDialog, haven_trigger_dialog, ADW_TYPE_DIALOG)

static char *
dup_reason (HavenTriggerDialog *self)
{
  return g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self->reason), 0, -1));
}

/* ── What changes ─────────────────────────────────────────────────────────── */

/* FALSE where every day stays as it was. */
static gboolean
show_changes (HavenTriggerDialog *self, const HavenDeadline *after)
{
  gboolean changed;

  gtk_list_box_remove_all (self->changes);
  changed = after != NULL && haven_day_changes_append (self->changes, self->before, after);
  gtk_widget_set_visible (self->changes_box, changed);
  return changed;
}

static void
update (HavenTriggerDialog *self)
{
  g_autofree char *reason = NULL;
  gboolean changed;

  if (self->before == NULL)
    return;
  reason = dup_reason (self);
  changed = show_changes (self, haven_deadline_form_get_preview (self->form));
  gtk_widget_set_visible (self->failure_box, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", !self->saving && changed && *reason != '\0');
}

/* ── Saving ───────────────────────────────────────────────────────────────── */

typedef struct
{
  char *deadline_id;
  HavenDeadlineInput input;
  int minute;
  char *place;
  char *reason;
} Changing;

static void
free_changing (gpointer data)
{
  Changing *changing = data;

  g_free (changing->deadline_id);
  g_free (changing->place);
  g_free (changing->reason);
  g_free (changing);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Changing *changing = data;
  const HavenDateAt at = { changing->minute, changing->place };

  return haven_matters_edit_trigger (session, changing->deadline_id, &changing->input, &at, changing->reason, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTriggerDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->saving = FALSE;
  update (self);
  if (edit == NULL)
    {
      gtk_label_set_label (self->failure, error ? error->message : "");
      gtk_widget_set_visible (self->failure_box, TRUE);
      return;
    }
  haven_draft_keeper_do (self->keeper, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTriggerDialog *self = HAVEN_TRIGGER_DIALOG (widget);
  Changing *changing;

  if (self->saving || haven_deadline_form_get_preview (self->form) == NULL)
    return;
  changing = g_new0 (Changing, 1);
  changing->deadline_id = g_strdup (self->before->id);
  changing->input = *haven_deadline_form_get_input (self->form);
  changing->minute = haven_deadline_form_get_at (self->form)->minute;
  changing->place = g_strdup (haven_deadline_form_get_at (self->form)->place);
  changing->reason = dup_reason (self);
  self->saving = TRUE;
  update (self);
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_edit,
                            changing,
                            free_changing,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

static void
reason_activated_cb (HavenTriggerDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.save", NULL);
}

static void
haven_trigger_dialog_dispose (GObject *object)
{
  HavenTriggerDialog *self = HAVEN_TRIGGER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TRIGGER_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_trigger_dialog_parent_class)->dispose (object);
}

static void
haven_trigger_dialog_finalize (GObject *object)
{
  HavenTriggerDialog *self = HAVEN_TRIGGER_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->before, haven_deadline_free);
  G_OBJECT_CLASS (haven_trigger_dialog_parent_class)->finalize (object);
}

static void
haven_trigger_dialog_class_init (HavenTriggerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_trigger_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_trigger_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_DEADLINE_FORM);
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-trigger-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTriggerDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenTriggerDialog, page);
  gtk_widget_class_bind_template_child (widget_class, HavenTriggerDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HavenTriggerDialog, changes_box);
  gtk_widget_class_bind_template_child (widget_class, HavenTriggerDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, HavenTriggerDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, HavenTriggerDialog, failure_box);
  gtk_widget_class_bind_template_child (widget_class, HavenTriggerDialog, failure);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
}

static void
haven_trigger_dialog_init (HavenTriggerDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
}

static void
keep (HavenTriggerDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_TRIGGER, self->before->id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_deadline_form_add_to_draft (self->form, fields);
  haven_draft_fields_add (fields, "reason", GTK_WIDGET (self->reason));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

/**
 * haven_trigger_dialog_new:
 * @page: of its matter
 * @deadline: open, and counted by a rule
 */
AdwDialog *
haven_trigger_dialog_new (HavenWorkspace *workspace, const HavenMatterPage *page, const HavenDeadline *deadline)
{
  HavenTriggerDialog *self = g_object_new (HAVEN_TYPE_TRIGGER_DIALOG, NULL);
  HavenSession *session = haven_workspace_get_session (workspace);
  HavenDeadlineInput input = haven_matters_find_input (session, deadline, page->born);
  const HavenDateAt at = { (int) deadline->at_minute, deadline->place };
  const HavenDeadlineRule *rule =
      haven_deadline_rules_lookup (haven_session_get_rules (session), deadline->rule_code, NULL);

  self->workspace = g_object_ref (workspace);
  self->before = haven_deadline_copy (deadline);
  haven_deadline_form_set_matter (self->form, page);
  haven_deadline_form_set_at (self->form, &at);
  /* What changes and why comes first here. */
  haven_deadline_form_set_expanded (self->form, FALSE);
  if (rule != NULL)
    haven_deadline_form_set_rule (self->form, session, rule, &input);
  haven_deadline_form_set_hanging (self->form, deadline->event_id != NULL);
  keep (self);
  return ADW_DIALOG (self);
}
