/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-timeline-view-private.h"

#include <math.h>

/* What wheel and pointer do on the timeline. */

#define SURFACE_PIXELS_A_ZOOM 40.0 /* of a touchpad, for one step of the zoom */
#define PAN_THRESHOLD 6.0

typedef struct
{
  double x;       /* where the pointer is */
  double scrolled; /* towards the next zoom */
  double panned;  /* how much of a drag has been followed */
} Pointer;

static void
zoom_by_wheel (HavenTimelineView *self, Pointer *pointer, GdkScrollUnit unit, double dy)
{
  int zoom = (int) haven_timeline_view_get_zoom (self);

  pointer->scrolled += unit == GDK_SCROLL_UNIT_SURFACE ? dy / SURFACE_PIXELS_A_ZOOM : dy;
  if (fabs (pointer->scrolled) < 1)
    return;
  zoom += pointer->scrolled > 0 ? 1 : -1;
  pointer->scrolled = 0;
  if (zoom >= 0 && zoom < HAVEN_N_TIME_ZOOMS)
    haven_timeline_view_zoom_at (self, (HavenTimeZoom) zoom, pointer->x);
}

/* A wheel that turns moves time; a touchpad has an axis for it and leaves the other to the page. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, Pointer *pointer)
{
  HavenTimelineView *self = HAVEN_TIMELINE_VIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  GdkScrollUnit unit = gtk_event_controller_scroll_get_unit (controller);

  if (state & GDK_CONTROL_MASK)
    {
      zoom_by_wheel (self, pointer, unit, dy);
      return GDK_EVENT_STOP;
    }
  if (unit == GDK_SCROLL_UNIT_SURFACE || dy == 0)
    return GDK_EVENT_PROPAGATE;
  haven_timeline_view_scroll_by (self, dy * pow (gtk_widget_get_width (GTK_WIDGET (self)), 2.0 / 3.0));
  return GDK_EVENT_STOP;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, Pointer *pointer)
{
  pointer->x = x;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, Pointer *pointer)
{
  pointer->panned = 0;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, Pointer *pointer)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  double step = dx - pointer->panned;

  if (pointer->panned == 0 && fabs (dx) < PAN_THRESHOLD)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_set_cursor_from_name (widget, "grabbing");
  pointer->panned = dx;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    step = -step;
  haven_timeline_view_scroll_by (HAVEN_TIMELINE_VIEW (widget), -step);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, Pointer *pointer)
{
  gtk_widget_set_cursor (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), NULL);
}

/** Lets wheel, Ctrl and wheel, and dragging on empty space work. */
void
haven_timeline_pointer_attach (HavenTimelineView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  Pointer *pointer = g_new0 (Pointer, 1);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_object_set_data_full (G_OBJECT (self), "haven-timeline-pointer", pointer, g_free);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), pointer);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), pointer);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), pointer);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), pointer);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), pointer);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}
