/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-csv-reader.h"

#include "haven-exchange-error.h"

#include <csv.h>
#include <string.h>

struct _HavenCsvReader
{
  char *name;
  HavenCsvRowFunc func;
  gpointer user_data;
  struct csv_parser parser;
  gboolean has_parser;

  GByteArray *buffer; /* from the start of the present record on */
  gsize start;        /* of the present record */
  gsize fed;          /* up to here the parser has seen */
  gboolean skipping;  /* to the end of a line that is too long */
  guint row;
  gsize n_read_again;

  GByteArray *fields; /* the fields of the record, each with a zero behind it */
  GArray *offsets;
  GArray *lengths;
  GPtrArray *pointers;
  gboolean complete;
};

static void
field_cb (void *data, size_t length, void *user_data)
{
  HavenCsvReader *self = user_data;
  gsize offset = self->fields->len;

  if (self->offsets->len > HAVEN_CSV_MAX_FIELDS)
    return;
  g_array_append_val (self->offsets, offset);
  g_array_append_val (self->lengths, length);
  if (length > 0)
    g_byte_array_append (self->fields, data, (guint) length);
  g_byte_array_append (self->fields, (const guint8 *) "", 1);
}

static void
record_cb (int character, void *user_data)
{
  ((HavenCsvReader *) user_data)->complete = TRUE;
}

/* Only a line feed ends a line, so that one line feed is one row; what else blanks are is trimmed. */
static int
is_line_end (unsigned char c)
{
  return c == '\n';
}

static int
is_space (unsigned char c)
{
  return c == ' ' || c == '\r';
}

static void
reset_parser (HavenCsvReader *self, unsigned char delimiter)
{
  if (self->has_parser)
    csv_free (&self->parser);
  csv_init (&self->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
  csv_set_delim (&self->parser, delimiter);
  csv_set_term_func (&self->parser, is_line_end);
  csv_set_space_func (&self->parser, is_space);
  self->has_parser = TRUE;
}

static void
forget_fields (HavenCsvReader *self)
{
  g_byte_array_set_size (self->fields, 0);
  g_array_set_size (self->offsets, 0);
  g_array_set_size (self->lengths, 0);
  self->complete = FALSE;
}

/** Returns: (transfer full): @name is the file, for error messages */
HavenCsvReader *
haven_csv_reader_new (const char *name, HavenCsvRowFunc func, gpointer user_data)
{
  HavenCsvReader *self = g_new0 (HavenCsvReader, 1);

  self->name = g_utf8_make_valid (name, -1);
  self->func = func;
  self->user_data = user_data;
  self->buffer = g_byte_array_new ();
  self->fields = g_byte_array_new ();
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->pointers = g_ptr_array_new ();
  return self;
}

void
haven_csv_reader_free (HavenCsvReader *self)
{
  if (self == NULL)
    return;
  if (self->has_parser)
    csv_free (&self->parser);
  g_free (self->name);
  g_byte_array_unref (self->buffer);
  g_byte_array_unref (self->fields);
  g_array_unref (self->offsets);
  g_array_unref (self->lengths);
  g_ptr_array_unref (self->pointers);
  g_free (self);
}

static gboolean
is_blank (HavenCsvReader *self)
{
  return self->offsets->len == 0 ||
         (self->offsets->len == 1 && g_array_index (self->lengths, gsize, 0) == 0);
}

static gboolean
emit_record (HavenCsvReader *self, GError **error)
{
  HavenCsvRow row = { ++self->row };
  gboolean done;

  if (is_blank (self))
    {
      forget_fields (self);
      return TRUE;
    }
  g_ptr_array_set_size (self->pointers, 0);
  for (guint i = 0; i < self->offsets->len; i++)
    g_ptr_array_add (self->pointers, self->fields->data + g_array_index (self->offsets, gsize, i));
  row.n_fields = self->offsets->len;
  row.fields = (const char *const *) self->pointers->pdata;
  row.lengths = (const gsize *) (gpointer) self->lengths->data;
  if (row.n_fields > HAVEN_CSV_MAX_FIELDS)
    row = (HavenCsvRow) { .number = self->row, .fault = "columns", .fault_value = "" };
  done = self->func (&row, self->user_data, error);
  forget_fields (self);
  return done;
}

static gboolean
emit_fault (HavenCsvReader *self, const char *rule, GError **error)
{
  gsize length = MIN (self->buffer->len - self->start, 200u);
  g_autofree char *value = g_strndup ((const char *) self->buffer->data + self->start, length);
  HavenCsvRow row = { .number = ++self->row, .fault = rule, .fault_value = value };

  value[strcspn (value, "\r\n")] = '\0';
  forget_fields (self);
  self->n_read_again += self->fed - self->start;
  if (self->n_read_again > HAVEN_CSV_MAX_READ_AGAIN)
    {
      g_set_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_DAMAGED,
                   "“%s” has unbalanced quotes or endless lines all over; save it as CSV again and "
                   "import that",
                   self->name);
      return FALSE;
    }
  return self->func (&row, self->user_data, error);
}

/* The parser lost its way: the line where the record began is given up, and reading goes on behind
 * it. */
static gboolean
give_up_line (HavenCsvReader *self, const char *rule, GError **error)
{
  const guint8 *line = self->buffer->data + self->start;
  const guint8 *end = memchr (line, '\n', self->buffer->len - self->start);

  if (!emit_fault (self, rule, error))
    return FALSE;
  reset_parser (self, csv_get_delim (&self->parser));
  self->start = end ? (gsize) (end - self->buffer->data) + 1 : self->buffer->len;
  self->fed = self->start;
  self->skipping = end == NULL;
  return TRUE;
}

static gboolean
feed_line (HavenCsvReader *self, gsize end, GError **error)
{
  gsize size = end - self->fed;

  if (csv_parse (&self->parser, self->buffer->data + self->fed, size, field_cb, record_cb, self) !=
      size)
    return give_up_line (self, "quotes", error);
  self->fed = end;
  if (self->complete)
    {
      self->start = self->fed;
      return emit_record (self, error);
    }
  if (self->fed - self->start > HAVEN_CSV_MAX_RECORD)
    return give_up_line (self, "quotes", error);
  return TRUE;
}

static gboolean
feed_lines (HavenCsvReader *self, GError **error)
{
  const guint8 *end;

  for (;;)
    {
      while ((end = memchr (self->buffer->data + self->fed, '\n', self->buffer->len - self->fed)))
        if (!feed_line (self, (gsize) (end - self->buffer->data) + 1, error))
          return FALSE;
      if (self->buffer->len - self->fed <= HAVEN_CSV_MAX_RECORD)
        return TRUE;
      if (!give_up_line (self, self->fed > self->start ? "quotes" : "too-long", error))
        return FALSE;
    }
}

/* Spreadsheets of many countries put semicolons, some programs tabs. */
static unsigned char
find_delimiter (const char *line, gsize length)
{
  guint n[3] = { 0 };
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      quoted ^= line[i] == '"';
      n[0] += !quoted && line[i] == ',';
      n[1] += !quoted && line[i] == ';';
      n[2] += !quoted && line[i] == '\t';
    }
  if (n[0] >= n[1] && n[0] >= n[2])
    return ',';
  return n[1] >= n[2] ? ';' : '\t';
}

/* At the first bytes: the byte order mark goes, and the delimiter is told by the header. */
static gboolean
begin (HavenCsvReader *self, GError **error)
{
  const guint8 *data = self->buffer->data;
  const guint8 *end;

  if (self->buffer->len >= 2 &&
      ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF)))
    {
      g_set_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_DAMAGED,
                   "“%s” is written in UTF-16; save it as “CSV UTF-8” and import that", self->name);
      return FALSE;
    }
  if (self->buffer->len >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    self->start = self->fed = 3;
  end = memchr (data, '\n', self->buffer->len);
  reset_parser (
      self, find_delimiter ((const char *) data, end ? (gsize) (end - data) : self->buffer->len));
  return TRUE;
}

static void
drop_consumed (HavenCsvReader *self)
{
  if (self->start == 0)
    return;
  g_byte_array_remove_range (self->buffer, 0, (guint) self->start);
  self->fed -= self->start;
  self->start = 0;
}

/** Takes the next bytes of the file; rows that are complete go to the callback. */
gboolean
haven_csv_reader_feed (HavenCsvReader *self, const char *bytes, gsize size, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->skipping)
    {
      const char *end = memchr (bytes, '\n', size);

      if (end == NULL)
        return TRUE;
      size -= (gsize) (end + 1 - bytes);
      bytes = end + 1;
      self->skipping = FALSE;
    }
  if (size == 0)
    return TRUE;
  g_byte_array_append (self->buffer, (const guint8 *) bytes, (guint) size);
  if (!self->has_parser)
    {
      if (memchr (bytes, '\n', size) == NULL && self->buffer->len <= HAVEN_CSV_MAX_RECORD)
        return TRUE; /* the header isn't whole yet */
      if (!begin (self, error))
        return FALSE;
    }
  if (!feed_lines (self, error))
    return FALSE;
  drop_consumed (self);
  return TRUE;
}

static gboolean
finish_record (HavenCsvReader *self, gboolean *again, GError **error)
{
  gsize size = self->buffer->len - self->fed;

  *again = FALSE;
  if (csv_parse (&self->parser, self->buffer->data + self->fed, size, field_cb, record_cb, self) !=
          size ||
      csv_fini (&self->parser, field_cb, record_cb, self) != 0)
    {
      *again = TRUE;
      return give_up_line (self, "quotes", error) && feed_lines (self, error);
    }
  return self->complete ? emit_record (self, error) : TRUE;
}

/** Takes the end of the file: a last line without a line end still counts. */
gboolean
haven_csv_reader_finish (HavenCsvReader *self, GError **error)
{
  gboolean again = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->has_parser && self->buffer->len > 0 && !begin (self, error))
    return FALSE;
  while (again && self->has_parser && self->buffer->len > self->start)
    if (!finish_record (self, &again, error))
      return FALSE;
  return TRUE;
}
