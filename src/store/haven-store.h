/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-access.h"
#include "haven-audit-watch.h"
#include "haven-changes.h"
#include "haven-clock.h"
#include "haven-transaction.h"
#include "haven-vault-file.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HavenStore:
 *
 * The open vault. One writer thread runs transaction functions one after another; each commits together with the
 * audit event of its act, or not at all. After a commit `changed` is emitted, coalesced, on the main context that the
 * store was opened in.
 */
#define HAVEN_TYPE_STORE (haven_store_get_type ())
G_DECLARE_FINAL_TYPE (HavenStore, haven_store, HAVEN, STORE, GObject)

HavenStore *haven_store_create (const char *folder, HavenVaultKeys *keys, HavenClock *clock, GError **error);
HavenStore *haven_store_open (const char *folder, HavenVaultKeys *keys, HavenClock *clock, GError **error);
HavenStore *haven_store_open_to_look (const char *folder, HavenVaultKeys *keys, HavenClock *clock, GError **error);
void haven_store_close (HavenStore *self);

gboolean haven_store_admit (HavenStore *self, const char *staff_id, GError **error);
gboolean haven_store_admit_for_setup (HavenStore *self, const char *staff_id, GError **error);
HavenAccess *haven_store_ref_access (HavenStore *self);
HavenRoles *haven_store_get_roles (HavenStore *self);
char *haven_store_find_staff (HavenStore *self, const char *name, GError **error);
char *haven_store_dup_setting (HavenStore *self, const char *name, GError **error);

gboolean haven_store_run (HavenStore *self,
                          const HavenAct *act,
                          HavenTransactionFunc function,
                          gpointer data,
                          GError **error);
void haven_store_record_async (HavenStore *self, const HavenAct *act);

HavenPartitions haven_store_get_open_partitions (HavenStore *self);
HavenVaultKeys *haven_store_get_keys (HavenStore *self);
HavenClock *haven_store_get_clock (HavenStore *self);
void haven_store_set_zone (HavenStore *self, const char *zone_name);
const char *haven_store_get_folder (HavenStore *self);
HavenAuditWatch *haven_store_get_audit_watch (HavenStore *self);
gboolean haven_store_verify_audit (HavenStore *self, HavenPartition partition, gint64 *n_events, GError **error);

G_END_DECLS
