/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-deadline-dialog.h"

#include "haven-deadline-form.h"
#include "haven-draft-keeper.h"
#include "haven-matters-service.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenDeadlineDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwNavigationView *navigation;
  GtkSearchEntry *search;
  GtkListBox *rules;
  GtkStack *rules_stack;
  HavenDraftLine *line;
  HavenDeadlineForm *form;
  AdwEntryRow *desk_words;
  GtkWidget *failure_box;
  GtkLabel *failure;

  /* owned */
  HavenWorkspace *workspace;
  char *matter_id;
  char *wanted; /* what is searched for, folded */
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;

  /* borrowed */
  const HavenDeadlineRule *rule;

  HavenDate born;
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (HavenDeadlineDialog, haven_deadline_dialog, ADW_TYPE_DIALOG)

/* ── Rules ────────────────────────────────────────────────────────────────── */

static const HavenDeadlineRule *
get_rule (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "rule");
}

static gboolean
is_wanted (GtkListBoxRow *row, gpointer data)
{
  HavenDeadlineDialog *self = data;
  const HavenDeadlineRule *rule = get_rule (row);
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  if (self->wanted == NULL || *self->wanted == '\0')
    return TRUE;
  all = g_strjoin (" ",
                   haven_deadline_rule_get_code (rule),
                   haven_deadline_rule_get_label (rule),
                   haven_deadline_rule_get_plain_label (rule),
                   haven_deadline_rule_get_citation (rule),
                   haven_deadline_rule_get_trigger_event (rule),
                   _ (haven_deadline_rule_get_label (rule)),
                   _ (haven_deadline_rule_get_plain_label (rule)),
                   _ (haven_deadline_rule_get_trigger_event (rule)),
                   NULL);
  folded = haven_text_dup_search_key (all);
  words = g_strsplit (self->wanted, " ", -1);
  for (guint i = 0; words[i]; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static GtkWidget *
create_rule_row (const HavenDeadlineRule *rule)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *subtitle = g_strdup_printf ("%s · %s",
                                               _ (haven_deadline_rule_get_plain_label (rule)),
                                               haven_deadline_rule_get_citation (rule));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (haven_deadline_rule_get_label (rule)));
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "rule", (gpointer) rule);
  return GTK_WIDGET (row);
}

static GtkListBoxRow *
find_first_wanted (HavenDeadlineDialog *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rules, i)) != NULL; i++)
    if (is_wanted (row, self))
      return row;
  return NULL;
}

static void
search_changed_cb (HavenDeadlineDialog *self)
{
  g_free (self->wanted);
  self->wanted = haven_text_dup_search_key (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_list_box_invalidate_filter (self->rules);
  gtk_stack_set_visible_child_name (self->rules_stack, find_first_wanted (self) ? "rules" : "none");
}

static void
choose (HavenDeadlineDialog *self, const HavenDeadlineRule *rule)
{
  HavenDeadlineInput known = HAVEN_DEADLINE_INPUT_INIT;

  self->rule = rule;
  if (haven_deadline_rule_needs_born (rule) || haven_deadline_rule_starts_at_birth (rule))
    known.born = self->born;
  haven_deadline_form_set_rule (self->form, haven_workspace_get_session (self->workspace), rule, &known);
  if (g_strcmp0 (adw_navigation_view_get_visible_page_tag (self->navigation), "form") != 0)
    adw_navigation_view_push_by_tag (self->navigation, "form");
  haven_draft_keeper_changed (self->keeper);
}

static void
rule_activated_cb (HavenDeadlineDialog *self, GtkListBoxRow *row)
{
  choose (self, get_rule (row));
}

/* A search entry takes Escape for itself; here it leaves the dialog, as everywhere. */
static void
search_stopped_cb (HavenDeadlineDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Enter is for what is typed, also where the list has not followed the typing yet; of nothing typed nothing is meant. */
static void
search_activated_cb (HavenDeadlineDialog *self)
{
  GtkListBoxRow *row;

  search_changed_cb (self);
  row = *self->wanted != '\0' ? find_first_wanted (self) : NULL;
  if (row != NULL)
    choose (self, get_rule (row));
}

/* ── Saving ───────────────────────────────────────────────────────────────── */

typedef struct
{
  char *matter_id;
  char *rule;
  HavenDeadlineInput input;
  int minute;
  char *place;
  char *words;
} Adding;

static void
free_adding (gpointer data)
{
  Adding *adding = data;

  g_free (adding->matter_id);
  g_free (adding->rule);
  g_free (adding->place);
  g_free (adding->words);
  g_free (adding);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Adding *adding = data;
  const HavenDateAt at = { adding->minute, adding->place };

  return haven_matters_edit_add_deadline (session,
                                          adding->matter_id,
                                          adding->rule,
                                          &adding->input,
                                          &at,
                                          adding->words,
                                          error);
}

static void
update_actions (HavenDeadlineDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "dialog.save",
                                 !self->saving && haven_deadline_form_get_preview (self->form) != NULL);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenDeadlineDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->saving = FALSE;
  update_actions (self);
  if (edit == NULL)
    {
      gtk_label_set_label (self->failure, error ? error->message : "");
      gtk_widget_set_visible (self->failure_box, TRUE);
      return;
    }
  haven_draft_keeper_do (self->keeper, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenDeadlineDialog *self = HAVEN_DEADLINE_DIALOG (widget);
  Adding *adding;

  if (self->saving || haven_deadline_form_get_preview (self->form) == NULL)
    return;
  adding = g_new0 (Adding, 1);
  adding->matter_id = g_strdup (self->matter_id);
  adding->rule = g_strdup (haven_deadline_rule_get_code (self->rule));
  adding->input = *haven_deadline_form_get_input (self->form);
  adding->minute = haven_deadline_form_get_at (self->form)->minute;
  adding->place = g_strdup (haven_deadline_form_get_at (self->form)->place);
  adding->words = g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self->desk_words), 0, -1));
  self->saving = TRUE;
  update_actions (self);
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_edit,
                            adding,
                            free_adding,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

static void
form_changed_cb (HavenDeadlineDialog *self)
{
  const HavenDeadline *preview = haven_deadline_form_get_preview (self->form);

  gtk_widget_set_visible (self->failure_box, FALSE);
  /* Without a day there is nothing that the desk could see. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->desk_words), preview == NULL || haven_date_is_set (preview->plan_by));
  update_actions (self);
}

/* ── The draft ────────────────────────────────────────────────────────────── */

static char *
dup_rule (gpointer owner)
{
  const HavenDeadlineRule *rule = HAVEN_DEADLINE_DIALOG (owner)->rule;

  return rule ? g_strdup (haven_deadline_rule_get_code (rule)) : NULL;
}

static void
set_rule (gpointer owner, const char *code)
{
  HavenDeadlineDialog *self = owner;

  if (*code != '\0')
    {
      haven_deadline_dialog_choose_rule (self, code);
      return;
    }
  self->rule = NULL;
  adw_navigation_view_pop_to_tag (self->navigation, "rules");
}

/* The rule first: it fills the rows with what is known, and then comes what was typed. */
static void
keep (HavenDeadlineDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_DEADLINE, self->matter_id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_value (fields, "rule", dup_rule, set_rule, self);
  haven_deadline_form_add_to_draft (self->form, fields);
  haven_draft_fields_add (fields, "words", GTK_WIDGET (self->desk_words));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, GTK_WIDGET (self->navigation));
}

static void
haven_deadline_dialog_dispose (GObject *object)
{
  HavenDeadlineDialog *self = HAVEN_DEADLINE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_DEADLINE_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_deadline_dialog_parent_class)->dispose (object);
}

static void
haven_deadline_dialog_finalize (GObject *object)
{
  HavenDeadlineDialog *self = HAVEN_DEADLINE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->matter_id);
  g_free (self->wanted);
  G_OBJECT_CLASS (haven_deadline_dialog_parent_class)->finalize (object);
}

static void
haven_deadline_dialog_class_init (HavenDeadlineDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_deadline_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_deadline_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_DEADLINE_FORM);
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-deadline-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDialog, search);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDialog, rules);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDialog, rules_stack);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDialog, desk_words);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDialog, failure_box);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDialog, failure);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, rule_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
}

static void
haven_deadline_dialog_init (HavenDeadlineDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->rules, is_wanted, self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
}

/** Another date of a matter. */
AdwDialog *
haven_deadline_dialog_new (HavenWorkspace *workspace, const HavenMatterPage *page)
{
  HavenDeadlineDialog *self = g_object_new (HAVEN_TYPE_DEADLINE_DIALOG, NULL);
  HavenDeadlineRules *rules = haven_session_get_rules (haven_workspace_get_session (workspace));

  self->workspace = g_object_ref (workspace);
  self->matter_id = g_strdup (page->matter->id);
  self->born = page->born;
  haven_deadline_form_set_matter (self->form, page);
  for (guint i = 0; i < haven_deadline_rules_get_n_rules (rules); i++)
    gtk_list_box_append (self->rules, create_rule_row (haven_deadline_rules_get_rule (rules, i)));
  keep (self);
  return ADW_DIALOG (self);
}

/** Goes on to what the rule with that code counts from. */
void
haven_deadline_dialog_choose_rule (HavenDeadlineDialog *self, const char *code)
{
  const HavenDeadlineRule *rule;

  g_return_if_fail (HAVEN_IS_DEADLINE_DIALOG (self));
  rule = haven_deadline_rules_lookup (haven_session_get_rules (haven_workspace_get_session (self->workspace)),
                                      code,
                                      NULL);
  if (rule != NULL)
    choose (self, rule);
}
