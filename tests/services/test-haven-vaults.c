/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "services-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#define DANA "seven brown owls at noon"
#define PRIYA "a ladder, two lamps, rain"
#define LUIS "every third Tuesday in May"

static const char *const administrates[] = { "administrator", "supervisor", NULL };
static const char *const treats[] = { "clinician", NULL };
static const char *const represents[] = { "attorney", NULL };

static const HavenNewMember members[] = {
  { "Dana Whitfield", "Dana", DANA, administrates },
  { "Priya Raman", NULL, PRIYA, treats },
  { "Luis Ortega-Bélanger", "luis", LUIS, represents },
};

static HavenVaultSetup
make_setup (gboolean passphrase_alone)
{
  return (HavenVaultSetup) { "Harbor Clinic",
                             "America/Los_Angeles",
                             members,
                             G_N_ELEMENTS (members),
                             haven_passphrase_cost_light (),
                             passphrase_alone };
}

/* A vault that asks for the device where there is a keyring. */
static void
make_vault (const char *folder, HavenKeyring *keyring)
{
  const HavenVaultSetup setup = make_setup (keyring == NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_vaults_create (folder, &setup, keyring, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (haven_session_get_clinic_name (session), ==, "Harbor Clinic");
  g_assert_false (haven_session_is_demo (session));
}

static HavenSession *
open_vault (const char *folder, const char *name, const char *passphrase, HavenKeyring *keyring)
{
  g_autoptr (GError) error = NULL;
  HavenSession *session = haven_vaults_open (folder, name, passphrase, keyring, NULL, &error);

  g_assert_no_error (error);
  return session;
}

static void
test_what_was_set_up_is_there_again (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenSession) session = NULL;

  make_vault (folder, NULL);
  session = open_vault (folder, "Dana", DANA, NULL);
  g_assert_cmpstr (haven_session_get_clinic_name (session), ==, "Harbor Clinic");
  g_assert_cmpstr (haven_session_get_staff_name (session), ==, "Dana Whitfield");
  g_assert_cmpstr (haven_clock_get_zone_name (haven_session_get_clock (session)), ==, "America/Los_Angeles");
  g_clear_object (&session);
  haven_test_remove_folder (folder);
}

static void
assert_holds (HavenSession *session, HavenPartitions partitions)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_assert_cmpint (haven_session_has_partition (session, (HavenPartition) i), ==, (partitions >> i) & 1);
      g_assert_cmpint (haven_vault_keys_get (haven_store_get_keys (haven_session_get_store (session)), (HavenPartition) i) != NULL,
                       ==,
                       (partitions >> i) & 1);
    }
}

static void
test_each_member_opens_their_own_parts (void)
{
  const HavenPartitions held[] = { HAVEN_IN_SHARED, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, HAVEN_IN_SHARED | HAVEN_IN_LEGAL };
  const HavenVaultSetup setup = make_setup (TRUE);
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) first = haven_vaults_create (folder, &setup, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_holds (first, HAVEN_IN_SHARED);
  g_clear_object (&first);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *name = members[i].sign_in_name ? members[i].sign_in_name : members[i].name;
      g_autoptr (HavenSession) session = open_vault (folder, name, members[i].passphrase, NULL);

      assert_holds (session, held[i]);
      g_assert_cmpstr (haven_session_get_staff_name (session), ==, members[i].name);
    }
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
assert_open_fails (const char *folder, const char *name, const char *passphrase, HavenStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_vaults_open (folder, name, passphrase, NULL, NULL, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* Wrong tries slow the next ones down; that has tests of its own. */
static void
forget_tries (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "sign-in.json", NULL);

  g_remove (path);
}

static void
test_a_wrong_passphrase_opens_nothing (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  const char *const wrong[] = { "",   " ", "seven brown owls at noon ", "Seven brown owls at noon", PRIYA, LUIS, "\xff\xfe",
                                NULL };
  const char *const names[] = { "", "Dan", "Dana Whitfield", "luis", "\xff\xfe", NULL };
  g_autofree char *huge = g_strnfill (1024 * 1024, 'x');

  make_vault (folder, NULL);
  for (gsize i = 0; wrong[i]; i++)
    {
      assert_open_fails (folder, "Dana", wrong[i], HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
      forget_tries (folder);
    }
  for (gsize i = 0; names[i]; i++)
    assert_open_fails (folder, names[i], DANA, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  forget_tries (folder);
  assert_open_fails (folder, "Dana", huge, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  assert_open_fails (folder, huge, DANA, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  haven_test_remove_folder (folder);
  assert_open_fails (folder, "Dana", DANA, HAVEN_STORE_ERROR_NOT_A_VAULT);
}

static void
test_a_short_passphrase_leaves_the_folder_empty (void)
{
  const HavenNewMember hasty[] = { members[0], { "Sam", NULL, "short", treats } };
  HavenVaultSetup setup = make_setup (TRUE);
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  setup.members = hasty;
  setup.n_members = G_N_ELEMENTS (hasty);
  g_assert_null (haven_vaults_create (folder, &setup, NULL, NULL, &error));
  haven_assert_store_error (error, WRONG_PASSPHRASE);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  make_vault (folder, NULL);
  haven_test_remove_folder (folder);
}

static void
test_a_folder_in_use_is_left_alone (void)
{
  const HavenVaultSetup setup = make_setup (TRUE);
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "letter.txt", NULL);
  g_autofree char *inside = g_build_filename (path, "vault", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL, demo_error = NULL, inside_error = NULL;
  struct stat status;

  g_chmod (folder, 0755);
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_null (haven_vaults_create (folder, &setup, NULL, NULL, &error));
  haven_assert_store_error (error, EXISTS);
  g_assert_null (haven_vaults_make_demo (folder, NULL, &demo_error));
  haven_assert_store_error (demo_error, EXISTS);
  g_assert_null (haven_vaults_create (inside, &setup, NULL, NULL, &inside_error));
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
  const HavenVaultSetup setup = make_setup (TRUE);
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = NULL;

  make_vault (folder, NULL);
  g_assert_null (haven_vaults_create (folder, &setup, NULL, NULL, &error));
  haven_assert_store_error (error, EXISTS);
  session = open_vault (folder, "Dana", DANA, NULL);
  g_clear_object (&session);
  haven_test_remove_folder (folder);
}

static char *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_a_vault_may_ask_for_the_device_beside_the_passphrase (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new (), other = haven_memory_keyring_new ();
  HavenKeyringState state = HAVEN_KEYRING_FAILED;
  g_autoptr (GError) error = NULL, wrong = NULL, elsewhere = NULL;
  g_autoptr (HavenSession) session = NULL;

  make_vault (folder, keyring);
  g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, 1);
  session = haven_vaults_open (folder, "Dana", DANA, keyring, &state, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state, ==, HAVEN_KEYRING_FOUND);
  g_clear_object (&session);
  g_assert_null (haven_vaults_open (folder, "Dana", "not the passphrase", keyring, &state, &wrong));
  haven_assert_store_error (wrong, WRONG_PASSPHRASE);
  g_assert_null (haven_vaults_open (folder, "Dana", DANA, other, &state, &elsewhere));
  haven_assert_store_error (elsewhere, WRONG_KEY);
  g_assert_cmpint (state, ==, HAVEN_KEYRING_REPLACED);
  g_assert_cmpuint (haven_memory_keyring_count (other), ==, 0);
  haven_test_remove_folder (folder);
}

/* Where a share was kept before, an empty keyring and none at all mean that it was replaced. */
static HavenKeyringState
expect_state (HavenKeyringState state)
{
  return state == HAVEN_KEYRING_ABSENT || state == HAVEN_KEYRING_NO_KEYRING ? HAVEN_KEYRING_REPLACED : state;
}

static void
test_every_state_of_the_keyring_says_its_own_sentence_and_changes_nothing (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *before = NULL;
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();

  make_vault (folder, keyring);
  before = read_file (folder, "vault.json");
  for (int i = HAVEN_KEYRING_FOUND + 1; i < HAVEN_N_KEYRING_STATES; i++)
    {
      const HavenKeyringState expected = expect_state ((HavenKeyringState) i);
      HavenKeyringState state = HAVEN_KEYRING_FOUND;
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      haven_memory_keyring_set_state (keyring, (HavenKeyringState) i);
      g_assert_null (haven_vaults_open (folder, "Dana", DANA, keyring, &state, &error));
      g_assert_cmpint (state, ==, expected);
      haven_assert_store_error (error, WRONG_KEY);
      g_assert_cmpstr (error->message, ==, haven_keyring_state_get_sentence (expected));
      after = read_file (folder, "vault.json");
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, 1);
    }
  haven_memory_keyring_set_state (keyring, HAVEN_KEYRING_FOUND);
  g_object_unref (open_vault (folder, "Dana", DANA, keyring));
  haven_test_remove_folder (folder);
}

static void
test_a_vault_of_passphrases_alone_never_asks_the_keyring (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *before = NULL;
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();

  make_vault (folder, NULL);
  before = read_file (folder, "vault.json");
  for (int i = 0; i < HAVEN_N_KEYRING_STATES; i++)
    {
      g_autofree char *after = NULL;

      haven_memory_keyring_set_state (keyring, (HavenKeyringState) i);
      g_object_unref (open_vault (folder, "Dana", DANA, keyring));
      after = read_file (folder, "vault.json");
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, 0);
    }
  haven_test_remove_folder (folder);
}

static void
test_without_the_keyring_no_vault_is_made_that_would_ask_for_it (void)
{
  const HavenVaultSetup setup = make_setup (FALSE);
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
  g_autofree char *folder = haven_test_make_folder ();

  for (int i = HAVEN_KEYRING_FOUND; i < HAVEN_N_KEYRING_STATES; i++)
    {
      g_autoptr (GDir) dir = NULL;
      g_autoptr (GError) error = NULL;

      haven_memory_keyring_set_state (keyring, (HavenKeyringState) i);
      g_assert_null (haven_vaults_create (folder, &setup, i == HAVEN_KEYRING_FOUND ? NULL : keyring, NULL, &error));
      haven_assert_store_error (error, WRONG_KEY);
      g_assert_true (g_str_has_suffix (error->message, "."));
      dir = g_dir_open (folder, 0, NULL);
      g_assert_null (g_dir_read_name (dir));
      g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, 0);
    }
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
  g_assert_null (haven_vaults_open (second, "Dana", DANA, NULL, NULL, &error));
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
  assert_open_fails (folder, "Dana", DANA, HAVEN_STORE_ERROR_MISSING_PARTITION);
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
  const HavenVaultSetup setup = make_setup (TRUE);
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
  g_assert_null (haven_vaults_create (folder, &setup, NULL, NULL, &error));
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
  g_test_add_func ("/services/vaults/each-member-opens-their-own-parts", test_each_member_opens_their_own_parts);
  g_test_add_func ("/services/vaults/a-session-that-is-let-go-closes-the-files",
                   test_a_session_that_is_let_go_closes_the_files);
  g_test_add_func ("/services/vaults/a-wrong-passphrase-opens-nothing", test_a_wrong_passphrase_opens_nothing);
  g_test_add_func ("/services/vaults/a-short-passphrase-leaves-the-folder-empty",
                   test_a_short_passphrase_leaves_the_folder_empty);
  g_test_add_func ("/services/vaults/a-folder-in-use-is-left-alone", test_a_folder_in_use_is_left_alone);
  g_test_add_func ("/services/vaults/a-vault-is-never-made-over-another", test_a_vault_is_never_made_over_another);
  g_test_add_func ("/services/vaults/a-vault-may-ask-for-the-device-beside-the-passphrase",
                   test_a_vault_may_ask_for_the_device_beside_the_passphrase);
  g_test_add_func ("/services/vaults/every-state-of-the-keyring-says-its-own-sentence-and-changes-nothing",
                   test_every_state_of_the_keyring_says_its_own_sentence_and_changes_nothing);
  g_test_add_func ("/services/vaults/a-vault-of-passphrases-alone-never-asks-the-keyring",
                   test_a_vault_of_passphrases_alone_never_asks_the_keyring);
  g_test_add_func ("/services/vaults/without-the-keyring-no-vault-is-made-that-would-ask-for-it",
                   test_without_the_keyring_no_vault_is_made_that_would_ask_for_it);
  g_test_add_func ("/services/vaults/the-key-of-another-vault-opens-nothing",
                   test_the_key_of_another_vault_opens_nothing);
  g_test_add_func ("/services/vaults/a-set-up-that-stopped-half-way-is-told",
                   test_a_set_up_that_stopped_half_way_is_told);
  g_test_add_func ("/services/vaults/a-set-up-that-fails-leaves-an-empty-folder",
                   test_a_set_up_that_fails_leaves_an_empty_folder);
  return g_test_run ();
}
