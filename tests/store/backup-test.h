/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-backup-private.h"
#include "haven-test-vault.h"

/** A vault with people, notes and matters in it, two members, and both recovery codes. */
typedef struct
{
  HavenTestVault *vault;
  char *outside; /* a folder that is no vault */
  char *backup;  /* the path of the last backup that was made */
  char *clinic_code;
  char *legal_code;
} HavenTestBackup;

#define CANARY_NAME "Quillonna Vexworthy"
#define CANARY_MATTER "Zephyrine petition"
#define DOCTOR_NAME "Dr Ada Prue"
#define DOCTOR_PASSPHRASE "seven brown owls at noon"

HavenTestBackup *haven_test_backup_new (int n_people);
void haven_test_backup_free (HavenTestBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTestBackup, haven_test_backup_free)

void haven_test_backup_make (HavenTestBackup *self, HavenPartitions partitions);
char *haven_test_backup_try (HavenTestBackup *self, const char *target, GCancellable *cancellable, GError **error);
char *haven_test_backup_build (HavenTestBackup *self, const char *name);
gboolean haven_test_backup_restore (HavenTestBackup *self,
                                    const char *folder,
                                    const char *const *codes,
                                    HavenPartitions *restored,
                                    GError **error);
char *haven_test_backup_describe (const char *folder, HavenVaultKeys *keys, HavenPartition partition);
void haven_test_backup_assert_empty (const char *folder);
guint haven_test_backup_count_files (const char *folder);

#define haven_assert_store_error(error, code) g_assert_error ((error), HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_##code)
