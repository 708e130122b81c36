/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** A care plan, in the order that the person chose (domain 2.5). */
typedef struct
{
  char *id;
  char *patient_id;
  gint64 version;
  char *status;  /* draft, active, on-hold, revoked, completed, entered-in-error */
  char *pace;  /* client-led, standard, urgent */
  char *own_words;  /* what the person wants, in their words */
  HavenDate starts_on;
  HavenDate review_on;
  HavenDate signed_on;
  gint64 row_version;
} HavenPlan;
HAVEN_DECLARE_RECORD (HavenPlan, haven_plan)

/** A goal of a care plan. */
typedef struct
{
  char *id;
  char *plan_id;
  gint64 position;  /* the person’s own order */
  char *domain;  /* medical, mental, legal, safety, housing, income, education, language, transport, family, community, other */
  char *statement;
  char *measure;
  char *target;
  HavenDate target_on;
  char *achievement;
  gint64 importance;  /* 1 to 5, by the person */
} HavenGoal;
HAVEN_DECLARE_RECORD (HavenGoal, haven_goal)

/** Who does what for a goal; the person opts in or out of each service. */
typedef struct
{
  char *id;
  char *goal_id;
  gint64 position;
  char *what;
  char *who;  /* person, clinic, legal, agency */
  char *service_opt;  /* in, out, undecided */
  HavenDate due_on;
  char *state;  /* not-started, scheduled, in-progress, on-hold, completed, cancelled */
  char *service_id;
} HavenPlanAction;
HAVEN_DECLARE_RECORD (HavenPlanAction, haven_plan_action)

G_END_DECLS
