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
  guint64 needs[TRIP_MAX_PARTS][TRIP_MAX_NEEDS]; /* who may serve each need */
  guint64 anybody[TRIP_MAX_PARTS];               /* who may serve any of a part */
  guint64 better[TRIP_MAX_RESOURCES];            /* who could serve all that it could, and more */
} Cover;

/* How far a set of resources is from serving all. */
typedef struct
{
  int n_missing; /* needs that are not met */
  int n_apart;   /* of those, so many have nobody in common */
  guint parts;   /* the parts that they belong to */
  guint64 next;  /* the next resource has to be one of these */
  int fewest;    /* who could serve one need */
  guint64 counted;
} Lack;

static inline int
count_bits (guint64 set)
{
  set = set - ((set >> 1) & G_GUINT64_CONSTANT (0x5555555555555555));
  set = (set & G_GUINT64_CONSTANT (0x3333333333333333)) +
        ((set >> 2) & G_GUINT64_CONSTANT (0x3333333333333333));
  set = (set + (set >> 4)) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  return (int) ((set * G_GUINT64_CONSTANT (0x0101010101010101)) >> 56);
}

/* Needs of a part that nobody of @used serves; the one with the fewest who could serve it is to be
 * met next. */
static int
find_unmet (const Cover *self, guint part, guint64 used, guint64 allowed, Lack *lack)
{
  int n_unmet = 0;

  for (guint need = 0; need < self->index->parts[part].n_needs; need++)
    {
      guint64 who = self->needs[part][need] & allowed;
      int n_who;

      if (self->needs[part][need] & used)
        continue;
      n_who = count_bits (who);
      n_unmet++;
      if (n_who < lack->fewest)
        lack->next = who;
      lack->fewest = MIN (lack->fewest, n_who);
      if ((who & lack->counted) == 0)
        lack->n_apart++;
      lack->counted |= who;
    }
  return n_unmet;
}

/* A part also lacks as many as it has needs beyond those of @used who could serve it at all. */
static void
find_lack (const Cover *self, guint64 used, guint64 allowed, Lack *lack)
{
  lack->fewest = G_MAXINT;
  for (guint part = 0; part < self->index->n_parts; part++)
    {
      int n_helpers = count_bits (used & self->anybody[part]);
      int n_short = (int) self->index->parts[part].n_needs - n_helpers;
      int n_missing = MAX (find_unmet (self, part, used, allowed, lack), n_short);

      if (n_missing > 0)
        {
          lack->n_missing += n_missing;
          lack->parts |= 1u << part;
        }
    }
  for (guint part = 0; part < self->index->n_parts && lack->fewest == G_MAXINT; part++)
    if (lack->parts & 1u << part)
      lack->next |= self->anybody[part] & allowed;
}

/* Enough are there for each part, but one may have to serve two needs of it. */
static void
find_crowded (const Cover *self, guint64 used, guint64 allowed, Lack *lack)
{
  for (guint part = 0; part < self->index->n_parts && lack->n_missing == 0; part++)
    if (!trip_cover_can_serve (self->needs[part], self->index->parts[part].n_needs, used))
      {
        lack->next = self->anybody[part] & allowed;
        lack->parts = 1u << part;
        lack->n_missing = 1;
      }
}

/* One more resource meets one more need of each part that it could serve, and no more: whether that
 * may be enough. @by_gain gets the resources in question, by how many parts they help. */
static gboolean
may_be_enough (const Cover *self, guint64 allowed, const Lack *lack, int n_more, guint64 *by_gain)
{
  guint64 digits[4] = { 0 };
  int n_met = 0;

  /* All resources are counted at once, in binary, a digit in each word. */
  for (guint part = 0; part < self->index->n_parts; part++)
    {
      guint64 carry = lack->parts & 1u << part ? self->anybody[part] & allowed : 0;

      for (guint digit = 0; digit < G_N_ELEMENTS (digits); digit++)
        {
          guint64 both = digits[digit] & carry;

          digits[digit] ^= carry;
          carry = both;
        }
    }
  for (guint gain = 1; gain <= TRIP_MAX_PARTS; gain++)
    {
      by_gain[gain] = G_MAXUINT64;
      for (guint digit = 0; digit < G_N_ELEMENTS (digits); digit++)
        by_gain[gain] &= gain >> digit & 1 ? digits[digit] : ~digits[digit];
    }
  for (int gain = TRIP_MAX_PARTS; gain > 0 && n_more > 0; gain--)
    {
      int n = MIN (count_bits (by_gain[gain]), n_more);

      n_met += n * gain;
      n_more -= n;
    }
  return n_met >= lack->n_missing;
}

/* Whether @n_more resources of those @allowed, beside those @used, serve all. Whoever was tried
 * once need not be tried again beside another. */
static gboolean
can_cover (const Cover *self, guint64 used, guint64 allowed, int n_more)
{
  guint64 by_gain[TRIP_MAX_PARTS + 1] = { 0 };
  Lack lack = { 0 };
  guint64 tried;

  find_lack (self, used, allowed, &lack);
  if (lack.n_apart > n_more)
    return FALSE;
  if (lack.n_missing == 0)
    find_crowded (self, used, allowed, &lack);
  if (lack.n_missing == 0)
    return TRUE;
  if (n_more == 0 || !may_be_enough (self, allowed, &lack, n_more, by_gain))
    return FALSE;
  tried = lack.next & allowed;
  for (int gain = TRIP_MAX_PARTS; gain > 0; gain--)
    for (guint64 left = by_gain[gain] & tried; left; left &= left - 1)
      {
        guint64 resource = left & -left;

        /* Whoever is better is tried here, too, and may take the place of this one. */
        if (self->better[__builtin_ctzll (left)] & tried)
          continue;
        allowed &= ~resource;
        if (can_cover (self, used | resource, allowed, n_more - 1))
          return TRUE;
      }
  return FALSE;
}

/* Those who could serve a need are better than another only if they could serve all that it could.
 * Of two who are alike, the first is. */
static void
find_better (Cover *self, guint64 anybody)
{
  for (guint64 left = anybody; left; left &= left - 1)
    self->better[__builtin_ctzll (left)] = anybody & ~(left & -left);
  for (guint part = 0; part < self->index->n_parts; part++)
    for (guint need = 0; need < self->index->parts[part].n_needs; need++)
      for (guint64 left = self->needs[part][need]; left; left &= left - 1)
        self->better[__builtin_ctzll (left)] &= self->needs[part][need];
  for (guint64 left = anybody; left; left &= left - 1)
    for (guint64 other = self->better[__builtin_ctzll (left)] & ~((left & -left) - 1); other;
         other &= other - 1)
      if (self->better[__builtin_ctzll (other)] & left & -left)
        self->better[__builtin_ctzll (left)] &= ~(other & -other);
}

static guint64
prepare (Cover *self, const TripIndex *index, const guint64 *available)
{
  guint64 anybody = 0;

  memset (self, 0, sizeof *self);
  self->index = index;
  for (guint part = 0; part < index->n_parts; part++)
    {
      self->anybody[part] = index->parts[part].anybody & available[part];
      for (guint need = 0; need < index->parts[part].n_needs; need++)
        self->needs[part][need] = index->parts[part].needs[need] & available[part];
      anybody |= self->anybody[part];
    }
  find_better (self, anybody);
  return anybody;
}

static guint
get_place (const TripIndex *index, const guint64 *available)
{
  guint64 hash = 0;

  for (guint part = 0; part < index->n_parts; part++)
    {
      hash = (hash ^ available[part]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }
  return (guint) (hash >> 20) % TRIP_N_REMEMBERED;
}

/**
 * trip_cover_fits:
 * @available: by part: who may serve it; enough that each can be served
 *
 * Returns: whether @n_distinct resources can serve all parts
 */
gboolean
trip_cover_fits (TripCover *self, const guint64 *available, int n_distinct)
{
  guint place = get_place (self->index, available);
  gsize size = self->index->n_parts * sizeof *available;
  Cover cover;
  guint64 anybody;

  if (self->remembered[place].least == 0 ||
      memcmp (self->remembered[place].available, available, size) != 0)
    {
      memcpy (self->remembered[place].available, available, size);
      self->remembered[place].least = 1;
      self->remembered[place].most = G_MAXINT;
    }
  if (n_distinct < self->remembered[place].least || n_distinct >= self->remembered[place].most)
    return n_distinct >= self->remembered[place].most;
  anybody = prepare (&cover, self->index, available);
  if (can_cover (&cover, 0, anybody, n_distinct))
    self->remembered[place].most = n_distinct;
  else
    self->remembered[place].least = n_distinct + 1;
  return self->remembered[place].most == n_distinct;
}

/** Returns: the fewest distinct resources that serve all parts */
int
trip_cover_count (TripCover *self, const guint64 *available)
{
  int n_distinct = 1;

  while (!trip_cover_fits (self, available, n_distinct))
    n_distinct++;
  return n_distinct;
}

/* The first of the list, in its order, with whom all can still be served by @n_distinct. */
static guint
choose_one (Cover *self, guint part, guint need, guint64 anybody, int n_distinct)
{
  const TripIndex *index = self->index;
  char **ids = g_ptr_array_index (index->parts[part].of->needs, need);
  guint64 who = self->needs[part][need];

  for (guint i = 0; ids[i]; i++)
    for (guint64 left = who; left; left &= left - 1)
      if (g_str_equal (index->resources[__builtin_ctzll (left)].of->id, ids[i]))
        {
          self->needs[part][need] = left & -left;
          find_better (self, anybody);
          if (can_cover (self, 0, anybody, n_distinct))
            return (guint) __builtin_ctzll (left);
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
  Cover cover;
  guint64 anybody = prepare (&cover, self->index, available);

  for (guint part = 0; part < self->index->n_parts; part++)
    for (guint need = 0; need < self->index->parts[part].n_needs; need++)
      chosen[part][need] = choose_one (&cover, part, need, anybody, n_distinct);
}
