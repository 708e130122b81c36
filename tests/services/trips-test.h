/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"
#include "services-test.h"

/** Somebody to find a trip for, and two who do: one may do everything, one is the front desk in a session of their own. */
typedef struct
{
  HavenTestClinic *clinic;
  HavenSession *session;
  HavenSession *desk;
  char *person;
  char *passphrase; /* of everybody */
} TripsTest;

void trips_test_set_up (TripsTest *self, gconstpointer data);
void trips_test_tear_down (TripsTest *self, gconstpointer data);

HavenDate trips_test_today (TripsTest *self);
HavenTripQuestion *trips_test_ask (TripsTest *self, int days);
HavenTripAnswer *trips_test_find (HavenSession *session, const HavenTripQuestion *question, const char *hold_id);
guint trips_test_count (const HavenTripAnswer *answer);
const HavenTripOffer *trips_test_get (const HavenTripAnswer *answer, guint position);
