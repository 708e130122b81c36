/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-event-dates.h"

G_BEGIN_DECLS

/* What happened in a matter, written down, corrected and made void. What is to be done is a task, what falls due a date;
 * an event may start dates, and these follow it. */
HavenEdit *haven_matter_events_edit_write (HavenSession *session,
                                           const HavenMatterEvent *event,
                                           const char *const *rules,
                                           const char *reason,
                                           GError **error);
HavenEdit *haven_matter_events_edit_change (HavenSession *session,
                                            const char *before_id,
                                            const HavenMatterEvent *wanted,
                                            const char *const *rules,
                                            const char *reason,
                                            GError **error);
HavenEdit *haven_matter_events_edit_void (HavenSession *session,
                                          const char *before_id,
                                          const char *const *void_deadlines,
                                          const char *reason,
                                          GError **error);

G_END_DECLS
