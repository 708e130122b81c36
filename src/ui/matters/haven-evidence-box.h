/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenEvidenceBox:
 *
 * What a matter needs of somebody's record, and how far the care team is with it. Its buttons activate the actions
 * evidence.add, evidence.permission, and evidence.ask, evidence.withdraw and evidence.remove with an id.
 */
#define HAVEN_TYPE_EVIDENCE_BOX (haven_evidence_box_get_type ())
G_DECLARE_FINAL_TYPE (HavenEvidenceBox, haven_evidence_box, HAVEN, EVIDENCE_BOX, AdwBin)

void haven_evidence_box_show (HavenEvidenceBox *self, const HavenMatterPage *page, HavenDate today);
char *haven_evidence_dup_permission (HavenCover cover, const HavenRelease *release);
char *haven_evidence_dup_covered (HavenCover cover, const HavenRelease *release);

G_END_DECLS
