/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-evidence-days.h"

#include "haven-evidence-day.h"
#include "haven-tables.h"

#include <glib/gi18n.h>

#define SETTING "medical_evidence_days"

static void
free_day (gpointer data)
{
  HavenEvidenceDay *day = data;

  g_free (day->deadline_id);
  g_free (day);
}

/** How many working days before a legal date medical evidence is needed, as the clinic says or by default. */
int
haven_evidence_days_get_number (HavenTransaction *transaction)
{
  g_autofree char *setting = haven_tables_dup_setting (transaction, SETTING, NULL);
  int number = HAVEN_EVIDENCE_DAYS;

  haven_evidence_days_parse (setting, &number);
  return number;
}

static gboolean
set_number (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d", GPOINTER_TO_INT (data));

  return haven_tables_set_setting (transaction, SETTING, text, error);
}

/** Says how many working days the clinic wants for it; @number is what somebody typed. */
gboolean
haven_evidence_days_set_number (HavenSession *session, const char *number, GError **error)
{
  int working_days;

  if (!haven_evidence_days_parse (number, &working_days))
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_CONSTRAINT,
                   /* Translators: the smallest and the largest number of working days */
                   _ ("Write a whole number of working days, from %d to %d."),
                   HAVEN_EVIDENCE_DAYS_LEAST,
                   HAVEN_EVIDENCE_DAYS_MOST);
      return FALSE;
    }
  return haven_session_run (session,
                            HAVEN_ACTION_UPDATE,
                            HAVEN_IN_SHARED,
                            "clinic_setting",
                            SETTING,
                            NULL,
                            set_number,
                            GINT_TO_POINTER (working_days),
                            error);
}

/* What cannot be had is neither in nor waited for. */
static void
count (HavenEvidenceDay *day, const HavenEvidenceList *evidence)
{
  for (guint i = 0; i < evidence->items->len; i++)
    {
      const HavenEvidenceItem *item = evidence->items->pdata[i];
      const char *state = item->request ? item->request->state : NULL;
      HavenDate wanted_by = item->evidence->wanted_by;

      if (g_strcmp0 (state, "ready") == 0)
        day->n_in++;
      if (g_strcmp0 (state, "ready") == 0 || g_strcmp0 (state, "cannot") == 0)
        continue;
      day->n_open++;
      if (!haven_date_is_set (day->next) || haven_date_compare (wanted_by, day->next) < 0)
        day->next = wanted_by;
      day->n_later += haven_date_compare (wanted_by, day->needed_by) > 0;
    }
}

/**
 * haven_evidence_days_list:
 * @days: the days by which the matter plans; what a doctor writes goes by the clinic's alone
 * @deadlines: (element-type HavenDeadline): of the matter
 * @evidence: what is listed there
 *
 * Returns: (transfer full) (element-type HavenEvidenceDay): one for each open date that such evidence is for, in their order
 */
GPtrArray *
haven_evidence_days_list (HavenTransaction *transaction,
                          HavenSession *session,
                          const HavenOpenDays *days,
                          GPtrArray *deadlines,
                          const HavenEvidenceList *evidence)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_day);
  int working_days = haven_evidence_days_get_number (transaction);

  for (guint i = 0; i < deadlines->len; i++)
    {
      const HavenDeadline *deadline = deadlines->pdata[i];
      const HavenDeadlineRule *rule =
          deadline->rule_code
              ? haven_deadline_rules_lookup (haven_session_get_rules (session), deadline->rule_code, NULL)
              : NULL;
      HavenDate needed_by =
          haven_evidence_day_find (rule, deadline, haven_open_days_get_clinic (days), working_days);
      HavenEvidenceDay *day;

      if (!haven_date_is_set (needed_by))
        continue;
      day = g_new0 (HavenEvidenceDay, 1);
      day->deadline_id = g_strdup (deadline->id);
      day->plan_by = deadline->plan_by;
      day->needed_by = needed_by;
      day->working_days = working_days;
      day->next = HAVEN_DATE_NONE;
      count (day, evidence);
      g_ptr_array_add (list, day);
    }
  return list;
}

/** Returns: (nullable): that of one date */
const HavenEvidenceDay *
haven_evidence_days_find (GPtrArray *days, const char *deadline_id)
{
  for (guint i = 0; i < days->len; i++)
    if (g_strcmp0 (((const HavenEvidenceDay *) days->pdata[i])->deadline_id, deadline_id) == 0)
      return days->pdata[i];
  return NULL;
}

/** Returns: (nullable): that of the nearest date that is not over */
const HavenEvidenceDay *
haven_evidence_days_find_nearest (GPtrArray *days, HavenDate today)
{
  const HavenEvidenceDay *nearest = NULL;

  for (guint i = 0; i < days->len; i++)
    {
      const HavenEvidenceDay *day = days->pdata[i];

      if (haven_date_compare (day->plan_by, today) >= 0 &&
          (nearest == NULL || haven_date_compare (day->plan_by, nearest->plan_by) < 0))
        nearest = day;
    }
  return nearest;
}
