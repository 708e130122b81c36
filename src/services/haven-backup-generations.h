/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-backup.h"

G_BEGIN_DECLS

/** A backup in a folder, and what is known of it. */
typedef struct
{
  HavenBackupInfo *info;
  gboolean authentic;     /* what stands in front of it was written by a holder of the keys */
  HavenPartitions opened; /* by the keys of whoever looks; fewer than it holds where a part got a new key since */
  gboolean spare;         /* by the rule, not needed any longer */
} HavenBackupEntry;

HavenBackupEntry *haven_backup_entry_new (HavenBackupInfo *info);
void haven_backup_entry_free (HavenBackupEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBackupEntry, haven_backup_entry_free)

#define HAVEN_BACKUP_FEWEST_GENERATIONS 3

/* A stamp that lies further ahead than clocks differ (R40) tells no age: its clock was wrong, or this one is. */
#define HAVEN_BACKUP_CLOCKS_DIFFER (5 * G_TIME_SPAN_MINUTE)

gboolean haven_backup_is_of_unknown_age (HavenInstant made_at, HavenInstant now);

void haven_backup_generations_mark (GPtrArray *entries, HavenInstant now);

G_END_DECLS
