/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"

#include <stdio.h>

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
take_time (BenchFunc function, gpointer data)
{
  gint64 start = g_get_monotonic_time ();

  function (data);
  return (double) (g_get_monotonic_time () - start);
}

static double
find_median (double *values, guint n_values)
{
  qsort (values, n_values, sizeof *values, compare_doubles);
  return values[n_values / 2];
}

static double
take_prepared_time (BenchFunc prepare, BenchFunc function, gpointer data)
{
  if (prepare)
    prepare (data);
  return take_time (function, data);
}

/**
 * bench_compare_prepared:
 * @prepare: (nullable): what goes before ours, and is not timed; @prepare_floor goes before the floor
 *
 * Runs both in turn, after one round that does not count, and prints the medians and the median of the ratios, pair by
 * pair: so the machine's moods fall on both alike.
 */
double
bench_compare_prepared (const char *name,
                        guint n_rounds,
                        BenchFunc prepare,
                        BenchFunc ours,
                        BenchFunc prepare_floor,
                        BenchFunc floor_,
                        gpointer data)
{
  g_autofree double *our_times = g_new (double, n_rounds);
  g_autofree double *floor_times = g_new (double, n_rounds);
  g_autofree double *ratios = g_new (double, n_rounds);
  double ratio;

  take_prepared_time (prepare, ours, data);
  take_prepared_time (prepare_floor, floor_, data);
  for (guint i = 0; i < n_rounds; i++)
    {
      our_times[i] = take_prepared_time (prepare, ours, data);
      floor_times[i] = take_prepared_time (prepare_floor, floor_, data);
      ratios[i] = our_times[i] / MAX (floor_times[i], 1.0);
    }
  ratio = find_median (ratios, n_rounds);
  printf ("%-52s %10.3f ms %10.3f ms   ratio %5.2f\n",
          name,
          find_median (our_times, n_rounds) / 1000,
          find_median (floor_times, n_rounds) / 1000,
          ratio);
  fflush (stdout);
  return ratio;
}

/** The same where nothing is to be prepared. */
double
bench_compare (const char *name, guint n_rounds, BenchFunc ours, BenchFunc floor_, gpointer data)
{
  return bench_compare_prepared (name, n_rounds, NULL, ours, NULL, floor_, data);
}

/* Made of syllables, so that names repeat about as often as real ones do. */
const char *
bench_make_name (GRand *random, char *buffer, gsize size)
{
  static const char *const syllables[] = { "a",  "mi", "na", "ro", "sa",  "li",  "ka", "to", "be", "du", "fe", "gi",
                                           "ha", "jo", "ku", "lu", "mar", "nok", "pe", "ri", "su", "ta", "vi", "ye" };
  GString *name = g_string_new (NULL);

  for (int word = 0; word < 2; word++)
    {
      guint start = (guint) name->len;

      for (int i = g_rand_int_range (random, 2, 5); i > 0; i--)
        g_string_append (name, syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))]);
      name->str[start] = g_ascii_toupper (name->str[start]);
      if (word == 0)
        g_string_append_c (name, ' ');
    }
  g_strlcpy (buffer, name->str, size);
  g_string_free (name, TRUE);
  return buffer;
}
