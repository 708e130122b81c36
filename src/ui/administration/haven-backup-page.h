/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-facts-page.h"

G_BEGIN_DECLS

/** How well the vault is kept: the age of the backups, where they are, whether one was tried out, and recovery sheets. */
#define HAVEN_TYPE_BACKUP_PAGE (haven_backup_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenBackupPage, haven_backup_page, HAVEN, BACKUP_PAGE, HavenFactsPage)

GtkWidget *haven_backup_page_new (HavenWorkspace *workspace);
gboolean haven_backup_page_is_for (HavenSession *session);
gboolean haven_backup_page_is_idle (HavenBackupPage *self);
void haven_backup_page_back_up (HavenBackupPage *self);
void haven_backup_page_try_out (HavenBackupPage *self);
const char *haven_backup_page_get_verdict (HavenBackupPage *self);

G_END_DECLS
