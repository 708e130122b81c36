/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What a matter needs of somebody's record: which kind, by when, and why, which stays with the legal team. */
#define HAVEN_TYPE_EVIDENCE_DIALOG (haven_evidence_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenEvidenceDialog, haven_evidence_dialog, HAVEN, EVIDENCE_DIALOG, AdwDialog)

AdwDialog *
haven_evidence_dialog_new (HavenWorkspace *workspace, const HavenMatterPage *page, const char *deadline_id);

G_END_DECLS
