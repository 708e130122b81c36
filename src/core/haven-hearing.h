/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include "haven-clock.h"
#include "haven-legal.h"

G_BEGIN_DECLS

/* How long before a hearing's hour and after it the other side may be met there. Our own cautious practice, not a rule of
 * law, and said so on the screen: a lawyer has to confirm it. */
#define HAVEN_HEARING_MINUTES_BEFORE 60
#define HAVEN_HEARING_MINUTES_AFTER 120

/** When somebody whom a person must not meet is expected at a place. */
typedef struct
{
  char *deadline_id; /* of the hearing */
  char *patient_id;  /* who must not meet them */
  char *place_key;
  HavenInstant from;
  HavenInstant until; /* not in it */
  int at_minute;      /* -1: nobody knows the hour, so it is the whole day */
} HavenExpectedTime;

gboolean haven_deadline_is_kept_on_its_day (const HavenDeadline *self);
HavenDate haven_deadline_get_day (const HavenDeadline *self);

HavenExpectedTime *haven_expected_time_new (const HavenDeadline *hearing, HavenClock *clock);
void haven_expected_time_free (HavenExpectedTime *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenExpectedTime, haven_expected_time_free)

gboolean haven_expected_time_is_at (const HavenExpectedTime *self, const char *site);
gboolean haven_expected_time_meets (const HavenExpectedTime *self, const HavenAppointment *visit);
char *haven_expected_time_dup_sentence (const HavenExpectedTime *self);

G_END_DECLS
