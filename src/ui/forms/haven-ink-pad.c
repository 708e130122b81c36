/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-ink-pad.h"

#include <glib/gi18n.h>

#define NATURAL_WIDTH 560
#define LEAST_WIDTH 240
#define EVEN_PRESSURE 0.5                 /* of a finger and a mouse, which tell none */
#define PALM_TIME (800 * G_TIME_SPAN_MILLISECOND) /* how long a hand is no ink after a pen was near */
#define LINE_HEIGHT 0.78                  /* where the line to sign on is */

struct _HavenInkPad
{
  GtkWidget parent_instance;

  /* owned */
  HavenStrokes *strokes;

  gboolean drawing;
  gint64 pen_near_at;
};

G_DEFINE_FINAL_TYPE (HavenInkPad, haven_ink_pad, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is drawn cannot be seen by everybody: how much there is, is said. */
static void
changed (HavenInkPad *self)
{
  guint n = haven_strokes_get_n (self->strokes);
  g_autofree char *words = n > 0 ? g_strdup_printf (ngettext ("%u line is drawn", "%u lines are drawn", n), n)
                                 : g_strdup (_ ("Nothing is drawn yet. To sign with the keyboard, type the name instead."));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ── The pen ──────────────────────────────────────────────────────────────── */

static void
add_point (HavenInkPad *self, double x, double y, double pressure)
{
  haven_strokes_convert (gtk_widget_get_width (GTK_WIDGET (self)), &x, &y);
  haven_strokes_add (self->strokes, (int) x, (int) y, (int) (pressure * HAVEN_STROKES_MAX_PRESSURE));
}

/** Puts the pen down. */
void
haven_ink_pad_press (HavenInkPad *self, double x, double y, double pressure)
{
  g_return_if_fail (HAVEN_IS_INK_PAD (self));

  if (self->drawing)
    haven_ink_pad_release (self);
  if (!gtk_widget_is_sensitive (GTK_WIDGET (self)) || !haven_strokes_begin (self->strokes))
    return;
  self->drawing = TRUE;
  add_point (self, x, y, pressure);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** Moves it. */
void
haven_ink_pad_move (HavenInkPad *self, double x, double y, double pressure)
{
  g_return_if_fail (HAVEN_IS_INK_PAD (self));

  if (!self->drawing)
    return;
  add_point (self, x, y, pressure);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** Lifts it. */
void
haven_ink_pad_release (HavenInkPad *self)
{
  g_return_if_fail (HAVEN_IS_INK_PAD (self));

  if (!self->drawing)
    return;
  self->drawing = FALSE;
  haven_strokes_end (self->strokes);
  changed (self);
}

static double
get_pressure (GtkGestureStylus *gesture)
{
  double pressure;

  return gtk_gesture_stylus_get_axis (gesture, GDK_AXIS_PRESSURE, &pressure) ? CLAMP (pressure, 0, 1) : EVEN_PRESSURE;
}

static void
pen_near_cb (HavenInkPad *self)
{
  self->pen_near_at = g_get_monotonic_time ();
}

static void
pen_down_cb (HavenInkPad *self, double x, double y, GtkGestureStylus *gesture)
{
  pen_near_cb (self);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  haven_ink_pad_press (self, x, y, get_pressure (gesture));
}

/* Between two frames a pen moves more than once. */
static void
pen_motion_cb (HavenInkPad *self, double x, double y, GtkGestureStylus *gesture)
{
  GdkTimeCoord *backlog = NULL;
  guint n_backlog = 0;

  pen_near_cb (self);
  if (gtk_gesture_stylus_get_backlog (gesture, &backlog, &n_backlog))
    for (guint i = 0; i < n_backlog; i++)
      haven_ink_pad_move (self,
                          backlog[i].axes[GDK_AXIS_X],
                          backlog[i].axes[GDK_AXIS_Y],
                          (backlog[i].flags & GDK_AXIS_FLAG_PRESSURE) != 0 ? backlog[i].axes[GDK_AXIS_PRESSURE]
                                                                           : EVEN_PRESSURE);
  g_free (backlog);
  haven_ink_pad_move (self, x, y, get_pressure (gesture));
}

static void
pen_up_cb (HavenInkPad *self)
{
  pen_near_cb (self);
  haven_ink_pad_release (self);
}

/* A pen comes by its own gesture, and a palm that rests near it is no ink. */
static gboolean
is_ink (HavenInkPad *self, GtkGesture *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (gesture, gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)));

  if (event != NULL && gdk_event_get_device_tool (event) != NULL)
    return FALSE;
  return self->pen_near_at == 0 || g_get_monotonic_time () - self->pen_near_at > PALM_TIME;
}

static void
drag_begin_cb (HavenInkPad *self, double x, double y, GtkGesture *gesture)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!is_ink (self, gesture))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  /* The page below must not scroll away under the hand. */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  haven_ink_pad_press (self, x, y, EVEN_PRESSURE);
}

/* Places that were passed between two frames, which come with the last one: without them a quick hand draws corners. */
static void
move_through_history (HavenInkPad *self, GtkGesture *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (gesture, gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)));
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  guint n_passed = 0;
  g_autofree GdkTimeCoord *passed = event ? gdk_event_get_history (event, &n_passed) : NULL;
  double left, top;

  gtk_native_get_surface_transform (native, &left, &top);
  for (guint i = 0; passed != NULL && i < n_passed; i++)
    {
      graphene_point_t there = GRAPHENE_POINT_INIT ((float) (passed[i].axes[GDK_AXIS_X] - left),
                                                    (float) (passed[i].axes[GDK_AXIS_Y] - top));
      graphene_point_t here;

      if ((passed[i].flags & (GDK_AXIS_FLAG_X | GDK_AXIS_FLAG_Y)) == (GDK_AXIS_FLAG_X | GDK_AXIS_FLAG_Y) &&
          gtk_widget_compute_point (GTK_WIDGET (native), GTK_WIDGET (self), &there, &here))
        haven_ink_pad_move (self, here.x, here.y, EVEN_PRESSURE);
    }
}

static void
drag_update_cb (HavenInkPad *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  move_through_history (self, GTK_GESTURE (gesture));
  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    haven_ink_pad_move (self, x + dx, y + dy, EVEN_PRESSURE);
}

static void
drag_end_cb (HavenInkPad *self, double dx, double dy, GtkGestureDrag *gesture)
{
  haven_ink_pad_release (self);
}

static void
add_gestures (HavenInkPad *self)
{
  GtkGesture *pen = gtk_gesture_stylus_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (pen, "proximity", G_CALLBACK (pen_near_cb), self);
  g_signal_connect_swapped (pen, "down", G_CALLBACK (pen_down_cb), self);
  g_signal_connect_swapped (pen, "motion", G_CALLBACK (pen_motion_cb), self);
  g_signal_connect_swapped (pen, "up", G_CALLBACK (pen_up_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pen));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_gesture_single_set_exclusive (GTK_GESTURE_SINGLE (drag), TRUE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* ── Widget ───────────────────────────────────────────────────────────────── */

static GtkSizeRequestMode
haven_ink_pad_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
haven_ink_pad_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  *minimum = *natural = (for_size > 0 ? for_size : LEAST_WIDTH) / 4;
}

static void
haven_ink_pad_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HavenInkPad *self = HAVEN_INK_PAD (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &all);
  GdkRGBA ink;

  gtk_widget_get_color (widget, &ink);
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.35);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, 0.05 * width, LINE_HEIGHT * height);
  cairo_line_to (cr, 0.95 * width, LINE_HEIGHT * height);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &ink);
  haven_strokes_draw (self->strokes, cr, 0, 0, width);
  cairo_destroy (cr);
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_ink_pad_undo (HAVEN_INK_PAD (widget));
}

static void
clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_ink_pad_clear (HAVEN_INK_PAD (widget));
}

static void
haven_ink_pad_finalize (GObject *object)
{
  HavenInkPad *self = HAVEN_INK_PAD (object);

  haven_strokes_free (self->strokes);
  G_OBJECT_CLASS (haven_ink_pad_parent_class)->finalize (object);
}

static void
haven_ink_pad_class_init (HavenInkPadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = haven_ink_pad_finalize;
  widget_class->get_request_mode = haven_ink_pad_get_request_mode;
  widget_class->measure = haven_ink_pad_measure;
  widget_class->snapshot = haven_ink_pad_snapshot;

  /** HavenInkPad::changed: a line was drawn or taken away */
  signals[CHANGED] = g_signal_new ("changed", HAVEN_TYPE_INK_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "ink.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "ink.clear", NULL, clear_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "ink.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "ink.clear", NULL);
  gtk_widget_class_set_css_name (widget_class, "ink-pad");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
haven_ink_pad_init (HavenInkPad *self)
{
  self->strokes = haven_strokes_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Signature"), -1);
  add_gestures (self);
  changed (self);
}

/** Returns: (transfer none): what was drawn */
const HavenStrokes *
haven_ink_pad_get_strokes (HavenInkPad *self)
{
  g_return_val_if_fail (HAVEN_IS_INK_PAD (self), NULL);
  return self->strokes;
}

HavenStrokesKind
haven_ink_pad_get_kind (HavenInkPad *self)
{
  g_return_val_if_fail (HAVEN_IS_INK_PAD (self), HAVEN_STROKES_NOTHING);
  return haven_strokes_get_kind (self->strokes);
}

/** Takes the last line away. */
void
haven_ink_pad_undo (HavenInkPad *self)
{
  g_return_if_fail (HAVEN_IS_INK_PAD (self));

  self->drawing = FALSE;
  haven_strokes_undo (self->strokes);
  changed (self);
}

/** Wipes all of it. */
void
haven_ink_pad_clear (HavenInkPad *self)
{
  g_return_if_fail (HAVEN_IS_INK_PAD (self));

  self->drawing = FALSE;
  haven_strokes_clear (self->strokes);
  changed (self);
}
