/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-plan.h"

#define F(member, TYPE) HAVEN_FIELD (HavenPlan, member, TYPE)
HAVEN_DEFINE_RECORD (HavenPlan, haven_plan, "plan", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (version, INTEGER), F (status, TEXT), F
                     (pace, TEXT), F (own_words, TEXT), F (starts_on, DATE), F (review_on, DATE),
                     F (signed_on, DATE), F (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenGoal, member, TYPE)
HAVEN_DEFINE_RECORD (HavenGoal, haven_goal, "goal", SHARED,
                     F (id, TEXT), F (plan_id, TEXT), F (position, INTEGER), F (domain, TEXT), F
                     (statement, TEXT), F (measure, TEXT), F (target, TEXT), F (target_on, DATE),
                     F (achievement, TEXT), F (importance, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenPlanAction, member, TYPE)
HAVEN_DEFINE_RECORD (HavenPlanAction, haven_plan_action, "plan_action", SHARED,
                     F (id, TEXT), F (goal_id, TEXT), F (position, INTEGER), F (what, TEXT), F
                     (who, TEXT), F (service_opt, TEXT), F (due_on, DATE), F (state, TEXT), F
                     (service_id, TEXT))
#undef F
