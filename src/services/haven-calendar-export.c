/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-service.h"

#include "haven-appointment-status.h"
#include "haven-calendar-writer.h"
#include "haven-tables.h"

#include <glib/gi18n.h>
#include <string.h>

void
haven_calendar_export_free (HavenCalendarExport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->export, haven_export_unref);
  g_free (self);
}

typedef struct
{
  HavenSession *session;
  const HavenCalendarWanted *wanted;
  HavenCalendarExport *export;
} Leaving;

/* What was called off leaves too, as long as it lies ahead: a calendar that took it in before has to free the time. */
static gboolean
was_called_off (HavenAppointmentStatus status)
{
  return status == HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT || status == HAVEN_APPOINTMENT_CANCELLED_BY_CLINIC ||
         status == HAVEN_APPOINTMENT_RESCHEDULED;
}

/* What was promised is the wall clock's time, in the zone in which it was promised. */
static void
take_wall_time (HavenCalendarEntry *entry, const HavenAppointment *visit, HavenClock *clock)
{
  g_autofree char *day = visit->local_start && strlen (visit->local_start) == 16 ? g_strndup (visit->local_start, 10) : NULL;

  entry->zone = visit->zone ? visit->zone : haven_clock_get_zone_name (clock);
  if (visit->zone && day && haven_date_parse (day, &entry->date, NULL))
    entry->minute = (int) g_ascii_strtoll (visit->local_start + 11, NULL, 10) * 60 + (int) g_ascii_strtoll (visit->local_start + 14, NULL, 10);
  else
    {
      entry->zone = haven_clock_get_zone_name (clock);
      entry->date = haven_clock_get_local_date (clock, visit->starts_at);
      entry->minute = haven_clock_get_local_minute (clock, visit->starts_at);
    }
}

static gboolean
take_visit (const Leaving *leaving, HavenVisit *visit, HavenCalendarEntry *entry)
{
  HavenClock *clock = haven_session_get_clock (leaving->session);
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);
  HavenAppointmentStatus status;

  if (leaving->wanted->resource_id && !haven_visit_takes_resource (visit, leaving->wanted->resource_id))
    return FALSE;
  if (!haven_appointment_status_parse (appointment->status, &status))
    return FALSE;
  entry->called_off = was_called_off (status);
  if (entry->called_off ? appointment->starts_at < haven_clock_now (clock) : !haven_appointment_status_takes_time (status))
    return FALSE;
  entry->id = appointment->id;
  entry->minutes_long = (int) ((appointment->ends_at - appointment->starts_at) / G_TIME_SPAN_MINUTE);
  entry->sequence = MAX (appointment->row_version - 1, 0);
  take_wall_time (entry, appointment, clock);
  return TRUE;
}

/* Whoever may not take them along is not asked where to. */
static GPtrArray *
list_visits (HavenTransaction *transaction, const Leaving *leaving, GError **error)
{
  const HavenCalendarWanted *wanted = leaving->wanted;
  HavenClock *clock = haven_session_get_clock (leaving->session);

  if (haven_transaction_may (transaction, &haven_appointment_info, HAVEN_ACTION_EXPORT))
    return haven_tables_list_visits (transaction, haven_clock_instant_at (clock, wanted->first, 0),
                                     haven_clock_instant_at (clock, haven_date_add_days (wanted->last, 1), 0), error);
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED, _ ("Your role does not save calendar files."));
  return NULL;
}

static gboolean
write_visits (HavenTransaction *transaction, gpointer data, GError **error)
{
  Leaving *leaving = data;
  const HavenCalendarWanted *wanted = leaving->wanted;
  HavenClock *clock = haven_session_get_clock (leaving->session);
  g_autoptr (GPtrArray) visits = list_visits (transaction, leaving, error);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (HavenCalendarEntry));
  HavenCalendarExport *export = leaving->export;

  for (guint i = 0; visits && i < visits->len; i++)
    {
      HavenCalendarEntry entry = { 0 };

      if (!take_visit (leaving, visits->pdata[i], &entry))
        continue;
      export->n_visits += !entry.called_off;
      export->n_called_off += entry.called_off;
      g_array_append_val (entries, entry);
    }
  if (visits)
    export->bytes = haven_calendar_write ((const HavenCalendarEntry *) (gpointer) entries->data, entries->len,
                                          wanted->says == HAVEN_CALENDAR_SAYS_VISIT ? _ ("Visit") : _ ("Busy"), haven_clock_today (clock), error);
  return export->bytes != NULL;
}

/**
 * haven_calendar_export:
 *
 * A calendar file with the times of visits, for somebody's own calendar. It says when, that it is private, and one word
 * that is the same for all: no person, initials, number, kind, place or reason, as also what is encoded would be about
 * somebody (34 USC 12291(b)(2), 28 CFR 94.115). It is made, and has not left: see haven_export_write().
 */
HavenCalendarExport *
haven_calendar_export (HavenSession *session, const HavenCalendarWanted *wanted, GError **error)
{
  g_autoptr (HavenCalendarExport) export = g_new0 (HavenCalendarExport, 1);
  Leaving leaving = { session, wanted, export };

  if (!haven_date_is_set (wanted->first) || !haven_date_is_set (wanted->last) || wanted->last.day < wanted->first.day ||
      wanted->last.day - wanted->first.day >= HAVEN_CALENDAR_MOST_DAYS)
    {
      g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("Write the first and the last day; the last one not before the first, and within a year."));
      return NULL;
    }
  if (!haven_session_run (session, HAVEN_ACTION_LIST, HAVEN_IN_SHARED, "appointment", wanted->resource_id, NULL, write_visits, &leaving, error))
    return NULL;
  export->export = haven_export_new ("appointment", wanted->resource_id, NULL, export->bytes);
  return g_steal_pointer (&export);
}
