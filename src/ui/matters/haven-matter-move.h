/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

void haven_matter_move (HavenWorkspace *workspace,
                        GtkWidget *over,
                        const char *matter_id,
                        const char *stage,
                        GCancellable *cancellable);

G_END_DECLS
