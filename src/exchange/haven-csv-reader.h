/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A record past these is no row of a table. */
#define HAVEN_CSV_MAX_RECORD (1u << 20)
#define HAVEN_CSV_MAX_FIELDS 1000

/* A faulty row is read again from its next line; this bounds the work that a file can make so. */
#define HAVEN_CSV_MAX_READ_AGAIN (256u << 20)

/** One row. @number is what a spreadsheet shows: the first is 1, and blank lines count. */
typedef struct
{
  guint number;
  guint n_fields;
  const char *const *fields; /* valid during the callback; any bytes */
  const gsize *lengths;
  const char *fault; /* (nullable): a rule that the row as such breaks; then it has no fields */
  const char *fault_value;
} HavenCsvRow;

typedef gboolean (*HavenCsvRowFunc) (const HavenCsvRow *row, gpointer user_data, GError **error);

/** Cuts bytes into rows. After a row with unbalanced quotes it goes on with the next line. */
typedef struct _HavenCsvReader HavenCsvReader;

HavenCsvReader *haven_csv_reader_new (const char *name, HavenCsvRowFunc func, gpointer user_data);
gboolean
haven_csv_reader_feed (HavenCsvReader *self, const char *bytes, gsize size, GError **error);
gboolean haven_csv_reader_finish (HavenCsvReader *self, GError **error);
void haven_csv_reader_free (HavenCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenCsvReader, haven_csv_reader_free)

G_END_DECLS
