/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-flow-service.h"

#include "haven-booking-service.h"

#include <glib/gi18n.h>

/* Borrows the visits of @page. */
static GPtrArray *
collect_visits (const HavenDayPage *page, const char *patient_id)
{
  GPtrArray *visits = g_ptr_array_new ();

  for (guint i = 0; i < page->visits->len; i++)
    {
      const HavenAppointment *visit = haven_visit_get_appointment (page->visits->pdata[i]);

      if (g_strcmp0 (visit->patient_id, patient_id) == 0)
        g_ptr_array_add (visits, (gpointer) visit);
    }
  return visits;
}

static const HavenAppointment *
find_before (GPtrArray *visits, const char *id)
{
  for (guint i = 0; i < visits->len; i++)
    if (g_strcmp0 (((const HavenAppointment *) visits->pdata[i])->id, id) == 0)
      return visits->pdata[i];
  return NULL;
}

/**
 * haven_flow_edit_move:
 * @to: another column of the flow board
 *
 * Takes somebody on through the house, by the visits that they have on that day: all that changes is one edit.
 *
 * Returns: (transfer full) (nullable): the edit, to be applied; where there is no way, a sentence says so
 */
HavenEdit *
haven_flow_edit_move (HavenSession *session, const char *patient_id, HavenDate date, HavenFlowStage to, GError **error)
{
  g_autoptr (HavenDayPage) page = haven_booking_load_day (session, date, error);
  g_autoptr (GPtrArray) visits = NULL, changed = NULL;
  HavenEdit *edit;

  if (page == NULL)
    return NULL;
  visits = collect_visits (page, patient_id);
  changed = haven_flow_plan_move (visits, to, haven_clock_now (haven_session_get_clock (session)));
  if (changed == NULL)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("There is no visit today that leads there. Open the visit to see what can be done with it."));
      return NULL;
    }
  edit = haven_edit_new (_ (haven_flow_stage_get_label (to)), HAVEN_ACTION_UPDATE, patient_id);
  for (guint i = 0; i < changed->len; i++)
    haven_edit_replace (edit,
                        &haven_appointment_info,
                        find_before (visits, ((const HavenAppointment *) changed->pdata[i])->id),
                        changed->pdata[i]);
  return edit;
}
