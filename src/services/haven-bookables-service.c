/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-bookables-service.h"

#include "haven-business-calendar.h"
#include "haven-closed-days.h"
#include "haven-evidence-days.h"
#include "haven-hours.h"
#include "haven-id.h"
#include "haven-text.h"

#include <glib/gi18n.h>

#define MOST_ABSENT_DAYS 731

void
haven_bookables_free (HavenBookables *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->resources, g_ptr_array_unref);
  g_clear_pointer (&self->hours, g_ptr_array_unref);
  g_clear_pointer (&self->absences, g_ptr_array_unref);
  g_clear_pointer (&self->closed, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  HavenSession *session;
  HavenBookables *bookables;
} Reading;

static gboolean
read_bookables (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  HavenBookables *self = reading->bookables;
  HavenClock *clock = haven_session_get_clock (reading->session);
  HavenDate today = haven_clock_today (clock);

  self->resources = haven_transaction_list (transaction, &haven_resource_info, NULL, NULL, "position", error);
  self->hours = self->resources ? haven_transaction_list (transaction, &haven_resource_hours_info, NULL, NULL, "opens_at", error) : NULL;
  self->absences = self->hours ? haven_transaction_list (transaction, &haven_resource_absence_info, NULL, NULL, "starts_at", error) : NULL;
  self->closed = self->absences ? haven_transaction_list (transaction, &haven_closed_day_info, NULL, NULL, "on_date", error) : NULL;
  if (self->closed == NULL)
    return FALSE;
  for (guint i = self->absences->len; i > 0; i--)
    if (((HavenResourceAbsence *) self->absences->pdata[i - 1])->ends_at <= haven_clock_instant_at (clock, today, 0))
      g_ptr_array_remove_index (self->absences, i - 1);
  for (guint i = self->closed->len; i > 0; i--)
    if (((HavenClosedDay *) self->closed->pdata[i - 1])->on_date.day < today.day)
      g_ptr_array_remove_index (self->closed, i - 1);
  self->federal = haven_closed_days_has_federal (transaction);
  self->evidence_days = haven_evidence_days_get_number (transaction);
  self->next = today;
  while (haven_federal_holiday_get_name (self->next) == NULL)
    self->next = haven_date_add_days (self->next, 1);
  return TRUE;
}

/** Who and what can be booked, with when. */
HavenBookables *
haven_bookables_load (HavenSession *session, GError **error)
{
  g_autoptr (HavenBookables) bookables = g_new0 (HavenBookables, 1);
  Reading reading = { session, bookables };

  if (!haven_session_run (session, HAVEN_ACTION_LIST, HAVEN_IN_SHARED, "resource", NULL, NULL, read_bookables, &reading, error))
    return NULL;
  return g_steal_pointer (&bookables);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

/* ── A resource and its hours ─────────────────────────────────────────────── */

static void
add_hours (HavenEdit *edit, const char *resource_id, int weekday, const GArray *hours)
{
  for (guint i = 0; i < hours->len; i++)
    {
      const HavenOpenHours *part = &g_array_index (hours, HavenOpenHours, i);
      g_autoptr (HavenResourceHours) row = haven_resource_hours_new ();

      row->id = haven_id_new ();
      row->resource_id = g_strdup (resource_id);
      row->weekday = weekday;
      row->opens_at = part->opens;
      row->closes_at = part->closes;
      haven_edit_insert (edit, &haven_resource_hours_info, row);
    }
}

static gboolean
is_the_same_day (GPtrArray *rows, int weekday, const GArray *hours)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const HavenResourceHours *row = rows->pdata[i];
      gboolean found = FALSE;

      if (row->weekday != weekday)
        continue;
      n++;
      for (guint j = 0; j < hours->len; j++)
        found |= g_array_index (hours, HavenOpenHours, j).opens == row->opens_at && g_array_index (hours, HavenOpenHours, j).closes == row->closes_at;
      if (!found)
        return FALSE;
    }
  return n == hours->len;
}

/* Only days whose hours are others are written anew. */
static gboolean
change_hours (HavenEdit *edit, GPtrArray *rows, const char *resource_id, const HavenBookableChange *change, int *weekday, GError **error)
{
  for (int day = 1; day <= 7; day++)
    {
      g_autoptr (GArray) hours = haven_hours_parse (change->hours[day - 1], error);

      *weekday = day;
      if (hours == NULL)
        return FALSE;
      if (is_the_same_day (rows, day, hours))
        continue;
      for (guint i = 0; i < rows->len; i++)
        if (((HavenResourceHours *) rows->pdata[i])->weekday == day)
          haven_edit_delete (edit, &haven_resource_hours_info, rows->pdata[i]);
      add_hours (edit, resource_id, day, hours);
    }
  *weekday = 0;
  return TRUE;
}

/**
 * haven_bookables_edit_resource:
 * @weekday: (out): on an error, the day whose hours it is about; else 0
 *
 * Adds somebody or something that can be booked, or changes it. What is not booked any more stays, as visits name it.
 */
HavenEdit *
haven_bookables_edit_resource (HavenSession *session, const HavenBookableChange *change, int *weekday, GError **error)
{
  g_autoptr (HavenResource) after = change->before ? haven_resource_copy (change->before) : haven_resource_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  *weekday = 0;
  if (change->name == NULL || haven_text_is_blank (change->name))
    {
      refuse (error, _ ("Write a name, as it shall stand over the column."));
      return NULL;
    }
  rows = change->before ? haven_session_list (session, &haven_resource_hours_info, "resource_id", change->before->id, NULL, error)
                        : g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_hours_free);
  if (rows == NULL)
    return NULL;
  if (after->id == NULL)
    {
      after->id = haven_id_new ();
      after->position = 1000;
    }
  haven_record_set_text (&after->name, change->name);
  haven_record_set_text (&after->kind, change->kind);
  haven_record_set_text (&after->site, change->site);
  after->active = change->active;
  after->capacity = change->capacity;
  edit = haven_edit_new (change->before ? _ ("Hours changed") : _ ("Added"), change->before ? HAVEN_ACTION_UPDATE : HAVEN_ACTION_CREATE, NULL);
  if (change->before)
    haven_edit_replace (edit, &haven_resource_info, change->before, after);
  else
    haven_edit_insert (edit, &haven_resource_info, after);
  return change_hours (edit, rows, after->id, change, weekday, error) ? g_steal_pointer (&edit) : NULL;
}

/* ── Leave and closed days ────────────────────────────────────────────────── */

/** Somebody is away from one day to the end of another. */
HavenEdit *
haven_bookables_edit_add_absence (HavenSession *session,
                                  const char *resource_id,
                                  HavenDate from,
                                  HavenDate to,
                                  const char *reason,
                                  GError **error)
{
  HavenClock *clock = haven_session_get_clock (session);
  g_autoptr (HavenResourceAbsence) absence = haven_resource_absence_new ();
  HavenEdit *edit;

  if (!haven_date_is_set (from) || !haven_date_is_set (to) || to.day < from.day || to.day - from.day > MOST_ABSENT_DAYS)
    {
      refuse (error, _ ("Write the first and the last day; the last one not before the first, and within two years."));
      return NULL;
    }
  absence->id = haven_id_new ();
  absence->resource_id = g_strdup (resource_id);
  absence->starts_at = haven_clock_instant_at (clock, from, 0);
  absence->ends_at = haven_clock_instant_at (clock, haven_date_add_days (to, 1), 0);
  haven_record_set_text (&absence->reason, reason);
  edit = haven_edit_new (_ ("Time away added"), HAVEN_ACTION_CREATE, NULL);
  haven_edit_insert (edit, &haven_resource_absence_info, absence);
  return edit;
}

HavenEdit *
haven_bookables_edit_remove_absence (const HavenResourceAbsence *absence)
{
  HavenEdit *edit = haven_edit_new (_ ("Time away removed"), HAVEN_ACTION_DELETE, NULL);

  haven_edit_delete (edit, &haven_resource_absence_info, absence);
  return edit;
}

/** A day on which the clinic is closed. */
HavenEdit *
haven_bookables_edit_add_closed_day (HavenDate date, const char *name, GError **error)
{
  g_autoptr (HavenClosedDay) day = haven_closed_day_new ();
  HavenEdit *edit;

  if (!haven_date_is_set (date))
    {
      refuse (error, _ ("Write the day, such as 2026-12-24."));
      return NULL;
    }
  day->id = haven_id_new ();
  day->on_date = date;
  day->calendar = g_strdup ("clinic");
  haven_record_set_text (&day->name, name);
  edit = haven_edit_new (_ ("Closed day added"), HAVEN_ACTION_CREATE, NULL);
  haven_edit_insert (edit, &haven_closed_day_info, day);
  return edit;
}

HavenEdit *
haven_bookables_edit_remove_closed_day (const HavenClosedDay *day)
{
  HavenEdit *edit = haven_edit_new (_ ("Closed day removed"), HAVEN_ACTION_DELETE, NULL);

  haven_edit_delete (edit, &haven_closed_day_info, day);
  return edit;
}
