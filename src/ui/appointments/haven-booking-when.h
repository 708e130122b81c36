/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include "haven-draft-fields.h"
#include "haven-time-entry.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** When a visit shall be: typed in one line or picked from a calendar, with how long it takes. */
#define HAVEN_TYPE_BOOKING_WHEN (haven_booking_when_get_type ())
G_DECLARE_FINAL_TYPE (HavenBookingWhen, haven_booking_when, HAVEN, BOOKING_WHEN, AdwBin)

void haven_booking_when_set_clock (HavenBookingWhen *self, HavenClock *clock);
void haven_booking_when_set (HavenBookingWhen *self, const HavenTimeEntry *entry);
void haven_booking_when_set_fallback (HavenBookingWhen *self, HavenDate date, int minute);
void haven_booking_when_begin (HavenBookingWhen *self, const char *text);
gboolean haven_booking_when_get (HavenBookingWhen *self, HavenTimeEntry *entry);
void haven_booking_when_add_to_draft (HavenBookingWhen *self, HavenDraftFields *fields);
void haven_booking_when_grab_entry (HavenBookingWhen *self);

G_END_DECLS
