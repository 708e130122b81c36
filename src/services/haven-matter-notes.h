/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-legal.h"

G_BEGIN_DECLS

/** A privileged note of a matter, with the name of who wrote it. */
typedef struct
{
  HavenLegalNote *note;
  char *author; /* nullable: somebody who is not on the list of staff */
} HavenMatterNote;

GPtrArray *haven_matter_notes_read (HavenTransaction *transaction, const char *matter_id, GError **error);
GPtrArray *haven_matter_notes_load (HavenSession *session, const char *note_id, GError **error);
const HavenMatterNote *haven_matter_notes_find (GPtrArray *notes, const char *note_id);
const HavenMatterNote *haven_matter_notes_find_earlier (GPtrArray *notes, const HavenMatterNote *note);
const HavenMatterNote *haven_matter_notes_find_first (GPtrArray *notes, const HavenMatterNote *note);
const HavenMatterNote *haven_matter_notes_find_latest (GPtrArray *notes, const HavenMatterNote *note);

HavenEdit *haven_matter_notes_edit_write (HavenSession *session,
                                          const char *matter_id,
                                          const char *title,
                                          const char *text,
                                          GError **error);
HavenEdit *haven_matter_notes_edit_correct (HavenSession *session,
                                            const HavenLegalNote *before,
                                            const char *title,
                                            const char *text,
                                            GError **error);

G_END_DECLS
