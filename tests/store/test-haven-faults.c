/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a machine does to a vault: it stops, it fills up, it flips a bit, it runs two programs at once. */

#include "haven-id.h"
#include "haven-migrations-private.h"
#include "haven-query.h"
#include "haven-store-private.h"
#include "haven-test-vault.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096

static const char *const parts[] = { "shared.db", "clinical.db", "legal.db" };

/* ── A child that commits until it is killed ──────────────────────────────── */

/* This program run again: it opens the vault with the keys it is given on standard input. */
static int
run_child (const char *folder, const char *word)
{
  g_autoptr (HavenClock) clock = haven_clock_new_fixed ("America/New_York", 1);
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new_random ();
  HavenTestVault vault = { (char *) folder, clock, keys, NULL };

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (read (STDIN_FILENO, (gpointer) haven_vault_keys_get (keys, (HavenPartition) i), HAVEN_VAULT_KEY_SIZE) !=
        HAVEN_VAULT_KEY_SIZE)
      return 2;
  vault.store = haven_store_open (folder, keys, clock, NULL);
  if (vault.store == NULL || !haven_store_admit (vault.store, HAVEN_TEST_STAFF, NULL))
    return 3;
  for (int i = 0; i < 100000; i++)
    {
      g_autofree char *id = haven_test_add_person (&vault, word);
      g_autofree char *line = g_strconcat (id, "\n", NULL);

      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 4;
      if (strcmp (word, "ten") == 0 && i == 9)
        break;
    }
  g_clear_object (&vault.store);
  return 0;
}

typedef struct
{
  pid_t id;
  int output;
} Child;

static Child
start_child (HavenTestVault *vault, const char *word)
{
  int to[2], from[2];
  Child child;

  g_assert_cmpint (pipe2 (to, O_CLOEXEC), ==, 0);
  g_assert_cmpint (pipe2 (from, O_CLOEXEC), ==, 0);
  child.id = fork ();
  if (child.id == 0)
    {
      dup2 (to[0], STDIN_FILENO);
      dup2 (from[1], STDOUT_FILENO);
      execl ("/proc/self/exe", "test-store-faults", "--child", vault->folder, word, NULL);
      _exit (9);
    }
  close (to[0]);
  close (from[1]);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    g_assert_cmpint (write (to[1], haven_vault_keys_get (vault->keys, (HavenPartition) i), HAVEN_VAULT_KEY_SIZE), ==,
                     HAVEN_VAULT_KEY_SIZE);
  close (to[1]);
  child.output = from[0];
  return child;
}

/* Reads whole lines until @most of them are there, or the child is gone. */
static void
read_ids (int output, GPtrArray *ids, guint most)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char sign;

  while (ids->len < most && read (output, &sign, 1) == 1)
    {
      if (sign != '\n')
        {
          g_string_append_c (text, sign);
          continue;
        }
      g_ptr_array_add (ids, g_strdup (text->str));
      g_string_truncate (text, 0);
    }
}

static void
assert_all_there (HavenTestVault *vault, GPtrArray *ids)
{
  gint64 n_events = 0;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) load_error = NULL;
      g_autoptr (HavenPatient) patient = haven_test_load (vault, &haven_patient_info, ids->pdata[i], &load_error);

      g_assert_no_error (load_error);
    }
  haven_store_verify_audit (vault->store, HAVEN_PARTITION_SHARED, &n_events, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_events, >=, (gint64) ids->len);
}

static void
test_what_was_told_as_kept_outlives_a_kill (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_clear_object (&vault->store);
  for (guint round = 0; round < 12; round++)
    {
      Child child = start_child (vault, "Somebody");
      int status;

      /* Each time at another moment of its work. */
      read_ids (child.output, ids, ids->len + 3 + round * 7 % 11);
      g_usleep ((round * 137) % 900);
      kill (child.id, SIGKILL);
      read_ids (child.output, ids, G_MAXUINT);
      close (child.output);
      g_assert_cmpint (waitpid (child.id, &status, 0), ==, child.id);
      g_assert_true (WIFSIGNALED (status));
      haven_test_vault_reopen (vault);
      assert_all_there (vault, ids);
      g_clear_object (&vault->store);
    }
  g_assert_cmpuint (ids->len, >, 36);
}

static void
test_two_programs_lose_nothing_of_each_other (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Child first = start_child (vault, "ten"), second = start_child (vault, "ten");
  int status;

  for (int i = 0; i < 10; i++)
    g_ptr_array_add (ids, haven_test_add_person (vault, "Mine"));
  read_ids (first.output, ids, G_MAXUINT);
  read_ids (second.output, ids, G_MAXUINT);
  close (first.output);
  close (second.output);
  g_assert_cmpint (waitpid (first.id, &status, 0), ==, first.id);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (waitpid (second.id, &status, 0), ==, second.id);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (ids->len, ==, 30);
  assert_all_there (vault, ids);
}

/* ── A disk that is full, or may only be read ─────────────────────────────── */

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

static gboolean
insert_patient (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_insert (transaction, &haven_patient_info, data, error);
}

static gboolean
try_add (HavenTestVault *vault, const char *mail_to, char **id, GError **error)
{
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, "patient", HAVEN_IN_SHARED);
  g_autoptr (HavenPatient) patient = haven_patient_new ();

  patient->id = haven_id_new ();
  patient->name = g_strdup ("Somebody");
  patient->mail_to = g_strdup (mail_to);
  patient->status = g_strdup ("active");
  patient->created_at = 1;
  patient->row_version = 1;
  *id = g_strdup (patient->id);
  return haven_store_run (vault->store, &act, insert_patient, patient, error);
}

static HavenTestVault
make_vault_in (const char *folder)
{
  g_autoptr (GError) error = NULL;
  HavenTestVault vault = { (char *) folder, haven_clock_new_fixed ("America/New_York", 1), haven_vault_keys_new_random (),
                           NULL };

  vault.store = haven_store_create (folder, vault.keys, vault.clock, &error);
  g_assert_no_error (error);
  haven_test_set_up (vault.store);
  return vault;
}

static void
clear_vault (HavenTestVault *vault)
{
  g_clear_object (&vault->store);
  haven_vault_keys_free (vault->keys);
  g_object_unref (vault->clock);
}

static void
test_a_full_disk_is_told_and_loses_nothing (void)
{
  g_autofree char *folder = mount_small_disk ("3m");
  g_autofree char *much = g_strnfill (64 * 1024, 'x');
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  HavenTestVault vault;

  if (folder == NULL)
    return;
  vault = make_vault_in (folder);
  while (error == NULL)
    {
      g_autofree char *id = NULL;

      if (try_add (&vault, much, &id, &error))
        g_ptr_array_add (ids, g_steal_pointer (&id));
      g_assert_cmpuint (ids->len, <, 1000);
    }
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_DISK_FULL);
  g_assert_cmpuint (ids->len, >, 0);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) again = NULL;

      g_assert_false (try_add (&vault, much, &id, &again));
      g_assert_error (again, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_DISK_FULL);
    }
  /* With room again it goes on, in the same program. */
  g_assert_cmpint (mount ("haven", folder, "tmpfs", MS_REMOUNT | MS_NOSUID | MS_NODEV, "size=16m,mode=0700"), ==, 0);
  {
    g_autofree char *id = NULL;
    g_autoptr (GError) more = NULL;

    try_add (&vault, much, &id, &more);
    g_assert_no_error (more);
    g_ptr_array_add (ids, g_steal_pointer (&id));
  }
  haven_test_vault_reopen (&vault);
  assert_all_there (&vault, ids);
  clear_vault (&vault);
  unmount (folder);
}

static void
test_a_vault_does_not_half_begin_on_a_full_disk (void)
{
  g_autofree char *folder = mount_small_disk ("300k");
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new_random ();
  g_autoptr (HavenClock) clock = haven_clock_new_fixed ("America/New_York", 1);
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    return;
  g_assert_null (haven_store_create (folder, keys, clock, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_DISK_FULL);
  unmount (folder);
}

static void
test_a_disk_that_may_only_be_read_is_told (void)
{
  g_autofree char *folder = mount_small_disk ("16m");
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL, write_error = NULL;
  HavenTestVault vault;

  if (folder == NULL)
    return;
  vault = make_vault_in (folder);
  id = haven_test_add_person (&vault, "Somebody");
  g_clear_object (&vault.store);
  g_assert_cmpint (mount ("haven", folder, "tmpfs", MS_REMOUNT | MS_RDONLY, "mode=0700"), ==, 0);
  vault.store = haven_store_open (folder, vault.keys, vault.clock, &error);
  g_assert_null (vault.store);
  g_assert_cmpint (error->domain, ==, HAVEN_STORE_ERROR);
  g_assert_true (error->code == HAVEN_STORE_ERROR_READ_ONLY || error->code == HAVEN_STORE_ERROR_PERMISSIONS);
  g_assert_cmpint (mount ("haven", folder, "tmpfs", MS_REMOUNT, "mode=0700"), ==, 0);
  haven_test_vault_reopen (&vault);
  g_free (haven_test_load (&vault, &haven_closed_day_info, id, &write_error));
  g_assert_error (write_error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
  clear_vault (&vault);
  unmount (folder);
}

/* ── Bits that flip ───────────────────────────────────────────────────────── */

/* Everything that can be read of the vault, one line a fact; NULL where something could not be read. */
static char *
read_everything (HavenTestVault *vault, GPtrArray *ids, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (HavenPatient) patient = haven_test_load (vault, &haven_patient_info, ids->pdata[i], error);

      if (patient == NULL)
        return NULL;
      g_string_append_printf (text, "%s %s %s\n", patient->id, patient->name, patient->mail_to);
    }
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (!haven_store_verify_audit (vault->store, (HavenPartition) i, NULL, error))
      return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
flip_bit (const char *path, goffset position)
{
  int file = open (path, O_RDWR | O_CLOEXEC);
  guint8 byte;

  g_assert_cmpint (pread (file, &byte, 1, position), ==, 1);
  byte ^= 0x10;
  g_assert_cmpint (pwrite (file, &byte, 1, position), ==, 1);
  close (file);
}

/* What is read with a flipped bit is what was there, or an error: never something else. */
static gboolean
is_noticed (HavenTestVault *vault, GPtrArray *ids, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;

  vault->store = haven_store_open (vault->folder, vault->keys, vault->clock, &error);
  if (vault->store != NULL && haven_store_admit (vault->store, HAVEN_TEST_STAFF, &error))
    now = read_everything (vault, ids, &error);
  g_clear_object (&vault->store);
  if (now != NULL)
    {
      g_assert_cmpstr (now, ==, before);
      return FALSE;
    }
  g_assert_cmpint (error->domain, ==, HAVEN_STORE_ERROR);
  g_assert_true (error->code == HAVEN_STORE_ERROR_DAMAGED || error->code == HAVEN_STORE_ERROR_INPUT_OUTPUT ||
                 error->code == HAVEN_STORE_ERROR_FAILED);
  return TRUE;
}

static void
test_no_flipped_bit_is_ever_silently_wrong (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *much = g_strnfill (1500, 'x');
  g_autofree char *before = NULL;
  guint n_pages = 0, n_noticed = 0;

  for (int i = 0; i < 40; i++)
    {
      char *id = NULL;

      g_assert_true (try_add (vault, much, &id, NULL));
      g_ptr_array_add (ids, id);
    }
  before = read_everything (vault, ids, NULL);
  g_clear_object (&vault->store);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = haven_test_vault_build_path (vault, parts[i]);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      for (goffset page = 0; page < status.st_size; page += PAGE)
        {
          goffset position = page + (page * 37 / PAGE + 91) % PAGE;

          flip_bit (path, position);
          n_noticed += is_noticed (vault, ids, before);
          n_pages++;
          flip_bit (path, position);
        }
    }
  g_test_message ("%u of %u pages were read and noticed", n_noticed, n_pages);
  g_assert_cmpuint (n_noticed, >, 20);
  g_assert_false (is_noticed (vault, ids, before));
}

static void
test_the_whole_file_can_be_checked (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Somebody");
  g_autofree char *path = haven_test_vault_build_path (vault, "shared.db");
  GStatBuf status;

  g_clear_object (&vault->store);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  for (goffset page = PAGE; page < status.st_size; page += PAGE)
    {
      g_autoptr (HavenDatabase) database = NULL;
      sqlite3_stmt *statement;
      gboolean row = FALSE;

      flip_bit (path, page + 1000);
      database = haven_database_open_file (path, haven_vault_keys_get (vault->keys, HAVEN_PARTITION_SHARED), NULL);
      if (database != NULL)
        {
          statement = haven_database_prepare (database, "PRAGMA cipher_integrity_check", NULL, "");
          g_assert_true (statement == NULL || !haven_database_step (database, statement, &row, NULL) || row);
        }
      g_clear_pointer (&database, haven_database_close);
      flip_bit (path, page + 1000);
    }
}

/* ── Migrations ───────────────────────────────────────────────────────────── */

static void
make_older (HavenTestVault *vault)
{
  g_autofree char *path = haven_test_vault_build_path (vault, "legal.db");
  g_autoptr (HavenDatabase) database =
      haven_database_open_file (path, haven_vault_keys_get (vault->keys, HAVEN_PARTITION_LEGAL), NULL);

  /* Back to before the first step, with a table of it in the way: the step must fail on its second statement. */
  g_assert_true (haven_database_exec (database, "PRAGMA user_version = 0", NULL));
}

static void
test_a_step_that_fails_leaves_the_file_as_it_was (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *path = haven_test_vault_build_path (vault, "legal.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDatabase) database = NULL;
  gint64 n_before = 0, n_after = -1, version = -1;

  g_clear_object (&vault->store);
  make_older (vault);
  database = haven_database_open_file (path, haven_vault_keys_get (vault->keys, HAVEN_PARTITION_LEGAL), NULL);
  g_assert_true (haven_database_exec (database, "DROP TABLE matter", NULL));
  g_assert_true (haven_database_get_integer (database, "SELECT count(*) FROM sqlite_schema", &n_before, NULL));
  g_clear_pointer (&database, haven_database_close);

  /* It makes “matter” anew and then meets “party”, which is there. */
  vault->store = haven_store_open (vault->folder, vault->keys, vault->clock, &error);
  g_assert_null (vault->store);
  g_assert_cmpint (error->domain, ==, HAVEN_STORE_ERROR);
  database = haven_database_open_file (path, haven_vault_keys_get (vault->keys, HAVEN_PARTITION_LEGAL), NULL);
  g_assert_true (haven_database_get_integer (database, "SELECT count(*) FROM sqlite_schema", &n_after, NULL));
  g_assert_true (haven_database_get_integer (database, "PRAGMA user_version", &version, NULL));
  g_assert_cmpint (n_after, ==, n_before);
  g_assert_cmpint (version, ==, 0);
}

/* ── Closing ──────────────────────────────────────────────────────────────── */

static gpointer
ask_until_closed (gpointer data)
{
  HavenStore *store = data;
  HavenAct act = haven_test_act (HAVEN_ACTION_VIEW, "patient", HAVEN_IN_SHARED);
  guint n_answers = 0;
  g_autoptr (GError) error = NULL;

  while (haven_store_run (store, &act, NULL, NULL, &error))
    {
      haven_store_record_async (store, &act);
      n_answers++;
    }
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CLOSED);
  return GUINT_TO_POINTER (n_answers);
}

static void
test_nobody_waits_for_a_store_that_closes (void)
{
  for (int round = 0; round < 8; round++)
    {
      g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
      GThread *threads[4];

      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("asker", ask_until_closed, vault->store);
      g_usleep (2000 + round * 500);
      haven_store_close (vault->store);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
    }
}

static void
test_a_store_that_is_let_go_leaves_only_its_files (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *log = haven_test_vault_build_path (vault, "shared.db-wal");
  g_autofree char *id = haven_test_add_person (vault, "Somebody");

  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  /* The change was not told yet: nobody ran a main loop. */
  g_clear_object (&vault->store);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* ── Canaries ─────────────────────────────────────────────────────────────── */

static guint
search_folder (const char *folder, time_t since)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *const canaries[] = { "Quillfeather", "quillfeather", "QUILLFEATHER" };
  const char *name;
  guint n_files = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      struct stat status;
      gsize length;

      if (lstat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_mtime < since ||
          status.st_size > 64 * 1024 * 1024 || !g_file_get_contents (path, &content, &length, NULL))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (canaries); i++)
        if (memmem (content, length, canaries[i], strlen (canaries[i])))
          g_error ("a name can be read in %s", path);
      n_files++;
    }
  return n_files;
}

static void
test_no_name_is_readable_anywhere (void)
{
  time_t since = time (NULL) - 1;
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenQuery) query = haven_query_new_people ("quillfeather", 1);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Canary Quillfeather %d", i);
      g_autofree char *id = haven_test_add_person (vault, name);

      g_assert_nonnull (id);
    }
  g_assert_true (haven_store_query_order (vault->store, query, rows, NULL));
  g_assert_cmpuint (rows->len, >=, 200);
  g_assert_cmpuint (search_folder (vault->folder, since), >=, 6);
  search_folder (g_get_tmp_dir (), since);
  haven_test_vault_reopen (vault);
  g_clear_object (&vault->store);
  g_assert_cmpuint (search_folder (vault->folder, since), >=, 3);
}

#define ADD(path, test) g_test_add_func ("/store/faults/" path, test)

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  ADD ("what-was-told-as-kept-outlives-a-kill", test_what_was_told_as_kept_outlives_a_kill);
  ADD ("two-programs-lose-nothing-of-each-other", test_two_programs_lose_nothing_of_each_other);
  ADD ("a-full-disk-is-told-and-loses-nothing", test_a_full_disk_is_told_and_loses_nothing);
  ADD ("a-vault-does-not-half-begin-on-a-full-disk", test_a_vault_does_not_half_begin_on_a_full_disk);
  ADD ("a-disk-that-may-only-be-read-is-told", test_a_disk_that_may_only_be_read_is_told);
  ADD ("no-flipped-bit-is-ever-silently-wrong", test_no_flipped_bit_is_ever_silently_wrong);
  ADD ("the-whole-file-can-be-checked", test_the_whole_file_can_be_checked);
  ADD ("a-step-that-fails-leaves-the-file-as-it-was", test_a_step_that_fails_leaves_the_file_as_it_was);
  ADD ("nobody-waits-for-a-store-that-closes", test_nobody_waits_for_a_store_that_closes);
  ADD ("a-store-that-is-let-go-leaves-only-its-files", test_a_store_that_is_let_go_leaves_only_its_files);
  ADD ("no-name-is-readable-anywhere", test_no_name_is_readable_anywhere);
  return g_test_run ();
}
