/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-add-dialog.h"

#include "haven-choice-factory.h"
#include "haven-draft-keeper.h"
#include "haven-people-service.h"
#include "haven-person-languages.h"

#include <glib/gi18n.h>

struct _HavenPersonAddDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *add;
  HavenDraftLine *line;
  GtkWidget *page;
  AdwEntryRow *name;
  AdwEntryRow *aliases;
  AdwEntryRow *pronouns;
  AdwComboRow *spoken;
  AdwComboRow *written;
  AdwComboRow *interpreter;
  AdwEntryRow *born;
  AdwSwitchRow *estimated;
  AdwPreferencesRow *born_error;

  /* owned */
  HavenWorkspace *workspace;
  GtkStringList *languages;
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;
  char *waiting_for; /* the id of who is being added */
};

G_DEFINE_FINAL_TYPE (HavenPersonAddDialog, haven_person_add_dialog, ADW_TYPE_DIALOG)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  HavenPatient *person;
  char **aliases;
} Adding;

typedef struct
{
  HavenEdit *edit;
  char *patient_id;
} Added;

static void
free_adding (gpointer data)
{
  Adding *adding = data;

  haven_patient_free (adding->person);
  g_strfreev (adding->aliases);
  g_free (adding);
}

static void
free_added (gpointer data)
{
  Added *added = data;

  g_clear_object (&added->edit);
  g_free (added->patient_id);
  g_free (added);
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

static const char *
get_language (HavenPersonAddDialog *self, AdwComboRow *row)
{
  return haven_person_languages_get_code (self->languages, adw_combo_row_get_selected (row));
}

static const char *
get_need_code (guint position, gpointer data)
{
  static const char *const needs[] = { NULL, "none", "spoken", "sign", "relay" };

  return position < G_N_ELEMENTS (needs) ? needs[position] : NULL;
}

static const char *
get_interpreter_need (HavenPersonAddDialog *self)
{
  return get_need_code (adw_combo_row_get_selected (self->interpreter), NULL);
}

/* Commas as they are written in Latin, Arabic and Chinese scripts. */
static char **
dup_aliases (HavenPersonAddDialog *self)
{
  g_autofree char *text = dup_text (self->aliases);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = text ? g_regex_split_simple ("[,;\u060C\u061B\u3001\uFF0C]", text, 0, 0) : NULL;

  for (gsize i = 0; parts && parts[i]; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

static HavenPatient *
make_person (HavenPersonAddDialog *self)
{
  HavenPatient *person = haven_patient_new ();

  person->name = dup_text (self->name);
  person->pronouns = dup_text (self->pronouns);
  person->born_on = dup_text (self->born);
  person->born_estimated = person->born_on != NULL && adw_switch_row_get_active (self->estimated);
  person->spoken_language = g_strdup (get_language (self, self->spoken));
  person->written_language = g_strdup (get_language (self, self->written));
  person->interpreter_need = g_strdup (get_interpreter_need (self));
  return person;
}

static gboolean
show_born_error (HavenPersonAddDialog *self)
{
  g_autofree char *text = dup_text (self->born);
  g_autoptr (GError) error = NULL;
  gboolean wrong = text != NULL && !haven_people_check_born_on (text, &error);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->born),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_widget_set_visible (GTK_WIDGET (self->born_error), wrong);
  if (wrong)
    {
      adw_preferences_row_set_title (self->born_error, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->born), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->born));
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->born), "error");
  return wrong;
}

static void
set_busy (HavenPersonAddDialog *self, gboolean busy)
{
  /* An entry that is switched off with the cursor in it goes on blinking. */
  if (busy)
    adw_dialog_set_focus (ADW_DIALOG (self), NULL);
  gtk_widget_set_sensitive (self->page, !busy);
  gtk_widget_set_sensitive (self->add, !busy && *gtk_editable_get_text (GTK_EDITABLE (self->name)) != '\0');
}

/* ── Adding ──────────────────────────────────────────────────────────────── */

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Adding *adding = data;
  Added *added = g_new0 (Added, 1);

  added->edit = haven_people_edit_add (session,
                                       adding->person,
                                       (const char *const *) adding->aliases,
                                       &added->patient_id,
                                       error);
  if (added->edit == NULL)
    g_clear_pointer (&added, free_added);
  return added;
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Added *added = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPersonAddDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (added == NULL)
    {
      set_busy (self, FALSE);
      haven_workspace_tell_error (self->workspace, error);
      return;
    }
  g_set_str (&self->waiting_for, added->patient_id);
  haven_draft_keeper_do (self->keeper, added->edit);
  free_added (added);
}

static void
add_clicked_cb (HavenPersonAddDialog *self, GtkButton *button)
{
  Adding *adding;

  if (show_born_error (self))
    return;
  adding = g_new0 (Adding, 1);
  adding->person = make_person (self);
  adding->aliases = dup_aliases (self);
  set_busy (self, TRUE);
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_edit,
                            adding,
                            free_adding,
                            free_added,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

/* Only when it stands in the vault is the page opened. */
static void
store_changed_cb (HavenPersonAddDialog *self, HavenChanges *changes)
{
  g_autofree char *patient_id = NULL;

  if (self->waiting_for == NULL || !haven_changes_touch_id (changes, self->waiting_for))
    return;
  patient_id = g_steal_pointer (&self->waiting_for);
  g_object_ref (self);
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[ADDED], 0, patient_id);
  g_object_unref (self);
}

static void
told_cb (HavenPersonAddDialog *self, const char *message, int kind)
{
  if (kind != HAVEN_TOLD_FAILED || self->waiting_for == NULL)
    return;
  g_clear_pointer (&self->waiting_for, g_free);
  set_busy (self, FALSE);
}

static void
name_changed_cb (HavenPersonAddDialog *self)
{
  g_autofree char *name = dup_text (self->name);

  gtk_widget_set_sensitive (self->add, name != NULL);
}

static void
born_changed_cb (HavenPersonAddDialog *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->born_error)))
    show_born_error (self);
}

/* ── The draft ───────────────────────────────────────────────────────────── */

static const char *
get_language_code (guint position, gpointer languages)
{
  return haven_person_languages_get_code (languages, position);
}

static void
keep (HavenPersonAddDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add (fields, "name", GTK_WIDGET (self->name));
  haven_draft_fields_add (fields, "aliases", GTK_WIDGET (self->aliases));
  haven_draft_fields_add (fields, "pronouns", GTK_WIDGET (self->pronouns));
  haven_draft_fields_add_choice (fields, "spoken", GTK_WIDGET (self->spoken), get_language_code, self->languages);
  haven_draft_fields_add_choice (fields, "written", GTK_WIDGET (self->written), get_language_code, self->languages);
  haven_draft_fields_add_choice (fields, "interpreter", GTK_WIDGET (self->interpreter), get_need_code, NULL);
  haven_draft_fields_add (fields, "born", GTK_WIDGET (self->born));
  haven_draft_fields_add (fields, "estimated", GTK_WIDGET (self->estimated));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
haven_person_add_dialog_dispose (GObject *object)
{
  HavenPersonAddDialog *self = HAVEN_PERSON_ADD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PERSON_ADD_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_object (&self->languages);
  G_OBJECT_CLASS (haven_person_add_dialog_parent_class)->dispose (object);
}

static void
haven_person_add_dialog_finalize (GObject *object)
{
  HavenPersonAddDialog *self = HAVEN_PERSON_ADD_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->waiting_for);
  G_OBJECT_CLASS (haven_person_add_dialog_parent_class)->finalize (object);
}

static void
haven_person_add_dialog_class_init (HavenPersonAddDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_person_add_dialog_dispose;
  object_class->finalize = haven_person_add_dialog_finalize;

  /**
   * HavenPersonAddDialog::added:
   * @patient_id: who stands in the vault now
   */
  signals[ADDED] = g_signal_new ("added",
                                 HAVEN_TYPE_PERSON_ADD_DIALOG,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);

  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-person-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, add);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, page);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, aliases);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, pronouns);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, spoken);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, written);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, interpreter);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, born);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, estimated);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonAddDialog, born_error);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, born_changed_cb);
}

static void
haven_person_add_dialog_init (HavenPersonAddDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->languages = haven_person_languages_new ();
  haven_choice_name_items (self->spoken);
  haven_choice_name_items (self->written);
  haven_choice_name_items (self->interpreter);
  haven_person_languages_offer (self->languages, self->spoken);
  haven_person_languages_offer (self->languages, self->written);
}

/**
 * haven_person_add_dialog_new:
 * @name: (nullable): what was searched for before, as a first guess
 */
AdwDialog *
haven_person_add_dialog_new (HavenWorkspace *workspace, const char *name)
{
  HavenPersonAddDialog *self = g_object_new (HAVEN_TYPE_PERSON_ADD_DIALOG, NULL);
  HavenSession *session;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  session = haven_workspace_get_session (workspace);
  g_signal_connect_object (workspace, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (haven_session_get_store (session),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  if (name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  keep (self);
  return ADW_DIALOG (self);
}
