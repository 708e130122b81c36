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
GPtrArray *haven_appointments_pane_create_events (const HavenDayPage *page, HavenClock *clock, HavenDate date);
void haven_appointments_pane_add_week_taken (GPtrArray *events,
                                             const HavenDayPage *page,
                                             HavenClock *clock,
                                             HavenDate first,
                                             int n_days,
                                             const char *resource_id);
char *haven_appointments_pane_dup_day_name (HavenDate date);
const HavenClosedDay *haven_appointments_pane_find_closed (const HavenDayPage *page, HavenDate date);

G_END_DECLS
