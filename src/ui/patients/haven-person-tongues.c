/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-tongues.h"

#include "haven-choice-factory.h"
#include "haven-person-languages.h"
#include "haven-words.h"

#include <glib/gi18n.h>

#define CODE "haven-language-code"

struct _HavenPersonTongues
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  GPtrArray *rows; /* AdwActionRow, as they stand */
  GtkStringList *languages;

  /* borrowed, a child */
  AdwComboRow *add;
};

G_DEFINE_FINAL_TYPE (HavenPersonTongues, haven_person_tongues, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell_changed (HavenPersonTongues *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static const char *
get_code (gpointer row)
{
  return g_object_get_data (row, CODE);
}

static gboolean
has_code (HavenPersonTongues *self, const char *code)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (get_code (self->rows->pdata[i]), code))
      return TRUE;
  return FALSE;
}

static void
remove_clicked_cb (HavenPersonTongues *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  gtk_widget_grab_focus (GTK_WIDGET (self->add));
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  tell_changed (self);
}

static GtkWidget *
make_remove_button (HavenPersonTongues *self, const char *language)
{
  g_autofree char *name = g_strdup_printf (_("Remove: %s"), language);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  return button;
}

static void
append (HavenPersonTongues *self, const char *code)
{
  g_autofree char *language = haven_words_dup_language (code);
  GtkWidget *row;

  if (has_code (self, code))
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), language);
  g_object_set_data_full (G_OBJECT (row), CODE, g_strdup (code), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_remove_button (self, language));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

/* What is chosen becomes a row, and the choice is free for the next. */
static void
chosen_cb (HavenPersonTongues *self)
{
  guint position = adw_combo_row_get_selected (self->add);
  const char *code = self->languages ? haven_person_languages_get_code (self->languages, position) : NULL;

  if (code == NULL)
    return;
  append (self, code);
  adw_combo_row_set_selected (self->add, 0);
  tell_changed (self);
}

static void
haven_person_tongues_dispose (GObject *object)
{
  g_clear_object (&HAVEN_PERSON_TONGUES (object)->languages);
  G_OBJECT_CLASS (haven_person_tongues_parent_class)->dispose (object);
}

static void
haven_person_tongues_finalize (GObject *object)
{
  g_ptr_array_unref (HAVEN_PERSON_TONGUES (object)->rows);
  G_OBJECT_CLASS (haven_person_tongues_parent_class)->finalize (object);
}

static void
haven_person_tongues_class_init (HavenPersonTonguesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_person_tongues_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_person_tongues_finalize;

  /** HavenPersonTongues::changed: a language was added or taken away */
  signals[CHANGED] =
    g_signal_new ("changed", HAVEN_TYPE_PERSON_TONGUES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_person_tongues_init (HavenPersonTongues *self)
{
  self->rows = g_ptr_array_new ();
  self->add = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add), _("Add a language"));
  adw_combo_row_set_enable_search (self->add, TRUE);
  adw_combo_row_set_search_match_mode (self->add, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  haven_choice_name_items (self->add);
  g_signal_connect_swapped (self->add, "notify::selected", G_CALLBACK (chosen_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->add));
}

/** @languages: of haven_person_languages_new() */
void
haven_person_tongues_offer (HavenPersonTongues *self, GtkStringList *languages)
{
  g_autoptr (GtkStringList) choices = NULL;

  g_return_if_fail (HAVEN_IS_PERSON_TONGUES (self));

  g_set_object (&self->languages, languages);
  /* In the place of “not known yet”, which adds nothing. */
  choices = gtk_string_list_new ((const char *const[]) { _("Choose…"), NULL });
  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (languages)); i++)
    gtk_string_list_append (choices, gtk_string_list_get_string (languages, i));
  haven_person_languages_offer (choices, self->add);
}

/** Returns: (transfer full): “es mam” */
char *
haven_person_tongues_dup_codes (HavenPersonTongues *self)
{
  GString *codes = g_string_new (NULL);

  g_return_val_if_fail (HAVEN_IS_PERSON_TONGUES (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", get_code (self->rows->pdata[i]));
  return g_string_free_and_steal (codes);
}

/** @codes: as haven_person_tongues_dup_codes() gives them */
void
haven_person_tongues_set_codes (HavenPersonTongues *self, const char *codes)
{
  g_auto (GStrv) all = g_strsplit (codes ? codes : "", " ", -1);

  g_return_if_fail (HAVEN_IS_PERSON_TONGUES (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (gsize i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      append (self, all[i]);
  tell_changed (self);
}
