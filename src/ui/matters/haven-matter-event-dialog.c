/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-event-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-date-row.h"
#include "haven-draft-keeper.h"
#include "haven-event-dates-view.h"
#include "haven-matter-events.h"
#include "haven-matter-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenMatterEventDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenDraftLine *line;
  GtkButton *save;
  GtkWidget *page;
  GtkLabel *failure;
  AdwComboRow *kind;
  AdwEntryRow *words;
  HavenDateRow *on_date;
  AdwComboRow *precision;
  HavenDateRow *until_date;
  AdwSwitchRow *mailed;
  HavenDateRow *printed_on;
  AdwEntryRow *notes;
  HavenEventDatesView *dates;
  GtkWidget *reason_box;
  AdwEntryRow *reason;
  GtkLabel *problem;

  /* owned */
  HavenWorkspace *workspace;
  HavenMatter *matter;
  HavenEventBook *book;
  HavenMatterEvent *before; /* nullable */
  HavenMatterEvent *shown;  /* nullable: of which the dates below are */
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;

  gboolean ready; /* filling the rows counts nothing */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (HavenMatterEventDialog, haven_matter_event_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenMatterEventDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

static HavenDate
get_today (HavenMatterEventDialog *self)
{
  return haven_clock_today (haven_session_get_clock (get_session (self)));
}

static const char *
get_kind_at (guint position, gpointer data)
{
  return haven_matter_event_get_kinds ()[position].code;
}

static const char *
get_precision_at (guint position, gpointer data)
{
  return haven_matter_event_get_precisions ()[position].code;
}

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (row), 0, -1));
}

/* ── What was typed ───────────────────────────────────────────────────────── */

/* What is in a row that is not shown does not count. FALSE while it is half typed or wrong. */
static gboolean
read_row (HavenDateRow *row, HavenDate *date, GError **error)
{
  HavenDateEntry entry = HAVEN_DATE_ENTRY_EMPTY;

  *date = HAVEN_DATE_NONE;
  if (gtk_widget_get_visible (GTK_WIDGET (row)))
    entry = haven_date_row_read (row, date, error);
  return entry == HAVEN_DATE_ENTRY_EMPTY || entry == HAVEN_DATE_ENTRY_DATE;
}

/* Returns: (transfer full): what was typed; @whole tells whether each day can be read */
static HavenMatterEvent *
read_event (HavenMatterEventDialog *self, gboolean *whole, GError **error)
{
  HavenMatterEvent *event = haven_matter_event_new ();

  event->matter_id = g_strdup (self->before ? self->before->matter_id : self->matter->id);
  event->patient_id = g_strdup (self->matter->patient_id);
  event->event_id = g_strdup (self->before ? self->before->event_id : NULL);
  event->kind = g_strdup (get_kind_at (adw_combo_row_get_selected (self->kind), NULL));
  event->precision = g_strdup (gtk_widget_get_visible (GTK_WIDGET (self->precision))
                                   ? get_precision_at (adw_combo_row_get_selected (self->precision), NULL)
                                   : "day");
  event->words = dup_text (self->words);
  event->notes = dup_text (self->notes);
  event->mailed =
      gtk_widget_get_visible (GTK_WIDGET (self->mailed)) && adw_switch_row_get_active (self->mailed);
  *whole = read_row (self->on_date, &event->on_date, error) &&
           read_row (self->until_date, &event->until_date, error) &&
           read_row (self->printed_on, &event->printed_on, error);
  return event;
}

/* ── What comes of it ─────────────────────────────────────────────────────── */

/* Only a notice that starts such a date comes by mail or prints a day that matters. */
static void
show_rows (HavenMatterEventDialog *self)
{
  const char *kind = get_kind_at (adw_combo_row_get_selected (self->kind), NULL);
  g_autoptr (GArray) rules = haven_event_rules_list (self->book->rules, kind, self->matter->type);
  gboolean journey = g_str_equal (kind, "journey"), mailed = FALSE, printed = FALSE;

  for (guint i = 0; i < rules->len; i++)
    {
      const HavenEventRule *of = &g_array_index (rules, HavenEventRule, i);
      const HavenDeadlineRule *rule =
          haven_deadline_rules_lookup (haven_session_get_rules (get_session (self)), of->rule, NULL);

      mailed |= haven_deadline_rule_get_mailed_days (rule) > 0;
      printed |= of->printed;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->mailed), mailed);
  gtk_widget_set_visible (GTK_WIDGET (self->printed_on), printed);
  gtk_widget_set_visible (GTK_WIDGET (self->until_date), journey);
  gtk_widget_set_visible (GTK_WIDGET (self->precision), !journey);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->on_date), journey ? _ ("Left on") : _ ("Day"));
}

static gboolean
check (HavenMatterEventDialog *self, const HavenMatterEvent *event, GError **error)
{
  g_auto (HavenAbsences) absences = HAVEN_ABSENCES_INIT;

  return haven_event_rules_check (self->book->rules, event, get_today (self), error) &&
         (!haven_matter_event_is_journey (event) ||
          haven_event_book_count_absences (self->book, self->before, event, get_today (self), &absences, error));
}

static void
show_problem (HavenMatterEventDialog *self, const char *sentence)
{
  g_autofree char *whole = sentence ? haven_matter_words_dup_sentence (sentence) : NULL;

  if (whole != NULL && g_strcmp0 (whole, gtk_label_get_label (self->problem)) != 0)
    haven_announce (GTK_WIDGET (self), whole);
  gtk_label_set_label (self->problem, whole ? whole : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), whole != NULL);
}

/* The dates stay the same widgets while they are the same, so that the focus stays where it is. */
static gboolean
is_shown (HavenMatterEventDialog *self, const HavenMatterEvent *event)
{
  return event == NULL || self->shown == NULL ? event == self->shown
                                              : haven_record_equal (&haven_matter_event_info, event, self->shown);
}

static void
show_dates (HavenMatterEventDialog *self, const HavenMatterEvent *event)
{
  HavenSession *session = get_session (self);

  if (is_shown (self, event))
    return;
  g_clear_pointer (&self->shown, haven_matter_event_free);
  self->shown = event ? haven_matter_event_copy (event) : NULL;

  haven_event_dates_view_show (
      self->dates,
      event ? haven_event_dates_list_offers (session, self->book, self->before, event) : g_ptr_array_new (),
      event ? haven_event_dates_list_changes (session, self->book, self->before, event) : g_ptr_array_new (),
      get_today (self));
}

/* What is not filled in yet is nothing wrong. */
static gboolean
lacks_something (const HavenMatterEvent *event)
{
  return !haven_date_is_set (event->on_date) || (g_str_equal (event->kind, "other") && *event->words == '\0');
}

static void
update (HavenMatterEventDialog *self)
{
  g_autoptr (HavenMatterEvent) event = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  gboolean whole, needs_reason;

  if (!self->ready)
    return;
  show_rows (self);
  event = read_event (self, &whole, &error);
  whole = whole && !lacks_something (event) && check (self, event, &error);
  show_dates (self, whole ? event : NULL);
  show_problem (self, error ? error->message : NULL);
  needs_reason = self->before != NULL || haven_event_dates_view_has_changes (self->dates);
  gtk_widget_set_visible (self->reason_box, needs_reason);
  reason = dup_text (self->reason);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "dialog.save",
                                 !self->saving && whole && haven_event_dates_view_get_problem (self->dates) == NULL &&
                                     (!needs_reason || *reason != '\0'));
}

/* The rows below stay as they are while the reason is typed. */
static void
reason_changed_cb (HavenMatterEventDialog *self)
{
  update (self);
}

static void
chosen_cb (HavenMatterEventDialog *self)
{
  haven_draft_keeper_changed (self->keeper);
}

/* ── Saving ───────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenMatterEvent *event;
  char *before_id;
  char **rules;
  char *reason;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  haven_matter_event_free (saving->event);
  g_free (saving->before_id);
  g_strfreev (saving->rules);
  g_free (saving->reason);
  g_free (saving);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;
  const char *const *rules = (const char *const *) saving->rules;

  return saving->before_id
             ? haven_matter_events_edit_change (session, saving->before_id, saving->event, rules, saving->reason, error)
             : haven_matter_events_edit_write (session, saving->event, rules, saving->reason, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenMatterEventDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->saving = FALSE;
  update (self);
  if (edit == NULL)
    {
      haven_announce_problem (self->failure, error ? error->message : "");
      return;
    }
  haven_draft_keeper_do (self->keeper, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterEventDialog *self = HAVEN_MATTER_EVENT_DIALOG (widget);
  gboolean whole;
  Saving *saving;

  if (self->saving)
    return;
  saving = g_new0 (Saving, 1);
  saving->event = read_event (self, &whole, NULL);
  saving->before_id = self->before ? g_strdup (self->before->id) : NULL;
  saving->rules = haven_event_dates_view_dup_chosen (self->dates);
  saving->reason = dup_text (self->reason);
  self->saving = TRUE;
  gtk_widget_action_set_enabled (widget, "dialog.save", FALSE);
  haven_session_work_async (get_session (self),
                            make_edit,
                            saving,
                            free_saving,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

static void
row_activated_cb (HavenMatterEventDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.save", NULL);
}

/* ── The draft ────────────────────────────────────────────────────────────── */

static char *
dup_chosen (gpointer owner)
{
  g_auto (GStrv) chosen = haven_event_dates_view_dup_chosen (HAVEN_MATTER_EVENT_DIALOG (owner)->dates);

  return g_strjoinv (",", chosen);
}

static void
set_chosen (gpointer owner, const char *text)
{
  HavenMatterEventDialog *self = owner;
  g_auto (GStrv) codes = g_strsplit (text, ",", -1);

  haven_event_dates_view_choose (self->dates, (const char *const *) codes);
  g_clear_pointer (&self->shown, haven_matter_event_free);
  update (self);
}

/* What is chosen comes last: it is of what the days above offer. */
static void
keep (HavenMatterEventDialog *self)
{
  g_autofree char *subject_id = self->before ? g_strconcat (self->matter->id, "/", self->before->event_id, NULL)
                                             : g_strdup (self->matter->id);
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_MATTER_EVENT, subject_id);
  if (self->before != NULL)
    haven_draft_keeper_set_of_record (self->keeper);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_choice (fields, "kind", GTK_WIDGET (self->kind), get_kind_at, NULL);
  haven_draft_fields_add (fields, "words", GTK_WIDGET (self->words));
  haven_draft_fields_add (fields, "on_date", GTK_WIDGET (self->on_date));
  haven_draft_fields_add_choice (fields, "precision", GTK_WIDGET (self->precision), get_precision_at, NULL);
  haven_draft_fields_add (fields, "until_date", GTK_WIDGET (self->until_date));
  haven_draft_fields_add (fields, "mailed", GTK_WIDGET (self->mailed));
  haven_draft_fields_add (fields, "printed_on", GTK_WIDGET (self->printed_on));
  haven_draft_fields_add (fields, "notes", GTK_WIDGET (self->notes));
  haven_draft_fields_add (fields, "reason", GTK_WIDGET (self->reason));
  haven_draft_fields_add_value (fields, "chosen", dup_chosen, set_chosen, self);
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

static void
haven_matter_event_dialog_dispose (GObject *object)
{
  HavenMatterEventDialog *self = HAVEN_MATTER_EVENT_DIALOG (object);

  self->ready = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MATTER_EVENT_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_matter_event_dialog_parent_class)->dispose (object);
}

static void
haven_matter_event_dialog_finalize (GObject *object)
{
  HavenMatterEventDialog *self = HAVEN_MATTER_EVENT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->matter, haven_matter_free);
  g_clear_pointer (&self->book, haven_event_book_unref);
  g_clear_pointer (&self->before, haven_matter_event_free);
  g_clear_pointer (&self->shown, haven_matter_event_free);
  G_OBJECT_CLASS (haven_matter_event_dialog_parent_class)->finalize (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, words);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, on_date);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, precision);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, until_date);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, mailed);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, printed_on);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, reason);
}

static void
haven_matter_event_dialog_class_init (HavenMatterEventDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matter_event_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_matter_event_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_EVENT_DATES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/havenclinic/Haven/ui/haven-matter-event-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, save);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, page);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, dates);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, reason_box);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventDialog, problem);
  bind_rows (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
}

static void
fill_choices (AdwComboRow *row, const HavenChoice *choices)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  for (guint i = 0; choices[i].code; i++)
    gtk_string_list_append (model, _ (choices[i].label));
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  haven_choice_name_items (row);
}

static void
haven_matter_event_dialog_init (HavenMatterEventDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self->kind, haven_matter_event_get_kinds ());
  fill_choices (self->precision, haven_matter_event_get_precisions ());
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
}

static void
choose (AdwComboRow *row, const HavenChoice *choices, const char *code)
{
  for (guint i = 0; code && choices[i].code; i++)
    if (g_str_equal (choices[i].code, code))
      adw_combo_row_set_selected (row, i);
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

/* What happened stays what it was; all else may have been written wrongly. */
static void
fill (HavenMatterEventDialog *self)
{
  const HavenMatterEvent *before = self->before;

  adw_dialog_set_title (ADW_DIALOG (self), _ ("Change the Event"));
  gtk_button_set_label (self->save, _ ("_Change"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind), FALSE);
  choose (self->kind, haven_matter_event_get_kinds (), before->kind);
  choose (self->precision, haven_matter_event_get_precisions (), before->precision);
  set_text (self->words, before->words);
  set_text (self->notes, before->notes);
  haven_date_row_set_date (self->on_date, before->on_date);
  haven_date_row_set_date (self->until_date, before->until_date);
  haven_date_row_set_date (self->printed_on, before->printed_on);
  adw_switch_row_set_active (self->mailed, before->mailed);
}

/**
 * haven_matter_event_dialog_new:
 * @book: what happened to the person
 * @before: (nullable): the version that is corrected; of whichever matter of the person
 * @kind: (nullable): what is written down, where that is known
 */
AdwDialog *
haven_matter_event_dialog_new (HavenWorkspace *workspace,
                               const HavenMatter *matter,
                               HavenEventBook *book,
                               const HavenMatterEvent *before,
                               const char *kind)
{
  HavenMatterEventDialog *self = g_object_new (HAVEN_TYPE_MATTER_EVENT_DIALOG, NULL);
  HavenDate today;

  self->workspace = g_object_ref (workspace);
  self->matter = haven_matter_copy (matter);
  self->book = haven_event_book_ref (book);
  self->before = before ? haven_matter_event_copy (before) : NULL;
  today = get_today (self);
  haven_date_row_set_today (self->on_date, today);
  haven_date_row_set_today (self->until_date, today);
  haven_date_row_set_today (self->printed_on, today);
  choose (self->kind, haven_matter_event_get_kinds (), kind);
  if (before != NULL)
    fill (self);
  self->ready = TRUE;
  update (self);
  keep (self);
  return ADW_DIALOG (self);
}
