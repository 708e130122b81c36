/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Finds a day on which all visits of a person fit into one trip, and books them together. */
#define HAVEN_TYPE_TRIP_DIALOG (haven_trip_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenTripDialog, haven_trip_dialog, HAVEN, TRIP_DIALOG, AdwDialog)

AdwDialog *haven_trip_dialog_new (HavenWorkspace *workspace, const char *patient_id);

G_END_DECLS
