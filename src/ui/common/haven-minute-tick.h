/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Called with the widget itself. */
typedef void (*HavenMinuteFunc) (GtkWidget *widget);

void haven_minute_tick_attach (GtkWidget *widget, HavenClock *clock, HavenMinuteFunc function);

G_END_DECLS
