/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-fixture.h"

#include "haven-directory-input.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ── Paths ───────────────────────────────────────────────────────────────── */

static void
test_a_missing_folder_is_told (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *path = directory_fixture_dup_path (self, "nowhere");

  directory_fixture_import_badly (self, path, "nothing to read");
}

static void
test_an_empty_folder_is_told (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_import_badly (self, NULL, "holds no service directory");
}

static void
test_another_kind_of_file_is_told (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *path = directory_fixture_dup_path (self, "letter.odt");

  directory_fixture_write (self, "letter.odt", "Dear all");
  directory_fixture_import_badly (self, path, "is no service directory");
}

static void
test_a_link_is_not_followed (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *path = directory_fixture_dup_path (self, "organizations.csv");

  directory_fixture_write (self, "services.csv", SERVICES);
  g_assert_no_errno (symlink ("/etc/passwd", path));
  directory_fixture_import_badly (self, NULL, "is a link");
}

static void
test_a_pipe_does_not_hang_the_import (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *path = directory_fixture_dup_path (self, "organizations.csv");

  g_assert_no_errno (mkfifo (path, 0600));
  directory_fixture_import_badly (self, NULL, "no ordinary file");
  directory_fixture_import_badly (self, path, "neither a folder nor an ordinary file");
}

static void
test_a_folder_that_contains_itself_ends (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *path = directory_fixture_dup_path (self, "again");

  directory_fixture_write_good (self);
  g_assert_no_errno (symlink (".", path));
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->organizations->len, ==, 1);
}

/* ── Files that are none ─────────────────────────────────────────────────── */

static void
test_a_pdf_with_the_name_of_a_table_is_told (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write (self, "organizations.csv",
                           "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog >>\n");
  directory_fixture_import_badly (self, NULL, "none of the columns");
}

static void
test_a_pdf_among_tables_is_reported (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write_good (self);
  directory_fixture_write (self, "phones.csv", "%PDF-1.7\n%\xE2\xE3\n");
  directory_fixture_import_well (self);
  directory_fixture_assert_fault (self, "phones.csv", 1, "", "header", "%PDF-1.7");
  g_assert_cmpuint (self->services->len, ==, 1);
}

static void
test_an_empty_file_is_reported (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write_good (self);
  directory_fixture_write (self, "phones.csv", "");
  directory_fixture_import_well (self);
  directory_fixture_assert_fault (self, "phones.csv", 1, "", "header", "");
}

static void
test_a_header_alone_is_no_fault (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write (self, "organizations.csv", "id,name,description");
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->organizations->len + self->report->rejected->len, ==, 0);
}

static void
test_utf_16_is_told (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write_bytes (self, "organizations.csv", "\xFF\xFEi\0d\0", 6);
  directory_fixture_import_badly (self, NULL, "UTF-16");
}

static void
test_another_encoding_costs_its_rows_alone (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write (self, "organizations.csv",
                           "id,name,description\no1,Caf\xE9 Maria,x\no2,Café,x\n");
  directory_fixture_import_well (self);
  directory_fixture_assert_fault (self, "organizations.csv", 2, "name", "encoding", "Café Maria");
  g_assert_cmpuint (self->organizations->len, ==, 1);
}

static void
test_zero_bytes_cost_their_row_alone (DirectoryFixture *self, gconstpointer data)
{
  static const char text[] = "id,name,description\no1,A\0B,x\no2,Good,x\n";

  directory_fixture_write_bytes (self, "organizations.csv", text, sizeof text - 1);
  directory_fixture_import_well (self);
  directory_fixture_assert_fault (self, "organizations.csv", 2, "name", "encoding", "A");
  g_assert_cmpuint (self->organizations->len, ==, 1);
}

/* ── Rows that don't end ─────────────────────────────────────────────────── */

static void
test_an_open_quote_costs_its_line_alone (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write (self, "organizations.csv",
                           "id,name,description\no1,A,x\no2,\"B,x\no3,\"C, D\",x\no4,E,x\n");
  directory_fixture_import_well (self);
  directory_fixture_assert_fault (self, "organizations.csv", 3, "", "quotes", "o2,\"B,x");
  g_assert_cmpuint (self->report->rejected->len, ==, 1);
  g_assert_cmpuint (self->organizations->len, ==, 3);
}

static void
test_an_open_quote_at_the_end_costs_its_line_alone (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write (self, "organizations.csv",
                           "id,name,description\no1,\"A,x\no2,B,x\no3,C,x");
  directory_fixture_import_well (self);
  directory_fixture_assert_fault (self, "organizations.csv", 2, "", "quotes", "o1,\"A,x");
  g_assert_cmpuint (self->organizations->len, ==, 2);
}

static void
append_many (GString *text, const char *piece, gsize size)
{
  while (text->len < size)
    g_string_append (text, piece);
}

static void
test_a_line_of_100_megabytes_costs_itself_alone (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_sized_new (101u << 20);

  g_string_append (text, "id,name,description\no1,");
  append_many (text, "long and longer ", 100u << 20);
  g_string_append (text, ",x\no2,Good,x\n");
  directory_fixture_write_bytes (self, "organizations.csv", text->str, text->len);
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->report->rejected->len, ==, 1);
  g_assert_cmpstr (((HavenDirectoryFault *) self->report->rejected->pdata[0])->rule, ==,
                   "too-long");
  g_assert_cmpuint (((HavenDirectoryFault *) self->report->rejected->pdata[0])->row, ==, 2);
  g_assert_cmpuint (self->organizations->len, ==, 1);
}

static void
test_a_long_field_costs_its_row_alone (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("id,name,description\no1,");

  append_many (text, "long ", 70000);
  g_string_append (text, ",x\no2,Good,x\n");
  directory_fixture_write (self, "organizations.csv", text->str);
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->report->rejected->len, ==, 1);
  g_assert_cmpstr (((HavenDirectoryFault *) self->report->rejected->pdata[0])->rule, ==,
                   "too-long");
  g_assert_cmpuint (strlen (((HavenDirectoryFault *) self->report->rejected->pdata[0])->value), <,
                    500);
  g_assert_cmpuint (self->organizations->len, ==, 1);
}

static void
test_endless_columns_cost_their_row_alone (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("id,name,description\no1,A,x");

  append_many (text, ",", 5000);
  g_string_append (text, "\no2,Good,x\n");
  directory_fixture_write (self, "organizations.csv", text->str);
  directory_fixture_import_well (self);
  directory_fixture_assert_fault (self, "organizations.csv", 2, "", "columns", "");
  g_assert_cmpuint (self->organizations->len, ==, 1);
}

/* What is joined is bounded, so that the work on it is too. */
static void
test_endless_parts_of_one_service_are_bounded (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (GString) areas = g_string_new ("id,service_id,name\n");
  g_autoptr (GString) documents = g_string_new ("id,service_id,document\n");

  directory_fixture_write_good (self);
  for (guint i = 0; i < 20000; i++)
    {
      g_string_append_printf (areas, "a%u,s1,Area %u\n", i, i);
      g_string_append_printf (documents, "d%u,s1,Document %u\n", i, i);
    }
  directory_fixture_write (self, "service_areas.csv", areas->str);
  directory_fixture_write (self, "required_documents.csv", documents->str);
  directory_fixture_import_well (self);
  g_assert_cmpuint (g_strv_length (((HavenService *) self->services->pdata[0])->areas), ==, 1000);
  directory_fixture_assert_fault (self, "service_areas.csv", 1002, "name", "too-long", "Area 1000");
  g_assert_cmpuint (strlen (((HavenService *) self->services->pdata[0])->required_documents), <=,
                    65536 + 1);
}

static void
test_more_faults_than_anybody_reads_end_the_import (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("id,name,description\n");

  for (guint i = 0; i < HAVEN_DIRECTORY_MAX_REJECTED + 10; i++)
    g_string_append_printf (text, "o%u,,x\n", i);
  directory_fixture_write (self, "organizations.csv", text->str);
  directory_fixture_import_badly (self, NULL, "hundred thousand values");
}

/* ── Zip archives ────────────────────────────────────────────────────────── */

static const char *const good_files[] = { "organizations.csv", "locations.csv",
                                          "services.csv",      "service_at_location.csv",
                                          "phones.csv",        NULL };

static void
assert_all_equal (const HavenRecordInfo *info, GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  g_assert_cmpuint (a->len, >, 0);
  for (guint i = 0; i < a->len; i++)
    g_assert_true (haven_record_equal (info, a->pdata[i], b->pdata[i]));
}

static void
test_a_zip_tells_the_same_as_its_folder (DirectoryFixture *self, gconstpointer data)
{
  DirectoryFixture zipped = { 0 };
  g_autofree char *folder = directory_fixture_dup_path (self, "feed");
  g_autofree char *zip = directory_fixture_dup_path (self, "feed.zip");

  directory_fixture_write_good (self);
  directory_fixture_zip (self, "feed.zip", good_files);
  for (gsize i = 0; good_files[i]; i++)
    {
      g_autofree char *path = directory_fixture_dup_path (self, good_files[i]);
      g_autofree char *name = g_build_filename ("feed", good_files[i], NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      directory_fixture_write (self, name, text);
    }
  directory_fixture_set_up (&zipped, NULL);
  g_assert_true (directory_fixture_import (self, folder));
  g_assert_true (directory_fixture_import (&zipped, zip));
  assert_all_equal (&haven_organization_info, self->organizations, zipped.organizations);
  assert_all_equal (&haven_location_info, self->locations, zipped.locations);
  assert_all_equal (&haven_service_info, self->services, zipped.services);
  assert_all_equal (&haven_service_location_info, self->service_locations,
                    zipped.service_locations);
  assert_all_equal (&haven_phone_info, self->phones, zipped.phones);
  directory_fixture_tear_down (&zipped, NULL);
}

static void
write_zip (DirectoryFixture *self,
           const char *name,
           const char *entry_name,
           mode_t type,
           const char *bytes,
           gsize size)
{
  g_autofree char *path = directory_fixture_dup_path (self, name);
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  archive_entry_set_pathname (entry, entry_name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, type == AE_IFLNK ? 0 : (la_int64_t) size);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, bytes);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (type != AE_IFLNK)
    g_assert_cmpint (archive_write_data (archive, bytes, size), ==, (la_ssize_t) size);
  archive_entry_free (entry);
  g_assert_cmpint (archive_write_free (archive), ==, ARCHIVE_OK);
}

static void
test_a_zip_that_leaves_its_folder_is_refused (DirectoryFixture *self, gconstpointer data)
{
  static const char *const names[] = { "../organizations.csv", "/tmp/organizations.csv",
                                       "a/../../organizations.csv", "..\\organizations.csv" };
  g_autofree char *zip = directory_fixture_dup_path (self, "feed.zip");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      write_zip (self, "feed.zip", names[i], AE_IFREG, ORGANIZATIONS, strlen (ORGANIZATIONS));
      directory_fixture_import_badly (self, zip, "outside its folder");
    }
}

static void
test_a_link_in_a_zip_is_refused (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *zip = directory_fixture_dup_path (self, "feed.zip");

  write_zip (self, "feed.zip", "organizations.csv", AE_IFLNK, "/etc/passwd", 0);
  directory_fixture_import_badly (self, zip, "holds a link");
}

static void
test_a_zip_bomb_is_refused (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *zip = directory_fixture_dup_path (self, "feed.zip");
  g_autofree char *zeros = g_malloc0 (64u << 20);
  GStatBuf info;

  write_zip (self, "feed.zip", "organizations.csv", AE_IFREG, zeros, 64u << 20);
  g_assert_no_errno (g_stat (zip, &info));
  g_assert_cmpint (info.st_size, <, 1 << 20);
  directory_fixture_import_badly (self, zip, "as a trap does");
}

/* The list in a zip may lie about sizes; so the size that it tells is set to a byte in both of its
 * places. */
static void
test_a_zip_bomb_that_lies_is_refused (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *zip = directory_fixture_dup_path (self, "feed.zip");
  g_autofree char *zeros = g_malloc0 (64u << 20);
  g_autofree char *bytes = NULL;
  gsize size;

  write_zip (self, "feed.zip", "organizations.csv", AE_IFREG, zeros, 64u << 20);
  g_assert_true (g_file_get_contents (zip, &bytes, &size, NULL));
  for (gsize i = 0; i + 30 < size; i++)
    {
      if (memcmp (bytes + i, "PK\3\4", 4) == 0)
        memcpy (bytes + i + 22, "\1\0\0\0", 4);
      else if (memcmp (bytes + i, "PK\1\2", 4) == 0)
        memcpy (bytes + i + 24, "\1\0\0\0", 4);
    }
  directory_fixture_write_bytes (self, "feed.zip", bytes, size);
  g_assert_false (directory_fixture_import (self, zip));
  g_assert_cmpuint (self->organizations->len, ==, 0);
}

static void
test_a_zip_cut_short_is_told (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *zip = directory_fixture_dup_path (self, "feed.zip");
  g_autofree char *bytes = NULL;
  gsize size;

  directory_fixture_write_good (self);
  directory_fixture_zip (self, "feed.zip", good_files);
  g_assert_true (g_file_get_contents (zip, &bytes, &size, NULL));
  for (gsize cut = 4; cut < size; cut += 37)
    {
      directory_fixture_write_bytes (self, "cut.zip", bytes, cut);
      {
        g_autofree char *path = directory_fixture_dup_path (self, "cut.zip");

        if (!directory_fixture_import (self, path))
          g_assert_cmpuint (self->organizations->len, ==, 0);
      }
    }
}

static void
test_an_empty_zip_is_told (DirectoryFixture *self, gconstpointer data)
{
  static const char *const none[] = { NULL };
  g_autofree char *zip = directory_fixture_dup_path (self, "feed.zip");

  directory_fixture_zip (self, "feed.zip", none);
  directory_fixture_import_badly (self, zip, "holds no service directory");
}

/* ── JSON ────────────────────────────────────────────────────────────────── */

static void
import_json_badly (DirectoryFixture *self, const char *text, const char *words)
{
  g_autofree char *path = directory_fixture_dup_path (self, "feed.json");

  directory_fixture_write (self, "feed.json", text);
  directory_fixture_import_badly (self, path, words);
}

static void
test_json_that_is_none_is_told (DirectoryFixture *self, gconstpointer data)
{
  import_json_badly (self, "", "no valid JSON");
  import_json_badly (self, "{\"id\": ", "no valid JSON");
  import_json_badly (self, "null", "none of the columns");
  import_json_badly (self, "[]", "none of the columns");
  import_json_badly (self, "{\"colour\": \"blue\"}", "none of the columns");
  import_json_badly (self, "{\"name\": \"\xE9\"}", "not written in UTF-8");
}

static void
test_deep_json_is_refused (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_many (text, "[", 1000000);
  import_json_badly (self, text->str, "nested far deeper");
  g_string_truncate (text, 0);
  append_many (text, "{\"services\":[", 1000000);
  import_json_badly (self, text->str, "nested far deeper");
}

static void
test_json_of_countless_values_is_refused (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("[[]");

  append_many (text, ",[]", 16u << 20);
  import_json_badly (self, text->str, "more values");
}

static void
test_huge_json_is_refused (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("\"");

  append_many (text, "0123456789", (65u << 20));
  import_json_badly (self, text->str, "larger than 64 megabytes");
}

static void
test_odd_json_is_read_without_harm (DirectoryFixture *self, gconstpointer data)
{
  static const char *const odd[] = {
    "{\"organizations\":[{\"id\":1,\"name\":\"\\ud800\",\"description\":\"\\u0000x\"}]}",
    "{\"organizations\":[{\"id\":{\"a\":1},\"name\":[\"a\",\"b\"],\"description\":true}]}",
    "{\"organizations\":[null,1,\"x\",[[]],{}]}",
    "{\"id\":\"o1\",\"name\":\"A\",\"description\":\"x\",\"website\":null,\"services\":[{\"id\":"
    "\"s1\"}],\"phones\":{}}",
    "{\"organizations\":[{\"id\":1e999,\"name\":-0.0,\"description\":\"x\"},{\"\":1}]}",
  };
  g_autofree char *path = directory_fixture_dup_path (self, "feed.json");

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      directory_fixture_write (self, "feed.json", odd[i]);
      directory_fixture_import (self, path);
      for (guint k = 0; k < self->organizations->len; k++)
        g_assert_true (g_utf8_validate (((HavenOrganization *) self->organizations->pdata[k])->name,
                                        -1, NULL));
    }
}

static void
test_one_damaged_json_among_others_is_reported (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write (self, "organization.json",
                           "{\"id\":\"o1\",\"name\":\"A\",\"description\":\"x\"}");
  directory_fixture_write (self, "services.json", "[{");
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->organizations->len, ==, 1);
  g_assert_cmpstr (((HavenDirectoryFault *) self->report->rejected->pdata[0])->rule, ==, "json");
}

/* ── Stopping ────────────────────────────────────────────────────────────── */

static void
write_many (DirectoryFixture *self, guint n)
{
  g_autoptr (GString) text = g_string_new ("id,name,description\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "o%u,Name,A description\n", i);
  directory_fixture_write (self, "organizations.csv", text->str);
}

typedef struct
{
  GCancellable *cancellable;
  guint n_calls;
  guint64 done;
  guint64 total;
  guint n_records;
} Watch;

static void
cancel_half_way_cb (guint64 done, guint64 total, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpuint (done, >=, watch->done);
  g_assert_cmpuint (done, <=, total);
  watch->n_calls++;
  watch->done = done;
  watch->total = total;
  if (watch->cancellable && done > total / 2)
    g_cancellable_cancel (watch->cancellable);
}

static gboolean
count_record (const HavenOrganization *record, gpointer user_data, GError **error)
{
  ((Watch *) user_data)->n_records++;
  return TRUE;
}

static gboolean
refuse_record (const HavenOrganization *record, gpointer user_data, GError **error)
{
  return ++((Watch *) user_data)->n_records < 3;
}

static void
test_cancelling_stops_at_once (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HavenDirectoryReader) reader = haven_directory_reader_new (self->folder);
  g_autoptr (GError) error = NULL;
  Watch watch = { .cancellable = cancellable };
  HavenDirectorySink sink = { .organization = count_record, .user_data = &watch };

  write_many (self, 20000);
  g_assert_false (
      haven_directory_reader_read (reader, &sink, cancel_half_way_cb, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (watch.n_records, ==, 0);
  g_assert_cmpuint (watch.done, <, watch.total);
}

static void
test_progress_reaches_the_end (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (HavenDirectoryReader) reader = haven_directory_reader_new (self->folder);
  Watch watch = { 0 };
  HavenDirectorySink sink = { .organization = count_record, .user_data = &watch };

  write_many (self, 20000);
  g_assert_true (
      haven_directory_reader_read (reader, &sink, cancel_half_way_cb, &watch, NULL, NULL));
  g_assert_cmpuint (watch.n_calls, >, 5);
  g_assert_cmpuint (watch.done, ==, watch.total);
  g_assert_cmpuint (watch.n_records, ==, 20000);
}

static void
test_a_receiver_that_refuses_ends_the_import (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (HavenDirectoryReader) reader = haven_directory_reader_new (self->folder);
  g_autoptr (GError) error = NULL;
  Watch watch = { 0 };
  HavenDirectorySink sink = { .organization = refuse_record, .user_data = &watch };

  write_many (self, 100);
  g_assert_false (haven_directory_reader_read (reader, &sink, NULL, NULL, NULL, &error));
  g_assert_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_STOPPED);
  g_assert_cmpuint (watch.n_records, ==, 3);
}

/* ── Anything at all ─────────────────────────────────────────────────────── */

static char *
make_noise (gsize *size)
{
  static const char *const pieces[] = {
    "\"", ",", "\n", "\r\n", "id", "name", "description",  "o1",     "status", "\xE9", "\"\"",
    "{",  "[", "]",  "}",    ":",  "\\",   "\xEF\xBB\xBF", "active", ";",      "\t",   " "
  };
  GString *noise = g_string_new (g_test_rand_bit () ? "id,name,description\n" : "");
  int n = g_test_rand_int_range (0, 400);

  for (int i = 0; i < n; i++)
    if (g_test_rand_int_range (0, 8) == 0)
      g_string_append_c (noise, (char) g_test_rand_int_range (0, 256));
    else
      g_string_append (noise, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  *size = noise->len;
  return g_string_free (noise, FALSE);
}

static void
test_no_bytes_make_it_fall (DirectoryFixture *self, gconstpointer data)
{
  static const char *const names[] = { "organizations.csv", "services.csv", "organization.json",
                                       "feed.zip" };

  for (guint i = 0; i < 1500; i++)
    {
      const char *name = names[i % G_N_ELEMENTS (names)];
      g_autofree char *path = directory_fixture_dup_path (self, name);
      gsize size;
      g_autofree char *noise = make_noise (&size);

      if (i % G_N_ELEMENTS (names) == 3 && size >= 4)
        memcpy (noise, "PK\3\4", 4);
      directory_fixture_write_bytes (self, name, noise, size);
      directory_fixture_import (self, path);
      for (guint k = 0; k < self->organizations->len; k++)
        {
          const HavenOrganization *organization = self->organizations->pdata[k];

          g_assert_true (g_utf8_validate (organization->name, -1, NULL));
          g_assert_true (g_utf8_validate (
              organization->description ? organization->description : "", -1, NULL));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define T(name, function) DIRECTORY_TEST ("/exchange/directory/hostile/" name, function)
  T ("a-missing-folder-is-told", test_a_missing_folder_is_told);
  T ("an-empty-folder-is-told", test_an_empty_folder_is_told);
  T ("another-kind-of-file-is-told", test_another_kind_of_file_is_told);
  T ("a-link-is-not-followed", test_a_link_is_not_followed);
  T ("a-pipe-does-not-hang-the-import", test_a_pipe_does_not_hang_the_import);
  T ("a-folder-that-contains-itself-ends", test_a_folder_that_contains_itself_ends);
  T ("a-pdf-with-the-name-of-a-table-is-told", test_a_pdf_with_the_name_of_a_table_is_told);
  T ("a-pdf-among-tables-is-reported", test_a_pdf_among_tables_is_reported);
  T ("an-empty-file-is-reported", test_an_empty_file_is_reported);
  T ("a-header-alone-is-no-fault", test_a_header_alone_is_no_fault);
  T ("utf-16-is-told", test_utf_16_is_told);
  T ("another-encoding-costs-its-rows-alone", test_another_encoding_costs_its_rows_alone);
  T ("zero-bytes-cost-their-row-alone", test_zero_bytes_cost_their_row_alone);
  T ("an-open-quote-costs-its-line-alone", test_an_open_quote_costs_its_line_alone);
  T ("an-open-quote-at-the-end-costs-its-line-alone",
     test_an_open_quote_at_the_end_costs_its_line_alone);
  T ("a-line-of-100-megabytes-costs-itself-alone", test_a_line_of_100_megabytes_costs_itself_alone);
  T ("a-long-field-costs-its-row-alone", test_a_long_field_costs_its_row_alone);
  T ("endless-columns-cost-their-row-alone", test_endless_columns_cost_their_row_alone);
  T ("endless-parts-of-one-service-are-bounded", test_endless_parts_of_one_service_are_bounded);
  T ("more-faults-than-anybody-reads-end-the-import",
     test_more_faults_than_anybody_reads_end_the_import);
  T ("a-zip-tells-the-same-as-its-folder", test_a_zip_tells_the_same_as_its_folder);
  T ("a-zip-that-leaves-its-folder-is-refused", test_a_zip_that_leaves_its_folder_is_refused);
  T ("a-link-in-a-zip-is-refused", test_a_link_in_a_zip_is_refused);
  T ("a-zip-bomb-is-refused", test_a_zip_bomb_is_refused);
  T ("a-zip-bomb-that-lies-is-refused", test_a_zip_bomb_that_lies_is_refused);
  T ("a-zip-cut-short-is-told", test_a_zip_cut_short_is_told);
  T ("an-empty-zip-is-told", test_an_empty_zip_is_told);
  T ("json-that-is-none-is-told", test_json_that_is_none_is_told);
  T ("deep-json-is-refused", test_deep_json_is_refused);
  T ("json-of-countless-values-is-refused", test_json_of_countless_values_is_refused);
  T ("huge-json-is-refused", test_huge_json_is_refused);
  T ("odd-json-is-read-without-harm", test_odd_json_is_read_without_harm);
  T ("one-damaged-json-among-others-is-reported", test_one_damaged_json_among_others_is_reported);
  T ("cancelling-stops-at-once", test_cancelling_stops_at_once);
  T ("progress-reaches-the-end", test_progress_reaches_the_end);
  T ("a-receiver-that-refuses-ends-the-import", test_a_receiver_that_refuses_ends_the_import);
  T ("no-bytes-make-it-fall", test_no_bytes_make_it_fall);
#undef T
  return g_test_run ();
}
