/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *haven_state_dup_label (const char *state);
gboolean haven_state_is_over (const char *state);

G_END_DECLS
