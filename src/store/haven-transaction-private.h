/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-access.h"
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
  const HavenAct *act;
  HavenAccess *access; /* of whoever is let in */
  HavenInstant now;
};

gboolean haven_transaction_check (HavenTransaction *self,
                                  const HavenRecordInfo *info,
                                  HavenAction action,
                                  GError **error);
gboolean haven_transaction_check_table (HavenTransaction *self,
                                        HavenPartition partition,
                                        const char *table,
                                        HavenAction action,
                                        GError **error);
gboolean haven_transaction_check_writing (HavenTransaction *self,
                                          const HavenRecordInfo *info,
                                          HavenAction action,
                                          gconstpointer record,
                                          GError **error);
void haven_transaction_append_assignments (HavenTransaction *self,
                                           const HavenRecordInfo *info,
                                           const char *value_format,
                                           GString *sql);
void haven_transaction_append_seen (const HavenRecordInfo *info, const char *id, GString *sql);
void haven_store_set_not_found (const char *record, GError **error);
gboolean haven_store_tell_refusal (HavenPartition partition, const char *record, GError *refusal, GError **error);
const HavenField *haven_record_find_field (const HavenRecordInfo *info, const char *name);

gboolean haven_transaction_note (HavenTransaction *self, const char *record, const char *id);

/* What else reads whole records by a query of the store's own. */
GPtrArray *haven_transaction_collect (HavenTransaction *self,
                                      const HavenRecordInfo *info,
                                      sqlite3_stmt *statement,
                                      GError **error);
char *haven_record_dup_columns (const HavenRecordInfo *info, const char *prefix);

G_END_DECLS
