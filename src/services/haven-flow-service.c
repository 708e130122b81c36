/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-flow-service.h"

#include "haven-booking-service.h"

#include <glib/gi18n.h>

/* Of whom it takes. */
static gboolean
takes_kind (const HavenDayPage *page, HavenVisit *visit, const char *kind)
{
  for (guint i = 0; i < page->resources->len; i++)
    {
      const HavenResource *resource = page->resources->pdata[i];

      if (g_strcmp0 (resource->kind, kind) == 0 && haven_visit_takes_resource (visit, resource->id))
        return TRUE;
    }
  return FALSE;
}

/**
 * haven_flow_read_visit:
 *
 * A visit as its way through the house is read. Where its kind is closed to whoever reads (R19), the person is where
 * those are whom it takes: the desk has to know that, and sees it in the calendar.
 *
 * Returns: (transfer full)
 */
HavenAppointment *
haven_flow_read_visit (const HavenDayPage *page, HavenVisit *visit)
{
  HavenAppointment *read = haven_appointment_copy (haven_visit_get_appointment (visit));

  if (read->kind == NULL)
    read->kind = g_strdup (takes_kind (page, visit, "lawyer") ? "legal" : "advocate");
  return read;
}

static GPtrArray *
collect_visits (const HavenDayPage *page, const char *patient_id)
{
  GPtrArray *visits = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);

  for (guint i = 0; i < page->visits->len; i++)
    if (g_strcmp0 (haven_visit_get_appointment (page->visits->pdata[i])->patient_id, patient_id) == 0)
      g_ptr_array_add (visits, haven_flow_read_visit (page, page->visits->pdata[i]));
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
