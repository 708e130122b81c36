/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One date: who is free when, where each part can start, and the earliest end of every trip.
 */

#include "haven-trip-private.h"

#include <string.h>

#define BLOCK 8 /* slots that are compared at once */

typedef gint16 Slots __attribute__ ((vector_size (2 * BLOCK), aligned (2), may_alias));

/** Returns: (transfer full): room for one date after the other */
TripDay *
trip_day_new (const TripIndex *index)
{
  TripDay *self = g_new0 (TripDay, 1);
  gsize n_states = ((gsize) 1 << index->n_parts) * index->n_parts;

  self->index = index;
  self->n_padded = (index->n_slots + BLOCK - 1) / BLOCK * BLOCK;
  self->n_levels = (guint) g_bit_storage (index->n_slots);
  self->until = g_new (gint16, index->n_slots);
  self->high = self->n_padded;
  self->first = g_new (gint16, self->n_padded);
  self->ends = g_new (gint16, n_states * 2 * self->n_padded);
  self->tables = g_new (gint16, (gsize) self->n_levels * 2 * self->n_padded);
  for (gsize i = 0; i < n_states * 2 * self->n_padded; i++)
    self->ends[i] = TRIP_NO_END;
  for (gsize i = 0; i < (gsize) self->n_levels * 2 * self->n_padded; i++)
    self->tables[i] = TRIP_NO_END;
  for (guint part = 0; part < index->n_parts; part++)
    {
      self->available[part] = g_new (guint64, index->n_slots);
      self->barred[part] = g_new (gint16, self->n_padded);
    }
  return self;
}

void
trip_day_free (TripDay *self)
{
  for (guint part = 0; part < self->index->n_parts; part++)
    {
      g_free (self->available[part]);
      g_free (self->barred[part]);
    }
  g_free (self->until);
  g_free (self->first);
  g_free (self->ends);
  g_free (self->tables);
  g_free (self);
}

/* ── Who is free ────────────────────────────────────────────────────────── */

/* The first interval that ends after @moment. */
static guint
find_interval (const GArray *intervals, gint64 moment)
{
  guint low = 0, high = intervals->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (intervals, HavenTripInterval, middle).end <= moment)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/** Whether one of @intervals, which are apart and in order, reaches into the date. */
gboolean
trip_touches (const GArray *intervals, HavenDate date)
{
  guint next = find_interval (intervals, trip_minute_at (date, 0));

  return next < intervals->len && g_array_index (intervals, HavenTripInterval, next).start <
                                      trip_minute_at (date, TRIP_DAY_MINUTES);
}

/* @resource is free from one minute to the other: every part that fits into it may have it. */
static void
note_free (TripDay *self, guint resource, int from, int to)
{
  guint64 bit = (guint64) 1 << resource;
  int step = self->index->problem->step;

  for (guint part = 0; part < self->index->n_parts; part++)
    if (self->index->parts[part].anybody & bit)
      for (int slot = (from + step - 1) / step;
           slot * step + self->index->parts[part].minutes <= to; slot++)
        self->available[part][slot] |= bit;
}

static void
note_open (TripDay *self, guint resource, int from, int to, gboolean never_busy)
{
  const GArray *busy = self->index->resources[resource].busy;
  gint64 midnight = trip_minute_at (self->date, 0);

  for (guint i = never_busy ? busy->len : find_interval (busy, midnight + from); i < busy->len; i++)
    {
      const HavenTripInterval *interval = &g_array_index (busy, HavenTripInterval, i);

      if (interval->start >= midnight + to)
        break;
      if (interval->start > midnight + from)
        note_free (self, resource, from, (int) (interval->start - midnight));
      from = (int) MIN (interval->end - midnight, to);
    }
  note_free (self, resource, from, to);
}

static void
note_resource (TripDay *self, guint resource, const TripWithout *without)
{
  gboolean meant = without->resource == TRIP_NOBODY || without->resource == resource;
  gboolean never_busy = meant && trip_without (without, HAVEN_TRIP_RULE_BUSY);
  const GArray *open =
      self->index->resources[resource].open[haven_date_get_weekday (self->date) - 1];

  if (meant && trip_without (without, HAVEN_TRIP_RULE_HOURS))
    note_open (self, resource, 0, TRIP_DAY_MINUTES, never_busy);
  else
    for (guint i = 0; i < open->len; i++)
      {
        const HavenTripInterval *window = &g_array_index (open, HavenTripInterval, i);

        note_open (self, resource, (int) window->start, (int) window->end, never_busy);
      }
}

/* Whether the part can start at all. Neighbouring slots mostly have the same people. */
static gboolean
bar_part (TripDay *self, guint part)
{
  const TripPart *of = &self->index->parts[part];
  guint64 latest = 0;
  gboolean can_serve = FALSE, can_start = FALSE;

  for (guint slot = 0; slot < self->index->n_slots; slot++)
    {
      guint64 available = self->available[part][slot];

      if (available != latest)
        can_serve = trip_cover_can_serve (of->needs, of->n_needs, available);
      latest = available;
      self->barred[part][slot] = can_serve ? 0 : TRIP_NO_END;
      can_start = can_start || can_serve;
    }
  for (guint slot = self->index->n_slots; slot < self->n_padded; slot++)
    self->barred[part][slot] = TRIP_NO_END;
  return can_start;
}

/* ── Until when ─────────────────────────────────────────────────────────── */

/* No trip reaches into one of @intervals. */
static gboolean
keep_clear (TripDay *self, const GArray *intervals)
{
  gint64 midnight = trip_minute_at (self->date, 0);
  guint next = find_interval (intervals, midnight);
  gboolean any = FALSE;

  for (guint slot = 0; slot < self->index->n_slots; slot++)
    {
      int minute = (int) slot * self->index->problem->step;
      const HavenTripInterval *interval;

      while (next < intervals->len &&
             g_array_index (intervals, HavenTripInterval, next).end <= midnight + minute)
        next++;
      interval = next < intervals->len ? &g_array_index (intervals, HavenTripInterval, next) : NULL;
      if (interval && interval->start <= midnight + minute)
        self->until[slot] = 0;
      else if (interval && interval->start < midnight + self->until[slot])
        self->until[slot] = (gint16) (interval->start - midnight);
      any = any || self->until[slot] > 0;
    }
  return any;
}

static gboolean
set_until (TripDay *self, const TripWithout *without)
{
  gboolean any_time =
      self->index->problem->safe->len == 0 || trip_without (without, HAVEN_TRIP_RULE_SAFE);
  const gint16 *safe = self->index->until[haven_date_get_weekday (self->date) - 1];
  gboolean any = FALSE;

  for (guint slot = 0; slot < self->index->n_slots; slot++)
    {
      self->until[slot] = any_time ? TRIP_DAY_MINUTES : safe[slot];
      any = any || self->until[slot] > 0;
    }
  return any && keep_clear (self, self->index->clock_changes) &&
         (trip_without (without, HAVEN_TRIP_RULE_NEVER) || keep_clear (self, self->index->never));
}

/** Whether the clinic is open on the date, and the date is early enough. */
gboolean
trip_day_counts (const TripIndex *index, HavenDate date, const TripWithout *without)
{
  HavenDate deadline = index->problem->not_after;

  if (!trip_without (without, HAVEN_TRIP_RULE_NOT_AFTER) && haven_date_is_set (deadline) &&
      date.day > deadline.day)
    return FALSE;
  return trip_without (without, HAVEN_TRIP_RULE_CLOSED) ||
         !g_hash_table_contains (index->closed, GINT_TO_POINTER (date.day));
}

/** Finds out who is free on a date. %FALSE where no trip is possible already. */
gboolean
trip_day_prepare (TripDay *self, HavenDate date, const TripWithout *without)
{
  const TripIndex *index = self->index;
  gboolean can_start = TRUE;

  self->date = date;
  if (!trip_day_counts (index, date, without) || !set_until (self, without))
    return FALSE;
  for (guint part = 0; part < index->n_parts; part++)
    memset (self->available[part], 0, index->n_slots * sizeof (guint64));
  for (guint resource = 0; resource < index->n_resources; resource++)
    note_resource (self, resource, without);
  for (guint part = 0; part < index->n_parts && can_start; part++)
    can_start = bar_part (self, part);
  return can_start;
}

/* ── The earliest end ───────────────────────────────────────────────────── */

static inline Slots
smaller_of (Slots a, Slots b)
{
  Slots less = a < b;

  return (a & less) | (b & ~less);
}

static inline const Slots *
slots_at (const gint16 *values, guint slot)
{
  return (const Slots *) (gconstpointer) (values + slot);
}

static void
take_smaller (const TripDay *self, gint16 *into, const gint16 *a, const gint16 *b)
{
  for (guint slot = self->low; slot < self->high; slot += BLOCK)
    *(Slots *) (gpointer) (into + slot) =
        smaller_of (*slots_at (into, slot), smaller_of (*slots_at (a, slot), *slots_at (b, slot)));
}

static void
set_smaller (const TripDay *self, gint16 *into, const gint16 *a, const gint16 *b)
{
  for (guint slot = self->low; slot < self->high; slot += BLOCK)
    *(Slots *) (gpointer) (into + slot) = smaller_of (*slots_at (a, slot), *slots_at (b, slot));
}

static void
clear (const TripDay *self, gint16 *values)
{
  const Slots no_end = { TRIP_NO_END, TRIP_NO_END, TRIP_NO_END, TRIP_NO_END,
                         TRIP_NO_END, TRIP_NO_END, TRIP_NO_END, TRIP_NO_END };

  for (guint slot = self->low; slot < self->high; slot += BLOCK)
    *(Slots *) (gpointer) (values + slot) = no_end;
}

static void
set_rules (TripDay *self, const TripWithout *without)
{
  const TripIndex *index = self->index;
  const HavenTripProblem *problem = index->problem;
  int max_gap =
      trip_without (without, HAVEN_TRIP_RULE_MAX_GAP) ? without->max_gap : problem->max_gap;
  gboolean any_gap = max_gap == 0 && trip_without (without, HAVEN_TRIP_RULE_MAX_GAP);
  int rest = trip_without (without, HAVEN_TRIP_RULE_DECOMPRESS) ? 0 : problem->decompress;
  gboolean no_way = trip_without (without, HAVEN_TRIP_RULE_TRAVEL);

  self->max_span =
      trip_without (without, HAVEN_TRIP_RULE_MAX_SPAN) ? TRIP_DAY_MINUTES : problem->max_span;
  for (guint part = 0; part < index->n_parts; part++)
    {
      const TripPart *of = &index->parts[part];
      int furthest = any_gap ? TRIP_DAY_MINUTES : of->minutes + max_gap;

      self->after[part] = trip_without (without, HAVEN_TRIP_RULE_AFTER) ? 0 : of->after;
      self->furthest[part] = MIN ((guint) (furthest / problem->step), index->n_slots);
      for (guint next = 0; next < index->n_parts; next++)
        {
          int pause = MAX (of->of->sensitive ? rest : 0, no_way ? 0 : index->way[part][next]);

          self->nearest[part][next] =
              (guint) ((of->minutes + pause + problem->step - 1) / problem->step);
        }
    }
}

/* The sets in which whatever has to come before a part is there, too. */
static void
find_beginnings (TripDay *self)
{
  for (guint set = 0; set < 1u << self->index->n_parts; set++)
    {
      self->is_beginning[set] = TRUE;
      for (guint part = 0; part < self->index->n_parts; part++)
        if (set & 1u << part && (self->after[part] & ~set) != 0)
          self->is_beginning[set] = FALSE;
    }
}

/* The smallest value of each range of 2, 4, 8… slots, from the one named on. */
static void
make_tables (TripDay *self, const gint16 *ends, guint n_levels)
{
  const gint16 *below = ends;

  for (guint level = 1; level <= n_levels; level++)
    {
      gint16 *table = self->tables + (gsize) (level - 1) * 2 * self->n_padded;

      set_smaller (self, table, below, below + (1u << (level - 1)));
      below = table;
    }
}

static guint
get_level (const TripDay *self, guint last, guint next)
{
  return (guint) g_bit_storage (self->furthest[last] - self->nearest[last][next] + 1) - 1;
}

/* Tells all trips that have given @set but @next, and may give @next now, when they could end. */
static void
spread (TripDay *self, guint set, guint next)
{
  const gint16 *ends = trip_day_get_ends (self, set, next);
  guint before = set & ~(1u << next);
  guint n_levels = 0;

  for (guint last = 0; last < self->index->n_parts; last++)
    if (before & 1u << last && self->nearest[last][next] <= self->furthest[last])
      n_levels = MAX (n_levels, get_level (self, last, next));
  make_tables (self, ends, n_levels);
  for (guint last = 0; last < self->index->n_parts; last++)
    if (before & 1u << last && self->nearest[last][next] <= self->furthest[last] &&
        self->is_beginning[before & ~(1u << last)])
      {
        guint level = get_level (self, last, next);
        const gint16 *table =
            level == 0 ? ends : self->tables + (gsize) (level - 1) * 2 * self->n_padded;

        take_smaller (self, (gint16 *) trip_day_get_ends (self, before, last),
                      table + self->nearest[last][next],
                      table + self->furthest[last] + 1 - (1u << level));
      }
}

/* Whether any trip can go on from there; a part can only start where it is not barred. */
static gboolean
settle (TripDay *self, guint set, guint last)
{
  gint16 *ends = (gint16 *) trip_day_get_ends (self, set, last);
  const gint16 *barred = self->barred[last];
  Slots all = { -1, -1, -1, -1, -1, -1, -1, -1 };
  gboolean any = FALSE;

  if (set == (1u << self->index->n_parts) - 1)
    for (guint slot = self->low; slot < self->high; slot++)
      ends[slot] =
          (gint16) ((int) slot * self->index->problem->step + self->index->parts[last].minutes);
  /* No end has all its bits set: whoever is barred has none, whatever it was. */
  for (guint slot = self->low; slot < self->high; slot += BLOCK)
    {
      Slots *block = (Slots *) (gpointer) (ends + slot);

      *block |= *slots_at (barred, slot);
      all &= *block;
    }
  for (guint i = 0; i < BLOCK; i++)
    any = any || all[i] != (self->low < self->high ? TRIP_NO_END : -1);
  return any;
}

/* What the latest search left behind. Beyond its slots there never was anything. */
static void
forget (TripDay *self)
{
  gsize n_states = ((gsize) 1 << self->index->n_parts) * self->index->n_parts;

  for (gsize state = 0; state < n_states; state++)
    clear (self, self->ends + state * 2 * self->n_padded);
  for (guint level = 0; level < self->n_levels; level++)
    clear (self, self->tables + (gsize) level * 2 * self->n_padded);
  clear (self, self->first);
}

/* Whole blocks of slots, within which all that can start does. */
static void
set_range (TripDay *self)
{
  self->low = self->n_padded;
  self->high = 0;
  for (guint part = 0; part < self->index->n_parts; part++)
    for (guint slot = 0; slot < self->index->n_slots; slot++)
      if (self->barred[part][slot] == 0)
        {
          self->low = MIN (self->low, slot / BLOCK * BLOCK);
          self->high = MAX (self->high, slot / BLOCK * BLOCK + BLOCK);
        }
}

/**
 * trip_day_search:
 *
 * Computes the earliest end of the trips that start at each slot, on the date that is prepared.
 *
 * Returns: whether there is a trip that keeps all rules but those it is @without
 */
gboolean
trip_day_search (TripDay *self, const TripWithout *without)
{
  guint n_parts = self->index->n_parts;
  gboolean any = FALSE;

  forget (self);
  set_range (self);
  set_rules (self, without);
  find_beginnings (self);
  for (guint set = (1u << n_parts) - 1; set > 0; set--)
    {
      if (!self->is_beginning[set])
        continue;
      for (guint last = 0; last < n_parts; last++)
        if (set & 1u << last && self->is_beginning[set & ~(1u << last)] && settle (self, set, last))
          {
            const gint16 *ends = trip_day_get_ends (self, set, last);

            if (set != 1u << last)
              spread (self, set, last);
            else
              take_smaller (self, self->first, ends, ends);
          }
    }
  for (guint slot = 0; slot < self->index->n_slots && !any; slot++)
    any = trip_day_get_span (self, slot) > 0;
  return any;
}

/** Returns: the shortest span of a trip that starts at the slot and keeps the rules; 0 without one
 */
int
trip_day_get_span (const TripDay *self, guint slot)
{
  int start = (int) slot * self->index->problem->step;
  int end = self->first[slot];

  return end <= self->until[slot] && end - start <= self->max_span ? end - start : 0;
}
