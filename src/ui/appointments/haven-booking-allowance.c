/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-allowance.h"

struct _HavenBookingAllowance
{
  AdwBin parent_instance;

  /* template */
  AdwSwitchRow *companion;
  AdwSpinRow *prepare;
  AdwSpinRow *rest;
  AdwSwitchRow *off_lists;

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HavenBookingAllowance, haven_booking_allowance, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (HavenBookingAllowance *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
haven_booking_allowance_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_BOOKING_ALLOWANCE);
  G_OBJECT_CLASS (haven_booking_allowance_parent_class)->dispose (object);
}

static void
haven_booking_allowance_class_init (HavenBookingAllowanceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_booking_allowance_dispose;

  /** HavenBookingAllowance::changed: any of it is another */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_BOOKING_ALLOWANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-booking-allowance.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenBookingAllowance, companion);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingAllowance, prepare);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingAllowance, rest);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingAllowance, off_lists);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
haven_booking_allowance_init (HavenBookingAllowance *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Fills the rows in, and says nothing of it. */
void
haven_booking_allowance_set (HavenBookingAllowance *self, const HavenAllowance *allowance)
{
  g_return_if_fail (HAVEN_IS_BOOKING_ALLOWANCE (self));

  self->filling = TRUE;
  adw_switch_row_set_active (self->companion, allowance->companion_allowed);
  adw_spin_row_set_value (self->prepare, allowance->prepare_minutes);
  adw_spin_row_set_value (self->rest, allowance->rest_minutes);
  adw_switch_row_set_active (self->off_lists, allowance->off_printed_lists);
  self->filling = FALSE;
}

HavenAllowance
haven_booking_allowance_get (HavenBookingAllowance *self)
{
  g_return_val_if_fail (HAVEN_IS_BOOKING_ALLOWANCE (self), (HavenAllowance) { 0 });

  return (HavenAllowance) { adw_switch_row_get_active (self->companion), (int) adw_spin_row_get_value (self->prepare),
                            (int) adw_spin_row_get_value (self->rest), adw_switch_row_get_active (self->off_lists) };
}

/** What is chosen here becomes a part of its editor's draft. */
void
haven_booking_allowance_add_to_draft (HavenBookingAllowance *self, HavenDraftFields *fields)
{
  g_return_if_fail (HAVEN_IS_BOOKING_ALLOWANCE (self));
  haven_draft_fields_add (fields, "companion", GTK_WIDGET (self->companion));
  haven_draft_fields_add (fields, "prepare", GTK_WIDGET (self->prepare));
  haven_draft_fields_add (fields, "rest", GTK_WIDGET (self->rest));
  haven_draft_fields_add (fields, "off-lists", GTK_WIDGET (self->off_lists));
}
