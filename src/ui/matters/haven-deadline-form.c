/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-deadline-form.h"

#include "haven-announce.h"
#include "haven-date-row.h"
#include "haven-deadline-days.h"
#include "haven-matter-type.h"
#include "haven-matter-words.h"
#include "haven-text.h"
#include "haven-time-entry.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenDeadlineForm
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *rule_label;
  HavenDateRow *trigger;
  HavenDateRow *born;
  AdwSwitchRow *mailed;
  AdwSpinRow *stopped_days;
  HavenDateRow *notice_date;
  GtkWidget *at_box;
  AdwEntryRow *hour;
  AdwEntryRow *place;
  GtkMenuButton *sites;
  GtkWidget *at_hint;
  GtkWidget *error_box;
  GtkLabel *error;
  GtkWidget *hint;
  GtkWidget *hanging;
  GtkWidget *preview_box;
  HavenDeadlineDays *preview;

  /* owned */
  HavenSession *session;
  HavenOpenDays *days;
  char *court; /* nullable */
  char *typed_place;
  HavenDeadline *computed; /* NULL while something is missing or wrong */

  /* borrowed */
  const HavenDeadlineRule *rule;

  HavenDeadlineInput input;
  HavenDateAt at;
  gboolean hour_is_wrong;
};

G_DEFINE_FINAL_TYPE (HavenDeadlineForm, haven_deadline_form, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── What was typed ───────────────────────────────────────────────────────── */

/* What is in a row that is not shown does not count. */
static HavenDateEntry
read_row (HavenDateRow *row, HavenDate *date, GError **error)
{
  *date = HAVEN_DATE_NONE;
  return gtk_widget_get_visible (GTK_WIDGET (row)) ? haven_date_row_read (row, date, error) : HAVEN_DATE_ENTRY_EMPTY;
}

/* FALSE while a date is half typed or wrong; @wrong is then the row to look at. */
static gboolean
read_input (HavenDeadlineForm *self, HavenDateRow **wrong, GError **error)
{
  HavenDateRow *rows[] = { self->trigger, self->born, self->notice_date };
  HavenDate *dates[] = { &self->input.trigger, &self->input.born, &self->input.notice_date };
  gboolean whole = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    switch (read_row (rows[i], dates[i], *wrong ? NULL : error))
      {
      case HAVEN_DATE_ENTRY_INVALID:
        if (*wrong == NULL)
          *wrong = rows[i];
        whole = FALSE;
        break;
      case HAVEN_DATE_ENTRY_TYPING:
        whole = FALSE;
        break;
      case HAVEN_DATE_ENTRY_EMPTY:
      case HAVEN_DATE_ENTRY_DATE:
      default:
        break;
      }
  if (!gtk_widget_get_visible (GTK_WIDGET (self->trigger)))
    self->input.trigger = self->input.born;
  self->input.mailed = gtk_widget_get_visible (GTK_WIDGET (self->mailed)) && adw_switch_row_get_active (self->mailed);
  self->input.stopped_days =
      gtk_widget_get_visible (GTK_WIDGET (self->stopped_days)) ? (int) adw_spin_row_get_value (self->stopped_days) : 0;
  return whole;
}

/* FALSE while the hour is none; said only once somebody has gone on from it. */
static gboolean
read_at (HavenDeadlineForm *self, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->hour));
  HavenTimeEntry entry = { HAVEN_DATE_NONE, -1, 0 };
  gboolean shown = gtk_widget_get_visible (self->at_box), whole;

  g_free (self->typed_place);
  self->typed_place = g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self->place), 0, -1));
  self->at.place = shown ? self->typed_place : NULL;
  self->at.minute = -1;
  self->hour_is_wrong = FALSE;
  if (!shown || haven_text_is_blank (text))
    return TRUE;
  whole = haven_time_entry_parse (text, haven_clock_today (haven_session_get_clock (self->session)), &entry, NULL) &&
          entry.minute >= 0 && entry.minutes_long == 0 &&
          !haven_date_is_set (entry.date);
  if (whole)
    self->at.minute = entry.minute;
  else if ((gtk_widget_get_state_flags (GTK_WIDGET (self->hour)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    {
      self->hour_is_wrong = TRUE;
      if (error && *error == NULL)
        g_set_error_literal (
            error, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, _ ("Write the hour as 10:30."));
    }
  return whole;
}

/* Nothing is wrong with a form that is not filled in yet. */
static gboolean
lacks_something (HavenDeadlineForm *self)
{
  return !haven_date_is_set (self->input.trigger) ||
         (haven_deadline_rule_needs_born (self->rule) && !haven_date_is_set (self->input.born));
}

/* ── What comes of it ─────────────────────────────────────────────────────── */

static HavenDeadline *
compute (HavenDeadlineForm *self, GError **error)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadline *deadline;

  if (!haven_matters_compute (self->session,
                              self->days,
                              self->court,
                              haven_deadline_rule_get_code (self->rule),
                              &self->input,
                              &result,
                              error))
    return NULL;
  deadline = haven_deadline_new ();
  haven_deadline_result_apply (&result, self->rule, deadline);
  deadline->set_by = g_strdup (haven_date_is_set (self->input.notice_date) ? "notice" : "rule");
  deadline->at_minute = self->at.minute;
  haven_record_set_text (&deadline->place, self->at.place);
  return deadline;
}

static void
show_wrong_hour (HavenDeadlineForm *self)
{
  if (self->hour_is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->hour), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hour), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->hour),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               self->hour_is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_error (HavenDeadlineForm *self, HavenDateRow *wrong, const GError *error)
{
  HavenDateRow *rows[] = { self->trigger, self->born, self->notice_date };
  g_autofree char *sentence = error ? haven_matter_words_dup_sentence (error->message) : NULL;

  if (error != NULL && wrong == NULL && !self->hour_is_wrong)
    wrong = haven_date_is_set (self->input.notice_date) ? self->notice_date
            : gtk_widget_get_visible (GTK_WIDGET (self->trigger)) ? self->trigger
                                                                  : self->born;
  show_wrong_hour (self);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    haven_date_row_show_error (rows[i], rows[i] == wrong ? GTK_WIDGET (self->error) : NULL);
  if (sentence != NULL && g_strcmp0 (sentence, gtk_label_get_label (self->error)) != 0)
    haven_announce (GTK_WIDGET (self), sentence);
  gtk_label_set_label (self->error, sentence ? sentence : "");
  gtk_widget_set_visible (self->error_box, error != NULL);
}

static void
announce_plan (HavenDeadlineForm *self, HavenDate before)
{
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;

  if (self->computed == NULL || !haven_date_is_set (self->computed->plan_by) ||
      self->computed->plan_by.day == before.day)
    return;
  day = haven_words_dup_long_date (self->computed->plan_by);
  words = g_strdup_printf (_ ("Plan by %s"), day);
  haven_announce (GTK_WIDGET (self), words);
}

static void
show_preview (HavenDeadlineForm *self)
{
  gtk_widget_set_visible (self->preview_box, self->computed != NULL);
  gtk_widget_set_visible (self->hint, self->computed == NULL && !gtk_widget_get_visible (self->error_box));
  if (self->computed != NULL)
    haven_deadline_days_show (self->preview,
                              self->computed,
                              haven_clock_today (haven_session_get_clock (self->session)));
}

static void
update (HavenDeadlineForm *self)
{
  g_autoptr (GError) error = NULL;
  HavenDate before = self->computed ? self->computed->plan_by : HAVEN_DATE_NONE;
  HavenDateRow *wrong = NULL;
  gboolean whole;

  if (self->rule == NULL)
    return;
  whole = read_input (self, &wrong, &error);
  whole = read_at (self, &error) && whole;
  g_clear_pointer (&self->computed, haven_deadline_free);
  if (whole && !lacks_something (self))
    self->computed = compute (self, &error);
  show_error (self, wrong, error);
  show_preview (self);
  announce_plan (self, before);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Enter saves, in whatever dialog the form stands, as soon as there is something to save. */
static void
row_activated_cb (HavenDeadlineForm *self)
{
  if (self->computed != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "dialog.save", NULL);
}

static void
place_action (GtkWidget *widget, const char *name, GVariant *place)
{
  gtk_editable_set_text (GTK_EDITABLE (HAVEN_DEADLINE_FORM (widget)->place), g_variant_get_string (place, NULL));
}

static void
haven_deadline_form_dispose (GObject *object)
{
  HavenDeadlineForm *self = HAVEN_DEADLINE_FORM (object);

  self->rule = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_DEADLINE_FORM);
  g_clear_object (&self->session);
  g_clear_pointer (&self->days, haven_open_days_unref);
  g_clear_pointer (&self->court, g_free);
  g_clear_pointer (&self->typed_place, g_free);
  g_clear_pointer (&self->computed, haven_deadline_free);
  G_OBJECT_CLASS (haven_deadline_form_parent_class)->dispose (object);
}

static void
haven_deadline_form_class_init (HavenDeadlineFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_deadline_form_dispose;

  /** HavenDeadlineForm::changed: something was typed, so there may be other days, or none */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_DEADLINE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  g_type_ensure (HAVEN_TYPE_DEADLINE_DAYS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-deadline-form.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, rule_label);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, trigger);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, born);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, mailed);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, stopped_days);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, notice_date);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, at_box);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, hour);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, place);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, sites);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, at_hint);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, error_box);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, error);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, hint);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, hanging);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, preview_box);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineForm, preview);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "hearing.place", "s", place_action);
}

static void
haven_deadline_form_init (HavenDeadlineForm *self)
{
  self->input = (HavenDeadlineInput) HAVEN_DEADLINE_INPUT_INIT;
  self->at.minute = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_deadline_days_set_expanded (self->preview, TRUE);
}

static void
show_rows (HavenDeadlineForm *self)
{
  const char *meaning = haven_deadline_rule_get_days_meaning (self->rule);
  g_autofree char *event = haven_matter_words_dup_sentence (_ (haven_deadline_rule_get_trigger_event (self->rule)));
  g_autofree char *days = haven_matter_words_dup_sentence (haven_matter_words_get_rule_words (meaning));
  gboolean by_birth = haven_deadline_rule_starts_at_birth (self->rule);

  gtk_label_set_label (self->rule_label, _ (haven_deadline_rule_get_label (self->rule)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trigger), event);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->stopped_days), days);
  gtk_widget_set_visible (GTK_WIDGET (self->trigger), !by_birth);
  gtk_widget_set_visible (GTK_WIDGET (self->born), by_birth || haven_deadline_rule_needs_born (self->rule));
  gtk_widget_set_visible (GTK_WIDGET (self->mailed), haven_deadline_rule_get_mailed_days (self->rule) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->stopped_days), meaning != NULL && *meaning);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_date), haven_deadline_rule_has_dates (self->rule));
  gtk_widget_set_visible (self->at_box, g_strcmp0 (haven_deadline_rule_get_kind (self->rule), "hearing") == 0);
  gtk_widget_set_visible (self->at_hint, haven_deadline_rule_other_side_comes (self->rule));
}

/* A name with a low line in it is no key to press. */
static void
fill_sites (HavenDeadlineForm *self, const char *const *sites)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (gsize i = 0; sites && sites[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (sites[i], "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "hearing.place", "s", sites[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->sites, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->sites), g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

/** By which days its matter plans; before a rule is set. */
void
haven_deadline_form_set_matter (HavenDeadlineForm *self, const HavenMatterPage *page)
{
  g_return_if_fail (HAVEN_IS_DEADLINE_FORM (self) && page != NULL);
  g_clear_pointer (&self->days, haven_open_days_unref);
  self->days = haven_open_days_ref (page->events->open_days);
  g_set_str (&self->court, page->matter->court_calendar);
  fill_sites (self, (const char *const *) page->sites);
}

/** At what hour and where it is, as far as it is known; before a rule is set. */
void
haven_deadline_form_set_at (HavenDeadlineForm *self, const HavenDateAt *at)
{
  const HavenTimeEntry entry = { HAVEN_DATE_NONE, at->minute, 0 };
  g_autofree char *text = haven_time_entry_dup_text (&entry);

  g_return_if_fail (HAVEN_IS_DEADLINE_FORM (self));
  gtk_editable_set_text (GTK_EDITABLE (self->hour), text);
  gtk_editable_set_text (GTK_EDITABLE (self->place), at->place ? at->place : "");
}

/** Returns: (transfer none): the hour and the place that were typed */
const HavenDateAt *
haven_deadline_form_get_at (HavenDeadlineForm *self)
{
  g_return_val_if_fail (HAVEN_IS_DEADLINE_FORM (self), NULL);
  return &self->at;
}

/**
 * haven_deadline_form_set_rule:
 * @input: (nullable): what is known already
 */
void
haven_deadline_form_set_rule (HavenDeadlineForm *self,
                              HavenSession *session,
                              const HavenDeadlineRule *rule,
                              const HavenDeadlineInput *input)
{
  const HavenDeadlineInput nothing = HAVEN_DEADLINE_INPUT_INIT;
  HavenDate today = haven_clock_today (haven_session_get_clock (session));

  g_return_if_fail (HAVEN_IS_DEADLINE_FORM (self) && self->days != NULL && rule != NULL);

  if (input == NULL)
    input = &nothing;
  g_set_object (&self->session, session);
  self->rule = NULL; /* so that filling the rows counts nothing */
  haven_date_row_set_today (self->trigger, today);
  haven_date_row_set_today (self->born, today);
  haven_date_row_set_today (self->notice_date, today);
  haven_date_row_set_date (self->trigger, input->trigger);
  haven_date_row_set_date (self->born, input->born);
  haven_date_row_set_date (self->notice_date, input->notice_date);
  adw_switch_row_set_active (self->mailed, input->mailed);
  adw_spin_row_set_value (self->stopped_days, input->stopped_days);
  self->rule = rule;
  show_rows (self);
  update (self);
}

/** What is typed here becomes a part of its editor's draft. */
void
haven_deadline_form_add_to_draft (HavenDeadlineForm *self, HavenDraftFields *fields)
{
  g_return_if_fail (HAVEN_IS_DEADLINE_FORM (self));
  haven_draft_fields_add (fields, "trigger", GTK_WIDGET (self->trigger));
  haven_draft_fields_add (fields, "born", GTK_WIDGET (self->born));
  haven_draft_fields_add (fields, "mailed", GTK_WIDGET (self->mailed));
  haven_draft_fields_add (fields, "stopped-days", GTK_WIDGET (self->stopped_days));
  haven_draft_fields_add (fields, "notice-date", GTK_WIDGET (self->notice_date));
  haven_draft_fields_add (fields, "hour", GTK_WIDGET (self->hour));
  haven_draft_fields_add (fields, "place", GTK_WIDGET (self->place));
}

/** Whether the day to count from is that of an event, which is changed there. */
void
haven_deadline_form_set_hanging (HavenDeadlineForm *self, gboolean hanging)
{
  g_return_if_fail (HAVEN_IS_DEADLINE_FORM (self));
  gtk_editable_set_editable (GTK_EDITABLE (self->trigger), !hanging);
  gtk_widget_set_visible (self->hanging, hanging);
}

/** Whether the days below are shown with how they are counted, which may be unfolded at any time. */
void
haven_deadline_form_set_expanded (HavenDeadlineForm *self, gboolean expanded)
{
  g_return_if_fail (HAVEN_IS_DEADLINE_FORM (self));
  haven_deadline_days_set_expanded (self->preview, expanded);
}

/** Returns: (transfer none) (nullable): the date as it would be saved; %NULL while something is missing or wrong */
const HavenDeadline *
haven_deadline_form_get_preview (HavenDeadlineForm *self)
{
  g_return_val_if_fail (HAVEN_IS_DEADLINE_FORM (self), NULL);
  return self->computed;
}

/** Returns: (transfer none): what was typed */
const HavenDeadlineInput *
haven_deadline_form_get_input (HavenDeadlineForm *self)
{
  g_return_val_if_fail (HAVEN_IS_DEADLINE_FORM (self), NULL);
  return &self->input;
}

/** Returns: (nullable): the sentence that is shown where something is wrong */
const char *
haven_deadline_form_get_error (HavenDeadlineForm *self)
{
  g_return_val_if_fail (HAVEN_IS_DEADLINE_FORM (self), NULL);
  return gtk_widget_get_visible (self->error_box) ? gtk_label_get_label (self->error) : NULL;
}
