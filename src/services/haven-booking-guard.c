/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-private.h"

#include <glib/gi18n.h>

typedef struct
{
  HavenAppointment *proposed;
  char **resource_ids; /* nullable */
  GHashTable *known;   /* the keys of what stood against it */
} Entry;

struct _HavenBookingGuard
{
  HavenSession *session;
  GPtrArray *entries;
};

static void
free_entry (gpointer data)
{
  Entry *self = data;

  haven_appointment_free (self->proposed);
  g_strfreev (self->resource_ids);
  g_hash_table_unref (self->known);
  g_free (self);
}

HavenBookingGuard *
haven_booking_guard_new (HavenSession *session)
{
  HavenBookingGuard *self = g_new0 (HavenBookingGuard, 1);

  self->session = g_object_ref (session);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  return self;
}

void
haven_booking_guard_free (HavenBookingGuard *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->session);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/* Another visit is told by its id; what has none by its words. */
static char *
dup_key (const HavenAppointmentConflict *conflict)
{
  return g_strdup_printf ("%d/%s/%s",
                          conflict->code,
                          conflict->resource_id ? conflict->resource_id : "",
                          conflict->appointment_id ? conflict->appointment_id : conflict->sentence);
}

/**
 * haven_booking_guard_add:
 * @resource_ids: (nullable): what it takes
 * @known: (element-type HavenAppointmentConflict): what stands against it, as somebody knows
 */
void
haven_booking_guard_add (HavenBookingGuard *self,
                         const HavenAppointment *proposed,
                         const char *const *resource_ids,
                         GPtrArray *known)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->proposed = haven_appointment_copy (proposed);
  entry->resource_ids = g_strdupv ((char **) resource_ids);
  entry->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < known->len; i++)
    g_hash_table_add (entry->known, dup_key (known->pdata[i]));
  g_ptr_array_add (self->entries, entry);
}

typedef struct
{
  HavenBookingGuard *guard;
  const HavenAppointment *visit;
  gboolean wanted; /* it has not got its time */
} Reading;

static gboolean
is_taken_time (const HavenAppointmentConflict *conflict)
{
  return conflict->code <= HAVEN_CONFLICT_VEHICLE_BUSY || conflict->code == HAVEN_CONFLICT_HELD;
}

static void
forget_taken_times (GPtrArray *conflicts)
{
  for (guint i = conflicts->len; i > 0; i--)
    if (is_taken_time (conflicts->pdata[i - 1]))
      g_ptr_array_remove_index (conflicts, i - 1);
}

static gboolean
read_visit (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) links = haven_transaction_list (
      transaction, &haven_appointment_resource_info, "appointment_id", reading->visit->id, NULL, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) conflicts = NULL;
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; links && i < links->len; i++)
    g_strv_builder_add (builder, ((const HavenAppointmentResource *) links->pdata[i])->resource_id);
  ids = g_strv_builder_end (builder);
  if (links)
    conflicts = haven_booking_list_conflicts (
        transaction, reading->guard->session, reading->visit, (const char *const *) ids, NULL, error);
  if (conflicts && reading->wanted)
    forget_taken_times (conflicts);
  if (conflicts)
    haven_booking_guard_add (reading->guard, reading->visit, (const char *const *) ids, conflicts);
  return conflicts != NULL;
}

static gboolean
add (HavenBookingGuard *self, const HavenAppointment *visit, gboolean wanted, GError **error)
{
  Reading reading = { self, visit, wanted };

  return haven_session_run (self->session, HAVEN_ACTION_LIST, HAVEN_IN_SHARED, haven_appointment_info.name, visit->id,
                            visit->patient_id, read_visit, &reading, error);
}

/** Adds a visit that has its time, with what it takes and what stands against it now. */
gboolean
haven_booking_guard_add_as_it_is (HavenBookingGuard *self, const HavenAppointment *visit, GError **error)
{
  return add (self, visit, FALSE, error);
}

/** Adds a visit that takes its time again, with what it took: whoever has that time refuses it. */
gboolean
haven_booking_guard_add_wanted (HavenBookingGuard *self, const HavenAppointment *visit, GError **error)
{
  return add (self, visit, TRUE, error);
}

/* What changes with it, in the same edit, is not in its way. */
static gboolean
goes_along (HavenBookingGuard *self, const char *appointment_id)
{
  for (guint i = 0; appointment_id && i < self->entries->len; i++)
    if (g_strcmp0 (((const Entry *) self->entries->pdata[i])->proposed->id, appointment_id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_entry (HavenTransaction *transaction, HavenBookingGuard *self, const Entry *entry, GError **error)
{
  g_autoptr (GPtrArray) conflicts = haven_booking_list_conflicts (
      transaction, self->session, entry->proposed, (const char *const *) entry->resource_ids, NULL, error);

  for (guint i = 0; conflicts && i < conflicts->len; i++)
    {
      const HavenAppointmentConflict *conflict = conflicts->pdata[i];
      g_autofree char *key = dup_key (conflict);

      if (goes_along (self, conflict->appointment_id) || g_hash_table_contains (entry->known, key))
        continue;
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_CONFLICT,
                   _ ("This time is no longer free, and nothing was changed. %s"),
                   conflict->sentence);
      return FALSE;
    }
  return conflicts != NULL;
}

static gboolean
check (HavenTransaction *transaction, gpointer data, GError **error)
{
  HavenBookingGuard *self = data;

  for (guint i = 0; i < self->entries->len; i++)
    if (!check_entry (transaction, self, self->entries->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * haven_booking_guard_watch_undo:
 * @self: (transfer full): what the edit gives up, to add before it is done
 *
 * Has the edit ask when it is undone, as the time may have been given to somebody else.
 */
void
haven_booking_guard_watch_undo (HavenBookingGuard *self, HavenEdit *edit)
{
  haven_edit_set_undo_condition (edit, check, self, (GDestroyNotify) haven_booking_guard_free);
}

/**
 * haven_booking_guard_watch:
 * @self: (transfer full):
 *
 * Has the edit ask, each time that it is done, and in the transaction that does it.
 */
void
haven_booking_guard_watch (HavenBookingGuard *self, HavenEdit *edit)
{
  haven_edit_set_precondition (edit, check, self, (GDestroyNotify) haven_booking_guard_free);
}
