/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-business-calendar.h"
#include "haven-date.h"
#include "haven-deadline-rules.h"
#include "haven-legal.h"

G_BEGIN_DECLS

/** What is known of one case. Start from %HAVEN_DEADLINE_INPUT_INIT. */
typedef struct
{
  HavenDate trigger; /* the day of the rule's trigger event */
  HavenDate born;    /* for rules that count by age */
  HavenDate
      notice_date;  /* the last day printed on an official notice: it wins over the computed one */
  gboolean mailed;  /* the notice came by mail */
  int stopped_days; /* days on which the clock stood, or what the rule's days_meaning says */
} HavenDeadlineInput;

#define HAVEN_DEADLINE_INPUT_INIT                                                                  \
  {                                                                                                \
    .trigger = { G_MININT32 }, .born = { G_MININT32 }, .notice_date = { G_MININT32 }               \
  }

/**
 * HavenDeadlineResult:
 *
 * The dates that a rule yields; one that it does not have is unset. Start from
 * %HAVEN_DEADLINE_RESULT_INIT, end with haven_deadline_result_clear().
 */
typedef struct
{
  char *rule;
  HavenDate trigger;
  HavenDate last_safe_day; /* the last day that is right under every reading */
  HavenDate plan_by;       /* that day, or the nearest open day before it */
  HavenDate statutory_day; /* rolled forward over weekends and federal holidays */
  HavenDate mail_by;
  HavenDate opens_on;  /* the first day on which it can be done */
  HavenDate *alert_on; /* in order */
  guint n_alerts;
  char *citation;
  char *explanation;
  gboolean needs_lawyer_check;
} HavenDeadlineResult;

#define HAVEN_DEADLINE_RESULT_INIT                                                                 \
  {                                                                                                \
    .trigger = { G_MININT32 }, .last_safe_day = { G_MININT32 }, .plan_by = { G_MININT32 },         \
    .statutory_day = { G_MININT32 }, .mail_by = { G_MININT32 }, .opens_on = {                      \
      G_MININT32                                                                                   \
    }                                                                                              \
  }

void haven_deadline_result_clear (HavenDeadlineResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenDeadlineResult, haven_deadline_result_clear)

gboolean haven_deadline_compute (const HavenDeadlineRule *rule,
                                 const HavenDeadlineInput *input,
                                 const HavenBusinessCalendar *calendar,
                                 HavenDeadlineResult *result,
                                 GError **error);
JsonObject *haven_deadline_result_to_json (const HavenDeadlineResult *self);
void haven_deadline_result_apply (const HavenDeadlineResult *self,
                                  const HavenDeadlineRule *rule,
                                  HavenDeadline *deadline);

G_END_DECLS
