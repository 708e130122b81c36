/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-access.h"
#include "haven-date.h"
#include "haven-store-error.h"
#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define HAVEN_KEY_SIZE 32

typedef struct _HavenDatabase HavenDatabase;

gboolean haven_engine_start (GError **error);

HavenDatabase *haven_database_open_file (const char *path, const guint8 *key, GError **error);
gboolean haven_database_read_start (const char *path, guint8 *bytes, int n_bytes);
HavenDatabase *haven_database_open_empty (GError **error);
void haven_database_close (HavenDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDatabase, haven_database_close)

gboolean haven_database_attach (HavenDatabase *self,
                                const char *path,
                                const char *name,
                                const guint8 *key,
                                GError **error);
gboolean haven_database_seal (HavenDatabase *self, gboolean read_only, GError **error);
gboolean haven_database_is_read_only (HavenDatabase *self);
void haven_database_set_access (HavenDatabase *self, HavenAccess *access, HavenClock *clock);
HavenAccess *haven_database_get_access (HavenDatabase *self);
void haven_database_add_view (HavenDatabase *self, const char *name);
void haven_database_go_inside (HavenDatabase *self);
void haven_database_come_out (HavenDatabase *self);
gboolean haven_database_exec (HavenDatabase *self, const char *sql, GError **error);
gboolean haven_database_run (HavenDatabase *self, const char *sql, GError **error, const char *types, ...);
sqlite3_stmt *haven_database_prepare (HavenDatabase *self,
                                      const char *sql,
                                      GError **error,
                                      const char *types,
                                      ...);
gboolean haven_database_step (HavenDatabase *self, sqlite3_stmt *statement, gboolean *row, GError **error);
gboolean haven_database_get_integer (HavenDatabase *self, const char *sql, gint64 *value, GError **error);
sqlite3 *haven_database_get_handle (HavenDatabase *self);
guint haven_database_get_n_failures (HavenDatabase *self);
void haven_database_set_error (HavenDatabase *self, int code, GError **error);

const char *haven_column_text (sqlite3_stmt *statement, int column);

G_END_DECLS
