/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** What a visit takes: a button for each person, room and thing, by kind. */
#define HAVEN_TYPE_BOOKING_RESOURCES (haven_booking_resources_get_type ())
G_DECLARE_FINAL_TYPE (HavenBookingResources, haven_booking_resources, HAVEN, BOOKING_RESOURCES, AdwBin)

void haven_booking_resources_show (HavenBookingResources *self, GPtrArray *resources);
void haven_booking_resources_choose (HavenBookingResources *self, const char *const *resource_ids);
char **haven_booking_resources_dup_chosen (HavenBookingResources *self);

G_END_DECLS
