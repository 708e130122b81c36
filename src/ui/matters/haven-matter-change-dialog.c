/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-change-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-date-row.h"
#include "haven-draft-keeper.h"
#include "haven-matter-change.h"
#include "haven-matter-type.h"
#include "haven-matter-words.h"

#include <glib/gi18n.h>

struct _HavenMatterChangeDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenDraftLine *line;
  GtkWidget *page;
  GtkLabel *failure;
  GtkLabel *person;
  GtkLabel *why;
  AdwComboRow *stage;
  AdwEntryRow *reason;
  HavenDateRow *filed_on;
  AdwComboRow *method;
  AdwComboRow *outcome;
  AdwEntryRow *hold_reason;
  GtkLabel *missing;
  AdwEntryRow *venue;
  AdwEntryRow *receipt;
  AdwEntryRow *docket;
  AdwEntryRow *alien;
  AdwComboRow *privilege;
  AdwSwitchRow *protection;

  /* owned */
  HavenWorkspace *workspace;
  HavenMatter *matter; /* as it was read */
  HavenMatterStages *stages;
  GPtrArray *stage_codes; /* borrowed */
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;
  char *asked_stage;   /* nullable: the one for which it opened */
  char *asked_missing; /* nullable: what that lacked then; it is said above */

  gboolean saving;
};

G_DEFINE_FINAL_TYPE (HavenMatterChangeDialog, haven_matter_change_dialog, ADW_TYPE_DIALOG)

static const char *const privileges[] = { "attorney-client", "advocate", "none" };

/* ── What is chosen ───────────────────────────────────────────────────────── */

static const char *
get_stage_at (guint position, gpointer data)
{
  HavenMatterChangeDialog *self = data;

  return position < self->stage_codes->len ? self->stage_codes->pdata[position] : NULL;
}

/* The first of these lists is nothing chosen yet. */
static const char *
get_method_at (guint position, gpointer data)
{
  return position == 0 ? "" : haven_matter_get_receipt_methods ()[position - 1].code;
}

static const char *
get_outcome_at (guint position, gpointer data)
{
  return position == 0 ? "" : haven_matter_get_outcomes ()[position - 1].code;
}

static const char *
get_privilege_at (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (privileges) ? privileges[position] : NULL;
}

static char *
dup_chosen (AdwComboRow *row, const char *(*get_at) (guint position, gpointer data))
{
  guint position = adw_combo_row_get_selected (row);
  const char *code = position == GTK_INVALID_LIST_POSITION ? NULL : get_at (position, NULL);

  return code != NULL && *code != '\0' ? g_strdup (code) : NULL;
}

static char *
dup_typed (AdwEntryRow *row)
{
  return g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (row), 0, -1));
}

/* ── Reading the rows ─────────────────────────────────────────────────────── */

/* @error: (nullable): a day that is no day */
static HavenMatter *
read_rows (HavenMatterChangeDialog *self, GError **error)
{
  g_autoptr (HavenMatter) own = haven_matter_copy (self->matter);
  g_autofree char *method = dup_chosen (self->method, get_method_at);
  g_autofree char *outcome = dup_chosen (self->outcome, get_outcome_at);
  g_autofree char *privilege = dup_chosen (self->privilege, get_privilege_at);
  g_autofree char *hold = dup_typed (self->hold_reason), *venue = dup_typed (self->venue);
  g_autofree char *receipt = dup_typed (self->receipt), *docket = dup_typed (self->docket);
  g_autofree char *alien = dup_typed (self->alien);
  HavenDateEntry entry = haven_date_row_read (self->filed_on, &own->filed_on, error);

  if (entry == HAVEN_DATE_ENTRY_TYPING && error != NULL && *error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("Write each day as 2026-11-22."));
  if (entry == HAVEN_DATE_ENTRY_TYPING || entry == HAVEN_DATE_ENTRY_INVALID)
    return NULL;
  if (entry == HAVEN_DATE_ENTRY_EMPTY)
    own->filed_on = HAVEN_DATE_NONE;
  haven_record_set_text (&own->stage, get_stage_at (adw_combo_row_get_selected (self->stage), self));
  /* A way of sending that somebody typed stands in no list; it stays until another one is chosen. */
  if (method != NULL || haven_choice_find (haven_matter_get_receipt_methods (), own->receipt_method) != NULL)
    haven_record_set_text (&own->receipt_method, method);
  haven_record_set_text (&own->outcome, outcome);
  if (own->privilege != NULL || g_strcmp0 (privilege, "none") != 0)
    haven_record_set_text (&own->privilege, privilege);
  haven_record_set_text (&own->hold_reason, hold);
  haven_record_set_text (&own->venue, venue);
  haven_record_set_text (&own->receipt_number, receipt);
  haven_record_set_text (&own->docket_number, docket);
  haven_record_set_text (&own->alien_number, alien);
  own->protected_1367 = adw_switch_row_get_active (self->protection);
  return g_steal_pointer (&own);
}

static char *
dup_missing (HavenMatterChangeDialog *self, const HavenMatter *matter)
{
  g_auto (GStrv) missing = haven_matter_stages_dup_missing (self->stages, matter);
  g_autofree char *words = NULL;

  if (missing[0] == NULL)
    return NULL;
  for (guint i = 0; missing[i]; i++)
    g_set_str (&missing[i], _ (haven_matter_stages_get_need_words (missing[i])));
  words = g_strjoinv (C_ ("between parts of a sentence", ", "), missing);
  return g_strdup_printf (_ ("This stage needs more: %s."), words);
}

static gboolean
is_out_of_order (HavenMatterChangeDialog *self, const char *stage)
{
  return !haven_matter_stages_may_follow (self->stages, self->matter->type, self->matter->stage, stage);
}

/* Rows that a stage has nothing to do with are out of the way. */
static void
row_changed_cb (HavenMatterChangeDialog *self)
{
  const char *stage;
  g_autoptr (HavenMatter) now = NULL;
  g_autofree char *missing = NULL;
  gboolean asked;

  if (self->matter == NULL || self->stages == NULL)
    return;
  stage = get_stage_at (adw_combo_row_get_selected (self->stage), self);
  if (stage == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->reason), is_out_of_order (self, stage));
  gtk_widget_set_visible (GTK_WIDGET (self->hold_reason), g_str_equal (stage, "on_hold"));
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), !haven_matter_stage_is_open (stage) || self->matter->outcome ||
                                                          g_str_equal (stage, "decided") ||
                                                          g_str_equal (stage, "post-decision"));
  now = read_rows (self, NULL);
  missing = now ? dup_missing (self, now) : NULL;
  asked = g_strcmp0 (stage, self->asked_stage) == 0;
  gtk_widget_set_visible (GTK_WIDGET (self->why), asked);
  gtk_label_set_label (self->missing, missing ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing),
                          missing != NULL && !(asked && g_strcmp0 (missing, self->asked_missing) == 0));
}

/* ── Why it opened ────────────────────────────────────────────────────────── */

/* Returns: (nullable): where what @need names is written */
static GtkWidget *
get_row_of (HavenMatterChangeDialog *self, const char *need)
{
  if (g_strcmp0 (need, "filed_on") == 0)
    return GTK_WIDGET (self->filed_on);
  if (g_strcmp0 (need, "receipt_method") == 0)
    return GTK_WIDGET (self->method);
  if (g_strcmp0 (need, "outcome") == 0)
    return GTK_WIDGET (self->outcome);
  return g_strcmp0 (need, "hold_reason") == 0 ? GTK_WIDGET (self->hold_reason) : NULL;
}

/* What the stage wants that is chosen, the reason first; the first of it has the focus. */
static void
show_why (HavenMatterChangeDialog *self)
{
  const char *stage = get_stage_at (adw_combo_row_get_selected (self->stage), self);
  g_autoptr (HavenMatter) now = haven_matter_copy (self->matter);
  g_autoptr (GStrvBuilder) wanted = g_strv_builder_new ();
  g_auto (GStrv) missing = NULL, words = NULL;
  g_autofree char *list = NULL, *sentence = NULL;
  gboolean apart = is_out_of_order (self, stage);

  haven_record_set_text (&now->stage, stage);
  missing = haven_matter_stages_dup_missing (self->stages, now);
  if (!apart && missing[0] == NULL)
    return;
  if (apart)
    g_strv_builder_add (wanted, _ ("the reason for leaving the usual order"));
  for (guint i = 0; missing[i]; i++)
    g_strv_builder_add (wanted, _ (haven_matter_stages_get_need_words (missing[i])));
  words = g_strv_builder_end (wanted);
  list = g_strjoinv (C_ ("between parts of a sentence", ", "), words);
  /* Translators: a stage, and a list: “the outcome, the day on which it was sent” */
  sentence = g_strdup_printf (_ ("Moving to “%s” needs %s."), haven_matter_words_get_stage (stage), list);
  gtk_label_set_label (self->why, sentence);
  self->asked_stage = g_strdup (stage);
  self->asked_missing = dup_missing (self, now);
  adw_dialog_set_focus (ADW_DIALOG (self), apart ? GTK_WIDGET (self->reason) : get_row_of (self, missing[0]));
}

/* ── Saving ───────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenMatter *before;
  HavenMatter *wanted;
  char *reason;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  haven_matter_free (saving->before);
  haven_matter_free (saving->wanted);
  g_free (saving->reason);
  g_free (saving);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;

  return haven_matters_edit_change (session, saving->before, saving->wanted, saving->reason, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenMatterChangeDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->saving = FALSE;
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
  HavenMatterChangeDialog *self = HAVEN_MATTER_CHANGE_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatter) wanted = NULL;
  Saving *saving;

  if (self->saving)
    return;
  wanted = read_rows (self, &error);
  if (wanted == NULL)
    {
      haven_announce_problem (self->failure, error ? error->message : "");
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->before = haven_matter_copy (self->matter);
  saving->wanted = g_steal_pointer (&wanted);
  saving->reason = dup_typed (self->reason);
  self->saving = TRUE;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_edit,
                            saving,
                            free_saving,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_matter_change_dialog_dispose (GObject *object)
{
  HavenMatterChangeDialog *self = HAVEN_MATTER_CHANGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MATTER_CHANGE_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_matter_change_dialog_parent_class)->dispose (object);
}

static void
haven_matter_change_dialog_finalize (GObject *object)
{
  HavenMatterChangeDialog *self = HAVEN_MATTER_CHANGE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->matter, haven_matter_free);
  g_clear_pointer (&self->stages, haven_matter_stages_free);
  g_clear_pointer (&self->stage_codes, g_ptr_array_unref);
  g_free (self->asked_stage);
  g_free (self->asked_missing);
  G_OBJECT_CLASS (haven_matter_change_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, page);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, person);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, why);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, stage);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, filed_on);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, method);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, hold_reason);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, venue);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, receipt);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, docket);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, alien);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, privilege);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterChangeDialog, protection);
}

static void
haven_matter_change_dialog_class_init (HavenMatterChangeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matter_change_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_matter_change_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-change-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
}

static void
haven_matter_change_dialog_init (HavenMatterChangeDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->stage_codes = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ── Filling the rows ─────────────────────────────────────────────────────── */

static void
fill (AdwComboRow *row, const HavenChoice *choices, const char *code)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (model, _ ("Not said"));
  for (guint i = 0; choices[i].code; i++)
    {
      gtk_string_list_append (model, _ (choices[i].label));
      if (g_strcmp0 (choices[i].code, code) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (row, selected);
  haven_choice_name_items (row);
}

/* A matter keeps the stage that it has, also where its kind does not have it. */
static void
fill_stages (HavenMatterChangeDialog *self)
{
  const HavenChoice *all = haven_matter_get_stages ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; all[i].code; i++)
    {
      gboolean own = g_strcmp0 (all[i].code, self->matter->stage) == 0;

      if (!own && !haven_matter_stages_apply (self->stages, self->matter->type, all[i].code))
        continue;
      if (own)
        selected = self->stage_codes->len;
      g_ptr_array_add (self->stage_codes, (gpointer) all[i].code);
      gtk_string_list_append (model, _ (all[i].label));
    }
  adw_combo_row_set_model (self->stage, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->stage, selected);
  haven_choice_name_items (self->stage);
}

static void
choose_stage (HavenMatterChangeDialog *self, const char *stage)
{
  for (guint i = 0; i < self->stage_codes->len; i++)
    if (g_strcmp0 (self->stage_codes->pdata[i], stage) == 0)
      adw_combo_row_set_selected (self->stage, i);
}

static void
fill_privileges (HavenMatterChangeDialog *self)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = G_N_ELEMENTS (privileges) - 1;

  for (guint i = 0; i < G_N_ELEMENTS (privileges); i++)
    {
      gtk_string_list_append (model, haven_matter_words_get_privilege (privileges[i]));
      if (g_strcmp0 (privileges[i], self->matter->privilege) == 0)
        selected = i;
    }
  adw_combo_row_set_model (self->privilege, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->privilege, selected);
  haven_choice_name_items (self->privilege);
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
fill_rows (HavenMatterChangeDialog *self)
{
  const HavenMatter *matter = self->matter;
  gboolean covered = haven_matter_type_is_protected_1367 (matter->type);

  fill_stages (self);
  fill (self->method, haven_matter_get_receipt_methods (), matter->receipt_method);
  fill (self->outcome, haven_matter_get_outcomes (), matter->outcome);
  fill_privileges (self);
  if (haven_date_is_set (matter->filed_on))
    haven_date_row_set_date (self->filed_on, matter->filed_on);
  set_text (self->hold_reason, matter->hold_reason);
  set_text (self->venue, matter->venue);
  set_text (self->receipt, matter->receipt_number);
  set_text (self->docket, matter->docket_number);
  set_text (self->alien, matter->alien_number);
  adw_switch_row_set_active (self->protection, matter->protected_1367);
  gtk_widget_set_sensitive (GTK_WIDGET (self->protection), !covered || !matter->protected_1367);
}

static void
keep (HavenMatterChangeDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_MATTER_CHANGE, self->matter->id);
  haven_draft_keeper_set_of_record (self->keeper);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_choice (fields, "stage", GTK_WIDGET (self->stage), get_stage_at, self);
  haven_draft_fields_add (fields, "reason", GTK_WIDGET (self->reason));
  haven_draft_fields_add (fields, "filed_on", GTK_WIDGET (self->filed_on));
  haven_draft_fields_add_choice (fields, "method", GTK_WIDGET (self->method), get_method_at, NULL);
  haven_draft_fields_add_choice (fields, "outcome", GTK_WIDGET (self->outcome), get_outcome_at, NULL);
  haven_draft_fields_add (fields, "hold_reason", GTK_WIDGET (self->hold_reason));
  haven_draft_fields_add (fields, "venue", GTK_WIDGET (self->venue));
  haven_draft_fields_add (fields, "receipt", GTK_WIDGET (self->receipt));
  haven_draft_fields_add (fields, "docket", GTK_WIDGET (self->docket));
  haven_draft_fields_add (fields, "alien", GTK_WIDGET (self->alien));
  haven_draft_fields_add_choice (fields, "privilege", GTK_WIDGET (self->privilege), get_privilege_at, NULL);
  haven_draft_fields_add (fields, "protection", GTK_WIDGET (self->protection));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

/** @person: (nullable): whose matter it is, as it is shown */
AdwDialog *
haven_matter_change_dialog_new (HavenWorkspace *workspace, const HavenMatter *matter, const char *person)
{
  return haven_matter_change_dialog_new_for_stage (workspace, matter, person, matter->stage);
}

/** @stage: the one that is chosen when it opens; it says what that needs, and the first of it has the focus */
AdwDialog *
haven_matter_change_dialog_new_for_stage (HavenWorkspace *workspace,
                                          const HavenMatter *matter,
                                          const char *person,
                                          const char *stage)
{
  HavenMatterChangeDialog *self = g_object_new (HAVEN_TYPE_MATTER_CHANGE_DIALOG, NULL);
  g_autoptr (GError) error = NULL;

  self->workspace = g_object_ref (workspace);
  self->stages = haven_matter_stages_load (&error);
  g_assert (self->stages != NULL); /* it is part of the program */
  self->matter = haven_matter_copy (matter);
  gtk_label_set_label (self->person, person ? person : "");
  gtk_widget_set_visible (GTK_WIDGET (self->person), person != NULL);
  haven_date_row_set_today (self->filed_on,
                            haven_clock_today (haven_session_get_clock (haven_workspace_get_session (workspace))));
  fill_rows (self);
  choose_stage (self, stage);
  if (g_strcmp0 (stage, matter->stage) != 0)
    show_why (self);
  row_changed_cb (self);
  keep (self);
  return ADW_DIALOG (self);
}
