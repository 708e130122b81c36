/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"
#include "haven-store-error.h"

G_BEGIN_DECLS

#define HAVEN_VAULT_KEY_SIZE 32

/** The keys of the partitions, in memory that is locked and wiped. A partition without a key stays closed. */
typedef struct _HavenVaultKeys HavenVaultKeys;

HavenVaultKeys *haven_vault_keys_new (void);
HavenVaultKeys *haven_vault_keys_new_random (void);
void haven_vault_keys_free (HavenVaultKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenVaultKeys, haven_vault_keys_free)
const guint8 *haven_vault_keys_get (HavenVaultKeys *self, HavenPartition partition);
void haven_vault_keys_remove (HavenVaultKeys *self, HavenPartition partition);

/** The file `vault.json`: what a vault is, and the key slots by which its keys are reached. */
typedef struct _HavenVaultFile HavenVaultFile;

HavenVaultFile *haven_vault_file_new (HavenVaultKeys *keys);
HavenVaultFile *haven_vault_file_read (const char *folder, GError **error);
gboolean haven_vault_file_write (HavenVaultFile *self, const char *folder, GError **error);
void haven_vault_file_free (HavenVaultFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenVaultFile, haven_vault_file_free)

const char *haven_vault_file_get_id (HavenVaultFile *self);
gboolean haven_vault_file_add_passphrase (HavenVaultFile *self,
                                          HavenVaultKeys *keys,
                                          const char *passphrase,
                                          GError **error);
gboolean haven_vault_file_add_device (HavenVaultFile *self,
                                      HavenVaultKeys *keys,
                                      const guint8 *device_key,
                                      GError **error);
HavenVaultKeys *haven_vault_file_unlock_with_passphrase (HavenVaultFile *self,
                                                         const char *passphrase,
                                                         GError **error);
HavenVaultKeys *haven_vault_file_unlock_with_device (HavenVaultFile *self,
                                                     const guint8 *device_key,
                                                     GError **error);

G_END_DECLS
