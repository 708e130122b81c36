/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-report.h"
#include "haven-directory-sink.h"
#include "haven-exchange-error.h"
#include <gio/gio.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_DIRECTORY_READER (haven_directory_reader_get_type ())
G_DECLARE_FINAL_TYPE (
    HavenDirectoryReader, haven_directory_reader, HAVEN, DIRECTORY_READER, GObject)

HavenDirectoryReader *haven_directory_reader_new (const char *path);
const char *haven_directory_reader_get_source (HavenDirectoryReader *self);
void haven_directory_reader_set_source (HavenDirectoryReader *self, const char *source);
gboolean haven_directory_reader_read (HavenDirectoryReader *self,
                                      const HavenDirectorySink *sink,
                                      HavenProgressFunc progress,
                                      gpointer progress_data,
                                      GCancellable *cancellable,
                                      GError **error);
const HavenDirectoryReport *haven_directory_reader_get_report (HavenDirectoryReader *self);

G_END_DECLS
