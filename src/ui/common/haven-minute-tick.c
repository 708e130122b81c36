/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-minute-tick.h"

#define MINUTE_TICK "haven-minute-tick"
#define AFTER_THE_TURN_MS 20

typedef struct
{
  /* owned */
  HavenClock *clock;

  /* borrowed */
  GtkWidget *widget;

  HavenMinuteFunc function;
  guint source;
} MinuteTick;

static void
stop (MinuteTick *tick)
{
  g_clear_handle_id (&tick->source, g_source_remove);
}

static void
free_tick (MinuteTick *tick)
{
  stop (tick);
  g_object_unref (tick->clock);
  g_free (tick);
}

static void start (MinuteTick *tick);

static gboolean
turned_cb (gpointer data)
{
  MinuteTick *tick = data;

  tick->source = 0;
  start (tick);
  tick->function (tick->widget);
  return G_SOURCE_REMOVE;
}

static void
start (MinuteTick *tick)
{
  HavenInstant past = haven_clock_now (tick->clock) % G_TIME_SPAN_MINUTE;

  if (tick->source == 0)
    tick->source = g_timeout_add ((guint) ((G_TIME_SPAN_MINUTE - past) / 1000) + AFTER_THE_TURN_MS, turned_cb, tick);
}

static void
mapped_cb (GtkWidget *widget, MinuteTick *tick)
{
  start (tick);
  tick->function (widget);
}

static void
unmapped_cb (GtkWidget *widget, MinuteTick *tick)
{
  stop (tick);
}

/**
 * haven_minute_tick_attach:
 *
 * Calls @function when @widget appears and at each turn of the minute as long as it can be seen. While it cannot,
 * nothing wakes up.
 */
void
haven_minute_tick_attach (GtkWidget *widget, HavenClock *clock, HavenMinuteFunc function)
{
  MinuteTick *tick;

  g_return_if_fail (GTK_IS_WIDGET (widget) && HAVEN_IS_CLOCK (clock));

  tick = g_new0 (MinuteTick, 1);
  tick->clock = g_object_ref (clock);
  tick->widget = widget;
  tick->function = function;
  g_object_set_data_full (G_OBJECT (widget), MINUTE_TICK, tick, (GDestroyNotify) free_tick);
  g_signal_connect (widget, "map", G_CALLBACK (mapped_cb), tick);
  g_signal_connect (widget, "unmap", G_CALLBACK (unmapped_cb), tick);
}
