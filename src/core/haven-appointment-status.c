/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-appointment-status.h"

#include <glib/gi18n.h>

#define TO(status) (1u << HAVEN_APPOINTMENT_##status)
#define TO_CANCELLED (TO (CANCELLED_BY_CLIENT) | TO (CANCELLED_BY_CLINIC))

/* In the order of the enumeration, which is also the order of a visit. */
static const HavenChoice choices[] = {
  { "proposed", N_ ("Proposed") },
  { "requested", N_ ("Requested") },
  { "waitlisted", N_ ("Waiting list") },
  { "confirmed", N_ ("Booked") },
  { "arrived", N_ ("Arrived") },
  { "checked_in", N_ ("Checked in") },
  { "in_progress", N_ ("In progress") },
  { "completed", N_ ("Completed") },
  { "cancelled_by_client", N_ ("Cancelled by the person") },
  { "cancelled_by_clinic", N_ ("Cancelled by the clinic") },
  { "no_show", N_ ("Did not come") },
  { "rescheduled", N_ ("Moved to another time") },
  { NULL, NULL },
};

/* Why a visit did not take place (domain 2.4). */
static const HavenChoice reasons[] = {
  { "transport", N_ ("No way to get here") },
  { "unsafe today", N_ ("Not a good day to come") },
  { "childcare", N_ ("Nobody to look after the children") },
  { "work", N_ ("Work") },
  { "court conflict", N_ ("Another date that cannot move") },
  { "unwell", N_ ("Unwell") },
  { "did-not-know", N_ ("Did not know of the visit") },
  { "interpreter missing", N_ ("No interpreter") },
  { "provider sick", N_ ("Staff member unwell") },
  { "weather", N_ ("Weather") },
  { "other", N_ ("Another reason") },
  { NULL, NULL },
};

/* What may follow by itself; going back is another matter, see
 * haven_appointment_status_check_move(). */
static const guint next[HAVEN_N_APPOINTMENT_STATUSES] = {
  [HAVEN_APPOINTMENT_PROPOSED] = TO (REQUESTED) | TO (CONFIRMED) | TO_CANCELLED,
  [HAVEN_APPOINTMENT_REQUESTED] = TO (WAITLISTED) | TO (CONFIRMED) | TO_CANCELLED,
  [HAVEN_APPOINTMENT_WAITLISTED] = TO (CONFIRMED) | TO_CANCELLED,
  [HAVEN_APPOINTMENT_CONFIRMED] = TO (ARRIVED) | TO_CANCELLED | TO (NO_SHOW) | TO (RESCHEDULED),
  [HAVEN_APPOINTMENT_ARRIVED] = TO (CHECKED_IN) | TO (NO_SHOW),
  [HAVEN_APPOINTMENT_CHECKED_IN] = TO (IN_PROGRESS),
  [HAVEN_APPOINTMENT_IN_PROGRESS] = TO (COMPLETED),
};

G_STATIC_ASSERT (G_N_ELEMENTS (choices) == HAVEN_N_APPOINTMENT_STATUSES + 1);

gboolean
haven_appointment_status_parse (const char *code, HavenAppointmentStatus *status)
{
  const HavenChoice *choice = haven_choice_find (choices, code);

  if (choice && code)
    *status = (HavenAppointmentStatus) (choice - choices);
  return choice != NULL && code != NULL;
}

const char *
haven_appointment_status_get_code (HavenAppointmentStatus status)
{
  g_return_val_if_fail (status < HAVEN_N_APPOINTMENT_STATUSES, NULL);
  return choices[status].code;
}

/** Returns: the label, for gettext() */
const char *
haven_appointment_status_get_label (HavenAppointmentStatus status)
{
  g_return_val_if_fail (status < HAVEN_N_APPOINTMENT_STATUSES, NULL);
  return choices[status].label;
}

const HavenChoice *
haven_appointment_status_get_choices (void)
{
  return choices;
}

/** Returns: why a visit was cancelled, missed or moved; stored in `status_reason` */
const HavenChoice *
haven_appointment_status_get_reasons (void)
{
  return reasons;
}

/** Whether the visit is over, in whatever way: all that could follow is a correction. */
gboolean
haven_appointment_status_is_final (HavenAppointmentStatus status)
{
  g_return_val_if_fail (status < HAVEN_N_APPOINTMENT_STATUSES, FALSE);
  return next[status] == 0;
}

/* All ways to end stand on one step, behind every other status. */
static guint
get_step (HavenAppointmentStatus status)
{
  return MIN ((guint) status, HAVEN_APPOINTMENT_COMPLETED);
}

/**
 * haven_appointment_status_check_move:
 *
 * People press the wrong button, so going back is possible, but not in passing: it needs a reason
 * and a supervisor (domain 2.4). From one end to another there is no way but back through a status
 * that lives.
 */
HavenStatusMove
haven_appointment_status_check_move (HavenAppointmentStatus from, HavenAppointmentStatus to)
{
  g_return_val_if_fail (from < HAVEN_N_APPOINTMENT_STATUSES && to < HAVEN_N_APPOINTMENT_STATUSES,
                        HAVEN_STATUS_MOVE_FORBIDDEN);

  if (next[from] & (1u << to))
    return HAVEN_STATUS_MOVE_ALLOWED;
  return get_step (to) < get_step (from) ? HAVEN_STATUS_MOVE_NEEDS_REASON
                                         : HAVEN_STATUS_MOVE_FORBIDDEN;
}

/** Whether an appointment in that status keeps its hour and its resources from others. */
gboolean
haven_appointment_status_takes_time (HavenAppointmentStatus status)
{
  return status != HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT &&
         status != HAVEN_APPOINTMENT_CANCELLED_BY_CLINIC && status != HAVEN_APPOINTMENT_NO_SHOW &&
         status != HAVEN_APPOINTMENT_RESCHEDULED;
}
