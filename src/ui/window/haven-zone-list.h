/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkStringList *haven_zone_list_new (void);
guint haven_zone_list_find_local (GtkStringList *zones);
gboolean haven_zone_list_is_placeholder (gpointer zone);

G_END_DECLS
