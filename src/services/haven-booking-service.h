/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-allowance.h"
#include "haven-appointment-conflicts.h"
#include "haven-edit.h"
#include "haven-series.h"
#include "haven-visit.h"

G_BEGIN_DECLS

/** One day or several: the visits, and the resources with their hours. */
typedef struct
{
  GPtrArray *visits;    /* HavenVisit */
  GPtrArray *hidden;    /* HavenTaken: what takes resources and is closed to whoever asks */
  GPtrArray *resources; /* HavenResource, in the order of the columns */
  GPtrArray *hours;     /* HavenResourceHours */
  GPtrArray *absences;  /* HavenResourceAbsence */
  GPtrArray *closed;    /* HavenClosedDay: of the clinic, in those days, federal holidays among them */
  GPtrArray *due;       /* HavenDueDate: published dates of the next weeks */
} HavenDayPage;

HavenDayPage *haven_booking_load_days (HavenSession *session, HavenDate first, int n_days, GError **error);
HavenDayPage *haven_booking_load_day (HavenSession *session, HavenDate date, GError **error);
void haven_day_page_free (HavenDayPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDayPage, haven_day_page_free)

/** What somebody wants to book or to move to. Borrowed. */
typedef struct
{
  const char *appointment_id; /* NULL: a new one */
  const char *patient_id;
  const char *kind;
  const char *title;
  const char *mode;
  HavenDate date;
  int minute;
  int minutes_long;
  const char *const *resource_ids;
  const char *override_reason; /* why, where something stands against it; needed then */
  const char *transport_need;  /* NULL: none */
  const HavenAllowance *allowance; /* NULL: nothing beside its time; of one that is moved: what it has */
  HavenSeriesRule repeat;      /* of a new visit: whether it comes again */
  HavenSeriesScope scope;      /* of one that is moved: which of its series move with it */
  const char *wait_entry_id;   /* (nullable): of a new visit: whose waiting ends with it */
  GPtrArray *along;            /* HavenAppointment: what moves with it, and so is not in its way */
} HavenBooking;

GPtrArray *haven_booking_find_conflicts (HavenSession *session, const HavenBooking *booking, GError **error);
HavenEdit *haven_booking_edit_book (HavenSession *session, const HavenBooking *booking, GError **error);
HavenEdit *haven_booking_edit_move (HavenSession *session, const HavenBooking *booking, GError **error);
gboolean haven_booking_may_put_back (HavenSession *session);
HavenEdit *haven_booking_edit_status (HavenSession *session,
                                      const char *appointment_id,
                                      const char *status,
                                      const char *reason,
                                      GError **error);

G_END_DECLS
