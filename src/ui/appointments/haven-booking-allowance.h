/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-allowance.h"
#include "haven-draft-fields.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What a visit has beside its own time: who may come along, what is needed around it, and what paper may tell of it. */
#define HAVEN_TYPE_BOOKING_ALLOWANCE (haven_booking_allowance_get_type ())
G_DECLARE_FINAL_TYPE (HavenBookingAllowance, haven_booking_allowance, HAVEN, BOOKING_ALLOWANCE, AdwBin)

void haven_booking_allowance_set (HavenBookingAllowance *self, const HavenAllowance *allowance);
HavenAllowance haven_booking_allowance_get (HavenBookingAllowance *self);
void haven_booking_allowance_add_to_draft (HavenBookingAllowance *self, HavenDraftFields *fields);

G_END_DECLS
