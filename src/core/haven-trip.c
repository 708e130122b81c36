/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-trip-private.h"

static void
free_why (gpointer data)
{
  HavenTripWhy *why = data;

  g_free (why->id);
  g_free (why->other);
  g_free (why);
}

static void
free_offer_part (gpointer data)
{
  HavenTripOfferPart *part = data;

  g_free (part->id);
  g_strfreev (part->resources);
  g_free (part);
}

void
trip_offer_free (gpointer data)
{
  HavenTripOffer *self = data;

  g_ptr_array_unref (self->why);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

void
haven_trip_result_free (HavenTripResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->offers);
  g_ptr_array_unref (self->blockers);
  g_free (self);
}

static HavenTripResult *
result_new (void)
{
  HavenTripResult *self = g_new0 (HavenTripResult, 1);

  self->offers = g_ptr_array_new_with_free_func (trip_offer_free);
  self->blockers = g_ptr_array_new_with_free_func (trip_blocker_free);
  return self;
}

/* ── An offer ───────────────────────────────────────────────────────────── */

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const HavenTripOfferPart *x = *(HavenTripOfferPart *const *) a,
                           *y = *(HavenTripOfferPart *const *) b;

  return x->start - y->start;
}

static HavenTripOfferPart *
offer_part_new (const TripIndex *index, guint part, guint slot, const guint *chosen)
{
  HavenTripOfferPart *self = g_new0 (HavenTripOfferPart, 1);
  const TripPart *of = &index->parts[part];

  self->id = g_strdup (of->of->id);
  self->start = (int) slot * index->problem->step;
  self->end = self->start + of->minutes;
  self->resources = g_new0 (char *, of->n_needs + 1);
  for (guint need = 0; need < of->n_needs; need++)
    self->resources[need] = g_strdup (index->resources[chosen[need]].of->id);
  return self;
}

/** Returns: (transfer full): the best trip of a date, in full */
HavenTripOffer *
trip_offer_new (const TripDay *day, const TripCover *cover, const TripBest *best)
{
  const TripIndex *index = day->index;
  HavenTripOffer *self = g_new0 (HavenTripOffer, 1);
  guint chosen[TRIP_MAX_PARTS][TRIP_MAX_NEEDS];
  guint64 available[TRIP_MAX_PARTS];

  for (guint part = 0; part < index->n_parts; part++)
    available[part] = day->available[part][best->starts[part]];
  trip_cover_choose (cover, available, best->n_distinct, chosen);
  self->date = day->date;
  self->start = (int) best->first * index->problem->step;
  self->end = self->start + index->total_minutes + best->gap;
  self->gap_minutes = best->gap;
  self->distinct_resources = best->n_distinct;
  self->days_before_deadline = haven_date_is_set (index->problem->not_after)
                                   ? haven_date_days_between (self->date, index->problem->not_after)
                                   : -1;
  self->why = g_ptr_array_new_with_free_func (free_why);
  self->parts = g_ptr_array_new_with_free_func (free_offer_part);
  for (guint part = 0; part < index->n_parts; part++)
    g_ptr_array_add (self->parts, offer_part_new (index, part, best->starts[part], chosen[part]));
  g_ptr_array_sort (self->parts, compare_parts);
  trip_offer_explain (self, index->problem);
  return self;
}

/* ── What speaks for it ─────────────────────────────────────────────────── */

static void
add_why (HavenTripOffer *self, HavenTripWhyCode code, int n, const char *id, const char *other)
{
  HavenTripWhy *why = g_new0 (HavenTripWhy, 1);

  why->code = code;
  why->n = n;
  why->id = g_strdup (id);
  why->other = g_strdup (other);
  g_ptr_array_add (self->why, why);
}

static const HavenTripPart *
find_part (const HavenTripProblem *problem, const char *id)
{
  for (guint i = 0; i < problem->parts->len; i++)
    if (g_str_equal (((HavenTripPart *) g_ptr_array_index (problem->parts, i))->id, id))
      return g_ptr_array_index (problem->parts, i);
  return NULL;
}

static void
explain_gaps (HavenTripOffer *self, const HavenTripProblem *problem)
{
  for (guint i = 0; i + 1 < self->parts->len; i++)
    {
      const HavenTripOfferPart *part = g_ptr_array_index (self->parts, i);
      const HavenTripOfferPart *next = g_ptr_array_index (self->parts, i + 1);
      const HavenTripPart *of = find_part (problem, part->id);

      if (of->sensitive && next->start > part->end)
        add_why (self, HAVEN_TRIP_WHY_REST, next->start - part->end, part->id, NULL);
      if (of->site && g_strcmp0 (of->site, find_part (problem, next->id)->site) != 0 &&
          next->start > part->end)
        add_why (self, HAVEN_TRIP_WHY_WAY, next->start - part->end, part->id, next->id);
    }
}

/* Whoever serves more than one part, in the order of the trip. */
static void
explain_resources (HavenTripOffer *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < self->parts->len; i++)
    for (char **id = ((HavenTripOfferPart *) g_ptr_array_index (self->parts, i))->resources; *id;
         id++)
      {
        int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, *id));

        if (n == 0)
          g_ptr_array_add (order, *id);
        g_hash_table_insert (counts, *id, GINT_TO_POINTER (n + 1));
      }
  for (guint i = 0; i < order->len; i++)
    {
      const char *id = g_ptr_array_index (order, i);
      int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, id));

      if (n > 1)
        add_why (self, HAVEN_TRIP_WHY_SAME_RESOURCE, n, id, NULL);
    }
}

/** Adds the facts that speak for an offer. */
void
trip_offer_explain (HavenTripOffer *self, const HavenTripProblem *problem)
{
  if (self->parts->len > 1)
    {
      add_why (self, HAVEN_TRIP_WHY_ONE_TRIP, (int) self->parts->len, NULL, NULL);
      add_why (self, self->gap_minutes > 0 ? HAVEN_TRIP_WHY_WAITING : HAVEN_TRIP_WHY_NO_WAITING,
               self->gap_minutes, NULL, NULL);
    }
  explain_gaps (self, problem);
  explain_resources (self);
  if (problem->safe->len > 0)
    add_why (self, HAVEN_TRIP_WHY_SAFE_HOURS, 0, NULL, NULL);
  if (self->days_before_deadline >= 0)
    add_why (self, HAVEN_TRIP_WHY_DAYS_BEFORE, self->days_before_deadline, NULL, NULL);
}

/* ── The search ─────────────────────────────────────────────────────────── */

static void
add_offers (const TripDay *day, TripCover *cover, GPtrArray *offers)
{
  for (int afternoon = 0; afternoon < 2; afternoon++)
    {
      TripBest best;

      if (offers->len >= (guint) day->index->problem->limit)
        return;
      trip_day_find_best (day, cover, afternoon, &best);
      if (best.found)
        g_ptr_array_add (offers, trip_offer_new (day, cover, &best));
    }
}

static gboolean
search (TripDay *day, HavenTripResult *result, GCancellable *cancellable, GError **error)
{
  const HavenTripProblem *problem = day->index->problem;
  const TripWithout nothing = { 0, TRIP_NOBODY, 0 };
  g_autoptr (GArray) without_offer = g_array_new (FALSE, FALSE, sizeof (HavenDate));
  g_autofree TripCover *cover = g_new0 (TripCover, 1);

  cover->index = day->index;
  for (HavenDate date = problem->from; date.day <= problem->to.day; date.day++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (trip_day_prepare (day, date, &nothing) && trip_day_search (day, &nothing))
        add_offers (day, cover, result->offers);
      else
        g_array_append_val (without_offer, date);
    }
  return trip_find_blockers (day, without_offer, result->blockers, cancellable, error);
}

/**
 * haven_trip_find:
 * @problem: left as it is; it may be searched on any thread that alone holds it
 * @cancellable: (nullable): asked before each date
 *
 * Finds the best trip of each date and half day (it starts before noon, or not): fewest minutes of
 * gap between the parts, then fewest distinct resources, then earliest start. Where two are alike
 * in that, the one whose parts start earlier, compared in the order of @problem; then the one that
 * takes those who stand earlier in the lists of needs. The answer is exact: no trip is better than
 * the one given.
 *
 * Dates without a trip are explained by blockers, also those past `not_after`, where it alone
 * forbids them. A date whose trip is cut off by the limit is none of them.
 *
 * Returns: (transfer full): what was found, which may be nothing; %NULL where the problem makes no
 * sense, or the search was cancelled
 */
HavenTripResult *
haven_trip_find (const HavenTripProblem *problem, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenTripResult) result = NULL;
  g_autoptr (TripIndex) index = NULL;
  g_autoptr (TripDay) day = NULL;

  if (!haven_trip_problem_check (problem, error))
    return NULL;
  result = result_new ();
  index = trip_index_new (problem);
  day = trip_day_new (index);
  return search (day, result, cancellable, error) ? g_steal_pointer (&result) : NULL;
}

/* ── As JSON ────────────────────────────────────────────────────────────── */

static void
set_time (JsonObject *object, const char *name, int minute)
{
  g_autofree char *text = trip_dup_time (minute);

  json_object_set_string_member (object, name, text);
}

static JsonObject *
offer_part_to_json (const HavenTripOfferPart *part)
{
  JsonObject *object = json_object_new ();
  JsonArray *resources = json_array_new ();

  for (char **id = part->resources; *id; id++)
    json_array_add_string_element (resources, *id);
  json_object_set_string_member (object, "id", part->id);
  set_time (object, "start", part->start);
  set_time (object, "end", part->end);
  json_object_set_array_member (object, "resources", resources);
  return object;
}

static JsonObject *
offer_to_json (const HavenTripOffer *offer)
{
  g_autofree char *date = haven_date_dup_iso (offer->date);
  JsonObject *object = json_object_new ();
  JsonArray *parts = json_array_new (), *why = json_array_new ();

  for (guint i = 0; i < offer->parts->len; i++)
    json_array_add_object_element (parts, offer_part_to_json (g_ptr_array_index (offer->parts, i)));
  for (guint i = 0; i < offer->why->len; i++)
    {
      g_autofree char *words =
          haven_trip_why_dup_words (g_ptr_array_index (offer->why, i), NULL, NULL);

      json_array_add_string_element (why, words);
    }
  json_object_set_string_member (object, "date", date);
  set_time (object, "start", offer->start);
  set_time (object, "end", offer->end);
  json_object_set_int_member (object, "gap_minutes", offer->gap_minutes);
  json_object_set_int_member (object, "distinct_resources", offer->distinct_resources);
  if (offer->days_before_deadline >= 0)
    json_object_set_int_member (object, "days_before_deadline", offer->days_before_deadline);
  else
    json_object_set_null_member (object, "days_before_deadline");
  json_object_set_array_member (object, "why", why);
  json_object_set_array_member (object, "parts", parts);
  return object;
}

static JsonObject *
blocker_to_json (const HavenTripBlocker *blocker)
{
  g_autofree char *words = haven_trip_blocker_dup_words (blocker, NULL, NULL);
  JsonObject *object = json_object_new ();
  JsonArray *dates = json_array_new ();

  for (guint i = 0; i < blocker->dates->len; i++)
    {
      g_autofree char *date = haven_date_dup_iso (g_array_index (blocker->dates, HavenDate, i));

      json_array_add_string_element (dates, date);
    }
  json_object_set_string_member (object, "rule", haven_trip_rule_get_name (blocker->rule));
  json_object_set_string_member (object, "what", words);
  json_object_set_array_member (object, "dates", dates);
  return object;
}

/** Returns: (transfer full): `{"offers": […], "blockers": […]}`; times of the day as HH:MM */
JsonObject *
haven_trip_result_to_json (const HavenTripResult *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *offers = json_array_new (), *blockers = json_array_new ();

  for (guint i = 0; i < self->offers->len; i++)
    json_array_add_object_element (offers, offer_to_json (g_ptr_array_index (self->offers, i)));
  for (guint i = 0; i < self->blockers->len; i++)
    json_array_add_object_element (blockers,
                                   blocker_to_json (g_ptr_array_index (self->blockers, i)));
  json_object_set_array_member (object, "offers", offers);
  json_object_set_array_member (object, "blockers", blockers);
  return object;
}
