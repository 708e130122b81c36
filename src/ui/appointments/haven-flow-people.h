/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-service.h"
#include "haven-flow-card.h"

G_BEGIN_DECLS

void haven_flow_person_free (HavenFlowPerson *self);
GPtrArray *haven_flow_people_new (const HavenDayPage *page);

G_END_DECLS
