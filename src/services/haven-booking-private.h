/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-guard.h"
#include "haven-booking-service.h"

G_BEGIN_DECLS

/* Minutes between two sites, wherever they lie. */
#define HAVEN_BOOKING_TRAVEL_MINUTES 20

void haven_booking_fill_times (HavenAppointment *appointment, HavenClock *clock, HavenDate date, int minute, int minutes_long);
void haven_booking_insert_links (HavenEdit *edit, const char *appointment_id, const char *const *resource_ids);
gboolean haven_booking_takes_same (GPtrArray *links, const char *const *resource_ids);
void haven_booking_replace_links (HavenEdit *edit,
                                  const char *appointment_id,
                                  GPtrArray *links,
                                  const char *const *resource_ids);
char *haven_booking_find_site (HavenSession *session, const HavenBooking *booking);
HavenAppointment *
haven_booking_create (HavenSession *session, const HavenBooking *booking, HavenBookingGuard *guard, GError **error);
gboolean haven_booking_check_override (HavenSession *session,
                                       const HavenBooking *booking,
                                       HavenAppointment *appointment,
                                       HavenBookingGuard *guard,
                                       GError **error);
gboolean haven_booking_set_status (HavenSession *session,
                                   HavenAppointment *visit,
                                   const char *status,
                                   const char *reason,
                                   GError **error);
gboolean haven_waiting_end (HavenEdit *edit,
                            HavenSession *session,
                            const HavenBooking *booking,
                            const char *appointment_id,
                            GError **error);
gboolean haven_booking_note_freed (HavenEdit *edit, HavenSession *session, const HavenAppointment *before, GError **error);

/* Inside a transaction: what is booked and kept at that moment. */
GPtrArray *haven_booking_list_holds (HavenTransaction *transaction,
                                     HavenSession *session,
                                     const char *own_hold_id,
                                     GError **error);
GPtrArray *haven_booking_list_conflicts (HavenTransaction *transaction,
                                         HavenSession *session,
                                         const HavenAppointment *proposed,
                                         const char *const *resource_ids,
                                         const char *own_hold_id,
                                         GError **error);

G_END_DECLS
