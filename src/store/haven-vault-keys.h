/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

#define HAVEN_VAULT_KEY_SIZE 32

/** The keys of the partitions, in memory that is locked and wiped. A partition without a key stays closed. */
typedef struct _HavenVaultKeys HavenVaultKeys;

HavenVaultKeys *haven_vault_keys_new (void);
HavenVaultKeys *haven_vault_keys_new_random (void);
HavenVaultKeys *haven_vault_keys_copy (HavenVaultKeys *self);
void haven_vault_keys_free (HavenVaultKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenVaultKeys, haven_vault_keys_free)

const guint8 *haven_vault_keys_get (HavenVaultKeys *self, HavenPartition partition);
void haven_vault_keys_set (HavenVaultKeys *self, HavenPartition partition, const guint8 *key);
void haven_vault_keys_set_random (HavenVaultKeys *self, HavenPartition partition);
void haven_vault_keys_remove (HavenVaultKeys *self, HavenPartition partition);
void haven_vault_keys_add_all (HavenVaultKeys *self, HavenVaultKeys *others);
void haven_vault_keys_derive (HavenVaultKeys *self, HavenPartition partition, const char *purpose, guint8 *key);

G_END_DECLS
