/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-database-private.h"
#include "haven-record.h"

G_BEGIN_DECLS

int haven_migrations_get_newest (HavenPartition partition);
gboolean haven_migrations_run (HavenPartition partition, const char *path, const guint8 *key, GError **error);

G_END_DECLS
