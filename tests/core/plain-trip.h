/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trip.h"

G_BEGIN_DECLS

/* The one-trip finder once more, as a reader of its rules would do it by hand: every start of every
 * part, every choice of resources, minute by minute. It shares no line with the real one. */

char *plain_trip_find (const HavenTripProblem *problem);
gboolean plain_trip_is_possible (const HavenTripProblem *problem, HavenDate date);
char *plain_trip_from_result (const HavenTripResult *result);

/* Made-up problems, the same for the same seed. */
HavenTripProblem *plain_trip_make (guint32 seed, guint n_parts);

G_END_DECLS
