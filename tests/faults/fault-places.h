/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "backup-test.h"
#include "fault-test.h"
#include "fault-work.h"

G_BEGIN_DECLS

#define FAULT_KEPT_BACKUP "kept.haven"
#define FAULT_NOW G_GINT64_CONSTANT (1795183200000000)

/** A vault, a place for backups, and a place to restore into, below one folder that is watched. */
typedef struct
{
  HavenTestBackup *made;
  char *folder;        /* below it: vault, elsewhere, new */
  FaultLedger *ledger; /* acts in the vault */
  guint n_before;      /* acknowledged before anything was stopped */
} FaultPlaces;

FaultPlaces *fault_places_new (void);
void fault_places_free (FaultPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultPlaces, fault_places_free)

char *fault_places_build (FaultPlaces *self, const char *name);
void fault_places_keep_backup (FaultPlaces *self);
void fault_places_live (FaultPlaces *self, guint n_acts);
HavenBackupInfo *fault_write_backup (const char *vault, HavenVaultKeys *keys, GError **error);
HavenVaultKeys *fault_places_recover (FaultPlaces *self, HavenVaultFile *file, GError **error);
char *fault_places_describe (const char *folder, HavenVaultKeys *keys, FaultPlaces *self, GPtrArray *acknowledged);
gboolean fault_has_name (const char *folder, const char *ending);

G_END_DECLS
