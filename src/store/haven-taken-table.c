/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-tables.h"

#include "haven-allowance.h"
#include "haven-appointment-status.h"
#include "haven-transaction-private.h"

#define LONGEST_VISIT (7 * G_TIME_SPAN_DAY) /* no visit takes more; it bounds how far back to look */

static const char of_resources[] =
    "SELECT appointment.starts_at, appointment.ends_at, appointment.status, appointment.site, appointment.mode, link.resource_id,"
    " appointment.prepare_minutes, 0, 0"
    " FROM shared_appointment AS appointment"
    " JOIN shared_appointment_resource AS link ON link.appointment_id = appointment.id"
    " WHERE appointment.starts_at > ?1 AND appointment.starts_at < ?2";

static const char of_person[] =
    "SELECT appointment.starts_at, appointment.ends_at, appointment.status, appointment.site, appointment.mode, NULL,"
    " 0, appointment.rest_minutes, 0"
    " FROM shared_appointment AS appointment"
    " WHERE appointment.starts_at > ?1 AND appointment.starts_at < ?2 AND appointment.patient_id = ?3";

/* Where somebody is whose visit is hidden is not told. */
static const char of_hidden[] =
    "SELECT taken.starts_at, taken.ends_at, NULL, NULL, NULL, taken.resource_id, 0, 0, taken.by_group FROM shared_taken_time AS taken"
    " WHERE taken.starts_at > ?1 AND taken.starts_at < ?2";

static gboolean
takes_time (const char *code)
{
  HavenAppointmentStatus status;

  return !haven_appointment_status_parse (code, &status) || haven_appointment_status_takes_time (status);
}

/* Of a resource the time to prepare counts, of the person the time to rest. */
static HavenSpan
read_span (sqlite3_stmt *statement)
{
  const HavenAppointment visit = { .starts_at = sqlite3_column_int64 (statement, 0),
                                   .ends_at = sqlite3_column_int64 (statement, 1),
                                   .prepare_minutes = sqlite3_column_int64 (statement, 6),
                                   .rest_minutes = sqlite3_column_int64 (statement, 7) };

  return (HavenSpan) { haven_span_of_resources (&visit).from, haven_span_of_person (&visit).until };
}

static HavenTaken *
read_taken (sqlite3_stmt *statement, HavenSpan span)
{
  HavenTaken *taken = g_new0 (HavenTaken, 1);
  const char *mode = haven_column_text (statement, 4);

  taken->starts_at = span.from;
  taken->ends_at = span.until;
  /* Whoever is on the telephone is at no place. */
  if (mode == NULL || g_str_equal (mode, "in-person"))
    taken->site = g_strdup (haven_column_text (statement, 3));
  taken->resource_id = g_strdup (haven_column_text (statement, 5));
  taken->by_group = sqlite3_column_int (statement, 8) != 0;
  return taken;
}

static gboolean
collect (HavenTransaction *self, sqlite3_stmt *statement, HavenSpan within, GPtrArray *taken, GError **error)
{
  gboolean row = TRUE;

  while (statement && haven_database_step (self->database, statement, &row, error))
    {
      HavenSpan span;

      if (!row)
        return TRUE;
      span = read_span (statement);
      if (haven_span_meets (span, within) && takes_time (haven_column_text (statement, 2)))
        g_ptr_array_add (taken, read_taken (statement, span));
    }
  return FALSE;
}

/**
 * haven_tables_list_hidden:
 *
 * When resources are taken by visits that are closed to whoever asks, within the half-open time from @from to @to.
 *
 * Returns: (transfer full) (element-type HavenTaken)
 */
GPtrArray *
haven_tables_list_hidden (HavenTransaction *self, HavenInstant from, HavenInstant to, GError **error)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_taken_free);

  if (!collect (self,
                haven_database_prepare (self->database, of_hidden, error, "ii", from - LONGEST_VISIT, to),
                (HavenSpan) { from, to },
                taken,
                error))
    return NULL;
  return g_steal_pointer (&taken);
}

/**
 * haven_tables_list_taken:
 * @patient_id: whose own visits count too
 *
 * When resources are taken, and the person, within the half-open time from @from to @to; not by whom, nor for what.
 * What was cancelled, missed or moved takes no time; what is hidden from whoever asks does.
 *
 * Returns: (transfer full) (element-type HavenTaken)
 */
GPtrArray *
haven_tables_list_taken (HavenTransaction *self, const char *patient_id, HavenInstant from, HavenInstant to, GError **error)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_taken_free);
  HavenSpan within = { from, to };
  /* What starts later may be prepared for before. */
  HavenInstant earliest = from - LONGEST_VISIT, latest = to + HAVEN_MOST_ALLOWED_MINUTES * G_TIME_SPAN_MINUTE;

  if (!collect (self, haven_database_prepare (self->database, of_resources, error, "ii", earliest, latest), within, taken, error) ||
      !collect (self, haven_database_prepare (self->database, of_hidden, error, "ii", earliest, latest), within, taken, error) ||
      !collect (self,
                haven_database_prepare (self->database, of_person, error, "iis", earliest, latest, patient_id),
                within,
                taken,
                error))
    return NULL;
  return g_steal_pointer (&taken);
}

/**
 * haven_tables_list_awaited:
 *
 * Returns: (transfer full): which freed times are of the kind that somebody waits for
 */
HavenAwaited *
haven_tables_list_awaited (HavenTransaction *self, GError **error)
{
  g_autoptr (HavenAwaited) awaited = haven_awaited_new ();
  sqlite3_stmt *statement =
      haven_database_prepare (self->database, "SELECT wait_entry_id, freed_slot_id FROM shared_awaited", error, "");
  gboolean row = TRUE;

  while (statement && haven_database_step (self->database, statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&awaited);
      haven_awaited_add (awaited, haven_column_text (statement, 0), haven_column_text (statement, 1));
    }
  return NULL;
}
