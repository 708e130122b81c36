/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-action.h"
#include "haven-clock.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HavenAuditWatch:
 *
 * Looks after the logs of an open vault: walks each chain from its first event to its last on a thread and a connection
 * of its own, soon after the vault was opened and once a day. What it finds is told on the main context that the
 * vault was opened in, by its properties and by `chain-broken`.
 */
#define HAVEN_TYPE_AUDIT_WATCH (haven_audit_watch_get_type ())
G_DECLARE_FINAL_TYPE (HavenAuditWatch, haven_audit_watch, HAVEN, AUDIT_WATCH, GObject)

/** How far a walk is; called on the thread that walks. */
typedef void (*HavenAuditProgressFunc) (gint64 n_checked, gint64 n_events, gpointer data);

gboolean haven_audit_watch_verify (HavenAuditWatch *self,
                                   HavenPartitions partitions,
                                   GCancellable *cancellable,
                                   HavenAuditProgressFunc function,
                                   gpointer data,
                                   gint64 *n_events,
                                   GError **error);

GError *haven_audit_watch_dup_break (HavenAuditWatch *self);
gboolean haven_audit_watch_is_running (HavenAuditWatch *self);
double haven_audit_watch_get_progress (HavenAuditWatch *self);
HavenInstant haven_audit_watch_get_checked_at (HavenAuditWatch *self);
gint64 haven_audit_watch_get_clock_set_back (HavenAuditWatch *self);
HavenPartitions haven_audit_watch_get_missing_heads (HavenAuditWatch *self);

G_END_DECLS
