/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-event-dates.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenEventDatesView:
 *
 * The dates that an event offers, each to be chosen or left, with how its days are counted; and the dates that change with
 * it, as they were and as they would be. It emits changed when somebody chooses.
 */
#define HAVEN_TYPE_EVENT_DATES_VIEW (haven_event_dates_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenEventDatesView, haven_event_dates_view, HAVEN, EVENT_DATES_VIEW, AdwBin)

void haven_event_dates_view_show (HavenEventDatesView *self, GPtrArray *offers, GPtrArray *changes, HavenDate today);
char **haven_event_dates_view_dup_chosen (HavenEventDatesView *self);
void haven_event_dates_view_choose (HavenEventDatesView *self, const char *const *codes);
gboolean haven_event_dates_view_has_changes (HavenEventDatesView *self);
const char *haven_event_dates_view_get_problem (HavenEventDatesView *self);

G_END_DECLS
