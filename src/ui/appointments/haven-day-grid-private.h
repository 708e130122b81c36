/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-day-grid-body.h"
#include "haven-day-grid-header.h"
#include "haven-day-grid.h"

G_BEGIN_DECLS

/* What haven-day-grid.c, -places.c and -keys.c share. */

#define HAVEN_DAY_LEAST_SLOT_HEIGHT 22 /* two slots, half an hour, make a target of 44 pixels */

struct _HavenDayGrid
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *header;
  GtkWidget *hours;
  GtkWidget *body;
  GListModel *columns;
  GListModel *events;
  HavenDayGridLayout *layout;
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  char *marked_event;  /* waits to be put down somewhere else */
  char *marked_column;
  char *cursor_event;  /* what the cursor stands on, to find it again */
  char *cursor_column;

  /* borrowed */
  const char *moving_column; /* while a move is being asked for */

  GtkScrollablePolicy hscroll_policy;
  GtkScrollablePolicy vscroll_policy;
  HavenDayGridFrame frame;
  int least_letters; /* that fit into a column */
  HavenDayGridCursor cursor;
  gboolean cursor_placed;
  gboolean cursor_awaited; /* it was placed before there was a size: it comes into sight with the first one */
  gboolean layout_stale;
  gboolean configuring;
  gboolean scrolled_once;
};

/* haven-day-grid-places.c */
gboolean haven_day_grid_arrange (HavenDayGrid *self);
void haven_day_grid_show_frame (HavenDayGrid *self);
void haven_day_grid_show_cursor (HavenDayGrid *self);
guint haven_day_grid_find_column (HavenDayGrid *self, const char *id, guint fallback);
void haven_day_grid_put_cursor (HavenDayGrid *self, guint column, int minute, int tile);
void haven_day_grid_go_to (HavenDayGrid *self, guint column, int minute, int tile);
void haven_day_grid_mark (HavenDayGrid *self, int tile);

/* haven-day-grid.c */
void haven_day_grid_activate_slot (HavenDayGrid *self, guint column, int minute);
void haven_day_grid_activate_event (HavenDayGrid *self, HavenDayEvent *event);
void haven_day_grid_ask_for_move (HavenDayGrid *self, const char *event_id, const char *from_column, guint column, int minute);
void haven_day_grid_ask_for_length (HavenDayGrid *self, const char *event_id, const char *column_id, int minutes_long);

/* haven-day-grid-keys.c */
void haven_day_grid_keys_install (GtkWidgetClass *widget_class);

G_END_DECLS
