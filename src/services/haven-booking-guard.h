/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include "haven-edit.h"

G_BEGIN_DECLS

/**
 * HavenBookingGuard:
 *
 * What an edit books, with what stood against each visit when somebody said that it shall be booked all the same. Whatever
 * stands against one of them besides, in the transaction that writes, came meanwhile: then nothing is written. Writers
 * come one after another, so of two desks one is first, and the other reads a sentence.
 */
typedef struct _HavenBookingGuard HavenBookingGuard;

HavenBookingGuard *haven_booking_guard_new (HavenSession *session);
void haven_booking_guard_free (HavenBookingGuard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBookingGuard, haven_booking_guard_free)

void haven_booking_guard_add (HavenBookingGuard *self,
                              const HavenAppointment *proposed,
                              const char *const *resource_ids,
                              GPtrArray *known);
gboolean haven_booking_guard_add_as_it_is (HavenBookingGuard *self, const HavenAppointment *visit, GError **error);
gboolean haven_booking_guard_add_wanted (HavenBookingGuard *self, const HavenAppointment *visit, GError **error);
void haven_booking_guard_watch (HavenBookingGuard *self, HavenEdit *edit);
void haven_booking_guard_watch_undo (HavenBookingGuard *self, HavenEdit *edit);

G_END_DECLS
