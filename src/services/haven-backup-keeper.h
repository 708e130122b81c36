/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-backup-service.h"

G_BEGIN_DECLS

#define HAVEN_BACKUP_INTERVAL (4 * G_TIME_SPAN_HOUR)
#define HAVEN_BACKUP_INTERVAL_AT_LEAVING (12 * G_TIME_SPAN_HOUR)

/**
 * HavenBackupKeeper:
 *
 * Makes backups while a vault is open, on a thread of its own, and tries one out once a month. It never holds anybody up;
 * what it finds is told by `changed`, for a banner. Of the sample clinic it makes none.
 */
#define HAVEN_TYPE_BACKUP_KEEPER (haven_backup_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HavenBackupKeeper, haven_backup_keeper, HAVEN, BACKUP_KEEPER, GObject)

HavenBackupKeeper *haven_backup_keeper_new (HavenSession *session);
void haven_backup_keeper_stop (HavenBackupKeeper *self);
void haven_backup_keeper_set_interval (HavenBackupKeeper *self, gint64 interval);

void haven_backup_keeper_look (HavenBackupKeeper *self);
void haven_backup_keeper_make_now (HavenBackupKeeper *self);
void haven_backup_keeper_read_again (HavenBackupKeeper *self);
gboolean haven_backup_keeper_is_working (HavenBackupKeeper *self);
gboolean haven_backup_keeper_get_state (HavenBackupKeeper *self, HavenBackupState *state);
HavenBackupConcern haven_backup_keeper_get_concern (HavenBackupKeeper *self, int *days);
const GError *haven_backup_keeper_get_failure (HavenBackupKeeper *self);

void haven_backup_keeper_leave_async (HavenBackupKeeper *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean haven_backup_keeper_leave_finish (HavenBackupKeeper *self, GAsyncResult *result, GError **error);

G_END_DECLS
