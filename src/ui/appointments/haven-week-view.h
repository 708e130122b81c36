/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-day-feed.h"
#include "haven-day-grid.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenWeekView:
 *
 * The week around a day: the same grid as the day's, with a day in each column, and the week's list beside it. It tells
 * what somebody wants; the pane does it.
 */
#define HAVEN_TYPE_WEEK_VIEW (haven_week_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenWeekView, haven_week_view, HAVEN, WEEK_VIEW, AdwBin)

void haven_week_view_set_workspace (HavenWeekView *self, HavenWorkspace *workspace);
void haven_week_view_show_date (HavenWeekView *self, HavenDate date);
HavenDayFeed *haven_week_view_get_feed (HavenWeekView *self);
const char *haven_week_view_get_resource_id (HavenWeekView *self);
HavenDayGrid *haven_week_view_get_grid (HavenWeekView *self);
gboolean haven_week_view_get_with_list (HavenWeekView *self);
void haven_week_view_set_with_list (HavenWeekView *self, gboolean with_list);
GtkWidget *haven_week_view_get_grid_side (HavenWeekView *self);

G_END_DECLS
