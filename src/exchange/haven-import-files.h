/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-exchange-error.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* No directory of a clinic comes near these; what does is a mistake, or made to fill the memory. */
#define HAVEN_IMPORT_MAX_BYTES (G_GUINT64_CONSTANT (1) << 30)
#define HAVEN_IMPORT_MAX_FILES 10000
#define HAVEN_IMPORT_MAX_DEPTH 4
#define HAVEN_IMPORT_MAX_RATIO 200
#define HAVEN_IMPORT_RATIO_FLOOR (G_GUINT64_CONSTANT (16) << 20)

/** The files of a folder, of a zip, or a single one, read without unpacking anything to disk. */
typedef struct _HavenImportFiles HavenImportFiles;
typedef struct _HavenImportStream HavenImportStream;

HavenImportFiles *haven_import_files_open (const char *path, GError **error);
void haven_import_files_free (HavenImportFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenImportFiles, haven_import_files_free)

guint haven_import_files_get_n (HavenImportFiles *self);
const char *haven_import_files_get_name (HavenImportFiles *self, guint i);
guint64 haven_import_files_get_size (HavenImportFiles *self, guint i);

HavenImportStream *haven_import_files_read (HavenImportFiles *self, guint i, GError **error);
gssize haven_import_stream_read (HavenImportStream *self, char *buffer, gsize size, GError **error);
void haven_import_stream_free (HavenImportStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenImportStream, haven_import_stream_free)

G_END_DECLS
