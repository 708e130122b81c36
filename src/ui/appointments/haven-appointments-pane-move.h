/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-visit.h"
#include "haven-workspace.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

void haven_appointments_pane_move (HavenWorkspace *workspace,
                                   GtkWidget *parent,
                                   HavenVisit *visit,
                                   HavenDate date,
                                   int minute,
                                   int minutes_long,
                                   const char *const *resource_ids,
                                   GCancellable *cancellable);
char **haven_appointments_pane_swap_column (HavenVisit *visit, GPtrArray *resources, const char *from, const char *to);

G_END_DECLS
