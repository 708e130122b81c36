/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-visit.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

void haven_visit_group_show (AdwActionRow *row, HavenWorkspace *workspace, HavenVisit *visit, GCancellable *cancellable);

G_END_DECLS
