/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-notes-box.h"

#include "haven-text.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenMatterNotesBox
{
  AdwBin parent_instance;

  /* template */
  GtkListBox *list;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (HavenMatterNotesBox, haven_matter_notes_box, ADW_TYPE_BIN)

#define FIRST_WORDS 120 /* characters */

/** Returns: (transfer full): who wrote it, and when */
char *
haven_matter_notes_dup_who_and_when (const HavenMatterNote *note, HavenClock *clock)
{
  HavenInstant when = note->note->written_at;
  g_autofree char *date = haven_words_dup_date (haven_clock_get_local_date (clock, when));
  g_autofree char *time = haven_words_dup_time (haven_clock_get_local_minute (clock, when));

  return g_strjoin (" · ", note->author ? note->author : _ ("somebody"), date, time, NULL);
}

/* The words on one line. */
static char *
dup_first_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] && line->len < 4 * FIRST_WORDS; i++)
    if (*words[i])
      g_string_append_printf (line, "%s%s", line->len ? " " : "", words[i]);
  return haven_text_dup_ellipsized (line->str, FIRST_WORDS);
}

static GtkWidget *
create_row (GPtrArray *notes, const HavenMatterNote *note, HavenClock *clock)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *first = dup_first_words (note->note->text);
  g_autofree char *who = haven_matter_notes_dup_who_and_when (note, clock);
  gboolean corrected = haven_matter_notes_find_earlier (notes, note) != NULL;
  gboolean titled = !haven_text_is_blank (note->note->title);
  g_autofree char *meta = corrected ? g_strjoin (" · ", who, _ ("Corrected"), NULL) : g_strdup (who);
  g_autofree char *subtitle = titled ? g_strjoin ("\n", meta, first, NULL) : g_strdup (meta);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), titled ? note->note->title : first);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", note->note->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "legal-note.open");
  return row;
}

static void
haven_matter_notes_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_MATTER_NOTES_BOX);
  G_OBJECT_CLASS (haven_matter_notes_box_parent_class)->dispose (object);
}

static void
haven_matter_notes_box_class_init (HavenMatterNotesBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matter_notes_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-notes-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterNotesBox, list);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterNotesBox, nothing);
}

static void
haven_matter_notes_box_init (HavenMatterNotesBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
haven_matter_notes_box_show (HavenMatterNotesBox *self, const HavenMatterPage *page, HavenClock *clock)
{
  guint n_shown = 0;

  g_return_if_fail (HAVEN_IS_MATTER_NOTES_BOX (self) && page != NULL);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; page->notes && i < page->notes->len; i++)
    {
      const HavenMatterNote *note = page->notes->pdata[i];

      if (note->note->corrected_by != NULL)
        continue;
      gtk_list_box_append (self->list, create_row (page->notes, note, clock));
      n_shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_shown > 0);
  gtk_widget_set_visible (self->nothing, n_shown == 0);
  gtk_widget_set_visible (GTK_WIDGET (self), page->notes != NULL);
}
