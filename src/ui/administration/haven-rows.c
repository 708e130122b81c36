/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-rows.h"

#include "haven-announce.h"

/** A row of words. */
GtkWidget *
haven_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

/** A row that says what something is; the value can be selected. */
GtkWidget *
haven_row_new_fact (const char *title, const char *value)
{
  GtkWidget *row = haven_row_new (title, value);

  gtk_widget_add_css_class (row, "property");
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  return row;
}

/** A row that is pressed. */
GtkWidget *
haven_row_new_button (const char *title, const char *icon_name)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  if (icon_name != NULL)
    adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (row), icon_name);
  return row;
}

void
haven_row_add_icon (GtkWidget *row, const char *icon_name)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

/** @full_label: what a screen reader says: which of the alike buttons it is */
GtkWidget *
haven_row_add_button (GtkWidget *row, const char *label, const char *full_label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "big-target");
  haven_announce_name (button, full_label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

AdwPreferencesGroup *
haven_rows_add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  if (description != NULL)
    adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);
  return group;
}

/** @sentence: (nullable): what is wrong, beside where it is; %NULL: nothing */
void
haven_error_label_show (GtkLabel *label, const char *sentence)
{
  gtk_label_set_label (label, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
  if (sentence != NULL)
    haven_announce (GTK_WIDGET (label), sentence);
}
