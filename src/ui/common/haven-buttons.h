/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void haven_buttons_wrap (GtkWidget *root);
void haven_buttons_keep_to_close (GtkSettings *settings, gboolean narrow);

G_END_DECLS
