/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-backup-service.h"

G_BEGIN_DECLS

/** What the page of the backups shows. */
typedef struct
{
  HavenBackupState state;
  GPtrArray *entries; /* of HavenBackupEntry */
  char *folder;
  char *second_place; /* nullable */
} HavenBackupFacts;

gpointer haven_backup_facts_read (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error);
void haven_backup_facts_free (HavenBackupFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBackupFacts, haven_backup_facts_free)

G_END_DECLS
