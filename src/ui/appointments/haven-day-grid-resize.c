/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-day-grid-body.h"

#include <math.h>

/* Making an appointment longer or shorter by its lower edge; the keyboard does the same in haven-day-grid-keys.c. */

#define EDGE 8 /* pixels */
#define PULLED "haven-day-grid-pulled"

/** Whether @y lies on the lower edge of a tile, which is pulled to another length. */
gboolean
haven_day_grid_resize_is_edge (GtkWidget *tile, double y)
{
  HavenDayEvent *event = haven_day_grid_tile_get_event (HAVEN_DAY_GRID_TILE (tile));

  return event != NULL && !haven_day_event_is_taken (event) &&
         y >= gtk_widget_get_height (tile) - MIN (EDGE, gtk_widget_get_height (tile) / 3);
}

static void
forget_pull_cb (gpointer tile)
{
  g_object_set_data (G_OBJECT (tile), PULLED, NULL);
  g_object_unref (tile);
}

/* The button sees the same press and release, and where a visit becomes shorter they end within it: that is no click. */
static void
note_pull (HavenDayGridTile *tile)
{
  g_object_set_data (G_OBJECT (tile), PULLED, tile);
  g_idle_add_once (forget_pull_cb, g_object_ref (tile));
}

/** Whether the edge of a tile was pulled by the very release that now says that it was clicked. */
gboolean
haven_day_grid_resize_was_pulled (GtkWidget *tile)
{
  return g_object_get_data (G_OBJECT (tile), PULLED) != NULL;
}

static HavenDayGridTile *
get_tile (gpointer controller)
{
  return HAVEN_DAY_GRID_TILE (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, HavenDayGridBody *body)
{
  GtkWidget *tile = GTK_WIDGET (get_tile (motion));

  gtk_widget_set_cursor_from_name (tile, haven_day_grid_resize_is_edge (tile, y) ? "ns-resize" : NULL);
}

/* The length that the tile would have, in whole slots and at least one. */
static int
find_length (HavenDayGridBody *body, HavenDayEvent *event, double down)
{
  double slot = HAVEN_DAY_SLOT * haven_day_grid_body_get_frame (body)->pixels_a_minute;
  int length = haven_day_event_get_end (event) - haven_day_event_get_start (event) + (int) round (down / slot) * HAVEN_DAY_SLOT;

  return CLAMP (length, HAVEN_DAY_SLOT, 24 * 60 - haven_day_event_get_start (event));
}

static guint
find_column (HavenDayGridBody *body, HavenDayGridTile *tile)
{
  const HavenDayGridFrame *frame = haven_day_grid_body_get_frame (body);
  graphene_point_t point;
  guint column = 0;
  int minute;

  if (gtk_widget_compute_point (GTK_WIDGET (tile),
                                GTK_WIDGET (body),
                                &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (GTK_WIDGET (tile)) / 2, 1),
                                &point))
    haven_day_grid_frame_find_slot (frame, point.x, point.y, &column, &minute);
  return column;
}

static void
begin_cb (GtkGestureDrag *gesture, double x, double y, HavenDayGridBody *body)
{
  GtkWidget *tile = GTK_WIDGET (get_tile (gesture));

  gtk_gesture_set_state (GTK_GESTURE (gesture),
                         haven_day_grid_resize_is_edge (tile, y) ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
}

static void
update_cb (GtkGestureDrag *gesture, double across, double down, HavenDayGridBody *body)
{
  HavenDayGridTile *tile = get_tile (gesture);
  HavenDayEvent *event = haven_day_grid_tile_get_event (tile);

  if (event)
    haven_day_grid_body_set_preview (body, find_column (body, tile), haven_day_event_get_start (event), find_length (body, event, down));
}

static void
end_cb (GtkGestureDrag *gesture, double across, double down, HavenDayGridBody *body)
{
  HavenDayGridTile *tile = get_tile (gesture);
  HavenDayEvent *event = haven_day_grid_tile_get_event (tile);
  g_autofree char *event_id = event ? g_strdup (haven_day_event_get_id (event)) : NULL;
  g_autofree char *column_id = event ? g_strdup (haven_day_column_get_id (haven_day_grid_tile_get_column (tile))) : NULL;
  int length = event ? find_length (body, event, down) : 0;

  haven_day_grid_body_set_preview (body, 0, 0, 0);
  if (fabs (down) >= EDGE / 2.0)
    note_pull (tile);
  if (event && length != haven_day_event_get_end (event) - haven_day_event_get_start (event))
    haven_day_grid_body_resize (body, event_id, column_id, length);
}

/** Lets the lower edge of a tile be pulled. */
void
haven_day_grid_resize_attach_tile (HavenDayGridBody *body, GtkWidget *tile)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (begin_cb), body, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (update_cb), body, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (end_cb), body, 0);
  gtk_widget_add_controller (tile, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), body, 0);
  gtk_widget_add_controller (tile, motion);
}
