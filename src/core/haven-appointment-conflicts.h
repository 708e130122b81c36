/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include "haven-choice.h"
#include "haven-hearing.h"
#include "haven-people.h"
#include "haven-taken.h"

G_BEGIN_DECLS

/** What stands against an appointment. Each may be overridden, with a reason (domain 2.4). */
typedef enum
{
  HAVEN_CONFLICT_PERSON_BUSY,   /* the person has another visit then */
  HAVEN_CONFLICT_PROVIDER_BUSY, /* a clinician, lawyer or navigator has */
  HAVEN_CONFLICT_ROOM_BUSY,
  HAVEN_CONFLICT_INTERPRETER_BUSY,
  HAVEN_CONFLICT_VEHICLE_BUSY,
  HAVEN_CONFLICT_RESOURCE_ABSENT,
  HAVEN_CONFLICT_OUTSIDE_HOURS,
  HAVEN_CONFLICT_CLINIC_CLOSED,
  HAVEN_CONFLICT_TRAVEL_GAP, /* too little time to get from one site to the other */
  HAVEN_CONFLICT_OUTSIDE_SAFE_HOURS,
  HAVEN_CONFLICT_HELD, /* kept for a moment, for a trip that is being agreed on */
  HAVEN_CONFLICT_OVER_CAPACITY, /* more people in a group than a room, or whoever leads it, has places for */
  HAVEN_CONFLICT_ADVERSE_HEARING, /* whom the person must not meet is expected there; known to the legal team alone */
} HavenConflictCode;

#define HAVEN_N_CONFLICT_CODES 13

typedef struct
{
  HavenConflictCode code;
  char *sentence; /* for the screen, in neutral words and in its language; never a patient's name */
  char *resource_id;    /* whose, where it is one */
  char *appointment_id; /* the other appointment, where there is one */
} HavenAppointmentConflict;

void haven_appointment_conflict_free (HavenAppointmentConflict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenAppointmentConflict, haven_appointment_conflict_free)

const char *haven_conflict_code_get_name (HavenConflictCode code);

/**
 * HavenConflictInput:
 *
 * All that is looked at, borrowed. Every list may be %NULL: what is not known raises no conflict.
 */
typedef struct
{
  HavenClock *clock; /* of the clinic, for its zone */
  const HavenAppointment *proposed;
  const char *const *resource_ids; /* (nullable): what it takes; ends with NULL */
  GPtrArray *others;               /* of HavenAppointment; more than the day's do no harm */
  GPtrArray *links;                /* of HavenAppointmentResource, of the others */
  GPtrArray *hidden;               /* of HavenTaken: what takes resources and is not shown */
  GPtrArray *resources;            /* of HavenResource, for names and kinds */
  GPtrArray *hours;                /* of HavenResourceHours; a resource with none is always open */
  GPtrArray *absences;             /* of HavenResourceAbsence */
  GPtrArray *closed_days;          /* of HavenClosedDay; those of the calendar "clinic" count */
  GPtrArray *safe_contact_rules;   /* of HavenSafeContactRule, of the person */
  GPtrArray *holds;                /* of HavenSlotHold: those of others that have not ended */
  GPtrArray *expected;             /* of HavenExpectedTime; of whoever asks may know of them */
  int travel_minutes;              /* needed between two sites */
} HavenConflictInput;

const HavenChoice *haven_conflict_get_override_reasons (void);
GPtrArray *haven_appointment_find_conflicts (const HavenConflictInput *input);

G_END_DECLS
