/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A vault that is lost comes back from one file and a code on paper; to anybody else the file tells nothing. */

#include "backup-test.h"

#include "haven-tables.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *
describe (HavenTestBackup *backup, HavenPartition partition)
{
  return haven_test_backup_describe (backup->vault->folder, backup->vault->keys, partition);
}

static void
assert_same (HavenTestBackup *backup, const char *folder, HavenPartitions partitions)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *expected = NULL, *found = NULL;

      if ((partitions & (1u << i)) == 0)
        continue;
      expected = describe (backup, (HavenPartition) i);
      found = haven_test_backup_describe (folder, backup->vault->keys, (HavenPartition) i);
      g_assert_cmpstr (found, ==, expected);
    }
}

static HavenVaultFile *
read_vault_file (const char *folder)
{
  g_autoptr (GError) error = NULL;
  HavenVaultFile *file = haven_vault_file_read (folder, &error);

  g_assert_no_error (error);
  return file;
}

/* ── Restoring ────────────────────────────────────────────────────────────── */

static void
test_a_vault_comes_back_from_the_file_and_the_codes_alone (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (30);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (HavenVaultKeys) keys = NULL;
  g_autoptr (HavenStore) store = NULL;
  g_autoptr (GError) error = NULL;
  HavenPartitions restored = 0;
  struct stat status;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  haven_test_backup_restore (backup, folder, codes, &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored, ==, HAVEN_IN_ALL);
  assert_same (backup, folder, HAVEN_IN_ALL);
  g_assert_cmpint (stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);

  /* The doctor's name and passphrase open it as before. */
  file = read_vault_file (folder);
  keys = haven_vault_file_sign_in (file, DOCTOR_NAME, DOCTOR_PASSPHRASE, NULL, NULL, &error);
  g_assert_no_error (error);
  store = haven_store_open (folder, keys, backup->vault->clock, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (haven_store_get_open_partitions (store), ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_store_verify_audit (store, HAVEN_PARTITION_SHARED, NULL, &error);
  g_assert_no_error (error);
}

static void
test_a_member_restores_with_name_and_passphrase (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (3);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  HavenBackupUnlock unlock = { .sign_in_name = DOCTOR_NAME, .passphrase = DOCTOR_PASSPHRASE };
  HavenBackupUnlock wrong = { .sign_in_name = DOCTOR_NAME, .passphrase = "eight brown owls at noon" };
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (GError) error = NULL, wrong_error = NULL;
  HavenPartitions restored = 0;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_false (haven_backup_restore (backup->backup, folder, &wrong, NULL, NULL, NULL, NULL, &wrong_error));
  haven_assert_store_error (wrong_error, WRONG_PASSPHRASE);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  haven_backup_restore (backup->backup, folder, &unlock, &restored, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored, ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  assert_same (backup, folder, restored);
  file = read_vault_file (folder);
  g_assert_true (haven_vault_file_is_absent (file, HAVEN_PARTITION_LEGAL));
}

static void
test_what_a_backup_lacks_is_added_from_another (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (5);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  g_autoptr (HavenVaultFile) file = NULL, later = NULL;
  g_autoptr (GError) error = NULL, again = NULL;
  g_autofree char *before = NULL, *after = NULL;
  HavenPartitions restored = 0;

  haven_test_backup_make (backup, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_test_backup_restore (backup, folder, (const char *const[]) { backup->clinic_code, NULL }, &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored, ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  file = read_vault_file (folder);
  g_assert_true (haven_vault_file_is_absent (file, HAVEN_PARTITION_LEGAL));
  g_assert_false (haven_vault_file_is_absent (file, HAVEN_PARTITION_CLINICAL));

  /* The partner's own backup holds the shared part too: that one stays as it is. */
  before = haven_test_backup_describe (folder, backup->vault->keys, HAVEN_PARTITION_SHARED);
  g_free (haven_test_add_person (backup->vault, "Somebody later"));
  haven_test_backup_make (backup, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  haven_test_backup_restore (backup, folder, codes, &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored, ==, HAVEN_IN_LEGAL);
  after = haven_test_backup_describe (folder, backup->vault->keys, HAVEN_PARTITION_SHARED);
  g_assert_cmpstr (after, ==, before);
  assert_same (backup, folder, HAVEN_IN_CLINICAL | HAVEN_IN_LEGAL);
  later = read_vault_file (folder);
  g_assert_false (haven_vault_file_is_absent (later, HAVEN_PARTITION_LEGAL));

  /* There is nothing left to add, and nothing is written over. */
  g_assert_false (haven_test_backup_restore (backup, folder, codes, NULL, &again));
  haven_assert_store_error (again, EXISTS);
  g_free (after);
  after = haven_test_backup_describe (folder, backup->vault->keys, HAVEN_PARTITION_SHARED);
  g_assert_cmpstr (after, ==, before);
}

static void
test_the_clinic_comes_before_the_legal_part (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (2);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  const char *const legal[] = { backup->legal_code, NULL };
  g_autoptr (GError) error = NULL, adding = NULL;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_false (haven_test_backup_restore (backup, folder, legal, NULL, &error));
  haven_assert_store_error (error, REFUSED);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  /* The same with a vault that lacks it. */
  g_assert_true (haven_test_backup_restore (backup, folder, (const char *const[]) { backup->clinic_code, NULL }, NULL, NULL));
  g_assert_false (haven_test_backup_restore (backup, folder, legal, NULL, &adding));
  haven_assert_store_error (adding, REFUSED);
  assert_same (backup, folder, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  g_assert_cmpuint (haven_test_backup_count_files (folder), ==, 5); /* two parts, vault.json and its twin, vault.lock */
}

static void
test_a_folder_in_use_is_left_alone (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (2);
  g_autoptr (HavenTestBackup) other = haven_test_backup_new (1);
  const char *const codes[] = { backup->clinic_code, NULL };
  g_autofree char *folder = haven_test_backup_build (backup, "full"), *letter = g_build_filename (folder, "letter", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL, vault_error = NULL, open_error = NULL;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (letter, "mine", -1, NULL));
  g_assert_false (haven_test_backup_restore (backup, folder, codes, NULL, &error));
  haven_assert_store_error (error, EXISTS);
  g_assert_cmpuint (haven_test_backup_count_files (folder), ==, 1);

  /* Another vault, and one that somebody has open. */
  before = describe (other, HAVEN_PARTITION_SHARED);
  g_assert_false (haven_test_backup_restore (backup, other->vault->folder, codes, NULL, &open_error));
  haven_assert_store_error (open_error, BUSY);
  g_clear_object (&other->vault->store);
  g_assert_false (haven_test_backup_restore (backup, other->vault->folder, codes, NULL, &vault_error));
  haven_assert_store_error (vault_error, EXISTS);
  after = describe (other, HAVEN_PARTITION_SHARED);
  g_assert_cmpstr (after, ==, before);
}

static void
test_no_vault_is_made_where_another_program_copies_it (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  const char *const codes[] = { backup->clinic_code, NULL };
  g_autofree char *folder = haven_test_backup_build (backup, "Dropbox/new"), *parent = g_path_get_dirname (folder);
  g_autoptr (GError) error = NULL;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_cmpint (g_mkdir (parent, 0700), ==, 0);
  g_assert_false (haven_test_backup_restore (backup, folder, codes, NULL, &error));
  g_assert_cmpint (error->domain, ==, HAVEN_STORE_ERROR);
  haven_test_backup_assert_empty (parent);
}

static void
test_what_an_interruption_left_is_begun_anew (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (2);
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  g_autofree char *work = g_build_filename (folder, "restoring.part", NULL);
  g_autofree char *half = g_build_filename (work, "clinical.db", NULL);
  g_autofree char *moved = g_build_filename (folder, "shared.db", NULL);
  g_autoptr (GError) error = NULL;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_cmpint (g_mkdir_with_parents (work, 0700), ==, 0);
  g_assert_true (g_file_set_contents (half, "half", -1, NULL));
  g_assert_true (g_file_set_contents (moved, "moved up before the end", -1, NULL));
  haven_test_backup_restore (backup, folder, codes, NULL, &error);
  g_assert_no_error (error);
  assert_same (backup, folder, HAVEN_IN_ALL);
  g_assert_false (g_file_test (work, G_FILE_TEST_EXISTS));
}

static void
test_a_part_that_got_a_new_key_since_is_added_under_it (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (2);
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  g_autofree char *folder = haven_test_backup_build (backup, "new"), *partner = NULL;
  g_autoptr (HavenVaultFile) file = read_vault_file (backup->vault->folder);
  g_autoptr (HavenVaultFile) restored = NULL;
  g_autoptr (HavenVaultKeys) keys = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = describe (backup, HAVEN_PARTITION_LEGAL), *after = NULL;

  /* The partner's backup is older than the new key, the clinic's is newer. */
  haven_test_backup_make (backup, HAVEN_IN_ALL);
  partner = g_strdup (backup->backup);
  g_clear_object (&backup->vault->store);
  haven_vault_rekey (backup->vault->folder,
                     file,
                     backup->vault->keys,
                     HAVEN_PARTITION_LEGAL,
                     NULL,
                     NULL,
                     NULL,
                     &error);
  g_assert_no_error (error);
  haven_test_backup_make (backup, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_test_backup_restore (backup, folder, codes, NULL, &error);
  g_assert_no_error (error);
  g_free (backup->backup);
  backup->backup = g_steal_pointer (&partner);
  haven_test_backup_restore (backup, folder, codes, NULL, &error);
  g_assert_no_error (error);
  restored = read_vault_file (folder);
  keys = haven_vault_file_recover (restored, backup->legal_code, &error);
  g_assert_no_error (error);
  after = haven_test_backup_describe (folder, keys, HAVEN_PARTITION_LEGAL);
  g_assert_cmpstr (after, ==, before);
}

/* ── Codes ────────────────────────────────────────────────────────────────── */

static void
assert_code_fails (HavenTestBackup *backup, const char *code, const char *words)
{
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_test_backup_restore (backup, folder, (const char *const[]) { code, NULL }, NULL, &error));
  haven_assert_store_error (error, WRONG_PASSPHRASE);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_a_wrong_code_is_told_from_another_vaults (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  g_autoptr (HavenTestBackup) other = haven_test_backup_new (1);
  g_autofree char *mistyped = g_strdup (backup->clinic_code);

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  mistyped[7] = mistyped[7] == 'A' ? 'B' : 'A';
  assert_code_fails (backup, mistyped, "Group 2");
  assert_code_fails (backup, other->clinic_code, "another vault");
  assert_code_fails (backup, "", "not whole");
  assert_code_fails (backup, "under the counter", "sign that no code has");
}

static void
test_the_keys_of_a_backup_are_its_own (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  int file;
  g_autoptr (HavenBackupHeader) first = NULL, second = NULL;
  g_autoptr (HavenVaultKeys) first_keys = NULL, second_keys = NULL;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  file = haven_backup_open (backup->backup, NULL);
  first = haven_backup_header_read (file, NULL);
  close (file);
  haven_test_backup_make (backup, HAVEN_IN_ALL);
  file = haven_backup_open (backup->backup, NULL);
  second = haven_backup_header_read (file, NULL);
  close (file);
  first_keys = haven_backup_header_open_with_keys (first, backup->vault->keys);
  second_keys = haven_backup_header_open_with_keys (second, backup->vault->keys);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      const guint8 *a = haven_vault_keys_get (first_keys, (HavenPartition) i);
      const guint8 *b = haven_vault_keys_get (second_keys, (HavenPartition) i);

      g_assert_cmpint (memcmp (a, b, HAVEN_VAULT_KEY_SIZE), !=, 0);
      g_assert_cmpint (memcmp (a, haven_vault_keys_get (backup->vault->keys, (HavenPartition) i), HAVEN_VAULT_KEY_SIZE), !=, 0);
    }
}

/* ── What a thief sees ────────────────────────────────────────────────────── */

static gboolean
contains (const char *bytes, gsize size, const char *word)
{
  g_autofree char *wide = g_convert (word, -1, "UTF-16LE", "UTF-8", NULL, NULL, NULL);
  g_autofree char *other = g_convert (word, -1, "UTF-16BE", "UTF-8", NULL, NULL, NULL);
  const gsize length = strlen (word);

  return memmem (bytes, size, word, length) || memmem (bytes, size, wide, 2 * length) ||
         memmem (bytes, size, other, 2 * length);
}

static void
test_the_file_names_nobody (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (20);
  const char *const words[] = { CANARY_NAME, CANARY_MATTER, DOCTOR_NAME,        "Quillonna", "vexworthy",
                                "Zephyrine", "patient_id",  "SQLite format 3", "audit_event", NULL };
  g_autofree char *bytes = NULL, *name = NULL, *planted = NULL;
  gsize size;
  struct stat status;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_true (g_file_get_contents (backup->backup, &bytes, &size, NULL));
  for (gsize i = 0; words[i]; i++)
    g_assert_false (contains (bytes, size, words[i]));
  /* The search can fail: it finds what is there. */
  planted = g_convert ("xx Quillonna", -1, "UTF-16LE", "UTF-8", NULL, NULL, NULL);
  g_assert_true (contains (planted, 24, "Quillonna"));
  g_assert_true (contains (bytes, size, "vault_json"));
  name = g_path_get_basename (backup->backup);
  g_assert_true (g_regex_match_simple ("^haven-backup-[0-9a-f]{8}\\.haven$", name, 0, 0));
  g_assert_cmpint (stat (backup->backup, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_nothing_is_left_beside_the_file (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (2);
  g_autofree char *backups = haven_test_vault_build_path (backup->vault, "backups");
  g_autofree char *abandoned = haven_test_backup_build (backup, "haven-backup-00000000.haven.part");

  g_assert_true (g_file_set_contents (abandoned, "half", -1, NULL));
  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_cmpuint (haven_test_backup_count_files (backup->outside), ==, 1);
  g_assert_cmpuint (haven_test_backup_count_files (backups), ==, 1); /* the lock */
}

static void
test_a_backup_says_what_it_is (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (2);
  g_autoptr (HavenTestBackup) other = haven_test_backup_new (1);
  g_autoptr (HavenBackupInfo) info = NULL;
  g_autoptr (HavenVaultFile) file = read_vault_file (backup->vault->folder);
  g_autoptr (GError) error = NULL;
  HavenPartitions opened = 0;
  struct stat status;

  haven_test_backup_make (backup, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  info = haven_backup_info_read (backup->backup, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info->partitions, ==, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  g_assert_cmpstr (info->vault_id, ==, haven_vault_file_get_id (file));
  g_assert_cmpint (info->generation, ==, haven_vault_file_get_generation (file));
  g_assert_cmpint (stat (backup->backup, &status), ==, 0);
  g_assert_cmpint (info->size, ==, status.st_size);
  g_assert_true (haven_backup_is_authentic (backup->backup, backup->vault->keys, &opened, &error));
  g_assert_cmpuint (opened, ==, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  g_assert_true (haven_backup_is_authentic (backup->backup, other->vault->keys, &opened, &error));
  g_assert_cmpuint (opened, ==, 0);
}

/* ── While others write ───────────────────────────────────────────────────── */

typedef struct
{
  HavenTestVault *vault;
  int stop;
  guint n_written;
} Writer;

static gpointer
write_all_the_time (gpointer data)
{
  Writer *writer = data;

  while (!g_atomic_int_get (&writer->stop))
    {
      g_free (haven_test_add_person (writer->vault, "Somebody who came in meanwhile"));
      writer->n_written++;
    }
  return NULL;
}

static void
test_writing_goes_on_while_a_backup_is_made (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (20);
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  Writer writer = { backup->vault, 0, 0 };
  GThread *thread = g_thread_new ("writes", write_all_the_time, &writer);

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("new-%d", i), *folder = haven_test_backup_build (backup, name);
      g_autoptr (GError) error = NULL;

      haven_test_backup_make (backup, HAVEN_IN_ALL);
      haven_test_backup_restore (backup, folder, codes, NULL, &error);
      g_assert_no_error (error);
    }
  g_atomic_int_set (&writer.stop, 1);
  g_thread_join (thread);
  g_assert_cmpuint (writer.n_written, >, 5);
  g_test_message ("%u people were added meanwhile", writer.n_written);
}

static gboolean
pin_inside (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_backup_pin (data, error);
}

static void
test_what_is_pinned_is_what_is_kept (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (3);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  g_autoptr (HavenBackup) pinned = NULL;
  g_autoptr (HavenBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  HavenAct act = haven_test_act (HAVEN_ACTION_BACKUP, "vault", HAVEN_IN_SHARED);
  g_autofree char *before = describe (backup, HAVEN_PARTITION_SHARED), *after = NULL;

  pinned = haven_backup_new (backup->vault->folder, NULL, backup->vault->keys, &error);
  g_assert_no_error (error);
  haven_store_run (backup->vault->store, &act, pin_inside, pinned, &error);
  g_assert_no_error (error);
  g_free (haven_test_add_person (backup->vault, "Somebody later"));
  info = haven_backup_write (pinned, backup->outside, 1, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  backup->backup = g_strdup (info->path);
  haven_test_backup_restore (backup, folder, codes, NULL, &error);
  g_assert_no_error (error);
  after = haven_test_backup_describe (folder, backup->vault->keys, HAVEN_PARTITION_SHARED);
  g_assert_cmpstr (after, ==, before);
}

static void
test_one_backup_is_made_at_a_time (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (1);
  g_autofree char *work = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;
  int lock = haven_backup_begin_work (backup->vault->folder, &work, &error);

  g_assert_no_error (error);
  path = haven_test_backup_try (backup, backup->outside, NULL, &error);
  g_assert_null (path);
  haven_assert_store_error (error, BUSY);
  g_assert_nonnull (strstr (error->message, "A backup is being made"));
  haven_backup_end_work (lock, work);
  haven_test_backup_make (backup, HAVEN_IN_ALL);
}

/* ── Trying it out ────────────────────────────────────────────────────────── */

/* Whoever brought the vault's folder may have left a link in it. */
static void
test_what_a_link_leads_to_is_not_emptied (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (3);
  g_autofree char *mine = haven_test_backup_build (backup, "a letter");
  g_autofree char *link = g_build_filename (backup->vault->folder, "backups", "work", NULL);
  g_autofree char *backups = g_path_get_dirname (link), *work = NULL;
  g_autoptr (GError) error = NULL;
  int lock;

  g_mkdir (backups, 0700);
  g_assert_true (g_file_set_contents (mine, "Dear Ada", -1, NULL));
  g_assert_cmpint (symlink (backup->outside, link), ==, 0);
  lock = haven_backup_begin_work (backup->vault->folder, &work, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  haven_backup_end_work (lock, work);
  g_unlink (mine);
}

static void
test_a_drill_restores_everything_and_leaves_nothing (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (5);
  g_autofree char *backups = haven_test_vault_build_path (backup->vault, "backups");
  g_autoptr (GError) error = NULL;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_free (haven_test_add_person (backup->vault, "Somebody later"));
  g_assert_cmpuint (
      haven_backup_drill (backup->backup, backup->vault->folder, backup->vault->keys, NULL, NULL, NULL, &error),
      ==,
      HAVEN_IN_ALL);
  g_assert_no_error (error);
  g_assert_cmpuint (haven_test_backup_count_files (backups), ==, 1);
}

/* A backup that is sound in itself, and whose facts are those of another moment. */
static void
plant_a_difference (HavenTestBackup *backup, HavenPartition partition)
{
  g_autofree char *bytes = NULL;
  gsize size, front_size;
  int file = haven_backup_open (backup->backup, NULL);
  g_autoptr (HavenBackupHeader) header = haven_backup_header_read (file, NULL);
  g_autoptr (HavenVaultKeys) copy_keys = haven_backup_header_open_with_keys (header, backup->vault->keys);
  g_autoptr (JsonObject) facts = haven_backup_header_open_facts (header, partition, copy_keys, NULL);
  JsonObject *tables = json_object_get_object_member (facts, "tables");
  JsonObject *table = json_object_get_object_member (tables, "patient");
  g_autoptr (GBytes) front = NULL;
  g_autoptr (GByteArray) whole = g_byte_array_new ();

  close (file);
  g_assert_true (g_file_get_contents (backup->backup, &bytes, &size, NULL));
  front_size = (gsize) header->parts[HAVEN_PARTITION_SHARED].offset;
  json_object_set_string_member (table, "hash", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  haven_backup_header_set_facts (header, partition, copy_keys, facts);
  front = haven_backup_header_write (header, copy_keys);
  g_byte_array_append (whole, g_bytes_get_data (front, NULL), (guint) g_bytes_get_size (front));
  g_byte_array_append (whole, (guint8 *) bytes + front_size, (guint) (size - front_size));
  g_assert_true (g_file_set_contents (backup->backup, (char *) whole->data, whole->len, NULL));
}

static void
test_a_drill_finds_a_row_that_differs (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (2);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  const char *const codes[] = { backup->clinic_code, NULL };
  g_autoptr (GError) error = NULL, restore_error = NULL, verify_error = NULL;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  plant_a_difference (backup, HAVEN_PARTITION_SHARED);
  g_assert_cmpuint (
      haven_backup_drill (backup->backup, backup->vault->folder, backup->vault->keys, NULL, NULL, NULL, &error),
      ==,
      0);
  haven_assert_store_error (error, DAMAGED);
  g_assert_nonnull (strstr (error->message, "“patient”"));
  g_assert_false (
      haven_backup_verify (backup->backup, backup->vault->folder, backup->vault->keys, NULL, NULL, NULL, &verify_error));
  haven_assert_store_error (verify_error, DAMAGED);
  g_assert_false (haven_test_backup_restore (backup, folder, codes, NULL, &restore_error));
  haven_assert_store_error (restore_error, DAMAGED);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_one_changed_row_is_found_among_many (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (40);
  g_autofree char *folder = haven_test_backup_build (backup, "new");
  g_autofree char *path = haven_backup_build_path (folder, HAVEN_PARTITION_SHARED, "");
  const char *const codes[] = { backup->clinic_code, NULL };
  const guint8 *key = haven_vault_keys_get (backup->vault->keys, HAVEN_PARTITION_SHARED);
  g_autofree char *before = describe (backup, HAVEN_PARTITION_SHARED), *after = NULL;
  HavenDatabase *database;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_assert_true (haven_test_backup_restore (backup, folder, codes, NULL, NULL));
  database = haven_database_open_file (path, key, NULL);
  g_assert_true (haven_database_exec (database, "UPDATE patient SET created_at = created_at + 1 WHERE row = 17", NULL));
  haven_database_close (database);
  after = haven_test_backup_describe (folder, backup->vault->keys, HAVEN_PARTITION_SHARED);
  g_assert_cmpstr (after, !=, before);
}

static void
test_a_lost_folder_comes_back_whole (void)
{
  g_autoptr (HavenTestBackup) backup = haven_test_backup_new (50);
  const char *const codes[] = { backup->clinic_code, backup->legal_code, NULL };
  g_autofree char *expected[HAVEN_N_PARTITIONS] = { 0 };
  g_autoptr (GError) error = NULL;

  haven_test_backup_make (backup, HAVEN_IN_ALL);
  g_clear_object (&backup->vault->store);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    expected[i] = describe (backup, (HavenPartition) i);
  haven_backup_remove_tree (backup->vault->folder);
  g_assert_false (g_file_test (backup->vault->folder, G_FILE_TEST_EXISTS));
  haven_test_backup_restore (backup, backup->vault->folder, codes, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *found = describe (backup, (HavenPartition) i);

      g_assert_cmpstr (found, ==, expected[i]);
      g_clear_pointer (&expected[i], g_free);
    }
  haven_test_vault_reopen (backup->vault);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/store/backup/" name, function)
  ADD ("a-vault-comes-back-from-the-file-and-the-codes-alone", test_a_vault_comes_back_from_the_file_and_the_codes_alone);
  ADD ("a-member-restores-with-name-and-passphrase", test_a_member_restores_with_name_and_passphrase);
  ADD ("what-a-backup-lacks-is-added-from-another", test_what_a_backup_lacks_is_added_from_another);
  ADD ("the-clinic-comes-before-the-legal-part", test_the_clinic_comes_before_the_legal_part);
  ADD ("a-folder-in-use-is-left-alone", test_a_folder_in_use_is_left_alone);
  ADD ("no-vault-is-made-where-another-program-copies-it", test_no_vault_is_made_where_another_program_copies_it);
  ADD ("what-an-interruption-left-is-begun-anew", test_what_an_interruption_left_is_begun_anew);
  ADD ("a-part-that-got-a-new-key-since-is-added-under-it", test_a_part_that_got_a_new_key_since_is_added_under_it);
  ADD ("a-wrong-code-is-told-from-another-vaults", test_a_wrong_code_is_told_from_another_vaults);
  ADD ("the-keys-of-a-backup-are-its-own", test_the_keys_of_a_backup_are_its_own);
  ADD ("the-file-names-nobody", test_the_file_names_nobody);
  ADD ("nothing-is-left-beside-the-file", test_nothing_is_left_beside_the_file);
  ADD ("a-backup-says-what-it-is", test_a_backup_says_what_it_is);
  ADD ("writing-goes-on-while-a-backup-is-made", test_writing_goes_on_while_a_backup_is_made);
  ADD ("what-is-pinned-is-what-is-kept", test_what_is_pinned_is_what_is_kept);
  ADD ("one-backup-is-made-at-a-time", test_one_backup_is_made_at_a_time);
  ADD ("what-a-link-leads-to-is-not-emptied", test_what_a_link_leads_to_is_not_emptied);
  ADD ("a-drill-restores-everything-and-leaves-nothing", test_a_drill_restores_everything_and_leaves_nothing);
  ADD ("a-drill-finds-a-row-that-differs", test_a_drill_finds_a_row_that_differs);
  ADD ("one-changed-row-is-found-among-many", test_one_changed_row_is_found_among_many);
  ADD ("a-lost-folder-comes-back-whole", test_a_lost_folder_comes_back_whole);
#undef ADD
  return g_test_run ();
}
