/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"

G_BEGIN_DECLS

/* What stands in a trip's way, and what whoever asks can give up for it with one press. */
gboolean haven_trip_relax (HavenTripQuestion *question, const HavenTripBlocker *blocker);

typedef enum
{
  HAVEN_TRIP_RELAXATION_NONE,
  HAVEN_TRIP_RELAXATION_ANYBODY, /* not only the one who was asked for */
  HAVEN_TRIP_RELAXATION_RULE,    /* the rule is given up */
} HavenTripRelaxation;

HavenTripRelaxation haven_trip_relaxation_find (const HavenTripAnswer *answer, const HavenTripBlocker *blocker);
char *haven_trip_relaxation_dup_label (HavenTripRelaxation relaxation, const HavenTripBlocker *blocker);
char *haven_trip_relaxation_dup_gain (const HavenTripBlocker *blocker);

G_END_DECLS
