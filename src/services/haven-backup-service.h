/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-backup-generations.h"
#include "haven-session.h"

G_BEGIN_DECLS

#define HAVEN_BACKUP_OLDEST (48 * G_TIME_SPAN_HOUR)
#define HAVEN_BACKUP_OLDEST_ELSEWHERE (7 * 24 * G_TIME_SPAN_HOUR)
#define HAVEN_BACKUP_OLDEST_DRILL (31 * 24 * G_TIME_SPAN_HOUR)

/** What a backup that was made came to. */
typedef struct
{
  HavenBackupInfo *info;
  char **removed;    /* the paths of older ones that were not needed any longer */
  char *elsewhere;   /* nullable: the path of the copy in the second place */
  GError *elsewhere_error; /* nullable: why there is none, where there should be */
} HavenBackupResult;

void haven_backup_result_free (HavenBackupResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBackupResult, haven_backup_result_free)

/** How well a vault is kept, for whoever is signed in: the parts that they hold. Zeros: never. */
typedef struct
{
  HavenPartitions held;
  HavenInstant made_at[HAVEN_N_PARTITIONS];
  gboolean elsewhere_wanted;
  HavenInstant elsewhere_at[HAVEN_N_PARTITIONS];
  HavenInstant drilled_at;
} HavenBackupState;

/** What a banner should say; the gravest first. */
typedef enum
{
  HAVEN_BACKUP_IS_FINE,
  HAVEN_BACKUP_IS_MISSING,       /* a part was never backed up */
  HAVEN_BACKUP_IS_OLD,           /* more than 48 hours */
  HAVEN_BACKUP_ELSEWHERE_IS_OLD, /* the second place has seen none for a week */
  HAVEN_BACKUP_DRILL_IS_DUE,     /* none was tried out for a month */
} HavenBackupConcern;

HavenBackupResult *haven_backup_make (HavenSession *session,
                                      const char *target,
                                      HavenProgressFunc progress,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      GError **error);
GPtrArray *haven_backup_list (HavenSession *session, const char *folder, GError **error);
HavenPartitions haven_backup_try_out (HavenSession *session,
                                      const char *path,
                                      HavenProgressFunc progress,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean haven_backup_set_second_place (HavenSession *session, const char *folder, GError **error);
char *haven_backup_dup_second_place (HavenSession *session, GError **error);
char *haven_backup_dup_folder (HavenSession *session);

gboolean haven_backup_read_state (HavenSession *session, HavenBackupState *state, GError **error);
HavenInstant haven_backup_state_get_oldest (const HavenBackupState *self);
gboolean haven_backup_state_is_older_than (const HavenBackupState *self, gint64 age, HavenInstant now);
HavenBackupConcern haven_backup_state_get_concern (const HavenBackupState *self, HavenInstant now, int *days);

G_END_DECLS
