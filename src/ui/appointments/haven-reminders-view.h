/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Who is to be reminded today, how that is allowed, and the words for it. Nothing is sent from here. */
#define HAVEN_TYPE_REMINDERS_VIEW (haven_reminders_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenRemindersView, haven_reminders_view, HAVEN, REMINDERS_VIEW, AdwBin)

void haven_reminders_view_set_workspace (HavenRemindersView *self, HavenWorkspace *workspace);
void haven_reminders_view_refresh (HavenRemindersView *self);

G_END_DECLS
