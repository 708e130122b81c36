/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-trip-blocker-row.h"

#include "haven-announce.h"
#include "haven-trip-relaxation.h"

#include <glib/gi18n.h>

struct _HavenTripBlockerRow
{
  GtkListBoxRow parent_instance;

  /* borrowed */
  GtkWidget *box;

  /* owned */
  HavenTripAnswer *answer;

  const HavenTripBlocker *blocker; /* of the answer */
};

G_DEFINE_FINAL_TYPE (HavenTripBlockerRow, haven_trip_blocker_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_RELAXED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (HavenTripBlockerRow *self)
{
  g_autoptr (HavenTripBlockerRow) kept = g_object_ref (self);

  g_signal_emit (self, signals[SIGNAL_RELAXED], 0, self->blocker);
}

static void
haven_trip_blocker_row_finalize (GObject *object)
{
  g_clear_pointer (&HAVEN_TRIP_BLOCKER_ROW (object)->answer, haven_trip_answer_unref);
  G_OBJECT_CLASS (haven_trip_blocker_row_parent_class)->finalize (object);
}

static void
haven_trip_blocker_row_class_init (HavenTripBlockerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_trip_blocker_row_finalize;

  /**
   * HavenTripBlockerRow::relaxed:
   * @blocker: (type gpointer): the HavenTripBlocker that shall no longer stand in the way
   */
  signals[SIGNAL_RELAXED] = g_signal_new ("relaxed",
                                          HAVEN_TYPE_TRIP_BLOCKER_ROW,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_POINTER);
}

static void
haven_trip_blocker_row_init (HavenTripBlockerRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "trip-offer");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
}

static void
add_words (HavenTripBlockerRow *self, const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
add_button (HavenTripBlockerRow *self, HavenTripRelaxation relaxation, const char *words)
{
  g_autofree char *label = haven_trip_relaxation_dup_label (relaxation, self->blocker);
  g_autofree char *name = g_strdup_printf ("%s. %s", label, words);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "big-target");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  haven_announce_name (button, name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);
}

/** @blocker: of the answer */
GtkWidget *
haven_trip_blocker_row_new (HavenTripAnswer *answer, const HavenTripBlocker *blocker)
{
  HavenTripBlockerRow *self = g_object_new (HAVEN_TYPE_TRIP_BLOCKER_ROW, NULL);
  HavenTripRelaxation relaxation = haven_trip_relaxation_find (answer, blocker);
  g_autofree char *words = haven_trip_answer_dup_blocker_words (answer, blocker);
  g_autofree char *gain = haven_trip_relaxation_dup_gain (blocker);
  g_autofree char *spoken = g_strdup_printf ("%s %s", words, gain);

  self->answer = haven_trip_answer_ref (answer);
  self->blocker = blocker;
  add_words (self, words, NULL);
  add_words (self, gain, "visit-detail");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (relaxation != HAVEN_TRIP_RELAXATION_NONE)
    add_button (self, relaxation, words);
  return GTK_WIDGET (self);
}
