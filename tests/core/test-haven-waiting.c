/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core-test.h"
#include "haven-waiting.h"

#include <string.h>

typedef struct
{
  HavenClock *clock;
  HavenWaitEntry *entry;
  HavenFreedSlot *slot;
  GPtrArray *entries, *slots;
  HavenAwaited *awaited;
} Fixture;

/* Tuesday 24 November 2026, 15:00, 30 minutes with Dr Lee; somebody waits for just that. */
static void
set_up (Fixture *self, gconstpointer data)
{
  self->clock = haven_clock_new_fixed ("America/New_York", 1);
  self->entry = haven_wait_entry_new ();
  self->entry->id = g_strdup ("wait");
  self->entry->patient_id = g_strdup ("ana");
  self->entry->kind = g_strdup ("medical");
  self->entry->status = g_strdup ("waiting");
  self->entry->minutes_long = 30;
  self->slot = haven_freed_slot_new ();
  self->slot->id = g_strdup ("slot");
  self->slot->resource_ids = g_strdupv ((char *[]) { "dr-lee", "room-1", NULL });
  self->slot->starts_at = haven_clock_instant_at (self->clock, date ("2026-11-24"), 15 * 60);
  self->slot->ends_at = self->slot->starts_at + 30 * G_TIME_SPAN_MINUTE;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_wait_entry_free);
  self->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_freed_slot_free);
  g_ptr_array_add (self->entries, self->entry);
  g_ptr_array_add (self->slots, self->slot);
  self->awaited = haven_awaited_new ();
  haven_awaited_add (self->awaited, "wait", "slot");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->clock);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->slots);
  g_hash_table_unref (self->awaited);
}

static guint
count (Fixture *self)
{
  g_autoptr (GArray) fits = haven_waiting_find_fits (self->entries, self->slots, self->awaited, self->clock);

  return fits->len;
}

static void
test_a_time_that_suits_is_offered (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (count (self), ==, 1);
  self->entry->resource_id = g_strdup ("dr-lee");
  self->entry->not_before = date ("2026-11-24");
  self->entry->not_after = date ("2026-11-24");
  self->entry->days = g_strdupv ((char *[]) { "tue", NULL });
  self->entry->earliest = 15 * 60;
  self->entry->latest = 15 * 60 + 30;
  g_assert_cmpuint (count (self), ==, 1);
}

static void
test_another_kind_is_not (Fixture *self, gconstpointer data)
{
  g_hash_table_remove_all (self->awaited);
  haven_awaited_add (self->awaited, "wait", "another");
  haven_awaited_add (self->awaited, "another", "slot");
  g_assert_cmpuint (count (self), ==, 0);
}

static void
test_too_short_a_time_is_not (Fixture *self, gconstpointer data)
{
  self->entry->minutes_long = 31;
  g_assert_cmpuint (count (self), ==, 0);
}

static void
test_somebody_else_is_not (Fixture *self, gconstpointer data)
{
  self->entry->resource_id = g_strdup ("dr-okafor");
  g_assert_cmpuint (count (self), ==, 0);
}

static void
test_other_days_and_hours_are_not (Fixture *self, gconstpointer data)
{
  self->entry->days = g_strdupv ((char *[]) { "mon", "wed", NULL });
  g_assert_cmpuint (count (self), ==, 0);
  g_clear_pointer (&self->entry->days, g_strfreev);
  self->entry->not_before = date ("2026-11-25");
  g_assert_cmpuint (count (self), ==, 0);
  self->entry->not_before = HAVEN_DATE_NONE;
  self->entry->earliest = 15 * 60 + 15;
  self->entry->latest = 18 * 60;
  g_assert_cmpuint (count (self), ==, 0);
}

static void
test_whoever_waits_no_longer_is_not_asked (Fixture *self, gconstpointer data)
{
  g_set_str (&self->entry->status, "booked");
  g_assert_cmpuint (count (self), ==, 0);
}

static void
test_the_same_time_is_offered_once (Fixture *self, gconstpointer data)
{
  HavenFreedSlot *again = haven_freed_slot_copy (self->slot);

  g_set_str (&again->id, "again");
  g_ptr_array_add (self->slots, again);
  haven_awaited_add (self->awaited, "wait", "again");
  g_assert_cmpuint (count (self), ==, 1);
}

#define ADD(path, function) g_test_add ("/core/waiting/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-time-that-suits-is-offered", test_a_time_that_suits_is_offered);
  ADD ("another-kind-is-not", test_another_kind_is_not);
  ADD ("too-short-a-time-is-not", test_too_short_a_time_is_not);
  ADD ("somebody-else-is-not", test_somebody_else_is_not);
  ADD ("other-days-and-hours-are-not", test_other_days_and_hours_are_not);
  ADD ("whoever-waits-no-longer-is-not-asked", test_whoever_waits_no_longer_is_not_asked);
  ADD ("the-same-time-is-offered-once", test_the_same_time_is_offered_once);
  return g_test_run ();
}
