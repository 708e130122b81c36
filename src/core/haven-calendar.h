/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** Somebody or something that an appointment takes: one column of the day view. */
typedef struct
{
  char *id;
  char *name;
  char *kind;  /* clinician, lawyer, navigator, room, interpreter, vehicle */
  char *staff_id;  /* the staff member, where it is one */
  char **languages;
  char *site;
  gboolean active;
  gint64 position;  /* order of the columns */
  gint64 capacity;  /* how many people one group visit holds; 0: no limit */
} HavenResource;
HAVEN_DECLARE_RECORD (HavenResource, haven_resource)

/** When a resource is open on one weekday. */
typedef struct
{
  char *id;
  char *resource_id;
  gint64 weekday;  /* 1 Monday to 7 Sunday */
  gint64 opens_at;  /* minute of the day */
  gint64 closes_at;
} HavenResourceHours;
HAVEN_DECLARE_RECORD (HavenResourceHours, haven_resource_hours)

/** When a resource is away although it would be open. */
typedef struct
{
  char *id;
  char *resource_id;
  HavenInstant starts_at;
  HavenInstant ends_at;
  char *reason;
  char *origin;  /* of what came from a calendar file: which entry it is; nothing that can be read */
} HavenResourceAbsence;
HAVEN_DECLARE_RECORD (HavenResourceAbsence, haven_resource_absence)

/** A visit. What was promised to the person is the local wall time; the instants follow from it (domain 2.4). */
typedef struct
{
  char *id;
  char *patient_id;
  char *kind;  /* medical, legal, court, advocate, interpreter, transport, group, home-visit */
  char *title;  /* neutral words; anybody at the desk may read them */
  HavenInstant starts_at;
  HavenInstant ends_at;
  char *zone;  /* IANA name */
  char *local_start;  /* YYYY-MM-DDTHH:MM as promised */
  char *status;  /* see haven-appointment-status.h */
  char *status_reason;
  char *mode;  /* in-person, phone, video */
  char *site;
  char *interpreter_language;  /* BCP 47, where one is needed */
  char *interpreter_need;  /* none, spoken, sign, relay */
  char *transport_need;  /* none, own, ride, escort */
  char *trip_id;
  HavenInstant arrived_at;  /* when it came to that status; 0: not yet, or nobody noted it */
  HavenInstant checked_in_at;
  HavenInstant started_at;
  HavenInstant ended_at;
  char *override_reason;  /* why it was booked although something stood against it */
  HavenInstant interpreter_confirmed_at;  /* when the interpreter said that they come; 0: not yet */
  HavenInstant transport_confirmed_at;
  char *series_id;  /* of a visit that comes again; see haven-series.h */
  HavenDate series_on;  /* the day of the series that it stands for, wherever it was moved since */
  gboolean companion_allowed;  /* the person may bring somebody */
  gint64 prepare_minutes;  /* before it, of whom and what it takes; see haven-allowance.h */
  gint64 rest_minutes;  /* after it, of the person */
  gboolean off_printed_lists;  /* a list on paper tells its hours and nothing else */
  gint64 row_version;
} HavenAppointment;
HAVEN_DECLARE_RECORD (HavenAppointment, haven_appointment)

/** An appointment takes a resource. */
typedef struct
{
  char *id;
  char *appointment_id;
  char *resource_id;
} HavenAppointmentResource;
HAVEN_DECLARE_RECORD (HavenAppointmentResource, haven_appointment_resource)

/** A time that is kept for a trip while the person is asked; it ends by itself, and names nobody. */
typedef struct
{
  char *id;
  char *hold_id;  /* all that is kept together */
  char *resource_id;
  HavenInstant starts_at;
  HavenInstant ends_at;
  char *held_by;
  HavenInstant expires_at;
} HavenSlotHold;
HAVEN_DECLARE_RECORD (HavenSlotHold, haven_slot_hold)

/** A day on which the clinic is closed, beside the federal holidays. Those of courts are HavenCourtDay. */
typedef struct
{
  char *id;
  HavenDate on_date;
  char *calendar;  /* clinic; another word stands in vaults of earlier versions, and closes nothing */
  char *name;
  char *origin;  /* as of an absence */
} HavenClosedDay;
HAVEN_DECLARE_RECORD (HavenClosedDay, haven_closed_day)

G_END_DECLS
