/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** One visit that may be part of the trip: whether it is, how long, with whom, and what it needs. */
#define HAVEN_TYPE_TRIP_VISIT_ROW (haven_trip_visit_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenTripVisitRow, haven_trip_visit_row, HAVEN, TRIP_VISIT_ROW, AdwExpanderRow)

GtkWidget *haven_trip_visit_row_new (const HavenTripVisit *visit, GPtrArray *resources, gboolean interpreted);
HavenTripVisit *haven_trip_visit_row_dup_visit (HavenTripVisitRow *self);
gboolean haven_trip_visit_row_is_wanted (HavenTripVisitRow *self);
void haven_trip_visit_row_take_anybody (HavenTripVisitRow *self, const char *instead_of);

G_END_DECLS
