/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-planning.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenPlannedDates:
 *
 * The dates that get another day to plan by, as they are and as they would be, and why. It emits changed when the reason
 * does, and activated on Enter there.
 */
#define HAVEN_TYPE_PLANNED_DATES (haven_planned_dates_get_type ())
G_DECLARE_FINAL_TYPE (HavenPlannedDates, haven_planned_dates, HAVEN, PLANNED_DATES, AdwBin)

void haven_planned_dates_show (HavenPlannedDates *self, GPtrArray *dates);
gboolean haven_planned_dates_is_ready (HavenPlannedDates *self);
char *haven_planned_dates_dup_reason (HavenPlannedDates *self);
GtkWidget *haven_planned_dates_get_reason_row (HavenPlannedDates *self);

G_END_DECLS
