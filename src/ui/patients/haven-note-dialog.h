/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Shows a note with what was added to it later. A signed note is only read here; an addendum is written beside it. */
#define HAVEN_TYPE_NOTE_DIALOG (haven_note_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenNoteDialog, haven_note_dialog, HAVEN, NOTE_DIALOG, AdwDialog)

AdwDialog *haven_note_dialog_new (HavenWorkspace *workspace, const char *note_id);
void haven_note_dialog_add_when_read (HavenNoteDialog *self);

G_END_DECLS
