/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Times on their way into somebody's own calendar, with what will be in the file and who could read it. */
#define HAVEN_TYPE_CALENDAR_OUT_DIALOG (haven_calendar_out_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenCalendarOutDialog, haven_calendar_out_dialog, HAVEN, CALENDAR_OUT_DIALOG, AdwDialog)

AdwDialog *haven_calendar_out_dialog_new (HavenWorkspace *workspace, GPtrArray *resources, HavenDate first);

G_END_DECLS
