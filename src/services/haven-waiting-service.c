/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-waiting-service.h"

#include "haven-booking-private.h"
#include "haven-booking-service.h"
#include "haven-id.h"
#include "haven-people.h"
#include "haven-tables.h"

#include <glib/gi18n.h>

void
haven_waiting_free (HavenWaiting *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entry, haven_wait_entry_free);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_free (self->person_name);
  g_free (self->with_name);
  g_free (self);
}

/* ── Who waits, and what suits them ───────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  GPtrArray *waiting; /* HavenWaiting */
} Reading;

static GPtrArray *
list_slots_ahead (HavenTransaction *transaction, HavenSession *session, GError **error)
{
  GPtrArray *slots = haven_transaction_list (transaction, &haven_freed_slot_info, NULL, NULL, "starts_at", error);
  HavenInstant now = haven_clock_now (haven_session_get_clock (session));

  for (guint i = slots ? slots->len : 0; i > 0; i--)
    if (((HavenFreedSlot *) slots->pdata[i - 1])->starts_at <= now)
      g_ptr_array_remove_index (slots, i - 1);
  return slots;
}

static gboolean
add_waiting (HavenTransaction *transaction, Reading *reading, const HavenWaitEntry *entry, GError **error)
{
  g_autoptr (HavenPatient) patient = haven_transaction_load (transaction, &haven_patient_info, entry->patient_id, error);
  g_autoptr (HavenResource) with =
      entry->resource_id ? haven_transaction_load (transaction, &haven_resource_info, entry->resource_id, NULL) : NULL;
  HavenWaiting *waiting;

  if (patient == NULL)
    return FALSE;
  waiting = g_new0 (HavenWaiting, 1);
  waiting->entry = haven_wait_entry_copy (entry);
  waiting->person_name = g_strdup (patient->name);
  waiting->with_name = with ? g_strdup (with->name) : NULL;
  waiting->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_freed_slot_free);
  g_ptr_array_add (reading->waiting, waiting);
  return TRUE;
}

/* The visit that would come of it must not be in anybody's way, nor outside the hours that suit the person. */
static gboolean
add_if_clear (HavenTransaction *transaction, Reading *reading, const HavenWaitFit *fit, GError **error)
{
  g_autoptr (HavenAppointment) proposed = haven_appointment_new ();
  g_autoptr (GPtrArray) conflicts = NULL;

  proposed->patient_id = g_strdup (fit->entry->patient_id);
  proposed->kind = g_strdup (fit->entry->kind);
  proposed->status = g_strdup ("confirmed");
  proposed->mode = g_strdup (fit->slot->mode ? fit->slot->mode : "in-person");
  proposed->starts_at = fit->slot->starts_at;
  proposed->ends_at = fit->slot->starts_at + fit->entry->minutes_long * G_TIME_SPAN_MINUTE;
  conflicts = haven_booking_list_conflicts (
      transaction, reading->session, proposed, (const char *const *) fit->slot->resource_ids, NULL, error);
  if (conflicts == NULL)
    return FALSE;
  for (guint i = 0; conflicts->len == 0 && i < reading->waiting->len; i++)
    {
      HavenWaiting *waiting = reading->waiting->pdata[i];

      if (g_strcmp0 (waiting->entry->id, fit->entry->id) == 0)
        g_ptr_array_add (waiting->slots, haven_freed_slot_copy (fit->slot));
    }
  return TRUE;
}

static gboolean
read_waiting (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) entries = haven_transaction_list (transaction, &haven_wait_entry_info, "status", "waiting", "created_at", error);
  g_autoptr (GPtrArray) slots = entries ? list_slots_ahead (transaction, reading->session, error) : NULL;
  g_autoptr (HavenAwaited) awaited = slots ? haven_tables_list_awaited (transaction, error) : NULL;
  g_autoptr (GArray) fits = NULL;

  if (awaited == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!add_waiting (transaction, reading, entries->pdata[i], error))
      return FALSE;
  fits = haven_waiting_find_fits (entries, slots, awaited, haven_session_get_clock (reading->session));
  for (guint i = 0; i < fits->len; i++)
    if (!add_if_clear (transaction, reading, &g_array_index (fits, HavenWaitFit, i), error))
      return FALSE;
  return TRUE;
}

/** Returns: (transfer full) (element-type HavenWaiting): who waits, the longest first, with what they may be offered */
GPtrArray *
haven_waiting_list (HavenSession *session, GError **error)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_waiting_free);
  Reading reading = { session, waiting };

  if (!haven_session_run (session, HAVEN_ACTION_LIST, HAVEN_IN_SHARED, "wait_entry", NULL, NULL, read_waiting, &reading, error))
    return NULL;
  return g_steal_pointer (&waiting);
}

/* ── Coming and going ─────────────────────────────────────────────────────── */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

static gboolean
check (const HavenWaitEntry *wanted, GError **error)
{
  if (wanted->patient_id == NULL)
    return refuse (error, _ ("Say who waits."));
  if (wanted->minutes_long < 5 || wanted->minutes_long > 720)
    return refuse (error, _ ("Say how long the visit takes: from 5 minutes to 12 hours."));
  if (haven_date_is_set (wanted->not_before) && haven_date_is_set (wanted->not_after) && wanted->not_after.day < wanted->not_before.day)
    return refuse (error, _ ("The last day lies before the first."));
  if (wanted->earliest != wanted->latest && wanted->latest - wanted->earliest < wanted->minutes_long)
    return refuse (error, _ ("Those hours are too short for the visit."));
  return TRUE;
}

/** Somebody waits from now on for what @wanted says; its id, status and author are made here. */
HavenEdit *
haven_waiting_edit_add (HavenSession *session, const HavenWaitEntry *wanted, GError **error)
{
  g_autoptr (HavenWaitEntry) entry = haven_wait_entry_copy (wanted);
  HavenEdit *edit;

  if (!check (wanted, error))
    return NULL;
  g_free (entry->id);
  entry->id = haven_id_new ();
  haven_record_set_text (&entry->status, "waiting");
  haven_record_set_text (&entry->created_by, haven_session_get_staff_id (session));
  entry->created_at = haven_clock_now (haven_session_get_clock (session));
  edit = haven_edit_new (_ ("Put on the wait list"), HAVEN_ACTION_CREATE, entry->patient_id);
  haven_edit_insert (edit, &haven_wait_entry_info, entry);
  return edit;
}

/** Somebody waits no longer. */
HavenEdit *
haven_waiting_edit_withdraw (HavenSession *session, const char *entry_id, GError **error)
{
  g_autoptr (HavenWaitEntry) before = haven_session_load (session, &haven_wait_entry_info, entry_id, error);
  g_autoptr (HavenWaitEntry) after = before ? haven_wait_entry_copy (before) : NULL;
  HavenEdit *edit;

  if (after == NULL)
    return NULL;
  haven_record_set_text (&after->status, "withdrawn");
  edit = haven_edit_new (_ ("Taken off the wait list"), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_wait_entry_info, before, after);
  return edit;
}

static void
end_waiting (HavenEdit *edit, const HavenWaitEntry *before, const char *appointment_id)
{
  g_autoptr (HavenWaitEntry) after = haven_wait_entry_copy (before);

  haven_record_set_text (&after->status, "booked");
  haven_record_set_text (&after->appointment_id, appointment_id);
  haven_edit_replace (edit, &haven_wait_entry_info, before, after);
}

/**
 * haven_waiting_end:
 *
 * The waiting that @booking names ends with its visit, in the same edit; unless the visit is somebody else's in the end,
 * or they wait no longer.
 */
gboolean
haven_waiting_end (HavenEdit *edit, HavenSession *session, const HavenBooking *booking, const char *appointment_id, GError **error)
{
  g_autoptr (HavenWaitEntry) before = NULL;

  if (booking->wait_entry_id == NULL)
    return TRUE;
  before = haven_session_load (session, &haven_wait_entry_info, booking->wait_entry_id, error);
  if (before == NULL)
    return FALSE;
  if (g_strcmp0 (before->status, "waiting") == 0 && g_strcmp0 (before->patient_id, booking->patient_id) == 0)
    end_waiting (edit, before, appointment_id);
  return TRUE;
}

/** Books the free time for whoever waits: the visit and the end of the waiting are one edit. */
HavenEdit *
haven_waiting_edit_book (HavenSession *session, const char *entry_id, const char *slot_id, GError **error)
{
  g_autoptr (HavenWaitEntry) before = haven_session_load (session, &haven_wait_entry_info, entry_id, error);
  g_autoptr (HavenFreedSlot) slot = before ? haven_session_load (session, &haven_freed_slot_info, slot_id, error) : NULL;
  g_autoptr (HavenBookingGuard) guard = haven_booking_guard_new (session);
  g_autoptr (HavenAppointment) visit = NULL;
  HavenClock *clock = haven_session_get_clock (session);
  HavenBooking booking = { 0 };
  HavenEdit *edit;

  if (slot == NULL)
    return NULL;
  booking.patient_id = before->patient_id;
  /* Where it is closed to whoever books, the store puts the one in that was waited for. */
  booking.kind = before->kind ? before->kind : "legal";
  booking.mode = slot->mode;
  booking.date = haven_clock_get_local_date (clock, slot->starts_at);
  booking.minute = haven_clock_get_local_minute (clock, slot->starts_at);
  booking.minutes_long = (int) before->minutes_long;
  booking.resource_ids = (const char *const *) slot->resource_ids;
  visit = haven_booking_create (session, &booking, guard, error);
  if (visit == NULL)
    return NULL;
  edit = haven_edit_new (_ ("Visit booked"), HAVEN_ACTION_CREATE, before->patient_id);
  haven_edit_insert (edit, &haven_appointment_info, visit);
  haven_booking_insert_links (edit, visit->id, booking.resource_ids);
  end_waiting (edit, before, visit->id);
  haven_booking_guard_watch (g_steal_pointer (&guard), edit);
  return edit;
}
