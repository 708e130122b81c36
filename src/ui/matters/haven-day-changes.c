/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-day-changes.h"

#include "haven-matter-words.h"
#include "haven-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static gboolean
add_change (GtkListBox *list, const char *title, HavenDate before, HavenDate after)
{
  GtkWidget *row;
  g_autofree char *old = haven_words_dup_date (before);
  g_autofree char *new = haven_words_dup_date (after);
  g_autofree char *words = NULL;

  if (before.day == after.day)
    return FALSE;
  /* Translators: a day, and the day that comes in its place; where writing goes leftwards, so does the arrow: ← */
  words = g_strdup_printf (C_ ("change of a day", "%s → %s"), *old ? old : _ ("none"), *new ? new : _ ("none"));
  row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_append (list, row);
  return TRUE;
}

/** Appends a row for each day that is another one; FALSE where every day stays as it was. */
gboolean
haven_day_changes_append (GtkListBox *list, const HavenDeadline *before, const HavenDeadline *after)
{
  gboolean changed = FALSE;

  changed |= add_change (list, _ ("Counted from"), before->trigger_on, after->trigger_on);
  changed |= add_change (list, _ ("Plan by"), before->plan_by, after->plan_by);
  changed |= add_change (list, haven_matter_words_get_last_day (before->kind), before->last_safe_day, after->last_safe_day);
  changed |= add_change (list, _ ("Day by the statute"), before->statutory_day, after->statutory_day);
  changed |= add_change (list, _ ("Mail by"), before->mail_by, after->mail_by);
  changed |= add_change (list, _ ("Opens on"), before->opens_on, after->opens_on);
  return changed;
}
