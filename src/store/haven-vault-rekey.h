/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vault-file.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/** @done of @total pages, while a copy is made; called on the thread that makes it. */
typedef void (*HavenProgressFunc) (gint64 done, gint64 total, gpointer data);

gboolean haven_vault_rekey (const char *folder,
                            HavenVaultFile *file,
                            HavenVaultKeys *keys,
                            HavenPartition partition,
                            HavenProgressFunc progress,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);
void haven_vault_pick_rekeyed (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys);
gboolean haven_vault_settle_rekeys (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, GError **error);

G_END_DECLS
