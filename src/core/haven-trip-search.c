/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The best trip of a half day. Fewest minutes of gap, then fewest distinct resources, then earliest
 * start. Where two are still alike: the one whose parts start earlier, compared in the order in
 * which the problem names them; then the one that takes those who stand earlier in the lists of
 * needs.
 */

#include "haven-trip-private.h"

#include <string.h>

#define NOON (TRIP_DAY_MINUTES / 2)

typedef struct
{
  const TripDay *day;
  TripCover *cover;
  TripBest *best;
  guint first;                    /* where the trips that are walked through start */
  int end;                        /* and when they end */
  int n_distinct;                 /* and the most resources that they may take */
  guint64 window[TRIP_MAX_PARTS]; /* who may serve a part anywhere between both */
  guint64 exact[TRIP_MAX_PARTS];  /* who may, now that some parts have their start */
  guint starts[TRIP_MAX_PARTS];
} Walk;

/* ── Bounds ─────────────────────────────────────────────────────────────── */

/* Who could serve each part if it may start at any slot from @first to @last. */
static void
gather (const TripDay *day, guint first, int end, guint64 *available)
{
  int step = day->index->problem->step;

  for (guint part = 0; part < day->index->n_parts; part++)
    {
      available[part] = 0;
      for (guint slot = first;
           slot < day->index->n_slots && (int) slot * step + day->index->parts[part].minutes <= end;
           slot++)
        if (day->barred[part][slot] == 0)
          available[part] |= day->available[part][slot];
    }
}

/* Whether a trip that goes on from here could still come before the best in the order of ties. */
static gboolean
may_start_earlier (const Walk *self, guint set, guint soonest)
{
  for (guint part = 0; part < self->day->index->n_parts; part++)
    {
      guint start = set & 1u << part ? self->starts[part] : soonest;

      if (start != self->best->starts[part])
        return start < self->best->starts[part];
    }
  return FALSE;
}

static gboolean
is_worth_it (Walk *self, guint set, guint soonest)
{
  return (!self->best->found || may_start_earlier (self, set, soonest)) &&
         trip_cover_fits (self->cover, self->exact, self->n_distinct);
}

/* ── All trips of one start and end ─────────────────────────────────────── */

static void
keep (Walk *self)
{
  TripBest *best = self->best;

  best->found = TRUE;
  best->first = self->first;
  best->n_distinct = self->n_distinct;
  memcpy (best->starts, self->starts, sizeof best->starts);
}

static void walk_on (Walk *self, guint set, guint last);

static void
place (Walk *self, guint set, guint part, guint slot)
{
  const TripIndex *index = self->day->index;
  guint soonest = slot + (guint) ((index->parts[part].minutes + index->problem->step - 1) /
                                  index->problem->step);

  self->starts[part] = slot;
  self->exact[part] = self->day->available[part][slot];
  set |= 1u << part;
  if (is_worth_it (self, set, soonest))
    {
      if (set == (1u << index->n_parts) - 1)
        keep (self);
      else
        walk_on (self, set, part);
    }
  self->exact[part] = self->window[part];
}

/* Only where the whole can still end in time: so no way is a dead end. */
static void
walk_on (Walk *self, guint set, guint last)
{
  const TripDay *day = self->day;

  for (guint next = 0; next < day->index->n_parts; next++)
    {
      const gint16 *ends = trip_day_get_ends (day, set | 1u << next, next);

      if (set & 1u << next || (day->after[next] & ~set) != 0)
        continue;
      for (guint slot = self->starts[last] + day->nearest[last][next];
           slot <= self->starts[last] + day->furthest[last] && slot < day->index->n_slots; slot++)
        if (ends[slot] <= self->end)
          place (self, set, next, slot);
    }
}

static void
walk (Walk *self, guint first, int end)
{
  const TripDay *day = self->day;

  self->first = first;
  self->end = end;
  gather (day, first, end, self->window);
  memcpy (self->exact, self->window, sizeof self->exact);
  if (!trip_cover_fits (self->cover, self->window, self->n_distinct))
    return;
  for (guint part = 0; part < day->index->n_parts; part++)
    if (day->after[part] == 0 && trip_day_get_ends (day, 1u << part, part)[first] <= end)
      place (self, 0, part, first);
}

/* ── The best ───────────────────────────────────────────────────────────── */

static int
find_shortest (const TripDay *self, guint from, guint to)
{
  int shortest = G_MAXINT;

  for (guint slot = from; slot < to; slot++)
    {
      int span = trip_day_get_span (self, slot);

      if (span > 0)
        shortest = MIN (shortest, span);
    }
  return shortest;
}

/**
 * trip_day_find_best:
 * @self: a date that was searched with all rules
 * @afternoon: of the trips that start at noon or later; otherwise of those before
 * @best: (out): the best trip, if there is one
 */
void
trip_day_find_best (const TripDay *self, TripCover *cover, gboolean afternoon, TripBest *best)
{
  int step = self->index->problem->step;
  guint noon = (guint) ((NOON + step - 1) / step);
  guint from = afternoon ? noon : 0,
        to = afternoon ? self->index->n_slots : MIN (noon, self->index->n_slots);
  int shortest = find_shortest (self, from, to);
  Walk state = { self, cover, best };
  guint64 anywhere[TRIP_MAX_PARTS];

  memset (best, 0, sizeof *best);
  if (shortest == G_MAXINT)
    return;
  best->gap = shortest - self->index->total_minutes;
  gather (self, from, TRIP_DAY_MINUTES, anywhere);
  /* The fewest first: so the first start that has a trip has the best one. */
  for (state.n_distinct = trip_cover_count (cover, anywhere); !best->found; state.n_distinct++)
    for (guint slot = from; slot < to && !best->found; slot++)
      if (trip_day_get_span (self, slot) == shortest)
        walk (&state, slot, (int) slot * step + shortest);
}
