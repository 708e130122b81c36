/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-conflicts.h"

#include "haven-announce.h"
#include "haven-booking-request.h"
#include "haven-choice-factory.h"

#include <glib/gi18n.h>

struct _HavenBookingConflicts
{
  AdwBin parent_instance;

  /* template */
  GtkBox *list;
  GtkWidget *reasons;
  AdwComboRow *reason;

  /* owned */
  char *sentences;
};

G_DEFINE_FINAL_TYPE (HavenBookingConflicts, haven_booking_conflicts, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/** Lets somebody choose why what stands against a visit is passed over; at first nothing is chosen. */
void
haven_override_row_fill (AdwComboRow *row)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _("Choose a reason"));
  for (const HavenChoice *reason = haven_conflict_get_override_reasons (); reason->code; reason++)
    gtk_string_list_append (labels, _(reason->label));
  haven_choice_name_items (row);
  adw_combo_row_set_model (row, G_LIST_MODEL (labels));
}

/** Returns: (nullable): the code of the reason that is chosen */
const char *
haven_override_row_get_reason (AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? NULL : haven_conflict_get_override_reasons ()[selected - 1].code;
}

static void
reason_chosen_cb (HavenBookingConflicts *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

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
  gtk_widget_class_bind_template_child (widget_class, HavenBookingConflicts, reasons);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingConflicts, reason);
  gtk_widget_class_bind_template_callback (widget_class, reason_chosen_cb);

  /** HavenBookingConflicts::changed: another reason is chosen */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", HAVEN_TYPE_BOOKING_CONFLICTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_booking_conflicts_init (HavenBookingConflicts *self)
{
  self->sentences = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_override_row_fill (self->reason);
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

/** Whether somebody has to say why they are passed over: where a visit is looked at only, nobody is asked. */
void
haven_booking_conflicts_set_asks (HavenBookingConflicts *self, gboolean asks)
{
  g_return_if_fail (HAVEN_IS_BOOKING_CONFLICTS (self));
  gtk_widget_set_visible (self->reasons, asks);
}

/** Returns: (nullable): why it is booked all the same, as far as that is chosen */
const char *
haven_booking_conflicts_get_reason (HavenBookingConflicts *self)
{
  g_return_val_if_fail (HAVEN_IS_BOOKING_CONFLICTS (self), NULL);
  return *self->sentences ? haven_override_row_get_reason (self->reason) : NULL;
}

/** Whether nothing stands against the visit, or somebody said why that is passed over. */
gboolean
haven_booking_conflicts_is_answered (HavenBookingConflicts *self)
{
  g_return_val_if_fail (HAVEN_IS_BOOKING_CONFLICTS (self), FALSE);
  return *self->sentences == '\0' || haven_override_row_get_reason (self->reason) != NULL;
}
