/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-action.h"

G_BEGIN_DECLS

char *haven_vault_unfinished_build_mark (const char *folder);
gboolean haven_vault_unfinished_is_ours (const char *folder);
gboolean haven_vault_unfinished_is_marked (const char *folder);
gboolean haven_vault_unfinished_is_free (const char *folder);
gboolean haven_vault_unfinished_mark (const char *folder, GError **error);
void haven_vault_unfinished_unmark (const char *folder);
gboolean haven_vault_unfinished_remove_files (const char *folder);
void haven_vault_unfinished_clear (const char *folder);
void haven_vault_unfinished_take_back (const char *folder, HavenPartitions added);

G_END_DECLS
