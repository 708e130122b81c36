/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-reminders-view.h"

#include "haven-announce.h"
#include "haven-buttons.h"
#include "haven-flow-layout.h"
#include "haven-permit.h"
#include "haven-reach-words.h"
#include "haven-reminder-service.h"
#include "haven-visit-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenRemindersView
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *failed;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *shown; /* what the rows say: they stay, with the keyboard, as long as it is the same */

  gboolean loading;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (HavenRemindersView, haven_reminders_view, ADW_TYPE_BIN)

/* ── Noting what came of it ───────────────────────────────────────────────── */

typedef struct
{
  HavenWorkspace *workspace;
  char *appointment_id;
  char *channel;
  const char *outcome;
} Note;

static void
free_note (Note *self)
{
  g_object_unref (self->workspace);
  g_free (self->appointment_id);
  g_free (self->channel);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Note, free_note)

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Note *note = data;

  return haven_reminder_edit_note (session, note->appointment_id, note->outcome, note->channel, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Note) note = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (edit == NULL)
    haven_workspace_tell_error (note->workspace, error);
  else
    haven_workspace_do (note->workspace, edit);
}

static void
outcome_clicked_cb (HavenRemindersView *self, GtkWidget *button)
{
  Note *note = g_new0 (Note, 1);

  note->workspace = g_object_ref (self->workspace);
  note->appointment_id = g_strdup (g_object_get_data (G_OBJECT (button), "visit"));
  note->channel = g_strdup (g_object_get_data (G_OBJECT (button), "channel"));
  note->outcome = g_object_get_data (G_OBJECT (button), "outcome");
  haven_session_work_async (haven_workspace_get_session (self->workspace), make_edit, note, NULL, g_object_unref, NULL, edit_made_cb, note);
}

/* ── What is said of each ─────────────────────────────────────────────────── */

static GtkWidget *
append_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR); /* an address is one long word */
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* The number and the words are there while somebody may be reached, and at no other time. */
static void
append_words (GtkWidget *box, const HavenReminderItem *item, const char *day, const char *time)
{
  g_autofree char *words = NULL, *message = NULL;

  if (item->state != HAVEN_REMIND_NOW)
    return;
  words = haven_reminder_dup_words (item->rule, day, time);
  message = haven_reminder_dup_message_rule (item->rule);
  gtk_label_set_selectable (GTK_LABEL (append_label (box, item->rule->value, "heading")), FALSE);
  if (item->rule->code_question && *item->rule->code_question)
    {
      g_autofree char *question = g_strdup_printf (_("Ask first: %s"), item->rule->code_question);

      append_label (box, question, NULL);
    }
  append_label (box, words, NULL);
  append_label (box, message, "visit-detail");
}

static void
append_buttons (HavenRemindersView *self, GtkWidget *box, const HavenReminderItem *item)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const HavenAppointment *appointment = haven_visit_get_appointment (item->visit);

  gtk_widget_set_layout_manager (buttons, haven_flow_layout_new (6));
  for (const HavenChoice *outcome = haven_reminder_get_outcomes (); outcome->code; outcome++)
    {
      GtkWidget *button = gtk_button_new_with_label (_(outcome->label));
      g_autofree char *full_label = g_strdup_printf ("%s: %s", haven_visit_get_person_words (item->visit), _(outcome->label));

      g_object_set_data_full (G_OBJECT (button), "visit", g_strdup (appointment->id), g_free);
      g_object_set_data_full (G_OBJECT (button), "channel", g_strdup (item->rule ? item->rule->channel : NULL), g_free);
      g_object_set_data (G_OBJECT (button), "outcome", (gpointer) outcome->code);
      g_signal_connect_object (button, "clicked", G_CALLBACK (outcome_clicked_cb), self, G_CONNECT_SWAPPED);
      haven_announce_name (button, full_label);
      haven_permit_bind (button, haven_workspace_get_session (self->workspace), "reminder", HAVEN_ACTION_CREATE);
      gtk_box_append (GTK_BOX (buttons), button);
    }
  haven_buttons_wrap (buttons);
  gtk_box_append (GTK_BOX (box), buttons);
}

static GtkWidget *
create_row (HavenRemindersView *self, const HavenReminderItem *item)
{
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *day = haven_words_dup_long_date (haven_clock_get_local_date (clock, haven_visit_get_appointment (item->visit)->starts_at));
  g_autofree char *time = haven_words_dup_time (haven_visit_get_start_minute (item->visit));
  g_autofree char *way = haven_reach_dup_way (item->state, item->rule, item->from, item->to);
  g_autofree char *when = g_strdup_printf ("%s, %s", day, time);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", haven_visit_get_person_words (item->visit), when, way);

  gtk_widget_add_css_class (row, "visit-row");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  append_label (box, haven_visit_get_person_words (item->visit), "heading");
  append_label (box, when, "visit-detail");
  append_label (box, way, "flow-waiting");
  if (item->last)
    append_label (box, _("Tried today or before, without an answer."), "visit-detail");
  append_words (box, item, day, time);
  append_buttons (self, box, item);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

static gpointer
read_items (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_reminders_list (session, error);
}

static char *
dup_summary (GPtrArray *items)
{
  GString *summary = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const HavenReminderItem *item = items->pdata[i];

      g_string_append_printf (summary, "%s %d %d %d %s\n", haven_visit_get_appointment (item->visit)->local_start, (int) item->state,
                              item->from, item->to, item->last ? item->last->id : "-");
      g_string_append (summary, haven_visit_get_appointment (item->visit)->id);
    }
  return g_string_free_and_steal (summary);
}

static void
show (HavenRemindersView *self, GPtrArray *items)
{
  g_autofree char *summary = dup_summary (items);

  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "nobody");
  if (!g_set_str (&self->shown, summary))
    return;
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (self->list, create_row (self, items->pdata[i]));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenRemindersView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  if (items == NULL)
    {
      haven_permit_show_error (self->failed, error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  else
    show (self, items);
  if (self->stale)
    haven_reminders_view_refresh (self);
}

/** Reads the list anew: what is allowed changes with the hour. */
void
haven_reminders_view_refresh (HavenRemindersView *self)
{
  g_return_if_fail (HAVEN_IS_REMINDERS_VIEW (self));

  self->stale = self->loading;
  if (self->loading || self->workspace == NULL)
    return;
  self->loading = TRUE;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            read_items,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            read_cb,
                            self);
}

static void
store_changed_cb (HavenRemindersView *self, HavenChanges *changes)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (haven_changes_touch (changes, "reminder") || haven_changes_touch (changes, "appointment") ||
       haven_changes_touch (changes, "safe_contact_rule")))
    haven_reminders_view_refresh (self);
}

static void
mapped_cb (HavenRemindersView *self)
{
  haven_reminders_view_refresh (self);
}

static void
haven_reminders_view_dispose (GObject *object)
{
  HavenRemindersView *self = HAVEN_REMINDERS_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_REMINDERS_VIEW);
  G_OBJECT_CLASS (haven_reminders_view_parent_class)->dispose (object);
}

static void
haven_reminders_view_finalize (GObject *object)
{
  g_clear_object (&HAVEN_REMINDERS_VIEW (object)->cancellable);
  g_clear_pointer (&HAVEN_REMINDERS_VIEW (object)->shown, g_free);
  G_OBJECT_CLASS (haven_reminders_view_parent_class)->finalize (object);
}

static void
haven_reminders_view_class_init (HavenRemindersViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_reminders_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_reminders_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-reminders-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenRemindersView, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenRemindersView, list);
  gtk_widget_class_bind_template_child (widget_class, HavenRemindersView, failed);
}

static void
haven_reminders_view_init (HavenRemindersView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

void
haven_reminders_view_set_workspace (HavenRemindersView *self, HavenWorkspace *workspace)
{
  g_return_if_fail (HAVEN_IS_REMINDERS_VIEW (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (haven_session_get_store (haven_workspace_get_session (workspace)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
