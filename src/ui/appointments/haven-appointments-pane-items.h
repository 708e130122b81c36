/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-service.h"
#include "haven-day-grid-items.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* A day of the clinic as columns and events of the day grid. */
GPtrArray *haven_appointments_pane_create_columns (const HavenDayPage *page,
                                           HavenClock *clock,
                                           HavenDate date,
                                           const char *const *kinds);
HavenDayColumn *haven_appointments_pane_create_day_column (const HavenDayPage *page,
                                                           HavenClock *clock,
                                                           HavenDate date,
                                                           const char *resource_id,
                                                           const char *kind);
GPtrArray *haven_appointments_pane_create_week_events (const HavenDayPage *page, GPtrArray *visits);
GPtrArray *haven_appointments_pane_create_events (const HavenDayPage *page);

G_END_DECLS
