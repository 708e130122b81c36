/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What stands in the way of a trip, what giving it up would win, and a button that does so where somebody here may. */
#define HAVEN_TYPE_TRIP_BLOCKER_ROW (haven_trip_blocker_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenTripBlockerRow, haven_trip_blocker_row, HAVEN, TRIP_BLOCKER_ROW, GtkListBoxRow)

GtkWidget *haven_trip_blocker_row_new (HavenTripAnswer *answer, const HavenTripBlocker *blocker);

G_END_DECLS
