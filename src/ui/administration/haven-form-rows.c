/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-rows.h"

#include "haven-form-words.h"
#include "haven-rows.h"
#include "haven-words.h"

#include <glib/gi18n.h>

/** @standing: in words, before the law where it stands: “Missing” */
GtkWidget *
haven_form_row_new_element (const HavenFormElement *element, const char *standing, const char *icon_name)
{
  g_autofree char *words = g_strdup_printf ("%s · %s", standing, element->citation);
  GtkWidget *row = haven_row_new (element->label, words);

  haven_row_add_icon (row, icon_name);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
add_elements (AdwExpanderRow *row, const GPtrArray *elements, const char *standing, const char *icon_name)
{
  for (guint i = 0; i < elements->len; i++)
    adw_expander_row_add_row (row, haven_form_row_new_element (elements->pdata[i], standing, icon_name));
}

/** What one list of the law asks for, with each thing below it: what is missing comes first. */
GtkWidget *
haven_form_row_new_check (const HavenFormCheck *check)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *standing = haven_form_words_dup_check (check);
  g_autofree char *words = g_strdup_printf ("%s\n%s", check->list->citation, standing);
  const gboolean lacks = check->claimed && check->missing->len > 0;
  GtkWidget *icon =
      gtk_image_new_from_icon_name (lacks ? "dialog-warning-symbolic"
                                          : check->missing->len > 0 ? "dialog-information-symbolic" : "object-select-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), check->list->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, check->list->label, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), words);
  adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (row), 0);
  adw_expander_row_set_title_lines (ADW_EXPANDER_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  add_elements (ADW_EXPANDER_ROW (row), check->missing, _ ("Missing"), lacks ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  add_elements (ADW_EXPANDER_ROW (row), check->advised, _ ("Advised, and not there"), "dialog-information-symbolic");
  add_elements (ADW_EXPANDER_ROW (row), check->present, _ ("There"), "object-select-symbolic");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), lacks);
  return row;
}

GtkWidget *
haven_form_row_new_language (const HavenFormLanguage *language)
{
  g_autofree char *name = haven_words_dup_language (language->language);
  g_autofree char *words = haven_form_words_dup_language (language);
  GtkWidget *row = haven_row_new (name, words);

  haven_row_add_icon (row,
                      language->state == HAVEN_TRANSLATION_APPROVED  ? "object-select-symbolic"
                      : language->state >= HAVEN_TRANSLATION_DRAFT   ? "dialog-information-symbolic"
                                                                     : "dialog-warning-symbolic");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}
