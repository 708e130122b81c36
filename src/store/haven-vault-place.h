/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-store-error.h"
#include <sys/vfs.h>

G_BEGIN_DECLS

/* Where a vault may lie. Locks do not hold on a network disk, and what synchronises folders copies files in the middle
 * of a change and takes them to other machines (safety T13). */

/** As statfs(): 0, or -1 with errno. */
typedef int (*HavenStatfsFunc) (const char *path, struct statfs *status);

gboolean haven_vault_place_check (const char *folder, GError **error);
gboolean haven_vault_place_check_with (const char *folder, HavenStatfsFunc look, GError **error);

G_END_DECLS
