/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-database-private.h"
#include "haven-vault-keys.h"

G_BEGIN_DECLS

/* A sum over all rows of a partition, and the version of the schema that it was taken with. Each event of the log
 * vouches for the one that holds when its transaction is committed: a row that is changed past Haven, or a page of the
 * file that is put back, no longer adds up. */
#define HAVEN_CONTENTS_SIZE 36

typedef struct _HavenContents HavenContents;

gboolean haven_contents_attach (HavenDatabase *database,
                                HavenVaultKeys *keys,
                                HavenPartitions partitions,
                                gboolean watching,
                                GError **error);
HavenContents *haven_contents_get (HavenDatabase *database);

gboolean haven_contents_changed (HavenContents *self, HavenPartition partition);
gboolean haven_contents_take (HavenContents *self,
                              HavenPartition partition,
                              const guint8 *before,
                              guint8 *after,
                              GError **error);
gboolean haven_contents_compute (HavenContents *self, HavenPartition partition, guint8 *contents, GError **error);
gboolean haven_contents_check_indexes (HavenContents *self,
                                       HavenPartition partition,
                                       gboolean *sound,
                                       GError **error);
gboolean haven_contents_is_current (HavenContents *self, HavenPartition partition, const guint8 *contents);

G_END_DECLS
