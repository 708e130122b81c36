/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Looks for conflicts of interest as they were decided, to read. */
#define HAVEN_TYPE_PAST_LOOKS_PAGE (haven_past_looks_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenPastLooksPage, haven_past_looks_page, HAVEN, PAST_LOOKS_PAGE, AdwNavigationPage)

AdwNavigationPage *haven_past_looks_page_new (HavenWorkspace *workspace, const char *patient_id);

G_END_DECLS
