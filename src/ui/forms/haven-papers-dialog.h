/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* What HAVEN_DESTINATION_PAPER is given for a paper in the record: this, and its id. */
#define HAVEN_PAPER_KEPT "kept:"
/* And for an official form that is to be filled: this, and the form's id. */
#define HAVEN_PAPER_OFFICIAL "official:"

/**
 * HavenPapersDialog:
 *
 * The papers that can be made for a person, by what they are for, and those that are in the record, signed or not.
 */
#define HAVEN_TYPE_PAPERS_DIALOG (haven_papers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenPapersDialog, haven_papers_dialog, HAVEN, PAPERS_DIALOG, AdwDialog)

AdwDialog *haven_papers_dialog_new (HavenWorkspace *workspace, const char *patient_id);

G_END_DECLS
