/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-service.h"
#include "haven-choice-factory.h"
#include "haven-draft-box.h"
#include "haven-outreach-service.h"
#include "haven-series-service.h"
#include "haven-visit-status.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What somebody does, where the status alone would be no verb. */
static const char *const steps[HAVEN_N_APPOINTMENT_STATUSES] = {
  [HAVEN_APPOINTMENT_PROPOSED] = N_ ("Propose"),
  [HAVEN_APPOINTMENT_REQUESTED] = N_ ("Mark as Requested"),
  [HAVEN_APPOINTMENT_WAITLISTED] = N_ ("Put on Waiting List"),
  [HAVEN_APPOINTMENT_CONFIRMED] = N_ ("Confirm"),
  [HAVEN_APPOINTMENT_ARRIVED] = N_ ("Mark as Arrived"),
  [HAVEN_APPOINTMENT_CHECKED_IN] = N_ ("Check In"),
  [HAVEN_APPOINTMENT_IN_PROGRESS] = N_ ("Start the Visit"),
  [HAVEN_APPOINTMENT_COMPLETED] = N_ ("Mark as Done"),
  [HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT] = N_ ("Cancelled by the Person…"),
  [HAVEN_APPOINTMENT_CANCELLED_BY_CLINIC] = N_ ("Cancelled by the Clinic…"),
  [HAVEN_APPOINTMENT_NO_SHOW] = N_ ("Did Not Come"),
  [HAVEN_APPOINTMENT_RESCHEDULED] = NULL, /* a visit is moved, see the dialog that books */
};

/* Why a status goes back. */
static const HavenChoice corrections[] = {
  { "by mistake", N_ ("It was pressed by mistake") },
  { "another person", N_ ("Another person was meant") },
  { "came after all", N_ ("The person came after all") },
  { "other", N_ ("Another reason") },
  { NULL, NULL },
};

typedef struct
{
  HavenWorkspace *workspace;
  char *appointment_id;
  HavenAppointmentStatus status;
  const char *reason;
  gboolean comes_again; /* it is one of a series */
  HavenSeriesScope scope;
  HavenDraftWriter *draft; /* nullable: of the reason; it goes once that is done */
} Change;

static void
free_change (Change *self)
{
  g_object_unref (self->workspace);
  g_clear_object (&self->draft);
  g_free (self->appointment_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, free_change)

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *self = data;

  return haven_series_edit_status (session,
                                   self->appointment_id,
                                   haven_appointment_status_get_code (self->status),
                                   self->reason,
                                   self->scope,
                                   error);
}

static gpointer
load_outreach (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_outreach_load (session, ((Change *) data)->appointment_id, error);
}

/* Whoever may not see it has nothing to do there, and is told nothing. */
static void
outreach_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) self = data;
  g_autoptr (HavenOutreachItem) item = haven_session_work_finish (HAVEN_SESSION (source), result, NULL);

  if (item != NULL && item->outreach->outcome == NULL)
    haven_workspace_tell (self->workspace, _("Not the first time: see “Ask How They Are” on today’s page."));
}

/* Marked in the calendar, nobody would see that it is a task now. */
static void
missed_cb (HavenWorkspace *workspace, HavenEdit *edit, gboolean done, gpointer data)
{
  if (done)
    haven_session_work_async (
        haven_workspace_get_session (workspace), load_outreach, data, NULL, (GDestroyNotify) haven_outreach_item_free, NULL, outreach_loaded_cb, data);
  else
    free_change (data);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (edit == NULL)
    haven_workspace_tell_error (self->workspace, error);
  else if (self->draft != NULL)
    haven_workspace_do_for_draft (self->workspace, edit, self->draft);
  else if (self->status == HAVEN_APPOINTMENT_NO_SHOW)
    {
      HavenWorkspace *workspace = self->workspace;

      haven_workspace_do_then (workspace, edit, missed_cb, g_steal_pointer (&self));
    }
  else
    haven_workspace_do (self->workspace, edit);
}

static void
do_change (Change *self)
{
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_edit,
                            self,
                            NULL,
                            g_object_unref,
                            NULL,
                            edit_made_cb,
                            self);
}

/* What is chosen stands on the list, which the draft reads as long as it is there. */
static const char *
get_reason (GtkWidget *list)
{
  return g_object_get_data (G_OBJECT (list), "reason");
}

static void
reason_toggled_cb (GtkCheckButton *check, GtkWidget *list)
{
  HavenDraftBox *box = HAVEN_DRAFT_BOX (gtk_widget_get_ancestor (list, HAVEN_TYPE_DRAFT_BOX));
  GtkWidget *dialog = gtk_widget_get_ancestor (list, ADW_TYPE_ALERT_DIALOG);

  if (!gtk_check_button_get_active (check))
    return;
  g_object_set_data (G_OBJECT (list), "reason", g_object_get_data (G_OBJECT (check), "code"));
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "go", TRUE);
  if (haven_draft_box_get_keeper (box) != NULL)
    haven_draft_keeper_changed (haven_draft_box_get_keeper (box));
}

static GtkWidget *
create_reason_row (const HavenChoice *reason, GtkCheckButton *group, GtkWidget *list)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (check), "code", (gpointer) reason->code);
  g_signal_connect (check, "toggled", G_CALLBACK (reason_toggled_cb), list);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(reason->label));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, _(reason->label), -1);
  return row;
}

static GtkCheckButton *
get_check (GtkWidget *list, int position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), position);

  return row ? GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))) : NULL;
}

static GtkWidget *
create_reasons (const HavenChoice *reasons)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reason"), -1);
  for (; reasons->code; reasons++)
    gtk_list_box_append (GTK_LIST_BOX (list), create_reason_row (reasons, get_check (list, 0), list));
  return list;
}

static char *
dup_reason (gpointer owner)
{
  return g_strdup (get_reason (owner));
}

static void
set_reason (gpointer owner, const char *code)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (owner, ADW_TYPE_ALERT_DIALOG);
  GtkCheckButton *check;

  g_object_set_data (G_OBJECT (owner), "reason", NULL);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "go", FALSE);
  for (int i = 0; (check = get_check (owner, i)) != NULL; i++)
    gtk_check_button_set_active (check, g_strcmp0 (g_object_get_data (G_OBJECT (check), "code"), code) == 0);
}

static void
reason_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) self = data;
  GtkWidget *list = g_object_get_data (source, "reasons");
  AdwComboRow *scope = g_object_get_data (source, "scope");
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  self->reason = get_reason (list);
  self->scope = scope ? (HavenSeriesScope) MIN (adw_combo_row_get_selected (scope), HAVEN_SERIES_ALL) : HAVEN_SERIES_THIS;
  /* Otherwise the draft stays: the window may have been locked over the question. */
  if (g_strcmp0 (response, "go") == 0 && self->reason != NULL)
    do_change (g_steal_pointer (&self));
}

/* A reason that was chosen for one step is not brought into another. */
static GtkWidget *
create_editor (Change *self, AdwDialog *dialog, const HavenChoice *reasons)
{
  g_autofree char *subject_id =
      g_strdup_printf ("%s/%s", self->appointment_id, haven_appointment_status_get_code (self->status));
  HavenDraftKeeper *keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_VISIT_STATUS, subject_id);
  GtkWidget *list = create_reasons (reasons);
  GtkWidget *box;

  self->draft = g_object_ref (haven_draft_keeper_get_writer (keeper));
  g_object_set_data_full (G_OBJECT (dialog), "reasons", g_object_ref (list), g_object_unref);
  haven_draft_fields_add_value (haven_draft_keeper_get_fields (keeper), "reason", dup_reason, set_reason, list);
  box = haven_draft_box_new (keeper, dialog, list);
  haven_draft_line_set_of_choices (haven_draft_box_get_line (HAVEN_DRAFT_BOX (box)), TRUE);
  return box;
}

/* Of a visit that comes again, whether this one is meant or others with it. */
static GtkWidget *
create_with_scope (AdwDialog *dialog, GtkWidget *editor)
{
  const char *const scopes[] = { _("Only this one"), _("This one and those that follow"), _("All that are to come"), NULL };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (scopes);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scope = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (scope), _("Which visits"));
  haven_choice_name_items (ADW_COMBO_ROW (scope));
  adw_combo_row_set_model (ADW_COMBO_ROW (scope), G_LIST_MODEL (labels));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Which visits"), -1);
  gtk_list_box_append (GTK_LIST_BOX (list), scope);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), editor);
  g_object_set_data_full (G_OBJECT (dialog), "scope", g_object_ref (scope), g_object_unref);
  return box;
}

static void
ask_reason (Change *self, GtkWidget *parent, HavenStatusMove move)
{
  gboolean back = move == HAVEN_STATUS_MOVE_NEEDS_REASON;
  AdwDialog *dialog = adw_alert_dialog_new (back ? _("Why does this visit go back?") : _("Why is this visit cancelled?"), NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  GtkWidget *editor;

  adw_alert_dialog_add_responses (alert,
                                  "stay",
                                  back ? _("_Leave as It Is") : _("_Keep the Visit"),
                                  "go",
                                  back ? _("_Put Back") : _("_Cancel the Visit"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (alert, "go", back ? ADW_RESPONSE_SUGGESTED : ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (alert, "go", FALSE);
  adw_alert_dialog_set_default_response (alert, "go");
  adw_alert_dialog_set_close_response (alert, "stay");
  editor = create_editor (self, dialog, back ? corrections : haven_appointment_status_get_reasons ());
  adw_alert_dialog_set_extra_child (alert, self->comes_again && !back ? create_with_scope (dialog, editor) : editor);
  adw_alert_dialog_choose (alert, parent, NULL, reason_chosen_cb, self);
}

static gboolean
is_cancelled (HavenAppointmentStatus status)
{
  return status == HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT || status == HAVEN_APPOINTMENT_CANCELLED_BY_CLINIC;
}

/**
 * haven_visit_status_change:
 * @parent: what a question is asked over
 *
 * Moves a visit to another status, without waiting. Cancelling asks for a reason from a list, and so does going back,
 * which is the supervisor's; whoever may not is told.
 */
void
haven_visit_status_change (HavenWorkspace *workspace,
                           GtkWidget *parent,
                           HavenVisit *visit,
                           HavenAppointmentStatus status)
{
  HavenStatusMove move;
  Change *self;

  g_return_if_fail (HAVEN_IS_WORKSPACE (workspace) && HAVEN_IS_VISIT (visit));

  move = haven_appointment_status_check_move (haven_visit_get_status (visit), status);
  if (move == HAVEN_STATUS_MOVE_NEEDS_REASON && !haven_booking_may_put_back (haven_workspace_get_session (workspace)))
    {
      haven_workspace_tell (workspace, _("A visit goes back with the supervisor alone. Ask them to put it back."));
      return;
    }
  self = g_new0 (Change, 1);
  self->workspace = g_object_ref (workspace);
  self->appointment_id = g_strdup (haven_visit_get_appointment (visit)->id);
  self->status = status;
  self->comes_again = haven_visit_get_appointment (visit)->series_id != NULL;
  if (is_cancelled (status) || move == HAVEN_STATUS_MOVE_NEEDS_REASON)
    ask_reason (self, parent, move);
  else
    do_change (self);
}

/**
 * haven_visit_status_resume:
 * @subject_id: of a draft of %HAVEN_EDITOR_VISIT_STATUS
 *
 * Asks again what was being asked when the window was locked.
 *
 * Returns: %FALSE where @page does not show that visit
 */
gboolean
haven_visit_status_resume (HavenWorkspace *workspace, GtkWidget *page, HavenDayFeed *feed, const char *subject_id)
{
  g_auto (GStrv) parts = g_strsplit (subject_id, "/", 2);
  HavenVisit *visit = haven_day_feed_find_visit (feed, parts[0]);
  HavenAppointmentStatus status;

  if (visit == NULL || !gtk_widget_get_mapped (page) || parts[1] == NULL ||
      !haven_appointment_status_parse (parts[1], &status))
    return FALSE;
  haven_visit_status_change (workspace, page, visit, status);
  return TRUE;
}

gboolean
haven_visit_status_may_arrive (HavenAppointmentStatus status)
{
  return haven_appointment_status_check_move (status, HAVEN_APPOINTMENT_ARRIVED) == HAVEN_STATUS_MOVE_ALLOWED;
}

static void
append_step (GMenu *menu, const char *label, const char *action, HavenAppointmentStatus status)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", haven_appointment_status_get_code (status));
  g_menu_append_item (menu, item);
}

static GMenu *
build_back (HavenAppointmentStatus from, const char *action)
{
  GMenu *menu = g_menu_new ();

  for (guint i = HAVEN_APPOINTMENT_CONFIRMED; i <= HAVEN_APPOINTMENT_IN_PROGRESS; i++)
    if (haven_appointment_status_check_move (from, i) == HAVEN_STATUS_MOVE_NEEDS_REASON)
      {
        g_autofree char *label = g_strdup_printf ("%s…", _(haven_appointment_status_get_label (i)));

        append_step (menu, label, action, i);
      }
  return menu;
}

/**
 * haven_visit_status_build_menu:
 * @action: the detailed name of an action that takes the code of a status
 *
 * Returns: (transfer full): what may become of a visit now, and behind it what it may be put back to
 */
GMenuModel *
haven_visit_status_build_menu (HavenAppointmentStatus status, const char *action)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) forward = g_menu_new ();
  g_autoptr (GMenu) back = build_back (status, action);

  for (guint i = 0; i < HAVEN_N_APPOINTMENT_STATUSES; i++)
    if (steps[i] && haven_appointment_status_check_move (status, i) == HAVEN_STATUS_MOVE_ALLOWED)
      append_step (forward, _(steps[i]), action, i);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (forward));
  if (g_menu_model_get_n_items (G_MENU_MODEL (back)) > 0)
    g_menu_append_submenu (menu, _("Put Back To"), G_MENU_MODEL (back));
  return G_MENU_MODEL (menu);
}
