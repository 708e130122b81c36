/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Everything that ends or is to be done, in one list by day: dates, orders, permits, certifications, tasks, releases, ages. */
#define HAVEN_TYPE_RADAR_PAGE (haven_radar_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenRadarPage, haven_radar_page, HAVEN, RADAR_PAGE, AdwNavigationPage)

HavenRadarPage *haven_radar_page_new (HavenWorkspace *workspace);

G_END_DECLS
