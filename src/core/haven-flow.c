/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-flow.h"

#include <glib/gi18n.h>

/* Who has an hour between two visits stays in the house; after a longer pause they are expected anew. */
#define LONGEST_PAUSE (120 * G_TIME_SPAN_MINUTE)

/* In the order of the board. */
static const HavenChoice stages[] = {
  { "expected", N_ ("Expected") },
  { "arrived", N_ ("Arrived") },
  { "with-clinician", N_ ("With Clinician") },
  { "with-lawyer", N_ ("With Lawyer") },
  { "with-navigator", N_ ("With Navigator") },
  { "done", N_ ("Done") },
  { NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (stages) == HAVEN_N_FLOW_STAGES + 1);

const char *
haven_flow_stage_get_code (HavenFlowStage stage)
{
  g_return_val_if_fail (stage < HAVEN_N_FLOW_STAGES, NULL);
  return stages[stage].code;
}

/** Returns: the label, for gettext() */
const char *
haven_flow_stage_get_label (HavenFlowStage stage)
{
  g_return_val_if_fail (stage < HAVEN_N_FLOW_STAGES, NULL);
  return stages[stage].label;
}

/** Returns: where somebody is while a visit of that kind takes place */
HavenFlowStage
haven_flow_stage_of_kind (const char *kind)
{
  if (g_strcmp0 (kind, "medical") == 0)
    return HAVEN_FLOW_WITH_CLINICIAN;
  return g_strcmp0 (kind, "legal") == 0 || g_strcmp0 (kind, "court") == 0 ? HAVEN_FLOW_WITH_LAWYER
                                                                         : HAVEN_FLOW_WITH_NAVIGATOR;
}

/* ── When a visit came to each status ─────────────────────────────────────── */

static HavenInstant *
get_time (HavenAppointment *appointment, HavenAppointmentStatus status)
{
  switch (status)
    {
    case HAVEN_APPOINTMENT_ARRIVED:
      return &appointment->arrived_at;
    case HAVEN_APPOINTMENT_CHECKED_IN:
      return &appointment->checked_in_at;
    case HAVEN_APPOINTMENT_IN_PROGRESS:
      return &appointment->started_at;
    case HAVEN_APPOINTMENT_COMPLETED:
      return &appointment->ended_at;
    case HAVEN_APPOINTMENT_PROPOSED:
    case HAVEN_APPOINTMENT_REQUESTED:
    case HAVEN_APPOINTMENT_WAITLISTED:
    case HAVEN_APPOINTMENT_CONFIRMED:
    case HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT:
    case HAVEN_APPOINTMENT_CANCELLED_BY_CLINIC:
    case HAVEN_APPOINTMENT_NO_SHOW:
    case HAVEN_APPOINTMENT_RESCHEDULED:
    default:
      return NULL;
    }
}

/** Notes when a visit came to @status, where that is one of which the time is kept. */
void
haven_flow_note_time (HavenAppointment *appointment, HavenAppointmentStatus status, HavenInstant at)
{
  HavenInstant *time = get_time (appointment, status);

  if (time)
    *time = at;
}

/**
 * haven_flow_set_status:
 *
 * Gives a visit a status and notes the time. What it had come to before stays noted; what lies behind the new status is
 * forgotten, as it was a mistake.
 */
void
haven_flow_set_status (HavenAppointment *appointment, HavenAppointmentStatus status, HavenInstant now)
{
  haven_record_set_text (&appointment->status, haven_appointment_status_get_code (status));
  if (status > HAVEN_APPOINTMENT_COMPLETED)
    return;
  for (guint later = status + 1; later <= HAVEN_APPOINTMENT_COMPLETED; later++)
    haven_flow_note_time (appointment, later, 0);
  haven_flow_note_time (appointment, status, now);
}

/* ── Where somebody is ────────────────────────────────────────────────────── */

/* What is not settled, or does not take place, is no part of the way through the house. */
static gboolean
get_status (GPtrArray *visits, guint i, HavenAppointmentStatus *status)
{
  const HavenAppointment *visit = visits->pdata[i];

  return haven_appointment_status_parse (visit->status, status) && *status >= HAVEN_APPOINTMENT_CONFIRMED &&
         *status <= HAVEN_APPOINTMENT_COMPLETED;
}

static int
find_first (GPtrArray *visits, HavenAppointmentStatus from, HavenAppointmentStatus to)
{
  HavenAppointmentStatus status;

  for (guint i = 0; i < visits->len; i++)
    if (get_status (visits, i, &status) && status >= from && status <= to)
      return (int) i;
  return -1;
}

static int
find_last_completed (GPtrArray *visits)
{
  HavenAppointmentStatus status;

  for (guint i = visits->len; i > 0; i--)
    if (get_status (visits, i - 1, &status) && status == HAVEN_APPOINTMENT_COMPLETED)
      return (int) i - 1;
  return -1;
}

/* After one visit, somebody waits for the next one in the house. */
static gboolean
stays_between (GPtrArray *visits, int completed, int next)
{
  const HavenAppointment *before = visits->pdata[completed], *after = visits->pdata[next];

  return (before->trip_id != NULL && g_strcmp0 (before->trip_id, after->trip_id) == 0) ||
         after->starts_at - before->ends_at <= LONGEST_PAUSE;
}

static void
put_waiting (GPtrArray *visits, int current, HavenFlowPlace *place)
{
  const HavenAppointment *visit = visits->pdata[current];
  int completed = find_last_completed (visits);
  HavenInstant ended = completed >= 0 ? ((const HavenAppointment *) visits->pdata[completed])->ended_at : 0;

  *place = (HavenFlowPlace) { HAVEN_FLOW_ARRIVED, (guint) current, MAX (visit->arrived_at, ended) };
}

/**
 * haven_flow_find_place:
 * @visits: (element-type HavenAppointment): of one person on one day, in the order of their start
 *
 * Returns: whether they are on their way through the house on that day at all
 */
gboolean
haven_flow_find_place (GPtrArray *visits, HavenFlowPlace *place)
{
  int running = find_first (visits, HAVEN_APPOINTMENT_IN_PROGRESS, HAVEN_APPOINTMENT_IN_PROGRESS);
  int here = find_first (visits, HAVEN_APPOINTMENT_ARRIVED, HAVEN_APPOINTMENT_CHECKED_IN);
  int to_come = find_first (visits, HAVEN_APPOINTMENT_CONFIRMED, HAVEN_APPOINTMENT_CONFIRMED);
  int completed = find_last_completed (visits);

  if (running >= 0)
    {
      const HavenAppointment *visit = visits->pdata[running];

      *place = (HavenFlowPlace) { haven_flow_stage_of_kind (visit->kind), (guint) running, visit->started_at };
    }
  else if (here >= 0)
    put_waiting (visits, here, place);
  else if (to_come >= 0 && completed >= 0 && stays_between (visits, completed, to_come))
    put_waiting (visits, to_come, place);
  else if (to_come >= 0)
    *place = (HavenFlowPlace) { HAVEN_FLOW_EXPECTED, (guint) to_come, ((const HavenAppointment *) visits->pdata[to_come])->starts_at };
  else if (completed >= 0)
    *place = (HavenFlowPlace) { HAVEN_FLOW_DONE, (guint) completed, ((const HavenAppointment *) visits->pdata[completed])->ended_at };
  else
    return FALSE;
  return TRUE;
}

/** Returns: how many minutes somebody has waited, been with somebody, or (expected) is late; -1 where nobody can say */
int
haven_flow_get_minutes (GPtrArray *visits, const HavenFlowPlace *place, HavenInstant now)
{
  if (place->since == 0 || now < place->since)
    return -1;
  return (int) MIN ((now - place->since) / G_TIME_SPAN_MINUTE, G_MAXINT);
}

/* ── Going on ─────────────────────────────────────────────────────────────── */

/* The visit that somebody would be at in @stage: the first one that has not begun. */
static int
find_visit_for (GPtrArray *visits, HavenFlowStage stage)
{
  HavenAppointmentStatus status;

  for (guint i = 0; i < visits->len; i++)
    if (get_status (visits, i, &status) && status < HAVEN_APPOINTMENT_IN_PROGRESS &&
        haven_flow_stage_of_kind (((const HavenAppointment *) visits->pdata[i])->kind) == stage)
      return (int) i;
  return -1;
}

/**
 * haven_flow_find_next:
 * @next: (out): where somebody goes from here
 *
 * Returns: whether there is a way on
 */
gboolean
haven_flow_find_next (GPtrArray *visits, HavenFlowStage *next)
{
  HavenFlowPlace place;

  if (!haven_flow_find_place (visits, &place) || place.stage == HAVEN_FLOW_DONE)
    return FALSE;
  if (place.stage == HAVEN_FLOW_EXPECTED)
    *next = HAVEN_FLOW_ARRIVED;
  else if (place.stage == HAVEN_FLOW_ARRIVED)
    *next = haven_flow_stage_of_kind (((const HavenAppointment *) visits->pdata[place.current])->kind);
  else
    *next = find_first (visits, HAVEN_APPOINTMENT_CONFIRMED, HAVEN_APPOINTMENT_CHECKED_IN) >= 0 ? HAVEN_FLOW_ARRIVED
                                                                                                : HAVEN_FLOW_DONE;
  return TRUE;
}

/* By the moves that are allowed, one after the other, with no way round. */
static gboolean
walk (HavenAppointment *visit, HavenAppointmentStatus to, HavenInstant now)
{
  HavenAppointmentStatus status;

  if (!haven_appointment_status_parse (visit->status, &status))
    return FALSE;
  for (; status < to; status++)
    {
      if (haven_appointment_status_check_move (status, status + 1) != HAVEN_STATUS_MOVE_ALLOWED)
        return FALSE;
      haven_flow_set_status (visit, status + 1, now);
    }
  return status == to;
}

static gboolean
add_walked (GPtrArray *changed, GPtrArray *visits, int i, HavenAppointmentStatus to, HavenInstant now)
{
  HavenAppointment *visit = haven_appointment_copy (visits->pdata[i]);

  g_ptr_array_add (changed, visit);
  return walk (visit, to, now);
}

static gboolean
is_with_somebody (HavenFlowStage stage)
{
  return stage > HAVEN_FLOW_ARRIVED && stage < HAVEN_FLOW_DONE;
}

static gboolean
plan (GPtrArray *changed, GPtrArray *visits, const HavenFlowPlace *place, HavenFlowStage to, HavenInstant now)
{
  gboolean with_somebody = is_with_somebody (place->stage);
  gboolean more = find_first (visits, HAVEN_APPOINTMENT_CONFIRMED, HAVEN_APPOINTMENT_CHECKED_IN) >= 0;
  int next;

  if (to == HAVEN_FLOW_ARRIVED && place->stage == HAVEN_FLOW_EXPECTED)
    return add_walked (changed, visits, (int) place->current, HAVEN_APPOINTMENT_ARRIVED, now);
  /* Whoever leaves a room waits for what is still to come, or is done. */
  if (to == HAVEN_FLOW_ARRIVED || to == HAVEN_FLOW_DONE)
    return with_somebody && more == (to == HAVEN_FLOW_ARRIVED) &&
           add_walked (changed, visits, (int) place->current, HAVEN_APPOINTMENT_COMPLETED, now);
  next = is_with_somebody (to) && to != place->stage ? find_visit_for (visits, to) : -1;
  return next >= 0 &&
         (!with_somebody || add_walked (changed, visits, (int) place->current, HAVEN_APPOINTMENT_COMPLETED, now)) &&
         add_walked (changed, visits, next, HAVEN_APPOINTMENT_IN_PROGRESS, now);
}

/**
 * haven_flow_plan_move:
 * @visits: (element-type HavenAppointment): of one person on one day, in the order of their start
 *
 * What has to change for somebody to come to @to, by the moves of status that are allowed. Going back is a correction,
 * which is not made here: it needs a reason.
 *
 * Returns: (transfer full) (nullable) (element-type HavenAppointment): the visits that change, as they become; %NULL where
 *   there is no way from where they are
 */
GPtrArray *
haven_flow_plan_move (GPtrArray *visits, HavenFlowStage to, HavenInstant now)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);
  HavenFlowPlace place;

  g_return_val_if_fail (to < HAVEN_N_FLOW_STAGES, NULL);
  if (!haven_flow_find_place (visits, &place) || !plan (changed, visits, &place, to, now))
    return NULL;
  return g_steal_pointer (&changed);
}
