/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

static void
forget_import (DirectoryFixture *self)
{
  GPtrArray **arrays[] = { &self->organizations,     &self->locations, &self->services,
                           &self->service_locations, &self->phones,    &self->schedules };

  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_clear_pointer (arrays[i], g_ptr_array_unref);
  self->organizations = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_organization_free);
  self->locations = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_location_free);
  self->services = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_service_free);
  self->service_locations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) haven_service_location_free);
  self->phones = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_phone_free);
  self->schedules = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_schedule_free);
  g_clear_object (&self->reader);
  g_clear_error (&self->error);
  self->report = NULL;
}

void
directory_fixture_set_up (DirectoryFixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("haven-directory-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  forget_import (self);
}

void
directory_fixture_tear_down (DirectoryFixture *self, gconstpointer data)
{
  GPtrArray *arrays[] = { self->organizations,     self->locations, self->services,
                          self->service_locations, self->phones,    self->schedules };

  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_ptr_array_unref (arrays[i]);
  g_clear_object (&self->reader);
  g_clear_error (&self->error);
  remove_folder (self->folder);
  g_free (self->folder);
}

char *
directory_fixture_dup_path (DirectoryFixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

void
directory_fixture_write_bytes (DirectoryFixture *self,
                               const char *name,
                               const char *bytes,
                               gsize size)
{
  g_autofree char *path = directory_fixture_dup_path (self, name);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

void
directory_fixture_write (DirectoryFixture *self, const char *name, const char *text)
{
  directory_fixture_write_bytes (self, name, text, strlen (text));
}

void
directory_fixture_write_good (DirectoryFixture *self)
{
  directory_fixture_write (self, "organizations.csv", ORGANIZATIONS);
  directory_fixture_write (self, "locations.csv", LOCATIONS);
  directory_fixture_write (self, "services.csv", SERVICES);
  directory_fixture_write (self, "service_at_location.csv", LINKS);
  directory_fixture_write (self, "phones.csv", PHONES);
}

static void
zip_file (DirectoryFixture *self, struct archive *archive, const char *name)
{
  g_autofree char *path = directory_fixture_dup_path (self, name);
  g_autofree char *bytes = NULL;
  struct archive_entry *entry = archive_entry_new ();
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, (la_int64_t) size);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, bytes, size), ==, (la_ssize_t) size);
  archive_entry_free (entry);
}

/** Puts files of the folder into a zip there. */
void
directory_fixture_zip (DirectoryFixture *self, const char *zip, const char *const *names)
{
  g_autofree char *path = directory_fixture_dup_path (self, zip);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (; *names; names++)
    zip_file (self, archive, *names);
  g_assert_cmpint (archive_write_free (archive), ==, ARCHIVE_OK);
}

#define TAKE(Type, type, member)                                                                   \
  static gboolean take_##type (const Type *record, gpointer user_data, GError **error)             \
  {                                                                                                \
    g_ptr_array_add (((DirectoryFixture *) user_data)->member, haven_##type##_copy (record));      \
    return TRUE;                                                                                   \
  }

TAKE (HavenOrganization, organization, organizations)
TAKE (HavenLocation, location, locations)
TAKE (HavenService, service, services)
TAKE (HavenServiceLocation, service_location, service_locations)
TAKE (HavenPhone, phone, phones)
TAKE (HavenSchedule, schedule, schedules)

/** Imports @path, or the folder itself. */
gboolean
directory_fixture_import (DirectoryFixture *self, const char *path)
{
  HavenDirectorySink sink = { take_organization, take_location, take_service, take_service_location,
                              take_phone,        take_schedule, self };
  gboolean done;

  forget_import (self);
  self->reader = haven_directory_reader_new (path ? path : self->folder);
  done = haven_directory_reader_read (self->reader, &sink, NULL, NULL, NULL, &self->error);
  g_assert_true (done == (self->error == NULL));
  self->report = haven_directory_reader_get_report (self->reader);
  return done;
}

void
directory_fixture_import_well (DirectoryFixture *self)
{
  gboolean done = directory_fixture_import (self, NULL);

  g_assert_no_error (self->error);
  g_assert_true (done);
}

/** The import must fail with one sentence that has @words in it, and nothing may have reached the
 * sink. */
void
directory_fixture_import_badly (DirectoryFixture *self, const char *path, const char *words)
{
  g_assert_false (directory_fixture_import (self, path));
  if (strstr (self->error->message, words) == NULL)
    g_error ("“%s” doesn't say “%s”", self->error->message, words);
  g_assert_null (strchr (self->error->message, '\n'));
  g_assert_true (g_utf8_validate (self->error->message, -1, NULL));
  g_assert_cmpuint (self->organizations->len + self->locations->len + self->services->len, ==, 0);
}

void
directory_fixture_assert_fault (DirectoryFixture *self,
                                const char *file,
                                guint row,
                                const char *column,
                                const char *rule,
                                const char *value)
{
  for (guint i = 0; i < self->report->rejected->len; i++)
    {
      const HavenDirectoryFault *fault = g_ptr_array_index (self->report->rejected, i);

      if (g_str_equal (fault->file, file) && fault->row == row &&
          g_str_equal (fault->column, column) && g_str_equal (fault->rule, rule) &&
          g_str_equal (fault->value, value))
        return;
      g_test_message ("%s %u %s %s %s", fault->file, fault->row, fault->column, fault->rule,
                      fault->value);
    }
  g_error ("no fault %s %u %s %s “%s”", file, row, column, rule, value);
}

/** Returns: (nullable): a path in the public sample data; %NULL, with the test skipped, where there
 * is none */
char *
directory_fixture_dup_sample (const char *name)
{
  const char *data = g_getenv ("HAVEN_SAMPLE_DATA");
  g_autofree char *path = data ? g_build_filename (data, name, NULL) : NULL;

  if (path && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the public sample data are not here; set HAVEN_SAMPLE_DATA to their folder");
  return NULL;
}
