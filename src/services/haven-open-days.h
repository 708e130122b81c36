/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include "haven-session.h"

G_BEGIN_DECLS

/**
 * HavenOpenDays:
 *
 * The days by which dates are planned: the clinic's, and beside them those of each state court that has a table. Never
 * changes once it is read, so that any thread may hold it.
 */
typedef struct _HavenOpenDays HavenOpenDays;

HavenOpenDays *haven_open_days_read (HavenTransaction *transaction, GError **error);
HavenOpenDays *haven_open_days_load (HavenSession *session, GError **error);
HavenOpenDays *haven_open_days_copy_with (const HavenOpenDays *self, const char *court, GPtrArray *days);
HavenOpenDays *haven_open_days_ref (HavenOpenDays *self);
void haven_open_days_unref (HavenOpenDays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenOpenDays, haven_open_days_unref)

const HavenBusinessCalendar *haven_open_days_get_clinic (const HavenOpenDays *self);
const HavenBusinessCalendar *haven_open_days_get_calendar (const HavenOpenDays *self,
                                                           const HavenDeadlineRule *rule,
                                                           const char *court);

G_END_DECLS
