/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_TODAY_PANE (haven_today_pane_get_type ())
G_DECLARE_FINAL_TYPE (HavenTodayPane, haven_today_pane, HAVEN, TODAY_PANE, AdwBin)

GtkWidget *haven_today_pane_new (HavenWorkspace *workspace);

G_END_DECLS
