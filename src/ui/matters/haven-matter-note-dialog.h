/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A privileged note to be read, with its earlier versions below it. */
#define HAVEN_TYPE_MATTER_NOTE_DIALOG (haven_matter_note_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterNoteDialog, haven_matter_note_dialog, HAVEN, MATTER_NOTE_DIALOG, AdwDialog)

AdwDialog *haven_matter_note_dialog_new (HavenWorkspace *workspace, const char *note_id);

G_END_DECLS
