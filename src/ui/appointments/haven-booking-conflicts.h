/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** What stands against a booking: a sentence each, with an icon. Not to be seen while there is nothing. */
#define HAVEN_TYPE_BOOKING_CONFLICTS (haven_booking_conflicts_get_type ())
G_DECLARE_FINAL_TYPE (HavenBookingConflicts, haven_booking_conflicts, HAVEN, BOOKING_CONFLICTS, AdwBin)

void haven_booking_conflicts_show (HavenBookingConflicts *self, GPtrArray *conflicts);
const char *haven_booking_conflicts_get_sentences (HavenBookingConflicts *self);

G_END_DECLS
