/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-day-grid-items.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_DAY_GRID (haven_day_grid_get_type ())
G_DECLARE_FINAL_TYPE (HavenDayGrid, haven_day_grid, HAVEN, DAY_GRID, GtkWidget)

GtkWidget *haven_day_grid_new (GListModel *columns, GListModel *events);

GListModel *haven_day_grid_get_columns (HavenDayGrid *self);
void haven_day_grid_set_columns (HavenDayGrid *self, GListModel *columns);
GListModel *haven_day_grid_get_events (HavenDayGrid *self);
void haven_day_grid_set_events (HavenDayGrid *self, GListModel *events);
int haven_day_grid_get_now_minute (HavenDayGrid *self);
void haven_day_grid_set_now_minute (HavenDayGrid *self, int minute);

void haven_day_grid_move_cursor_to (HavenDayGrid *self, const char *column_id, int minute);
void haven_day_grid_set_least_letters (HavenDayGrid *self, int letters);
void haven_day_grid_put_cursor_on (HavenDayGrid *self, const char *column_id, int minute);
gboolean haven_day_grid_get_cursor (HavenDayGrid *self, const char **column_id, int *minute);
gboolean haven_day_grid_take_key (HavenDayGrid *self, guint key, GdkModifierType state);
gboolean haven_day_grid_get_cursor_box (HavenDayGrid *self, GtkWidget *inside, GdkRectangle *box);
HavenDayEvent *haven_day_grid_get_selected (HavenDayGrid *self);
void haven_day_grid_select (HavenDayGrid *self, const char *event_id, const char *column_id);
const char *haven_day_grid_get_moving_column (HavenDayGrid *self);

G_END_DECLS
