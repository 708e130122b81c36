/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-idle-watch.h"

#include <time.h>

struct _HavenIdleWatch
{
  GObject parent_instance;

  HavenIdleClock clock;
  gpointer clock_data;
  gint64 last;
  guint seconds; /* 0: it does not watch */
  guint timer;
};

G_DEFINE_FINAL_TYPE (HavenIdleWatch, haven_idle_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The wall's clock can be set back, and that of the main loop stands still while the device sleeps. */
static gint64
read_boot_clock (gpointer data)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
timer_cb (gpointer data)
{
  HavenIdleWatch *self = data;

  self->timer = 0;
  haven_idle_watch_check (self);
  return G_SOURCE_REMOVE;
}

static void
arm (HavenIdleWatch *self, gint64 microseconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add ((guint) (microseconds / 1000) + 1, timer_cb, self);
}

static void
haven_idle_watch_dispose (GObject *object)
{
  haven_idle_watch_stop (HAVEN_IDLE_WATCH (object));
  G_OBJECT_CLASS (haven_idle_watch_parent_class)->dispose (object);
}

static void
haven_idle_watch_class_init (HavenIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_idle_watch_dispose;

  signals[SIGNAL_IDLE] =
      g_signal_new ("idle", HAVEN_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_idle_watch_init (HavenIdleWatch *self)
{
  self->clock = read_boot_clock;
}

HavenIdleWatch *
haven_idle_watch_new (void)
{
  return g_object_new (HAVEN_TYPE_IDLE_WATCH, NULL);
}

/** From now on, HavenIdleWatch::idle comes once after @seconds without haven_idle_watch_note(); 0 stops. */
void
haven_idle_watch_start (HavenIdleWatch *self, guint seconds)
{
  g_return_if_fail (HAVEN_IS_IDLE_WATCH (self));

  haven_idle_watch_stop (self);
  self->seconds = seconds;
  self->last = self->clock (self->clock_data);
  if (seconds > 0)
    arm (self, (gint64) seconds * G_USEC_PER_SEC);
}

void
haven_idle_watch_stop (HavenIdleWatch *self)
{
  g_return_if_fail (HAVEN_IS_IDLE_WATCH (self));

  self->seconds = 0;
  g_clear_handle_id (&self->timer, g_source_remove);
}

guint
haven_idle_watch_get_seconds (HavenIdleWatch *self)
{
  g_return_val_if_fail (HAVEN_IS_IDLE_WATCH (self), 0);
  return self->seconds;
}

/** Somebody did something. Cheap: it comes with each movement of a pointer. */
void
haven_idle_watch_note (HavenIdleWatch *self)
{
  g_return_if_fail (HAVEN_IS_IDLE_WATCH (self));

  /* What moves after the time was over, as a lid that opens, does not undo it. */
  if (self->seconds == 0)
    return;
  if (self->clock (self->clock_data) - self->last >= (gint64) self->seconds * G_USEC_PER_SEC)
    haven_idle_watch_check (self);
  else
    self->last = self->clock (self->clock_data);
}

void
haven_idle_watch_set_clock (HavenIdleWatch *self, HavenIdleClock clock, gpointer data)
{
  g_return_if_fail (HAVEN_IS_IDLE_WATCH (self) && clock != NULL);

  self->clock = clock;
  self->clock_data = data;
}

/** Looks at the clock now; the watch does it by itself when it is time. */
void
haven_idle_watch_check (HavenIdleWatch *self)
{
  gint64 left;

  g_return_if_fail (HAVEN_IS_IDLE_WATCH (self));

  if (self->seconds == 0)
    return;
  left = self->last + (gint64) self->seconds * G_USEC_PER_SEC - self->clock (self->clock_data);
  if (left > 0)
    {
      arm (self, left);
      return;
    }
  haven_idle_watch_stop (self);
  g_signal_emit (self, signals[SIGNAL_IDLE], 0);
}
