/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-tables.h"

#include "haven-appointment-status.h"
#include "haven-transaction-private.h"

#define LONGEST_VISIT (7 * G_TIME_SPAN_DAY) /* no visit takes more; it bounds how far back to look */

static const char of_resources[] =
    "SELECT appointment.starts_at, appointment.ends_at, appointment.status, appointment.site, appointment.mode, link.resource_id"
    " FROM shared_appointment AS appointment"
    " JOIN shared_appointment_resource AS link ON link.appointment_id = appointment.id"
    " WHERE appointment.starts_at > ?1 AND appointment.starts_at < ?2";

static const char of_person[] =
    "SELECT appointment.starts_at, appointment.ends_at, appointment.status, appointment.site, appointment.mode, NULL"
    " FROM shared_appointment AS appointment"
    " WHERE appointment.starts_at > ?1 AND appointment.starts_at < ?2 AND appointment.patient_id = ?3";

/* Where somebody is whose visit is hidden is not told. */
static const char of_hidden[] =
    "SELECT taken.starts_at, taken.ends_at, NULL, NULL, NULL, taken.resource_id FROM shared_taken_time AS taken"
    " WHERE taken.starts_at > ?1 AND taken.starts_at < ?2";

static gboolean
takes_time (const char *code)
{
  HavenAppointmentStatus status;

  return !haven_appointment_status_parse (code, &status) || haven_appointment_status_takes_time (status);
}

static HavenTaken *
read_taken (sqlite3_stmt *statement)
{
  HavenTaken *taken = g_new0 (HavenTaken, 1);
  const char *mode = haven_column_text (statement, 4);

  taken->starts_at = sqlite3_column_int64 (statement, 0);
  taken->ends_at = sqlite3_column_int64 (statement, 1);
  /* Whoever is on the telephone is at no place. */
  if (mode == NULL || g_str_equal (mode, "in-person"))
    taken->site = g_strdup (haven_column_text (statement, 3));
  taken->resource_id = g_strdup (haven_column_text (statement, 5));
  return taken;
}

static gboolean
collect (HavenTransaction *self, sqlite3_stmt *statement, HavenInstant from, GPtrArray *taken, GError **error)
{
  gboolean row = TRUE;

  while (statement && haven_database_step (self->database, statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (sqlite3_column_int64 (statement, 1) > from && takes_time (haven_column_text (statement, 2)))
        g_ptr_array_add (taken, read_taken (statement));
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

  if (!collect (self, haven_database_prepare (self->database, of_hidden, error, "ii", from - LONGEST_VISIT, to), from, taken, error))
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
  HavenInstant earliest = from - LONGEST_VISIT;

  if (!collect (self, haven_database_prepare (self->database, of_resources, error, "ii", earliest, to), from, taken, error) ||
      !collect (self, haven_database_prepare (self->database, of_hidden, error, "ii", earliest, to), from, taken, error) ||
      !collect (self,
                haven_database_prepare (self->database, of_person, error, "iis", earliest, to, patient_id),
                from,
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
