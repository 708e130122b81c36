/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-settle-dialog.h"

#include "haven-draft-box.h"
#include "haven-matter-words.h"
#include "haven-matters-service.h"

#include <glib/gi18n.h>

typedef struct
{
  HavenWorkspace *workspace;
  char *deadline_id;
  char *status;
  char *reason;
  HavenDraftWriter *draft; /* nullable: of the reason; it goes once that is done */
} Settling;

static Settling *
create_settling (HavenWorkspace *workspace, const char *deadline_id, const char *status, const char *reason)
{
  Settling *self = g_new0 (Settling, 1);

  self->workspace = g_object_ref (workspace);
  self->deadline_id = g_strdup (deadline_id);
  self->status = g_strdup (status);
  self->reason = g_strdup (reason);
  return self;
}

static void
free_settling (gpointer data)
{
  Settling *self = data;

  g_object_unref (self->workspace);
  g_clear_object (&self->draft);
  g_free (self->deadline_id);
  g_free (self->status);
  g_free (self->reason);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Settling, free_settling)

static void
closure_free_settling (gpointer data, GClosure *closure)
{
  free_settling (data);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Settling *settling = data;

  return haven_matters_edit_deadline_status (session, settling->deadline_id, settling->status, settling->reason, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Settling) settling = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (edit == NULL)
    haven_workspace_tell_error (settling->workspace, error);
  else if (settling->draft != NULL)
    haven_workspace_do_for_draft (settling->workspace, edit, settling->draft);
  else
    haven_workspace_do (settling->workspace, edit);
}

/* @settling: (transfer full): */
static void
settle (Settling *settling)
{
  haven_session_work_async (haven_workspace_get_session (settling->workspace),
                            make_edit,
                            settling,
                            NULL,
                            g_object_unref,
                            NULL,
                            edit_made_cb,
                            settling);
}

/**
 * haven_settle_deadline:
 * @status: done, missed, waived or void
 * @reason: (nullable):
 *
 * Settles a date without waiting; a toast offers to undo it.
 */
void
haven_settle_deadline (HavenWorkspace *workspace, const char *deadline_id, const char *status, const char *reason)
{
  settle (create_settling (workspace, deadline_id, status, reason));
}

static void
reason_changed_cb (GtkEditable *row, AdwAlertDialog *dialog)
{
  g_autofree char *reason = g_strstrip (gtk_editable_get_chars (row, 0, -1));

  adw_alert_dialog_set_response_enabled (dialog, "settle", *reason != '\0');
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, const Settling *asked)
{
  GtkEditable *row = g_object_get_data (G_OBJECT (dialog), "reason");
  g_autofree char *reason = g_strstrip (gtk_editable_get_chars (row, 0, -1));
  Settling *settling;

  /* Also where the window is locked over the question: what was typed stays a draft. */
  if (!g_str_equal (response, "settle"))
    return;
  settling = create_settling (asked->workspace, asked->deadline_id, asked->status, reason);
  settling->draft = g_object_ref (asked->draft);
  settle (settling);
}

static GtkWidget *
create_reason_list (AdwAlertDialog *dialog, GtkWidget *row)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Reason"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  g_signal_connect (row, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_object_set_data (G_OBJECT (dialog), "reason", row);
  return list;
}

/* A reason that was begun for one way of settling is not brought into another. */
static GtkWidget *
create_editor (AdwAlertDialog *dialog, Settling *settling)
{
  g_autofree char *subject_id = g_strdup_printf ("%s/%s", settling->deadline_id, settling->status);
  HavenDraftKeeper *keeper = haven_draft_keeper_new (settling->workspace, HAVEN_EDITOR_SETTLE, subject_id);
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *list = create_reason_list (dialog, row);

  settling->draft = g_object_ref (haven_draft_keeper_get_writer (keeper));
  haven_draft_fields_add (haven_draft_keeper_get_fields (keeper), "reason", row);
  return haven_draft_box_new (keeper, ADW_DIALOG (dialog), list);
}

/* What is asked for each way of settling a date. */
static const struct
{
  const char *status, *heading, *body, *button;
} ways[] = {
  { "waived",
    N_ ("Waive This Date?"),
    N_ ("It need not be kept any more. It stays on record, with your reason."),
    N_ ("_Waive") },
  { "missed",
    N_ ("Was This Date Missed?"),
    N_ ("The last safe day went by. It stays on record, with your reason."),
    N_ ("_Missed") },
  { "void",
    N_ ("Void This Date?"),
    N_ ("It was a mistake. It stays on record, with your reason."),
    N_ ("_Void") },
};

/**
 * haven_settle_dialog_new:
 * @status: waived, missed or void
 *
 * Asks why a date is settled, and settles it; the reason stays with the date.
 */
AdwDialog *
haven_settle_dialog_new (HavenWorkspace *workspace, const HavenDeadline *deadline, const char *status)
{
  guint way = g_str_equal (status, "void") ? 2 : g_str_equal (status, "missed") ? 1 : 0;
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ (ways[way].heading), NULL));
  Settling *settling = create_settling (workspace, deadline->id, ways[way].status, NULL);
  const char *label = haven_matter_words_get_rule_words (deadline->label);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", label, _ (ways[way].body));

  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "settle", _ (ways[way].button), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "settle", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "settle", FALSE);
  adw_alert_dialog_set_default_response (dialog, "settle");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_set_extra_child (dialog, create_editor (dialog, settling));
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), settling, closure_free_settling, 0);
  return ADW_DIALOG (dialog);
}
