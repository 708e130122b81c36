/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The days on which state courts are closed: copied from a court's own list, line by line, and taken out again. */
#define HAVEN_TYPE_COURT_DAYS_DIALOG (haven_court_days_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenCourtDaysDialog, haven_court_days_dialog, HAVEN, COURT_DAYS_DIALOG, AdwDialog)

AdwDialog *haven_court_days_dialog_new (HavenWorkspace *workspace, const char *matter_id, const char *court);

G_END_DECLS
