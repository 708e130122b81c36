/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-note-part.h"

#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenNotePart
{
  GtkBox parent_instance;

  /* template */
  GtkLabel *title;
  GtkLabel *meta;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (HavenNotePart, haven_note_part, GTK_TYPE_BOX)

static gboolean
is_signed (const HavenNote *note)
{
  return g_strcmp0 (note->state, "signed") == 0;
}

static char *
dup_title (const HavenNote *note)
{
  if (note->addendum_of == NULL)
    return g_strdup (note->title && *note->title ? note->title : _("Note"));
  if (note->addendum_reason == NULL || *note->addendum_reason == '\0')
    return g_strdup (_("Addendum"));
  /* Translators: an addendum to a note, then the reason for it */
  return g_strdup_printf (_("Addendum: %s"), note->addendum_reason);
}

static char *
dup_meta (const HavenNote *note, const char *author, HavenClock *clock)
{
  HavenInstant when = is_signed (note) ? note->signed_at : note->written_at;
  g_autofree char *date = haven_words_dup_date (haven_clock_get_local_date (clock, when));
  g_autofree char *time = haven_words_dup_time (haven_clock_get_local_minute (clock, when));

  if (is_signed (note))
    /* Translators: who signed, the date, the time of day */
    return g_strdup_printf (_("Signed by %s, %s, %s"), author, date, time);
  /* Translators: who wrote, the date, the time of day */
  return g_strdup_printf (_("Not signed yet. Written by %s, %s, %s"), author, date, time);
}

static void
haven_note_part_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_NOTE_PART);
  G_OBJECT_CLASS (haven_note_part_parent_class)->dispose (object);
}

static void
haven_note_part_class_init (HavenNotePartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_note_part_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-note-part.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenNotePart, title);
  gtk_widget_class_bind_template_child (widget_class, HavenNotePart, meta);
  gtk_widget_class_bind_template_child (widget_class, HavenNotePart, text);
}

static void
haven_note_part_init (HavenNotePart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @meta: who wrote it, and when */
GtkWidget *
haven_note_part_new_with_words (const char *title, const char *meta, const char *text)
{
  HavenNotePart *self = g_object_new (HAVEN_TYPE_NOTE_PART, NULL);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->meta, meta);
  gtk_label_set_label (self->text, text);
  return GTK_WIDGET (self);
}

/**
 * haven_note_part_new:
 * @author: the name of who signed or wrote it
 */
GtkWidget *
haven_note_part_new (const HavenNote *note, const char *author, HavenClock *clock)
{
  g_autofree char *title = dup_title (note);
  g_autofree char *meta = dup_meta (note, author, clock);

  return haven_note_part_new_with_words (title, meta, note->text ? note->text : "");
}
