/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-day-grid-items.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_DAY_GRID_TILE (haven_day_grid_tile_get_type ())
G_DECLARE_FINAL_TYPE (HavenDayGridTile, haven_day_grid_tile, HAVEN, DAY_GRID_TILE, GtkButton)

GtkWidget *haven_day_grid_tile_new (void);
void haven_day_grid_tile_show (HavenDayGridTile *self, HavenDayEvent *event, HavenDayColumn *column);
HavenDayEvent *haven_day_grid_tile_get_event (HavenDayGridTile *self);
HavenDayColumn *haven_day_grid_tile_get_column (HavenDayGridTile *self);
void haven_day_grid_tile_set_room (HavenDayGridTile *self, gboolean low, gboolean narrow);
void haven_day_grid_tile_set_marked (HavenDayGridTile *self, gboolean marked);

G_END_DECLS
