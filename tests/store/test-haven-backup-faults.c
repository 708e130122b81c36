/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a disk and an impatient hand do to a backup: flipped bits, cut ends, no room, a stop at every step. */

#include "backup-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#define PAGE 4096

/* ── Damage ───────────────────────────────────────────────────────────────── */

static gboolean
is_told_as_damage (const GError *error)
{
  static const char *const words[] = { "damaged", "altered", "cut off", "not a backup", "newer Haven" };

  g_assert_cmpint (error->domain, ==, HAVEN_STORE_ERROR);
  g_assert_true (error->code == HAVEN_STORE_ERROR_DAMAGED || error->code == HAVEN_STORE_ERROR_NOT_A_VAULT ||
                 error->code == HAVEN_STORE_ERROR_NEWER_SCHEMA);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (error->message, words[i]))
      return TRUE;
  return FALSE;
}

static void
flip (const char *path, gint64 position, guint8 bits)
{
  int file = open (path, O_RDWR | O_CLOEXEC);
  guint8 byte;

  g_assert_cmpint (pread (file, &byte, 1, position), ==, 1);
  byte ^= bits;
  g_assert_cmpint (pwrite (file, &byte, 1, position), ==, 1);
  close (file);
}

static gint64
get_front_size (HavenTestBackup *backup)
{
  int file = haven_backup_open (backup->backup, NULL);
  g_autoptr (HavenBackupHeader) header = haven_backup_header_read (file, NULL);

  close (file);
  return header->parts[HAVEN_PARTITION_SHARED].offset;
}

static void
test_every_byte_in_front_counts (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  gint64 size;
  guint n_tried = 0;

  haven_test_backup_make (backup, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  size = get_front_size (backup);
  for (gint64 i = 0; i < size; i++)
    for (int bit = 0; bit < 8; bit += g_test_slow () ? 1 : 3)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (HavenBackupInfo) info = NULL;

        flip (backup->backup, i, (guint8) (1u << bit));
        info = haven_backup_info_read (backup->backup, &error);
        g_assert_null (info);
        g_assert_true (is_told_as_damage (error));
        flip (backup->backup, i, (guint8) (1u << bit));
        n_tried++;
      }
  g_assert_true (haven_backup_is_authentic (backup->backup, backup->vault->keys, NULL, NULL));
  g_test_message ("%u flipped bits in %" G_GINT64_FORMAT " bytes, each found", n_tried, size);
}

static gboolean
verify (HavenTestBackup *backup, GError **error)
{
  return haven_backup_verify (backup->backup, backup->vault->folder, backup->vault->keys, NULL, NULL, NULL, error);
}

static void
test_a_flipped_bit_in_any_page_is_found (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  g_autoptr (HavenBackupInfo) info = NULL;
  gint64 front;
  guint n_pages = 0;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  info = haven_backup_info_read (backup->backup, NULL);
  front = get_front_size (backup);
  for (gint64 page = front; page < info->size; page += PAGE, n_pages++)
    {
      const gint64 position = page + (n_pages * 37 + 91) % PAGE;
      g_autoptr (GError) error = NULL;

      flip (backup->backup, position, 0x10);
      g_assert_false (haven_test_backup_restore (backup, folder, codes, NULL, &error));
      haven_assert_store_error (error, DAMAGED);
      g_assert_nonnull (strstr (error->message, "is not what was written"));
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
      flip (backup->backup, position, 0x10);
    }
  g_assert_true (verify (backup, NULL));
  g_test_message ("a flipped bit in each of %u pages, each found", n_pages);
}

static void
test_a_cut_end_is_told (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  g_autoptr (HavenBackupInfo) info = NULL;
  g_autofree char *bytes = NULL;
  gsize size;
  guint n_tried = 0;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_true (g_file_get_contents (backup->backup, &bytes, &size, NULL));
  for (gsize length = 0; length < size; length += length < PAGE ? 97 : PAGE, n_tried++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents_full (backup->backup, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      info = haven_backup_info_read (backup->backup, &error);
      g_assert_null (info);
      haven_assert_store_error (error, DAMAGED);
      g_assert_nonnull (strstr (error->message, "cut off"));
    }
  g_assert_true (g_file_set_contents_full (backup->backup, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_true (verify (backup, NULL));
  g_test_message ("%u shorter files, each found", n_tried);
}

static void
assert_told (HavenTestBackup *backup, const char *bytes, gssize size, HavenStoreError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBackupInfo) info = NULL;

  g_assert_true (g_file_set_contents (backup->backup, bytes, size, NULL));
  info = haven_backup_info_read (backup->backup, &error);
  g_assert_null (info);
  g_assert_error (error, HAVEN_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_what_is_wrong_is_told_apart (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  g_autofree char *bytes = NULL, *longer = NULL, *newer = NULL, *huge = g_strnfill (8192, '9');
  gsize size;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_true (g_file_get_contents (backup->backup, &bytes, &size, NULL));
  newer = g_memdup2 (bytes, size);
  memcpy (newer, "haven backup 2\n", 15);
  longer = g_malloc0 (size + 1);
  memcpy (longer, bytes, size);
  memcpy (huge, "haven backup 1\n", 15);
  assert_told (backup, newer, (gssize) size, HAVEN_STORE_ERROR_NEWER_SCHEMA, "newer Haven");
  assert_told (backup, longer, (gssize) size + 1, HAVEN_STORE_ERROR_DAMAGED, "added to its end");
  assert_told (backup, huge, 8192, HAVEN_STORE_ERROR_DAMAGED, "second line");
  assert_told (backup, "%PDF-1.7 a letter to the clinic", -1, HAVEN_STORE_ERROR_NOT_A_VAULT, "not a backup");
  assert_told (backup, "", 0, HAVEN_STORE_ERROR_DAMAGED, "cut off");
}

static void
test_what_is_no_file_is_told (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (0);
  const char *const places[] = { "/dev/null", "/nowhere/at/all", "/tmp", "", NULL };

  for (gsize i = 0; places[i]; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_backup_info_read (places[i], &error));
      haven_assert_store_error (error, NOT_FOUND);
    }
}

/* Somebody who has no key may write a front whose digest fits: the mark does not. */
static void
test_a_front_by_a_stranger_is_refused (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  g_autofree char *folder = haven_test_backup_build (backup, "new"), *bytes = NULL, *made_at = NULL;
  const char *const codes[] = { backup->clinic_code, NULL };
  guint8 digest[HAVEN_BACKUP_DIGEST_SIZE];
  gint64 front;
  gsize size;
  g_autoptr (GError) error = NULL, keys_error = NULL;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  front = get_front_size (backup);
  g_assert_true (g_file_get_contents (backup->backup, &bytes, &size, NULL));
  made_at = strstr (bytes, "\"made_at\":\"20");
  g_assert_nonnull (made_at);
  made_at[12] = '3'; /* a year later or so */
  made_at = NULL;
  crypto_generichash (digest, sizeof digest, (guint8 *) bytes, (gsize) front - sizeof digest, NULL, 0);
  memcpy (bytes + front - sizeof digest, digest, sizeof digest);
  g_assert_true (g_file_set_contents (backup->backup, bytes, (gssize) size, NULL));
  g_assert_false (haven_test_backup_restore (backup, folder, codes, NULL, &error));
  haven_assert_store_error (error, DAMAGED);
  g_assert_nonnull (strstr (error->message, "by somebody who may not"));
  g_assert_false (haven_backup_is_authentic (backup->backup, backup->vault->keys, NULL, &keys_error));
  haven_assert_store_error (keys_error, DAMAGED);
}

/* ── No room ──────────────────────────────────────────────────────────────── */

static char *
mount_small_disk (const char *size)
{
  g_autofree char *folder = g_dir_make_tmp ("haven-disk-XXXXXX", NULL);
  g_autofree char *options = g_strdup_printf ("size=%s,mode=0700", size);

  if (mount ("haven", folder, "tmpfs", MS_NOSUID | MS_NODEV, options) == 0)
    return g_steal_pointer (&folder);
  g_rmdir (folder);
  g_test_skip ("no disk can be mounted here");
  return NULL;
}

static void
unmount (const char *folder)
{
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
  g_rmdir (folder);
}

static void
test_a_full_disk_keeps_no_half_of_a_backup (void)
{
  g_autofree char *disk = mount_small_disk ("400k");
  g_autoptr (HavenTestBackup) backup = NULL;
  g_autofree char *backups = NULL;
  g_autoptr (GError) error = NULL;

  if (disk == NULL)
    return;
  backup = haven_test_backup_new (3);
  backups = haven_test_vault_build_path (backup->vault, "backups");
  g_assert_null (haven_test_backup_try (backup, disk, NULL, &error));
  haven_assert_store_error (error, DISK_FULL);
  haven_test_backup_assert_empty (disk);
  g_assert_cmpuint (haven_test_backup_count_files (backups), ==, 1);
  /* With room it works, in the same program. */
  g_assert_cmpint (mount ("haven", disk, "tmpfs", MS_REMOUNT | MS_NOSUID | MS_NODEV, "size=16m,mode=0700"), ==, 0);
  {
    g_autofree char *path = haven_test_backup_try (backup, disk, NULL, &error);

    g_assert_cmpstr (path, !=, NULL);
  }
  unmount (disk);
}

static void
test_a_full_disk_keeps_no_half_of_a_vault (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (3);
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  const char *const sizes[] = { "60k", "300k", "700k", "900k", "1000k", "1100k", "1200k", "1400k", NULL };

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  for (gsize i = 0; sizes[i]; i++)
    {
      g_autofree char *disk = mount_small_disk (sizes[i]);
      g_autoptr (GError) error = NULL;

      if (disk == NULL)
        return;
      if (!haven_test_backup_restore (backup, disk, codes, NULL, &error))
        {
          haven_assert_store_error (error, DISK_FULL);
          haven_test_backup_assert_empty (disk);
        }
      else
        g_assert_cmpuint (i, >, 1);
      unmount (disk);
    }
}

static void
test_a_disk_that_may_only_be_read_is_told (void)
{
  g_autofree char *disk = mount_small_disk ("16m");
  g_autoptr (HavenTestBackup) backup = NULL;
  g_autoptr (GError) error = NULL;

  if (disk == NULL)
    return;
  backup = haven_test_backup_new (1);
  g_assert_cmpint (mount ("haven", disk, "tmpfs", MS_REMOUNT | MS_RDONLY, "mode=0700"), ==, 0);
  g_assert_null (haven_test_backup_try (backup, disk, NULL, &error));
  haven_assert_store_error (error, READ_ONLY);
  unmount (disk);
}

/* ── A stop at every step ─────────────────────────────────────────────────── */

typedef struct
{
  GCancellable *cancellable;
  gint64 n_left; /* steps until it is stopped */
  gint64 last;
} Stop;

static void
count_cb (gint64 done, gint64 total, gpointer data)
{
  Stop *stop = data;

  g_assert_cmpint (done, <=, total);
  g_assert_cmpint (done, >=, stop->last);
  stop->last = done;
  if (stop->n_left-- == 0)
    g_cancellable_cancel (stop->cancellable);
}

static gboolean
make_stopping (HavenTestBackup *backup, Stop *stop, GError **error)
{
  g_autoptr (HavenBackup) making = haven_backup_new (backup->vault->folder, NULL, backup->vault->keys, NULL);
  g_autoptr (HavenBackupInfo) info =
      haven_backup_write (making, backup->outside, 1, count_cb, stop, stop->cancellable, error);

  return info != NULL;
}

static void
test_a_backup_may_be_stopped_at_any_step (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (2);
  g_autofree char *backups = haven_test_vault_build_path (backup->vault, "backups");
  guint n_stopped = 0;

  for (gint64 step = 0;; step++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Stop stop = { cancellable, step, 0 };
      g_autoptr (GError) error = NULL;

      if (make_stopping (backup, &stop, &error))
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      haven_test_backup_assert_empty (backup->outside);
      g_assert_cmpuint (haven_test_backup_count_files (backups), ==, 1);
      n_stopped++;
    }
  g_test_message ("stopped at %u steps", n_stopped);
  g_assert_cmpuint (n_stopped, >=, 9);
}

static void
test_a_restore_may_be_stopped_at_any_step (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (2);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  HavenBackupUnlock unlock = { .codes = codes };
  guint n_stopped = 0;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  for (gint64 step = 0;; step++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Stop stop = { cancellable, step, 0 };
      g_autoptr (GError) error = NULL;

      if (haven_backup_restore (backup->backup, folder, &unlock, NULL, count_cb, &stop, cancellable, &error))
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
      n_stopped++;
    }
  g_test_message ("stopped at %u steps", n_stopped);
  g_assert_cmpuint (n_stopped, >=, 9);
}

/* The power fails after any of the files was moved up: the next restore begins anew, and no half is a vault. */
static void
test_half_a_restore_is_no_vault (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  const char *const files[] = { "vault.json", "legal.db", "clinical.db", "shared.db", NULL };

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  for (guint missing = 1; missing <= 4; missing++)
    {
      g_autofree char *work = g_build_filename (folder, "restoring.part", NULL);
      g_autofree char *twin = g_build_filename (folder, "vault.json.copy", NULL); /* written after vault.json */
      g_autoptr (GError) error = NULL, open_error = NULL;

      g_assert_true (haven_test_backup_restore (backup, folder, codes, NULL, NULL));
      g_assert_cmpint (g_mkdir (work, 0700), ==, 0);
      for (guint i = 0; i < missing; i++)
        {
          g_autofree char *path = g_build_filename (folder, files[i], NULL);

          g_assert_cmpint (g_unlink (path), ==, 0);
        }
      g_unlink (twin);
      g_assert_null (haven_vault_file_read (folder, &open_error));
      haven_assert_store_error (open_error, NOT_A_VAULT);
      haven_test_backup_restore (backup, folder, codes, NULL, &error);
      g_assert_no_error (error);
      haven_backup_remove_tree (folder);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/store/backup-faults/" name, function)
  ADD ("every-byte-in-front-counts", test_every_byte_in_front_counts);
  ADD ("a-flipped-bit-in-any-page-is-found", test_a_flipped_bit_in_any_page_is_found);
  ADD ("a-cut-end-is-told", test_a_cut_end_is_told);
  ADD ("what-is-wrong-is-told-apart", test_what_is_wrong_is_told_apart);
  ADD ("what-is-no-file-is-told", test_what_is_no_file_is_told);
  ADD ("a-front-by-a-stranger-is-refused", test_a_front_by_a_stranger_is_refused);
  ADD ("a-full-disk-keeps-no-half-of-a-backup", test_a_full_disk_keeps_no_half_of_a_backup);
  ADD ("a-full-disk-keeps-no-half-of-a-vault", test_a_full_disk_keeps_no_half_of_a_vault);
  ADD ("a-disk-that-may-only-be-read-is-told", test_a_disk_that_may_only_be_read_is_told);
  ADD ("a-backup-may-be-stopped-at-any-step", test_a_backup_may_be_stopped_at_any_step);
  ADD ("a-restore-may-be-stopped-at-any-step", test_a_restore_may_be_stopped_at_any_step);
  ADD ("half-a-restore-is-no-vault", test_half_a_restore_is_no_vault);
#undef ADD
  return g_test_run ();
}
