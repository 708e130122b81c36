/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The days of one legal date: the day to plan by and the last safe day first, and why, when it is unfolded. */
#define HAVEN_TYPE_DEADLINE_DAYS (haven_deadline_days_get_type ())
G_DECLARE_FINAL_TYPE (HavenDeadlineDays, haven_deadline_days, HAVEN, DEADLINE_DAYS, GtkWidget)

void haven_deadline_days_show (HavenDeadlineDays *self, const HavenDeadline *deadline, HavenDate today);
gboolean haven_deadline_days_get_expanded (HavenDeadlineDays *self);
void haven_deadline_days_set_expanded (HavenDeadlineDays *self, gboolean expanded);

G_END_DECLS
