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

void haven_booking_conflicts_set_asks (HavenBookingConflicts *self, gboolean asks);
const char *haven_booking_conflicts_get_reason (HavenBookingConflicts *self);
gboolean haven_booking_conflicts_is_answered (HavenBookingConflicts *self);

void haven_override_row_fill (AdwComboRow *row);
const char *haven_override_row_get_reason (AdwComboRow *row);

G_END_DECLS
