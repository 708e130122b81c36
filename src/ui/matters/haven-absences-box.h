/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenAbsencesBox:
 *
 * Journeys abroad of somebody with T or U status, with the days of each and their sum, and when they are too many. Not there
 * in matters where they do not count. Its rows are the person's, whichever matter they were written in.
 */
#define HAVEN_TYPE_ABSENCES_BOX (haven_absences_box_get_type ())
G_DECLARE_FINAL_TYPE (HavenAbsencesBox, haven_absences_box, HAVEN, ABSENCES_BOX, AdwBin)

void haven_absences_box_show (HavenAbsencesBox *self, HavenWorkspace *workspace, const HavenMatterPage *page);

G_END_DECLS
