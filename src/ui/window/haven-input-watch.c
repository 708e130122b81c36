/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-input-watch.h"

struct _HavenInputWatch
{
  GObject parent_instance;

  gulong hook;
};

G_DEFINE_FINAL_TYPE (HavenInputWatch, haven_input_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_ACTIVITY,
  SIGNAL_EVENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_activity (GdkEventType type)
{
  switch ((int) type)
    {
    case GDK_KEY_PRESS:
    case GDK_KEY_RELEASE:
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCH_END:
    case GDK_TOUCHPAD_SWIPE:
    case GDK_TOUCHPAD_PINCH:
    case GDK_TOUCHPAD_HOLD:
    case GDK_PAD_BUTTON_PRESS:
    case GDK_DRAG_MOTION:
    case GDK_DROP_START:
      return TRUE;
    default:
      return FALSE;
    }
}

/* A dialog that is open takes the keys for itself: what stands above it in the window does not see them. Whatever comes
 * from the display comes through a surface first, each popover's and each window's, and there it is seen. */
static gboolean
surface_event_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GdkEvent *event = g_value_peek_pointer (&values[1]);

  if (event != NULL)
    haven_input_watch_see (data, event);
  return TRUE;
}

static void
haven_input_watch_dispose (GObject *object)
{
  HavenInputWatch *self = HAVEN_INPUT_WATCH (object);

  if (self->hook != 0)
    g_signal_remove_emission_hook (g_signal_lookup ("event", GDK_TYPE_SURFACE), self->hook);
  self->hook = 0;
  G_OBJECT_CLASS (haven_input_watch_parent_class)->dispose (object);
}

static void
haven_input_watch_class_init (HavenInputWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_input_watch_dispose;

  /** HavenInputWatch::activity: somebody did something. */
  signals[SIGNAL_ACTIVITY] =
      g_signal_new ("activity", HAVEN_TYPE_INPUT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** HavenInputWatch::event: what they did, as a pointer to a GdkEvent, which is no type for a signal. */
  signals[SIGNAL_EVENT] =
      g_signal_new ("event", HAVEN_TYPE_INPUT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
haven_input_watch_init (HavenInputWatch *self)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GDK_TYPE_SURFACE);

  self->hook = g_signal_add_emission_hook (g_signal_lookup ("event", GDK_TYPE_SURFACE), 0, surface_event_cb, self, NULL);
}

HavenInputWatch *
haven_input_watch_new (void)
{
  return g_object_new (HAVEN_TYPE_INPUT_WATCH, NULL);
}

/** What the display says; it goes on to the widgets afterwards. */
void
haven_input_watch_see (HavenInputWatch *self, GdkEvent *event)
{
  g_return_if_fail (HAVEN_IS_INPUT_WATCH (self));

  if (!is_activity (gdk_event_get_event_type (event)))
    return;
  g_signal_emit (self, signals[SIGNAL_ACTIVITY], 0);
  g_signal_emit (self, signals[SIGNAL_EVENT], 0, event);
}
