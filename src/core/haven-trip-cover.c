/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fewest resources that serve a whole trip: exact, by trying sets of one, two, three…
 */

#include "haven-trip-private.h"

#include <string.h>

/* ── One part ───────────────────────────────────────────────────────────── */

/* Finds somebody for @need, and moves those who serve others where that helps. */
static gboolean
assign (const guint64 *needs, guint64 available, guint need, int *serves, guint64 *tried)
{
  for (guint64 left = needs[need] & available & ~*tried; left;
       left = needs[need] & available & ~*tried)
    {
      int resource = __builtin_ctzll (left);

      *tried |= (guint64) 1 << resource;
      if (serves[resource] < 0 ||
          assign (needs, available, (guint) serves[resource], serves, tried))
        {
          serves[resource] = (int) need;
          return TRUE;
        }
    }
  return FALSE;
}

/** Whether each need has a resource of its own among those available. */
gboolean
trip_cover_can_serve (const guint64 *needs, guint n_needs, guint64 available)
{
  int serves[TRIP_MAX_RESOURCES];

  for (guint need = 0; need < n_needs; need++)
    if ((needs[need] & available) == 0)
      return FALSE;
  if (n_needs == 1)
    return TRUE;
  memset (serves, -1, sizeof serves);
  for (guint need = 0; need < n_needs; need++)
    {
      guint64 tried = 0;

      if (!assign (needs, available, need, serves, &tried))
        return FALSE;
    }
  return TRUE;
}

/* ── The whole trip ─────────────────────────────────────────────────────── */

typedef struct
{
  const TripIndex *index;
  const TripWants *wants;
} Cover;

/* Needs that nobody of @used serves and that have nobody in common each cost one more. The need
 * with the fewest who could serve it is the one to go on with. */
static int
count_missing (const Cover *self, guint64 used, guint64 allowed, guint64 *next)
{
  guint64 counted = 0;
  int n_missing = 0, fewest = G_MAXINT;

  for (guint part = 0; part < self->index->n_parts; part++)
    for (guint need = 0; need < self->index->parts[part].n_needs; need++)
      {
        guint64 who = self->wants->needs[part][need];
        int n_who = __builtin_popcountll (who & allowed);

        if (who & used)
          continue;
        if (n_who < fewest)
          {
            fewest = n_who;
            *next = who & allowed;
          }
        if ((who & counted) == 0)
          {
            counted |= who;
            n_missing++;
          }
      }
  return n_missing;
}

/* Each need has somebody of @used, but a part may want one person twice. */
static gboolean
find_crowded_part (const Cover *self, guint64 used, guint64 allowed, guint64 *next)
{
  for (guint part = 0; part < self->index->n_parts; part++)
    {
      const TripPart *of = &self->index->parts[part];
      const guint64 *needs = self->wants->needs[part];

      if (trip_cover_can_serve (needs, of->n_needs, used))
        continue;
      *next = 0;
      for (guint need = 0; need < of->n_needs; need++)
        *next |= needs[need] & allowed & ~used;
      return TRUE;
    }
  return FALSE;
}

/* Whether @n_more resources of those @allowed, beside those @used, serve all. Whoever was tried
 * once need not be tried again beside another. */
static gboolean
can_cover (const Cover *self, guint64 used, guint64 allowed, int n_more)
{
  guint64 next = 0;
  int n_missing = count_missing (self, used, allowed, &next);

  if (n_missing > n_more)
    return FALSE;
  if (n_missing == 0 && !find_crowded_part (self, used, allowed, &next))
    return TRUE;
  if (n_more == 0)
    return FALSE;
  for (; next; next &= next - 1)
    {
      guint64 resource = next & -next;

      allowed &= ~resource;
      if (can_cover (self, used | resource, allowed, n_more - 1))
        return TRUE;
    }
  return FALSE;
}

static void
set_wants (const TripIndex *index, const guint64 *available, TripWants *wants)
{
  for (guint part = 0; part < index->n_parts; part++)
    for (guint need = 0; need < index->parts[part].n_needs; need++)
      wants->needs[part][need] = index->parts[part].needs[need] & available[part];
}

static int
count (const TripIndex *index, const guint64 *available)
{
  TripWants wants;
  Cover cover = { index, &wants };
  int n_distinct = 1;

  set_wants (index, available, &wants);
  while (!can_cover (&cover, 0, G_MAXUINT64, n_distinct))
    n_distinct++;
  return n_distinct;
}

static guint
get_place (const TripIndex *index, const guint64 *available)
{
  guint64 hash = 0;

  for (guint part = 0; part < index->n_parts; part++)
    hash = (hash ^ available[part]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15), hash ^= hash >> 29;
  return (guint) (hash >> 20) % TRIP_N_REMEMBERED;
}

/**
 * trip_cover_count:
 * @available: by part: who may serve it; enough that each can be served
 *
 * Returns: the fewest distinct resources that serve all parts
 */
int
trip_cover_count (TripCover *self, const guint64 *available)
{
  guint place = get_place (self->index, available);
  gsize size = self->index->n_parts * sizeof *available;

  if (self->remembered[place].n_distinct == 0 ||
      memcmp (self->remembered[place].available, available, size) != 0)
    {
      memcpy (self->remembered[place].available, available, size);
      self->remembered[place].n_distinct = count (self->index, available);
    }
  return self->remembered[place].n_distinct;
}

/* The first of the list, in its order, with whom all can still be served by @n_distinct. */
static guint
choose_one (const Cover *cover, guint part, guint need, TripWants *wants, int n_distinct)
{
  const TripIndex *index = cover->index;
  char **ids = g_ptr_array_index (index->parts[part].of->needs, need);
  guint64 who = wants->needs[part][need];

  for (guint i = 0; ids[i]; i++)
    for (guint resource = 0; resource < index->n_resources; resource++)
      if (who >> resource & 1 && g_str_equal (index->resources[resource].of->id, ids[i]))
        {
          wants->needs[part][need] = (guint64) 1 << resource;
          if (can_cover (cover, 0, G_MAXUINT64, n_distinct))
            return resource;
        }
  g_assert_not_reached ();
}

/**
 * trip_cover_choose:
 * @n_distinct: what trip_cover_count() said
 * @chosen: (out): a resource for each need of each part
 *
 * Of all choices with so few resources, the one that takes the earliest of the first need's list,
 * then of the second one's, and so on.
 */
void
trip_cover_choose (const TripCover *self,
                   const guint64 *available,
                   int n_distinct,
                   guint chosen[TRIP_MAX_PARTS][TRIP_MAX_NEEDS])
{
  TripWants wants;
  Cover cover = { self->index, &wants };

  set_wants (self->index, available, &wants);
  for (guint part = 0; part < self->index->n_parts; part++)
    for (guint need = 0; need < self->index->parts[part].n_needs; need++)
      chosen[part][need] = choose_one (&cover, part, need, &wants, n_distinct);
}
