/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar-service.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What becomes of each row of a calendar file, in words, and how a list shows it. */

GtkStringList *haven_calendar_rows_create (const HavenCalendarPreview *preview, HavenClock *clock);
GtkListItemFactory *haven_calendar_rows_create_factory (void);
char *haven_calendar_rows_dup_summary (const HavenCalendarPreview *preview);

G_END_DECLS
