/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-database-private.h"
#include "haven-vault-rekey.h"

G_BEGIN_DECLS

gboolean haven_database_copy (HavenDatabase *from,
                              const char *name,
                              const char *path,
                              const guint8 *key,
                              HavenProgressFunc progress,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);
gboolean haven_database_check_file (const char *path, const guint8 *key, GError **error);

G_END_DECLS
