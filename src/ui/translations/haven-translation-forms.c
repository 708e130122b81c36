/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation-forms.h"

#include "haven-permit.h"
#include "haven-translation-words.h"
#include "haven-translations-survey.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenTranslationForms
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkDropDown *language;
  GtkLabel *total;
  GtkStack *stack;
  GtkListBox *forms;
  AdwStatusPage *failure;

  /* owned */
  HavenWorkspace *workspace;
  HavenTranslationSurvey *survey; /* NULL until it was read */
  GCancellable *cancellable;
  char *chosen; /* nullable: the language that somebody wants */

  gboolean filling;
  gboolean reading;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (HavenTranslationForms, haven_translation_forms, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_reading (HavenTranslationForms *self);

/* ── One language ─────────────────────────────────────────────────────────── */

static GtkWidget *
make_row (const HavenSurveyedForm *form, guint position)
{
  const HavenTranslationProgress *progress = &form->progress[position];
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *bar = gtk_progress_bar_new ();
  g_autofree char *title = haven_translation_dup_form_title (form->form_code, form->title);
  g_autofree char *words = haven_translation_dup_progress (progress);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), haven_translation_get_share (progress));
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (bar, 72, -1);
  /* The words say it. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), "form", (gpointer) form);
  return row;
}

static void
add_up (HavenTranslationSurvey *survey, guint position, HavenTranslationProgress *sum)
{
  *sum = (HavenTranslationProgress) { 0 };
  for (guint i = 0; i < survey->forms->len; i++)
    {
      const HavenTranslationProgress *progress = &((const HavenSurveyedForm *) survey->forms->pdata[i])->progress[position];

      sum->n_texts += progress->n_texts;
      for (gsize state = 0; state < G_N_ELEMENTS (sum->n); state++)
        sum->n[state] += progress->n[state];
    }
}

static void
show_total (HavenTranslationForms *self, guint position)
{
  HavenTranslationProgress sum;
  g_autofree char *words = NULL;
  g_autofree char *all = NULL;

  add_up (self->survey, position, &sum);
  words = haven_translation_dup_progress (&sum);
  /* Translators: %s tells how many texts of all forms are approved, reviewed, … */
  all = g_strdup_printf (_ ("All forms: %s"), words);
  gtk_label_set_text (self->total, all);
}

static void
show_language (HavenTranslationForms *self)
{
  const guint position = gtk_drop_down_get_selected (self->language);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  const int at = focus != NULL && GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->forms))
                   ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus))
                   : -1;

  gtk_list_box_remove_all (self->forms);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  for (guint i = 0; i < self->survey->forms->len; i++)
    gtk_list_box_append (self->forms, make_row (self->survey->forms->pdata[i], position));
  if (at >= 0 && gtk_list_box_get_row_at_index (self->forms, at) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->forms, at)));
  show_total (self, position);
}

static void
language_chosen_cb (HavenTranslationForms *self)
{
  const char *language = haven_translation_forms_get_language (self);

  if (self->filling || language == NULL)
    return;
  g_set_str (&self->chosen, language);
  show_language (self);
}

static void
form_chosen_cb (HavenTranslationForms *self, GtkListBoxRow *row)
{
  const HavenSurveyedForm *form = g_object_get_data (G_OBJECT (row), "form");

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, form->form_code, haven_translation_forms_get_language (self));
}

/* ── All languages ────────────────────────────────────────────────────────── */

static guint
find_language (HavenTranslationForms *self, const char *language)
{
  for (guint i = 0; language != NULL && self->survey->languages[i] != NULL; i++)
    if (g_str_equal (self->survey->languages[i], language))
      return i;
  return 0;
}

/* What the clinic's people read most stands first. */
static void
fill_languages (HavenTranslationForms *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; self->survey->languages[i] != NULL; i++)
    {
      g_autofree char *name = haven_words_dup_language (self->survey->languages[i]);

      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->language, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->language, find_language (self, self->chosen ? self->chosen : self->survey->own));
  self->filling = FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenTranslationSurvey *survey = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTranslationForms *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->reading = FALSE;
  if (survey == NULL)
    {
      haven_permit_show_error (self->failure, error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  gtk_list_box_remove_all (self->forms);
  haven_translation_survey_free (self->survey);
  self->survey = survey;
  fill_languages (self);
  show_language (self);
  gtk_stack_set_visible_child_name (self->stack, "forms");
}

static gpointer
run_survey (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_translations_survey (session, error);
}

static void
start_reading (HavenTranslationForms *self)
{
  if (self->reading)
    return;
  self->reading = TRUE;
  self->stale = FALSE;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            run_survey,
                            NULL,
                            NULL,
                            (GDestroyNotify) haven_translation_survey_free,
                            self->cancellable,
                            read_cb,
                            self);
}

static void
retry_cb (HavenTranslationForms *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  start_reading (self);
}

/* While somebody works on a form, nobody looks at the list: it is counted again when it is seen. */
static void
mapped_cb (HavenTranslationForms *self)
{
  haven_workspace_note_place (self->workspace, HAVEN_DESTINATION_TRANSLATIONS, NULL, NULL);
  if (self->stale)
    start_reading (self);
}

static void
store_changed_cb (HavenTranslationForms *self, HavenChanges *changes)
{
  if (!haven_changes_touch (changes, "translated_text") && !haven_changes_touch (changes, "clinic_form"))
    return;
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_reading (self);
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_translation_forms_dispose (GObject *object)
{
  HavenTranslationForms *self = HAVEN_TRANSLATION_FORMS (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TRANSLATION_FORMS);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_translation_forms_parent_class)->dispose (object);
}

static void
haven_translation_forms_finalize (GObject *object)
{
  HavenTranslationForms *self = HAVEN_TRANSLATION_FORMS (object);

  g_clear_object (&self->cancellable);
  haven_translation_survey_free (self->survey);
  g_free (self->chosen);
  G_OBJECT_CLASS (haven_translation_forms_parent_class)->finalize (object);
}

static void
haven_translation_forms_class_init (HavenTranslationFormsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_translation_forms_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_translation_forms_finalize;

  /**
   * HavenTranslationForms::chosen:
   * @form_code:
   * @language:
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HAVEN_TYPE_TRANSLATION_FORMS,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_STRING,
                                         G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-translation-forms.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationForms, language);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationForms, total);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationForms, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationForms, forms);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationForms, failure);
  gtk_widget_class_bind_template_callback (widget_class, language_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
haven_translation_forms_init (HavenTranslationForms *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
haven_translation_forms_new (HavenWorkspace *workspace)
{
  HavenTranslationForms *self = g_object_new (HAVEN_TYPE_TRANSLATION_FORMS, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (self, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (haven_session_get_store (haven_workspace_get_session (workspace)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  start_reading (self);
  return GTK_WIDGET (self);
}

void
haven_translation_forms_choose_language (HavenTranslationForms *self, const char *language)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_FORMS (self) && language != NULL);

  g_set_str (&self->chosen, language);
  if (self->survey != NULL)
    gtk_drop_down_set_selected (self->language, find_language (self, language));
}

/** Returns: (nullable): the language that is shown; %NULL until the forms were counted */
const char *
haven_translation_forms_get_language (HavenTranslationForms *self)
{
  guint position;

  g_return_val_if_fail (HAVEN_IS_TRANSLATION_FORMS (self), NULL);

  position = gtk_drop_down_get_selected (self->language);
  return self->survey != NULL && position < g_strv_length (self->survey->languages) ? self->survey->languages[position] : NULL;
}
