/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vault-file.h"

#include <sodium.h>

G_BEGIN_DECLS

#define HAVEN_SEALED_KEY_SIZE (crypto_box_SEALBYTES + HAVEN_VAULT_KEY_SIZE)
#define HAVEN_SLOT_KEY_SIZE (HAVEN_SEALED_KEY_SIZE + crypto_generichash_BYTES)
#define HAVEN_WRAPPED_SIZE (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + crypto_box_SECRETKEYBYTES)

struct _HavenVaultFile
{
  JsonObject *object;
  HavenVaultKeys *next_keys; /* owned, nullable: what was unsealed while a partition gets a new key */
};

/* The most that a try of a passphrase may cost. */
#define HAVEN_VAULT_MOST_PASSES 64
#define HAVEN_VAULT_MOST_MEMORY (1024 * 1024 * 1024)

gboolean haven_vault_file_set_damaged (GError **error);
gboolean haven_vault_file_has_shape (JsonObject *object);
JsonArray *haven_vault_file_get_slots (HavenVaultFile *self, const char *kind);
void haven_vault_file_set_check (HavenVaultFile *self,
                                 HavenVaultKeys *keys,
                                 HavenPartition partition,
                                 const char *which);
void haven_vault_file_move_check (HavenVaultFile *self, HavenPartition partition, gboolean take);
void haven_vault_file_settle_rekey_due (HavenVaultFile *self, HavenPartition partition);

/* Writing in two steps, for a change that is committed elsewhere between them: haven-vault-change.c. */
char *haven_vault_file_seal_text (HavenVaultFile *self, HavenVaultKeys *keys, const char *folder);
gboolean haven_vault_file_put_text (const char *folder, const char *text, GError **error);

/* Bytes in JSON are base64; one of another length than @size is as good as none. */
void haven_slot_set_bytes (JsonObject *slot, const char *name, const guint8 *bytes, gsize size);
guint8 *haven_slot_dup_bytes (JsonObject *slot, const char *name, gsize size);

/* What members and recovery slots have in common: a key pair, its wrapped private key, sealed partition keys. */
JsonObject *haven_slot_new (const char *id, guint8 *private_key);
char *haven_slot_wrap (const guint8 *private_key, const guint8 *wrap);
gboolean haven_slot_unwrap (const char *text, const guint8 *wrap, guint8 *private_key);
void haven_slot_seal_key (JsonObject *slot, const char *where, HavenPartition partition, const guint8 *key);
gboolean haven_slot_holds (JsonObject *slot, const char *where, HavenPartition partition);
HavenVaultKeys *haven_slot_open_keys (JsonObject *slot, const char *where, const guint8 *private_key);
gboolean haven_vault_file_has_true_holders (HavenVaultFile *self, HavenVaultKeys *keys);

HavenVaultKeys *haven_vault_file_open_slot (HavenVaultFile *self,
                                            JsonObject *slot,
                                            const guint8 *private_key,
                                            GError **error);
JsonObject *haven_vault_file_find_slot (HavenVaultFile *self, const char *kind, const char *id, guint *index);

/* For backups: haven-vault-recovery.c. */
void haven_vault_file_restore_partition (HavenVaultFile *self, HavenPartition partition, gboolean present);
JsonObject *haven_vault_file_seal_for_recovery (HavenVaultFile *self, HavenPartition partition, const guint8 *key);
gboolean haven_vault_file_recover_sealed (HavenVaultFile *self,
                                          const char *code,
                                          JsonObject *all,
                                          guint8 *key,
                                          gboolean *opened,
                                          GError **error);

G_END_DECLS
