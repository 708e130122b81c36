/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-deadline-rules.h"

G_BEGIN_DECLS

typedef enum
{
  DEADLINE_STEP_DAYS,         /* amount days on */
  DEADLINE_STEP_MONTHS,       /* amount months on, clamped to the end of the month */
  DEADLINE_STEP_YEARS,        /* amount years on, 29 February to 1 March */
  DEADLINE_STEP_DAY_BEFORE,   /* 1 day back, but not from a day that a month step clamped */
  DEADLINE_STEP_MAILED_DAYS,  /* amount days on where the notice came by mail */
  DEADLINE_STEP_COUNTED_DAYS, /* the days that were entered, times amount */
  DEADLINE_STEP_ROLL_FORWARD, /* to the next day that is neither weekend nor federal holiday */
  DEADLINE_STEP_LATER_OF,     /* the later of this and the other date */
  DEADLINE_STEP_EARLIER_OF,
} DeadlineStepKind;

typedef struct
{
  DeadlineStepKind kind;
  int amount;
  guint other; /* which earlier date, for LATER_OF and EARLIER_OF */
} DeadlineStep;

/* Where a chain of steps starts: one of these, or an earlier date of the rule, numbered from
 * DEADLINE_FROM_DATE. */
enum
{
  DEADLINE_FROM_TRIGGER,
  DEADLINE_FROM_BORN,
  DEADLINE_FROM_NOTICE,
  DEADLINE_FROM_DATE,
};

typedef struct
{
  char *name;  /* a field of the result, or a name that only this rule knows */
  char *words; /* how its sentence starts; NULL: with the trigger's own word */
  guint from;
  GArray *steps; /* of DeadlineStep */
} DeadlineDate;

typedef enum
{
  DEADLINE_ALWAYS,
  DEADLINE_WHEN_MAILED,
  DEADLINE_WHEN_NOT_MAILED,
  DEADLINE_WHEN_COUNTED_DAYS,
  DEADLINE_WHEN_NOTICE,
  DEADLINE_WHEN_NO_NOTICE,
  DEADLINE_WHEN_BORN,
  DEADLINE_WHEN_UNDER_21,
  DEADLINE_WHEN_21_OR_OVER,
} DeadlineWhen;

typedef struct
{
  DeadlineWhen when;
  char *text; /* with {names} of dates, {trigger} and {age} */
} DeadlineSentence;

typedef struct
{
  guint of; /* which date of the rule */
  gboolean in_months;
  int amount;
} DeadlineAlert;

struct _HavenDeadlineRule
{
  char *code;
  char *label;
  char *plain_label;
  char *trigger_event;
  char *trigger_verb;
  char *kind;
  char *citation;
  char *days_meaning;
  gboolean needs_lawyer_check;
  gboolean needs_born;
  gboolean starts_at_birth;
  gboolean rolls_forward;
  gboolean goes_by_state_court; /* a state court has to be open on the day to plan by */
  gboolean medical_evidence;    /* what is filed or heard then can rest on it */
  gboolean other_side_comes;    /* to a hearing, and so may be met there */
  int mailed_days;
  GPtrArray *dates;     /* of DeadlineDate */
  GPtrArray *sentences; /* of DeadlineSentence */
  GArray *alerts;       /* of DeadlineAlert */
};

#define DEADLINE_N_MAX_DATES 12

HavenDeadlineRule *haven_deadline_rule_read (JsonObject *object, GError **error);
void haven_deadline_rule_free (HavenDeadlineRule *self);
gboolean
haven_deadline_rule_find_date (const HavenDeadlineRule *self, const char *name, guint *position);

G_END_DECLS
