/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-anchors-private.h"
#include "haven-audit-private.h"
#include "haven-audit-trail-private.h"
#include "haven-transaction.h"

G_BEGIN_DECLS

/** What the writer writes events with, once a transaction; the heads follow when it is committed. */
typedef struct _HavenAuditLog HavenAuditLog;

HavenAuditLog *haven_audit_log_open (HavenAnchors *anchors,
                                     HavenDatabase *database,
                                     HavenPartitions partitions,
                                     gboolean to_look,
                                     HavenClock *clock,
                                     GError **error);
void haven_audit_log_close (HavenAuditLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenAuditLog, haven_audit_log_close)

gboolean haven_audit_log_append (HavenAuditLog *self,
                                 const HavenAct *act,
                                 HavenAuditTrail *trail,
                                 HavenClock *clock,
                                 GError **error);
void haven_audit_log_commit (HavenAuditLog *self, HavenClock *clock);
HavenPartitions haven_audit_log_get_missing (HavenAuditLog *self);
gint64 haven_audit_log_get_set_back (HavenAuditLog *self);

G_END_DECLS
