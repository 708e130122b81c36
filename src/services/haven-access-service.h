/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

/* Closing a person to a member of staff, and opening restricted notes in an emergency. Each is an act with its event. */

gboolean haven_access_service_bar (HavenSession *session,
                                   const char *patient_id,
                                   const char *staff_id,
                                   const char *reason,
                                   GError **error);
gboolean haven_access_service_unbar (HavenSession *session, const char *denial_id, GError **error);
GPtrArray *haven_access_service_list_barred (HavenSession *session, const char *patient_id, GError **error);

char *haven_access_service_break_glass (HavenSession *session,
                                        const char *patient_id,
                                        const char *reason_code,
                                        const char *reason,
                                        GError **error);
const HavenBreakGlass *haven_access_service_find_open_glass (HavenSession *session, HavenAccess **access);
GPtrArray *haven_access_service_list_to_review (HavenSession *session, GError **error);
gboolean haven_access_service_is_review_late (HavenSession *session, const HavenBreakGlass *glass);
gboolean haven_access_service_review (HavenSession *session, const char *glass_id, const char *review, GError **error);

G_END_DECLS
