/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-appointment-status.h"
#include "haven-calendar.h"

G_BEGIN_DECLS

/** Where somebody is on their way through the clinic today: a column of the flow board. */
typedef enum
{
  HAVEN_FLOW_EXPECTED,
  HAVEN_FLOW_ARRIVED,
  HAVEN_FLOW_WITH_CLINICIAN,
  HAVEN_FLOW_WITH_LAWYER,
  HAVEN_FLOW_WITH_NAVIGATOR,
  HAVEN_FLOW_DONE,
} HavenFlowStage;

#define HAVEN_N_FLOW_STAGES 6

/** Where somebody is, by all of their visits of a day. */
typedef struct
{
  HavenFlowStage stage;
  guint current;      /* of their visits: the one that counts now */
  HavenInstant since; /* how long they have been there is counted from here; 0: nobody noted it */
} HavenFlowPlace;

const char *haven_flow_stage_get_code (HavenFlowStage stage);
const char *haven_flow_stage_get_label (HavenFlowStage stage);
HavenFlowStage haven_flow_stage_of_kind (const char *kind);

gboolean haven_flow_find_place (GPtrArray *visits, HavenFlowPlace *place);
int haven_flow_get_minutes (GPtrArray *visits, const HavenFlowPlace *place, HavenInstant now);
gboolean haven_flow_find_next (GPtrArray *visits, HavenFlowStage *next);
GPtrArray *haven_flow_plan_move (GPtrArray *visits, HavenFlowStage to, HavenInstant now);

void haven_flow_note_time (HavenAppointment *appointment, HavenAppointmentStatus status, HavenInstant at);
void haven_flow_set_status (HavenAppointment *appointment, HavenAppointmentStatus status, HavenInstant now);

G_END_DECLS
