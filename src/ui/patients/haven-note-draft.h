/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

/**
 * HavenNoteDraft:
 *
 * Keeps what is being typed in the vault: soon after the last key, at once when asked. One act at a time and in order,
 * so that an older text never comes after a newer one, nor a draft after its note was signed.
 */
#define HAVEN_TYPE_NOTE_DRAFT (haven_note_draft_get_type ())
G_DECLARE_FINAL_TYPE (HavenNoteDraft, haven_note_draft, HAVEN, NOTE_DRAFT, GObject)

HavenNoteDraft *haven_note_draft_new (HavenSession *session, const char *subject_id);
void haven_note_draft_set_text (HavenNoteDraft *self, const char *text, gint64 caret);
void haven_note_draft_flush (HavenNoteDraft *self);
void haven_note_draft_discard (HavenNoteDraft *self);
gboolean haven_note_draft_is_saved (HavenNoteDraft *self);

typedef void (*HavenNoteDraftFunc) (gpointer data);
void haven_note_draft_pause (HavenNoteDraft *self, HavenNoteDraftFunc function, gpointer data);
void haven_note_draft_resume (HavenNoteDraft *self);

G_END_DECLS
