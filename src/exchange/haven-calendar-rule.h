/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"

G_BEGIN_DECLS

#define HAVEN_CALENDAR_MOST_PARTS 64

typedef enum
{
  HAVEN_CALENDAR_DAILY,
  HAVEN_CALENDAR_WEEKLY,
  HAVEN_CALENDAR_MONTHLY,
  HAVEN_CALENDAR_YEARLY,
} HavenCalendarFrequency;

/** What became of a rule that was read. */
typedef enum
{
  HAVEN_CALENDAR_RULE_FINE,
  HAVEN_CALENDAR_RULE_UNREADABLE,
  HAVEN_CALENDAR_RULE_TOO_OFTEN, /* each hour, minute or second */
  HAVEN_CALENDAR_RULE_UNKNOWN,   /* a part that Haven does not follow */
} HavenCalendarRuleState;

/** Numbers of one part of a rule. */
typedef struct
{
  gint16 values[HAVEN_CALENDAR_MOST_PARTS];
  guint n;
} HavenCalendarPart;

/** On which days something comes again (RFC 5545, 3.3.10), as far as days go. */
typedef struct
{
  HavenCalendarFrequency frequency;
  int interval;
  int count;       /* 0: no end by number */
  char until[20];  /* as written; empty: no end by time */
  int week_starts; /* 1 Monday to 7 Sunday */
  HavenCalendarPart months;
  HavenCalendarPart month_days; /* negative: from the month's end */
  HavenCalendarPart year_days;
  HavenCalendarPart weekdays;  /* 1 Monday to 7 Sunday */
  HavenCalendarPart ordinals;  /* beside each weekday: which one of the month or year; 0: each */
  HavenCalendarPart positions; /* which ones of those that a period gives */
} HavenCalendarRule;

HavenCalendarRuleState haven_calendar_rule_parse (const char *text, HavenCalendarRule *rule);

/** What is looked for. */
typedef struct
{
  HavenDate first;  /* the day of the first one */
  HavenDate last;   /* by the rule's own end; HAVEN_DATE_NONE: none */
  HavenDate from;   /* the first day that matters */
  HavenDate before; /* the day on which it does not matter any more */
  guint most;       /* no more than these are given */
} HavenCalendarSpan;

GArray *haven_calendar_rule_expand (const HavenCalendarRule *rule, const HavenCalendarSpan *span, guint64 *budget, gboolean *ended);

G_END_DECLS
