/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-court-lines-list.h"

#include "haven-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Two years of a court fit; what is past them is counted, and was read the same way. */
#define MOST_ROWS 60

/** Returns: (transfer full): what the day is to be called; a list may leave that out */
char *
haven_court_line_dup_name (const HavenCourtLine *line)
{
  return g_strdup (line->name ? line->name : _ ("Court closed"));
}

static char *
dup_outcome (const HavenCourtLine *line)
{
  switch (line->kind)
    {
    case HAVEN_COURT_LINE_NEW:
      return g_strdup (_ ("New"));
    case HAVEN_COURT_LINE_KNOWN:
      return g_strdup (_ ("Known already, so nothing is added"));
    case HAVEN_COURT_LINE_CLOSED_ANYWAY:
      /* Translators: why a day needs no entry: "a weekend" or the name of a federal holiday */
      return g_strdup_printf (_ ("Closed anyway: %s"), _ (line->reason));
    case HAVEN_COURT_LINE_WRONG:
    default:
      return g_strdup (_ (line->reason));
    }
}

static void
add_row (GtkListBox *list, const HavenCourtLine *line)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean wrong = line->kind == HAVEN_COURT_LINE_WRONG;
  g_autofree char *day = haven_date_is_set (line->on_date) ? haven_words_dup_long_date (line->on_date) : NULL;
  g_autofree char *name = haven_court_line_dup_name (line);
  g_autofree char *title = wrong ? g_strdup (line->text) : g_strdup_printf ("%s · %s", day, name);
  g_autofree char *outcome = dup_outcome (line);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), outcome);
  if (wrong)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "warning");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  gtk_list_box_append (list, row);
}

static void
add_rest (GtkListBox *list, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = g_strdup_printf (ngettext ("And %u more line", "And %u more lines", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  gtk_list_box_append (list, row);
}

static void
take_part (GString *words, guint n, char *part)
{
  if (n > 0)
    g_string_append_printf (words, "%s%s", words->len ? " " : "", part);
  g_free (part);
}

static void
show_summary (GtkLabel *summary, const guint n[], gboolean is_whole)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint new = n[HAVEN_COURT_LINE_NEW], wrong = n[HAVEN_COURT_LINE_WRONG];
  guint needless = n[HAVEN_COURT_LINE_KNOWN] + n[HAVEN_COURT_LINE_CLOSED_ANYWAY];

  take_part (words, new, g_strdup_printf (ngettext ("%u day is new.", "%u days are new.", new), new));
  take_part (words, needless, g_strdup_printf (ngettext ("%u needs no entry.", "%u need no entry.", needless), needless));
  take_part (words,
             wrong,
             g_strdup_printf (ngettext ("%u line is not understood and adds nothing.",
                                        "%u lines are not understood and add nothing.",
                                        wrong),
                              wrong));
  take_part (words,
             !is_whole,
             g_strdup_printf (_ ("Only the first %u lines were read. Add the others afterwards."), HAVEN_COURT_LINES_MAX));
  gtk_label_set_label (summary, words->str);
  gtk_widget_set_visible (GTK_WIDGET (summary), words->len > 0);
}

/**
 * haven_court_lines_list_show:
 * @lines: (element-type HavenCourtLine):
 * @is_whole: whether these are all lines of the text
 *
 * Shows what comes of each line: what is wrong first, as somebody has to look at it.
 *
 * Returns: how many days are new
 */
guint
haven_court_lines_list_show (GtkListBox *list, GtkLabel *summary, GPtrArray *lines, gboolean is_whole)
{
  guint n[4] = { 0 }, n_rows = 0;

  gtk_list_box_remove_all (list);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < lines->len; i++)
      {
        const HavenCourtLine *line = lines->pdata[i];

        if ((line->kind == HAVEN_COURT_LINE_WRONG) != (pass == 0))
          continue;
        n[line->kind]++;
        if (n_rows++ < MOST_ROWS)
          add_row (list, line);
      }
  if (n_rows > MOST_ROWS)
    add_rest (list, n_rows - MOST_ROWS);
  show_summary (summary, n, is_whole);
  gtk_widget_set_visible (GTK_WIDGET (list), n_rows > 0);
  return n[HAVEN_COURT_LINE_NEW];
}
