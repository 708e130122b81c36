/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-shortcuts-dialog.h"

#include "haven-accelerators.h"
#include "haven-panes.h"

#include <glib/gi18n.h>
#include <string.h>

/* Every key there is, from the one table; a dialog of its own, as the floor has none that is not deprecated. */

static GtkWidget *
make_row (const HavenAccelerator *accelerator)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *keys = haven_accelerator_dup_label (accelerator);
  GtkWidget *label = gtk_label_new (keys);

  gtk_widget_add_css_class (label, "keycap-label");
  gtk_widget_add_css_class (label, "dim-label");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (accelerator->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

/** @session: (nullable): whoever is signed in: keys to what is none of theirs are left out */
AdwDialog *
haven_shortcuts_dialog_new (HavenSession *session)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = NULL;
  const HavenAccelerator *accelerators;
  const char *title = NULL;
  guint n_accelerators;

  accelerators = haven_accelerators_get (&n_accelerators);
  for (guint i = 0; i < n_accelerators; i++)
    {
      if (!haven_panes_allow_action (session, accelerators[i].action))
        continue;
      if (g_strcmp0 (title, accelerators[i].group) != 0)
        {
          title = accelerators[i].group;
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _ (title));
          adw_preferences_page_add (page, group);
        }
      adw_preferences_group_add (group, make_row (&accelerators[i]));
    }
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 560);
  return dialog;
}
