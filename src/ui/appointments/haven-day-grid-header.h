/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-day-grid-frame.h"

G_BEGIN_DECLS

/** The row of names above the columns. */
#define HAVEN_TYPE_DAY_GRID_HEADER (haven_day_grid_header_get_type ())
G_DECLARE_FINAL_TYPE (HavenDayGridHeader, haven_day_grid_header, HAVEN, DAY_GRID_HEADER, GtkWidget)

GtkWidget *haven_day_grid_header_new (void);
void haven_day_grid_header_set_layout (HavenDayGridHeader *self, HavenDayGridLayout *layout);
void haven_day_grid_header_set_frame (HavenDayGridHeader *self, const HavenDayGridFrame *frame);

/** The hours beside the columns. */
#define HAVEN_TYPE_DAY_GRID_HOURS (haven_day_grid_hours_get_type ())
G_DECLARE_FINAL_TYPE (HavenDayGridHours, haven_day_grid_hours, HAVEN, DAY_GRID_HOURS, GtkWidget)

GtkWidget *haven_day_grid_hours_new (void);
void haven_day_grid_hours_set_frame (HavenDayGridHours *self, const HavenDayGridFrame *frame);

G_END_DECLS
