/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-waiting.h"

#include <string.h>

#define F(member, TYPE) HAVEN_FIELD (HavenWaitEntry, member, TYPE)
HAVEN_DEFINE_RECORD (HavenWaitEntry, haven_wait_entry, "wait_entry", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (kind, TEXT), F (minutes_long, INTEGER), F (resource_id, TEXT), F
                     (not_before, DATE), F (not_after, DATE), F (days, TEXTS), F (earliest, INTEGER), F (latest, INTEGER), F
                     (status, TEXT), F (appointment_id, TEXT), F (created_at, INSTANT), F (created_by, TEXT), F (row_version,
                     INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenFreedSlot, member, TYPE)
HAVEN_DEFINE_RECORD (HavenFreedSlot, haven_freed_slot, "freed_slot", SHARED,
                     F (id, TEXT), F (appointment_id, TEXT), F (mode, TEXT), F (starts_at, INSTANT), F (ends_at, INSTANT), F
                     (resource_ids, TEXTS), F (freed_at, INSTANT))
#undef F

/** Returns: (transfer full): free with g_hash_table_unref() */
HavenAwaited *
haven_awaited_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
haven_awaited_add (HavenAwaited *self, const char *entry_id, const char *slot_id)
{
  g_hash_table_add (self, g_strdup_printf ("%s %s", entry_id, slot_id));
}

gboolean
haven_awaited_contains (HavenAwaited *self, const char *entry_id, const char *slot_id)
{
  g_autofree char *pair = g_strdup_printf ("%s %s", entry_id, slot_id);

  return g_hash_table_contains (self, pair);
}

static gboolean
admits_day (const HavenWaitEntry *entry, HavenDate date)
{
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  return (!haven_date_is_set (entry->not_before) || date.day >= entry->not_before.day) &&
         (!haven_date_is_set (entry->not_after) || date.day <= entry->not_after.day) &&
         (entry->days == NULL || entry->days[0] == NULL ||
          g_strv_contains ((const char *const *) entry->days, names[haven_date_get_weekday (date) - 1]));
}

static gboolean
admits_minutes (const HavenWaitEntry *entry, int from)
{
  return entry->earliest == entry->latest || (from >= entry->earliest && from + entry->minutes_long <= entry->latest);
}

/** Whether somebody wants to come on that day, at that minute: neither its length nor with whom is asked. */
gboolean
haven_wait_entry_admits (const HavenWaitEntry *entry, HavenDate date, int minute)
{
  return admits_day (entry, date) && admits_minutes (entry, minute);
}

/** Whether a time of the right kind suits somebody: its length, with whom, and when it would be. */
gboolean
haven_wait_entry_suits (const HavenWaitEntry *entry, const HavenFreedSlot *slot, HavenClock *clock)
{
  return g_strcmp0 (entry->status, "waiting") == 0 &&
         (slot->ends_at - slot->starts_at) / G_TIME_SPAN_MINUTE >= entry->minutes_long &&
         (entry->resource_id == NULL ||
          (slot->resource_ids && g_strv_contains ((const char *const *) slot->resource_ids, entry->resource_id))) &&
         admits_day (entry, haven_clock_get_local_date (clock, slot->starts_at)) &&
         admits_minutes (entry, haven_clock_get_local_minute (clock, slot->starts_at));
}

/* The same time is freed twice where a visit came and went again. */
static gboolean
is_same_time (const HavenFreedSlot *a, const HavenFreedSlot *b)
{
  return a->starts_at == b->starts_at &&
         (a->resource_ids == b->resource_ids ||
          (a->resource_ids && b->resource_ids &&
           g_strv_equal ((const char *const *) a->resource_ids, (const char *const *) b->resource_ids)));
}

static gboolean
is_told (const GArray *fits, const HavenWaitEntry *entry, const HavenFreedSlot *slot)
{
  for (guint i = 0; i < fits->len; i++)
    if (g_array_index (fits, HavenWaitFit, i).entry == entry && is_same_time (g_array_index (fits, HavenWaitFit, i).slot, slot))
      return TRUE;
  return FALSE;
}

/**
 * haven_waiting_find_fits:
 * @entries: (element-type HavenWaitEntry): who waits, the longest first
 * @slots: (element-type HavenFreedSlot): what became free, and lies ahead
 * @awaited: which of them are of the kind that is waited for
 *
 * Returns: (transfer full) (element-type HavenWaitFit): who waits for what; whether it is still free is another matter
 */
GArray *
haven_waiting_find_fits (GPtrArray *entries, GPtrArray *slots, HavenAwaited *awaited, HavenClock *clock)
{
  GArray *fits = g_array_new (FALSE, FALSE, sizeof (HavenWaitFit));

  for (guint i = 0; i < entries->len; i++)
    for (guint j = 0; j < slots->len; j++)
      {
        HavenWaitFit fit = { entries->pdata[i], slots->pdata[j] };

        if (haven_awaited_contains (awaited, fit.entry->id, fit.slot->id) &&
            haven_wait_entry_suits (fit.entry, fit.slot, clock) && !is_told (fits, fit.entry, fit.slot))
          g_array_append_val (fits, fit);
      }
  return fits;
}
