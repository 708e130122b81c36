/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** One offered trip: its day, its parts with whom and where, and what speaks for it. */
#define HAVEN_TYPE_TRIP_OFFER_ROW (haven_trip_offer_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenTripOfferRow, haven_trip_offer_row, HAVEN, TRIP_OFFER_ROW, GtkListBoxRow)

GtkWidget *haven_trip_offer_row_new (HavenTripAnswer *answer, guint position);
void haven_trip_offer_row_set_chosen (HavenTripOfferRow *self, gboolean chosen);

G_END_DECLS
