/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-conflicts.h"
#include "haven-booking-request.h"

G_BEGIN_DECLS

/** What a form to book with tells a clerk; all are called with the form. */
typedef struct
{
  /* Returns: (transfer full) (nullable): what is asked for; NULL while it is not all said */
  HavenBookingRequest *(*create_request) (gpointer form);
  void (*booked) (gpointer form, HavenEdit *edit);
  /* @error: (nullable): none: the last one is over */
  void (*failed) (gpointer form, const GError *error);
  const char *action;             /* of the form, which books: PREFIX.NAME */
  const char *label, *label_anyway; /* of the button, with a mnemonic: where nothing stands against it, and where something does */
} HavenBookingForm;

/**
 * HavenBookingClerk:
 *
 * Stands behind a form in which a visit is booked or moved: looks for what stands against it while somebody types, shows
 * that, lets them book once they gave their reason, and books. Borrows the form and its parts; free it in the form's
 * dispose, before they go.
 */
typedef struct _HavenBookingClerk HavenBookingClerk;

HavenBookingClerk *haven_booking_clerk_new (HavenSession *session,
                                            GtkWidget *form,
                                            const HavenBookingForm *does,
                                            HavenBookingConflicts *conflicts,
                                            GtkButton *book);
void haven_booking_clerk_free (HavenBookingClerk *self);

void haven_booking_clerk_look (HavenBookingClerk *self);
void haven_booking_clerk_answered (HavenBookingClerk *self);
void haven_booking_clerk_book (HavenBookingClerk *self);

G_END_DECLS
