/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_APPOINTMENTS_PANE (haven_appointments_pane_get_type ())
G_DECLARE_FINAL_TYPE (HavenAppointmentsPane, haven_appointments_pane, HAVEN, APPOINTMENTS_PANE, AdwBin)

GtkWidget *haven_appointments_pane_new (HavenWorkspace *workspace);
void haven_appointments_pane_open (HavenAppointmentsPane *self, HavenDate date);
void haven_appointments_pane_show_from (HavenAppointmentsPane *self, int minute);
gboolean haven_appointments_pane_enter (HavenAppointmentsPane *self);
void haven_appointments_pane_book (HavenAppointmentsPane *self, const char *patient_id, HavenDate date);

G_END_DECLS
