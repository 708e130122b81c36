/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-backup.h"
#include "haven-database-private.h"

#include <json-glib/json-glib.h>
#include <sodium.h>

G_BEGIN_DECLS

#define HAVEN_BACKUP_DIGEST_SIZE 32

/** A partition in a backup. */
typedef struct
{
  gboolean held;
  gint64 offset; /* in the file */
  gint64 size;
  guint8 digest[HAVEN_BACKUP_DIGEST_SIZE]; /* of its bytes, under a key that comes from the copy's key */
  JsonObject *recovery;                    /* owned: recovery slot → the copy's key, sealed to it */
  char *wrapped;                           /* the copy's key, closed under the vault's key of the partition */
  GBytes *facts;                           /* what must be found in it, closed under the copy's key */
} HavenBackupPart;

/** What stands in front of the partitions. See haven-backup-header.c for how it lies in the file. */
typedef struct
{
  char *id;
  char *vault_id;
  char *vault_text; /* vault.json */
  HavenInstant made_at;
  gint64 generation;
  HavenBackupPart parts[HAVEN_N_PARTITIONS];
  GBytes *text; /* nullable: as it was read */
  guint8 marks[HAVEN_N_PARTITIONS][HAVEN_BACKUP_DIGEST_SIZE];
} HavenBackupHeader;

HavenBackupHeader *haven_backup_header_new (void);
void haven_backup_header_free (HavenBackupHeader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBackupHeader, haven_backup_header_free)

GBytes *haven_backup_header_write (HavenBackupHeader *self, HavenVaultKeys *copy_keys);
HavenBackupHeader *haven_backup_header_read (int file, GError **error);
HavenPartitions haven_backup_header_get_partitions (HavenBackupHeader *self);
gint64 haven_backup_header_get_total (HavenBackupHeader *self);
gboolean haven_backup_header_check_marks (HavenBackupHeader *self, HavenVaultKeys *copy_keys, GError **error);
HavenVaultKeys *haven_backup_header_open_with_keys (HavenBackupHeader *self, HavenVaultKeys *keys);
HavenVaultKeys *haven_backup_header_open_with_codes (HavenBackupHeader *self,
                                                     HavenVaultFile *file,
                                                     const char *const *codes,
                                                     GError **error);
void haven_backup_header_close_key (HavenBackupHeader *self,
                                    HavenPartition partition,
                                    HavenVaultFile *file,
                                    HavenVaultKeys *keys,
                                    HavenVaultKeys *copy_keys);
void haven_backup_header_set_facts (HavenBackupHeader *self,
                                    HavenPartition partition,
                                    HavenVaultKeys *copy_keys,
                                    JsonObject *facts);
JsonObject *haven_backup_header_open_facts (HavenBackupHeader *self,
                                            HavenPartition partition,
                                            HavenVaultKeys *copy_keys,
                                            GError **error);

gboolean haven_backup_set_damaged (GError **error, const char *what);

/* What is in a partition: its schema, how far its log goes, each table's rows and a hash over them. */
JsonObject *haven_backup_read_facts (HavenDatabase *database,
                                     HavenPartition partition,
                                     GCancellable *cancellable,
                                     GError **error);
JsonObject *haven_backup_read_facts_of_file (const char *path,
                                             HavenPartition partition,
                                             const guint8 *key,
                                             GCancellable *cancellable,
                                             GError **error);
gboolean haven_backup_compare_facts (JsonObject *expected, JsonObject *found, HavenPartition partition, GError **error);

/* Bytes from one file to another, with a digest over them: haven-backup-bytes.c. */

/** Several steps told as one. */
typedef struct
{
  HavenProgressFunc function;
  gpointer data;
  gint64 before; /* what earlier steps did */
  gint64 share;  /* what this step is of @total */
  gint64 total;
} HavenBackupProgress;

void haven_backup_progress_tell (gint64 done, gint64 total, gpointer data);
void haven_backup_progress_step (HavenBackupProgress *self);

int haven_backup_open (const char *path, GError **error);
gboolean haven_backup_pour (int from,
                            gint64 from_offset,
                            int to,
                            gint64 to_offset,
                            gint64 size,
                            crypto_generichash_state *state,
                            HavenBackupProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
gboolean haven_backup_extract (int file,
                               HavenBackupHeader *header,
                               HavenPartition partition,
                               HavenVaultKeys *copy_keys,
                               const char *path,
                               HavenBackupProgress *progress,
                               GCancellable *cancellable,
                               GError **error);
gboolean haven_backup_reopen (const char *path,
                              const char *work,
                              HavenVaultKeys *keys,
                              HavenBackupProgress *progress,
                              GCancellable *cancellable,
                              GError **error);
void haven_backup_begin_digest (crypto_generichash_state *state, HavenVaultKeys *copy_keys, HavenPartition partition);
gboolean haven_backup_set_errno (GError **error, int failure, const char *what);
char *haven_backup_build_path (const char *folder, HavenPartition partition, const char *ending);
void haven_backup_empty_tree (const char *folder);
void haven_backup_remove_tree (const char *folder);

/* The vault's own folder for backups, and the work in it, one at a time. */
int haven_backup_begin_work (const char *vault_folder, char **work, GError **error);
void haven_backup_end_work (int lock, const char *work);

G_END_DECLS
