/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the clinic's records to a problem of the trip finder. What stands against a visit when it is booked
 * (haven-appointment-conflicts.h) is out of the question here: a test holds one against the other.
 */

#include "haven-trips-private.h"

#include "haven-booking-private.h"
#include "haven-hearing.h"
#include "haven-tables.h"

#include <string.h>

#define DAY_MINUTES 1440
#define EVERY_DAY 0x7f

/* The person is one of those whom each part takes: so their other visits are told apart from hours that do not suit. */
static const char the_person[] = "person";

typedef struct
{
  const HavenTripRecords *records;
  HavenTripAnswer *answer;
  HavenTripProblem *problem;
  const char *site; /* nullable */
  GHashTable *used; /* id of a resource to HavenTripResource, those that a part may take */
} Making;

gboolean
haven_trip_answer_is_person (const char *id)
{
  return g_strcmp0 (id, the_person) == 0;
}

void
haven_trip_records_free (HavenTripRecords *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->patient, haven_patient_free);
  g_clear_pointer (&self->published, haven_bridge_date_free);
  g_clear_pointer (&self->resources, g_ptr_array_unref);
  g_clear_pointer (&self->hours, g_ptr_array_unref);
  g_clear_pointer (&self->absences, g_ptr_array_unref);
  g_clear_pointer (&self->closed_days, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_clear_pointer (&self->holds, g_ptr_array_unref);
  g_clear_pointer (&self->expected, g_ptr_array_unref);
  g_free (self);
}

/* ── Times ────────────────────────────────────────────────────────────────── */

/* @before, @after: minutes that it takes beside its time */
static void
add_interval (GArray *intervals, HavenClock *clock, HavenInstant starts_at, HavenInstant ends_at, int before, int after)
{
  HavenDate first = haven_clock_get_local_date (clock, starts_at);
  HavenDate last = haven_clock_get_local_date (clock, ends_at);
  int from = haven_clock_get_local_minute (clock, starts_at) - before;
  int to = haven_date_days_between (first, last) * DAY_MINUTES + haven_clock_get_local_minute (clock, ends_at) + after;

  /* In the hour that a clock change repeats, the wall may go back; no trip touches that hour anyway. */
  haven_trip_intervals_add (intervals, first, from, MAX (to, from + 1));
}

static guint
get_days (const HavenSafeContactRule *rule)
{
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  guint days = 0;

  for (gsize i = 0; rule->days && rule->days[i]; i++)
    for (guint day = 0; day < G_N_ELEMENTS (names); day++)
      if (g_str_equal (rule->days[i], names[day]))
        days |= 1u << day;
  return rule->days == NULL || rule->days[0] == NULL ? EVERY_DAY : days;
}

static gboolean
concerns_coming (const HavenSafeContactRule *rule)
{
  return g_strcmp0 (rule->channel, "in-person") == 0;
}

/* Hours that end before they start go over midnight; both alike is the whole day. */
static void
add_safe_hours (const HavenSafeContactRule *rule, GArray *safe)
{
  guint days = get_days (rule);
  int from = (int) rule->safe_from, to = (int) rule->safe_to;

  if (g_strcmp0 (rule->safe, "no") == 0 || days == 0)
    return;
  if (from == to)
    haven_trip_windows_add (safe, days, 0, DAY_MINUTES);
  else if (from < to)
    haven_trip_windows_add (safe, days, from, to);
  else
    {
      if (from < DAY_MINUTES)
        haven_trip_windows_add (safe, days, from, DAY_MINUTES);
      if (to > 0)
        haven_trip_windows_add (safe, days, 0, to);
    }
}

/** Whether some hours suit the person to come, and others do not. */
gboolean
haven_trip_records_has_safe_hours (const HavenTripRecords *self)
{
  for (guint i = 0; i < self->rules->len; i++)
    if (concerns_coming (self->rules->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
add_person_times (Making *making)
{
  const HavenTripRecords *records = making->records;
  HavenTripProblem *problem = making->problem;
  HavenDate today = haven_clock_get_local_date (records->clock, records->now);

  for (guint i = 0; i < records->rules->len && !making->answer->question->outside_safe_hours; i++)
    if (concerns_coming (records->rules->pdata[i]))
      add_safe_hours (records->rules->pdata[i], problem->safe);
  /* Rules that allow no hour at all allow none: an empty list would mean any time. */
  if (!making->answer->question->outside_safe_hours && haven_trip_records_has_safe_hours (records) &&
      problem->safe->len == 0)
    haven_trip_intervals_add (problem->never,
                              problem->from,
                              0,
                              (haven_date_days_between (problem->from, problem->to) + 1) * DAY_MINUTES);
  haven_trip_intervals_add (problem->never, today, 0, haven_clock_get_local_minute (records->clock, records->now) + 1);
}

/* ── Who and what ─────────────────────────────────────────────────────────── */

/* Where somebody's own hours were given up, they may be asked to come whenever anybody is there. */
static void
add_open_hours (const Making *making, HavenTripResource *resource)
{
  const HavenTripRecords *records = making->records;
  gboolean any = FALSE;

  for (guint i = 0; i < records->hours->len; i++)
    {
      const HavenResourceHours *row = records->hours->pdata[i];
      gboolean own = g_strcmp0 (row->resource_id, resource->id) == 0;

      any |= own;
      if ((own || making->answer->question->outside_hours) && row->opens_at < row->closes_at)
        haven_trip_windows_add (resource->open, 1u << (row->weekday - 1), (int) row->opens_at, (int) row->closes_at);
    }
  if (!any)
    haven_trip_windows_add (resource->open, EVERY_DAY, 0, DAY_MINUTES);
}

static guint
find_working_days (const HavenTripRecords *records)
{
  guint days = 0;

  for (guint i = 0; i < records->hours->len; i++)
    {
      const HavenResourceHours *row = records->hours->pdata[i];

      if (row->opens_at < row->closes_at)
        days |= 1u << (row->weekday - 1);
    }
  return days;
}

/* A room goes nowhere; whoever was at another site before has a way to come. */
static int
get_way (const Making *making, const HavenResource *resource, const char *site)
{
  return site == NULL || making->site == NULL || g_str_equal (site, making->site) ||
                 (resource && g_strcmp0 (resource->kind, "room") == 0)
             ? 0
             : HAVEN_BOOKING_TRAVEL_MINUTES;
}

/* A visit that is sensitive is booked with a rest after it, and the person rests before they go to anything else. */
static int
get_rest (const Making *making)
{
  const HavenTripQuestion *question = making->answer->question;

  for (guint i = 0; i < question->visits->len; i++)
    {
      const HavenTripVisit *visit = question->visits->pdata[i];

      if (visit->wanted && visit->sensitive)
        return question->decompress;
    }
  return 0;
}

static void
add_taken (Making *making, HavenTripResource *resource, const HavenResource *record)
{
  const HavenTripRecords *records = making->records;
  int rest = record ? 0 : get_rest (making);

  for (guint i = 0; i < records->taken->len; i++)
    {
      const HavenTaken *taken = records->taken->pdata[i];

      if (g_strcmp0 (taken->resource_id, record ? record->id : NULL) == 0)
        add_interval (resource->busy,
                      records->clock,
                      taken->starts_at,
                      taken->ends_at,
                      get_way (making, record, taken->site) + rest,
                      get_way (making, record, taken->site));
    }
}

static void
add_absences_and_holds (Making *making, HavenTripResource *resource)
{
  const HavenTripRecords *records = making->records;

  for (guint i = 0; i < records->absences->len; i++)
    {
      const HavenResourceAbsence *absence = records->absences->pdata[i];

      if (g_strcmp0 (absence->resource_id, resource->id) == 0)
        add_interval (resource->busy, records->clock, absence->starts_at, absence->ends_at, 0, 0);
    }
  for (guint i = 0; i < records->holds->len; i++)
    {
      const HavenSlotHold *hold = records->holds->pdata[i];

      if (g_strcmp0 (hold->resource_id, resource->id) == 0)
        add_interval (resource->busy, records->clock, hold->starts_at, hold->ends_at, 0, 0);
    }
}

static void
use_resource (Making *making, const HavenResource *record)
{
  HavenTripResource *resource;

  if (g_hash_table_contains (making->used, record->id))
    return;
  resource = haven_trip_problem_add_resource (making->problem, record->id);
  add_open_hours (making, resource);
  add_taken (making, resource, record);
  add_absences_and_holds (making, resource);
  g_hash_table_insert (making->used, resource->id, resource);
  g_hash_table_insert (making->answer->names, g_strdup (record->id), g_strdup (record->name));
}

/* A trip is at one site, so that is where the person must not be; booking counts their rest there as well. */
static void
add_expected (Making *making, HavenTripResource *person)
{
  const HavenTripRecords *records = making->records;

  for (guint i = 0; i < records->expected->len; i++)
    {
      const HavenExpectedTime *expected = records->expected->pdata[i];

      if (haven_expected_time_is_at (expected, making->site))
        add_interval (person->busy, records->clock, expected->from, expected->until, get_rest (making), 0);
    }
}

static void
use_person (Making *making)
{
  HavenTripResource *resource = haven_trip_problem_add_resource (making->problem, the_person);

  haven_trip_windows_add (resource->open, EVERY_DAY, 0, DAY_MINUTES);
  add_taken (making, resource, NULL);
  add_expected (making, resource);
  g_hash_table_insert (making->answer->names, g_strdup (the_person), g_strdup (making->records->patient->name));
}

/* ── Parts ────────────────────────────────────────────────────────────────── */

/** Returns: the kind of resource that gives visits of a kind */
const char *
haven_trip_kind_get_provider (const char *kind)
{
  if (g_strcmp0 (kind, "legal") == 0)
    return "lawyer";
  return g_strcmp0 (kind, "advocate") == 0 ? "navigator" : "clinician";
}

/* `pt-BR` is interpreted by who interprets `pt`, and the other way round. */
static gboolean
same_language (const char *a, const char *b)
{
  gsize length = strcspn (a, "-");

  return strcmp (a, b) == 0 ||
         ((a[length] == '\0' || b[strcspn (b, "-")] == '\0') && length == strcspn (b, "-") && strncmp (a, b, length) == 0);
}

static gboolean
interprets (const HavenResource *resource, const char *language)
{
  for (gsize i = 0; resource->languages && resource->languages[i]; i++)
    if (language && same_language (resource->languages[i], language))
      return TRUE;
  return FALSE;
}

typedef struct
{
  const char *kind;
  const char *only;     /* nullable: the id of the one who is wanted */
  const char *language; /* nullable: of an interpreter */
} Need;

static gboolean
serves (const Making *making, const HavenResource *resource, const Need *need)
{
  return resource->active && g_strcmp0 (resource->kind, need->kind) == 0 &&
         (resource->site == NULL || making->site == NULL || g_str_equal (resource->site, making->site)) &&
         (need->only == NULL || g_str_equal (resource->id, need->only)) &&
         (g_strcmp0 (need->kind, "interpreter") != 0 || interprets (resource, need->language));
}

/* FALSE where nobody serves. */
static gboolean
add_need (Making *making, HavenTripPart *part, const Need *need)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < making->records->resources->len; i++)
    {
      const HavenResource *resource = making->records->resources->pdata[i];

      if (!serves (making, resource, need))
        continue;
      use_resource (making, resource);
      g_ptr_array_add (ids, resource->id);
    }
  if (ids->len == 0)
    return FALSE;
  g_ptr_array_add (ids, NULL);
  haven_trip_part_add_need (part, (const char *const *) ids->pdata);
  return TRUE;
}

static HavenTripMissing
add_needs (Making *making, HavenTripPart *part, const HavenTripVisit *visit)
{
  const char *const person[] = { the_person, NULL };
  const Need provider = { haven_trip_kind_get_provider (visit->kind), visit->provider_id, NULL };
  const Need room = { "room", NULL, NULL };
  const Need interpreter = { "interpreter", NULL, making->records->patient->spoken_language };

  if (!add_need (making, part, &provider))
    return HAVEN_TRIP_MISSING_PROVIDER;
  if (visit->needs_room && !add_need (making, part, &room))
    return HAVEN_TRIP_MISSING_ROOM;
  if (visit->needs_interpreter && !add_need (making, part, &interpreter))
    return HAVEN_TRIP_MISSING_INTERPRETER;
  haven_trip_part_add_need (part, person);
  return HAVEN_TRIP_MISSING_NOTHING;
}

/* FALSE where something that a visit needs is not there at all; the answer says what. */
static gboolean
add_parts (Making *making)
{
  const HavenTripQuestion *question = making->answer->question;
  const char *previous = NULL;

  for (guint i = 0; i < question->visits->len; i++)
    {
      const HavenTripVisit *visit = question->visits->pdata[i];
      HavenTripPart *part;

      if (!visit->wanted)
        continue;
      part = haven_trip_problem_add_part (making->problem, visit->id, visit->minutes);
      part->sensitive = visit->sensitive;
      part->site = g_strdup (making->site);
      if (question->in_order && previous)
        g_ptr_array_add (part->after, g_strdup (previous));
      previous = visit->id;
      g_hash_table_insert (making->answer->names, g_strdup (visit->id), g_strdup (visit->title));
      making->answer->missing = add_needs (making, part, visit);
      if (making->answer->missing != HAVEN_TRIP_MISSING_NOTHING)
        {
          making->answer->missing_for = g_strdup (visit->id);
          return FALSE;
        }
    }
  if (previous == NULL)
    making->answer->missing = HAVEN_TRIP_MISSING_VISITS;
  return previous != NULL;
}

/* ── All together ─────────────────────────────────────────────────────────── */

/* A trip is at one site: where it was said, or where the first of those work who can give its first visit. */
static const char *
find_site (const Making *making)
{
  const HavenTripQuestion *question = making->answer->question;

  for (guint i = 0; question->site == NULL && i < question->visits->len; i++)
    {
      const HavenTripVisit *visit = question->visits->pdata[i];
      const Need need = { haven_trip_kind_get_provider (visit->kind), visit->provider_id, NULL };

      for (guint j = 0; visit->wanted && j < making->records->resources->len; j++)
        if (serves (making, making->records->resources->pdata[j], &need))
          return ((const HavenResource *) making->records->resources->pdata[j])->site;
    }
  return question->site;
}

/** Returns: (transfer full) (nullable): the nearest date of those that stand and are not over */
HavenBridgeDate *
haven_trips_find_published (GPtrArray *dates, HavenDate today)
{
  const HavenBridgeDate *nearest = NULL;

  for (guint i = 0; i < dates->len; i++)
    {
      const HavenBridgeDate *date = dates->pdata[i];

      if (date->revoked_at == 0 && haven_date_is_set (date->not_after) && haven_date_compare (date->not_after, today) >= 0 &&
          (nearest == NULL || haven_date_compare (date->not_after, nearest->not_after) < 0))
        nearest = date;
    }
  return nearest ? haven_bridge_date_copy (nearest) : NULL;
}

static void
add_closed_days (const HavenTripRecords *self, HavenTripAnswer *answer, HavenTripProblem *problem)
{
  for (guint i = 0; i < self->closed_days->len; i++)
    {
      const HavenClosedDay *closed = self->closed_days->pdata[i];

      if (g_strcmp0 (closed->calendar, "clinic") != 0)
        continue;
      if (closed->name && *closed->name)
        g_hash_table_insert (answer->closed, GINT_TO_POINTER (closed->on_date.day), g_strdup (closed->name));
      if (!answer->question->on_closed_days)
        g_array_append_val (problem->closed, closed->on_date);
    }
}

static void
fill_problem (const HavenTripRecords *self, HavenTripAnswer *answer, HavenTripProblem *problem)
{
  const HavenTripQuestion *question = answer->question;
  HavenDate today = haven_clock_get_local_date (self->clock, self->now);

  problem->timezone = g_strdup (haven_clock_get_zone_name (self->clock));
  problem->from = haven_date_compare (question->from, today) < 0 ? today : question->from;
  problem->to = question->to;
  problem->max_span = question->max_span;
  problem->max_gap = question->max_gap;
  problem->decompress = question->decompress;
  problem->limit = HAVEN_TRIPS_MOST_OFFERS;
  if (self->published && !question->past_published_date)
    problem->not_after = self->published->not_after;
  add_closed_days (self, answer, problem);
  answer->working_days = find_working_days (self);
}

/** Returns: (transfer full) (nullable): %NULL where something is missing, which @answer then says */
HavenTripProblem *
haven_trip_records_make_problem (const HavenTripRecords *self, HavenTripAnswer *answer)
{
  g_autoptr (HavenTripProblem) problem = haven_trip_problem_new ();
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  Making making = { self, answer, problem, NULL, used };

  fill_problem (self, answer, problem);
  answer->not_after = problem->not_after;
  making.site = find_site (&making);
  use_person (&making);
  if (!add_parts (&making))
    return NULL;
  add_person_times (&making);
  return g_steal_pointer (&problem);
}
