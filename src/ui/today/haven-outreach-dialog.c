/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-outreach-dialog.h"

#include "haven-announce.h"
#include "haven-fact-row.h"
#include "haven-outreach-tasks.h"
#include "haven-reach-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenOutreachDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *problem;
  GtkLabel *failure;
  AdwActionRow *person;
  AdwActionRow *missed;
  AdwActionRow *came;
  AdwActionRow *comes;
  AdwActionRow *tried;
  AdwActionRow *way;
  AdwActionRow *value;
  AdwActionRow *question;
  AdwActionRow *words;
  AdwActionRow *message;
  AdwPreferencesGroup *outcomes;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *id;
  HavenOutreachItem *item;

  gboolean busy;
};

G_DEFINE_FINAL_TYPE (HavenOutreachDialog, haven_outreach_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenOutreachDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── Showing ──────────────────────────────────────────────────────────────── */

static void
set_date (AdwActionRow *row, HavenDate date)
{
  g_autofree char *words = haven_date_is_set (date) ? haven_words_dup_date (date) : NULL;

  haven_fact_row_show (row, words);
}

static void
show_missed (HavenOutreachDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) days = NULL;
  g_autofree char *all = NULL;

  for (guint i = 0; i < self->item->missed->len; i++)
    g_strv_builder_take (builder, haven_words_dup_date (g_array_index (self->item->missed, HavenDate, i)));
  days = g_strv_builder_end (builder);
  all = g_strjoinv ("\n", days);
  haven_fact_row_show (self->missed, all);
}

static void
show_tries (HavenOutreachDialog *self)
{
  const HavenOutreachItem *item = self->item;
  HavenClock *clock = haven_session_get_clock (get_session (self));
  g_autofree char *day = NULL, *text = NULL;

  if (item->n_tries > 0)
    {
      day = haven_words_dup_date (haven_clock_get_local_date (clock, item->tried_at));
      text = g_strdup_printf (ngettext ("%u time, last on %s, without an answer",
                                        "%u times, last on %s, without an answer",
                                        item->n_tries),
                              item->n_tries,
                              day);
    }
  haven_fact_row_show (self->tried, text);
}

/* The number and the words are there while somebody may be reached, and at no other time (R31). */
static void
show_way (HavenOutreachDialog *self)
{
  const HavenOutreachItem *item = self->item;
  gboolean now = item->state == HAVEN_REMIND_NOW;
  g_autofree char *way = haven_reach_dup_way (item->state, item->rule, item->from, item->to);
  g_autofree char *words = now ? haven_outreach_dup_words (item->rule->caller_name_to_use) : NULL;
  g_autofree char *message = now ? haven_reminder_dup_message_rule (item->rule) : NULL;

  haven_fact_row_show (self->way, way);
  haven_fact_row_show (self->value, now ? item->rule->value : NULL);
  haven_fact_row_show (self->question, now ? item->rule->code_question : NULL);
  haven_fact_row_show (self->words, words);
  haven_fact_row_show (self->message, message);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outreach.no-answer", now);
}

static void
show_item (HavenOutreachDialog *self)
{
  haven_fact_row_show (self->person, self->item->person_name);
  show_missed (self);
  set_date (self->came, self->item->came_on);
  set_date (self->comes, self->item->comes_on);
  show_tries (self);
  show_way (self);
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static gpointer
load (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_outreach_load (session, data, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenOutreachItem *item = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenOutreachDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->item, haven_outreach_item_free);
  self->item = item;
  if (item == NULL || item->outreach->outcome != NULL)
    {
      adw_status_page_set_description (self->problem,
                                       error ? error->message : _ ("This was closed meanwhile, or was no missed visit."));
      gtk_stack_set_visible_child_name (self->stack, "problem");
      return;
    }
  show_item (self);
  gtk_stack_set_visible_child_name (self->stack, "task");
}

static void
begin_loading (HavenOutreachDialog *self)
{
  haven_session_work_async (get_session (self),
                            load,
                            g_strdup (self->id),
                            g_free,
                            (GDestroyNotify) haven_outreach_item_free,
                            self->cancellable,
                            loaded_cb,
                            self);
}

static void
store_changed_cb (HavenOutreachDialog *self, HavenChanges *changes)
{
  if (!self->busy && (haven_changes_touch (changes, "outreach") || haven_changes_touch (changes, "appointment") ||
                      haven_changes_touch (changes, "reminder") || haven_changes_touch (changes, "safe_contact_rule")))
    begin_loading (self);
}

/* ── What came of it ──────────────────────────────────────────────────────── */

typedef struct
{
  char *id;
  char *channel;
  const char *outcome; /* NULL: nobody answered */
} Answer;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_free (answer->id);
  g_free (answer->channel);
  g_free (answer);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Answer *answer = data;

  return answer->outcome ? haven_outreach_edit_close (session, answer->id, answer->outcome, error)
                         : haven_outreach_edit_note_try (session, answer->id, answer->channel, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenOutreachDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  if (edit == NULL)
    {
      haven_announce_problem (self->failure, error->message);
      return;
    }
  haven_workspace_do (self->workspace, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
answer (HavenOutreachDialog *self, const char *outcome)
{
  Answer *given;

  if (self->busy || self->item == NULL)
    return;
  given = g_new0 (Answer, 1);
  given->id = g_strdup (self->id);
  given->channel = g_strdup (self->item->rule ? self->item->rule->channel : NULL);
  given->outcome = outcome;
  self->busy = TRUE;
  haven_session_work_async (
      get_session (self), make_edit, given, free_answer, g_object_unref, self->cancellable, edit_made_cb, self);
}

static void
no_answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  answer (HAVEN_OUTREACH_DIALOG (widget), NULL);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint position = g_variant_get_uint32 (parameter);

  answer (HAVEN_OUTREACH_DIALOG (widget), haven_outreach_get_outcomes ()[position].code);
}

/* The visit is booked as any other; that it was agreed is said here, when it is. */
static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenOutreachDialog *self = HAVEN_OUTREACH_DIALOG (widget);

  if (self->item == NULL)
    return;
  haven_workspace_open (self->workspace,
                        g_str_equal (name, "outreach.book") ? HAVEN_DESTINATION_BOOKING : HAVEN_DESTINATION_PERSON,
                        self->item->outreach->patient_id,
                        NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_outreach_dialog_dispose (GObject *object)
{
  HavenOutreachDialog *self = HAVEN_OUTREACH_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_OUTREACH_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_outreach_dialog_parent_class)->dispose (object);
}

static void
haven_outreach_dialog_finalize (GObject *object)
{
  HavenOutreachDialog *self = HAVEN_OUTREACH_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->item, haven_outreach_item_free);
  g_free (self->id);
  G_OBJECT_CLASS (haven_outreach_dialog_parent_class)->finalize (object);
}

static void
haven_outreach_dialog_class_init (HavenOutreachDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_outreach_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_outreach_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-outreach-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, person);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, missed);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, came);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, comes);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, tried);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, way);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, value);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, question);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, words);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, message);
  gtk_widget_class_bind_template_child (widget_class, HavenOutreachDialog, outcomes);
  gtk_widget_class_install_action (widget_class, "outreach.no-answer", NULL, no_answer_action);
  gtk_widget_class_install_action (widget_class, "outreach.close", "u", close_action);
  gtk_widget_class_install_action (widget_class, "outreach.book", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "outreach.open-person", NULL, go_action);
}

static void
haven_outreach_dialog_init (HavenOutreachDialog *self)
{
  const HavenChoice *outcomes = haven_outreach_get_outcomes ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; outcomes[i].code; i++)
    {
      GtkWidget *row = adw_action_row_new (); /* a button's words would be cut */

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (outcomes[i].label));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "outreach.close");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", i);
      adw_preferences_group_add (self->outcomes, row);
    }
}

/** @id: of a HavenOutreach */
AdwDialog *
haven_outreach_dialog_new (HavenWorkspace *workspace, const char *id)
{
  HavenOutreachDialog *self = g_object_new (HAVEN_TYPE_OUTREACH_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  begin_loading (self);
  return ADW_DIALOG (self);
}
