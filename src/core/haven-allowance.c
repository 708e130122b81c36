/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-allowance.h"

HavenAllowance
haven_allowance_of (const HavenAppointment *appointment)
{
  return (HavenAllowance) { appointment->companion_allowed, (int) appointment->prepare_minutes,
                            (int) appointment->rest_minutes, appointment->off_printed_lists };
}

void
haven_allowance_put (const HavenAllowance *self, HavenAppointment *appointment)
{
  appointment->companion_allowed = self->companion_allowed;
  appointment->prepare_minutes = self->prepare_minutes;
  appointment->rest_minutes = self->rest_minutes;
  appointment->off_printed_lists = self->off_printed_lists;
}

gboolean
haven_allowance_is_sensible (const HavenAllowance *self)
{
  return self->prepare_minutes >= 0 && self->prepare_minutes <= HAVEN_MOST_ALLOWED_MINUTES && self->rest_minutes >= 0 &&
         self->rest_minutes <= HAVEN_MOST_ALLOWED_MINUTES;
}

/**
 * haven_span_of_resources:
 *
 * Returns: when a visit takes whom it is with, its room, interpreter and vehicle: preparing is theirs. Whether they are
 *   open is asked of the visit alone, as a room is laid out before the doors open. The door's view of hidden visits says
 *   the same in SQL (haven-door-views.c).
 */
HavenSpan
haven_span_of_resources (const HavenAppointment *appointment)
{
  return (HavenSpan) { appointment->starts_at - appointment->prepare_minutes * G_TIME_SPAN_MINUTE, appointment->ends_at };
}

/** Returns: when a visit takes the person: resting is theirs */
HavenSpan
haven_span_of_person (const HavenAppointment *appointment)
{
  return (HavenSpan) { appointment->starts_at, appointment->ends_at + appointment->rest_minutes * G_TIME_SPAN_MINUTE };
}

/** Half-open: what starts when another ends does not meet it. */
gboolean
haven_span_meets (HavenSpan self, HavenSpan other)
{
  return self.from < other.until && other.from < self.until;
}
