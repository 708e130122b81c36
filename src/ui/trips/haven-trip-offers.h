/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What was found: offers to choose from, or what stands in the way, with what would help. */
#define HAVEN_TYPE_TRIP_OFFERS (haven_trip_offers_get_type ())
G_DECLARE_FINAL_TYPE (HavenTripOffers, haven_trip_offers, HAVEN, TRIP_OFFERS, AdwBin)

void haven_trip_offers_show (HavenTripOffers *self, HavenTripAnswer *answer, const char *language);
void haven_trip_offers_show_problem (HavenTripOffers *self, const char *sentence);
void haven_trip_offers_show_nobody (HavenTripOffers *self);
void haven_trip_offers_set_searching (HavenTripOffers *self, gboolean searching);
gboolean haven_trip_offers_choose (HavenTripOffers *self, guint position);
const char *haven_trip_offers_get_summary (HavenTripOffers *self);
void haven_trip_offers_scroll_to (GtkWidget *row);
GtkWidget *haven_trip_offers_get_first (HavenTripOffers *self);
void haven_trip_offers_clear_choice (HavenTripOffers *self);

G_END_DECLS
