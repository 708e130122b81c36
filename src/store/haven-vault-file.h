/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-store-error.h"
#include "haven-vault-keys.h"

G_BEGIN_DECLS

#define HAVEN_DEVICE_SHARE_SIZE 32

/**
 * HavenVaultFile:
 *
 * The file `vault.json`: a vault's id and the slots by which its keys are reached. It names nobody. Each member has a
 * key pair; the private key is wrapped by what a sign-in name and a passphrase give (Argon2id), together with this
 * device's share where there is one; the keys of partitions are sealed to the public key. Recovery slots work the same
 * with a printed code. The whole is sealed under a key that only those who open the shared partition can make.
 *
 * What changes a slot changes it in memory; haven_vault_file_write() replaces the file. Functions that take a
 * passphrase take about half a second on purpose: never on the main thread.
 */
typedef struct _HavenVaultFile HavenVaultFile;

/** How much a try of a passphrase costs, the same for everybody of a vault. */
typedef struct
{
  guint64 passes;
  gsize memory; /* bytes */
} HavenPassphraseCost;

HavenPassphraseCost haven_passphrase_cost_measure (void);
HavenPassphraseCost haven_passphrase_cost_light (void);

HavenVaultFile *haven_vault_file_new (HavenPassphraseCost cost);
HavenVaultFile *haven_vault_file_read (const char *folder, GError **error);
HavenVaultFile *haven_vault_file_parse (const char *text, gsize length, GError **error);
char *haven_vault_file_dup_text (HavenVaultFile *self);
gboolean haven_vault_file_check (HavenVaultFile *self, HavenVaultKeys *keys, GError **error);
gboolean haven_vault_file_write (HavenVaultFile *self, HavenVaultKeys *keys, const char *folder, GError **error);
void haven_vault_file_free (HavenVaultFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenVaultFile, haven_vault_file_free)

gboolean haven_vault_file_knows (HavenVaultFile *self, const char *folder, HavenPartition partition);

const char *haven_vault_file_get_id (HavenVaultFile *self);
gint64 haven_vault_file_get_generation (HavenVaultFile *self);
void haven_vault_file_set_passphrase_alone (HavenVaultFile *self, gboolean allowed);
gboolean haven_vault_file_get_passphrase_alone (HavenVaultFile *self);
void haven_vault_file_set_restored (HavenVaultFile *self, gboolean restored);
gboolean haven_vault_file_is_restored (HavenVaultFile *self);
void haven_vault_file_set_absent (HavenVaultFile *self, HavenPartition partition, gboolean absent);
gboolean haven_vault_file_is_absent (HavenVaultFile *self, HavenPartition partition);
void haven_vault_file_set_rekey_due (HavenVaultFile *self, HavenPartition partition, gboolean due);
gboolean haven_vault_file_is_rekey_due (HavenVaultFile *self, HavenPartition partition);
void haven_vault_file_set_heads (HavenVaultFile *self, GBytes *heads);
GBytes *haven_vault_file_dup_heads (HavenVaultFile *self);

/* Members: haven-vault-members.c. A @share is 32 bytes from this device's keyring, or %NULL. */
gboolean haven_vault_file_add_member (HavenVaultFile *self,
                                      const char *member_id,
                                      const char *sign_in_name,
                                      const char *passphrase,
                                      const guint8 *share,
                                      HavenVaultKeys *keys,
                                      GError **error);
HavenVaultKeys *haven_vault_file_sign_in (HavenVaultFile *self,
                                          const char *sign_in_name,
                                          const char *passphrase,
                                          const guint8 *share,
                                          char **member_id,
                                          GError **error);
gboolean haven_vault_file_change_passphrase (HavenVaultFile *self,
                                             const char *sign_in_name,
                                             const char *passphrase,
                                             const char *new_passphrase,
                                             const guint8 *share,
                                             GError **error);
gboolean haven_vault_file_has_device (HavenVaultFile *self, const char *member_id);
gboolean haven_vault_file_replace_member (HavenVaultFile *self,
                                          const char *member_id,
                                          const char *sign_in_name,
                                          const char *passphrase,
                                          const guint8 *share,
                                          HavenVaultKeys *keys,
                                          GError **error);
gboolean haven_vault_file_grant (HavenVaultFile *self,
                                 const char *member_id,
                                 HavenVaultKeys *keys,
                                 HavenPartition partition,
                                 GError **error);
void haven_vault_file_revoke (HavenVaultFile *self, const char *member_id, HavenPartition partition);
gboolean haven_vault_file_remove_member (HavenVaultFile *self, const char *member_id);
char **haven_vault_file_list_members (HavenVaultFile *self);
gboolean haven_vault_file_has_member (HavenVaultFile *self, const char *member_id);
gboolean haven_vault_file_member_holds (HavenVaultFile *self, const char *member_id, HavenPartition partition);

/* Printed recovery codes, and a new key for a partition: haven-vault-recovery.c. */
char *haven_vault_file_add_recovery (HavenVaultFile *self, HavenVaultKeys *keys, guint partitions, GError **error);
HavenVaultKeys *haven_vault_file_recover (HavenVaultFile *self, const char *code, GError **error);
guint haven_vault_file_get_recoverable (HavenVaultFile *self);
gboolean haven_vault_file_prepare_rekey (HavenVaultFile *self,
                                         HavenPartition partition,
                                         const guint8 *new_key,
                                         GError **error);
gboolean haven_vault_file_is_rekey_pending (HavenVaultFile *self, HavenPartition partition);
void haven_vault_file_finish_rekey (HavenVaultFile *self, HavenPartition partition);
void haven_vault_file_abandon_rekey (HavenVaultFile *self, HavenPartition partition);
HavenVaultKeys *haven_vault_file_get_next_keys (HavenVaultFile *self);

/* Changing the file while others may: it is read anew under a lock, changed, and written. */
typedef gboolean (*HavenVaultFileFunc) (HavenVaultFile *self, gpointer data, GError **error);

gboolean haven_vault_file_edit (const char *folder,
                                HavenVaultKeys *keys,
                                HavenVaultFileFunc function,
                                gpointer data,
                                gint64 *generation,
                                GError **error);

G_END_DECLS
