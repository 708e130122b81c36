/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-reader.h"

#include "haven-directory-input.h"

#include <string.h>

#define CHUNK_BYTES 65536

struct _HavenDirectoryReader
{
  GObject parent_instance;

  /* owned */
  char *path;
  char *source;
  HavenDirectoryReport *report;
};

G_DEFINE_FINAL_TYPE (HavenDirectoryReader, haven_directory_reader, G_TYPE_OBJECT)

/* ── What both formats need ──────────────────────────────────────────────── */

/** Returns: (transfer full) (nullable): the file's name without folder and @extension; %NULL when
 * it has another */
char *
haven_directory_dup_base_name (const char *name, const char *extension)
{
  g_autofree char *base = g_path_get_basename (name);
  const char *dot = strrchr (base, '.');

  return dot && g_ascii_strcasecmp (dot, extension) == 0 ? g_strndup (base, (gsize) (dot - base))
                                                         : NULL;
}

/** Hands the bytes of a file to @func as they come, tells the progress, and stops when asked to. */
gboolean
haven_directory_input_read_file (
    HavenDirectoryInput *self, guint file, HavenBytesFunc func, gpointer user_data, GError **error)
{
  g_autoptr (HavenImportStream) stream = haven_import_files_read (self->files, file, error);
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  gssize n;

  if (stream == NULL)
    return FALSE;
  do
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      n = haven_import_stream_read (stream, buffer, CHUNK_BYTES, error);
      if (n < 0 || (n > 0 && !func (buffer, (gsize) n, user_data, error)))
        return FALSE;
      self->done += (guint64) n;
      if (self->progress)
        self->progress (MIN (self->done, self->total), self->total, self->progress_data);
    }
  while (n > 0);
  return TRUE;
}

/* ── The reader ──────────────────────────────────────────────────────────── */

static gboolean
is_read (HavenImportFiles *files, guint i, gboolean tabular)
{
  const char *name = haven_import_files_get_name (files, i);
  g_autofree char *base = haven_directory_dup_base_name (name, tabular ? ".csv" : ".json");

  return base && (!tabular || haven_directory_layout_find_table (HAVEN_LAYOUT_HSDS_3, base) ||
                  haven_directory_layout_find_table (HAVEN_LAYOUT_OLDER, base));
}

static guint64
sum_sizes (HavenImportFiles *files, gboolean tabular)
{
  guint64 total = 0;

  for (guint i = 0; i < haven_import_files_get_n (files); i++)
    total += is_read (files, i, tabular) ? haven_import_files_get_size (files, i) : 0;
  return total;
}

static gboolean
read_input (HavenDirectoryReader *self,
            HavenDirectoryInput *input,
            gboolean tabular,
            GError **error)
{
  HavenDirectoryLayout layout = HAVEN_LAYOUT_HSDS_3;

  if (tabular && !haven_directory_tabular_find_layout (input->files, &layout, error))
    return FALSE;
  input->catalogue = haven_directory_catalogue_new (layout, self->source, !tabular, self->report);
  if (tabular ? !haven_directory_tabular_read (input, layout, error)
              : !haven_directory_json_read (input, error))
    return FALSE;
  if (input->has_rows)
    return TRUE;
  g_set_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_NOT_KNOWN,
               "“%s” has none of the columns of a service directory; check that it is the right file",
               self->source);
  return FALSE;
}

static gboolean
read_files (HavenDirectoryReader *self,
            HavenDirectoryInput *input,
            const HavenDirectorySink *sink,
            GError **error)
{
  gboolean tabular = haven_directory_tabular_count_files (input->files) > 0;

  if (!tabular && haven_directory_json_count_files (input->files) == 0)
    {
      g_set_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_NOT_KNOWN,
                   "“%s” holds no service directory; choose a folder or zip with files like "
                   "organizations.csv and "
                   "services.csv, or a JSON file",
                   self->source);
      return FALSE;
    }
  input->total = sum_sizes (input->files, tabular);
  return read_input (self, input, tabular, error) &&
         haven_directory_catalogue_push (input->catalogue, sink, input->cancellable, error);
}

static void
haven_directory_reader_finalize (GObject *object)
{
  HavenDirectoryReader *self = HAVEN_DIRECTORY_READER (object);

  g_free (self->path);
  g_free (self->source);
  haven_directory_report_free (self->report);
  G_OBJECT_CLASS (haven_directory_reader_parent_class)->finalize (object);
}

static void
haven_directory_reader_class_init (HavenDirectoryReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_directory_reader_finalize;
}

static void
haven_directory_reader_init (HavenDirectoryReader *self)
{
  self->report = haven_directory_report_new ();
}

static char *
dup_default_source (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *source = g_utf8_make_valid (base, -1);
  char *dot = strrchr (source, '.');

  if (dot && dot != source &&
      (g_ascii_strcasecmp (dot, ".zip") == 0 || g_ascii_strcasecmp (dot, ".csv") == 0 ||
       g_ascii_strcasecmp (dot, ".json") == 0))
    *dot = '\0';
  return g_steal_pointer (&source);
}

/**
 * haven_directory_reader_new:
 * @path: a folder of CSV files in the layout of HSDS 3 or the older one, a zip of them, or JSON of
 * HSDS 3 as a file or a folder; which of these, its content tells
 *
 * A reader reads once.
 */
HavenDirectoryReader *
haven_directory_reader_new (const char *path)
{
  HavenDirectoryReader *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (HAVEN_TYPE_DIRECTORY_READER, NULL);
  self->path = g_strdup (path);
  self->source = dup_default_source (path);
  return self;
}

/** Returns: (transfer none): which feed the records are of; at first the name of the folder or file
 */
const char *
haven_directory_reader_get_source (HavenDirectoryReader *self)
{
  g_return_val_if_fail (HAVEN_IS_DIRECTORY_READER (self), NULL);
  return self->source;
}

/**
 * haven_directory_reader_set_source:
 * @source: which feed the records are of, the same at every import of that feed
 *
 * The ids of records derive from it, where the feed's own ids are not unique in the world.
 */
void
haven_directory_reader_set_source (HavenDirectoryReader *self, const char *source)
{
  g_return_if_fail (HAVEN_IS_DIRECTORY_READER (self));
  g_return_if_fail (source != NULL && *source);
  g_set_str (&self->source, source);
}

/**
 * haven_directory_reader_read:
 * @sink: where good records go, after all rows were looked at
 * @progress: (nullable) (scope call): called often, on this thread, with bytes
 *
 * Rows with faults are told in the report while the others go in. %FALSE means that the whole of it
 * is of no use, or was cancelled, or that @sink refused: then whatever reached the sink should be
 * undone. Blocks; call it in a thread.
 *
 * Returns: %FALSE with %HAVEN_EXCHANGE_ERROR, %G_IO_ERROR_CANCELLED or the sink's error
 */
gboolean
haven_directory_reader_read (HavenDirectoryReader *self,
                             const HavenDirectorySink *sink,
                             HavenProgressFunc progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GError **error)
{
  HavenDirectoryInput input = { .progress = progress,
                                .progress_data = progress_data,
                                .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (HAVEN_IS_DIRECTORY_READER (self), FALSE);
  g_return_val_if_fail (sink != NULL, FALSE);

  g_clear_pointer (&self->report, haven_directory_report_free);
  self->report = haven_directory_report_new ();
  input.report = self->report;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  input.files = haven_import_files_open (self->path, error);
  if (input.files == NULL)
    return FALSE;
  done = read_files (self, &input, sink, error);
  haven_directory_catalogue_free (input.catalogue);
  haven_import_files_free (input.files);
  return done;
}

/** Returns: (transfer none): what the last reading took and what it rejected */
const HavenDirectoryReport *
haven_directory_reader_get_report (HavenDirectoryReader *self)
{
  g_return_val_if_fail (HAVEN_IS_DIRECTORY_READER (self), NULL);
  return self->report;
}
