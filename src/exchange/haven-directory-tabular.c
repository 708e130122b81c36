/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-input.h"

#include "haven-csv-reader.h"
#include "haven-directory-value.h"

#include <string.h>

/* So much of a file is looked at to tell what it is. */
#define HEADER_BYTES 65536

/** One file while it is read. */
typedef struct
{
  HavenDirectoryInput *input;
  const HavenDirectoryTable *table;
  const char *file;
  HavenCsvReader *reader;
  char **header;
  int *columns; /* of the table, for each of the header; -1: kept in extra */
  guint n_header;
  gboolean absent[HAVEN_DIRECTORY_MAX_COLUMNS];
  gboolean unusable;
} Table;

/* ── The header ──────────────────────────────────────────────────────────── */

static char **
dup_header (const HavenCsvRow *row)
{
  char **header = g_new0 (char *, row->n_fields + 1);

  for (guint i = 0; i < row->n_fields; i++)
    {
      g_autofree char *text = g_utf8_make_valid (row->fields[i], (gssize) row->lengths[i]);

      header[i] = haven_directory_dup_clean (text);
    }
  return header;
}

static void
reject_file (Table *self, const char *column, const char *rule, const char *value)
{
  haven_directory_report_reject (self->input->report, self->file, 1, column, rule, value);
}

/* A column that every row needs and the file has not is told once, instead of with every row. */
static void
check_header (Table *self, gboolean any)
{
  if (!any)
    {
      reject_file (self, "", "header", self->header[0] ? self->header[0] : "");
      self->unusable = TRUE;
      return;
    }
  for (guint i = 0; i < self->table->n_columns; i++)
    if (self->absent[i] && self->table->columns[i].flags & HAVEN_COLUMN_REQUIRED)
      {
        reject_file (self, self->table->columns[i].name, "required", "");
        self->unusable = self->unusable || !(self->table->columns[i].flags & HAVEN_COLUMN_SOFT);
      }
}

static void
read_header (Table *self, const HavenCsvRow *row)
{
  gboolean any = FALSE;

  self->header = dup_header (row);
  self->n_header = row->n_fields;
  self->columns = g_new (int, row->n_fields + 1);
  for (guint i = 0; i < self->table->n_columns; i++)
    self->absent[i] = TRUE;
  for (guint i = 0; i < self->n_header; i++)
    {
      int column = haven_directory_table_find_column (self->table, self->header[i]);

      self->columns[i] = column >= 0 && self->absent[column] ? column : -1;
      if (self->columns[i] >= 0)
        self->absent[column] = FALSE;
      any = any || column >= 0;
    }
  check_header (self, any);
  self->input->has_rows = self->input->has_rows || any;
}

/* ── Rows ────────────────────────────────────────────────────────────────── */

static gboolean
check_row (Table *self, const HavenCsvRow *row)
{
  for (guint i = 0; i < row->n_fields; i++)
    {
      const char *column = i < self->n_header ? self->header[i] : "";

      if (!g_utf8_validate_len (row->fields[i], row->lengths[i], NULL))
        {
          haven_directory_report_reject (self->input->report, self->file, row->number, column,
                                         "encoding", row->fields[i]);
          return FALSE;
        }
      if (i >= self->n_header && row->lengths[i] > 0)
        {
          haven_directory_report_reject (self->input->report, self->file, row->number, "",
                                         "columns", row->fields[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static void
add_unknown (JsonObject **extra, const char *name, const char *value)
{
  if (*value == '\0' || *name == '\0')
    return;
  if (*extra == NULL)
    *extra = json_object_new ();
  json_object_set_string_member (*extra, name, value);
}

static gboolean
read_row (Table *self, const HavenCsvRow *row, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_full (row->n_fields, g_free);
  g_autoptr (JsonObject) extra = NULL;
  const char *values[HAVEN_DIRECTORY_MAX_COLUMNS] = { NULL };
  HavenDirectoryRow directory_row = {
    .table = self->table,
    .file = self->file,
    .number = row->number,
    .values = values,
    .absent = self->absent,
  };

  for (guint i = 0; i < MIN (row->n_fields, self->n_header); i++)
    {
      char *text = haven_directory_dup_clean (row->fields[i]);

      g_ptr_array_add (texts, text);
      if (self->columns[i] >= 0)
        values[self->columns[i]] = text;
      else
        add_unknown (&extra, self->header[i], text);
    }
  directory_row.extra = extra;
  return haven_directory_catalogue_add (self->input->catalogue, &directory_row, error);
}

static gboolean
row_read_cb (const HavenCsvRow *row, gpointer user_data, GError **error)
{
  Table *self = user_data;

  if (row->fault)
    {
      haven_directory_report_reject (self->input->report, self->file, row->number, "", row->fault,
                                     row->fault_value);
      self->unusable = self->unusable || self->header == NULL;
      return TRUE;
    }
  if (self->unusable)
    return TRUE;
  if (self->header == NULL)
    {
      read_header (self, row);
      return TRUE;
    }
  return !check_row (self, row) || read_row (self, row, error);
}

static gboolean
bytes_read_cb (const char *bytes, gsize size, gpointer user_data, GError **error)
{
  return haven_csv_reader_feed (((Table *) user_data)->reader, bytes, size, error);
}

static gboolean
read_table (HavenDirectoryInput *input,
            const HavenDirectoryTable *table,
            guint file,
            GError **error)
{
  Table self = { .input = input,
                 .table = table,
                 .file = haven_import_files_get_name (input->files, file) };
  gboolean done;

  self.reader = haven_csv_reader_new (self.file, row_read_cb, &self);
  done = haven_directory_input_read_file (input, file, bytes_read_cb, &self, error) &&
         haven_csv_reader_finish (self.reader, error);
  if (done && self.header == NULL && !self.unusable)
    reject_file (&self, "", "header", "");
  haven_csv_reader_free (self.reader);
  g_strfreev (self.header);
  g_free (self.columns);
  return done;
}

/* ── Which files ─────────────────────────────────────────────────────────── */

static guint
count_slashes (const char *name)
{
  guint n = 0;

  for (; *name; name++)
    n += *name == '/';
  return n;
}

/* The file that is least deep down wins where several have the name. */
static int
find_file (HavenImportFiles *files, const HavenDirectoryTable *table)
{
  int found = -1;

  for (guint i = 0; i < haven_import_files_get_n (files); i++)
    {
      const char *name = haven_import_files_get_name (files, i);
      g_autofree char *base = haven_directory_dup_base_name (name, ".csv");

      if (base && haven_directory_table_has_file (table, base) &&
          (found < 0 || count_slashes (name) <
                            count_slashes (haven_import_files_get_name (files, (guint) found))))
        found = (int) i;
    }
  return found;
}

/** Returns: how many files have the name of a table in either layout */
guint
haven_directory_tabular_count_files (HavenImportFiles *files)
{
  guint n = 0;

  for (guint i = 0; i < haven_import_files_get_n (files); i++)
    {
      g_autofree char *base =
          haven_directory_dup_base_name (haven_import_files_get_name (files, i), ".csv");

      n += base && (haven_directory_layout_find_table (HAVEN_LAYOUT_HSDS_3, base) ||
                    haven_directory_layout_find_table (HAVEN_LAYOUT_OLDER, base));
    }
  return n;
}

static gboolean
header_read_cb (const HavenCsvRow *row, gpointer user_data, GError **error)
{
  char ***header = user_data;

  if (*header == NULL && row->fault == NULL)
    *header = dup_header (row);
  return TRUE;
}

static gboolean
peek_header (HavenImportFiles *files, guint file, char ***header, GError **error)
{
  const char *name = haven_import_files_get_name (files, file);
  g_autoptr (HavenCsvReader) reader = haven_csv_reader_new (name, header_read_cb, header);
  g_autoptr (HavenImportStream) stream = haven_import_files_read (files, file, error);
  g_autofree char *buffer = g_malloc (HEADER_BYTES);
  gssize n;

  if (stream == NULL || (n = haven_import_stream_read (stream, buffer, HEADER_BYTES, error)) < 0)
    return FALSE;
  return haven_csv_reader_feed (reader, buffer, (gsize) n, error) &&
         haven_csv_reader_finish (reader, error);
}

/* Known columns speak for a layout; a column missing that every row must have speaks against it. */
static int
score_header (HavenDirectoryLayout layout, const char *base, char **header)
{
  const HavenDirectoryTable *table = haven_directory_layout_find_table (layout, base);
  int score = 0;

  if (table == NULL)
    return 0;
  for (gsize i = 0; header[i]; i++)
    score += haven_directory_table_find_column (table, header[i]) >= 0;
  for (guint k = 0; k < table->n_columns; k++)
    if ((table->columns[k].flags & (HAVEN_COLUMN_REQUIRED | HAVEN_COLUMN_SOFT)) ==
        HAVEN_COLUMN_REQUIRED)
      {
        gboolean there = FALSE;

        for (gsize i = 0; header[i] && !there; i++)
          there = haven_directory_table_find_column (table, header[i]) == (int) k;
        score -= there ? 0 : 10;
      }
  return score;
}

/** Tells the layout by the columns that the files have. */
gboolean
haven_directory_tabular_find_layout (HavenImportFiles *files,
                                     HavenDirectoryLayout *layout,
                                     GError **error)
{
  int newer = 0, older = 0;

  for (guint i = 0; i < haven_import_files_get_n (files); i++)
    {
      g_autofree char *base =
          haven_directory_dup_base_name (haven_import_files_get_name (files, i), ".csv");
      g_auto (GStrv) header = NULL;

      if (base == NULL || (!haven_directory_layout_find_table (HAVEN_LAYOUT_HSDS_3, base) &&
                           !haven_directory_layout_find_table (HAVEN_LAYOUT_OLDER, base)))
        continue;
      if (!peek_header (files, i, &header, error))
        return FALSE;
      if (header == NULL)
        continue;
      newer += score_header (HAVEN_LAYOUT_HSDS_3, base, header);
      older += score_header (HAVEN_LAYOUT_OLDER, base, header);
    }
  *layout = older > newer ? HAVEN_LAYOUT_OLDER : HAVEN_LAYOUT_HSDS_3;
  return TRUE;
}

/** Reads every table of @layout that there is a file for, those first that others refer to. */
gboolean
haven_directory_tabular_read (HavenDirectoryInput *self,
                              HavenDirectoryLayout layout,
                              GError **error)
{
  guint n_tables;
  const HavenDirectoryTable *tables = haven_directory_layout_get_tables (layout, &n_tables);

  for (guint i = 0; i < n_tables; i++)
    {
      int file = find_file (self->files, &tables[i]);

      if (file >= 0 && !read_table (self, &tables[i], (guint) file, error))
        return FALSE;
    }
  return TRUE;
}
