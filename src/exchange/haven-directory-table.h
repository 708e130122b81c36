/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory.h"

G_BEGIN_DECLS

/** What a row of a source describes. Those up to PHONE can be referred to by others. */
typedef enum
{
  HAVEN_KIND_NONE,
  HAVEN_KIND_TERM,
  HAVEN_KIND_ORGANIZATION,
  HAVEN_KIND_PROGRAM,
  HAVEN_KIND_LOCATION,
  HAVEN_KIND_SERVICE,
  HAVEN_KIND_SERVICE_LOCATION,
  HAVEN_KIND_CONTACT,
  HAVEN_KIND_PHONE,
  HAVEN_N_PARENT_KINDS,
  HAVEN_KIND_SCHEDULE = HAVEN_N_PARENT_KINDS,
  HAVEN_KIND_ADDRESS,
  HAVEN_KIND_LANGUAGE,
  HAVEN_KIND_ATTRIBUTE,
  HAVEN_KIND_DETAIL, /* whatever else is told of a parent */
} HavenDirectoryKind;

/** How a value is checked and understood; the rule that a fault names follows from it. */
typedef enum
{
  HAVEN_COLUMN_TEXT,
  HAVEN_COLUMN_ID,
  HAVEN_COLUMN_REFERENCE,
  HAVEN_COLUMN_CHOICE, /* one of the words in choices */
  HAVEN_COLUMN_EMAIL,
  HAVEN_COLUMN_URL,
  HAVEN_COLUMN_PHONE,
  HAVEN_COLUMN_DATE,
  HAVEN_COLUMN_TIME,
  HAVEN_COLUMN_LATITUDE,
  HAVEN_COLUMN_LONGITUDE,
  HAVEN_COLUMN_AGE,
  HAVEN_COLUMN_NUMBER,
  HAVEN_COLUMN_BOOLEAN,
  HAVEN_COLUMN_LIST,      /* words with commas between */
  HAVEN_COLUMN_LANGUAGES, /* codes or names with commas between */
  HAVEN_COLUMN_DAYS,      /* MO,TU or 1MO or Monday */
  HAVEN_COLUMN_MONTH_DAYS,
  HAVEN_COLUMN_TERMS,   /* ids of taxonomy terms, kept by name */
  HAVEN_COLUMN_VIRTUAL, /* whether a location is virtual, or physical */
  HAVEN_N_COLUMN_TYPES,
} HavenColumnType;

typedef enum
{
  HAVEN_COLUMN_REQUIRED = 1 << 0,
  HAVEN_COLUMN_SOFT = 1 << 1, /* a fault is reported and the value left out, yet the row goes in */
  HAVEN_COLUMN_APPEND = 1 << 2, /* several rows add to one text */
  HAVEN_COLUMN_LOCAL = 1 << 3,  /* not of the standard: an attribute may tell it too */
} HavenColumnFlags;

/** One column of a file: this table, not code, says what becomes of it. */
typedef struct
{
  const char *name;
  const char *field; /* of the record or of the parents; NULL: it is checked, and kept in extra */
  HavenColumnType type;
  guint flags;
  const char *choices; /* with | between */
  HavenDirectoryKind target;
} HavenDirectoryColumn;

/** One file of a layout. Rows without a record of their own join the records they refer to. */
typedef struct
{
  const char *name;  /* of one row, as in JSON; ids derive from it */
  const char *files; /* without .csv, with | between */
  HavenDirectoryKind kind;
  const HavenRecordInfo *info; /* NULL: joins its parents */
  gboolean needs_parent;
  const HavenDirectoryColumn *columns;
  guint n_columns;
} HavenDirectoryTable;

typedef enum
{
  HAVEN_LAYOUT_HSDS_3,
  HAVEN_LAYOUT_OLDER,
} HavenDirectoryLayout;

const HavenDirectoryTable *haven_directory_layout_get_tables (HavenDirectoryLayout layout,
                                                              guint *n_tables);
const HavenDirectoryTable *haven_directory_layout_find_table (HavenDirectoryLayout layout,
                                                              const char *name);
gboolean haven_directory_table_has_file (const HavenDirectoryTable *table, const char *base_name);
int haven_directory_table_find_column (const HavenDirectoryTable *table, const char *name);
const HavenField *haven_directory_find_field (const HavenRecordInfo *info, const char *name);
const char *haven_directory_column_get_rule (const HavenDirectoryColumn *column);

G_END_DECLS
