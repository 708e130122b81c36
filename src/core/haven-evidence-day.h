/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-business-calendar.h"
#include "haven-deadline-rules.h"
#include "haven-legal.h"

G_BEGIN_DECLS

/* How many working days a doctor's word takes, unless the clinic says otherwise (domain 2.4), and what a clinic may say. */
#define HAVEN_EVIDENCE_DAYS 30
#define HAVEN_EVIDENCE_DAYS_LEAST 5
#define HAVEN_EVIDENCE_DAYS_MOST 120

gboolean haven_evidence_days_parse (const char *text, int *working_days);
HavenDate haven_evidence_day_find (const HavenDeadlineRule *rule,
                                   const HavenDeadline *deadline,
                                   const HavenBusinessCalendar *clinic,
                                   int working_days);

G_END_DECLS
