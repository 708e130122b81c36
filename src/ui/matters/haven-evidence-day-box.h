/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-evidence-days.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenEvidenceDayBox:
 *
 * By when medical evidence is needed for a date, how much of it is in, and a button that activates evidence.add-by with the
 * date's id.
 */
#define HAVEN_TYPE_EVIDENCE_DAY_BOX (haven_evidence_day_box_get_type ())
G_DECLARE_FINAL_TYPE (HavenEvidenceDayBox, haven_evidence_day_box, HAVEN, EVIDENCE_DAY_BOX, AdwBin)

void haven_evidence_day_box_show (HavenEvidenceDayBox *self,
                                  const HavenEvidenceDay *day,
                                  const char *label,
                                  HavenDate today);
char *haven_evidence_day_dup_origin (const HavenEvidenceDay *day, const char *label, HavenDate today);

G_END_DECLS
