/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include "haven-choice.h"
#include "haven-people.h"

G_BEGIN_DECLS

/** That somebody was reminded of a visit, or that it was tried. Nothing is sent by the program. */
typedef struct
{
  char *id;
  char *appointment_id;
  char *patient_id;
  char *outcome;  /* reached, no-answer, other-time, not-tried */
  char *channel;
  HavenInstant done_at;
  char *done_by;
} HavenReminder;
HAVEN_DECLARE_RECORD (HavenReminder, haven_reminder)

/** Whether somebody may be reminded at a moment. */
typedef enum
{
  HAVEN_REMIND_NOW,       /* by this way, now */
  HAVEN_REMIND_LATER,     /* by this way, later today */
  HAVEN_REMIND_ASK_FIRST, /* nobody confirmed the ways for a long time, or the person wants to be asked first */
  HAVEN_REMIND_NOT_TODAY, /* there is a way, but on other days or hours */
  HAVEN_REMIND_NEVER,     /* no way is safe: remind them when they are here */
} HavenReminderState;

typedef struct
{
  HavenReminderState state;
  const HavenSafeContactRule *rule; /* (nullable): the way; borrowed */
  int from;                         /* of the hours that are left today, in minutes of the day */
  int to;
} HavenReminderWay;

const HavenChoice *haven_reminder_get_outcomes (void);
gboolean haven_reminder_is_settled (const HavenReminder *reminder);
HavenReminderWay haven_reminder_find_way (GPtrArray *rules, HavenDate today, int minute);
char *haven_reminder_dup_words (const HavenSafeContactRule *rule, const char *day, const char *time);
char *haven_reminder_dup_message_rule (const HavenSafeContactRule *rule);

G_END_DECLS
