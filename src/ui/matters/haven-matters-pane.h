/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_MATTERS_PANE (haven_matters_pane_get_type ())
G_DECLARE_FINAL_TYPE (HavenMattersPane, haven_matters_pane, HAVEN, MATTERS_PANE, AdwBin)

GtkWidget *haven_matters_pane_new (HavenWorkspace *workspace);
void haven_matters_pane_open (HavenMattersPane *self, const char *matter_id);
void haven_matters_pane_add_matter (HavenMattersPane *self);
void haven_matters_pane_find (HavenMattersPane *self);

G_END_DECLS
