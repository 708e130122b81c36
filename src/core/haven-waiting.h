/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"

G_BEGIN_DECLS

/** Somebody who waits for a time that suits them. */
typedef struct
{
  char *id;
  char *patient_id;
  char *kind;  /* as of an appointment; NULL: closed to whoever reads it (R19) */
  gint64 minutes_long;
  char *resource_id;  /* with whom; NULL: with anybody */
  HavenDate not_before;
  HavenDate not_after;
  char **days;  /* mon … sun; none: every day */
  gint64 earliest;  /* minute of the day; both 0: any time */
  gint64 latest;
  char *status;  /* waiting, booked, withdrawn */
  char *appointment_id;  /* the visit that came of it */
  HavenInstant created_at;
  char *created_by;
  gint64 row_version;
} HavenWaitEntry;
HAVEN_DECLARE_RECORD (HavenWaitEntry, haven_wait_entry)

/** A time that became free, as a visit was cancelled or moved. Whether it still is, the calendar says. */
typedef struct
{
  char *id;
  char *appointment_id;  /* of its kind, which is told only to those to whom the visit's is */
  char *mode;
  HavenInstant starts_at;
  HavenInstant ends_at;
  char **resource_ids;
  HavenInstant freed_at;
} HavenFreedSlot;
HAVEN_DECLARE_RECORD (HavenFreedSlot, haven_freed_slot)

/** Somebody who waits, and a free time that suits them. Borrowed. */
typedef struct
{
  const HavenWaitEntry *entry;
  const HavenFreedSlot *slot;
} HavenWaitFit;

/** Which freed times are of the kind of visit that somebody waits for. The store tells that much also to those to whom
 * the kind itself is closed (R19). */
typedef GHashTable HavenAwaited;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenAwaited, g_hash_table_unref)

HavenAwaited *haven_awaited_new (void);
void haven_awaited_add (HavenAwaited *self, const char *entry_id, const char *slot_id);
gboolean haven_awaited_contains (HavenAwaited *self, const char *entry_id, const char *slot_id);

gboolean haven_wait_entry_admits (const HavenWaitEntry *entry, HavenDate date, int minute);
gboolean haven_wait_entry_suits (const HavenWaitEntry *entry, const HavenFreedSlot *slot, HavenClock *clock);
GArray *haven_waiting_find_fits (GPtrArray *entries, GPtrArray *slots, HavenAwaited *awaited, HavenClock *clock);

G_END_DECLS
