/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why a date has no offer. One rule at a time is dropped and the date searched again: what is told
 * is what would help, and not what seems to be in the way. Where no rule alone helps, a smallest
 * set of them is found. What is dearest to a person is kept longest: safe hours and "never" come
 * last.
 */

#include "haven-trip-private.h"

/* What stands in the way of one date. */
typedef struct
{
  HavenTripRule rule;
  const char *id; /* of the problem */
  guint together;
  int needed;
} Finding;

typedef struct
{
  TripDay *day;
  GPtrArray *blockers;
  GHashTable *by_key; /* "rule/id/together" to HavenTripBlocker */
  GArray *findings;   /* of Finding: about the date that is looked at */
  GHashTable *plain;  /* what was found out about dates on which nothing in particular is taken */
} Tally;

/* What is tried to be kept first, where several rules have to go together. */
static const HavenTripRule dearest_first[] = {
  HAVEN_TRIP_RULE_SAFE,    HAVEN_TRIP_RULE_NEVER,      HAVEN_TRIP_RULE_NOT_AFTER,
  HAVEN_TRIP_RULE_CLOSED,  HAVEN_TRIP_RULE_DECOMPRESS, HAVEN_TRIP_RULE_TRAVEL,
  HAVEN_TRIP_RULE_AFTER,   HAVEN_TRIP_RULE_BUSY,       HAVEN_TRIP_RULE_HOURS,
  HAVEN_TRIP_RULE_MAX_GAP, HAVEN_TRIP_RULE_MAX_SPAN,
};

void
trip_blocker_free (gpointer data)
{
  HavenTripBlocker *self = data;

  g_free (self->id);
  g_array_unref (self->dates);
  g_free (self);
}

static int
get_value (const HavenTripProblem *problem, HavenTripRule rule)
{
  return rule == HAVEN_TRIP_RULE_MAX_SPAN     ? problem->max_span
         : rule == HAVEN_TRIP_RULE_MAX_GAP    ? problem->max_gap
         : rule == HAVEN_TRIP_RULE_DECOMPRESS ? problem->decompress
                                              : 0;
}

static void
add (Tally *self, HavenTripRule rule, const char *id, guint together, int needed)
{
  Finding finding = { rule, id, together, needed };

  g_array_append_val (self->findings, finding);
}

static void
tell (Tally *self, const Finding *finding, HavenDate date)
{
  g_autofree char *key = g_strdup_printf ("%d/%u/%s", finding->rule, finding->together,
                                          finding->id ? finding->id : "");
  HavenTripBlocker *blocker = g_hash_table_lookup (self->by_key, key);

  if (blocker == NULL)
    {
      blocker = g_new0 (HavenTripBlocker, 1);
      blocker->rule = finding->rule;
      blocker->id = g_strdup (finding->id);
      blocker->together = finding->together;
      blocker->value = get_value (self->day->index->problem, finding->rule);
      blocker->dates = g_array_new (FALSE, FALSE, sizeof (HavenDate));
      g_ptr_array_add (self->blockers, blocker);
      g_hash_table_insert (self->by_key, g_steal_pointer (&key), blocker);
    }
  blocker->needed = MAX (blocker->needed, finding->needed);
  g_array_append_val (blocker->dates, date);
}

static gboolean
has_offer (TripDay *day, HavenDate date, guint rules, guint resource)
{
  TripWithout without = { rules, resource, 0 };

  return trip_day_prepare (day, date, &without) && trip_day_search (day, &without);
}

/* ── How much would do ──────────────────────────────────────────────────── */

static int
find_needed_span (const TripDay *day)
{
  int needed = TRIP_DAY_MINUTES;

  for (guint slot = 0; slot < day->index->n_slots; slot++)
    if (trip_day_get_span (day, slot) > 0)
      needed = MIN (needed, trip_day_get_span (day, slot));
  return needed;
}

/* The least gap to be allowed: a larger one never hurts, so it is halved down to. */
static int
find_needed_gap (TripDay *day)
{
  TripWithout without = { 1u << HAVEN_TRIP_RULE_MAX_GAP, TRIP_NOBODY, 0 };
  int low = day->index->problem->max_gap, high = TRIP_DAY_MINUTES;

  while (high - low > 1)
    {
      without.max_gap = low + (high - low) / 2;
      if (trip_day_search (day, &without))
        high = without.max_gap;
      else
        low = without.max_gap;
    }
  return high;
}

static int
find_needed (TripDay *day, HavenTripRule rule)
{
  return rule == HAVEN_TRIP_RULE_MAX_SPAN  ? find_needed_span (day)
         : rule == HAVEN_TRIP_RULE_MAX_GAP ? find_needed_gap (day)
                                           : 0;
}

/* ── One rule ───────────────────────────────────────────────────────────── */

static gboolean
is_of_resources (HavenTripRule rule)
{
  return rule == HAVEN_TRIP_RULE_BUSY || rule == HAVEN_TRIP_RULE_HOURS;
}

static gboolean
try_resources (Tally *self, HavenDate date, HavenTripRule rule)
{
  const TripIndex *index = self->day->index;
  gboolean any = FALSE;

  /* If it does not help that all of them change, it does not help that one does. */
  if (!has_offer (self->day, date, 1u << rule, TRIP_NOBODY))
    return FALSE;
  for (guint resource = 0; resource < index->n_resources; resource++)
    if (has_offer (self->day, date, 1u << rule, resource))
      {
        add (self, rule, index->resources[resource].of->id, 0, 0);
        any = TRUE;
      }
  return any;
}

/* Whether the rule asks for anything on this date; if not, it need not be tried without. */
static gboolean
is_asked (const TripIndex *index, HavenDate date, HavenTripRule rule)
{
  TripWithout others = { ~(1u << rule), TRIP_NOBODY, 0 };
  gboolean any_sensitive = FALSE, any_way = FALSE, any_order = FALSE;

  for (guint part = 0; part < index->n_parts; part++)
    {
      any_sensitive = any_sensitive || index->parts[part].of->sensitive;
      any_order = any_order || index->parts[part].after != 0;
      for (guint other = 0; other < index->n_parts; other++)
        any_way = any_way || index->way[part][other] > 0;
    }
  return rule == HAVEN_TRIP_RULE_DECOMPRESS ? any_sensitive
         : rule == HAVEN_TRIP_RULE_TRAVEL   ? any_way
         : rule == HAVEN_TRIP_RULE_AFTER    ? any_order
         : rule == HAVEN_TRIP_RULE_SAFE     ? index->problem->safe->len > 0
         : rule == HAVEN_TRIP_RULE_NEVER    ? index->never->len > 0
         : rule == HAVEN_TRIP_RULE_CLOSED || rule == HAVEN_TRIP_RULE_NOT_AFTER
             ? !trip_day_counts (index, date, &others)
             : TRUE;
}

static gboolean
try_rule (Tally *self, HavenDate date, HavenTripRule rule)
{
  TripWithout only = { 1u << rule, TRIP_NOBODY, 0 };

  if (!is_asked (self->day->index, date, rule) || !trip_day_counts (self->day->index, date, &only))
    return FALSE;
  if (is_of_resources (rule))
    return try_resources (self, date, rule);
  if (!has_offer (self->day, date, 1u << rule, TRIP_NOBODY))
    return FALSE;
  add (self, rule, NULL, 0, find_needed (self->day, rule));
  return TRUE;
}

/* ── Several rules ──────────────────────────────────────────────────────── */

/* All are dropped, and then each is taken back that can be. */
static void
find_together (Tally *self, HavenDate date)
{
  guint rules = (1u << HAVEN_TRIP_N_CHANGEABLE_RULES) - 1;

  if (!has_offer (self->day, date, rules, TRIP_NOBODY))
    {
      add (self, HAVEN_TRIP_RULE_IMPOSSIBLE, NULL, 0, 0);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (dearest_first); i++)
    if (!is_asked (self->day->index, date, dearest_first[i]) ||
        has_offer (self->day, date, rules & ~(1u << dearest_first[i]), TRIP_NOBODY))
      rules &= ~(1u << dearest_first[i]);
  add (self, HAVEN_TRIP_RULE_SEVERAL, NULL, rules, 0);
}

static void
look_into (Tally *self, HavenDate date)
{
  HavenDate deadline = self->day->index->problem->not_after;
  gboolean any = FALSE;

  for (HavenTripRule rule = 0; rule < HAVEN_TRIP_N_CHANGEABLE_RULES; rule++)
    any |= try_rule (self, date, rule);
  /* Nobody asked for a date past the deadline: it is told only where the deadline alone forbids it.
   */
  if (!any && !(haven_date_is_set (deadline) && date.day > deadline.day))
    find_together (self, date);
}

/* Dates on which nobody has anything in particular differ by their weekday alone, and by whether
 * they count: most weekends, and what lies far ahead. 0 for the others. */
static guint
get_likeness (const TripIndex *index, HavenDate date)
{
  const TripWithout no_deadline = { 1u << HAVEN_TRIP_RULE_NOT_AFTER, TRIP_NOBODY, 0 };
  const TripWithout never_closed = { 1u << HAVEN_TRIP_RULE_CLOSED, TRIP_NOBODY, 0 };

  if (trip_touches (index->never, date) || trip_touches (index->clock_changes, date))
    return 0;
  for (guint resource = 0; resource < index->n_resources; resource++)
    if (trip_touches (index->resources[resource].busy, date))
      return 0;
  return (guint) haven_date_get_weekday (date) +
         (trip_day_counts (index, date, &no_deadline) ? 0 : 8) +
         (trip_day_counts (index, date, &never_closed) ? 0 : 16);
}

static void
explain_date (Tally *self, HavenDate date)
{
  guint likeness = get_likeness (self->day->index, date);
  GArray *known = g_hash_table_lookup (self->plain, GUINT_TO_POINTER (likeness));

  if (likeness == 0 || known == NULL)
    {
      g_array_set_size (self->findings, 0);
      look_into (self, date);
      known = self->findings;
      if (likeness != 0)
        g_hash_table_insert (self->plain, GUINT_TO_POINTER (likeness), g_array_copy (known));
    }
  for (guint i = 0; i < known->len; i++)
    tell (self, &g_array_index (known, Finding, i), date);
}

static int
compare_blockers (gconstpointer a, gconstpointer b)
{
  const HavenTripBlocker *x = *(HavenTripBlocker *const *) a, *y = *(HavenTripBlocker *const *) b;
  gboolean x_is_one = x->rule < HAVEN_TRIP_RULE_SEVERAL,
           y_is_one = y->rule < HAVEN_TRIP_RULE_SEVERAL;

  if (x_is_one != y_is_one)
    return x_is_one ? -1 : 1;
  if (x->dates->len != y->dates->len)
    return x->dates->len > y->dates->len ? -1 : 1;
  if (x->rule != y->rule)
    return x->rule < y->rule ? -1 : 1;
  if (x->together != y->together)
    return x->together < y->together ? -1 : 1;
  return g_strcmp0 (x->id, y->id);
}

/**
 * trip_find_blockers:
 * @dates: of HavenDate: those without an offer, in order
 * @blockers: filled with what stands in the way, what would win most dates first
 */
gboolean
trip_find_blockers (TripDay *day,
                    const GArray *dates,
                    GPtrArray *blockers,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) plain =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (Finding));
  Tally tally = { day, blockers, by_key, findings, plain };

  for (guint i = 0; i < dates->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      explain_date (&tally, g_array_index (dates, HavenDate, i));
    }
  g_ptr_array_sort (blockers, compare_blockers);
  return TRUE;
}
