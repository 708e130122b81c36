/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean haven_emergency_is_for (HavenSession *session);
void haven_emergency_ask (HavenWorkspace *workspace, GtkWidget *parent, const char *patient_id);

G_END_DECLS
