/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Counts a date anew from another day: what was beside what will be, and why. */
#define HAVEN_TYPE_TRIGGER_DIALOG (haven_trigger_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenTriggerDialog, haven_trigger_dialog, HAVEN, TRIGGER_DIALOG, AdwDialog)

AdwDialog *haven_trigger_dialog_new (HavenWorkspace *workspace, const HavenMatterPage *page, const HavenDeadline *deadline);

G_END_DECLS
