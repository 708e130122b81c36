/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-catalogue.h"
#include "haven-import-files.h"

G_BEGIN_DECLS

#define HAVEN_DIRECTORY_MAX_JSON (64u << 20)
#define HAVEN_DIRECTORY_MAX_JSON_DEPTH 64
#define HAVEN_DIRECTORY_MAX_JSON_VALUES 4000000

/** What one reading shares: where bytes come from, where rows go, who watches. */
typedef struct
{
  HavenImportFiles *files;
  HavenDirectoryReport *report;
  HavenDirectoryCatalogue *catalogue;
  HavenProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  guint64 done;
  guint64 total;
  gboolean has_rows; /* at least one file was a table */
} HavenDirectoryInput;

/* Calls back with the bytes of a file, piece by piece. */
typedef gboolean (*HavenBytesFunc) (const char *bytes,
                                    gsize size,
                                    gpointer user_data,
                                    GError **error);
gboolean haven_directory_input_read_file (
    HavenDirectoryInput *self, guint file, HavenBytesFunc func, gpointer user_data, GError **error);

/* Tables of comma-separated values. */
guint haven_directory_tabular_count_files (HavenImportFiles *files);
gboolean haven_directory_tabular_find_layout (HavenImportFiles *files,
                                              HavenDirectoryLayout *layout,
                                              GError **error);
gboolean haven_directory_tabular_read (HavenDirectoryInput *self,
                                       HavenDirectoryLayout layout,
                                       GError **error);

/* JSON as an interface of the standard answers it, or as tables in one object. */
guint haven_directory_json_count_files (HavenImportFiles *files);
gboolean haven_directory_json_read (HavenDirectoryInput *self, GError **error);
gboolean
haven_directory_json_check (const char *name, const char *text, gsize length, GError **error);

char *haven_directory_dup_base_name (const char *name, const char *extension);

G_END_DECLS
