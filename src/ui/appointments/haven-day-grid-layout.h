/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-day-grid-items.h"
#include <gio/gio.h>

G_BEGIN_DECLS

#define HAVEN_DAY_SLOT 15 /* minutes */

/**
 * HavenDayGridLayout:
 *
 * Which appointment stands where in the columns of a day, without any widget: one tile for each column that an
 * appointment takes; tiles that overlap share the column's width, and three or more that begin and end together,
 * such as a group, its height as well, as strips side by side would show one letter of each name.
 */
typedef struct _HavenDayGridLayout HavenDayGridLayout;

typedef struct
{
  guint column;
  int start;
  int end;     /* at least a slot after @start, so that it can be seen and met */
  int lane;    /* of those that share the time; the order in which the keys go through them */
  int n_lanes;
  int slot;    /* of the parts of the width, from the start edge: a group stands below each other in one */
  int n_slots;
  int row;     /* of the parts of the height */
  int n_rows;
} HavenDayTile;

HavenDayGridLayout *haven_day_grid_layout_new (GListModel *columns, GListModel *events);
void haven_day_grid_layout_free (HavenDayGridLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDayGridLayout, haven_day_grid_layout_free)

guint haven_day_grid_layout_get_n_columns (HavenDayGridLayout *self);
HavenDayColumn *haven_day_grid_layout_get_column (HavenDayGridLayout *self, guint column);
void haven_day_grid_layout_get_hours (HavenDayGridLayout *self, int *first_minute, int *last_minute);

guint haven_day_grid_layout_get_n_tiles (HavenDayGridLayout *self);
const HavenDayTile *haven_day_grid_layout_get_tile (HavenDayGridLayout *self, guint tile);
HavenDayEvent *haven_day_grid_layout_get_event (HavenDayGridLayout *self, guint tile);
void haven_day_grid_layout_find_tiles (HavenDayGridLayout *self,
                                       guint first_column,
                                       guint last_column,
                                       int from,
                                       int to,
                                       GArray *tiles);
int haven_day_grid_layout_tile_at (HavenDayGridLayout *self, guint column, int minute, int lane);
int haven_day_grid_layout_tile_of (HavenDayGridLayout *self, const char *event_id, const char *column_id);

G_END_DECLS
