/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar.h"
#include "haven-papers-private.h"
#include "haven-plan.h"

#include <glib/gi18n.h>
#include <string.h>

static void
set_text (JsonObject *values, const char *name, const char *text)
{
  if (text && *text)
    json_object_set_string_member (values, name, text);
}

static void
set_date (JsonObject *values, const char *name, HavenDate date)
{
  g_autofree char *iso = haven_date_dup_iso (date);

  set_text (values, name, iso);
}

static JsonArray *
make_actions (HavenSession *session, const char *goal_id, GError **error)
{
  g_autoptr (GPtrArray) actions =
      haven_session_list (session, &haven_plan_action_info, "goal_id", goal_id, "position", error);
  JsonArray *rows = json_array_new ();

  for (guint i = 0; actions && i < actions->len; i++)
    {
      const HavenPlanAction *action = actions->pdata[i];
      JsonObject *row;

      /* What the person opted out of is not printed (domain 2.5). */
      if (g_strcmp0 (action->service_opt, "out") == 0)
        continue;
      row = json_object_new ();
      json_object_set_boolean_member (row, "done", g_strcmp0 (action->state, "completed") == 0);
      set_text (row, "what", action->what);
      set_text (row, "who", action->who);
      set_date (row, "due_on", action->due_on);
      json_array_add_object_element (rows, row);
    }
  return rows;
}

static JsonArray *
make_goals (HavenSession *session, const char *plan_id, GError **error)
{
  g_autoptr (GPtrArray) goals =
      haven_session_list (session, &haven_goal_info, "plan_id", plan_id, "position", error);
  JsonArray *rows = json_array_new ();

  for (guint i = 0; goals && i < goals->len; i++)
    {
      const HavenGoal *goal = goals->pdata[i];
      JsonObject *row = json_object_new ();

      set_text (row, "statement", goal->statement);
      set_text (row, "domain", goal->domain);
      set_text (row, "measure", goal->measure);
      set_text (row, "target", goal->target);
      set_date (row, "target_on", goal->target_on);
      set_text (row, "achievement", goal->achievement);
      json_object_set_array_member (row, "actions", make_actions (session, goal->id, error));
      json_array_add_object_element (rows, row);
    }
  return rows;
}

static const HavenPlan *
choose_plan (GPtrArray *plans)
{
  const HavenPlan *chosen = NULL;

  for (guint i = 0; i < plans->len; i++)
    {
      const HavenPlan *plan = plans->pdata[i];

      if (g_strcmp0 (plan->status, "active") == 0 || (chosen == NULL && g_strcmp0 (plan->status, "draft") == 0))
        chosen = plan;
    }
  return chosen;
}

/** Fills the goals and the steps of the person's plan. */
gboolean
haven_filling_fill_plan (HavenFilling *self, GError **error)
{
  HavenSession *session = self->session;
  JsonObject *values = self->values;
  g_autoptr (GPtrArray) plans =
      haven_session_list (session, &haven_plan_info, "patient_id", self->patient->id, "version", error);
  g_autoptr (GError) failure = NULL;
  const HavenPlan *plan = plans ? choose_plan (plans) : NULL;

  if (plans == NULL)
    return FALSE;
  if (plan == NULL)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NOT_FOUND,
                           _ ("This person has no plan yet. Make one first, then print it."));
      return FALSE;
    }
  set_text (values, "own_words", plan->own_words);
  set_text (values, "pace", plan->pace);
  set_date (values, "starts_on", plan->starts_on);
  set_date (values, "review_on", plan->review_on);
  set_text (values, "contact", haven_session_get_clinic_phone (session));
  json_object_set_array_member (values, "goals", make_goals (session, plan->id, &failure));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* ── What is safe to carry ────────────────────────────────────────────────── */

#define SAFE_COPY_DAYS 30
#define LONGEST_STEP 80 /* as in the form */

static JsonObject *
make_visit_step (HavenClock *clock, const HavenAppointment *visit)
{
  JsonObject *step = json_object_new ();
  int minute = haven_clock_get_local_minute (clock, visit->starts_at);
  g_autofree char *time = g_strdup_printf ("%d:%02d", minute / 60, minute % 60);

  set_text (step, "kind", "visit");
  set_date (step, "on", haven_clock_get_local_date (clock, visit->starts_at));
  set_text (step, "at", time);
  return step;
}

static gboolean
add_visits (HavenSession *session, const char *patient_id, JsonArray *steps, GError **error)
{
  HavenClock *clock = haven_session_get_clock (session);
  HavenInstant now = haven_clock_now (clock), end = now + SAFE_COPY_DAYS * G_TIME_SPAN_DAY;
  g_autoptr (GPtrArray) visits =
      haven_session_list (session, &haven_appointment_info, "patient_id", patient_id, "starts_at", error);

  for (guint i = 0; visits && i < visits->len; i++)
    {
      const HavenAppointment *visit = visits->pdata[i];

      if (visit->starts_at >= now && visit->starts_at <= end && g_strcmp0 (visit->status, "confirmed") == 0)
        json_array_add_object_element (steps, make_visit_step (clock, visit));
    }
  return visits != NULL;
}

/* What the person does themselves, in the words of the plan: these stand on the copy only where the person ticks them. */
static void
add_own_steps (HavenSession *session, const char *goal_id, JsonArray *steps)
{
  g_autoptr (GPtrArray) actions =
      haven_session_list (session, &haven_plan_action_info, "goal_id", goal_id, "position", NULL);

  for (guint i = 0; actions && i < actions->len; i++)
    {
      const HavenPlanAction *action = actions->pdata[i];
      JsonObject *step;

      if (g_strcmp0 (action->who, "person") != 0 || g_strcmp0 (action->service_opt, "out") == 0 ||
          g_strcmp0 (action->state, "completed") == 0 || action->what == NULL ||
          g_utf8_strlen (action->what, -1) > LONGEST_STEP)
        continue;
      step = json_object_new ();
      set_text (step, "kind", "errand");
      set_text (step, "words", action->what);
      set_date (step, "on", action->due_on);
      json_array_add_object_element (steps, step);
    }
}

/**
 * haven_papers_list_safe_steps:
 * @n_visits: (out): how many of them, at the beginning, are visits, which need no tick
 *
 * Returns: (transfer full): what a safe copy could carry, as rows of its value `steps`: the next visits, and what the
 *   person does themselves by their plan
 */
JsonArray *
haven_papers_list_safe_steps (HavenSession *session, const char *patient_id, guint *n_visits, GError **error)
{
  g_autoptr (JsonArray) steps = json_array_new ();
  g_autoptr (GPtrArray) plans = NULL;
  g_autoptr (GPtrArray) goals = NULL;
  const HavenPlan *plan;

  if (!add_visits (session, patient_id, steps, error))
    return NULL;
  *n_visits = json_array_get_length (steps);
  if (haven_session_may (session, "plan", HAVEN_ACTION_LIST))
    plans = haven_session_list (session, &haven_plan_info, "patient_id", patient_id, "version", NULL);
  plan = plans ? choose_plan (plans) : NULL;
  if (plan != NULL)
    goals = haven_session_list (session, &haven_goal_info, "plan_id", plan->id, "position", NULL);
  for (guint i = 0; goals && i < goals->len; i++)
    add_own_steps (session, ((const HavenGoal *) goals->pdata[i])->id, steps);
  return g_steal_pointer (&steps);
}

/** What a safe copy carries without anybody having ticked it: when to come, and nothing about why (domain 2.5). */
gboolean
haven_filling_fill_safe_copy (HavenFilling *self, GError **error)
{
  g_autoptr (JsonArray) steps = json_array_new ();

  if (!add_visits (self->session, self->patient->id, steps, error))
    return FALSE;
  json_object_set_array_member (self->values, "steps", g_steal_pointer (&steps));
  return TRUE;
}
