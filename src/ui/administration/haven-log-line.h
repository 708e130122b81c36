/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-audit-service.h"

G_BEGIN_DECLS

/** One event of the log, as it is shown. */
#define HAVEN_TYPE_LOG_LINE (haven_log_line_get_type ())
G_DECLARE_FINAL_TYPE (HavenLogLine, haven_log_line, HAVEN, LOG_LINE, GObject)

HavenLogLine *haven_log_line_new (const HavenAuditEntry *entry, const char *own_id, const char *person, HavenClock *clock);
const char *haven_log_line_get_sentence (HavenLogLine *self);
const char *haven_log_line_get_when (HavenLogLine *self);
const char *haven_log_line_get_icon_name (HavenLogLine *self);
gboolean haven_log_line_is_denied (HavenLogLine *self);
const char *haven_log_line_get_patient_id (HavenLogLine *self);

G_END_DECLS
