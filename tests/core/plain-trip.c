/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "plain-trip.h"

#include <string.h>

#define DAY 1440
#define MOST_PARTS 8
#define MOST_NEEDS 40 /* of all parts together */
#define MOST_RESOURCES 64

/* What is tried: a start for each part, and one of each list. */
typedef struct
{
  int starts[MOST_PARTS];
  int choice[MOST_NEEDS];
} Trial;

typedef struct
{
  gboolean found;
  int gap;
  int n_distinct;
  int start;
  int end;
  Trial trial;
} Found;

typedef struct
{
  const HavenTripProblem *problem;
  HavenDate date;
  gboolean free[MOST_RESOURCES][DAY];
  gboolean never[DAY];
  gboolean can_start[MOST_PARTS][DAY]; /* somebody of each list is free throughout */
  gboolean first_will_do;
  Trial trial;
  Found found[2];
} Plain;

static const HavenTripPart *
get_part (const Plain *self, guint i)
{
  return g_ptr_array_index (self->problem->parts, i);
}

static gint64
moment (HavenDate date, int minute)
{
  return (gint64) date.day * DAY + minute;
}

/* ── The day, minute by minute ──────────────────────────────────────────── */

static gboolean
is_within (GArray *intervals, gint64 when)
{
  for (guint i = 0; i < intervals->len; i++)
    if (g_array_index (intervals, HavenTripInterval, i).start <= when &&
        when < g_array_index (intervals, HavenTripInterval, i).end)
      return TRUE;
  return FALSE;
}

static gboolean
is_open (GArray *windows, HavenDate date, int minute)
{
  for (guint i = 0; i < windows->len; i++)
    {
      const HavenTripWindow *window = &g_array_index (windows, HavenTripWindow, i);

      if (window->days >> (haven_date_get_weekday (date) - 1) & 1 && window->from <= minute &&
          minute < window->to)
        return TRUE;
    }
  return FALSE;
}

/* Whether clocks show this minute once on this date: not left out, not repeated. */
static gboolean
comes_once (GTimeZone *zone, HavenDate date, int minute)
{
  int year, month, day, times = 0;
  g_autoptr (GDateTime) near = NULL;

  haven_date_get_ymd (date, &year, &month, &day);
  near = g_date_time_new (zone, year, month, day, minute / 60, minute % 60, 0);
  for (int shift = -120; shift <= 120; shift += 30)
    {
      g_autoptr (GDateTime) utc =
          g_date_time_new_from_unix_utc (g_date_time_to_unix (near) + shift * 60);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

      times += g_date_time_get_hour (local) == minute / 60 &&
               g_date_time_get_minute (local) == minute % 60 &&
               g_date_time_get_day_of_month (local) == day;
    }
  return times == 1;
}

static void
look_at_day (Plain *self)
{
  const HavenTripProblem *problem = self->problem;
  g_autoptr (GTimeZone) zone =
      problem->timezone ? g_time_zone_new_identifier (problem->timezone) : NULL;

  for (int minute = 0; minute < DAY; minute++)
    {
      self->never[minute] = is_within (problem->never, moment (self->date, minute)) ||
                            (zone && !comes_once (zone, self->date, minute));
      for (guint i = 0; i < problem->resources->len; i++)
        {
          const HavenTripResource *resource = g_ptr_array_index (problem->resources, i);

          self->free[i][minute] = is_open (resource->open, self->date, minute) &&
                                  !is_within (resource->busy, moment (self->date, minute));
        }
    }
}

static gboolean
is_free (const Plain *self, guint resource, int start, int end)
{
  for (int minute = start; minute < end; minute++)
    if (!self->free[resource][minute])
      return FALSE;
  return TRUE;
}

static guint
find_resource (const Plain *self, const char *id)
{
  guint i = 0;

  while (strcmp (((HavenTripResource *) g_ptr_array_index (self->problem->resources, i))->id, id) !=
         0)
    i++;
  return i;
}

/* ── Rules ──────────────────────────────────────────────────────────────── */

/* The parts in the order of their starts. */
static void
put_in_order (const Plain *self, guint *order)
{
  guint n = self->problem->parts->len;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (self->trial.starts[order[j]] < self->trial.starts[order[i]])
        {
          guint swapped = order[i];

          order[i] = order[j];
          order[j] = swapped;
        }
}

static int
get_way (const Plain *self, const HavenTripPart *a, const HavenTripPart *b)
{
  for (guint i = 0;
       a->site && b->site && strcmp (a->site, b->site) != 0 && i < self->problem->travel->len; i++)
    {
      const HavenTripTravel *way = g_ptr_array_index (self->problem->travel, i);

      for (int turned = 0; turned < 2; turned++)
        if (strcmp (way->between[turned], a->site) == 0 &&
            strcmp (way->between[!turned], b->site) == 0)
          return way->minutes;
    }
  return 0;
}

static gboolean
gaps_are_right (const Plain *self, const guint *order, int *all_gaps)
{
  *all_gaps = 0;
  for (guint i = 0; i + 1 < self->problem->parts->len; i++)
    {
      const HavenTripPart *part = get_part (self, order[i]), *next = get_part (self, order[i + 1]);
      int gap = self->trial.starts[order[i + 1]] - (self->trial.starts[order[i]] + part->minutes);

      if (gap < 0 || gap > self->problem->max_gap)
        return FALSE;
      if (part->sensitive && gap < self->problem->decompress)
        return FALSE;
      if (gap < get_way (self, part, next))
        return FALSE;
      *all_gaps += gap;
    }
  return TRUE;
}

static gboolean
order_is_right (const Plain *self)
{
  for (guint i = 0; i < self->problem->parts->len; i++)
    for (guint j = 0; j < self->problem->parts->len; j++)
      for (guint k = 0; k < get_part (self, i)->after->len; k++)
        if (strcmp (g_ptr_array_index (get_part (self, i)->after, k), get_part (self, j)->id) ==
                0 &&
            self->trial.starts[j] > self->trial.starts[i])
          return FALSE;
  return TRUE;
}

static gboolean
is_safe (const Plain *self, int start, int end)
{
  GArray *safe = self->problem->safe;

  for (int minute = start; minute < end; minute++)
    if (self->never[minute])
      return FALSE;
  for (guint i = 0; i < safe->len; i++)
    {
      const HavenTripWindow *window = &g_array_index (safe, HavenTripWindow, i);

      if (window->days >> (haven_date_get_weekday (self->date) - 1) & 1 && window->from <= start &&
          end <= window->to)
        return TRUE;
    }
  return safe->len == 0;
}

/* ── Resources ──────────────────────────────────────────────────────────── */

/* Whether the choice is free for each part, and none twice in one; counts how many there are. */
static gboolean
choice_is_right (const Plain *self, int *n_distinct)
{
  gboolean used[MOST_RESOURCES] = { FALSE };
  int need = 0;

  *n_distinct = 0;
  for (guint i = 0; i < self->problem->parts->len; i++)
    {
      const HavenTripPart *part = get_part (self, i);
      gboolean used_here[MOST_RESOURCES] = { FALSE };

      for (guint j = 0; j < part->needs->len; j++, need++)
        {
          char **ids = g_ptr_array_index (part->needs, j);
          guint resource = find_resource (self, ids[self->trial.choice[need]]);

          if (used_here[resource] || !is_free (self, resource, self->trial.starts[i],
                                               self->trial.starts[i] + part->minutes))
            return FALSE;
          *n_distinct += !used[resource];
          used[resource] = used_here[resource] = TRUE;
        }
    }
  return TRUE;
}

/* The next choice, as a counter counts: the last need turns fastest. */
static gboolean
next_choice (Plain *self)
{
  int need = 0;
  int sizes[MOST_NEEDS];

  for (guint i = 0; i < self->problem->parts->len; i++)
    for (guint j = 0; j < get_part (self, i)->needs->len; j++)
      sizes[need++] = (int) g_strv_length (g_ptr_array_index (get_part (self, i)->needs, j));
  while (need-- > 0)
    {
      if (++self->trial.choice[need] < sizes[need])
        return TRUE;
      self->trial.choice[need] = 0;
    }
  return FALSE;
}

/* ── Which is better ────────────────────────────────────────────────────── */

static gboolean
is_better (const Plain *self, const Found *a, const Found *b)
{
  if (!b->found || a->gap != b->gap)
    return !b->found || a->gap < b->gap;
  if (a->n_distinct != b->n_distinct)
    return a->n_distinct < b->n_distinct;
  if (a->start != b->start)
    return a->start < b->start;
  for (guint i = 0; i < self->problem->parts->len; i++)
    if (a->trial.starts[i] != b->trial.starts[i])
      return a->trial.starts[i] < b->trial.starts[i];
  return FALSE; /* choices come in their order already */
}

static void
try_choices (Plain *self, int start, int end, int gap)
{
  Found *best = &self->found[start >= DAY / 2];
  Found found = { TRUE, gap, 0, start, end };

  if (best->found && (gap > best->gap || self->first_will_do))
    return;
  memset (self->trial.choice, 0, sizeof self->trial.choice);
  do
    if (choice_is_right (self, &found.n_distinct))
      {
        found.trial = self->trial;
        if (is_better (self, &found, best))
          *best = found;
        if (self->first_will_do)
          return;
      }
  while (next_choice (self));
}

static void
try_starts (Plain *self)
{
  guint order[MOST_PARTS];
  guint n = self->problem->parts->len;
  int start, end, gap;

  put_in_order (self, order);
  start = self->trial.starts[order[0]];
  end = self->trial.starts[order[n - 1]] + get_part (self, order[n - 1])->minutes;
  if (end - start <= self->problem->max_span && gaps_are_right (self, order, &gap) &&
      order_is_right (self) && is_safe (self, start, end))
    try_choices (self, start, end, gap);
}

/* Starts that overlap with a part before it, or lie too far from it, need not be tried with the
 * others. */
static gboolean
goes_with_others (const Plain *self, guint part)
{
  int start = self->trial.starts[part], end = start + get_part (self, part)->minutes;

  for (guint i = 0; i < part; i++)
    {
      int other = self->trial.starts[i], other_end = other + get_part (self, i)->minutes;

      if ((start < other_end && other < end) || end - other > self->problem->max_span ||
          other_end - start > self->problem->max_span)
        return FALSE;
    }
  return TRUE;
}

/* Whether anybody of each list is free. */
static gboolean
can_be_given (const Plain *self, guint part, int start)
{
  const HavenTripPart *of = get_part (self, part);

  for (guint j = 0; j < of->needs->len; j++)
    {
      gboolean any = FALSE;

      for (char **id = g_ptr_array_index (of->needs, j); *id && !any; id++)
        any = is_free (self, find_resource (self, *id), start, start + of->minutes);
      if (!any)
        return FALSE;
    }
  return TRUE;
}

static void
find_starts (Plain *self)
{
  for (guint part = 0; part < self->problem->parts->len; part++)
    for (int start = 0; start + get_part (self, part)->minutes <= DAY; start += self->problem->step)
      self->can_start[part][start] = can_be_given (self, part, start);
}

static void
try_part (Plain *self, guint part)
{
  if (part == self->problem->parts->len)
    {
      try_starts (self);
      return;
    }
  for (int start = 0; start + get_part (self, part)->minutes <= DAY; start += self->problem->step)
    {
      self->trial.starts[part] = start;
      if (self->can_start[part][start] && goes_with_others (self, part))
        try_part (self, part + 1);
    }
}

static gboolean
counts (const HavenTripProblem *problem, HavenDate date)
{
  for (guint i = 0; i < problem->closed->len; i++)
    if (g_array_index (problem->closed, HavenDate, i).day == date.day)
      return FALSE;
  return !haven_date_is_set (problem->not_after) || date.day <= problem->not_after.day;
}

static void
look (Plain *self, const HavenTripProblem *problem, HavenDate date, gboolean first_will_do)
{
  memset (self, 0, sizeof *self);
  self->problem = problem;
  self->date = date;
  self->first_will_do = first_will_do;
  if (!counts (problem, date))
    return;
  look_at_day (self);
  find_starts (self);
  try_part (self, 0);
}

/** Whether there is any trip on the date. */
gboolean
plain_trip_is_possible (const HavenTripProblem *problem, HavenDate date)
{
  g_autofree Plain *plain = g_new0 (Plain, 1);

  look (plain, problem, date, TRUE);
  return plain->found[0].found || plain->found[1].found;
}

/* ── As text, to be compared ────────────────────────────────────────────── */

static void
append_offer (GString *text, const Plain *self, const Found *found)
{
  g_autofree char *iso = haven_date_dup_iso (self->date);
  guint order[MOST_PARTS];
  Plain placed = { .problem = self->problem, .trial = found->trial };

  put_in_order (&placed, order);
  g_string_append_printf (text, "%s %d-%d gap %d, %d resources", iso, found->start, found->end,
                          found->gap, found->n_distinct);
  for (guint i = 0; i < self->problem->parts->len; i++)
    {
      const HavenTripPart *part = get_part (self, order[i]);
      int need = 0;

      for (guint j = 0; j < order[i]; j++)
        need += (int) get_part (self, j)->needs->len;
      g_string_append_printf (text, "; %s %d-%d", part->id, found->trial.starts[order[i]],
                              found->trial.starts[order[i]] + part->minutes);
      for (guint j = 0; j < part->needs->len; j++)
        g_string_append_printf (
            text, " %s",
            ((char **) g_ptr_array_index (part->needs, j))[found->trial.choice[need + (int) j]]);
    }
  g_string_append_c (text, '\n');
}

/** Returns: (transfer full): all offers, a line each */
char *
plain_trip_find (const HavenTripProblem *problem)
{
  g_autofree Plain *plain = g_new0 (Plain, 1);
  GString *text = g_string_new (NULL);
  int n_offers = 0;

  for (HavenDate date = problem->from; date.day <= problem->to.day; date.day++)
    {
      look (plain, problem, date, FALSE);
      for (int half = 0; half < 2; half++)
        if (plain->found[half].found && n_offers++ < problem->limit)
          append_offer (text, plain, &plain->found[half]);
    }
  return g_string_free_and_steal (text);
}

/** Returns: (transfer full): the same lines from what the finder says */
char *
plain_trip_from_result (const HavenTripResult *result)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < result->offers->len; i++)
    {
      const HavenTripOffer *offer = g_ptr_array_index (result->offers, i);
      g_autofree char *iso = haven_date_dup_iso (offer->date);

      g_string_append_printf (text, "%s %d-%d gap %d, %d resources", iso, offer->start, offer->end,
                              offer->gap_minutes, offer->distinct_resources);
      for (guint j = 0; j < offer->parts->len; j++)
        {
          const HavenTripOfferPart *part = g_ptr_array_index (offer->parts, j);
          g_autofree char *resources = g_strjoinv (" ", part->resources);

          g_string_append_printf (text, "; %s %d-%d %s", part->id, part->start, part->end,
                                  resources);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free_and_steal (text);
}
