/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-day-grid-frame.h"
#include "haven-day-grid-tile.h"

G_BEGIN_DECLS

/** Where the keyboard stands: in a slot, or on the tile that takes it. */
typedef struct
{
  guint column;
  int minute;
  int tile; /* in the layout, or -1 in an empty slot */
} HavenDayGridCursor;

#define HAVEN_TYPE_DAY_GRID_BODY (haven_day_grid_body_get_type ())
G_DECLARE_FINAL_TYPE (HavenDayGridBody, haven_day_grid_body, HAVEN, DAY_GRID_BODY, GtkWidget)

GtkWidget *haven_day_grid_body_new (void);
void haven_day_grid_body_set_layout (HavenDayGridBody *self, HavenDayGridLayout *layout);
void haven_day_grid_body_set_frame (HavenDayGridBody *self, const HavenDayGridFrame *frame);
void haven_day_grid_body_set_cursor (HavenDayGridBody *self, const HavenDayGridCursor *cursor);
void haven_day_grid_body_set_marked (HavenDayGridBody *self, int tile);
void haven_day_grid_body_set_preview (HavenDayGridBody *self, guint column, int minute, int length);
gboolean haven_day_grid_body_grab_cursor (HavenDayGridBody *self);
GtkWidget *haven_day_grid_body_get_tile (HavenDayGridBody *self, guint tile);
HavenDayGridBox haven_day_grid_body_get_tile_box (HavenDayGridBody *self, guint tile);

/* haven-day-grid-drag.c */
void haven_day_grid_drag_attach_tile (HavenDayGridBody *body, GtkWidget *tile);
gboolean haven_day_grid_resize_is_edge (GtkWidget *tile, double y);
gboolean haven_day_grid_resize_was_pulled (GtkWidget *tile);
void haven_day_grid_resize_attach_tile (HavenDayGridBody *body, GtkWidget *tile);
void haven_day_grid_drag_attach_body (HavenDayGridBody *body);
const HavenDayGridFrame *haven_day_grid_body_get_frame (HavenDayGridBody *self);
void haven_day_grid_body_drop (HavenDayGridBody *self, const char *event_id, const char *from_column, guint column, int minute);
void haven_day_grid_body_resize (HavenDayGridBody *self, const char *event_id, const char *column_id, int minutes_long);

G_END_DECLS
