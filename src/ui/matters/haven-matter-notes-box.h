/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenMatterNotesBox:
 *
 * The privileged notes of a matter, the newest first; for the legal team alone, and not there at all for others. Its
 * rows and its button activate the actions legal-note.open with an id, and legal-note.write.
 */
#define HAVEN_TYPE_MATTER_NOTES_BOX (haven_matter_notes_box_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterNotesBox, haven_matter_notes_box, HAVEN, MATTER_NOTES_BOX, AdwBin)

void haven_matter_notes_box_show (HavenMatterNotesBox *self, const HavenMatterPage *page, HavenClock *clock);
char *haven_matter_notes_dup_who_and_when (const HavenMatterNote *note, HavenClock *clock);

G_END_DECLS
