/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean haven_day_changes_append (GtkListBox *list, const HavenDeadline *before, const HavenDeadline *after);

G_END_DECLS
