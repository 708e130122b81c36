/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** How near a day is: an icon and words, with a colour that says nothing of its own. */
#define HAVEN_TYPE_NEARNESS_BADGE (haven_nearness_badge_get_type ())
G_DECLARE_FINAL_TYPE (HavenNearnessBadge, haven_nearness_badge, HAVEN, NEARNESS_BADGE, GtkWidget)

void haven_nearness_badge_set_day (HavenNearnessBadge *self, HavenDate today, HavenDate day);
void haven_nearness_badge_set_settled (HavenNearnessBadge *self, const char *status);
const char *haven_nearness_badge_get_words (HavenNearnessBadge *self);

G_END_DECLS
