/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-evidence-day.h"

/**
 * haven_evidence_days_parse:
 * @text: (nullable): a number of working days, as somebody typed it or as the setting holds it
 *
 * Returns: whether it is one that a clinic may say; @working_days stays as it is where not
 */
gboolean
haven_evidence_days_parse (const char *text, int *working_days)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text ? text : ""));
  gint64 number;

  if (!g_ascii_string_to_signed (
          stripped, 10, HAVEN_EVIDENCE_DAYS_LEAST, HAVEN_EVIDENCE_DAYS_MOST, &number, NULL))
    return FALSE;
  *working_days = (int) number;
  return TRUE;
}

/**
 * haven_evidence_day_find:
 * @rule: (nullable): of @deadline
 * @clinic: the clinic's days
 *
 * By when medical evidence is needed for a date: that many working days before the day to plan by, which itself is not
 * counted (domain 2.4).
 *
 * Returns: the day; unset where the date is settled, has no day, or is none that such evidence is for
 */
HavenDate
haven_evidence_day_find (const HavenDeadlineRule *rule,
                         const HavenDeadline *deadline,
                         const HavenBusinessCalendar *clinic,
                         int working_days)
{
  g_return_val_if_fail (deadline != NULL && working_days >= 0, HAVEN_DATE_NONE);

  if (rule == NULL || !haven_deadline_rule_wants_medical_evidence (rule) ||
      g_strcmp0 (deadline->status, "open") != 0 || !haven_date_is_set (deadline->plan_by))
    return HAVEN_DATE_NONE;
  return haven_business_calendar_add_working_days (clinic, deadline->plan_by, -working_days);
}
