/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-service.h"

G_BEGIN_DECLS

/* Visits that come again: booked at once, and moved or cancelled alone, with those that follow, or all. */

GPtrArray *haven_series_find_conflicts (HavenSession *session, const HavenBooking *booking, GError **error);
HavenEdit *haven_series_edit_book (HavenSession *session, const HavenBooking *booking, GError **error);
HavenEdit *haven_series_edit_move (HavenSession *session, const HavenBooking *booking, GError **error);
HavenEdit *haven_series_edit_status (HavenSession *session,
                                     const char *appointment_id,
                                     const char *status,
                                     const char *reason,
                                     HavenSeriesScope scope,
                                     GError **error);

G_END_DECLS
