/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-service.h"

G_BEGIN_DECLS

/** What somebody wants to book or to move to; owns all its texts, so that another thread may read it. */
typedef struct _HavenBookingRequest HavenBookingRequest;

HavenBookingRequest *haven_booking_request_new (const HavenBooking *booking);
HavenBookingRequest *haven_booking_request_copy (const HavenBookingRequest *self);
void haven_booking_request_set_scope (HavenBookingRequest *self, HavenSeriesScope scope);
void haven_booking_request_set_override_reason (HavenBookingRequest *self, const char *reason);
void haven_booking_request_free (HavenBookingRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBookingRequest, haven_booking_request_free)

/** What came of a request: what stands against it, and the edit where that is known and wanted all the same. */
typedef struct
{
  GPtrArray *conflicts; /* HavenAppointmentConflict */
  HavenEdit *edit;      /* nullable */
} HavenBookingOutcome;

void haven_booking_outcome_free (HavenBookingOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBookingOutcome, haven_booking_outcome_free)

char *haven_booking_dup_sentences (GPtrArray *conflicts);

void haven_booking_request_check_async (HavenBookingRequest *self,
                                        HavenSession *session,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void haven_booking_request_submit_async (HavenBookingRequest *self,
                                         HavenSession *session,
                                         const char *known_sentences,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
HavenBookingOutcome *haven_booking_request_finish (HavenSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
