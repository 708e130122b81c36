/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenNoteWriter:
 *
 * Writes a note, an addendum to a signed one, or a privileged note of a matter or its next version. What is typed cannot be lost: it is a draft in the vault until it is
 * signed or thrown away, and comes back at the same place.
 */
#define HAVEN_TYPE_NOTE_WRITER (haven_note_writer_get_type ())
G_DECLARE_FINAL_TYPE (HavenNoteWriter, haven_note_writer, HAVEN, NOTE_WRITER, AdwDialog)

AdwDialog *haven_note_writer_new (HavenWorkspace *workspace, const char *patient_id, const char *note_id);
AdwDialog *haven_note_writer_new_for_matter (HavenWorkspace *workspace,
                                             const char *matter_id,
                                             const HavenLegalNote *corrected,
                                             const char *first_id);

G_END_DECLS
