/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What is known of a matter, and who takes part in it. */
#define HAVEN_TYPE_MATTER_ABOUT (haven_matter_about_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterAbout, haven_matter_about, HAVEN, MATTER_ABOUT, AdwBin)

void haven_matter_about_show (HavenMatterAbout *self, HavenWorkspace *workspace, const HavenMatterPage *page);

G_END_DECLS
