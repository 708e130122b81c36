/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void haven_focus_stay_in_sight (GtkScrolledWindow *scroller);

G_END_DECLS
