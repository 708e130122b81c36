/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-contact-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-contact-service.h"
#include "haven-contact-words.h"
#include "haven-draft-keeper.h"
#include "haven-week-days.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINUTES_A_DAY 1440

struct _HavenContactDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *save;
  HavenDraftLine *line;
  GtkWidget *page;
  AdwPreferencesGroup *way_group;
  AdwComboRow *channel;
  AdwEntryRow *value;
  AdwPreferencesGroup *safe_group;
  AdwComboRow *safe;
  AdwPreferencesGroup *hours_group;
  AdwSwitchRow *limited;
  AdwEntryRow *from;
  AdwEntryRow *to;
  HavenWeekDays *days;
  AdwPreferencesGroup *words_group;
  AdwEntryRow *name;
  AdwEntryRow *question;
  AdwPreferencesGroup *machine_group;
  AdwComboRow *voicemail;
  AdwSwitchRow *texts;
  AdwPreferencesGroup *others_group;
  AdwEntryRow *who_else;
  AdwPreferencesGroup *again_group;
  AdwEntryRow *confirmed;
  AdwSpinRow *every;

  /* owned */
  HavenWorkspace *workspace;
  HavenSafeContactRule *before; /* without an id where it is a new one */
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;
  AdwActionRow *problem; /* the sentence, in the group that it is about */

  /* borrowed */
  AdwPreferencesGroup *problem_group; /* NULL: there is no problem */
  GtkWidget *problem_row;
};

G_DEFINE_FINAL_TYPE (HavenContactDialog, haven_contact_dialog, ADW_TYPE_DIALOG)

static const char *const channels[] = { "mobile", "home", "work", "email", "mail", "in-person", "via-person" };
static const char *const answers[] = { NULL, "yes", "only-if", "ask-first", "no" };
static const char *const voicemails[] = { "no", "name-only", "coded" };

static const char *
get_channel_code (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (channels) ? channels[position] : NULL;
}

static const char *
get_answer_code (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (answers) ? answers[position] : NULL;
}

static const char *
get_voicemail_code (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (voicemails) ? voicemails[position] : NULL;
}

static const char *
get_channel (HavenContactDialog *self)
{
  return get_channel_code (adw_combo_row_get_selected (self->channel), NULL);
}

static const char *
get_answer (HavenContactDialog *self)
{
  return get_answer_code (adw_combo_row_get_selected (self->safe), NULL);
}

static HavenDate
get_today (HavenContactDialog *self)
{
  return haven_clock_today (haven_session_get_clock (haven_workspace_get_session (self->workspace)));
}

/* ── What there is to ask ────────────────────────────────────────────────── */

static const char *
get_value_title (const char *channel)
{
  if (haven_contact_is_telephone (channel))
    return _("Number");
  if (g_strcmp0 (channel, "email") == 0 || g_strcmp0 (channel, "mail") == 0)
    return _("Address");
  return g_strcmp0 (channel, "via-person") == 0 ? _("Who, and how to reach them") : _("Where, or when they come by");
}

/* What is never used has no hours and no name; what has no machine leaves no message. */
static void
show_questions (HavenContactDialog *self)
{
  const char *channel = get_channel (self);
  gboolean used = g_strcmp0 (get_answer (self), "no") != 0;
  gboolean limited = adw_switch_row_get_active (self->limited);
  gboolean in_person = g_strcmp0 (channel, "in-person") == 0;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value), get_value_title (channel));
  gtk_widget_set_visible (GTK_WIDGET (self->hours_group), used);
  gtk_widget_set_visible (GTK_WIDGET (self->from), limited);
  gtk_widget_set_visible (GTK_WIDGET (self->to), limited);
  gtk_widget_set_visible (GTK_WIDGET (self->words_group), used && !in_person);
  gtk_widget_set_visible (GTK_WIDGET (self->machine_group), used && haven_contact_is_telephone (channel));
}

/* ── A sentence beside what it is about ──────────────────────────────────── */

static void
set_invalid (GtkWidget *row, gboolean invalid)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (invalid)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

static void
hide_problem (HavenContactDialog *self)
{
  if (self->problem_group == NULL)
    return;
  adw_preferences_group_remove (self->problem_group, GTK_WIDGET (self->problem));
  set_invalid (self->problem_row, FALSE);
  self->problem_group = NULL;
  self->problem_row = NULL;
}

static GtkWidget *
find_row (HavenContactDialog *self, HavenContactPart part, AdwPreferencesGroup **group)
{
  const struct
  {
    gpointer row;
    AdwPreferencesGroup *group;
  } places[] = {
    [HAVEN_CONTACT_PART_CHANNEL] = { self->channel, self->way_group },
    [HAVEN_CONTACT_PART_VALUE] = { self->value, self->way_group },
    [HAVEN_CONTACT_PART_SAFE] = { self->safe, self->safe_group },
    [HAVEN_CONTACT_PART_HOURS] = { self->from, self->hours_group },
    [HAVEN_CONTACT_PART_DAYS] = { self->days, self->hours_group },
    [HAVEN_CONTACT_PART_NAME] = { self->name, self->words_group },
    [HAVEN_CONTACT_PART_QUESTION] = { self->question, self->words_group },
    [HAVEN_CONTACT_PART_VOICEMAIL] = { self->voicemail, self->machine_group },
    [HAVEN_CONTACT_PART_WHO_ELSE] = { self->who_else, self->others_group },
    [HAVEN_CONTACT_PART_CONFIRMED] = { self->confirmed, self->again_group },
    [HAVEN_CONTACT_PART_EVERY] = { self->every, self->again_group },
  };

  *group = places[part].group;
  return places[part].row;
}

static void
show_problem (HavenContactDialog *self, HavenContactPart part, const char *sentence)
{
  AdwPreferencesGroup *group;
  GtkWidget *row = find_row (self, part, &group);

  hide_problem (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), sentence);
  adw_preferences_group_add (group, GTK_WIDGET (self->problem));
  self->problem_group = group;
  self->problem_row = row;
  set_invalid (row, TRUE);
  gtk_widget_grab_focus (row);
  haven_announce (row, sentence);
}

static void
make_problem (HavenContactDialog *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->problem = g_object_ref_sink (ADW_ACTION_ROW (adw_action_row_new ()));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->problem), FALSE);
  adw_action_row_set_title_lines (self->problem, 0);
  adw_action_row_add_prefix (self->problem, icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
}

/* ── What was typed ──────────────────────────────────────────────────────── */

static char *
dup_text (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static gint64
read_time (AdwEntryRow *row, gint64 when_empty)
{
  g_autofree char *text = dup_text (row);

  return text ? haven_contact_parse_time (text) : when_empty;
}

static void
read_hours (HavenContactDialog *self, HavenSafeContactRule *rule)
{
  gboolean limited = adw_switch_row_get_active (self->limited);
  g_autofree char *days = haven_week_days_dup_codes (self->days);

  rule->safe_from = limited ? read_time (self->from, 0) : 0;
  rule->safe_to = limited ? read_time (self->to, MINUTES_A_DAY) : MINUTES_A_DAY;
  g_strfreev (rule->days);
  rule->days = *days ? g_strsplit (days, " ", -1) : g_new0 (char *, 1);
  if (g_strv_length (rule->days) == 7)
    g_clear_pointer (&rule->days, g_strfreev);
}

static void
take_text (char **member, AdwEntryRow *row)
{
  g_free (*member);
  *member = dup_text (row);
}

/* What is not asked for stays as it was. */
static HavenSafeContactRule *
read_rule (HavenContactDialog *self)
{
  HavenSafeContactRule *rule = haven_safe_contact_rule_copy (self->before);
  g_autofree char *confirmed = dup_text (self->confirmed);

  haven_record_set_text (&rule->channel, get_channel (self));
  haven_record_set_text (&rule->safe, get_answer (self));
  take_text (&rule->value, self->value);
  take_text (&rule->who_else_hears, self->who_else);
  if (gtk_widget_get_visible (GTK_WIDGET (self->hours_group)))
    read_hours (self, rule);
  if (gtk_widget_get_visible (GTK_WIDGET (self->words_group)))
    {
      take_text (&rule->caller_name_to_use, self->name);
      take_text (&rule->code_question, self->question);
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->machine_group)))
    {
      haven_record_set_text (&rule->leave_voicemail,
                             get_voicemail_code (adw_combo_row_get_selected (self->voicemail), NULL));
      rule->text_ok = adw_switch_row_get_active (self->texts);
    }
  if (confirmed == NULL || !haven_date_parse (confirmed, &rule->last_confirmed_on, NULL))
    rule->last_confirmed_on = HAVEN_DATE_NONE;
  rule->confirm_every_days = (gint64) adw_spin_row_get_value (self->every);
  return rule;
}

/* ── Saving ──────────────────────────────────────────────────────────────── */

static void
set_busy (HavenContactDialog *self, gboolean busy)
{
  /* An entry that is switched off with the cursor in it goes on blinking. */
  if (busy)
    adw_dialog_set_focus (ADW_DIALOG (self), NULL);
  gtk_widget_set_sensitive (self->page, !busy);
  gtk_widget_set_sensitive (self->save, !busy);
}

typedef struct
{
  HavenSafeContactRule *before;
  HavenSafeContactRule *after;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  haven_safe_contact_rule_free (saving->before);
  haven_safe_contact_rule_free (saving->after);
  g_free (saving);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;

  return saving->before->id ? haven_contact_edit_change (session, saving->before, saving->after, error)
                            : haven_contact_edit_add (session, saving->after, NULL, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenContactDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (edit == NULL)
    {
      show_problem (self, HAVEN_CONTACT_PART_VALUE, error->message);
      return;
    }
  haven_draft_keeper_do (self->keeper, edit);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save_clicked_cb (HavenContactDialog *self, GtkButton *button)
{
  g_autoptr (HavenSafeContactRule) rule = read_rule (self);
  g_autoptr (GError) error = NULL;
  HavenContactPart part;
  Saving *saving;

  hide_problem (self);
  if (!haven_contact_check_rule (rule, get_today (self), &part, &error))
    {
      show_problem (self, part, error->message);
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->before = haven_safe_contact_rule_copy (self->before);
  saving->after = g_steal_pointer (&rule);
  set_busy (self, TRUE);
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_edit,
                            saving,
                            free_saving,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

/* ── Callbacks ───────────────────────────────────────────────────────────── */

static void
changed_cb (HavenContactDialog *self)
{
  hide_problem (self);
}

static void
choice_changed_cb (HavenContactDialog *self)
{
  hide_problem (self);
  show_questions (self);
}

static void
days_changed_cb (HavenContactDialog *self)
{
  hide_problem (self);
  if (self->keeper != NULL)
    haven_draft_keeper_changed (self->keeper);
}

static void
today_clicked_cb (HavenContactDialog *self, GtkButton *button)
{
  g_autofree char *today = haven_date_dup_iso (get_today (self));

  gtk_editable_set_text (GTK_EDITABLE (self->confirmed), today);
}

/* ── The draft ───────────────────────────────────────────────────────────── */

static char *
dup_days (gpointer self)
{
  return haven_week_days_dup_codes (HAVEN_CONTACT_DIALOG (self)->days);
}

static void
set_days (gpointer self, const char *codes)
{
  haven_week_days_set_codes (HAVEN_CONTACT_DIALOG (self)->days, codes);
}

static void
keep (HavenContactDialog *self)
{
  g_autofree char *subject_id =
    g_strdup_printf ("%s/%s", self->before->patient_id, self->before->id ? self->before->id : HAVEN_DRAFT_OF_NEW);
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_CONTACT, subject_id);
  if (self->before->id != NULL)
    haven_draft_keeper_set_of_record (self->keeper);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_choice (fields, "channel", GTK_WIDGET (self->channel), get_channel_code, NULL);
  haven_draft_fields_add (fields, "value", GTK_WIDGET (self->value));
  haven_draft_fields_add_choice (fields, "safe", GTK_WIDGET (self->safe), get_answer_code, NULL);
  haven_draft_fields_add (fields, "limited", GTK_WIDGET (self->limited));
  haven_draft_fields_add (fields, "from", GTK_WIDGET (self->from));
  haven_draft_fields_add (fields, "to", GTK_WIDGET (self->to));
  haven_draft_fields_add_value (fields, "days", dup_days, set_days, self);
  haven_draft_fields_add (fields, "name", GTK_WIDGET (self->name));
  haven_draft_fields_add (fields, "question", GTK_WIDGET (self->question));
  haven_draft_fields_add_choice (fields, "voicemail", GTK_WIDGET (self->voicemail), get_voicemail_code, NULL);
  haven_draft_fields_add (fields, "texts", GTK_WIDGET (self->texts));
  haven_draft_fields_add (fields, "who-else", GTK_WIDGET (self->who_else));
  haven_draft_fields_add (fields, "confirmed", GTK_WIDGET (self->confirmed));
  haven_draft_fields_add (fields, "every", GTK_WIDGET (self->every));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
haven_contact_dialog_dispose (GObject *object)
{
  HavenContactDialog *self = HAVEN_CONTACT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  self->problem_group = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_CONTACT_DIALOG);
  g_clear_object (&self->problem);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_contact_dialog_parent_class)->dispose (object);
}

static void
haven_contact_dialog_finalize (GObject *object)
{
  HavenContactDialog *self = HAVEN_CONTACT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->before, haven_safe_contact_rule_free);
  G_OBJECT_CLASS (haven_contact_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-contact-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HavenContactDialog, child)
  BIND (save);
  BIND (line);
  BIND (page);
  BIND (way_group);
  BIND (channel);
  BIND (value);
  BIND (safe_group);
  BIND (safe);
  BIND (hours_group);
  BIND (limited);
  BIND (from);
  BIND (to);
  BIND (days);
  BIND (words_group);
  BIND (name);
  BIND (question);
  BIND (machine_group);
  BIND (voicemail);
  BIND (texts);
  BIND (others_group);
  BIND (who_else);
  BIND (again_group);
  BIND (confirmed);
  BIND (every);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, days_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
}

static void
haven_contact_dialog_class_init (HavenContactDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_contact_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_contact_dialog_finalize;
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_WEEK_DAYS);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
haven_contact_dialog_init (HavenContactDialog *self)
{
  g_autoptr (GtkStringList) ways = gtk_string_list_new (NULL);

  make_problem (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    gtk_string_list_append (ways, haven_contact_channel_get_label (channels[i]));
  haven_choice_name_items (self->channel);
  haven_choice_name_items (self->safe);
  haven_choice_name_items (self->voicemail);
  adw_combo_row_set_model (self->channel, G_LIST_MODEL (ways));
  show_questions (self);
}

static void
choose (AdwComboRow *row, const char *code, const char *const *codes, gsize n_codes)
{
  for (guint i = 0; i < n_codes; i++)
    if (g_strcmp0 (codes[i], code) == 0)
      adw_combo_row_set_selected (row, i);
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
show_hours (HavenContactDialog *self, const HavenSafeContactRule *rule)
{
  gint64 to = rule->safe_to > 0 ? rule->safe_to : MINUTES_A_DAY;
  g_autofree char *from_words = haven_contact_dup_time (rule->safe_from);
  g_autofree char *to_words = haven_contact_dup_time (to);
  g_autofree char *days = rule->days ? g_strjoinv (" ", rule->days) : NULL;
  gboolean limited = rule->safe_from > 0 || to < MINUTES_A_DAY;

  adw_switch_row_set_active (self->limited, limited);
  set_text (self->from, limited ? from_words : NULL);
  set_text (self->to, limited ? to_words : NULL);
  if (days != NULL)
    haven_week_days_set_codes (self->days, days);
}

static void
show_rule (HavenContactDialog *self, const HavenSafeContactRule *rule)
{
  g_autofree char *confirmed = haven_date_dup_iso (rule->last_confirmed_on);

  choose (self->channel, rule->channel, channels, G_N_ELEMENTS (channels));
  choose (self->safe, rule->safe, answers, G_N_ELEMENTS (answers));
  choose (self->voicemail, rule->leave_voicemail, voicemails, G_N_ELEMENTS (voicemails));
  set_text (self->value, rule->value);
  set_text (self->name, rule->caller_name_to_use);
  set_text (self->question, rule->code_question);
  set_text (self->who_else, rule->who_else_hears);
  set_text (self->confirmed, haven_date_is_set (rule->last_confirmed_on) ? confirmed : NULL);
  adw_switch_row_set_active (self->texts, rule->text_ok);
  adw_spin_row_set_value (self->every, (double) rule->confirm_every_days);
  show_hours (self, rule);
  show_questions (self);
}

static HavenSafeContactRule *
make_new_rule (HavenContactDialog *self, const char *patient_id)
{
  HavenSafeContactRule *rule = haven_safe_contact_rule_new ();

  rule->patient_id = g_strdup (patient_id);
  rule->channel = g_strdup ("mobile");
  rule->safe_to = MINUTES_A_DAY;
  rule->last_confirmed_on = get_today (self);
  rule->confirm_every_days = HAVEN_CONTACT_CONFIRM_DAYS;
  return rule;
}

/**
 * haven_contact_dialog_new:
 * @rule: (nullable): %NULL for a new one; it is copied
 */
AdwDialog *
haven_contact_dialog_new (HavenWorkspace *workspace, const char *patient_id, const HavenSafeContactRule *rule)
{
  HavenContactDialog *self = g_object_new (HAVEN_TYPE_CONTACT_DIALOG, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && patient_id != NULL, ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  self->before = rule ? haven_safe_contact_rule_copy (rule) : make_new_rule (self, patient_id);
  show_rule (self, self->before);
  keep (self);
  return ADW_DIALOG (self);
}
