/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"

G_BEGIN_DECLS

#define HAVEN_MOST_ALLOWED_MINUTES 240 /* to prepare for a visit, and to rest after it */

/** What a visit has beside its own time: what is needed around it, who may come along, and what paper may tell. */
typedef struct
{
  gboolean companion_allowed;
  int prepare_minutes;
  int rest_minutes;
  gboolean off_printed_lists;
} HavenAllowance;

HavenAllowance haven_allowance_of (const HavenAppointment *appointment);
void haven_allowance_put (const HavenAllowance *self, HavenAppointment *appointment);
gboolean haven_allowance_is_sensible (const HavenAllowance *self);

/** A half-open time. */
typedef struct
{
  HavenInstant from;
  HavenInstant until;
} HavenSpan;

HavenSpan haven_span_of_resources (const HavenAppointment *appointment);
HavenSpan haven_span_of_person (const HavenAppointment *appointment);
gboolean haven_span_meets (HavenSpan self, HavenSpan other);

G_END_DECLS
