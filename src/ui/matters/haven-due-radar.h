/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What has to be planned for soon, over all matters: how many dates, and the first of them. */
#define HAVEN_TYPE_DUE_RADAR (haven_due_radar_get_type ())
G_DECLARE_FINAL_TYPE (HavenDueRadar, haven_due_radar, HAVEN, DUE_RADAR, AdwBin)

#define HAVEN_DUE_RADAR_DAYS 30

void haven_due_radar_set_workspace (HavenDueRadar *self, HavenWorkspace *workspace);
HavenDate haven_due_radar_get_until (HavenDueRadar *self);
gboolean haven_due_radar_get_only_these (HavenDueRadar *self);
void haven_due_radar_set_only_these (HavenDueRadar *self, gboolean only_these);

G_END_DECLS
