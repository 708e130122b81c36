/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-deadline-rule-private.h"
#include "haven-deadline.h"

G_BEGIN_DECLS

/** One rule applied to one input: its dates, in the rule's order. */
typedef struct
{
  const HavenDeadlineRule *rule;
  const HavenDeadlineInput *input;
  const HavenBusinessCalendar *calendar;
  HavenDate trigger; /* the birth, where the rule starts there */
  HavenDate dates[DEADLINE_N_MAX_DATES];
  HavenDate computed[DEADLINE_N_MAX_DATES]; /* before a notice's printed date took their place */
} DeadlineCase;

HavenDate deadline_case_get_start (const DeadlineCase *self, const DeadlineDate *date);
HavenDate deadline_case_step (const DeadlineCase *self,
                              const DeadlineStep *step,
                              HavenDate date,
                              HavenDateStep *how);
char *deadline_case_dup_explanation (const DeadlineCase *self, const HavenDeadlineResult *result);

G_END_DECLS
