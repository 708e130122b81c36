/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-calendar-rows.h"

#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── Words ────────────────────────────────────────────────────────────────── */

/* From when to when, by the clinic's clock; whole days without hours. */
static char *
dup_when (const HavenCalendarRow *row, HavenClock *clock)
{
  HavenDate first = haven_clock_get_local_date (clock, row->starts_at), last = haven_clock_get_local_date (clock, row->ends_at - 1);
  int start = haven_clock_get_local_minute (clock, row->starts_at), end = haven_clock_get_local_minute (clock, row->ends_at);
  g_autofree char *from = haven_words_dup_date (first), *to = haven_words_dup_date (last);

  if (start == 0 && end == 0)
    return first.day == last.day ? g_steal_pointer (&from) : g_strdup_printf ("%s – %s", from, to);
  if (first.day == last.day)
    return g_strdup_printf ("%s, %02d:%02d – %02d:%02d", from, start / 60, start % 60, end / 60, end % 60);
  return g_strdup_printf ("%s, %02d:%02d – %s, %02d:%02d", from, start / 60, start % 60, to, end / 60, end % 60);
}

/* Whoever brings times in has to see them: nothing moves a visit. */
static char *
dup_visits (guint n)
{
  return g_strdup_printf (ngettext ("%u visit is booked then, and stays", "%u visits are booked then, and stay", n), n);
}

/* Two lines: when, or where in the file; and what becomes of it. */
static char *
dup_row (const HavenCalendarRow *row, HavenClock *clock)
{
  const char *label = haven_calendar_row_state_get_label (row->state), *why = haven_calendar_fault_get_sentence (row->fault);
  g_autofree char *when = row->starts_at != 0 ? dup_when (row, clock) : NULL;
  g_autofree char *line = g_strdup_printf (_ ("Line %u of the file"), row->line);

  g_autofree char *visits = row->n_visits > 0 ? dup_visits (row->n_visits) : NULL;

  if (*why)
    return g_strdup_printf ("%s\n%s: %s", when ? when : line, label, why);
  return g_strdup_printf ("%s\n%s%s%s", when ? when : line, label, visits ? " · " : "", visits ? visits : "");
}

/** Returns: (transfer full): two lines for each row */
GtkStringList *
haven_calendar_rows_create (const HavenCalendarPreview *preview, HavenClock *clock)
{
  GtkStringList *rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < preview->rows->len; i++)
    gtk_string_list_take (rows, dup_row (&g_array_index (preview->rows, HavenCalendarRow, i), clock));
  return rows;
}

/** Returns: (transfer full): how many of which, and that nothing has changed yet */
char *
haven_calendar_rows_dup_summary (const HavenCalendarPreview *preview)
{
  g_autoptr (GString) words = g_string_new (_ ("Nothing has been changed yet."));

  for (guint i = 0; i < HAVEN_N_CALENDAR_ROW_STATES; i++)
    if (preview->n[i] > 0)
      g_string_append_printf (words, "\n%s: %u", haven_calendar_row_state_get_label ((HavenCalendarRowState) i), preview->n[i]);
  if (preview->n_visits > 0)
    {
      g_autofree char *visits = dup_visits (preview->n_visits);

      g_string_append_printf (words, "\n%s", visits);
    }
  if (preview->n_others > 0)
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words, ngettext ("%u task or the like was passed over.", "%u tasks and the like were passed over.", preview->n_others), preview->n_others);
    }
  return g_strdup (words->str);
}

/* ── The list ─────────────────────────────────────────────────────────────── */

static void
append_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  append_label (box, "heading");
  append_label (box, NULL);
  gtk_widget_add_css_class (box, "fault-row");
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *when = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_auto (GStrv) lines = g_strsplit (gtk_string_object_get_string (gtk_list_item_get_item (item)), "\n", 2);
  g_autofree char *name = g_strjoinv (", ", lines);

  gtk_label_set_label (GTK_LABEL (when), lines[0]);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (when)), lines[1]);
  gtk_list_item_set_accessible_label (item, name);
}

/** Returns: (transfer full): rows of two lines */
GtkListItemFactory *
haven_calendar_rows_create_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
