/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-audit-service.h"
#include "haven-choice.h"

G_BEGIN_DECLS

const HavenChoice *haven_log_get_actions (void);
char *haven_log_dup_sentence (const HavenAuditEntry *entry, const char *own_id, const char *person);
const char *haven_log_get_icon_name (const char *action);
gboolean haven_log_is_denied (const char *action);
char *haven_log_dup_when (HavenClock *clock, HavenInstant at);
char *haven_log_dup_moment (HavenClock *clock, HavenInstant at);
char *haven_log_dup_age (HavenClock *clock, HavenInstant at);

G_END_DECLS
