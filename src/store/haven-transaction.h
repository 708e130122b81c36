/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-action.h"
#include "haven-record.h"
#include "haven-store-error.h"

G_BEGIN_DECLS

/**
 * HavenAct:
 *
 * Who does what to which record. Nothing runs in the store without one: it becomes the audit event that is
 * committed together with the change, and it is what a permission is asked for. Who did it is whom the store let in.
 */
typedef struct
{
  const char *staff_id;   /* nullable: the store fills it in */
  HavenAction action;
  const char *record;     /* the table's name */
  const char *object_id;  /* nullable */
  const char *patient_id; /* nullable */
  const char *detail;     /* nullable; it is kept encrypted with the event */
  HavenPartitions partitions;
} HavenAct;

/** A running transaction on the writer thread. Its functions are called from a HavenTransactionFunc only. */
typedef struct _HavenTransaction HavenTransaction;

typedef gboolean (*HavenTransactionFunc) (HavenTransaction *transaction, gpointer data, GError **error);

gboolean haven_transaction_has_partition (HavenTransaction *self, HavenPartition partition);
gboolean haven_transaction_may (HavenTransaction *self, const HavenRecordInfo *info, HavenAction action);

gboolean haven_transaction_insert (HavenTransaction *self,
                                   const HavenRecordInfo *info,
                                   gconstpointer record,
                                   GError **error);
gboolean haven_transaction_update (HavenTransaction *self,
                                   const HavenRecordInfo *info,
                                   gconstpointer record,
                                   GError **error);
gboolean haven_transaction_save (HavenTransaction *self,
                                 const HavenRecordInfo *info,
                                 gconstpointer record,
                                 GError **error);
gboolean haven_transaction_delete (HavenTransaction *self,
                                   const HavenRecordInfo *info,
                                   const char *id,
                                   GError **error);
gpointer haven_transaction_load (HavenTransaction *self,
                                 const HavenRecordInfo *info,
                                 const char *id,
                                 GError **error);
GPtrArray *haven_transaction_list (HavenTransaction *self,
                                   const HavenRecordInfo *info,
                                   const char *field,
                                   const char *value,
                                   const char *order_field,
                                   GError **error);

G_END_DECLS
