/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-day-changes.h"

#include "haven-matter-words.h"
#include "haven-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static gboolean
add_words (GtkListBox *list, const char *title, const char *before, const char *after)
{
  GtkWidget *row;
  g_autofree char *words = NULL;

  if (g_strcmp0 (before ? before : "", after ? after : "") == 0)
    return FALSE;
  /* Translators: a day, and the day that comes in its place; where writing goes leftwards, so does the arrow: ← */
  words = g_strdup_printf (
      C_ ("change of a day", "%s → %s"), before && *before ? before : _ ("none"), after && *after ? after : _ ("none"));
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_append (list, row);
  return TRUE;
}

static gboolean
add_change (GtkListBox *list, const char *title, HavenDate before, HavenDate after)
{
  g_autofree char *old = haven_words_dup_date (before);
  g_autofree char *new = haven_words_dup_date (after);

  return before.day != after.day && add_words (list, title, old, new);
}

static gboolean
add_hour (GtkListBox *list, int before, int after)
{
  g_autofree char *old = before >= 0 ? haven_words_dup_time (before) : NULL;
  g_autofree char *new = after >= 0 ? haven_words_dup_time (after) : NULL;

  return add_words (list, _ ("Hour"), old, new);
}

/** Appends a row for each day that is another one, and for the hour and the place; FALSE where all stays as it was. */
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
  changed |= add_hour (list, (int) before->at_minute, (int) after->at_minute);
  changed |= add_words (list, _ ("Place"), before->place, after->place);
  return changed;
}
