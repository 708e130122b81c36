/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-chart.h"
#include "haven-edit.h"

G_BEGIN_DECLS

char *haven_notes_sign (HavenSession *session,
                        const char *patient_id,
                        const char *title,
                        const char *text,
                        GError **error);
char *haven_notes_sign_addendum (HavenSession *session,
                                 const char *note_id,
                                 const char *text,
                                 const char *reason,
                                 GError **error);
GPtrArray *haven_notes_list_addenda (HavenSession *session, const char *note_id, GError **error);

G_END_DECLS
