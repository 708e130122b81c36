/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made-up problems: small, and full of what is just possible or just not.
 */

#include "plain-trip.h"

#include <string.h>

#define N_RESOURCES 5
#define MOST_TURNS 4

static int
pick (GRand *random, const int *numbers, int n_numbers)
{
  return numbers[g_rand_int_range (random, 0, n_numbers)];
}

#define PICK(random, ...)                                                                          \
  pick (random, (const int[]) { __VA_ARGS__ }, G_N_ELEMENTS (((const int[]) { __VA_ARGS__ })))

static gboolean
happens (GRand *random, int percent)
{
  return g_rand_int_range (random, 0, 100) < percent;
}

/* Windows that often touch, overlap or repeat. */
static void
add_windows (GRand *random, GArray *windows, int n_windows, int shortest, int longest)
{
  int from = g_rand_int_range (random, 84, 150) * 5;

  for (int i = 0; i < n_windows; i++)
    {
      int length = g_rand_int_range (random, shortest, longest) * 5;
      int to = MIN (1440, from + length);
      guint days = happens (random, 70) ? 127 : (guint) g_rand_int_range (random, 1, 128);

      if (from < to)
        haven_trip_windows_add (windows, days, from, to);
      from = to + PICK (random, 0, 0, 0, -30, 5, 30, 60);
    }
}

static HavenDate
pick_date (GRand *random, const HavenTripProblem *problem)
{
  return haven_date_add_days (
      problem->from, g_rand_int_range (random, -1, problem->to.day - problem->from.day + 2));
}

static void
add_intervals (GRand *random, const HavenTripProblem *problem, GArray *intervals, int n_intervals)
{
  for (int i = 0; i < n_intervals; i++)
    {
      int from = g_rand_int_range (random, 96, 200) * 5;
      int length = PICK (random, 5, 15, 30, 45, 60, 90, 1500);

      haven_trip_intervals_add (intervals, pick_date (random, problem), from, from + length);
    }
}

static void
set_rules (GRand *random, HavenTripProblem *self)
{
  self->step = PICK (random, 15, 20, 30, 30, 45, 60, 50);
  self->max_span = PICK (random, 60, 90, 120, 150, 180, 240, 300);
  self->max_gap = PICK (random, 0, 10, 15, 30, 45, 45, 60, 90);
  self->decompress = PICK (random, 0, 5, 10, 15, 30, 45);
  self->limit = PICK (random, 1, 2, 10, 10, 10);
  self->from = haven_date_from_ymd (2026, 11, g_rand_int_range (random, 2, 28));
  if (happens (random, 3))
    {
      self->timezone = g_strdup (happens (random, 50) ? "America/New_York" : "Australia/Lord_Howe");
      self->from = happens (random, 50) ? haven_date_from_ymd (2026, 11, 1)
                                        : haven_date_from_ymd (2027, 4, 4);
    }
  /* Now and then a weekday comes again. */
  self->to =
      haven_date_add_days (self->from, happens (random, 6) ? 8 : g_rand_int_range (random, 0, 3));
  if (happens (random, 30))
    self->not_after = haven_date_add_days (self->from, g_rand_int_range (random, -1, 4));
  if (happens (random, 20))
    {
      HavenDate closed = pick_date (random, self);

      g_array_append_val (self->closed, closed);
    }
}

static void
add_resources (GRand *random, HavenTripProblem *self)
{
  for (int i = 0; i < N_RESOURCES; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%d", i);
      HavenTripResource *resource = haven_trip_problem_add_resource (self, id);

      add_windows (random, resource->open, g_rand_int_range (random, 1, 4), 12, 60);
      if (self->timezone)
        haven_trip_windows_add (resource->open, 127, 0, 300);
      add_intervals (random, self, resource->busy, g_rand_int_range (random, 0, 4));
    }
}

static void
add_needs (GRand *random, HavenTripPart *part, int n_needs)
{
  for (int i = 0; i < n_needs; i++)
    {
      g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (0, g_free, TRUE);

      for (int n = g_rand_int_range (random, 1, 4); n > 0; n--)
        g_ptr_array_add (ids, g_strdup_printf ("r%d", g_rand_int_range (random, 0, N_RESOURCES)));
      haven_trip_part_add_need (part, (const char *const *) ids->pdata);
    }
}

/* Parts come after parts of a smaller number in a hidden order, so there is no circle. */
static void
add_part (GRand *random, HavenTripProblem *self, guint number, guint n_parts, guint turn)
{
  static const char *const sites[] = { "main", "court", "annex" };
  g_autofree char *id = g_strdup_printf ("p%u", number);
  HavenTripPart *part =
      haven_trip_problem_add_part (self, id, PICK (random, 10, 15, 20, 30, 30, 45, 50, 60));

  part->sensitive = happens (random, 30);
  if (happens (random, 60))
    part->site = g_strdup (sites[happens (random, 70) ? 0 : g_rand_int_range (random, 1, 3)]);
  add_needs (random, part, n_parts > 3 ? 1 : PICK (random, 1, 1, 2));
  for (guint other = 0; other < n_parts; other++)
    if ((other + turn) % n_parts < (number + turn) % n_parts && happens (random, 15))
      g_ptr_array_add (part->after, g_strdup_printf ("p%u", other));
}

/** Returns: (transfer full): a problem, always the same for one seed; @n_parts of 0 stands for one
 * to four */
HavenTripProblem *
plain_trip_make (guint32 seed, guint n_parts)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  HavenTripProblem *self = haven_trip_problem_new ();
  guint turn = g_rand_int (random) % MOST_TURNS;

  set_rules (random, self);
  add_resources (random, self);
  if (happens (random, 40))
    add_windows (random, self->safe, g_rand_int_range (random, 1, 4), 12, 50);
  if (happens (random, 40))
    add_intervals (random, self, self->never, g_rand_int_range (random, 1, 3));
  if (n_parts == 0)
    n_parts = (guint) PICK (random, 1, 2, 2, 3, 3, 3, 4);
  for (guint i = 0; i < n_parts; i++)
    add_part (random, self, i, n_parts, turn);
  if (happens (random, 70))
    haven_trip_problem_add_travel (self, "main", "court", PICK (random, 5, 15, 20, 30));
  if (happens (random, 50))
    haven_trip_problem_add_travel (self, "annex", "main", PICK (random, 5, 10, 45));
  return self;
}
