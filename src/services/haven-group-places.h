/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"
#include "haven-visit.h"

G_BEGIN_DECLS

/** How full a group is, by the room or whoever leads it with the fewest places left. */
typedef struct
{
  int taken;
  int places; /* 0: nobody counts them */
} HavenGroupPlaces;

HavenGroupPlaces *haven_group_places_load (HavenSession *session, HavenVisit *visit, GError **error);

G_END_DECLS
