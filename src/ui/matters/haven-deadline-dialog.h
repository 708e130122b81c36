/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Adds a date to a matter: a rule is chosen, then what it counts from, with the days shown before they are saved. */
#define HAVEN_TYPE_DEADLINE_DIALOG (haven_deadline_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenDeadlineDialog, haven_deadline_dialog, HAVEN, DEADLINE_DIALOG, AdwDialog)

AdwDialog *haven_deadline_dialog_new (HavenWorkspace *workspace, const HavenMatterPage *page);
void haven_deadline_dialog_choose_rule (HavenDeadlineDialog *self, const char *code);

G_END_DECLS
