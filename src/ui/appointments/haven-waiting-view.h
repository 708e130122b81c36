/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Who waits for a time, and the times that became free and suit them. */
#define HAVEN_TYPE_WAITING_VIEW (haven_waiting_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenWaitingView, haven_waiting_view, HAVEN, WAITING_VIEW, AdwBin)

void haven_waiting_view_focus_offer (HavenWaitingView *self);
void haven_waiting_view_find_time (HavenWaitingView *self, const char *entry_id);
void haven_waiting_view_set_workspace (HavenWaitingView *self, HavenWorkspace *workspace);

G_END_DECLS
