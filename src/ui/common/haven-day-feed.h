/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-service.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HavenDayFeed:
 *
 * One day of the clinic, read without waiting, and read again whenever something about it changes in the store.
 * Belongs to the main thread.
 */
#define HAVEN_TYPE_DAY_FEED (haven_day_feed_get_type ())
G_DECLARE_FINAL_TYPE (HavenDayFeed, haven_day_feed, HAVEN, DAY_FEED, GObject)

HavenDayFeed *haven_day_feed_new (HavenSession *session);
HavenDayFeed *haven_day_feed_new_for_days (HavenSession *session, int n_days);
void haven_day_feed_set_date (HavenDayFeed *self, HavenDate date);
HavenDate haven_day_feed_get_date (HavenDayFeed *self);
const HavenDayPage *haven_day_feed_get_page (HavenDayFeed *self);
HavenVisit *haven_day_feed_find_visit (HavenDayFeed *self, const char *appointment_id);

G_END_DECLS
