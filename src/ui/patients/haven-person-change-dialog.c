/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-change-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-draft-keeper.h"
#include "haven-person-languages.h"
#include "haven-person-names.h"
#include "haven-person-tongues.h"

#include <glib/gi18n.h>

struct _HavenPersonChangeDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *save;
  HavenDraftLine *line;
  GtkWidget *page;
  AdwPreferencesGroup *name_group;
  AdwEntryRow *name;
  AdwEntryRow *pronouns;
  HavenPersonNames *names;
  AdwComboRow *spoken;
  AdwComboRow *written;
  AdwComboRow *interpreter;
  HavenPersonTongues *others;
  AdwPreferencesGroup *born_group;
  AdwEntryRow *born;
  AdwSwitchRow *estimated;
  AdwSwitchRow *do_not_contact;

  /* owned */
  HavenWorkspace *workspace;
  GtkStringList *languages;
  HavenPersonPage *seen; /* as it was read */
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;
  AdwActionRow *problem; /* the sentence, in the group that it is about */

  /* borrowed */
  AdwPreferencesGroup *problem_group; /* NULL: there is no problem */
};

G_DEFINE_FINAL_TYPE (HavenPersonChangeDialog, haven_person_change_dialog, ADW_TYPE_DIALOG)

static const char *const needs[] = { NULL, "none", "spoken", "sign", "relay" };

static const char *
get_need_code (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (needs) ? needs[position] : NULL;
}

static const char *
get_language_code (guint position, gpointer languages)
{
  return haven_person_languages_get_code (languages, position);
}

/* ── What is on the screen ───────────────────────────────────────────────── */

static char *
dup_text (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* A language that is not among those that are offered stays as it is, as long as nobody chooses another. */
static char *
dup_language (HavenPersonChangeDialog *self, AdwComboRow *row, const char *before)
{
  const char *code = get_language_code (adw_combo_row_get_selected (row), self->languages);

  return g_strdup (adw_combo_row_get_selected (row) == GTK_INVALID_LIST_POSITION ? before : code);
}

static char *
dup_other_codes (const HavenPatient *person)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) others = NULL;

  for (gsize i = 0; person->languages && person->languages[i]; i++)
    if (g_strcmp0 (person->languages[i], person->spoken_language) != 0)
      g_strv_builder_add (builder, person->languages[i]);
  others = g_strv_builder_end (builder);
  return g_strjoinv (" ", others);
}

/* All that are known stand in the record, the first one first; where nobody touched them, they stay as they were. */
static char **
dup_languages (HavenPersonChangeDialog *self, const char *spoken)
{
  const HavenPatient *before = self->seen->patient;
  g_autofree char *codes = haven_person_tongues_dup_codes (self->others);
  g_autofree char *codes_before = dup_other_codes (before);
  g_auto (GStrv) others = g_strsplit (codes, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (g_str_equal (codes, codes_before) && g_strcmp0 (spoken, before->spoken_language) == 0)
    return g_strdupv (before->languages);
  if (spoken != NULL)
    g_strv_builder_add (builder, spoken);
  for (gsize i = 0; others[i] != NULL; i++)
    if (*others[i] != '\0' && g_strcmp0 (others[i], spoken) != 0)
      g_strv_builder_add (builder, others[i]);
  all = g_strv_builder_end (builder);
  return all[0] != NULL ? g_steal_pointer (&all) : NULL;
}

static HavenPatient *
read_person (HavenPersonChangeDialog *self)
{
  const HavenPatient *before = self->seen->patient;
  HavenPatient *person = haven_patient_new ();

  person->name = dup_text (self->name);
  person->pronouns = dup_text (self->pronouns);
  person->born_on = dup_text (self->born);
  person->born_estimated = person->born_on != NULL && adw_switch_row_get_active (self->estimated);
  person->spoken_language = dup_language (self, self->spoken, before->spoken_language);
  person->written_language = dup_language (self, self->written, before->written_language);
  person->interpreter_need = g_strdup (get_need_code (adw_combo_row_get_selected (self->interpreter), NULL));
  person->do_not_contact = adw_switch_row_get_active (self->do_not_contact);
  person->languages = dup_languages (self, person->spoken_language);
  return person;
}

/* ── A sentence beside what it is about ──────────────────────────────────── */

static void
set_invalid (AdwEntryRow *row, gboolean invalid)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
hide_problem (HavenPersonChangeDialog *self)
{
  if (self->problem_group == NULL)
    return;
  adw_preferences_group_remove (self->problem_group, GTK_WIDGET (self->problem));
  self->problem_group = NULL;
  set_invalid (self->name, FALSE);
  set_invalid (self->born, FALSE);
}

static void
show_problem (HavenPersonChangeDialog *self, AdwPreferencesGroup *group, AdwEntryRow *row, const char *sentence)
{
  hide_problem (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), sentence);
  adw_preferences_group_add (group, GTK_WIDGET (self->problem));
  self->problem_group = group;
  set_invalid (row, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  haven_announce (GTK_WIDGET (row), sentence);
}

static void
make_problem (HavenPersonChangeDialog *self)
{
  self->problem = g_object_ref_sink (ADW_ACTION_ROW (adw_action_row_new ()));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->problem), FALSE);
  adw_action_row_set_title_lines (self->problem, 0);
  adw_action_row_add_prefix (self->problem, gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
}

/* ── Saving ──────────────────────────────────────────────────────────────── */

static void
set_busy (HavenPersonChangeDialog *self, gboolean busy)
{
  /* An entry that is switched off with the cursor in it goes on blinking. */
  if (busy)
    adw_dialog_set_focus (ADW_DIALOG (self), NULL);
  gtk_widget_set_sensitive (self->page, !busy);
  gtk_widget_set_sensitive (self->save, !busy);
}

static HavenPersonPage *
dup_head (const HavenPersonPage *page)
{
  HavenPersonPage *head = g_new0 (HavenPersonPage, 1);

  head->patient = haven_patient_copy (page->patient);
  head->names = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_patient_name_free);
  for (guint i = 0; i < page->names->len; i++)
    g_ptr_array_add (head->names, haven_patient_name_copy (page->names->pdata[i]));
  return head;
}

typedef struct
{
  HavenPersonPage *seen;
  HavenPatient *person;
  GPtrArray *names;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  haven_person_page_free (saving->seen);
  haven_patient_free (saving->person);
  g_ptr_array_unref (saving->names);
  g_free (saving);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;

  return haven_people_edit_change (session, saving->seen, saving->person, saving->names, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPersonChangeDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (error != NULL)
    {
      /* The name and the languages are right by now; what is left to be wrong is the day of birth. */
      show_problem (self, self->born_group, self->born, error->message);
      return;
    }
  if (edit != NULL)
    haven_draft_keeper_do (self->keeper, edit);
  else
    haven_draft_keeper_finish (self->keeper);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save_clicked_cb (HavenPersonChangeDialog *self, GtkButton *button)
{
  g_autoptr (HavenPatient) person = read_person (self);
  Saving *saving;

  hide_problem (self);
  if (person->name == NULL)
    {
      show_problem (self,
                    self->name_group,
                    self->name,
                    _("A name is needed. It may be any name that the person wants to use here."));
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->seen = dup_head (self->seen);
  saving->person = g_steal_pointer (&person);
  saving->names = haven_person_names_dup_names (self->names);
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

static void
changed_cb (HavenPersonChangeDialog *self)
{
  hide_problem (self);
}

static void
tell_keeper (HavenPersonChangeDialog *self)
{
  if (self->keeper != NULL)
    haven_draft_keeper_changed (self->keeper);
}

static void
names_changed_cb (HavenPersonChangeDialog *self)
{
  tell_keeper (self);
}

static void
others_changed_cb (HavenPersonChangeDialog *self)
{
  tell_keeper (self);
}

/* ── The draft ───────────────────────────────────────────────────────────── */

static char *
dup_names (gpointer self)
{
  return haven_person_names_dup_text (HAVEN_PERSON_CHANGE_DIALOG (self)->names);
}

static void
set_names (gpointer self, const char *text)
{
  haven_person_names_set_text (HAVEN_PERSON_CHANGE_DIALOG (self)->names, text);
}

static char *
dup_others (gpointer self)
{
  return haven_person_tongues_dup_codes (HAVEN_PERSON_CHANGE_DIALOG (self)->others);
}

static void
set_others (gpointer self, const char *codes)
{
  haven_person_tongues_set_codes (HAVEN_PERSON_CHANGE_DIALOG (self)->others, codes);
}

static void
keep (HavenPersonChangeDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_PERSON_CHANGE, self->seen->patient->id);
  haven_draft_keeper_set_of_record (self->keeper);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add (fields, "name", GTK_WIDGET (self->name));
  haven_draft_fields_add (fields, "pronouns", GTK_WIDGET (self->pronouns));
  haven_draft_fields_add_value (fields, "names", dup_names, set_names, self);
  haven_draft_fields_add_choice (fields, "spoken", GTK_WIDGET (self->spoken), get_language_code, self->languages);
  haven_draft_fields_add_choice (fields, "written", GTK_WIDGET (self->written), get_language_code, self->languages);
  haven_draft_fields_add_choice (fields, "interpreter", GTK_WIDGET (self->interpreter), get_need_code, NULL);
  haven_draft_fields_add_value (fields, "others", dup_others, set_others, self);
  haven_draft_fields_add (fields, "born", GTK_WIDGET (self->born));
  haven_draft_fields_add (fields, "estimated", GTK_WIDGET (self->estimated));
  haven_draft_fields_add (fields, "do-not-contact", GTK_WIDGET (self->do_not_contact));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
haven_person_change_dialog_dispose (GObject *object)
{
  HavenPersonChangeDialog *self = HAVEN_PERSON_CHANGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  self->problem_group = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PERSON_CHANGE_DIALOG);
  g_clear_object (&self->problem);
  g_clear_object (&self->workspace);
  g_clear_object (&self->languages);
  G_OBJECT_CLASS (haven_person_change_dialog_parent_class)->dispose (object);
}

static void
haven_person_change_dialog_finalize (GObject *object)
{
  HavenPersonChangeDialog *self = HAVEN_PERSON_CHANGE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->seen, haven_person_page_free);
  G_OBJECT_CLASS (haven_person_change_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-person-change-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HavenPersonChangeDialog, child)
  BIND (save);
  BIND (line);
  BIND (page);
  BIND (name_group);
  BIND (name);
  BIND (pronouns);
  BIND (names);
  BIND (spoken);
  BIND (written);
  BIND (interpreter);
  BIND (others);
  BIND (born_group);
  BIND (born);
  BIND (estimated);
  BIND (do_not_contact);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, names_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, others_changed_cb);
}

static void
haven_person_change_dialog_class_init (HavenPersonChangeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_person_change_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_person_change_dialog_finalize;
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_PERSON_NAMES);
  g_type_ensure (HAVEN_TYPE_PERSON_TONGUES);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
haven_person_change_dialog_init (HavenPersonChangeDialog *self)
{
  make_problem (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->languages = haven_person_languages_new ();
  haven_choice_name_items (self->spoken);
  haven_choice_name_items (self->written);
  haven_choice_name_items (self->interpreter);
  haven_person_languages_offer (self->languages, self->spoken);
  haven_person_languages_offer (self->languages, self->written);
  haven_person_tongues_offer (self->others, self->languages);
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
choose (AdwComboRow *row, HavenDraftChoiceCode get_code, gpointer data, const char *code)
{
  GListModel *model = adw_combo_row_get_model (row);
  guint position = 0;

  while (position < g_list_model_get_n_items (model) && g_strcmp0 (get_code (position, data), code) != 0)
    position++;
  adw_combo_row_set_selected (row,
                              position < g_list_model_get_n_items (model) ? position : GTK_INVALID_LIST_POSITION);
}

static void
show_person (HavenPersonChangeDialog *self)
{
  const HavenPatient *person = self->seen->patient;
  g_autofree char *codes = dup_other_codes (person);

  set_text (self->name, person->name);
  set_text (self->pronouns, person->pronouns);
  set_text (self->born, person->born_on);
  adw_switch_row_set_active (self->estimated, person->born_estimated);
  adw_switch_row_set_active (self->do_not_contact, person->do_not_contact);
  choose (self->spoken, get_language_code, self->languages, person->spoken_language);
  choose (self->written, get_language_code, self->languages, person->written_language);
  choose (self->interpreter, get_need_code, NULL, person->interpreter_need);
  haven_person_tongues_set_codes (self->others, codes);
  haven_person_names_set_names (self->names, self->seen->names);
}

/**
 * haven_person_change_dialog_new:
 * @page: as it was read; the person and the names are copied
 */
AdwDialog *
haven_person_change_dialog_new (HavenWorkspace *workspace, const HavenPersonPage *page)
{
  HavenPersonChangeDialog *self = g_object_new (HAVEN_TYPE_PERSON_CHANGE_DIALOG, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && page != NULL, ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  self->seen = dup_head (page);
  show_person (self);
  keep (self);
  return ADW_DIALOG (self);
}
