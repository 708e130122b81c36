/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-conflicts.h"

#include "haven-announce.h"
#include "haven-booking-request.h"

#include <glib/gi18n.h>

struct _HavenBookingConflicts
{
  AdwBin parent_instance;

  /* template */
  GtkBox *list;

  /* owned */
  char *sentences;
};

G_DEFINE_FINAL_TYPE (HavenBookingConflicts, haven_booking_conflicts, ADW_TYPE_BIN)

static void
append_sentence (HavenBookingConflicts *self, const char *sentence)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (sentence);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->list, row);
}

static void
haven_booking_conflicts_dispose (GObject *object)
{
  HavenBookingConflicts *self = HAVEN_BOOKING_CONFLICTS (object);

  g_clear_pointer (&self->sentences, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_BOOKING_CONFLICTS);
  G_OBJECT_CLASS (haven_booking_conflicts_parent_class)->dispose (object);
}

static void
haven_booking_conflicts_class_init (HavenBookingConflictsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_booking_conflicts_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-booking-conflicts.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenBookingConflicts, list);
}

static void
haven_booking_conflicts_init (HavenBookingConflicts *self)
{
  self->sentences = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @conflicts: (element-type HavenAppointmentConflict) (nullable): told to a screen reader where they are others than before */
void
haven_booking_conflicts_show (HavenBookingConflicts *self, GPtrArray *conflicts)
{
  g_autofree char *sentences = haven_booking_dup_sentences (conflicts);
  GtkWidget *child;

  g_return_if_fail (HAVEN_IS_BOOKING_CONFLICTS (self));

  if (g_str_equal (sentences, self->sentences))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; conflicts && i < conflicts->len; i++)
    append_sentence (self, ((const HavenAppointmentConflict *) conflicts->pdata[i])->sentence);
  gtk_widget_set_visible (GTK_WIDGET (self), *sentences != '\0');
  g_set_str (&self->sentences, sentences);
  haven_announce (GTK_WIDGET (self), *sentences ? sentences : _("Nothing stands against this time any more."));
}

/** Returns: (transfer none): all sentences that are shown, one a line */
const char *
haven_booking_conflicts_get_sentences (HavenBookingConflicts *self)
{
  g_return_val_if_fail (HAVEN_IS_BOOKING_CONFLICTS (self), "");
  return self->sentences;
}
