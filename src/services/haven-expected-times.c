/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-expected-times.h"

#include "haven-appointment-status.h"
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

static void
free_met (gpointer data)
{
  g_free (((HavenMetVisit *) data)->deadline_id);
  g_free (data);
}

static gboolean
takes_time (const HavenAppointment *visit)
{
  HavenAppointmentStatus status;

  return !haven_appointment_status_parse (visit->status, &status) || haven_appointment_status_takes_time (status);
}

static void
add_met (GPtrArray *met, const HavenExpectedTime *expected, GPtrArray *visits)
{
  for (guint i = 0; i < visits->len; i++)
    {
      const HavenAppointment *visit = visits->pdata[i];
      HavenMetVisit *one;

      if (!takes_time (visit) || !haven_expected_time_meets (expected, visit))
        continue;
      one = g_new0 (HavenMetVisit, 1);
      one->deadline_id = g_strdup (expected->deadline_id);
      one->starts_at = visit->starts_at;
      one->ends_at = visit->ends_at;
      g_ptr_array_add (met, one);
    }
}

/**
 * haven_expected_times_list_met:
 *
 * Visits that whoever asks sees, and that bring the person where somebody is expected: whoever booked them may not have
 * been told of that.
 *
 * Returns: (transfer full) (element-type HavenMetVisit):
 */
GPtrArray *
haven_expected_times_list_met (HavenTransaction *transaction, HavenSession *session, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) expected = haven_expected_times_read (transaction, session, patient_id, error);
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GPtrArray) met = g_ptr_array_new_with_free_func (free_met);

  if (expected == NULL)
    return NULL;
  if (expected->len == 0 || !haven_transaction_may (transaction, &haven_appointment_info, HAVEN_ACTION_LIST))
    return g_steal_pointer (&met);
  visits = haven_transaction_list (
      transaction, &haven_appointment_info, "patient_id", patient_id, "starts_at", error);
  if (visits == NULL)
    return NULL;
  for (guint i = 0; i < expected->len; i++)
    add_met (met, expected->pdata[i], visits);
  return g_steal_pointer (&met);
}
