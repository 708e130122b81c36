/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-trips-private.h"

#include "haven-booking-private.h"
#include "haven-expected-times.h"
#include "haven-closed-days.h"
#include "haven-id.h"
#include "haven-plan.h"
#include "haven-tables.h"

#include <glib/gi18n.h>
#include <string.h>

#define LOOK_AHEAD_DAYS 21 /* where nothing is published */
#define FARTHEST_DAYS 84
#define MOST_DAYS 366 /* of one search */

/* ── Values ───────────────────────────────────────────────────────────────── */

/* What each kind of visit is like where nobody says otherwise. */
static const struct
{
  const char *kind, *title;
  int minutes;
  gboolean sensitive;
} usual[] = {
  { "medical", N_ ("Visit"), 45, FALSE },
  { "legal", N_ ("Meeting"), 60, TRUE },
  { "advocate", N_ ("Meeting"), 30, FALSE },
};

/**
 * haven_trip_visit_new:
 * @kind: medical, legal or advocate
 *
 * Returns: a visit as it usually is: with a room, of the usual length, under neutral words
 */
HavenTripVisit *
haven_trip_visit_new (const char *id, const char *kind)
{
  HavenTripVisit *self = g_new0 (HavenTripVisit, 1);
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (usual) && g_strcmp0 (usual[i].kind, kind) != 0)
    i++;
  self->id = g_strdup (id);
  self->kind = g_strdup (usual[i].kind);
  self->title = g_strdup (_ (usual[i].title));
  self->minutes = usual[i].minutes;
  self->sensitive = usual[i].sensitive;
  self->wanted = TRUE;
  self->needs_room = TRUE;
  return self;
}

HavenTripVisit *
haven_trip_visit_copy (const HavenTripVisit *self)
{
  HavenTripVisit *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->plan_words = g_strdup (self->plan_words);
  copy->title = g_strdup (self->title);
  copy->kind = g_strdup (self->kind);
  copy->provider_id = g_strdup (self->provider_id);
  return copy;
}

void
haven_trip_visit_free (HavenTripVisit *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->plan_words);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->provider_id);
  g_free (self);
}

static gpointer
copy_visit (gconstpointer visit, gpointer data)
{
  return haven_trip_visit_copy (visit);
}

/** Returns: a question with the house's limits: three hours in all, at most 45 minutes between two visits, 15 of rest */
HavenTripQuestion *
haven_trip_question_new (const char *patient_id)
{
  HavenTripQuestion *self = g_new0 (HavenTripQuestion, 1);

  self->patient_id = g_strdup (patient_id);
  self->from = self->to = HAVEN_DATE_NONE;
  self->max_span = 180;
  self->max_gap = 45;
  self->decompress = 15;
  self->visits = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_trip_visit_free);
  return self;
}

HavenTripQuestion *
haven_trip_question_copy (const HavenTripQuestion *self)
{
  HavenTripQuestion *copy = g_memdup2 (self, sizeof *self);

  copy->patient_id = g_strdup (self->patient_id);
  copy->site = g_strdup (self->site);
  copy->visits = g_ptr_array_copy (self->visits, (GCopyFunc) copy_visit, NULL);
  g_ptr_array_set_free_func (copy->visits, (GDestroyNotify) haven_trip_visit_free);
  return copy;
}

static gboolean
equal_visits (const HavenTripVisit *a, const HavenTripVisit *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->kind, b->kind) == 0 &&
         g_strcmp0 (a->provider_id, b->provider_id) == 0 && a->minutes == b->minutes && a->wanted == b->wanted &&
         a->sensitive == b->sensitive && a->needs_room == b->needs_room && a->needs_interpreter == b->needs_interpreter;
}

/** Whether both ask the same, so that one answer serves. */
gboolean
haven_trip_question_equal (const HavenTripQuestion *a, const HavenTripQuestion *b)
{
  gboolean equal = g_strcmp0 (a->patient_id, b->patient_id) == 0 && g_strcmp0 (a->site, b->site) == 0 &&
                   a->from.day == b->from.day && a->to.day == b->to.day &&
                   a->past_published_date == b->past_published_date && a->outside_safe_hours == b->outside_safe_hours &&
                   a->outside_hours == b->outside_hours && a->on_closed_days == b->on_closed_days &&
                   a->in_order == b->in_order && a->max_span == b->max_span && a->max_gap == b->max_gap &&
                   a->decompress == b->decompress && a->visits->len == b->visits->len;

  for (guint i = 0; equal && i < a->visits->len; i++)
    equal = equal_visits (a->visits->pdata[i], b->visits->pdata[i]);
  return equal;
}

void
haven_trip_question_free (HavenTripQuestion *self)
{
  if (self == NULL)
    return;
  g_free (self->patient_id);
  g_free (self->site);
  g_ptr_array_unref (self->visits);
  g_free (self);
}

void
haven_trip_start_free (HavenTripStart *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->patient, haven_patient_free);
  g_clear_pointer (&self->resources, g_ptr_array_unref);
  g_clear_pointer (&self->published, haven_bridge_date_free);
  g_clear_pointer (&self->question, haven_trip_question_free);
  g_free (self);
}

HavenTripAnswer *
haven_trip_answer_ref (HavenTripAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_answer (gpointer data)
{
  HavenTripAnswer *self = data;

  haven_trip_question_free (self->question);
  haven_trip_result_free (self->result);
  g_free (self->missing_for);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->closed);
}

void
haven_trip_answer_unref (HavenTripAnswer *self)
{
  if (self)
    g_atomic_rc_box_release_full (self, clear_answer);
}

/** A HavenTripNameFunc, with the answer as its data. */
const char *
haven_trip_answer_get_name (const char *id, gpointer answer)
{
  return g_hash_table_lookup (((HavenTripAnswer *) answer)->names, id);
}

/* “Thanksgiving Day, Christmas Day”: each name once, in the order of the days. */
static char *
dup_closed_names (const HavenTripAnswer *self, const GArray *dates)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < dates->len; i++)
    {
      const char *name = g_hash_table_lookup (self->closed, GINT_TO_POINTER (g_array_index (dates, HavenDate, i).day));

      if (name == NULL || g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        continue;
      g_string_append_printf (list, "%s%s", names->len > 0 ? _ (", ") : "", name);
      g_ptr_array_add (names, (gpointer) name);
    }
  return g_string_free_and_steal (list);
}

/** Returns: (transfer full): what stands in the way; of closed days, with what they are called */
char *
haven_trip_answer_dup_blocker_words (HavenTripAnswer *self, const HavenTripBlocker *blocker)
{
  g_autofree char *names =
      blocker->rule == HAVEN_TRIP_RULE_CLOSED ? dup_closed_names (self, blocker->dates) : g_strdup ("");

  if (*names != '\0')
    return g_strdup_printf (_ ("The clinic is closed (%s); it would fit if it were open."), names);
  return haven_trip_blocker_dup_words (blocker, haven_trip_answer_get_name, self);
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  const char *patient_id;
  const char *own_hold_id;
  HavenDate from;
  HavenDate to;
  gboolean with_times; /* otherwise what a question begins with */
  HavenTripRecords *records;
  GPtrArray *actions; /* HavenPlanAction with the domain of its goal as its service_id */
} Reading;

/* Reads a whole table, or what belongs to a record; an empty list where it is none of theirs. */
static gboolean
list (Reading *reading,
      HavenTransaction *transaction,
      const HavenRecordInfo *info,
      const char *field,
      const char *value,
      const char *order,
      GPtrArray **records,
      GError **error)
{
  *records = haven_session_may (reading->session, info->name, HAVEN_ACTION_LIST)
                 ? haven_transaction_list (transaction, info, field, value, order, error)
                 : g_ptr_array_new_with_free_func (info->free);
  return *records != NULL;
}

static gboolean
read_actions (Reading *reading, HavenTransaction *transaction, const HavenGoal *goal, GError **error)
{
  g_autoptr (GPtrArray) actions = NULL;

  if (!list (reading, transaction, &haven_plan_action_info, "goal_id", goal->id, "position", &actions, error))
    return FALSE;
  for (guint i = 0; i < actions->len; i++)
    {
      HavenPlanAction *action = haven_plan_action_copy (actions->pdata[i]);

      haven_record_set_text (&action->service_id, goal->domain);
      g_ptr_array_add (reading->actions, action);
    }
  return TRUE;
}

static gboolean
read_plan (Reading *reading, HavenTransaction *transaction, GError **error)
{
  g_autoptr (GPtrArray) plans = NULL;

  if (!list (reading, transaction, &haven_plan_info, "patient_id", reading->patient_id, NULL, &plans, error))
    return FALSE;
  for (guint i = 0; i < plans->len; i++)
    {
      const HavenPlan *plan = plans->pdata[i];
      g_autoptr (GPtrArray) goals = NULL;

      if (g_strcmp0 (plan->status, "active") != 0)
        continue;
      if (!list (reading, transaction, &haven_goal_info, "plan_id", plan->id, "position", &goals, error))
        return FALSE;
      for (guint j = 0; j < goals->len; j++)
        if (!read_actions (reading, transaction, goals->pdata[j], error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
read_times (Reading *reading, HavenTransaction *transaction, GError **error)
{
  HavenTripRecords *records = reading->records;
  HavenClock *clock = records->clock;

  if (!list (reading, transaction, &haven_resource_hours_info, NULL, NULL, NULL, &records->hours, error) ||
      !list (reading, transaction, &haven_resource_absence_info, NULL, NULL, NULL, &records->absences, error))
    return FALSE;
  records->closed_days = haven_closed_days_list (transaction, reading->from, reading->to, error);
  if (records->closed_days == NULL)
    return FALSE;
  records->holds = haven_booking_list_holds (transaction, reading->session, reading->own_hold_id, error);
  records->expected =
      records->holds ? haven_expected_times_read (transaction, reading->session, reading->patient_id, error) : NULL;
  if (records->expected == NULL)
    return FALSE;
  records->taken = haven_tables_list_taken (transaction,
                                            reading->patient_id,
                                            haven_clock_instant_at (clock, reading->from, 0),
                                            haven_clock_instant_at (clock, reading->to, 1440),
                                            error);
  return records->taken != NULL;
}

static gboolean
read_records (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  HavenTripRecords *records = reading->records;
  g_autoptr (GPtrArray) dates = NULL;

  records->patient = haven_transaction_load (transaction, &haven_patient_info, reading->patient_id, error);
  if (records->patient == NULL ||
      !list (reading, transaction, &haven_bridge_date_info, "patient_id", reading->patient_id, NULL, &dates, error) ||
      !list (reading, transaction, &haven_resource_info, NULL, NULL, "position", &records->resources, error) ||
      !list (reading,
             transaction,
             &haven_safe_contact_rule_info,
             "patient_id",
             reading->patient_id,
             NULL,
             &records->rules,
             error))
    return FALSE;
  records->published = haven_trips_find_published (dates, haven_clock_get_local_date (records->clock, records->now));
  return reading->with_times ? read_times (reading, transaction, error) : read_plan (reading, transaction, error);
}

static gboolean
read_all (Reading *reading, GError **error)
{
  reading->records = g_new0 (HavenTripRecords, 1);
  reading->records->clock = haven_session_get_clock (reading->session);
  reading->records->now = haven_clock_now (reading->records->clock);
  return haven_session_run (reading->session,
                            HAVEN_ACTION_LIST,
                            HAVEN_IN_SHARED,
                            "appointment",
                            NULL,
                            reading->patient_id,
                            read_records,
                            reading,
                            error);
}

/* ── What a question begins with ──────────────────────────────────────────── */

/* What an agency or the person does is no visit here, nor what the person did not want, nor what is over. */
static gboolean
is_visit (const HavenPlanAction *action)
{
  static const char *const over[] = { "completed", "cancelled", "on-hold", NULL };

  return (g_strcmp0 (action->who, "clinic") == 0 || g_strcmp0 (action->who, "legal") == 0) &&
         g_strcmp0 (action->service_opt, "in") == 0 && (action->state == NULL || !g_strv_contains (over, action->state));
}

static const char *
get_kind (const HavenPlanAction *action)
{
  static const char *const care[] = { "medical", "mental", NULL };

  if (g_strcmp0 (action->who, "legal") == 0)
    return "legal";
  return action->service_id && g_strv_contains (care, action->service_id) ? "medical" : "advocate";
}

static void
add_visits_of_plan (const Reading *reading, gboolean interpreted, GPtrArray *visits)
{
  guint n_wanted = 0;

  for (guint i = 0; i < reading->actions->len && visits->len < HAVEN_TRIPS_MOST_VISITS; i++)
    {
      const HavenPlanAction *action = reading->actions->pdata[i];
      HavenTripVisit *visit;

      if (!is_visit (action))
        continue;
      visit = haven_trip_visit_new (action->id, get_kind (action));
      visit->plan_words = g_strdup (action->what);
      visit->sensitive |= g_strcmp0 (action->service_id, "mental") == 0;
      visit->needs_interpreter = interpreted;
      visit->wanted = g_strcmp0 (action->state, "scheduled") == 0 && n_wanted < 4;
      n_wanted += visit->wanted;
      g_ptr_array_add (visits, visit);
    }
}

/* Somebody without a plan, or whose plan is closed to whoever asks: what brings most people to both sides of the house. */
static void
add_usual_visits (gboolean interpreted, GPtrArray *visits)
{
  for (gsize i = 0; i < 2; i++)
    {
      g_autofree char *id = haven_id_new ();
      HavenTripVisit *visit = haven_trip_visit_new (id, usual[i].kind);

      visit->needs_interpreter = interpreted;
      g_ptr_array_add (visits, visit);
    }
}

static gboolean
wants_any (GPtrArray *visits)
{
  for (guint i = 0; i < visits->len; i++)
    if (((const HavenTripVisit *) visits->pdata[i])->wanted)
      return TRUE;
  return FALSE;
}

static void
set_dates (HavenTripQuestion *question, const HavenBridgeDate *published, HavenDate today)
{
  int days = LOOK_AHEAD_DAYS;

  question->from = haven_date_add_days (today, 1);
  if (published)
    days = MAX (days, haven_date_days_between (question->from, published->not_after));
  question->to = haven_date_add_days (question->from, MIN (days, FARTHEST_DAYS));
}

/**
 * haven_trips_load_start:
 *
 * Whom the trip is for, who can be chosen, the date that the legal side published, and a question made of the visits
 * that the person's plan holds. Of the plan, only those hear who may read it.
 *
 * Returns: (transfer full) (nullable)
 */
HavenTripStart *
haven_trips_load_start (HavenSession *session, const char *patient_id, GError **error)
{
  g_autoptr (HavenTripStart) start = g_new0 (HavenTripStart, 1);
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_plan_action_free);
  g_autoptr (HavenTripRecords) records = NULL;
  Reading reading = { .session = session, .patient_id = patient_id, .actions = actions };
  gboolean read = read_all (&reading, error), interpreted;

  records = reading.records;
  if (!read)
    return NULL;
  interpreted = records->patient->interpreter_need && strcmp (records->patient->interpreter_need, "none") != 0;
  start->question = haven_trip_question_new (patient_id);
  add_visits_of_plan (&reading, interpreted, start->question->visits);
  if (!wants_any (start->question->visits) && start->question->visits->len + 2 <= HAVEN_TRIPS_MOST_VISITS)
    add_usual_visits (interpreted, start->question->visits);
  set_dates (start->question, records->published, haven_clock_get_local_date (records->clock, records->now));
  start->has_safe_hours = haven_trip_records_has_safe_hours (records);
  start->patient = g_steal_pointer (&records->patient);
  start->published = g_steal_pointer (&records->published);
  start->resources = g_steal_pointer (&records->resources);
  for (guint i = start->resources->len; i > 0; i--)
    if (!((const HavenResource *) start->resources->pdata[i - 1])->active)
      g_ptr_array_remove_index (start->resources, i - 1);
  return g_steal_pointer (&start);
}

/* ── Finding ──────────────────────────────────────────────────────────────── */

static gboolean
check_question (const HavenTripQuestion *question, HavenDate today, GError **error)
{
  HavenDate from = haven_date_compare (question->from, today) < 0 ? today : question->from;

  if (haven_date_is_set (question->from) && haven_date_is_set (question->to) &&
      haven_date_compare (from, question->to) <= 0 && haven_date_days_between (from, question->to) < MOST_DAYS)
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONSTRAINT,
                       _ ("A trip is looked for between two days, not before today and within a year."));
  return FALSE;
}

/**
 * haven_trips_find:
 * @own_hold_id: (nullable): what is kept for whoever asks counts as free
 *
 * Finds trips in the clinic's calendar as it is now. No offer stands against what is booked, kept, away or closed, nor
 * lies outside the hours that suit the person, unless the question says so.
 *
 * Returns: (transfer full) (nullable): %NULL with an error, also when cancelled
 */
HavenTripAnswer *
haven_trips_find (HavenSession *session,
                  const HavenTripQuestion *question,
                  const char *own_hold_id,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (HavenTripAnswer) answer = g_atomic_rc_box_new0 (HavenTripAnswer);
  g_autoptr (HavenTripRecords) records = NULL;
  g_autoptr (HavenTripProblem) problem = NULL;
  Reading reading = { .session = session,
                      .patient_id = question->patient_id,
                      .own_hold_id = own_hold_id,
                      .from = question->from,
                      .to = question->to,
                      .with_times = TRUE };
  gboolean read;

  answer->question = haven_trip_question_copy (question);
  answer->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  answer->closed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  if (!check_question (question, haven_clock_today (haven_session_get_clock (session)), error))
    return NULL;
  read = read_all (&reading, error);
  records = reading.records;
  if (!read || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  problem = haven_trip_records_make_problem (records, answer);
  if (problem == NULL)
    return g_steal_pointer (&answer);
  answer->result = haven_trip_find (problem, cancellable, error);
  return answer->result ? g_steal_pointer (&answer) : NULL;
}
