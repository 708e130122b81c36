/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-expected-times.h"

#include "haven-tables.h"

/* A hearing that somebody entered without a rule may be any; one with a rule says whether the other side comes. */
static gboolean
other_side_comes (HavenSession *session, const HavenDeadline *hearing)
{
  const HavenDeadlineRule *rule =
      hearing->rule_code
          ? haven_deadline_rules_lookup (haven_session_get_rules (session), hearing->rule_code, NULL)
          : NULL;

  return rule == NULL || haven_deadline_rule_other_side_comes (rule);
}

/**
 * haven_expected_times_read:
 * @patient_id: (nullable): who must not meet them
 *
 * Inside a transaction of any act, also of one that writes.
 *
 * Returns: (transfer full) (element-type HavenExpectedTime)
 */
GPtrArray *
haven_expected_times_read (HavenTransaction *transaction, HavenSession *session, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) hearings = haven_tables_list_hearings (transaction, patient_id, error);
  GPtrArray *times;

  if (hearings == NULL)
    return NULL;
  times = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_expected_time_free);
  for (guint i = 0; i < hearings->len; i++)
    {
      HavenExpectedTime *time = other_side_comes (session, hearings->pdata[i])
                                    ? haven_expected_time_new (hearings->pdata[i], haven_session_get_clock (session))
                                    : NULL;

      if (time != NULL)
        g_ptr_array_add (times, time);
    }
  return times;
}
