/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Who is where in the house: a card for each person of the day, in the column of where they are. */
#define HAVEN_TYPE_FLOW_BOARD (haven_flow_board_get_type ())
G_DECLARE_FINAL_TYPE (HavenFlowBoard, haven_flow_board, HAVEN, FLOW_BOARD, AdwBin)

void haven_flow_board_set_workspace (HavenFlowBoard *self, HavenWorkspace *workspace);
void haven_flow_board_show (HavenFlowBoard *self, const HavenDayPage *page, HavenDate date);

G_END_DECLS
