/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-database-private.h"
#include "haven-vault-state.h"

G_BEGIN_DECLS

HavenDatabase *haven_vault_state_open_shared (const char *folder, HavenVaultKeys *keys, GError **error);

G_END_DECLS
