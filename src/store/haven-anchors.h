/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-store.h"

G_BEGIN_DECLS

/* The head of each chain is kept outside its database, so that a file that is put back, or a log that was made anew
 * from somewhere on, is noticed: in the file `heads` of the vault after each commit, and as a blob of constant size
 * wherever else a blob can be kept (the keyring, vault.json). A blob tells nothing without the partition's key. */

#define HAVEN_ANCHORS_BLOB_SIZE 384

GBytes *haven_anchors_dup_blob (HavenStore *store, GBytes *previous);
gboolean haven_anchors_check_blob (HavenStore *store, GBytes *blob, HavenPartitions *checked, GError **error);

/* The same on paper: a short text for each open partition. */
char *haven_anchors_dup_printed (HavenStore *store, HavenPartition partition);
gboolean haven_anchors_check_printed (HavenStore *store,
                                      const char *text,
                                      HavenPartition *partition,
                                      gint64 *sequence,
                                      GError **error);
gint64 haven_anchors_get_sequence (HavenStore *store, HavenPartition partition, HavenInstant *at);

gboolean haven_anchors_rekey (const char *folder,
                              HavenPartition partition,
                              HavenVaultKeys *before,
                              HavenVaultKeys *after,
                              GError **error);

G_END_DECLS
