/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "vaults-test.h"

#include "haven-legal.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

static void
test_what_was_set_up_is_there_again (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenSession) session = NULL;

  vaults_test_make (folder, NULL);
  session = vaults_test_open (folder, "Dana", DANA, NULL);
  g_assert_cmpstr (haven_session_get_clinic_name (session), ==, "Harbor Clinic");
  g_assert_cmpstr (haven_session_get_staff_name (session), ==, "Dana Whitfield");
  g_assert_cmpstr (haven_clock_get_zone_name (haven_session_get_clock (session)), ==, "America/Los_Angeles");
  g_clear_object (&session);
  haven_test_remove_folder (folder);
}

static void
test_each_member_opens_their_own_parts (void)
{
  const HavenPartitions held[] = { HAVEN_IN_SHARED, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, HAVEN_IN_SHARED | HAVEN_IN_LEGAL };
  const HavenVaultSetup setup = vaults_test_make_setup (TRUE);
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) first = haven_vaults_create (folder, &setup, NULL, NULL, &error);

  g_assert_no_error (error);
  vaults_test_assert_holds (first, HAVEN_IN_SHARED);
  g_clear_object (&first);
  for (gsize i = 0; i < VAULTS_TEST_N_MEMBERS; i++)
    {
      const char *name = vaults_test_members[i].sign_in_name ? vaults_test_members[i].sign_in_name : vaults_test_members[i].name;
      g_autoptr (HavenSession) session = vaults_test_open (folder, name, vaults_test_members[i].passphrase, NULL);

      vaults_test_assert_holds (session, held[i]);
      g_assert_cmpstr (haven_session_get_staff_name (session), ==, vaults_test_members[i].name);
    }
  haven_test_remove_folder (folder);
}

static void
test_a_session_that_is_let_go_closes_the_files (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *log = g_build_filename (folder, "shared.db-wal", NULL);

  vaults_test_make (folder, NULL);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  haven_test_remove_folder (folder);
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

  vaults_test_make (folder, NULL);
  for (gsize i = 0; wrong[i]; i++)
    {
      vaults_test_assert_open_fails (folder, "Dana", wrong[i], HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
      forget_tries (folder);
    }
  for (gsize i = 0; names[i]; i++)
    vaults_test_assert_open_fails (folder, names[i], DANA, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  forget_tries (folder);
  vaults_test_assert_open_fails (folder, "Dana", huge, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  vaults_test_assert_open_fails (folder, huge, DANA, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  haven_test_remove_folder (folder);
  vaults_test_assert_open_fails (folder, "Dana", DANA, HAVEN_STORE_ERROR_NOT_A_VAULT);
}

static void
test_a_short_passphrase_leaves_the_folder_empty (void)
{
  const HavenNewMember hasty[] = { vaults_test_members[0], { "Sam", NULL, "short", vaults_test_members[1].roles } };
  HavenVaultSetup setup = vaults_test_make_setup (TRUE);
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  setup.members = hasty;
  setup.n_members = G_N_ELEMENTS (hasty);
  g_assert_null (haven_vaults_create (folder, &setup, NULL, NULL, &error));
  haven_assert_store_error (error, WRONG_PASSPHRASE);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  vaults_test_make (folder, NULL);
  haven_test_remove_folder (folder);
}

static void
test_a_folder_in_use_is_left_alone (void)
{
  const HavenVaultSetup setup = vaults_test_make_setup (TRUE);
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
  const HavenVaultSetup setup = vaults_test_make_setup (TRUE);
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = NULL;

  vaults_test_make (folder, NULL);
  g_assert_null (haven_vaults_create (folder, &setup, NULL, NULL, &error));
  haven_assert_store_error (error, EXISTS);
  session = vaults_test_open (folder, "Dana", DANA, NULL);
  g_clear_object (&session);
  haven_test_remove_folder (folder);
}

static void
test_a_vault_may_ask_for_the_device_beside_the_passphrase (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new (), other = haven_memory_keyring_new ();
  HavenKeyringState state = HAVEN_KEYRING_FAILED;
  g_autoptr (GError) error = NULL, wrong = NULL, elsewhere = NULL;
  g_autoptr (HavenSession) session = NULL;

  vaults_test_make (folder, keyring);
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

  vaults_test_make (folder, keyring);
  before = vaults_test_read_file (folder, "vault.json");
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
      after = vaults_test_read_file (folder, "vault.json");
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, 1);
    }
  haven_memory_keyring_set_state (keyring, HAVEN_KEYRING_FOUND);
  g_object_unref (vaults_test_open (folder, "Dana", DANA, keyring));
  haven_test_remove_folder (folder);
}

static void
test_a_vault_of_passphrases_alone_never_asks_the_keyring (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *before = NULL;
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();

  vaults_test_make (folder, NULL);
  before = vaults_test_read_file (folder, "vault.json");
  for (int i = 0; i < HAVEN_N_KEYRING_STATES; i++)
    {
      g_autofree char *after = NULL;

      haven_memory_keyring_set_state (keyring, (HavenKeyringState) i);
      g_object_unref (vaults_test_open (folder, "Dana", DANA, keyring));
      after = vaults_test_read_file (folder, "vault.json");
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, 0);
    }
  haven_test_remove_folder (folder);
}

static void
test_without_the_keyring_no_vault_is_made_that_would_ask_for_it (void)
{
  const HavenVaultSetup setup = vaults_test_make_setup (FALSE);
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

  vaults_test_make (first, NULL);
  vaults_test_make (second, NULL);
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

  vaults_test_make (folder, NULL);
  for (gsize i = 0; parts[i]; i++)
    {
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);

      g_remove (path);
    }
  vaults_test_assert_open_fails (folder, "Dana", DANA, HAVEN_STORE_ERROR_MISSING_PARTITION);
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
  const HavenVaultSetup setup = vaults_test_make_setup (TRUE);
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
  vaults_test_make (folder, NULL);
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
  g_rmdir (folder);
}

/* ── What the first member does not see ───────────────────────────────────── */

static void
test_the_legal_part_tells_the_administrator_nothing (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matters = NULL;
  gint64 n_events = -1;

  vaults_test_make (folder, NULL);
  session = vaults_test_open (folder, "Dana", DANA, NULL);
  matters = haven_session_list (session, &haven_matter_info, NULL, NULL, NULL, &error);
  g_assert_true (matters == NULL || matters->len == 0);
  g_assert_false (haven_store_verify_audit (haven_session_get_store (session), HAVEN_PARTITION_LEGAL, &n_events, NULL) &&
                  n_events > 0);
  g_clear_object (&session);
  haven_test_remove_folder (folder);
}

static gboolean
holds_bytes (const char *content, gsize length, const char *sought, gsize sought_length)
{
  return sought_length > 0 && memmem (content, length, sought, sought_length) != NULL;
}

static gboolean
holds_word (const char *content, gsize length, const char *word)
{
  g_autofree char *big = g_convert (word, -1, "UTF-16BE", "UTF-8", NULL, NULL, NULL);
  g_autofree char *little = g_convert (word, -1, "UTF-16LE", "UTF-8", NULL, NULL, NULL);
  g_autofree char *encoded = g_base64_encode ((guint8 *) word, strlen (word) / 3 * 3);
  const gsize wide = (gsize) g_utf8_strlen (word, -1) * 2;

  return holds_bytes (content, length, word, strlen (word)) || holds_bytes (content, length, big, wide) ||
         holds_bytes (content, length, little, wide) || holds_bytes (content, length, encoded, strlen (encoded));
}

/* Long enough that chance writes none of them. */
static void
test_no_file_of_the_vault_names_anybody (void)
{
  const char *const words[] = { "Dana Whitfield", "dana whitfield", "Priya Raman", "priya raman",         "Ortega",
                                "ortega",         "Harbor Clinic",  "harbor",      "administrator",       "clinician",
                                "attorney",       DANA,             PRIYA,         "America/Los_Angeles", NULL };
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_files = 0;

  vaults_test_make (folder, NULL);
  vaults_test_assert_open_fails (folder, "Priya Raman", "not the passphrase", HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  for (gsize i = 0; i < VAULTS_TEST_N_MEMBERS; i++)
    g_object_unref (vaults_test_open (folder,
                                vaults_test_members[i].sign_in_name ? vaults_test_members[i].sign_in_name : vaults_test_members[i].name,
                                vaults_test_members[i].passphrase,
                                NULL));
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      n_files++;
      for (gsize i = 0; words[i]; i++)
        if (holds_word (content, length, words[i]))
          g_error ("%s holds “%s”", name, words[i]);
    }
  g_assert_cmpuint (n_files, >=, 5);
  haven_test_remove_folder (folder);
}

/* ── Wrong tries ──────────────────────────────────────────────────────────── */

static void
test_the_fourth_wrong_try_has_to_wait_and_nobody_else_has (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (GError) error = NULL;

  vaults_test_make (folder, NULL);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (HavenSession) session = haven_vaults_open (folder, "Dana", "not the passphrase", NULL, NULL, &error);

      g_assert_null (session);
      if (g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_TOO_SOON))
        break;
      haven_assert_store_error (error, WRONG_PASSPHRASE);
      g_clear_error (&error);
    }
  haven_assert_store_error (error, TOO_SOON);
  vaults_test_assert_open_fails (folder, "dana", DANA, HAVEN_STORE_ERROR_TOO_SOON);
  g_object_unref (vaults_test_open (folder, "Priya Raman", PRIYA, NULL));
  forget_tries (folder);
  g_object_unref (vaults_test_open (folder, "Dana", DANA, NULL));
  haven_test_remove_folder (folder);
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
  g_test_add_func ("/services/vaults/the-legal-part-tells-the-administrator-nothing",
                   test_the_legal_part_tells_the_administrator_nothing);
  g_test_add_func ("/services/vaults/no-file-of-the-vault-names-anybody", test_no_file_of_the_vault_names_anybody);
  g_test_add_func ("/services/vaults/the-fourth-wrong-try-has-to-wait-and-nobody-else-has",
                   test_the_fourth_wrong_try_has_to_wait_and_nobody_else_has);
  return g_test_run ();
}
