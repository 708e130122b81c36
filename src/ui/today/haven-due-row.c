/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-due-row.h"

#include "haven-announce.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenDueRow
{
  GtkListBoxRow parent_instance;

  /* template */
  GtkLabel *person;
  GtkLabel *words;
  GtkLabel *when;
  GtkWidget *overdue;
  GtkWidget *find_trip;

  /* owned */
  HavenDueDate *due;
};

G_DEFINE_FINAL_TYPE (HavenDueRow, haven_due_row, GTK_TYPE_LIST_BOX_ROW)

static void
find_trip_clicked_cb (HavenDueRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "today.find-trip", "s", haven_due_date_get_patient_id (self->due));
}

static void
haven_due_row_dispose (GObject *object)
{
  HavenDueRow *self = HAVEN_DUE_ROW (object);

  g_clear_object (&self->due);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_DUE_ROW);
  G_OBJECT_CLASS (haven_due_row_parent_class)->dispose (object);
}

static void
haven_due_row_class_init (HavenDueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_due_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-due-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDueRow, person);
  gtk_widget_class_bind_template_child (widget_class, HavenDueRow, words);
  gtk_widget_class_bind_template_child (widget_class, HavenDueRow, when);
  gtk_widget_class_bind_template_child (widget_class, HavenDueRow, overdue);
  gtk_widget_class_bind_template_child (widget_class, HavenDueRow, find_trip);
  gtk_widget_class_bind_template_callback (widget_class, find_trip_clicked_cb);
}

static void
haven_due_row_init (HavenDueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_words (HavenDueRow *self, HavenDate today)
{
  HavenDate not_after = haven_due_date_get_not_after (self->due);
  gboolean past = haven_date_compare (not_after, today) < 0;
  g_autofree char *date = haven_words_dup_date (not_after);
  g_autofree char *distance = haven_words_dup_days_from (today, not_after);
  g_autofree char *when = g_strdup_printf ("%s · %s", date, distance);
  g_autofree char *name = g_strjoin (C_ ("between parts of a sentence", ", "),
                                     haven_due_date_get_person_name (self->due),
                                     haven_due_date_get_words (self->due),
                                     date,
                                     distance,
                                     past ? _("Past its day") : NULL,
                                     NULL);
  /* Translators: the name of a person */
  g_autofree char *trip = g_strdup_printf (_ ("Find a trip for %s"), haven_due_date_get_person_name (self->due));

  gtk_label_set_label (self->person, haven_due_date_get_person_name (self->due));
  gtk_label_set_label (self->words, haven_due_date_get_words (self->due));
  gtk_label_set_label (self->when, when);
  gtk_widget_set_visible (self->overdue, past);
  /* What is past is not kept by a trip any more. */
  gtk_widget_set_visible (self->find_trip, !past);
  haven_announce_name (self->find_trip, trip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
haven_due_row_new (HavenDueDate *due, HavenDate today)
{
  HavenDueRow *self = g_object_new (HAVEN_TYPE_DUE_ROW, NULL);

  self->due = g_object_ref (due);
  show_words (self, today);
  return GTK_WIDGET (self);
}

/** Returns: (transfer none) */
HavenDueDate *
haven_due_row_get_due (HavenDueRow *self)
{
  g_return_val_if_fail (HAVEN_IS_DUE_ROW (self), NULL);
  return self->due;
}
