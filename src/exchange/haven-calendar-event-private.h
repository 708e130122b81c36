/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar-file.h"

G_BEGIN_DECLS

HavenCalendarEvent *haven_calendar_event_new (guint line);
void haven_calendar_event_free (HavenCalendarEvent *self);
void haven_calendar_event_take_line (HavenCalendarEvent *self, const HavenCalendarLine *line, HavenCalendarZones *zones);
void haven_calendar_event_close (HavenCalendarEvent *self, gboolean called_off);

G_END_DECLS
