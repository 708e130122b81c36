/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void haven_announce (GtkWidget *widget, const char *text);
void haven_announce_problem (GtkLabel *label, const char *sentence);
void haven_announce_name (GtkWidget *button, const char *name);
const char *haven_announced (GtkWidget *widget);

G_END_DECLS
