/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-store-error.h"

G_BEGIN_DECLS

gboolean haven_safe_file_sync_folder (const char *folder);
gboolean haven_safe_file_write (const char *path, const char *text, GError **error);

G_END_DECLS
