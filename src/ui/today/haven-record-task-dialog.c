/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-record-task-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-fact-row.h"
#include "haven-papers-signing.h"
#include "haven-record-requests-service.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenRecordTaskDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *problem;
  GtkLabel *failure;
  AdwActionRow *person;
  AdwActionRow *kind;
  AdwActionRow *wanted_by;
  AdwActionRow *standing;
  GtkWidget *take_on;
  AdwActionRow *recipient;
  AdwActionRow *language;
  AdwActionRow *items;
  AdwActionRow *withhold;
  AdwActionRow *ends;
  GtkWidget *wording;
  GtkLabel *wording_text;
  AdwActionRow *interpreted;
  GtkWidget *ended;
  AdwComboRow *paper;
  AdwSwitchRow *covered;
  GtkWidget *give;
  AdwComboRow *reason;

  /* owned */
  HavenWorkspace *workspace;
  char *request_id;
  HavenRecordTask *task;
  GPtrArray *papers; /* HavenKeptPaper */
  GCancellable *cancellable;

  gboolean busy;
  gboolean taken; /* here and just now: what comes next is gone to */
};

G_DEFINE_FINAL_TYPE (HavenRecordTaskDialog, haven_record_task_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenRecordTaskDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── Showing ──────────────────────────────────────────────────────────────── */

/* No program can say whether words that somebody signed cover what is asked for; whoever gives it has read them. */
static void
covered_cb (HavenRecordTaskDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "task.give",
                                 self->task != NULL && self->task->cover == HAVEN_COVER_CURRENT &&
                                     adw_switch_row_get_active (self->covered));
}

/* Whoever does not read the language has the form's own words; what was filled in nobody put into English. */
static void
show_wording (HavenRecordTaskDialog *self, const char *language)
{
  const HavenRelease *release = self->task->release;
  const char *wording = self->task->wording;
  gboolean foreign = release != NULL && language != NULL && g_strcmp0 (release->language, "en") != 0;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->wording, foreign && wording != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->interpreted), foreign);
  if (!foreign)
    return;
  gtk_label_set_label (self->wording_text, wording ? wording : "");
  words = wording != NULL ? g_strdup_printf (_ ("What was filled in stands as it was written, in %s"), language)
                          : g_strdup_printf (_ ("No English wording of this form is kept. It stands in %s alone"), language);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->interpreted), words);
}

static void
show_permission (HavenRecordTaskDialog *self)
{
  const HavenRelease *release = self->task->release;
  g_autofree char *items = release && release->items ? g_strjoinv ("\n", release->items) : NULL;
  g_autofree char *withhold = release && release->withhold ? g_strjoinv ("\n", release->withhold) : NULL;
  g_autofree char *language = haven_words_dup_language (release ? release->language : NULL);
  g_autofree char *ends =
      release && haven_date_is_set (release->expires_on) ? haven_words_dup_date (release->expires_on) : NULL;
  gboolean current = self->task->cover == HAVEN_COVER_CURRENT;

  haven_fact_row_show (self->recipient, release ? release->recipient : NULL);
  haven_fact_row_show (self->language, language);
  haven_fact_row_show (self->items, items);
  haven_fact_row_show (self->withhold, withhold);
  haven_fact_row_show (self->ends, ends);
  show_wording (self, language);
  gtk_widget_set_visible (self->ended, !current);
  gtk_widget_set_sensitive (GTK_WIDGET (self->paper), current);
  gtk_widget_set_sensitive (GTK_WIDGET (self->covered), current);
  covered_cb (self);
}

static void
show_task (HavenRecordTaskDialog *self)
{
  const HavenRecordTask *task = self->task;
  HavenDate today = haven_clock_today (haven_session_get_clock (get_session (self)));
  g_autofree char *date = haven_words_dup_date (task->request->wanted_by);
  g_autofree char *far = haven_words_dup_days_from (today, task->request->wanted_by);
  g_autofree char *when = g_strdup_printf ("%s · %s", date, far);
  const char *state = _ (haven_choice_get_label (haven_record_request_get_states (), task->request->state));
  g_autofree char *standing = g_strjoin (" · ", state, task->taken_by_name, NULL);
  gboolean asked = g_str_equal (task->request->state, "asked");

  haven_fact_row_show (self->person, task->person_name);
  haven_fact_row_show (self->kind, _ (haven_choice_get_label (haven_record_request_get_kinds (), task->request->kind)));
  haven_fact_row_show (self->wanted_by, when);
  haven_fact_row_show (self->standing, standing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.take-on", asked);
  gtk_widget_set_visible (self->take_on, asked);
  show_permission (self);
}

/* First that it goes by hand, then the person's papers, the newest first. */
static void
show_papers (HavenRecordTaskDialog *self)
{
  HavenClock *clock = haven_session_get_clock (get_session (self));
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  gtk_string_list_append (model, _ ("It is handed over on paper"));
  for (guint i = 0; i < self->papers->len; i++)
    {
      const HavenKeptPaper *paper = self->papers->pdata[i];
      g_autofree char *day = haven_words_dup_date (haven_clock_get_local_date (clock, paper->document->made_at));
      g_autofree char *words = g_strdup_printf ("%s · %s", paper->document->file_name, day);

      gtk_string_list_append (model, words);
    }
  adw_combo_row_set_model (self->paper, G_LIST_MODEL (model));
  haven_choice_name_items (self->paper);
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenRecordTask *task;
  GPtrArray *papers;
} Loaded;

static void
free_loaded (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->task, haven_record_task_free);
  g_clear_pointer (&loaded->papers, g_ptr_array_unref);
  g_free (loaded);
}

static gpointer
load (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->task = haven_record_requests_load (session, data, error);
  if (loaded->task != NULL)
    loaded->papers = haven_papers_list_kept (session, loaded->task->request->patient_id, error);
  if (loaded->papers != NULL)
    return loaded;
  free_loaded (loaded);
  return NULL;
}

/* Whoever took it on hears that, and is at what comes next: which paper it is, or why it cannot be had. */
static void
go_on (HavenRecordTaskDialog *self)
{
  gboolean current = self->task->cover == HAVEN_COVER_CURRENT;

  self->taken = FALSE;
  gtk_widget_grab_focus (current ? GTK_WIDGET (self->paper) : GTK_WIDGET (self->reason));
  haven_announce (GTK_WIDGET (self), adw_action_row_get_subtitle (self->standing));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Loaded *loaded = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenRecordTaskDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (loaded == NULL || !haven_record_request_is_open (loaded->task->request->state))
    {
      adw_status_page_set_description (self->problem,
                                       error ? error->message : _ ("It was answered or taken back meanwhile."));
      gtk_stack_set_visible_child_name (self->stack, "problem");
      g_clear_pointer (&loaded, free_loaded);
      return;
    }
  g_clear_pointer (&self->task, haven_record_task_free);
  self->task = g_steal_pointer (&loaded->task);
  if (self->papers == NULL)
    {
      self->papers = g_steal_pointer (&loaded->papers);
      show_papers (self);
    }
  free_loaded (loaded);
  show_task (self);
  gtk_stack_set_visible_child_name (self->stack, "task");
  if (self->taken && g_str_equal (self->task->request->state, "taken_on"))
    go_on (self);
}

static void
begin_loading (HavenRecordTaskDialog *self)
{
  haven_session_work_async (get_session (self),
                            load,
                            g_strdup (self->request_id),
                            g_free,
                            free_loaded,
                            self->cancellable,
                            loaded_cb,
                            self);
}

/* Somebody else may take it on or back meanwhile, and whoever takes it on may undo it. */
static void
store_changed_cb (HavenRecordTaskDialog *self, HavenChanges *changes)
{
  if (!self->busy && (haven_changes_touch (changes, "record_request") || haven_changes_touch (changes, "release")))
    begin_loading (self);
}

/* ── Answering ────────────────────────────────────────────────────────────── */

typedef struct
{
  char *request_id;
  const char *reason; /* NULL: taken on */
  char *document_id;
} Answer;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_free (answer->request_id);
  g_free (answer->document_id);
  g_free (answer);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Answer *answer = data;

  return answer->reason ? haven_record_requests_edit_cannot (session, answer->request_id, answer->reason, error)
                        : haven_record_requests_edit_take_on (session, answer->request_id, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenRecordTaskDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  if (edit == NULL)
    {
      self->taken = FALSE;
      haven_announce_problem (self->failure, error ? error->message : "");
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  haven_workspace_do (self->workspace, edit);
  if (!self->taken) /* what was taken on is shown as it is now, when the vault has it */
    adw_dialog_close (ADW_DIALOG (self));
}

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenRecordTaskDialog *self = HAVEN_RECORD_TASK_DIALOG (widget);
  guint position = adw_combo_row_get_selected (self->reason);
  Answer *answer;

  if (self->busy || self->task == NULL)
    return;
  answer = g_new0 (Answer, 1);
  answer->request_id = g_strdup (self->request_id);
  if (g_str_equal (name, "task.cannot"))
    answer->reason = haven_record_request_get_reasons ()[position].code;
  self->taken = answer->reason == NULL;
  self->busy = TRUE;
  haven_session_work_async (get_session (self),
                            make_edit,
                            answer,
                            free_answer,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

static gpointer
give (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Answer *answer = data;

  return GINT_TO_POINTER (haven_record_requests_give (session, answer->request_id, answer->document_id, error));
}

static void
given_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean given = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  HavenRecordTaskDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  if (!given)
    {
      haven_announce_problem (self->failure, error ? error->message : "");
      return;
    }
  haven_workspace_tell (self->workspace, _ ("Given. It stands in the account of what was given out."));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
give_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenRecordTaskDialog *self = HAVEN_RECORD_TASK_DIALOG (widget);
  guint position = adw_combo_row_get_selected (self->paper);
  Answer *answer;

  if (self->busy || self->task == NULL)
    return;
  answer = g_new0 (Answer, 1);
  answer->request_id = g_strdup (self->request_id);
  if (position > 0 && position <= self->papers->len)
    answer->document_id = g_strdup (((const HavenKeptPaper *) self->papers->pdata[position - 1])->document->id);
  self->busy = TRUE;
  haven_session_work_async (
      get_session (self), give, answer, free_answer, NULL, self->cancellable, given_cb, self);
}

static void
open_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenRecordTaskDialog *self = HAVEN_RECORD_TASK_DIALOG (widget);

  if (self->task == NULL)
    return;
  haven_workspace_open (self->workspace, HAVEN_DESTINATION_PERSON, self->task->request->patient_id, NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_record_task_dialog_dispose (GObject *object)
{
  HavenRecordTaskDialog *self = HAVEN_RECORD_TASK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_RECORD_TASK_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_record_task_dialog_parent_class)->dispose (object);
}

static void
haven_record_task_dialog_finalize (GObject *object)
{
  HavenRecordTaskDialog *self = HAVEN_RECORD_TASK_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->task, haven_record_task_free);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_free (self->request_id);
  G_OBJECT_CLASS (haven_record_task_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, person);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, wanted_by);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, standing);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, take_on);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, recipient);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, items);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, withhold);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, ends);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, wording);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, wording_text);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, interpreted);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, ended);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, paper);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, language);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, covered);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, give);
  gtk_widget_class_bind_template_callback (widget_class, covered_cb);
  gtk_widget_class_bind_template_child (widget_class, HavenRecordTaskDialog, reason);
}

static void
haven_record_task_dialog_class_init (HavenRecordTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_record_task_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_record_task_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-record-task-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "task.take-on", NULL, answer_action);
  gtk_widget_class_install_action (widget_class, "task.cannot", NULL, answer_action);
  gtk_widget_class_install_action (widget_class, "task.give", NULL, give_action);
  gtk_widget_class_install_action (widget_class, "task.open-person", NULL, open_person_action);
}

static void
haven_record_task_dialog_init (HavenRecordTaskDialog *self)
{
  const HavenChoice *reasons = haven_record_request_get_reasons ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; reasons[i].code; i++)
    gtk_string_list_append (model, _ (reasons[i].label));
  adw_combo_row_set_model (self->reason, G_LIST_MODEL (model));
  haven_choice_name_items (self->reason);
}

AdwDialog *
haven_record_task_dialog_new (HavenWorkspace *workspace, const char *request_id)
{
  HavenRecordTaskDialog *self = g_object_new (HAVEN_TYPE_RECORD_TASK_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->request_id = g_strdup (request_id);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  begin_loading (self);
  return ADW_DIALOG (self);
}
