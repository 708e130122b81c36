/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-appointments-pane.h"

#include <glib/gi18n.h>

struct _HavenAppointmentsPane
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (HavenAppointmentsPane, haven_appointments_pane, ADW_TYPE_BIN)

static void
haven_appointments_pane_dispose (GObject *object)
{
  HavenAppointmentsPane *self = HAVEN_APPOINTMENTS_PANE (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_appointments_pane_parent_class)->dispose (object);
}

static void
haven_appointments_pane_class_init (HavenAppointmentsPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_appointments_pane_dispose;
}

static void
haven_appointments_pane_init (HavenAppointmentsPane *self)
{
}

GtkWidget *
haven_appointments_pane_new (HavenWorkspace *workspace)
{
  HavenAppointmentsPane *self = g_object_new (HAVEN_TYPE_APPOINTMENTS_PANE, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

/** Shows a day; %HAVEN_DATE_NONE shows today. */
void
haven_appointments_pane_open (HavenAppointmentsPane *self, HavenDate date)
{
  g_return_if_fail (HAVEN_IS_APPOINTMENTS_PANE (self));
}

/** Opens the dialog that books a visit, for a person where @patient_id is one. */
void
haven_appointments_pane_book (HavenAppointmentsPane *self, const char *patient_id, HavenDate date)
{
  g_return_if_fail (HAVEN_IS_APPOINTMENTS_PANE (self));
}
