/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

void haven_page_set_place (GtkWidget *page, HavenWorkspace *workspace, HavenDestination destination, const char *id);

G_END_DECLS
