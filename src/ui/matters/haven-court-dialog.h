/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** By which state court's days a matter plans, with the dates that this changes. */
#define HAVEN_TYPE_COURT_DIALOG (haven_court_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenCourtDialog, haven_court_dialog, HAVEN, COURT_DIALOG, AdwDialog)

AdwDialog *haven_court_dialog_new (HavenWorkspace *workspace, const HavenMatter *matter);

G_END_DECLS
