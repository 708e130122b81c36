/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vault-file.h"

G_BEGIN_DECLS

/* What is looked up in the shared partition before anybody is let in, by who holds its key. */
gboolean haven_vault_state_note_generation (const char *folder, HavenVaultKeys *keys, gint64 generation, GError **error);
gboolean haven_vault_state_check_generation (const char *folder, HavenVaultKeys *keys, gint64 generation, GError **error);
gboolean haven_vault_state_set_rolled_back (GError **error);
char *haven_vault_state_find_staff (const char *folder, HavenVaultKeys *keys, const char *name, GError **error);

G_END_DECLS
