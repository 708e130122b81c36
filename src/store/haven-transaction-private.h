/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-audit-trail-private.h"
#include "haven-changes.h"
#include "haven-database-private.h"
#include "haven-transaction.h"

G_BEGIN_DECLS

struct _HavenTransaction
{
  HavenDatabase *database;
  HavenPartitions open_partitions;
  HavenChanges *changes;
  HavenAuditTrail *trail;
};

gboolean haven_transaction_note (HavenTransaction *self, const char *record, const char *id);

/* What else reads whole records by a query of the store's own. */
GPtrArray *haven_transaction_collect (HavenTransaction *self,
                                      const HavenRecordInfo *info,
                                      sqlite3_stmt *statement,
                                      GError **error);
char *haven_record_dup_columns (const HavenRecordInfo *info, const char *prefix);

G_END_DECLS
