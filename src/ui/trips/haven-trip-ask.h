/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What is asked of a trip: the visits, the days, and the limits that keep it bearable. Tells each change. */
#define HAVEN_TYPE_TRIP_ASK (haven_trip_ask_get_type ())
G_DECLARE_FINAL_TYPE (HavenTripAsk, haven_trip_ask, HAVEN, TRIP_ASK, AdwBin)

void haven_trip_ask_start (HavenTripAsk *self, const HavenTripStart *start, HavenDate today);
HavenTripQuestion *haven_trip_ask_dup_question (HavenTripAsk *self);
void haven_trip_ask_set_question (HavenTripAsk *self, const HavenTripQuestion *question);
void haven_trip_ask_relax (HavenTripAsk *self, const HavenTripBlocker *blocker);
void haven_trip_ask_look_further (HavenTripAsk *self);

G_END_DECLS
