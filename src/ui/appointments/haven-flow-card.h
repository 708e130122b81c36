/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-flow.h"
#include "haven-session.h"
#include "haven-visit.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Somebody on their way through the house: all of their visits of the day, and the one that counts now. */
typedef struct
{
  GPtrArray *visits;       /* HavenAppointment, borrowed */
  HavenVisit *current;     /* owned */
  HavenFlowPlace place;
} HavenFlowPerson;

/** One card of the flow board. */
#define HAVEN_TYPE_FLOW_CARD (haven_flow_card_get_type ())
G_DECLARE_FINAL_TYPE (HavenFlowCard, haven_flow_card, HAVEN, FLOW_CARD, GtkListBoxRow)

GtkWidget *haven_flow_card_new (HavenSession *session);
void haven_flow_card_show (HavenFlowCard *self, const HavenFlowPerson *person, GPtrArray *resources, HavenInstant now);
HavenFlowStage haven_flow_card_get_last_stage (HavenFlowCard *self);
HavenVisit *haven_flow_card_get_visit (HavenFlowCard *self);
HavenFlowStage haven_flow_card_get_stage (HavenFlowCard *self);
gboolean haven_flow_card_get_next (HavenFlowCard *self, HavenFlowStage *next);

G_END_DECLS
