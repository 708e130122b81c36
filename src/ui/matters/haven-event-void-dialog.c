/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-event-void-dialog.h"

#include "haven-draft-box.h"
#include "haven-event-words.h"
#include "haven-matter-events.h"
#include "haven-matter-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

typedef struct
{
  HavenWorkspace *workspace;
  char *event_id; /* of the version */
  char *reason;
  char **deadlines;
  HavenDraftWriter *draft;

  /* borrowed, while the question stands */
  GtkWidget *row;
  GtkWidget *list;
} Voiding;

static void
free_voiding (gpointer data)
{
  Voiding *self = data;

  g_object_unref (self->workspace);
  g_clear_object (&self->draft);
  g_free (self->event_id);
  g_free (self->reason);
  g_strfreev (self->deadlines);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Voiding, free_voiding)

static void
closure_free_voiding (gpointer data, GClosure *closure)
{
  free_voiding (data);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Voiding *voiding = data;

  return haven_matter_events_edit_void (
      session, voiding->event_id, (const char *const *) voiding->deadlines, voiding->reason, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Voiding) voiding = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (edit == NULL)
    haven_workspace_tell_error (voiding->workspace, error);
  else
    haven_workspace_do_for_draft (voiding->workspace, edit, voiding->draft);
}

/* ── The question ─────────────────────────────────────────────────────────── */

static char **
dup_chosen (GtkWidget *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (list); row; row = gtk_widget_get_next_sibling (row))
    if (ADW_IS_SWITCH_ROW (row) && adw_switch_row_get_active (ADW_SWITCH_ROW (row)))
      g_strv_builder_add (builder, g_object_get_data (G_OBJECT (row), "deadline"));
  return g_strv_builder_end (builder);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, const Voiding *asked)
{
  Voiding *voiding;

  if (!g_str_equal (response, "void"))
    return;
  voiding = g_new0 (Voiding, 1);
  voiding->workspace = g_object_ref (asked->workspace);
  voiding->draft = g_object_ref (asked->draft);
  voiding->event_id = g_strdup (asked->event_id);
  voiding->reason = g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (asked->row), 0, -1));
  voiding->deadlines = dup_chosen (asked->list);
  haven_session_work_async (haven_workspace_get_session (voiding->workspace),
                            make_edit,
                            voiding,
                            NULL,
                            g_object_unref,
                            NULL,
                            edit_made_cb,
                            voiding);
}

static void
reason_changed_cb (GtkEditable *row, AdwAlertDialog *dialog)
{
  g_autofree char *reason = g_strstrip (gtk_editable_get_chars (row, 0, -1));

  adw_alert_dialog_set_response_enabled (dialog, "void", *reason != '\0');
}

static GtkWidget *
create_list (const char *label)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return list;
}

static void
append_date (GtkWidget *list, HavenDraftFields *fields, const HavenDeadline *deadline)
{
  GtkWidget *row = adw_switch_row_new ();
  g_autofree char *day = haven_words_dup_date (deadline->plan_by);
  /* Translators: the name of a legal date */
  g_autofree char *title = g_strdup_printf (_ ("Void too: %s"), haven_matter_words_get_rule_words (deadline->label));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), day);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "deadline", g_strdup (deadline->id), g_free);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  haven_draft_fields_add (fields, deadline->id, row);
}

static GtkWidget *
create_editor (AdwAlertDialog *dialog, Voiding *voiding, const char *subject_id, GPtrArray *hanging)
{
  HavenDraftKeeper *keeper = haven_draft_keeper_new (voiding->workspace, HAVEN_EDITOR_MATTER_EVENT, subject_id);
  HavenDraftFields *fields = haven_draft_keeper_get_fields (keeper);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *reasons = create_list (_ ("Reason"));

  voiding->draft = g_object_ref (haven_draft_keeper_get_writer (keeper));
  voiding->row = adw_entry_row_new ();
  voiding->list = create_list (_ ("Dates that hang on it"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (voiding->row), _ ("Reason"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (voiding->row), TRUE);
  g_signal_connect (voiding->row, "changed", G_CALLBACK (reason_changed_cb), dialog);
  gtk_list_box_append (GTK_LIST_BOX (reasons), voiding->row);
  gtk_box_append (GTK_BOX (box), reasons);
  haven_draft_fields_add (fields, "reason", voiding->row);
  for (guint i = 0; i < hanging->len; i++)
    append_date (voiding->list, fields, hanging->pdata[i]);
  gtk_widget_set_visible (voiding->list, hanging->len > 0);
  gtk_box_append (GTK_BOX (box), voiding->list);
  return haven_draft_box_new (keeper, ADW_DIALOG (dialog), box);
}

/**
 * haven_event_void_dialog_new:
 * @matter_id: the matter on whose page this is asked
 * @event: a version that stands
 *
 * Asks why an event is void, and what becomes of each date that hangs on it.
 */
AdwDialog *
haven_event_void_dialog_new (HavenWorkspace *workspace,
                             const char *matter_id,
                             const HavenEventBook *book,
                             const HavenMatterEvent *event)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Void This Event?"), NULL));
  g_autoptr (GPtrArray) hanging = haven_event_book_list_hanging (book, event->event_id);
  g_autofree char *subject_id = g_strjoin ("/", matter_id, event->event_id, "void", NULL);
  g_autofree char *when = haven_event_words_dup_when (event);
  g_autofree char *body = g_strdup_printf ("%s · %s\n\n%s%s%s",
                                           haven_event_words_get_title (event),
                                           when,
                                           _ ("It was a mistake. It stays on record, with your reason."),
                                           hanging->len ? " " : "",
                                           hanging->len ? _ ("A date that is not void stays as it is, without the event.") : "");
  Voiding *voiding = g_new0 (Voiding, 1);

  voiding->workspace = g_object_ref (workspace);
  voiding->event_id = g_strdup (event->id);
  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "void", _ ("_Void"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "void", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "void", FALSE);
  adw_alert_dialog_set_default_response (dialog, "void");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_set_extra_child (dialog, create_editor (dialog, voiding, subject_id, hanging));
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), voiding, closure_free_voiding, 0);
  return ADW_DIALOG (dialog);
}
