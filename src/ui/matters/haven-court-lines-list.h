/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-court-lines.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

guint haven_court_lines_list_show (GtkListBox *list, GtkLabel *summary, GPtrArray *lines, gboolean is_whole);
char *haven_court_line_dup_name (const HavenCourtLine *line);

G_END_DECLS
