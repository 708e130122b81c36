/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-database-private.h"
#include "haven-clock.h"
#include "haven-transaction.h"

G_BEGIN_DECLS

#define HAVEN_HASH_SIZE 32

gboolean haven_audit_append (HavenDatabase *database,
                             HavenPartition partition,
                             const HavenAct *act,
                             HavenInstant at,
                             GError **error);
gboolean haven_audit_verify (HavenDatabase *database, HavenPartition partition, gint64 *n_events, GError **error);

G_END_DECLS
