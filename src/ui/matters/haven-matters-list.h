/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The list of matters, with what is due soon above it; or the board of them, by stage. */
#define HAVEN_TYPE_MATTERS_LIST (haven_matters_list_get_type ())
G_DECLARE_FINAL_TYPE (HavenMattersList, haven_matters_list, HAVEN, MATTERS_LIST, AdwNavigationPage)

HavenMattersList *haven_matters_list_new (HavenWorkspace *workspace);
void haven_matters_list_search (HavenMattersList *self, const char *text);
void haven_matters_list_focus_search (HavenMattersList *self);
GListModel *haven_matters_list_get_model (HavenMattersList *self);

G_END_DECLS
