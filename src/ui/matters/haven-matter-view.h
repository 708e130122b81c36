/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A matter’s page: whom it is for, its dates, and what is known of it. */
#define HAVEN_TYPE_MATTER_VIEW (haven_matter_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterView, haven_matter_view, HAVEN, MATTER_VIEW, AdwNavigationPage)

HavenMatterView *haven_matter_view_new (HavenWorkspace *workspace, const char *matter_id);
const char *haven_matter_view_get_matter_id (HavenMatterView *self);

G_END_DECLS
