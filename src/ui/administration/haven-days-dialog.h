/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Days on which somebody is away, or one on which the clinic is closed. */
#define HAVEN_TYPE_DAYS_DIALOG (haven_days_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenDaysDialog, haven_days_dialog, HAVEN, DAYS_DIALOG, AdwDialog)

AdwDialog *haven_days_dialog_new_away (HavenWorkspace *workspace, const char *resource_id, const char *name);
AdwDialog *haven_days_dialog_new_closed (HavenWorkspace *workspace);

G_END_DECLS
