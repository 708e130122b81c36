/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "services-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#define PASSPHRASE "seven brown owls at noon"

static const HavenVaultSetup setup = { "Harbor Clinic", "America/Los_Angeles", "Dana" };

static void
make_vault (const char *folder, HavenKeyring *keyring)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_vaults_create (folder, PASSPHRASE, &setup, keyring, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (haven_session_get_clinic_name (session), ==, "Harbor Clinic");
  g_assert_false (haven_session_is_demo (session));
}

static void
test_what_was_set_up_is_there_again (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = NULL;

  make_vault (folder, NULL);
  session = haven_vaults_open (folder, PASSPHRASE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (haven_session_get_clinic_name (session), ==, "Harbor Clinic");
  g_assert_cmpstr (haven_session_get_staff_name (session), ==, "Dana");
  g_assert_cmpstr (haven_clock_get_zone_name (haven_session_get_clock (session)), ==, "America/Los_Angeles");
  g_assert_true (haven_session_has_partition (session, HAVEN_PARTITION_LEGAL));
  g_clear_object (&session);
  haven_test_remove_folder (folder);
}

static void
test_a_session_that_is_let_go_closes_the_files (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *log = g_build_filename (folder, "shared.db-wal", NULL);

  make_vault (folder, NULL);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  haven_test_remove_folder (folder);
}

static void
assert_open_fails (const char *folder, const char *passphrase, HavenStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_vaults_open (folder, passphrase, NULL, NULL, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_a_wrong_passphrase_opens_nothing (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  const char *const wrong[] = { "", " ", "seven brown owls at noon ", "Seven brown owls at noon", "\xff\xfe", NULL };
  g_autofree char *huge = g_strnfill (1024 * 1024, 'x');

  make_vault (folder, NULL);
  for (gsize i = 0; wrong[i]; i++)
    assert_open_fails (folder, wrong[i], HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  assert_open_fails (folder, huge, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  haven_test_remove_folder (folder);
  assert_open_fails (folder, PASSPHRASE, HAVEN_STORE_ERROR_NOT_A_VAULT);
}

static void
test_a_short_passphrase_leaves_the_folder_empty (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_vaults_create (folder, "short", &setup, NULL, &error));
  haven_assert_store_error (error, WRONG_PASSPHRASE);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  make_vault (folder, NULL);
  haven_test_remove_folder (folder);
}

static void
test_a_folder_in_use_is_left_alone (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "letter.txt", NULL);
  g_autofree char *inside = g_build_filename (path, "vault", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL, demo_error = NULL, inside_error = NULL;
  struct stat status;

  g_chmod (folder, 0755);
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_null (haven_vaults_create (folder, PASSPHRASE, &setup, NULL, &error));
  haven_assert_store_error (error, EXISTS);
  g_assert_null (haven_vaults_make_demo (folder, NULL, &demo_error));
  haven_assert_store_error (demo_error, EXISTS);
  g_assert_null (haven_vaults_create (inside, PASSPHRASE, &setup, NULL, &inside_error));
  haven_assert_store_error (inside_error, PERMISSIONS);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "mine");
  g_assert_cmpint (stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0755);
  haven_test_remove_folder (folder);
}

static void
test_a_vault_is_never_made_over_another (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GError) error = NULL, open_error = NULL;
  g_autoptr (HavenSession) session = NULL;

  make_vault (folder, NULL);
  g_assert_null (haven_vaults_create (folder, "another passphrase", &setup, NULL, &error));
  haven_assert_store_error (error, EXISTS);
  session = haven_vaults_open (folder, PASSPHRASE, NULL, NULL, &open_error);
  g_assert_no_error (open_error);
  g_clear_object (&session);
  haven_test_remove_folder (folder);
}

static void
test_a_known_device_needs_no_passphrase (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
  HavenKeyringState state = HAVEN_KEYRING_FAILED;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = NULL;

  make_vault (folder, keyring);
  session = haven_vaults_open (folder, NULL, keyring, &state, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state, ==, HAVEN_KEYRING_FOUND);
  g_clear_object (&session);
  haven_test_remove_folder (folder);
}

static void
test_every_state_of_the_keyring_asks_for_the_passphrase (void)
{
  const HavenKeyringState states[] = { HAVEN_KEYRING_ABSENT, HAVEN_KEYRING_LOCKED, HAVEN_KEYRING_NO_SERVICE,
                                       HAVEN_KEYRING_FAILED };
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "vault.json", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();

  make_vault (folder, keyring);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      HavenKeyringState state = HAVEN_KEYRING_FOUND;
      g_autoptr (GError) error = NULL, open_error = NULL;
      g_autoptr (HavenSession) session = NULL;

      haven_memory_keyring_set_state (keyring, states[i]);
      g_assert_null (haven_vaults_open (folder, NULL, keyring, &state, &error));
      g_assert_cmpint (state, ==, states[i]);
      haven_assert_store_error (error, WRONG_PASSPHRASE);
      g_assert_cmpstr (error->message, ==, haven_keyring_state_get_sentence (states[i]));
      session = haven_vaults_open (folder, PASSPHRASE, keyring, NULL, &open_error);
      g_assert_no_error (open_error);
    }
  /* No new key is ever made where a vault exists. */
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  haven_test_remove_folder (folder);
}

static void
test_a_vault_is_made_without_a_keyring_too (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
  g_autoptr (GError) error = NULL, open_error = NULL;
  g_autoptr (HavenSession) session = NULL;

  haven_memory_keyring_set_state (keyring, HAVEN_KEYRING_LOCKED);
  make_vault (folder, keyring);
  haven_memory_keyring_set_state (keyring, HAVEN_KEYRING_FOUND);
  g_assert_null (haven_vaults_open (folder, NULL, keyring, NULL, &error));
  g_assert_nonnull (error);
  session = haven_vaults_open (folder, PASSPHRASE, keyring, NULL, &open_error);
  g_assert_no_error (open_error);
  g_clear_object (&session);
  haven_test_remove_folder (folder);
}

static void
test_the_key_of_another_vault_opens_nothing (void)
{
  g_autofree char *first = haven_test_make_folder ();
  g_autofree char *second = haven_test_make_folder ();
  g_autofree char *from = g_build_filename (first, "vault.json", NULL);
  g_autofree char *to = g_build_filename (second, "vault.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  make_vault (first, NULL);
  make_vault (second, NULL);
  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  g_assert_true (g_file_set_contents_full (to, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_assert_null (haven_vaults_open (second, PASSPHRASE, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, HAVEN_STORE_ERROR);
  haven_test_remove_folder (first);
  haven_test_remove_folder (second);
}

static void
test_a_set_up_that_stopped_half_way_is_told (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  const char *const parts[] = { "shared.db", "clinical.db", "legal.db", NULL };

  make_vault (folder, NULL);
  for (gsize i = 0; parts[i]; i++)
    {
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);

      g_remove (path);
    }
  assert_open_fails (folder, PASSPHRASE, HAVEN_STORE_ERROR_MISSING_PARTITION);
  haven_test_remove_folder (folder);
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return g_dir_read_name (dir) == NULL;
}

static void
test_a_set_up_that_fails_leaves_an_empty_folder (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GError) error = NULL, demo_error = NULL;

  if (mount ("haven", folder, "tmpfs", MS_NOSUID | MS_NODEV, "size=900k,mode=0700") != 0)
    {
      g_test_skip ("no disk can be mounted here");
      g_rmdir (folder);
      return;
    }
  g_assert_null (haven_vaults_make_demo (folder, NULL, &demo_error));
  haven_assert_store_error (demo_error, DISK_FULL);
  g_assert_true (is_empty (folder));
  g_assert_cmpint (mount ("haven", folder, "tmpfs", MS_REMOUNT | MS_NOSUID | MS_NODEV, "size=100k,mode=0700"), ==, 0);
  g_assert_null (haven_vaults_create (folder, PASSPHRASE, &setup, NULL, &error));
  haven_assert_store_error (error, DISK_FULL);
  g_assert_true (is_empty (folder));
  g_assert_cmpint (mount ("haven", folder, "tmpfs", MS_REMOUNT | MS_NOSUID | MS_NODEV, "size=16m,mode=0700"), ==, 0);
  make_vault (folder, NULL);
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/vaults/what-was-set-up-is-there-again", test_what_was_set_up_is_there_again);
  g_test_add_func ("/services/vaults/a-session-that-is-let-go-closes-the-files",
                   test_a_session_that_is_let_go_closes_the_files);
  g_test_add_func ("/services/vaults/a-wrong-passphrase-opens-nothing", test_a_wrong_passphrase_opens_nothing);
  g_test_add_func ("/services/vaults/a-short-passphrase-leaves-the-folder-empty",
                   test_a_short_passphrase_leaves_the_folder_empty);
  g_test_add_func ("/services/vaults/a-folder-in-use-is-left-alone", test_a_folder_in_use_is_left_alone);
  g_test_add_func ("/services/vaults/a-vault-is-never-made-over-another", test_a_vault_is_never_made_over_another);
  g_test_add_func ("/services/vaults/a-known-device-needs-no-passphrase", test_a_known_device_needs_no_passphrase);
  g_test_add_func ("/services/vaults/every-state-of-the-keyring-asks-for-the-passphrase",
                   test_every_state_of_the_keyring_asks_for_the_passphrase);
  g_test_add_func ("/services/vaults/a-vault-is-made-without-a-keyring-too",
                   test_a_vault_is_made_without_a_keyring_too);
  g_test_add_func ("/services/vaults/the-key-of-another-vault-opens-nothing",
                   test_the_key_of_another_vault_opens_nothing);
  g_test_add_func ("/services/vaults/a-set-up-that-stopped-half-way-is-told",
                   test_a_set_up_that_stopped_half_way_is_told);
  g_test_add_func ("/services/vaults/a-set-up-that-fails-leaves-an-empty-folder",
                   test_a_set_up_that_fails_leaves_an_empty_folder);
  return g_test_run ();
}
