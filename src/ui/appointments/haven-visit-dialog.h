/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-visit.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** One visit: what it is, what stands against it, and what may be done with it. */
#define HAVEN_TYPE_VISIT_DIALOG (haven_visit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenVisitDialog, haven_visit_dialog, HAVEN, VISIT_DIALOG, AdwDialog)

AdwDialog *haven_visit_dialog_new (HavenWorkspace *workspace, HavenVisit *visit, GPtrArray *resources);

G_END_DECLS
