/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"

G_BEGIN_DECLS

/** Where an appointment stands (domain 2.4). */
typedef enum
{
  HAVEN_APPOINTMENT_PROPOSED,
  HAVEN_APPOINTMENT_REQUESTED,
  HAVEN_APPOINTMENT_WAITLISTED,
  HAVEN_APPOINTMENT_CONFIRMED,
  HAVEN_APPOINTMENT_ARRIVED,
  HAVEN_APPOINTMENT_CHECKED_IN,
  HAVEN_APPOINTMENT_IN_PROGRESS,
  HAVEN_APPOINTMENT_COMPLETED,
  HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT,
  HAVEN_APPOINTMENT_CANCELLED_BY_CLINIC,
  HAVEN_APPOINTMENT_NO_SHOW,
  HAVEN_APPOINTMENT_RESCHEDULED,
} HavenAppointmentStatus;

#define HAVEN_N_APPOINTMENT_STATUSES 12

/** Whether an appointment may go from one status to another. */
typedef enum
{
  HAVEN_STATUS_MOVE_FORBIDDEN,
  HAVEN_STATUS_MOVE_ALLOWED,
  HAVEN_STATUS_MOVE_NEEDS_REASON, /* a correction, backwards: with a reason, by a supervisor */
} HavenStatusMove;

gboolean haven_appointment_status_parse (const char *code, HavenAppointmentStatus *status);
const char *haven_appointment_status_get_code (HavenAppointmentStatus status);
const char *haven_appointment_status_get_label (HavenAppointmentStatus status);
const HavenChoice *haven_appointment_status_get_choices (void);
const HavenChoice *haven_appointment_status_get_reasons (void);

HavenStatusMove haven_appointment_status_check_move (HavenAppointmentStatus from,
                                                     HavenAppointmentStatus to);
gboolean haven_appointment_status_is_final (HavenAppointmentStatus status);
gboolean haven_appointment_status_takes_time (HavenAppointmentStatus status);

G_END_DECLS
