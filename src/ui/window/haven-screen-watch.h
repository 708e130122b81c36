/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HavenScreenWatch:
 *
 * Hears from the desktop that the screen is locked, and from the system that the device goes to sleep; holds the sleep
 * back for the moment that it takes to lock. Where there is no bus, or nobody on it, it hears nothing. Nothing waits.
 */
#define HAVEN_TYPE_SCREEN_WATCH (haven_screen_watch_get_type ())
G_DECLARE_FINAL_TYPE (HavenScreenWatch, haven_screen_watch, HAVEN, SCREEN_WATCH, GObject)

HavenScreenWatch *haven_screen_watch_new (void);
void haven_screen_watch_settle (HavenScreenWatch *self);
gboolean haven_screen_watch_holds_sleep (HavenScreenWatch *self);
guint haven_screen_watch_count_buses (HavenScreenWatch *self);

G_END_DECLS
