/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-anchors-private.h"
#include "haven-audit-log-private.h"
#include "haven-audit-watch.h"

G_BEGIN_DECLS

HavenAuditWatch *haven_audit_watch_new (HavenDatabase *connection,
                                        HavenPartitions partitions,
                                        HavenAnchors *anchors,
                                        HavenAuditLog *log,
                                        GMainContext *context);
void haven_audit_watch_start (HavenAuditWatch *self, gint64 first_delay, gint64 period);
void haven_audit_watch_stop (HavenAuditWatch *self);
void haven_audit_watch_set_broken (HavenAuditWatch *self, const GError *error);
void haven_audit_watch_set_looking (HavenAuditWatch *self);
gboolean haven_audit_watch_check_writing (HavenAuditWatch *self, GError **error);
void haven_audit_watch_note_commit (HavenAuditWatch *self);

HavenAnchors *haven_audit_watch_get_anchors (HavenAuditWatch *self);
gboolean haven_audit_watch_check_anchor (HavenAuditWatch *self,
                                         HavenPartition partition,
                                         const HavenAuditHead *anchor,
                                         GError **error);
gboolean haven_audit_watch_contains (HavenAuditWatch *self,
                                     HavenPartition partition,
                                     const HavenAuditHead *anchor,
                                     gsize n_bytes,
                                     gboolean *contains,
                                     GError **error);

G_END_DECLS
