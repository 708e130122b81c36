/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A calendar file from elsewhere: for whom it is taken, what would become of each row, and then all of it as one. */
#define HAVEN_TYPE_CALENDAR_IN_DIALOG (haven_calendar_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenCalendarInDialog, haven_calendar_in_dialog, HAVEN, CALENDAR_IN_DIALOG, AdwDialog)

AdwDialog *haven_calendar_in_dialog_new (HavenWorkspace *workspace, GPtrArray *resources);
void haven_calendar_in_dialog_check (HavenCalendarInDialog *self, const char *path);
void haven_calendar_in_dialog_apply (HavenCalendarInDialog *self);
const char *haven_calendar_in_dialog_get_page (HavenCalendarInDialog *self);
const HavenCalendarPreview *haven_calendar_in_dialog_get_preview (HavenCalendarInDialog *self);

G_END_DECLS
