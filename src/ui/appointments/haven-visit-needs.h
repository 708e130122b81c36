/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-reminder-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

void haven_visit_needs_show (AdwSwitchRow *row, HavenWorkspace *workspace, HavenVisit *visit, HavenVisitNeed need);

G_END_DECLS
