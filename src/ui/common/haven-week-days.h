/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** The days of the week, of which any may be chosen; at first all are. */
#define HAVEN_TYPE_WEEK_DAYS (haven_week_days_get_type ())
G_DECLARE_FINAL_TYPE (HavenWeekDays, haven_week_days, HAVEN, WEEK_DAYS, AdwPreferencesRow)

char *haven_week_days_dup_codes (HavenWeekDays *self);
void haven_week_days_set_codes (HavenWeekDays *self, const char *codes);

const char *haven_week_day_get_code (int day);
char *haven_week_day_dup_name (int day, gboolean whole);

G_END_DECLS
