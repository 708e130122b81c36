/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-backup-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenVaultBanner:
 *
 * One calm line, with at most one button, about the gravest of what is not as it should be: a log that does not hold, a
 * clock that was set back, notes that are open in an emergency, a backup that is old. Not there while all is well.
 */
#define HAVEN_TYPE_VAULT_BANNER (haven_vault_banner_get_type ())
G_DECLARE_FINAL_TYPE (HavenVaultBanner, haven_vault_banner, HAVEN, VAULT_BANNER, AdwBin)

GtkWidget *haven_vault_banner_new (HavenWorkspace *workspace);
const char *haven_vault_banner_get_words (HavenVaultBanner *self);
char *haven_vault_banner_dup_backup_words (HavenBackupConcern concern, int days);

G_END_DECLS
