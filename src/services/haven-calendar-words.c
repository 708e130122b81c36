/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-service.h"

#include <glib/gi18n.h>

static const struct
{
  const char *code;
  const char *label;
} states[HAVEN_N_CALENDAR_ROW_STATES] = {
  { "new", N_ ("Will be brought in") },
  { "changed", N_ ("Has changed, will be moved") },
  { "removed", N_ ("Was called off, will be removed") },
  { "same", N_ ("Is here already") },
  { "called-off", N_ ("Called off, not taken") },
  { "free", N_ ("Keeps nobody busy, not taken") },
  { "past", N_ ("Past, not taken") },
  { "later", N_ ("More than a year ahead, not taken yet") },
  { "refused", N_ ("Refused") },
};

/** Returns: (transfer none): a word for programs */
const char *
haven_calendar_row_state_get_code (HavenCalendarRowState state)
{
  g_return_val_if_fail ((guint) state < HAVEN_N_CALENDAR_ROW_STATES, NULL);
  return states[state].code;
}

/** Returns: (transfer none): for the screen */
const char *
haven_calendar_row_state_get_label (HavenCalendarRowState state)
{
  g_return_val_if_fail ((guint) state < HAVEN_N_CALENDAR_ROW_STATES, NULL);
  return _ (states[state].label);
}

static const char *const sentences[HAVEN_N_CALENDAR_FAULTS] = {
  [HAVEN_CALENDAR_FAULT_NONE] = "",
  [HAVEN_CALENDAR_FAULT_NO_START] = N_ ("It does not say when it starts."),
  [HAVEN_CALENDAR_FAULT_TIME] = N_ ("One of its times cannot be read."),
  [HAVEN_CALENDAR_FAULT_YEARS] = N_ ("It lies outside the years 1900 to 2200."),
  [HAVEN_CALENDAR_FAULT_ZONE] = N_ ("It names a time zone that nobody here knows, and that the file does not describe."),
  [HAVEN_CALENDAR_FAULT_BACKWARD] = N_ ("It ends before it starts."),
  [HAVEN_CALENDAR_FAULT_EMPTY] = N_ ("It takes no time."),
  [HAVEN_CALENDAR_FAULT_LONG] = N_ ("It is longer than a year."),
  [HAVEN_CALENDAR_FAULT_RULE] = N_ ("It comes again by a rule that cannot be read."),
  [HAVEN_CALENDAR_FAULT_OFTEN] = N_ ("It comes again each hour or more often."),
  [HAVEN_CALENDAR_FAULT_UNKNOWN] = N_ ("It comes again by a rule that Haven does not follow."),
  [HAVEN_CALENDAR_FAULT_ENDLESS] = N_ ("It comes again more often than can be worked out."),
  [HAVEN_CALENDAR_FAULT_RANGE] = N_ ("It changes one time and all that follow, which is not followed."),
  [HAVEN_CALENDAR_FAULT_SIZE] = N_ ("It has more parts than an entry can have."),
  [HAVEN_CALENDAR_FAULT_TWICE] = N_ ("It stands in the file again, in a newer form."),
  [HAVEN_CALENDAR_FAULT_PART_OF_DAY] = N_ ("It is not a whole day, and only whole days can be closed."),
};

/** Returns: (transfer none): why an entry is refused, for the screen */
const char *
haven_calendar_fault_get_sentence (HavenCalendarFault fault)
{
  g_return_val_if_fail ((guint) fault < HAVEN_N_CALENDAR_FAULTS, NULL);
  return *sentences[fault] ? _ (sentences[fault]) : "";
}
