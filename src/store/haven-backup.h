/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-action.h"
#include "haven-clock.h"
#include "haven-vault-file.h"
#include "haven-vault-rekey.h"

G_BEGIN_DECLS

/** What stands in front of a backup for everybody to read; it names nobody and counts nothing. */
typedef struct
{
  char *path;
  char *id;
  char *vault_id;
  HavenInstant made_at;
  gint64 generation; /* of vault.json */
  HavenPartitions partitions;
  gint64 size; /* bytes */
} HavenBackupInfo;

HavenBackupInfo *haven_backup_info_read (const char *path, GError **error);
HavenBackupInfo *haven_backup_info_copy (const HavenBackupInfo *self);
void haven_backup_info_free (HavenBackupInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBackupInfo, haven_backup_info_free)

gboolean haven_backup_is_authentic (const char *path, HavenVaultKeys *keys, HavenPartitions *opened, GError **error);

/**
 * HavenBackup:
 *
 * One file that holds what its maker holds: a copy of each partition under a key of its own, and vault.json. The keys are
 * sealed to the recovery slots, and closed under the vault's own keys. What is copied is the vault at one moment,
 * however much is written meanwhile.
 */
typedef struct _HavenBackup HavenBackup;

HavenBackup *haven_backup_new (const char *vault_folder, const char *id, HavenVaultKeys *keys, GError **error);
gboolean haven_backup_pin (HavenBackup *self, GError **error);
HavenBackupInfo *haven_backup_write (HavenBackup *self,
                                     const char *target,
                                     HavenInstant made_at,
                                     HavenProgressFunc progress,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);
void haven_backup_free (HavenBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBackup, haven_backup_free)

gboolean haven_backup_verify (const char *path,
                              const char *vault_folder,
                              HavenVaultKeys *keys,
                              HavenProgressFunc progress,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);

gboolean haven_backup_copy (const char *path,
                            const char *folder,
                            const char *vault_folder,
                            HavenVaultKeys *keys,
                            HavenProgressFunc progress,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

/** What opens a backup: recovery codes, a member's name and passphrase, or the keys themselves. */
typedef struct
{
  const char *const *codes; /* nullable */
  const char *sign_in_name; /* with a passphrase */
  const char *passphrase;   /* nullable */
  const guint8 *share;      /* nullable: this device's, for a passphrase */
  HavenVaultKeys *keys;     /* nullable: for whoever has the vault open */
} HavenBackupUnlock;

gboolean haven_backup_restore (const char *path,
                               const char *folder,
                               const HavenBackupUnlock *unlock,
                               HavenPartitions *restored,
                               HavenProgressFunc progress,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);
HavenPartitions haven_backup_drill (const char *path,
                                    const char *vault_folder,
                                    HavenVaultKeys *keys,
                                    HavenProgressFunc progress,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
