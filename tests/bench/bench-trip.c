/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one-trip finder: beside trying everything on small problems, and on a large one beside
 * reading its JSON. `bench-trip --write DIR` writes the problems, for other solvers to try.
 */

#include "bench.h"

#include "haven-trip.h"
#include "plain-trip.h"

#include <string.h>

#define N_SMALL 20
#define N_WEEKS 12
#define N_PARTS 6
#define N_RESOURCES 40

typedef struct
{
  GPtrArray *problems; /* of HavenTripProblem */
  char *json;          /* of the first */
} Trips;

static void
find_all (gpointer data)
{
  Trips *trips = data;

  for (guint i = 0; i < trips->problems->len; i++)
    {
      g_autoptr (HavenTripResult) result =
          haven_trip_find (g_ptr_array_index (trips->problems, i), NULL, NULL);

      g_assert_nonnull (result);
    }
}

static void
try_everything (gpointer data)
{
  Trips *trips = data;

  for (guint i = 0; i < trips->problems->len; i++)
    g_free (plain_trip_find (g_ptr_array_index (trips->problems, i)));
}

static void
read_json (gpointer data)
{
  Trips *trips = data;
  g_autoptr (HavenTripProblem) problem = haven_trip_problem_new_from_json (trips->json, -1, NULL);

  g_assert_nonnull (problem);
}

/* ── A large problem ────────────────────────────────────────────────────── */

static void
fill_calendar (GRand *random, HavenTripProblem *problem, HavenTripResource *resource, int percent)
{
  haven_trip_windows_add (resource->open, (guint) g_rand_int_range (random, 1, 32) | 10, 540, 1020);
  for (HavenDate date = problem->from; date.day <= problem->to.day; date.day++)
    for (int start = 540; start < 1020; start += 30)
      if (g_rand_int_range (random, 0, 100) < percent)
        haven_trip_intervals_add (resource->busy, date, start, start + 30);
}

static void
add_needs (GRand *random, HavenTripPart *part)
{
  for (int need = 0; need < 3; need++)
    {
      g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (0, g_free, TRUE);

      for (int i = 0; i < 8; i++)
        g_ptr_array_add (ids, g_strdup_printf ("r%d", g_rand_int_range (random, 0, N_RESOURCES)));
      haven_trip_part_add_need (part, (const char *const *) ids->pdata);
    }
}

/* @percent: of the half hours that are taken; the fuller, the fewer dates have a trip */
static HavenTripProblem *
make_large (int percent, int step, int limit)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  HavenTripProblem *problem = haven_trip_problem_new ();

  problem->timezone = g_strdup ("America/New_York");
  problem->from = haven_date_from_ymd (2026, 11, 30);
  problem->to = haven_date_add_days (problem->from, 7 * N_WEEKS - 1);
  problem->limit = limit;
  problem->max_span = 300;
  problem->step = step;
  haven_trip_windows_add (problem->safe, 31, 540, 960);
  for (int i = 0; i < N_RESOURCES; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%d", i);

      fill_calendar (random, problem, haven_trip_problem_add_resource (problem, id), percent);
    }
  for (int i = 0; i < N_PARTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%d", i);
      HavenTripPart *part = haven_trip_problem_add_part (problem, id, 20 + 5 * (i % 3));

      part->sensitive = i % 3 == 0;
      part->site = g_strdup (i < 4 ? "main" : "court");
      add_needs (random, part);
    }
  haven_trip_problem_add_travel (problem, "main", "court", 20);
  return problem;
}

static char *
dup_json (const HavenTripProblem *problem)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, haven_trip_problem_to_json (problem));
  return json_to_string (node, FALSE);
}

static void
bench_large (const char *name, int percent, int step, int limit)
{
  g_autoptr (HavenTripProblem) problem = make_large (percent, step, limit);
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_autofree char *json = dup_json (problem);
  Trips trips = { problems, json };

  g_ptr_array_add (problems, problem);
  bench_compare (name, 15, find_all, read_json, &trips);
}

static void
bench_small (void)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) haven_trip_problem_free);
  Trips trips = { problems, NULL };

  for (guint32 seed = 1; seed <= N_SMALL; seed++)
    g_ptr_array_add (problems, plain_trip_make (seed, 4));
  bench_compare ("trips of four parts, and why not / trying everything", 5, find_all,
                 try_everything, &trips);
}

/* ── For other solvers ──────────────────────────────────────────────────── */

static void
write_problem (const char *folder, const char *name, const HavenTripProblem *problem)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *json = dup_json (problem);

  g_assert_true (g_file_set_contents (path, json, -1, NULL));
}

static int
write_problems (const char *folder)
{
  g_autoptr (HavenTripProblem) large = make_large (40, 15, 10);

  write_problem (folder, "large.json", large);
  for (guint32 seed = 1; seed <= N_SMALL; seed++)
    {
      g_autoptr (HavenTripProblem) problem = plain_trip_make (seed, 4);
      g_autofree char *name = g_strdup_printf ("small-%02u.json", seed);

      write_problem (folder, name, problem);
    }
  return 0;
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--write") == 0)
    return write_problems (argv[2]);
  bench_small ();
  bench_large ("12 weeks, 6 parts, 40 resources / reading the JSON", 40, 15, 10);
  bench_large ("  all offers of the 12 weeks", 40, 15, 1000);
  bench_large ("  where hardly anything fits", 75, 15, 10);
  bench_large ("  where everything fits", 0, 15, 10);
  bench_large ("  on a grid of five minutes", 40, 5, 10);
  return 0;
}
