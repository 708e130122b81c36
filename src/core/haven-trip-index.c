/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts a problem into the shape that is searched: only the resources that parts name, times in
 * order and apart, names as bits.
 */

#include "haven-trip-private.h"

#include <string.h>

#define MINUTES_BEFORE 900 /* time zones reach from 12 hours behind to 14 ahead */

const char *const trip_weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };

gint64
trip_minute_at (HavenDate date, int minute)
{
  return (gint64) date.day * TRIP_DAY_MINUTES + minute;
}

gint64
trip_day_of (gint64 moment)
{
  return (moment >= 0 ? moment : moment - (TRIP_DAY_MINUTES - 1)) / TRIP_DAY_MINUTES;
}

/** Returns: (transfer full): a minute of the day as HH:MM */
char *
trip_dup_time (int minute)
{
  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const HavenTripInterval *) a)->start, y = ((const HavenTripInterval *) b)->start;

  return (x > y) - (x < y);
}

/** Puts intervals in order; those that touch or overlap become one. */
void
trip_merge (GArray *intervals)
{
  HavenTripInterval *all = (HavenTripInterval *) (void *) intervals->data;
  guint n_kept = 0;

  g_array_sort (intervals, compare_starts);
  for (guint i = 0; i < intervals->len; i++)
    if (n_kept > 0 && all[i].start <= all[n_kept - 1].end)
      all[n_kept - 1].end = MAX (all[n_kept - 1].end, all[i].end);
    else
      all[n_kept++] = all[i];
  g_array_set_size (intervals, n_kept);
}

/* ── Clock changes ──────────────────────────────────────────────────────── */

/* Minutes ahead of UTC, at a minute of UTC. */
static int
get_offset (GTimeZone *zone, gint64 minute)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, minute * 60);

  return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval) / 60;
}

/* The offset differs at both ends, an hour apart: there is one change between them. */
static void
add_clock_change (GTimeZone *zone, gint64 before, gint64 after, GArray *intervals)
{
  int old = get_offset (zone, before), new = get_offset (zone, after);
  HavenTripInterval interval;

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if (get_offset (zone, middle) == old)
        before = middle;
      else
        after = middle;
    }
  interval.start = after + MIN (old, new);
  interval.end = after + MAX (old, new);
  g_array_append_val (intervals, interval);
}

/** Adds the wall times that a clock change leaves out, or that come twice, within the problem's
 * dates. */
void
trip_add_clock_changes (const HavenTripProblem *problem, GArray *intervals)
{
  g_autoptr (GTimeZone) zone =
      problem->timezone ? g_time_zone_new_identifier (problem->timezone) : NULL;
  gint64 end = trip_minute_at (problem->to, TRIP_DAY_MINUTES + MINUTES_BEFORE);

  if (zone == NULL)
    return;
  for (gint64 day = trip_minute_at (problem->from, -MINUTES_BEFORE); day < end;
       day += TRIP_DAY_MINUTES)
    if (get_offset (zone, day) != get_offset (zone, day + TRIP_DAY_MINUTES))
      for (gint64 hour = day; hour < day + TRIP_DAY_MINUTES; hour += 60)
        if (get_offset (zone, hour) != get_offset (zone, hour + 60))
          add_clock_change (zone, hour, hour + 60, intervals);
}

/* ── The index ──────────────────────────────────────────────────────────── */

static GArray *
copy_merged (GArray *intervals)
{
  GArray *copy = g_array_copy (intervals);

  trip_merge (copy);
  return copy;
}

static void
open_resource (TripResource *self, const HavenTripResource *of)
{
  self->of = of;
  self->busy = copy_merged (of->busy);
  for (guint day = 0; day < 7; day++)
    {
      self->open[day] = g_array_new (FALSE, FALSE, sizeof (HavenTripInterval));
      for (guint i = 0; i < of->open->len; i++)
        {
          const HavenTripWindow *window = &g_array_index (of->open, HavenTripWindow, i);
          HavenTripInterval interval = { window->from, window->to };

          if (window->days & 1u << day)
            g_array_append_val (self->open[day], interval);
        }
      trip_merge (self->open[day]);
    }
}

static guint
find_resource (TripIndex *self, GHashTable *known, const char *id)
{
  gpointer position;

  if (g_hash_table_lookup_extended (known, id, NULL, &position))
    return GPOINTER_TO_UINT (position);
  for (guint i = 0; i < self->problem->resources->len; i++)
    {
      const HavenTripResource *of = g_ptr_array_index (self->problem->resources, i);

      if (strcmp (of->id, id) == 0)
        {
          open_resource (&self->resources[self->n_resources], of);
          g_hash_table_insert (known, of->id, GUINT_TO_POINTER (self->n_resources));
          return self->n_resources++;
        }
    }
  g_assert_not_reached ();
}

static guint
find_part (const TripIndex *self, const char *id)
{
  guint i = 0;

  while (strcmp (((HavenTripPart *) g_ptr_array_index (self->problem->parts, i))->id, id) != 0)
    i++;
  return i;
}

static void
add_part (TripIndex *self, const HavenTripPart *of, GHashTable *known)
{
  TripPart *part = &self->parts[self->n_parts++];

  part->of = of;
  part->minutes = of->minutes;
  part->n_needs = of->needs->len;
  self->total_minutes += of->minutes;
  for (guint i = 0; i < of->needs->len; i++)
    {
      char **ids = g_ptr_array_index (of->needs, i);

      for (guint j = 0; ids[j]; j++)
        part->needs[i] |= (guint64) 1 << find_resource (self, known, ids[j]);
      part->anybody |= part->needs[i];
    }
  for (guint i = 0; i < of->after->len; i++)
    part->after |= 1u << find_part (self, g_ptr_array_index (of->after, i));
}

static int
find_way (const HavenTripProblem *problem, const char *from, const char *to)
{
  if (from == NULL || to == NULL)
    return 0;
  for (guint i = 0; i < problem->travel->len; i++)
    {
      const HavenTripTravel *way = g_ptr_array_index (problem->travel, i);

      if ((strcmp (way->between[0], from) == 0 && strcmp (way->between[1], to) == 0) ||
          (strcmp (way->between[1], from) == 0 && strcmp (way->between[0], to) == 0))
        return way->minutes;
    }
  return 0;
}

static void
add_safe_window (TripIndex *self, const HavenTripWindow *window, guint day)
{
  int step = self->problem->step;

  for (int slot = (window->from + step - 1) / step; slot * step < window->to; slot++)
    self->until[day][slot] = MAX (self->until[day][slot], (gint16) window->to);
}

/* A trip lies inside one window: of those that hold its start, the one that ends last is the most
 * that can be had. */
static void
add_safe_windows (TripIndex *self)
{
  GArray *safe = self->problem->safe;

  for (guint day = 0; day < 7; day++)
    {
      self->until[day] = g_new0 (gint16, self->n_slots);
      for (guint i = 0; i < safe->len; i++)
        if (g_array_index (safe, HavenTripWindow, i).days & 1u << day)
          add_safe_window (self, &g_array_index (safe, HavenTripWindow, i), day);
    }
}

/** Returns: (transfer full): @problem, which has to outlive it, ready to be searched */
TripIndex *
trip_index_new (const HavenTripProblem *problem)
{
  TripIndex *self = g_new0 (TripIndex, 1);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  self->problem = problem;
  self->n_slots = (guint) ((TRIP_DAY_MINUTES + problem->step - 1) / problem->step);
  for (guint i = 0; i < problem->parts->len; i++)
    add_part (self, g_ptr_array_index (problem->parts, i), known);
  for (guint i = 0; i < self->n_parts; i++)
    for (guint j = 0; j < self->n_parts; j++)
      self->way[i][j] = find_way (problem, self->parts[i].of->site, self->parts[j].of->site);
  self->never = copy_merged (problem->never);
  self->clock_changes = g_array_new (FALSE, FALSE, sizeof (HavenTripInterval));
  trip_add_clock_changes (problem, self->clock_changes);
  trip_merge (self->clock_changes);
  self->closed = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < problem->closed->len; i++)
    g_hash_table_add (self->closed,
                      GINT_TO_POINTER (g_array_index (problem->closed, HavenDate, i).day));
  add_safe_windows (self);
  return self;
}

void
trip_index_free (TripIndex *self)
{
  for (guint i = 0; i < self->n_resources; i++)
    {
      g_array_unref (self->resources[i].busy);
      for (guint day = 0; day < 7; day++)
        g_array_unref (self->resources[i].open[day]);
    }
  g_array_unref (self->never);
  g_array_unref (self->clock_changes);
  g_hash_table_unref (self->closed);
  for (guint day = 0; day < 7; day++)
    g_free (self->until[day]);
  g_free (self);
}
