/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-report.h"
#include "haven-directory-sink.h"
#include "haven-directory-table.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/** The rows of a national directory; beyond, memory is at stake. */
#define HAVEN_DIRECTORY_MAX_ROWS 2000000
#define HAVEN_DIRECTORY_MAX_COLUMNS 32

/** One row of a source, whatever its format. */
typedef struct
{
  const HavenDirectoryTable *table;
  const char *file;
  guint number;
  const char *path;          /* stands before the column in a report */
  const char *const *values; /* one per column of the table, clean; %NULL: absent */
  const gboolean
      *absent; /* (nullable): the columns that the file as a whole lacks, which was told once */
  JsonObject *extra; /* (nullable): the columns that the table doesn't know */
} HavenDirectoryRow;

/** Gathers rows, checks them, joins what belongs together, and hands out records. */
typedef struct _HavenDirectoryCatalogue HavenDirectoryCatalogue;

HavenDirectoryCatalogue *haven_directory_catalogue_new (HavenDirectoryLayout layout,
                                                        const char *source,
                                                        gboolean repeats,
                                                        HavenDirectoryReport *report);
void haven_directory_catalogue_free (HavenDirectoryCatalogue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDirectoryCatalogue, haven_directory_catalogue_free)

gboolean haven_directory_catalogue_add (HavenDirectoryCatalogue *self,
                                        const HavenDirectoryRow *row,
                                        GError **error);
gboolean haven_directory_catalogue_push (HavenDirectoryCatalogue *self,
                                         const HavenDirectorySink *sink,
                                         GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
