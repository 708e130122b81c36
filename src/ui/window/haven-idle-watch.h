/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** Tells when nobody has done anything for a while. It does not see what people do: whoever sees it calls note. */
#define HAVEN_TYPE_IDLE_WATCH (haven_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (HavenIdleWatch, haven_idle_watch, HAVEN, IDLE_WATCH, GObject)

/* Microseconds that never go backwards, and go on while the device sleeps. */
typedef gint64 (*HavenIdleClock) (gpointer data);

HavenIdleWatch *haven_idle_watch_new (void);
void haven_idle_watch_start (HavenIdleWatch *self, guint seconds);
void haven_idle_watch_stop (HavenIdleWatch *self);
guint haven_idle_watch_get_seconds (HavenIdleWatch *self);
void haven_idle_watch_note (HavenIdleWatch *self);

/* For tests, which do not wait by the clock. */
void haven_idle_watch_set_clock (HavenIdleWatch *self, HavenIdleClock clock, gpointer data);
void haven_idle_watch_check (HavenIdleWatch *self);

G_END_DECLS
