/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenInputWatch:
 *
 * Sees every key, click, movement and touch in all windows of the program, dialogs and popovers included, before the
 * widgets do.
 */
#define HAVEN_TYPE_INPUT_WATCH (haven_input_watch_get_type ())
G_DECLARE_FINAL_TYPE (HavenInputWatch, haven_input_watch, HAVEN, INPUT_WATCH, GObject)

HavenInputWatch *haven_input_watch_new (void);
void haven_input_watch_see (HavenInputWatch *self, GdkEvent *event);

G_END_DECLS
