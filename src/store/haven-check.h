/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vault-file.h"

G_BEGIN_DECLS

gboolean haven_check_partition (const char *folder,
                                HavenVaultKeys *keys,
                                HavenPartition partition,
                                gboolean deep,
                                gint64 *n_events,
                                GError **error);

G_END_DECLS
