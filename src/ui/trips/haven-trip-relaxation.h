/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"

G_BEGIN_DECLS

/* What stands in a trip's way, and what whoever asks can give up for it with one press. */
gboolean haven_trip_relax (HavenTripQuestion *question, const HavenTripBlocker *blocker);
char *haven_trip_relaxation_dup_label (const HavenTripBlocker *blocker);
char *haven_trip_relaxation_dup_gain (const HavenTripBlocker *blocker);

G_END_DECLS
