/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-day-grid-body.h"

/* Moving an appointment by dragging it; the keyboard does the same in haven-day-grid-keys.c. */

typedef struct
{
  /* owned */
  char *event_id;
  char *column_id;

  double offset; /* where the pointer holds the tile, in pixels from its top */
  int length;
} Drag;

#define DRAG "haven-day-grid-drag"

static void
drag_free (Drag *drag)
{
  g_free (drag->event_id);
  g_free (drag->column_id);
  g_free (drag);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, HavenDayGridBody *body)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  HavenDayGridTile *tile = HAVEN_DAY_GRID_TILE (widget);
  HavenDayEvent *event = haven_day_grid_tile_get_event (tile);
  g_autoptr (GdkPaintable) picture = NULL;
  Drag *drag;

  if (event == NULL || haven_day_event_is_taken (event) || haven_day_grid_resize_is_edge (widget, y))
    return NULL;
  drag = g_new0 (Drag, 1);
  drag->event_id = g_strdup (haven_day_event_get_id (event));
  drag->column_id = g_strdup (haven_day_column_get_id (haven_day_grid_tile_get_column (tile)));
  drag->offset = y;
  drag->length = MAX (haven_day_event_get_end (event) - haven_day_event_get_start (event), HAVEN_DAY_SLOT);
  g_object_set_data_full (G_OBJECT (body), DRAG, drag, (GDestroyNotify) drag_free);

  picture = gtk_widget_paintable_new (widget);
  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (HAVEN_TYPE_DAY_EVENT, event);
}

static void
drag_ended_cb (GtkDragSource *source, GdkDrag *gdk_drag, gboolean delete_data, HavenDayGridBody *body)
{
  haven_day_grid_body_set_preview (body, 0, 0, 0);
  g_object_set_data (G_OBJECT (body), DRAG, NULL);
}

/* The slot whose start is nearest to the tile's top, not to the pointer. */
static gboolean
find_place (HavenDayGridBody *body, const Drag *drag, double x, double y, guint *column, int *minute)
{
  const HavenDayGridFrame *frame = haven_day_grid_body_get_frame (body);
  double half = HAVEN_DAY_SLOT * frame->pixels_a_minute / 2;

  return frame->column_width > 0 && frame->n_columns > 0 &&
         haven_day_grid_frame_find_slot (frame, x, y - drag->offset + half, column, minute);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, HavenDayGridBody *body)
{
  const Drag *drag = g_object_get_data (G_OBJECT (body), DRAG);
  guint column;
  int minute;

  if (drag == NULL || !find_place (body, drag, x, y, &column, &minute))
    return 0;
  haven_day_grid_body_set_preview (body, column, minute, drag->length);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, HavenDayGridBody *body)
{
  haven_day_grid_body_set_preview (body, 0, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, HavenDayGridBody *body)
{
  const Drag *drag = g_object_get_data (G_OBJECT (body), DRAG);
  g_autofree char *event_id = NULL;
  g_autofree char *column_id = NULL;
  guint column;
  int minute;

  if (drag == NULL || !find_place (body, drag, x, y, &column, &minute))
    return FALSE;
  event_id = g_strdup (drag->event_id);
  column_id = g_strdup (drag->column_id);
  haven_day_grid_body_set_preview (body, 0, 0, 0);
  haven_day_grid_body_drop (body, event_id, column_id, column, minute);
  return TRUE;
}

/** Lets a tile be dragged. */
void
haven_day_grid_drag_attach_tile (HavenDayGridBody *body, GtkWidget *tile)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), body, 0);
  g_signal_connect_object (source, "drag-end", G_CALLBACK (drag_ended_cb), body, 0);
  gtk_widget_add_controller (tile, GTK_EVENT_CONTROLLER (source));
}

/** Lets tiles be dropped on the body. */
void
haven_day_grid_drag_attach_body (HavenDayGridBody *body)
{
  GtkDropTarget *target = gtk_drop_target_new (HAVEN_TYPE_DAY_EVENT, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), body, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), body, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), body, 0);
  gtk_widget_add_controller (GTK_WIDGET (body), GTK_EVENT_CONTROLLER (target));
}
