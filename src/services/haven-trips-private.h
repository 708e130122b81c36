/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"

G_BEGIN_DECLS

/** Everything of the clinic's records that a trip depends on, as one transaction saw it. */
typedef struct
{
  HavenClock *clock; /* borrowed */
  HavenInstant now;
  HavenPatient *patient;
  HavenBridgeDate *published; /* nullable */
  GPtrArray *resources;       /* HavenResource */
  GPtrArray *hours;           /* HavenResourceHours */
  GPtrArray *absences;        /* HavenResourceAbsence */
  GPtrArray *closed_days;     /* HavenClosedDay */
  GPtrArray *rules;           /* HavenSafeContactRule */
  GPtrArray *taken;           /* HavenTaken */
  GPtrArray *holds;           /* HavenSlotHold: those of others */
  GPtrArray *expected;        /* HavenExpectedTime: of whoever asks may know of them */
} HavenTripRecords;

void haven_trip_records_free (HavenTripRecords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTripRecords, haven_trip_records_free)

gboolean haven_trip_records_has_safe_hours (const HavenTripRecords *self);
HavenTripProblem *
haven_trip_records_make_problem (const HavenTripRecords *self, HavenTripAnswer *answer);
HavenBridgeDate *haven_trips_find_published (GPtrArray *dates, HavenDate today);

G_END_DECLS
