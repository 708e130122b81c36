/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-private.h"

#include "haven-database-copy-private.h"
#include "haven-id.h"
#include "haven-safe-file.h"
#include "haven-vault-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Copying, reading every row, writing, and reading what was written, weigh about the same. */
#define N_STEPS 4

struct _HavenBackup
{
  char *folder;
  char *id;
  HavenVaultKeys *keys;
  int lock;                /* on the vault: nobody gives it a new key meanwhile */
  HavenDatabase *database; /* the partitions that are held, attached under their names */
  HavenPartitions partitions;
  gboolean pinned;
};

/** What one writing needs at hand. */
typedef struct
{
  HavenBackup *backup;
  HavenBackupHeader *header;
  HavenVaultKeys *copy_keys;
  const char *work;
  HavenBackupProgress progress;
  GCancellable *cancellable;
} Writing;

/* ── What stands in front ─────────────────────────────────────────────────── */

static HavenBackupInfo *
make_info (HavenBackupHeader *header, const char *path)
{
  HavenBackupInfo *info = g_new0 (HavenBackupInfo, 1);

  info->path = g_strdup (path);
  info->id = g_strdup (header->id);
  info->vault_id = g_strdup (header->vault_id);
  info->made_at = header->made_at;
  info->generation = header->generation;
  info->partitions = haven_backup_header_get_partitions (header);
  info->size = haven_backup_header_get_total (header);
  return info;
}

HavenBackupInfo *
haven_backup_info_copy (const HavenBackupInfo *self)
{
  HavenBackupInfo *copy = g_memdup2 (self, sizeof *self);

  copy->path = g_strdup (self->path);
  copy->id = g_strdup (self->id);
  copy->vault_id = g_strdup (self->vault_id);
  return copy;
}

void
haven_backup_info_free (HavenBackupInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->id);
  g_free (self->vault_id);
  g_free (self);
}

static HavenBackupHeader *
read_header (const char *path, int *file, GError **error)
{
  HavenBackupHeader *header;

  *file = haven_backup_open (path, error);
  if (*file < 0)
    return NULL;
  header = haven_backup_header_read (*file, error);
  if (header == NULL)
    close (*file);
  return header;
}

/** Reads what stands in front of a backup. Whether a member made it shows with a key only. */
HavenBackupInfo *
haven_backup_info_read (const char *path, GError **error)
{
  int file;
  g_autoptr (HavenBackupHeader) header = read_header (path, &file, error);

  if (header == NULL)
    return NULL;
  close (file);
  return make_info (header, path);
}

/**
 * haven_backup_is_authentic:
 * @keys: of the vault as it is open now
 * @opened: (out) (optional): the partitions of it that @keys open; none where they were given new keys since
 *
 * Whether what stands in front of the backup was written by who held the vault's keys. Its partitions are not read.
 */
gboolean
haven_backup_is_authentic (const char *path, HavenVaultKeys *keys, HavenPartitions *opened, GError **error)
{
  int file;
  g_autoptr (HavenBackupHeader) header = read_header (path, &file, error);
  g_autoptr (HavenVaultKeys) copy_keys = NULL;
  HavenPartitions partitions = 0;

  if (header == NULL)
    return FALSE;
  close (file);
  copy_keys = haven_backup_header_open_with_keys (header, keys);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_keys_get (copy_keys, (HavenPartition) i) != NULL)
      partitions |= 1u << i;
  if (opened)
    *opened = partitions;
  return haven_backup_header_check_marks (header, copy_keys, error);
}

/* ── The vault at one moment ──────────────────────────────────────────────── */

static gboolean
attach (HavenBackup *self, HavenPartition partition, GError **error)
{
  const char *name = haven_partition_get_name (partition);
  g_autofree char *path = haven_backup_build_path (self->folder, partition, "");

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_MISSING_PARTITION,
                   "The file “%s.db” of the vault is missing. Nothing was changed. Restore it from a backup.",
                   name);
      return FALSE;
    }
  self->partitions |= 1u << partition;
  return haven_database_attach (self->database, path, name, haven_vault_keys_get (self->keys, partition), error);
}

/**
 * haven_backup_new:
 * @id: (nullable): what the backup shall be known by
 * @keys: those of the partitions to copy; the shared one is among them
 *
 * Opens the vault's files once more, beside whoever works with them.
 */
HavenBackup *
haven_backup_new (const char *vault_folder, const char *id, HavenVaultKeys *keys, GError **error)
{
  g_autoptr (HavenBackup) self = g_new0 (HavenBackup, 1);

  self->folder = g_strdup (vault_folder);
  self->id = id ? g_strdup (id) : haven_id_new ();
  self->keys = haven_vault_keys_copy (keys);
  self->lock = haven_vault_lock_share (vault_folder, error);
  if (self->lock < 0 || !haven_engine_start (error))
    return NULL;
  self->database = haven_database_open_empty (error);
  for (int i = 0; self->database && i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_keys_get (keys, (HavenPartition) i) != NULL && !attach (self, (HavenPartition) i, error))
      return NULL;
  return self->database ? g_steal_pointer (&self) : NULL;
}

void
haven_backup_free (HavenBackup *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->database, haven_database_close);
  g_clear_pointer (&self->keys, haven_vault_keys_free);
  haven_vault_unlock (self->lock);
  g_free (self->id);
  g_free (self->folder);
  g_free (self);
}

/**
 * haven_backup_pin:
 *
 * From here on the backup sees the vault as it is now. Called from inside a transaction of the store, which nothing is
 * written beside, all partitions are seen at the same moment, before what the transaction itself writes.
 */
gboolean
haven_backup_pin (HavenBackup *self, GError **error)
{
  if (!haven_database_exec (self->database, "BEGIN", error))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s.sqlite_schema",
                                              haven_partition_get_name ((HavenPartition) i));

      if ((self->partitions & (1u << i)) != 0 && !haven_database_exec (self->database, sql, error))
        return FALSE;
    }
  self->pinned = TRUE;
  return TRUE;
}

/* ── Copies ───────────────────────────────────────────────────────────────── */

static gboolean
copy_partition (Writing *writing, HavenPartition partition, GError **error)
{
  HavenBackup *self = writing->backup;
  HavenBackupPart *part = &writing->header->parts[partition];
  g_autofree char *path = haven_backup_build_path (writing->work, partition, "");
  g_autoptr (JsonObject) facts = NULL;
  GStatBuf status;

  haven_vault_keys_set_random (writing->copy_keys, partition);
  if (!haven_database_copy (self->database,
                            haven_partition_get_name (partition),
                            path,
                            haven_vault_keys_get (writing->copy_keys, partition),
                            haven_backup_progress_tell,
                            &writing->progress,
                            writing->cancellable,
                            error))
    return FALSE;
  if (g_stat (path, &status) != 0)
    return haven_backup_set_errno (error, errno, "The copy could not be read");
  haven_backup_progress_step (&writing->progress);
  facts = haven_backup_read_facts (self->database, partition, writing->cancellable, error);
  if (facts == NULL)
    return FALSE;
  part->size = status.st_size;
  haven_backup_header_set_facts (writing->header, partition, writing->copy_keys, facts);
  haven_backup_progress_step (&writing->progress);
  return TRUE;
}

static gboolean
copy_partitions (Writing *writing, GError **error)
{
  HavenBackup *self = writing->backup;
  gboolean copied = TRUE;

  for (int i = 0; copied && i < HAVEN_N_PARTITIONS; i++)
    if ((self->partitions & (1u << i)) != 0)
      copied = copy_partition (writing, (HavenPartition) i, error);
  /* What was seen may go: the vault's log of writes is not held up any longer. */
  haven_database_exec (self->database, "ROLLBACK", NULL);
  self->pinned = FALSE;
  return copied;
}

/* It is read after the partitions were pinned: what they know of it is never newer than what goes with them. */
static gboolean
fill_header (Writing *writing, HavenInstant made_at, GError **error)
{
  HavenBackup *self = writing->backup;
  HavenBackupHeader *header = writing->header;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (self->folder, error);

  if (file == NULL || !haven_vault_file_check (file, self->keys, error))
    return FALSE;
  header->id = g_strdup (self->id);
  header->vault_id = g_strdup (haven_vault_file_get_id (file));
  header->vault_text = haven_vault_file_dup_text (file);
  header->generation = haven_vault_file_get_generation (file);
  header->made_at = made_at;
  if (!copy_partitions (writing, error))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((self->partitions & (1u << i)) != 0)
      haven_backup_header_close_key (header, (HavenPartition) i, file, self->keys, writing->copy_keys);
  return TRUE;
}

/* ── The file ─────────────────────────────────────────────────────────────── */

static gboolean
pour_partition (Writing *writing, HavenPartition partition, int to, gint64 offset, GError **error)
{
  HavenBackupPart *part = &writing->header->parts[partition];
  g_autofree char *path = haven_backup_build_path (writing->work, partition, "");
  int from = haven_backup_open (path, error);
  crypto_generichash_state state;
  gboolean poured;

  if (from < 0)
    return FALSE;
  haven_backup_begin_digest (&state, writing->copy_keys, partition);
  poured = haven_backup_pour (from,
                              0,
                              to,
                              offset,
                              part->size,
                              &state,
                              &writing->progress,
                              writing->cancellable,
                              error);
  crypto_generichash_final (&state, part->digest, sizeof part->digest);
  close (from);
  /* The room is needed again where the backup goes to the same disk. */
  g_unlink (path);
  haven_backup_progress_step (&writing->progress);
  return poured;
}

static gboolean
write_front (int to, GBytes *front)
{
  gsize size;
  const char *bytes = g_bytes_get_data (front, &size);
  gint64 offset = 0;

  while (size > 0)
    {
      const ssize_t n = pwrite (to, bytes, size, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      offset += n;
      size -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_into (Writing *writing, int to, GError **error)
{
  g_autoptr (GBytes) room = haven_backup_header_write (writing->header, writing->copy_keys);
  g_autoptr (GBytes) front = NULL;
  gint64 offset = (gint64) g_bytes_get_size (room);

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      if (!writing->header->parts[i].held)
        continue;
      if (!pour_partition (writing, (HavenPartition) i, to, offset, error))
        return FALSE;
      offset += writing->header->parts[i].size;
    }
  /* The digests are known now, and take the same room as none. */
  front = haven_backup_header_write (writing->header, writing->copy_keys);
  g_assert (g_bytes_get_size (front) == g_bytes_get_size (room));
  return write_front (to, front) || haven_backup_set_errno (error, errno, "The backup could not be written");
}

static char *
build_target (const char *target, const char *id)
{
  g_autofree char *name = g_strdup_printf ("haven-backup-%.8s.haven", id);

  return g_file_test (target, G_FILE_TEST_IS_DIR) ? g_build_filename (target, name, NULL) : g_strdup (target);
}

/* Who writes a half has it locked: what an interruption left is nobody's, and goes. */
static void
remove_abandoned_halves (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = NULL;
      int file;

      if (!g_str_has_prefix (name, "haven-backup-") || !g_str_has_suffix (name, ".haven.part"))
        continue;
      path = g_build_filename (folder, name, NULL);
      file = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
      if (file < 0)
        continue;
      if (flock (file, LOCK_EX | LOCK_NB) == 0)
        g_unlink (path);
      close (file);
    }
}

static gboolean
put_in_place (const char *part, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return (g_rename (part, path) == 0 && haven_safe_file_sync_folder (folder)) ||
         haven_backup_set_errno (error, errno, "The backup could not be put in its place");
}

/* Opens a half that nobody else writes at, in the folder that the whole will be in. */
static int
open_half (const char *part, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (part);
  int to;

  remove_abandoned_halves (folder);
  to = open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (to < 0)
    haven_backup_set_errno (error, errno, "The backup cannot be written there");
  else
    flock (to, LOCK_EX | LOCK_NB);
  return to;
}

/* What is read now comes from the disk, not from what the system remembers of writing it. */
static gboolean
finish_half (const char *part, const char *path, int to, Writing *writing, HavenVaultKeys *keys, GError **error)
{
  if (fsync (to) != 0)
    return haven_backup_set_errno (error, errno, "The backup could not be written");
  posix_fadvise (to, 0, 0, POSIX_FADV_DONTNEED);
  return haven_backup_reopen (part, writing->work, keys, &writing->progress, writing->cancellable, error) &&
         put_in_place (part, path, error);
}

static gboolean
write_file (Writing *writing, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  int to = open_half (part, error);
  gboolean written;

  if (to < 0)
    return FALSE;
  written = write_into (writing, to, error) && finish_half (part, path, to, writing, writing->backup->keys, error);
  if (!written)
    g_unlink (part);
  close (to);
  return written;
}

static gboolean
check_target (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_EXISTS,
                       "There is a file of that name already. Nothing was changed. Choose another name for the backup.");
  return FALSE;
}

/**
 * haven_backup_write:
 * @target: a folder, in which the file gets a name of its own, or a file that is not there yet
 * @made_at: when the vault was pinned
 * @progress: (nullable): called on this thread
 *
 * Writes the backup, reads it back from the disk, opens every partition in it, and compares it row by row with the vault
 * as it was pinned. Nothing is left where it fails. Takes long: never on the main thread.
 *
 * Returns: (transfer full) (nullable): what was written
 */
HavenBackupInfo *
haven_backup_write (HavenBackup *self,
                    const char *target,
                    HavenInstant made_at,
                    HavenProgressFunc progress,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (HavenBackupHeader) header = haven_backup_header_new ();
  g_autoptr (HavenVaultKeys) copy_keys = haven_vault_keys_new ();
  g_autofree char *work = NULL, *path = NULL;
  Writing writing = { self, header, copy_keys, NULL, { progress, data, 0, 1, 0 }, cancellable };
  HavenBackupInfo *info = NULL;
  int lock;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    writing.progress.total += (self->partitions & (1u << i)) != 0 ? N_STEPS : 0;
  if (!self->pinned && !haven_backup_pin (self, error))
    return NULL;
  lock = haven_backup_begin_work (self->folder, &work, error);
  if (lock < 0)
    return NULL;
  writing.work = work;
  if (fill_header (&writing, made_at, error))
    {
      path = build_target (target, header->id);
      if (check_target (path, error) && write_file (&writing, path, error))
        info = haven_backup_info_read (path, error);
    }
  haven_backup_end_work (lock, work);
  return info;
}

/* ── The same file elsewhere ──────────────────────────────────────────────── */

static gboolean
copy_into (Writing *writing, int from, int to, HavenVaultKeys *keys, const char *part, const char *path, GError **error)
{
  g_autoptr (HavenBackupHeader) header = haven_backup_header_read (from, error);
  crypto_generichash_state state;

  if (header == NULL)
    return FALSE;
  crypto_generichash_init (&state, NULL, 0, HAVEN_BACKUP_DIGEST_SIZE);
  if (!haven_backup_pour (from,
                          0,
                          to,
                          0,
                          haven_backup_header_get_total (header),
                          &state,
                          &writing->progress,
                          writing->cancellable,
                          error))
    return FALSE;
  haven_backup_progress_step (&writing->progress);
  return finish_half (part, path, to, writing, keys, error);
}

/**
 * haven_backup_copy:
 * @folder: on another disk, for example; the file keeps its name
 * @vault_folder: where there is room for copies that are encrypted
 *
 * Puts a backup into a second place, reads it back from there and opens it. One that is there already is left as it is.
 */
gboolean
haven_backup_copy (const char *path,
                   const char *folder,
                   const char *vault_folder,
                   HavenVaultKeys *keys,
                   HavenProgressFunc progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *name = g_path_get_basename (path), *target = g_build_filename (folder, name, NULL);
  g_autofree char *part = g_strconcat (target, ".part", NULL), *work = NULL;
  Writing writing = { NULL, NULL, NULL, NULL, { progress, data, 0, 1, 1 + HAVEN_N_PARTITIONS }, cancellable };
  int from = haven_backup_open (path, error), to = -1, lock = -1;
  gboolean copied = FALSE;

  if (from >= 0 && check_target (target, error))
    lock = haven_backup_begin_work (vault_folder, &work, error);
  writing.work = work;
  if (lock >= 0)
    {
      to = open_half (part, error);
      copied = to >= 0 && copy_into (&writing, from, to, keys, part, target, error);
      haven_backup_end_work (lock, work);
    }
  if (to >= 0 && !copied)
    g_unlink (part);
  if (to >= 0)
    close (to);
  if (from >= 0)
    close (from);
  return copied;
}
