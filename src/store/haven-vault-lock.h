/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-store-error.h"

G_BEGIN_DECLS

/**
 * Who uses a vault: every open store shares the file `vault.lock`; who puts another file in a partition's place has it
 * alone. The lock goes with the process that held it, however that ends.
 */
int haven_vault_lock_share (const char *folder, GError **error);
int haven_vault_lock_alone (const char *folder, GError **error);
int haven_vault_lock_writing (const char *folder, GError **error);
int haven_vault_lock_signing (const char *folder, GError **error);
void haven_vault_unlock (int lock);

G_END_DECLS
