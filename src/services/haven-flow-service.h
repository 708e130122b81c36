/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-service.h"
#include "haven-edit.h"
#include "haven-flow.h"

G_BEGIN_DECLS

HavenAppointment *haven_flow_read_visit (const HavenDayPage *page, HavenVisit *visit);
HavenEdit *haven_flow_edit_move (HavenSession *session,
                                 const char *patient_id,
                                 HavenDate date,
                                 HavenFlowStage to,
                                 GError **error);

G_END_DECLS
