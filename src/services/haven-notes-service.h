/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-chart.h"
#include "haven-edit.h"

G_BEGIN_DECLS

#define HAVEN_NOTE_EDITOR "note"

/* What is typed is kept as a draft row until the note is written or thrown away. */
gboolean haven_notes_save_draft (HavenSession *session,
                                 const char *subject_id,
                                 const char *text,
                                 gint64 caret,
                                 GError **error);
HavenDraft *haven_notes_find_draft (HavenSession *session, const char *subject_id, GError **error);
gboolean haven_notes_discard_draft (HavenSession *session, const char *subject_id, GError **error);

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
