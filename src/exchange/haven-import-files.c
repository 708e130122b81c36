/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-import-files.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *name;
  guint64 size;
} File;

struct _HavenImportFiles
{
  char *path;
  gboolean is_zip;
  guint64 packed;
  guint64 read;
  GArray *files; /* (element-type File) */
};

struct _HavenImportStream
{
  HavenImportFiles *files;
  const char *name;
  struct archive *archive;
  int fd;
};

static void
file_clear (gpointer data)
{
  g_free (((File *) data)->name);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp (((const File *) a)->name, ((const File *) b)->name);
}

static gboolean
set_failure (GError **error, HavenExchangeError code, const char *sentence, const char *name)
{
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_auto (GStrv) parts = g_strsplit (sentence, "%s", 2);

  g_set_error (error, HAVEN_EXCHANGE_ERROR, code, "%s%s%s", parts[0], shown,
               parts[1] ? parts[1] : "");
  return FALSE;
}

static gboolean
add_file (HavenImportFiles *self, const char *name, guint64 size, GError **error)
{
  File file = { g_strdup (name), size };

  g_array_append_val (self->files, file);
  if (self->files->len <= HAVEN_IMPORT_MAX_FILES)
    return TRUE;
  return set_failure (error, HAVEN_EXCHANGE_ERROR_TOO_LARGE,
                      "“%s” holds too many files to be a service directory; choose the folder that "
                      "holds only the directory",
                      self->path);
}

/* Only what may be data is looked at, so that a stray link or socket beside it does no harm. */
static gboolean
is_data_name (const char *name)
{
  const char *base = strrchr (name, '/') ? strrchr (name, '/') + 1 : name;
  const char *dot = strrchr (base, '.');

  return *base != '.' && !g_str_has_prefix (name, "__MACOSX/") && dot != NULL &&
         (g_ascii_strcasecmp (dot, ".csv") == 0 || g_ascii_strcasecmp (dot, ".json") == 0);
}

/* ── Folders ─────────────────────────────────────────────────────────────── */

static gboolean
list_folder (HavenImportFiles *self, const char *prefix, guint depth, GError **error);

static gboolean
list_entry (HavenImportFiles *self, const char *name, guint depth, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  struct stat info;

  if (lstat (path, &info) != 0)
    return TRUE;
  if (S_ISDIR (info.st_mode))
    return depth >= HAVEN_IMPORT_MAX_DEPTH || list_folder (self, name, depth + 1, error);
  if (!is_data_name (name))
    return TRUE;
  if (S_ISLNK (info.st_mode))
    return set_failure (
        error, HAVEN_EXCHANGE_ERROR_REFUSED,
        "“%s” is a link to another file, which an import doesn't follow; put the file itself there",
        name);
  if (!S_ISREG (info.st_mode))
    return set_failure (error, HAVEN_EXCHANGE_ERROR_REFUSED,
                        "“%s” is no ordinary file; put the file itself there", name);
  return add_file (self, name, (guint64) info.st_size, error);
}

static gboolean
list_folder (HavenImportFiles *self, const char *prefix, guint depth, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, *prefix ? prefix : NULL, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  if (folder == NULL)
    return set_failure (error, HAVEN_EXCHANGE_ERROR_NOT_FOUND,
                        "The folder “%s” can't be read; check that you may open it", path);
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *relative = *prefix ? g_build_filename (prefix, name, NULL) : g_strdup (name);

      if (*name != '.' && !list_entry (self, relative, depth, error))
        return FALSE;
    }
  return TRUE;
}

/* ── Zip archives ────────────────────────────────────────────────────────── */

static struct archive *
open_archive (HavenImportFiles *self, GError **error)
{
  struct archive *archive = archive_read_new ();

  archive_read_support_format_zip (archive);
  if (archive_read_open_filename (archive, self->path, 65536) == ARCHIVE_OK)
    return archive;
  archive_read_free (archive);
  set_failure (error, HAVEN_EXCHANGE_ERROR_DAMAGED,
               "“%s” is damaged and can't be opened; get it again", self->path);
  return NULL;
}

static const char *
get_entry_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  return name ? name : archive_entry_pathname (entry);
}

static gboolean
leaves_its_folder (const char *name)
{
  g_auto (GStrv) parts = g_strsplit_set (name, "/\\", -1);

  return *name == '/' || *name == '\\' || (g_ascii_isalpha (*name) && name[1] == ':') ||
         g_strv_contains ((const char *const *) parts, "..");
}

static gboolean
list_archive_entry (HavenImportFiles *self, struct archive_entry *entry, GError **error)
{
  const char *name = get_entry_name (entry);

  if (name == NULL)
    return TRUE;
  if (leaves_its_folder (name))
    return set_failure (error, HAVEN_EXCHANGE_ERROR_REFUSED,
                        "The zip was made to write outside its folder (“%s”), so nothing of it was "
                        "read; ask its sender for a clean one",
                        name);
  if (archive_entry_filetype (entry) == AE_IFLNK || archive_entry_symlink (entry) != NULL)
    return set_failure (error, HAVEN_EXCHANGE_ERROR_REFUSED,
                        "The zip holds a link (“%s”) instead of a file, so nothing of it was read; "
                        "ask its sender for a clean one",
                        name);
  if (archive_entry_filetype (entry) != AE_IFREG || !is_data_name (name))
    return TRUE;
  if (archive_entry_is_data_encrypted (entry))
    return set_failure (
        error, HAVEN_EXCHANGE_ERROR_DAMAGED,
        "“%s” in the zip is locked with a password; unpack it first and import the folder", name);
  return add_file (
      self, name,
      archive_entry_size_is_set (entry) ? (guint64) MAX (archive_entry_size (entry), 0) : 0, error);
}

static gboolean
list_archive (HavenImportFiles *self, GError **error)
{
  struct archive *archive = open_archive (self, error);
  struct archive_entry *entry;
  gboolean done = archive != NULL;
  int status = ARCHIVE_EOF;
  guint n = 0;

  while (done && (status = archive_read_next_header (archive, &entry)) >= ARCHIVE_WARN &&
         status != ARCHIVE_EOF)
    {
      if (++n > HAVEN_IMPORT_MAX_FILES)
        done = set_failure (error, HAVEN_EXCHANGE_ERROR_TOO_LARGE,
                            "“%s” holds too many files to be a service directory; zip only the "
                            "directory's own files",
                            self->path);
      else
        done = list_archive_entry (self, entry, error);
    }
  if (done && status != ARCHIVE_EOF)
    done = set_failure (error, HAVEN_EXCHANGE_ERROR_DAMAGED,
                        "“%s” is damaged and can't be read; get it again", self->path);
  if (archive)
    archive_read_free (archive);
  return done;
}

/* ── Opening ─────────────────────────────────────────────────────────────── */

static gboolean
list_file (HavenImportFiles *self, guint64 size, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  char magic[4] = { 0 };
  int fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0 || read (fd, magic, sizeof magic) < 0)
    {
      if (fd >= 0)
        close (fd);
      return set_failure (error, HAVEN_EXCHANGE_ERROR_NOT_FOUND,
                          "The file “%s” can't be read; check that you may open it", self->path);
    }
  close (fd);
  self->packed = size;
  self->is_zip = memcmp (magic, "PK\3\4", 4) == 0 || memcmp (magic, "PK\5\6", 4) == 0;
  if (self->is_zip)
    return list_archive (self, error);
  if (is_data_name (name))
    return add_file (self, name, size, error);
  return set_failure (
      error, HAVEN_EXCHANGE_ERROR_NOT_KNOWN,
      "“%s” is no service directory; choose a folder of CSV files, a zip of them, or a JSON file",
      name);
}

static gboolean
check_size (HavenImportFiles *self, GError **error)
{
  guint64 total = 0;

  for (guint i = 0; i < self->files->len; i++)
    {
      total += MIN (g_array_index (self->files, File, i).size, HAVEN_IMPORT_MAX_BYTES + 1);
      if (total > HAVEN_IMPORT_MAX_BYTES)
        return set_failure (
            error, HAVEN_EXCHANGE_ERROR_TOO_LARGE,
            "“%s” is larger than a gigabyte, which no service directory is; import a part of it",
            self->path);
    }
  if (self->is_zip && total > HAVEN_IMPORT_RATIO_FLOOR &&
      total / HAVEN_IMPORT_MAX_RATIO > self->packed)
    return set_failure (error, HAVEN_EXCHANGE_ERROR_REFUSED,
                        "“%s” unpacks to far more than it should, as a trap does, so nothing of it "
                        "was read; ask its sender for a clean one",
                        self->path);
  return TRUE;
}

/**
 * haven_import_files_open:
 * @path: a folder, a zip archive, or one CSV or JSON file
 *
 * Lists what can be read, in the order of the names. Links, names that leave their folder, locked
 * archives and anything past the limits end here, before a byte of content is read.
 */
HavenImportFiles *
haven_import_files_open (const char *path, GError **error)
{
  g_autoptr (HavenImportFiles) self = g_new0 (HavenImportFiles, 1);
  struct stat info;
  gboolean listed;

  self->path = g_strdup (path);
  self->files = g_array_new (FALSE, FALSE, sizeof (File));
  g_array_set_clear_func (self->files, file_clear);
  if (stat (path, &info) != 0)
    {
      set_failure (error, HAVEN_EXCHANGE_ERROR_NOT_FOUND,
                   "There is nothing to read at “%s”; check the name", path);
      return NULL;
    }
  if (S_ISDIR (info.st_mode))
    listed = list_folder (self, "", 0, error);
  else if (S_ISREG (info.st_mode))
    listed = list_file (self, (guint64) info.st_size, error);
  else
    listed = set_failure (error, HAVEN_EXCHANGE_ERROR_NOT_KNOWN,
                          "“%s” is neither a folder nor an ordinary file", path);
  if (!listed || !check_size (self, error))
    return NULL;
  g_array_sort (self->files, compare_files);
  return g_steal_pointer (&self);
}

void
haven_import_files_free (HavenImportFiles *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_array_unref (self->files);
  g_free (self);
}

guint
haven_import_files_get_n (HavenImportFiles *self)
{
  return self->files->len;
}

/** Returns: (transfer none): the name within the folder or archive */
const char *
haven_import_files_get_name (HavenImportFiles *self, guint i)
{
  g_return_val_if_fail (i < self->files->len, NULL);
  return g_array_index (self->files, File, i).name;
}

/** Returns: bytes, unpacked; 0 where an archive doesn't say */
guint64
haven_import_files_get_size (HavenImportFiles *self, guint i)
{
  g_return_val_if_fail (i < self->files->len, 0);
  return g_array_index (self->files, File, i).size;
}

/* ── Reading ─────────────────────────────────────────────────────────────── */

static gboolean
seek_entry (HavenImportStream *self, GError **error)
{
  struct archive_entry *entry;

  self->archive = open_archive (self->files, error);
  if (self->archive == NULL)
    return FALSE;
  while (archive_read_next_header (self->archive, &entry) >= ARCHIVE_WARN)
    if (g_strcmp0 (get_entry_name (entry), self->name) == 0 &&
        archive_entry_filetype (entry) == AE_IFREG)
      return TRUE;
  return set_failure (error, HAVEN_EXCHANGE_ERROR_DAMAGED,
                      "“%s” can't be found in the zip again; get the zip again", self->name);
}

static gboolean
open_plain (HavenImportStream *self, GError **error)
{
  g_autofree char *path = g_file_test (self->files->path, G_FILE_TEST_IS_DIR)
                              ? g_build_filename (self->files->path, self->name, NULL)
                              : g_strdup (self->files->path);
  gboolean single = g_str_equal (path, self->files->path);
  struct stat info;

  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (single ? 0 : O_NOFOLLOW));
  if (self->fd >= 0 && fstat (self->fd, &info) == 0 && S_ISREG (info.st_mode))
    return TRUE;
  return set_failure (error, HAVEN_EXCHANGE_ERROR_NOT_FOUND,
                      "The file “%s” can't be read; check that you may open it", self->name);
}

/** Returns: (transfer full) (nullable): the content of a file; several may be open at once; @self
 * must outlive it */
HavenImportStream *
haven_import_files_read (HavenImportFiles *self, guint i, GError **error)
{
  g_autoptr (HavenImportStream) stream = g_new0 (HavenImportStream, 1);

  g_return_val_if_fail (i < self->files->len, NULL);

  stream->files = self;
  stream->name = haven_import_files_get_name (self, i);
  stream->fd = -1;
  if (self->is_zip ? !seek_entry (stream, error) : !open_plain (stream, error))
    return NULL;
  return g_steal_pointer (&stream);
}

/* Sizes in an archive's list may lie, so what really comes out is counted too. */
static gboolean
count_bytes (HavenImportStream *self, gssize n, GError **error)
{
  HavenImportFiles *files = self->files;

  files->read += (guint64) n;
  if (files->read > HAVEN_IMPORT_MAX_BYTES)
    return set_failure (
        error, HAVEN_EXCHANGE_ERROR_TOO_LARGE,
        "“%s” is larger than a gigabyte, which no service directory is; import a part of it",
        files->path);
  if (files->is_zip && files->read > HAVEN_IMPORT_RATIO_FLOOR &&
      files->read / HAVEN_IMPORT_MAX_RATIO > files->packed)
    return set_failure (
        error, HAVEN_EXCHANGE_ERROR_REFUSED,
        "“%s” unpacks to far more than it should, as a trap does; ask its sender for a clean one",
        files->path);
  return TRUE;
}

/** Returns: how many bytes were read, 0 at the end, -1 on error */
gssize
haven_import_stream_read (HavenImportStream *self, char *buffer, gsize size, GError **error)
{
  gssize n;

  g_return_val_if_fail (self != NULL && buffer != NULL, -1);

  if (self->archive)
    n = archive_read_data (self->archive, buffer, size);
  else
    do
      n = read (self->fd, buffer, size);
    while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      set_failure (error, HAVEN_EXCHANGE_ERROR_DAMAGED,
                   "“%s” is damaged and can't be read to its end; get it again", self->name);
      return -1;
    }
  return count_bytes (self, n, error) ? n : -1;
}

void
haven_import_stream_free (HavenImportStream *self)
{
  if (self == NULL)
    return;
  if (self->archive)
    archive_read_free (self->archive);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}
