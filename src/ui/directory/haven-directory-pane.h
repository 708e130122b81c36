/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_DIRECTORY_PANE (haven_directory_pane_get_type ())
G_DECLARE_FINAL_TYPE (HavenDirectoryPane, haven_directory_pane, HAVEN, DIRECTORY_PANE, AdwBin)

GtkWidget *haven_directory_pane_new (HavenWorkspace *workspace);
void haven_directory_pane_open (HavenDirectoryPane *self, const char *service_id);
void haven_directory_pane_find (HavenDirectoryPane *self);

G_END_DECLS
