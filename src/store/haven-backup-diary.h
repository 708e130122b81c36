/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-action.h"
#include "haven-clock.h"
#include "haven-vault-keys.h"

G_BEGIN_DECLS

/** What the backups themselves do not tell: when one was tried out, and how old the copies elsewhere are. */
typedef struct
{
  HavenInstant drilled_at; /* when the last one that went well was */
  HavenPartitions drilled;
  gboolean elsewhere_wanted; /* a second place is set */
  HavenInstant elsewhere_at[HAVEN_N_PARTITIONS];
} HavenBackupDiary;

HavenBackupDiary haven_backup_diary_read (const char *vault_folder, HavenVaultKeys *keys);
gboolean haven_backup_diary_write (const HavenBackupDiary *self,
                                   const char *vault_folder,
                                   HavenVaultKeys *keys,
                                   GError **error);

G_END_DECLS
