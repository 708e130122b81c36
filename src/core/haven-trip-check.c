/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a problem makes sense, before anything is searched for. A question that can be asked, but
 * has no answer, passes: the answer is then that there is none.
 */

#include "haven-trip-private.h"

#include <string.h>

#define MOST_OFFERS 1000
#define EARLIEST_YEAR 1970
#define LATEST_YEAR 9999

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error)
    *error = g_error_new_valist (HAVEN_TRIP_ERROR, HAVEN_TRIP_ERROR_NOT_SENSIBLE, format, args);
  va_end (args);
  return FALSE;
}

static gboolean
check_number (const char *name, int value, int least, int most, GError **error)
{
  return (value >= least && value <= most) ||
         refuse (error, "%s is %d; it has to lie between %d and %d.", name, value, least, most);
}

static gboolean
check_numbers (const HavenTripProblem *self, GError **error)
{
  return check_number ("step", self->step, 1, TRIP_DAY_MINUTES, error) &&
         check_number ("max_span", self->max_span, 1, TRIP_DAY_MINUTES, error) &&
         check_number ("max_gap", self->max_gap, 0, TRIP_DAY_MINUTES, error) &&
         check_number ("decompress", self->decompress, 0, TRIP_DAY_MINUTES, error) &&
         check_number ("limit", self->limit, 1, MOST_OFFERS, error);
}

static gboolean
is_in_range (HavenDate date)
{
  int year;

  if (!haven_date_is_set (date))
    return FALSE;
  haven_date_get_ymd (date, &year, NULL, NULL);
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
}

static gboolean
check_dates (const HavenTripProblem *self, GError **error)
{
  if (!is_in_range (self->from) || !is_in_range (self->to))
    return refuse (error, "from and to have to be dates between the years %d and %d.",
                   EARLIEST_YEAR, LATEST_YEAR);
  if (self->to.day < self->from.day)
    return refuse (error, "to comes before from; turn them round.");
  if (self->to.day - self->from.day >= TRIP_MAX_DAYS)
    return refuse (error,
                   "from and to lie more than %d days apart; look for a trip in a shorter time.",
                   TRIP_MAX_DAYS);
  return TRUE;
}

static gboolean
check_timezone (const HavenTripProblem *self, GError **error)
{
  g_autoptr (GTimeZone) zone = self->timezone ? g_time_zone_new_identifier (self->timezone) : NULL;

  return self->timezone == NULL || zone != NULL ||
         refuse (error, "timezone is not the name of a time zone, such as America/New_York.");
}

static gboolean
check_windows (const char *what, GArray *windows, GError **error)
{
  for (guint i = 0; i < windows->len; i++)
    {
      const HavenTripWindow *window = &g_array_index (windows, HavenTripWindow, i);

      if (window->from < 0 || window->to > TRIP_DAY_MINUTES || window->from >= window->to)
        return refuse (error, "%s[%u] has to end after it starts, on the same day.", what, i);
    }
  return TRUE;
}

static gboolean
check_intervals (const char *what, GArray *intervals, GError **error)
{
  for (guint i = 0; i < intervals->len; i++)
    {
      const HavenTripInterval *interval = &g_array_index (intervals, HavenTripInterval, i);

      if (interval->start >= interval->end)
        return refuse (error, "%s[%u] has to end after it starts.", what, i);
    }
  return TRUE;
}

/* ── Resources and ways ─────────────────────────────────────────────────── */

static gboolean
check_resources (const HavenTripProblem *self, GHashTable *resources, GError **error)
{
  for (guint i = 0; i < self->resources->len; i++)
    {
      const HavenTripResource *resource = g_ptr_array_index (self->resources, i);
      g_autofree char *open = g_strdup_printf ("resources[%u].open", i);
      g_autofree char *busy = g_strdup_printf ("resources[%u].busy", i);

      if (resource->id == NULL ||
          !g_hash_table_insert (resources, resource->id, GUINT_TO_POINTER (i)))
        return refuse (error, "resources[%u]: “%s” is the id of two resources.", i, resource->id);
      if (!check_windows (open, resource->open, error) ||
          !check_intervals (busy, resource->busy, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_travel (const HavenTripProblem *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->travel->len; i++)
    {
      const HavenTripTravel *way = g_ptr_array_index (self->travel, i);
      gboolean turned = strcmp (way->between[0], way->between[1]) > 0;

      if (strcmp (way->between[0], way->between[1]) == 0)
        return refuse (error, "travel[%u] leads from “%s” to itself.", i, way->between[0]);
      if (way->minutes < 0 || way->minutes > TRIP_DAY_MINUTES)
        return refuse (error, "travel[%u].minutes has to lie between 0 and %d.", i,
                       TRIP_DAY_MINUTES);
      if (!g_hash_table_add (seen,
                             g_strconcat (way->between[turned], "\n", way->between[!turned], NULL)))
        return refuse (error, "travel[%u] says once more how long the way from “%s” to “%s” takes.",
                       i, way->between[0], way->between[1]);
    }
  return TRUE;
}

/* ── Parts ──────────────────────────────────────────────────────────────── */

static gboolean
check_needs (const HavenTripPart *part,
             guint position,
             GHashTable *resources,
             GHashTable *named,
             GError **error)
{
  if (part->needs->len == 0 || part->needs->len > TRIP_MAX_NEEDS)
    return refuse (
        error,
        "parts[%u] (“%s”) has to need at least one list of those who can give it, and at most %d.",
        position, part->id, TRIP_MAX_NEEDS);
  for (guint i = 0; i < part->needs->len; i++)
    {
      char **ids = g_ptr_array_index (part->needs, i);

      if (ids[0] == NULL)
        return refuse (error, "parts[%u].needs[%u] is empty, so nobody can give “%s”.", position, i,
                       part->id);
      for (guint j = 0; ids[j]; j++)
        if (!g_hash_table_contains (resources, ids[j]))
          return refuse (error, "parts[%u].needs[%u] names “%s”, which is no resource of the list.",
                         position, i, ids[j]);
        else
          g_hash_table_add (named, ids[j]);
    }
  return TRUE;
}

static gboolean
check_part (const HavenTripProblem *self,
            guint position,
            GHashTable *resources,
            GHashTable *named,
            GHashTable *parts,
            GError **error)
{
  const HavenTripPart *part = g_ptr_array_index (self->parts, position);

  if (part->id == NULL || !g_hash_table_insert (parts, part->id, GUINT_TO_POINTER (position)))
    return refuse (error, "parts[%u]: “%s” is the id of two parts.", position, part->id);
  if (part->minutes < 1 || part->minutes > TRIP_DAY_MINUTES)
    return refuse (error, "parts[%u].minutes is %d; it has to lie between 1 and %d.", position,
                   part->minutes, TRIP_DAY_MINUTES);
  return check_needs (part, position, resources, named, error);
}

static gboolean
check_parts (const HavenTripProblem *self, GHashTable *resources, GHashTable *parts, GError **error)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->parts->len == 0 || self->parts->len > TRIP_MAX_PARTS)
    return refuse (error, "parts has to hold at least one part, and at most %d.", TRIP_MAX_PARTS);
  for (guint i = 0; i < self->parts->len; i++)
    if (!check_part (self, i, resources, named, parts, error))
      return FALSE;
  return g_hash_table_size (named) <= TRIP_MAX_RESOURCES ||
         refuse (error, "parts name %u resources; at most %d can be compared in one search.",
                 g_hash_table_size (named), TRIP_MAX_RESOURCES);
}

static gboolean
read_order (const HavenTripProblem *self, GHashTable *parts, guint *before, GError **error)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const HavenTripPart *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; j < part->after->len; j++)
        {
          const char *id = g_ptr_array_index (part->after, j);

          if (!g_hash_table_contains (parts, id))
            return refuse (error, "parts[%u].after names “%s”, which is no part of the trip.", i,
                           id);
          before[i] |= 1u << GPOINTER_TO_UINT (g_hash_table_lookup (parts, id));
        }
    }
  return TRUE;
}

/* Whatever can come next is put down; what is left over waits for itself. */
static gboolean
check_order (const HavenTripProblem *self, GHashTable *parts, GError **error)
{
  guint before[TRIP_MAX_PARTS] = { 0 }, done = 0;
  gboolean moved = TRUE;

  if (!read_order (self, parts, before, error))
    return FALSE;
  while (moved)
    {
      moved = FALSE;
      for (guint i = 0; i < self->parts->len; i++)
        if (!(done & 1u << i) && (before[i] & ~done) == 0)
          {
            done |= 1u << i;
            moved = TRUE;
          }
    }
  for (guint i = 0; i < self->parts->len; i++)
    if (!(done & 1u << i))
      return refuse (
          error, "parts[%u].after: “%s” would have to come after itself; take one “after” away.", i,
          ((HavenTripPart *) g_ptr_array_index (self->parts, i))->id);
  return TRUE;
}

/**
 * haven_trip_problem_check:
 *
 * Whether the problem can be searched. haven_trip_find() asks this first.
 *
 * Returns: %FALSE with %HAVEN_TRIP_ERROR_NOT_SENSIBLE and a sentence that names the place
 */
gboolean
haven_trip_problem_check (const HavenTripProblem *self, GError **error)
{
  g_autoptr (GHashTable) resources = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) parts = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (self != NULL, FALSE);

  return check_numbers (self, error) && check_dates (self, error) && check_timezone (self, error) &&
         check_windows ("client.safe", self->safe, error) &&
         check_intervals ("client.never", self->never, error) &&
         check_resources (self, resources, error) && check_travel (self, error) &&
         check_parts (self, resources, parts, error) && check_order (self, parts, error);
}
