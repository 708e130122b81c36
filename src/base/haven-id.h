/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HAVEN_ID_LENGTH 36

char *haven_id_new (void);
gboolean haven_id_is_valid (const char *id);

G_END_DECLS
