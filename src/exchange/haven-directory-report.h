/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Past so many complaints a feed isn't a directory with faults but something else. */
#define HAVEN_DIRECTORY_MAX_REJECTED 100000

/** A longer value is shown cut. */
#define HAVEN_DIRECTORY_SHOWN_CHARACTERS 120

/** One fault of the source. @row is what a spreadsheet shows: the header is row 1. */
typedef struct
{
  char *file;
  guint row;
  char *column;
  char *rule;
  char *value;
} HavenDirectoryFault;

/** What an import took, and what it could not take. */
typedef struct
{
  guint organizations;
  guint services;
  guint locations;
  guint phones;
  guint schedules;
  GPtrArray *rejected; /* (element-type HavenDirectoryFault) */
} HavenDirectoryReport;

HavenDirectoryReport *haven_directory_report_new (void);
void haven_directory_report_free (HavenDirectoryReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDirectoryReport, haven_directory_report_free)

void haven_directory_report_reject (HavenDirectoryReport *self,
                                    const char *file,
                                    guint row,
                                    const char *column,
                                    const char *rule,
                                    const char *value);
JsonObject *haven_directory_report_to_json (const HavenDirectoryReport *self);

G_END_DECLS
