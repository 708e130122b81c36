/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-rekey.h"

#include "haven-action.h"
#include "haven-database-private.h"
#include "haven-vault-lock.h"
#include "slots-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define ENDED 77 /* the exit of a child that was ended at a call */

/* ── What a program asks of the disk, counted ─────────────────────────────── */

/* These stand before the C library's own, for this program, GLib and the engine. When counted down to nothing, a call
 * ends the program, or fails as on a full disk. */
static struct
{
  gboolean armed;
  gboolean fail;
  int left;
} calls;

static gboolean
count_call (void)
{
  if (!calls.armed || --calls.left > 0)
    return FALSE;
  if (!calls.fail)
    _exit (ENDED);
  errno = ENOSPC;
  return TRUE;
}

int
rename (const char *from, const char *to)
{
  return count_call () ? -1 : (int) syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
fsync (int file)
{
  return count_call () ? -1 : (int) syscall (SYS_fsync, file);
}

int
fdatasync (int file)
{
  return count_call () ? -1 : (int) syscall (SYS_fdatasync, file);
}

ssize_t
write (int file, const void *bytes, size_t size)
{
  return count_call () ? -1 : (ssize_t) syscall (SYS_write, file, bytes, size);
}

ssize_t
pwrite (int file, const void *bytes, size_t size, off_t at)
{
  return count_call () ? -1 : (ssize_t) syscall (SYS_pwrite64, file, bytes, size, at);
}

/* ── A folder with a database for each partition ──────────────────────────── */

static char *
build_path (HavenTestSlots *slots, HavenPartition partition, const char *ending)
{
  g_autofree char *name = g_strconcat (haven_partition_get_name (partition), ".db", ending, NULL);

  return g_build_filename (slots->folder, name, NULL);
}

static HavenDatabase *
open_database (HavenTestSlots *slots, HavenPartition partition, HavenVaultKeys *keys, GError **error)
{
  g_autofree char *path = build_path (slots, partition, "");

  return haven_database_open_file (path, haven_vault_keys_get (keys, partition), error);
}

static void
fill_database (HavenTestSlots *slots, HavenPartition partition)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDatabase) database = open_database (slots, partition, slots->keys, &error);

  g_assert_no_error (error);
  g_assert_true (haven_database_exec (database, "CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT) STRICT", &error));
  g_assert_true (haven_database_exec (database,
                                      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300)"
                                      " INSERT INTO row SELECT i, 'line ' || i || hex (randomblob (40)) FROM n",
                                      &error));
  g_assert_no_error (error);
}

static HavenTestSlots *
make_vault (void)
{
  HavenTestSlots *slots = haven_test_slots_new ();

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    fill_database (slots, (HavenPartition) i);
  haven_test_write (slots);
  return slots;
}

static char *
read_rows (HavenTestSlots *slots, HavenPartition partition, HavenVaultKeys *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDatabase) database = open_database (slots, partition, keys, &error);
  sqlite3_stmt *statement =
      database ? haven_database_prepare (database, "SELECT id, text FROM row ORDER BY id", &error, "") : NULL;
  GString *rows = g_string_new (NULL);
  gboolean row = TRUE;

  while (statement && row && haven_database_step (database, statement, &row, &error))
    if (row)
      g_string_append_printf (rows, "%s=%s\n", haven_column_text (statement, 0), haven_column_text (statement, 1));
  g_assert_no_error (error);
  if (statement)
    sqlite3_reset (statement);
  return g_string_free (rows, FALSE);
}

static gboolean
opens (HavenTestSlots *slots, HavenPartition partition, HavenVaultKeys *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDatabase) database = open_database (slots, partition, keys, &error);

  return database != NULL;
}

static gboolean
rekey (HavenTestSlots *slots, HavenPartition partition, GError **error)
{
  return haven_vault_rekey (slots->folder, slots->file, slots->keys, partition, NULL, NULL, NULL, error);
}

static void
assert_rekeyed (HavenTestSlots *slots, HavenPartition partition)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = build_path (slots, partition, ".rekeyed");

  rekey (slots, partition, &error);
  g_assert_no_error (error);
  g_assert_false (haven_vault_file_is_rekey_pending (slots->file, partition));
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* Signs in as after a start of the program, settles what is left, and gives the keys. */
static HavenVaultKeys *
sign_in (HavenTestSlots *slots, HavenVaultFile **file, const char *name, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  HavenVaultKeys *keys;

  *file = haven_vault_file_read (slots->folder, &error);
  g_assert_no_error (error);
  keys = haven_vault_file_sign_in (*file, name, passphrase, NULL, NULL, &error);
  g_assert_no_error (error);
  haven_vault_settle_rekeys (slots->folder, *file, keys, &error);
  g_assert_no_error (error);
  return keys;
}

static void
assert_everybody_gets_in (HavenTestSlots *slots, char *const rows[HAVEN_N_PARTITIONS])
{
  const char *const names[] = { ADMIN_NAME, CLINICIAN_NAME, ATTORNEY_NAME };
  const char *const passphrases[] = { ADMIN_PASSPHRASE, CLINICIAN_PASSPHRASE, ATTORNEY_PASSPHRASE };
  const guint held[] = { HAVEN_IN_SHARED, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, HAVEN_IN_SHARED | HAVEN_IN_LEGAL };

  /* Backwards: what is left of the legal part is settled by who holds it. */
  for (gsize i = G_N_ELEMENTS (names); i-- > 0;)
    {
      g_autoptr (HavenVaultFile) file = NULL;
      g_autoptr (HavenVaultKeys) keys = sign_in (slots, &file, names[i], passphrases[i]);

      g_assert_cmpuint (haven_test_get_held (keys), ==, held[i]);
      for (int p = 0; p < HAVEN_N_PARTITIONS; p++)
        if ((held[i] & (1u << p)) != 0)
          {
            g_autofree char *now = read_rows (slots, (HavenPartition) p, keys);

            g_assert_true (g_str_equal (now, rows[p]));
          }
    }
}

static void
read_all_rows (HavenTestSlots *slots, char *rows[HAVEN_N_PARTITIONS])
{
  for (int p = 0; p < HAVEN_N_PARTITIONS; p++)
    rows[p] = read_rows (slots, (HavenPartition) p, slots->keys);
}

static void
free_all_rows (char *rows[HAVEN_N_PARTITIONS])
{
  for (int p = 0; p < HAVEN_N_PARTITIONS; p++)
    g_free (rows[p]);
}

/* ── A new key ────────────────────────────────────────────────────────────── */

static void
test_the_old_key_does_not_open_the_new_file (void)
{
  for (int p = 0; p < HAVEN_N_PARTITIONS; p++)
    {
      g_autoptr (HavenTestSlots) slots = make_vault ();
      g_autofree char *old_text = haven_test_read_text (slots->path);
      g_autoptr (HavenVaultFile) old_file = haven_vault_file_parse (old_text, strlen (old_text), NULL);
      g_autoptr (HavenVaultKeys) old_keys = haven_vault_keys_copy (slots->keys), stolen = NULL;
      g_autoptr (HavenDatabase) opened = NULL;
      g_autoptr (GError) error = NULL;

      assert_rekeyed (slots, (HavenPartition) p);
      stolen = haven_vault_file_recover (old_file, p == HAVEN_PARTITION_LEGAL ? slots->legal_code : slots->clinic_code, NULL);
      g_assert_nonnull (haven_vault_keys_get (stolen, (HavenPartition) p));
      opened = open_database (slots, (HavenPartition) p, stolen, &error);
      g_assert_null (opened);
      g_assert_nonnull (error);
      for (int other = 0; other < HAVEN_N_PARTITIONS; other++)
        g_assert_cmpint (opens (slots, (HavenPartition) other, old_keys), ==, other != p);
      g_assert_true (opens (slots, (HavenPartition) p, slots->keys));
    }
}

static void
test_everybody_who_held_the_key_gets_in_and_finds_every_row (void)
{
  char *rows[HAVEN_N_PARTITIONS];
  g_autoptr (HavenTestSlots) slots = make_vault ();
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (HavenVaultKeys) clinic = NULL, legal = NULL;

  read_all_rows (slots, rows);
  for (int round = 0; round < 2; round++)
    for (int p = 0; p < HAVEN_N_PARTITIONS; p++)
      assert_rekeyed (slots, (HavenPartition) p);
  assert_everybody_gets_in (slots, rows);
  file = haven_vault_file_read (slots->folder, NULL);
  clinic = haven_vault_file_recover (file, slots->clinic_code, NULL);
  legal = haven_vault_file_recover (file, slots->legal_code, NULL);
  haven_test_assert_keys (clinic, slots->keys, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_test_assert_keys (legal, slots->keys, HAVEN_IN_LEGAL);
  free_all_rows (rows);
}

static void
test_who_was_removed_or_revoked_before_is_left_out (void)
{
  g_autoptr (HavenTestSlots) slots = make_vault ();
  g_autoptr (HavenVaultKeys) attorneys = haven_test_pick_keys (slots->keys, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (HavenVaultKeys) keys = NULL;
  g_autoptr (GError) error = NULL;

  haven_vault_file_remove_member (slots->file, ATTORNEY_ID);
  haven_vault_file_revoke (slots->file, CLINICIAN_ID, HAVEN_PARTITION_CLINICAL);
  haven_test_write (slots);
  for (int p = 0; p < HAVEN_N_PARTITIONS; p++)
    {
      haven_vault_file_set_rekey_due (slots->file, (HavenPartition) p, TRUE);
      assert_rekeyed (slots, (HavenPartition) p);
      g_assert_false (haven_vault_file_is_rekey_due (slots->file, (HavenPartition) p));
    }
  g_assert_false (opens (slots, HAVEN_PARTITION_SHARED, attorneys));
  g_assert_false (opens (slots, HAVEN_PARTITION_LEGAL, attorneys));
  file = haven_vault_file_read (slots->folder, NULL);
  g_assert_null (haven_vault_file_sign_in (file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE, NULL, NULL, &error));
  haven_assert_store_error (error, WRONG_PASSPHRASE);
  keys = haven_vault_file_sign_in (file, CLINICIAN_NAME, CLINICIAN_PASSPHRASE, NULL, NULL, NULL);
  haven_test_assert_keys (keys, slots->keys, HAVEN_IN_SHARED);
}

/* The power failed in the middle, and the administrator, who cannot settle it, takes keys away: who lost one does not get
 * the new one, and who knew the new one is shut out by the next. */
static void
test_who_is_revoked_while_a_new_key_is_pending_is_left_out (void)
{
  g_autoptr (HavenTestSlots) slots = make_vault ();
  g_autoptr (HavenVaultKeys) coming = haven_vault_keys_new_random ();

  haven_vault_file_prepare_rekey (slots->file,
                                  HAVEN_PARTITION_CLINICAL,
                                  haven_vault_keys_get (coming, HAVEN_PARTITION_CLINICAL),
                                  NULL);
  haven_vault_file_revoke (slots->file, CLINICIAN_ID, HAVEN_PARTITION_CLINICAL);
  haven_vault_file_set_rekey_due (slots->file, HAVEN_PARTITION_CLINICAL, TRUE);
  haven_vault_file_finish_rekey (slots->file, HAVEN_PARTITION_CLINICAL);
  g_assert_false (haven_vault_file_member_holds (slots->file, CLINICIAN_ID, HAVEN_PARTITION_CLINICAL));
  g_assert_true (haven_vault_file_is_rekey_due (slots->file, HAVEN_PARTITION_CLINICAL));
}

/* Somebody who has only the old shared key seals nothing that is taken. */
static void
test_a_new_shared_key_moves_the_seal (void)
{
  g_autoptr (HavenTestSlots) slots = make_vault ();
  g_autoptr (HavenVaultKeys) old_keys = haven_vault_keys_copy (slots->keys);
  g_autofree char *text = NULL;
  g_autoptr (HavenVaultFile) forged = NULL, read = NULL;
  g_autoptr (GError) check_error = NULL, error = NULL;

  assert_rekeyed (slots, HAVEN_PARTITION_SHARED);
  g_assert_false (haven_vault_file_check (slots->file, old_keys, &check_error));
  haven_assert_store_error (check_error, WRONG_KEY);
  text = haven_test_read_text (slots->path);
  forged = haven_vault_file_parse (text, strlen (text), NULL);
  haven_vault_file_set_passphrase_alone (forged, FALSE);
  g_assert_true (haven_vault_file_write (forged, old_keys, slots->folder, NULL));
  read = haven_vault_file_read (slots->folder, NULL);
  g_assert_nonnull (read);
  g_assert_null (haven_vault_file_sign_in (read, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, NULL, &error));
  haven_assert_store_error (error, DAMAGED);
}

/* ── What refuses, and what stops ─────────────────────────────────────────── */

static char *
read_bytes (const char *path, gsize *length)
{
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

static void
stop (gint64 done, gint64 total, gpointer data)
{
  g_assert_cmpint (done, <=, total);
  g_cancellable_cancel (data);
}

static void
test_who_does_not_hold_the_key_or_stops_it_changes_nothing (void)
{
  g_autoptr (HavenTestSlots) slots = make_vault ();
  g_autoptr (HavenVaultKeys) admins = haven_test_pick_keys (slots->keys, HAVEN_IN_SHARED);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) refused = NULL, cancelled = NULL;
  g_autofree char *path = build_path (slots, HAVEN_PARTITION_LEGAL, ""), *copy = build_path (slots, HAVEN_PARTITION_LEGAL, ".rekeyed");
  g_autofree char *text = haven_test_read_text (slots->path), *text_after = NULL, *bytes = NULL, *bytes_after = NULL;
  gsize length, length_after;

  bytes = read_bytes (path, &length);
  g_assert_false (haven_vault_rekey (slots->folder, slots->file, admins, HAVEN_PARTITION_LEGAL, NULL, NULL, NULL, &refused));
  haven_assert_store_error (refused, REFUSED);
  g_cancellable_cancel (cancellable);
  g_assert_false (haven_vault_rekey (slots->folder, slots->file, slots->keys, HAVEN_PARTITION_LEGAL, stop, cancellable,
                                     cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  text_after = haven_test_read_text (slots->path);
  bytes_after = read_bytes (path, &length_after);
  g_assert_true (g_str_equal (text, text_after));
  g_assert_cmpmem (bytes, length, bytes_after, length_after);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  assert_rekeyed (slots, HAVEN_PARTITION_LEGAL);
}

static void
test_whoever_has_the_vault_open_keeps_others_from_having_it_alone (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (GError) busy = NULL, shared_busy = NULL;
  const int first = haven_vault_lock_share (slots->folder, NULL), second = haven_vault_lock_share (slots->folder, NULL);
  int alone;

  g_assert_cmpint (first, >=, 0);
  g_assert_cmpint (second, >=, 0);
  g_assert_cmpint (haven_vault_lock_alone (slots->folder, &busy), ==, -1);
  haven_assert_store_error (busy, BUSY);
  haven_vault_unlock (first);
  g_assert_cmpint (haven_vault_lock_alone (slots->folder, NULL), ==, -1);
  haven_vault_unlock (second);
  alone = haven_vault_lock_alone (slots->folder, NULL);
  g_assert_cmpint (alone, >=, 0);
  g_assert_cmpint (haven_vault_lock_share (slots->folder, &shared_busy), ==, -1);
  haven_assert_store_error (shared_busy, BUSY);
  haven_vault_unlock (alone);
  haven_vault_unlock (haven_vault_lock_share (slots->folder, NULL));
  haven_vault_unlock (-1);
}

static void
test_a_lock_goes_with_the_program_that_held_it (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  int ends[2], status, lock;
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (haven_vault_lock_alone (slots->folder, NULL) >= 0 && write (ends[1], "x", 1) == 1)
        pause ();
      _exit (1);
    }
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  g_assert_cmpint (haven_vault_lock_share (slots->folder, NULL), ==, -1);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  lock = haven_vault_lock_share (slots->folder, NULL);
  g_assert_cmpint (lock, >=, 0);
  haven_vault_unlock (lock);
  close (ends[0]);
  close (ends[1]);
}

static void
test_a_link_in_the_locks_place_is_not_followed (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *path = g_build_filename (slots->folder, "vault.lock", NULL);
  g_autofree char *target = g_build_filename (slots->folder, "target", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (target, path), ==, 0);
  g_assert_cmpint (haven_vault_lock_share (slots->folder, &error), ==, -1);
  haven_assert_store_error (error, PERMISSIONS);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
test_the_copy_of_a_dead_attempt_is_in_nobodys_way (void)
{
  const char *const endings[] = { ".rekeyed", ".rekeyed-wal", ".rekeyed-shm", ".rekeyed-journal" };
  g_autofree char *junk = g_strnfill (100000, 'x');
  char *rows[HAVEN_N_PARTITIONS];
  g_autoptr (HavenTestSlots) slots = make_vault ();
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (HavenVaultKeys) keys = NULL;

  read_all_rows (slots, rows);
  for (int again = 0; again < 2; again++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
        {
          g_autofree char *path = build_path (slots, HAVEN_PARTITION_LEGAL, endings[i]);

          haven_test_put_text (path, junk, -1);
        }
      if (again == 0)
        assert_rekeyed (slots, HAVEN_PARTITION_LEGAL);
      else
        keys = sign_in (slots, &file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE);
      for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
        {
          g_autofree char *path = build_path (slots, HAVEN_PARTITION_LEGAL, endings[i]);

          g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
        }
    }
  assert_everybody_gets_in (slots, rows);
  free_all_rows (rows);
}

/* ── Ended, or refused by the disk, at every call ─────────────────────────── */

static void
assert_settled (HavenTestSlots *slots, HavenPartition partition, char *const rows[HAVEN_N_PARTITIONS])
{
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (HavenVaultKeys) keys = NULL;
  g_autofree char *copy = build_path (slots, partition, ".rekeyed");
  g_autoptr (GError) error = NULL;

  assert_everybody_gets_in (slots, rows);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  keys = sign_in (slots, &file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE);
  g_assert_false (haven_vault_file_is_rekey_pending (file, partition));
  haven_vault_rekey (slots->folder, file, keys, partition, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_everybody_gets_in (slots, rows);
}

static gboolean
end_at (HavenTestSlots *slots, HavenPartition partition, int call)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      calls.left = call;
      calls.armed = TRUE;
      _exit (rekey (slots, partition, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && (WEXITSTATUS (status) == 0 || WEXITSTATUS (status) == ENDED));
  return WEXITSTATUS (status) == ENDED;
}

static void
end_at_every_call (HavenPartition partition)
{
  int call = 0;
  gboolean ended = TRUE;

  while (ended)
    {
      char *rows[HAVEN_N_PARTITIONS];
      g_autoptr (HavenTestSlots) slots = make_vault ();

      read_all_rows (slots, rows);
      ended = end_at (slots, partition, ++call);
      assert_settled (slots, partition, rows);
      free_all_rows (rows);
    }
  g_test_message ("ended before each of %d calls; nothing was lost", call - 1);
  g_assert_cmpint (call, >, 20);
}

static void
test_a_rekey_of_the_legal_part_ended_at_any_call_is_settled (void)
{
  end_at_every_call (HAVEN_PARTITION_LEGAL);
}

static void
test_a_rekey_of_the_shared_part_ended_at_any_call_is_settled (void)
{
  end_at_every_call (HAVEN_PARTITION_SHARED);
}

static void
test_a_disk_that_is_full_at_any_call_loses_nothing (void)
{
  int call = 0;
  gboolean failed = TRUE;

  while (failed)
    {
      char *rows[HAVEN_N_PARTITIONS];
      g_autoptr (HavenTestSlots) slots = make_vault ();
      g_autoptr (GError) error = NULL;

      read_all_rows (slots, rows);
      calls.left = ++call;
      calls.fail = calls.armed = TRUE;
      if (!rekey (slots, HAVEN_PARTITION_SHARED, &error))
        {
          g_assert_nonnull (error);
          g_assert_true (g_str_has_suffix (error->message, "."));
        }
      failed = calls.left <= 0;
      calls.fail = calls.armed = FALSE;
      assert_settled (slots, HAVEN_PARTITION_SHARED, rows);
      free_all_rows (rows);
    }
  g_test_message ("the disk refused each of %d calls; nothing was lost", call - 1);
  g_assert_cmpint (call, >, 20);
}

/* The moment between the renaming and the last writing, while somebody without the key has the vault open: nobody can
 * settle it, and the attorney gets in all the same. */
static void
test_what_cannot_be_settled_now_still_opens (void)
{
  g_autoptr (HavenTestSlots) slots = make_vault ();
  g_autoptr (HavenVaultKeys) coming = haven_vault_keys_new_random (), keys = NULL;
  g_autofree char *rows = read_rows (slots, HAVEN_PARTITION_LEGAL, slots->keys), *now = NULL;
  g_autofree char *path = build_path (slots, HAVEN_PARTITION_LEGAL, ""), *aside = build_path (slots, HAVEN_PARTITION_LEGAL, "2");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (HavenVaultFile) file = NULL;

  haven_vault_file_prepare_rekey (slots->file, HAVEN_PARTITION_LEGAL, haven_vault_keys_get (coming, HAVEN_PARTITION_LEGAL), NULL);
  haven_test_write (slots);
  before = haven_test_read_text (slots->path);
  file = haven_vault_file_read (slots->folder, NULL);
  keys = haven_vault_file_sign_in (file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE, NULL, NULL, NULL);
  haven_vault_pick_rekeyed (slots->folder, file, keys);
  now = read_rows (slots, HAVEN_PARTITION_LEGAL, keys);
  g_assert_true (g_str_equal (rows, now));

  /* A file that cannot be read for the moment decides nothing. */
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  g_assert_true (haven_vault_settle_rekeys (slots->folder, file, keys, NULL));
  g_assert_true (haven_vault_file_is_rekey_pending (file, HAVEN_PARTITION_LEGAL));
  g_assert_cmpint (g_rename (aside, path), ==, 0);
  after = haven_test_read_text (slots->path);
  g_assert_true (g_str_equal (before, after));
  g_assert_true (haven_vault_settle_rekeys (slots->folder, file, keys, NULL));
  g_assert_false (haven_vault_file_is_rekey_pending (file, HAVEN_PARTITION_LEGAL));
}

int
main (int argc, char *argv[])
{
  /* Hundreds of vaults are made, and none of this asks a real disk anything. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/vault-rekey/the-old-key-does-not-open-the-new-file",
                   test_the_old_key_does_not_open_the_new_file);
  g_test_add_func ("/store/vault-rekey/everybody-who-held-the-key-gets-in-and-finds-every-row",
                   test_everybody_who_held_the_key_gets_in_and_finds_every_row);
  g_test_add_func ("/store/vault-rekey/who-was-removed-or-revoked-before-is-left-out",
                   test_who_was_removed_or_revoked_before_is_left_out);
  g_test_add_func ("/store/vault-rekey/who-is-revoked-while-a-new-key-is-pending-is-left-out",
                   test_who_is_revoked_while_a_new_key_is_pending_is_left_out);
  g_test_add_func ("/store/vault-rekey/a-new-shared-key-moves-the-seal", test_a_new_shared_key_moves_the_seal);
  g_test_add_func ("/store/vault-rekey/who-does-not-hold-the-key-or-stops-it-changes-nothing",
                   test_who_does_not_hold_the_key_or_stops_it_changes_nothing);
  g_test_add_func ("/store/vault-rekey/whoever-has-the-vault-open-keeps-others-from-having-it-alone",
                   test_whoever_has_the_vault_open_keeps_others_from_having_it_alone);
  g_test_add_func ("/store/vault-rekey/a-lock-goes-with-the-program-that-held-it",
                   test_a_lock_goes_with_the_program_that_held_it);
  g_test_add_func ("/store/vault-rekey/a-link-in-the-locks-place-is-not-followed",
                   test_a_link_in_the_locks_place_is_not_followed);
  g_test_add_func ("/store/vault-rekey/the-copy-of-a-dead-attempt-is-in-nobodys-way",
                   test_the_copy_of_a_dead_attempt_is_in_nobodys_way);
  g_test_add_func ("/store/vault-rekey/a-rekey-of-the-legal-part-ended-at-any-call-is-settled",
                   test_a_rekey_of_the_legal_part_ended_at_any_call_is_settled);
  g_test_add_func ("/store/vault-rekey/a-rekey-of-the-shared-part-ended-at-any-call-is-settled",
                   test_a_rekey_of_the_shared_part_ended_at_any_call_is_settled);
  g_test_add_func ("/store/vault-rekey/a-disk-that-is-full-at-any-call-loses-nothing",
                   test_a_disk_that_is_full_at_any_call_loses_nothing);
  g_test_add_func ("/store/vault-rekey/what-cannot-be-settled-now-still-opens",
                   test_what_cannot_be_settled_now_still_opens);
  return g_test_run ();
}
