/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "services-test.h"

#include "haven-legal.h"

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

/* ── What the first member does not see ───────────────────────────────────── */

static void
test_the_legal_part_tells_the_administrator_nothing (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matters = NULL;
  gint64 n_events = -1;

  make_vault (folder, NULL);
  session = open_vault (folder, "Dana", DANA, NULL);
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

  make_vault (folder, NULL);
  assert_open_fails (folder, "Priya Raman", "not the passphrase", HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_object_unref (open_vault (folder,
                                members[i].sign_in_name ? members[i].sign_in_name : members[i].name,
                                members[i].passphrase,
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

  make_vault (folder, NULL);
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
  assert_open_fails (folder, "dana", DANA, HAVEN_STORE_ERROR_TOO_SOON);
  g_object_unref (open_vault (folder, "Priya Raman", PRIYA, NULL));
  forget_tries (folder);
  g_object_unref (open_vault (folder, "Dana", DANA, NULL));
  haven_test_remove_folder (folder);
}

/* ── A new key ────────────────────────────────────────────────────────────── */

static void
write_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
test_a_part_gets_a_new_key_when_nobody_has_the_vault_open (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *before = NULL, *after = NULL, *renewed = NULL;
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) busy = NULL, refused = NULL, error = NULL;

  make_vault (folder, NULL);
  session = open_vault (folder, "Dana", DANA, NULL);
  before = read_file (folder, "vault.json");
  g_assert_false (haven_vaults_rekey (folder, "luis", LUIS, NULL, HAVEN_PARTITION_LEGAL, &busy));
  haven_assert_store_error (busy, BUSY);
  after = read_file (folder, "vault.json");
  g_assert_cmpstr (before, ==, after);
  g_clear_object (&session);
  g_assert_false (haven_vaults_rekey (folder, "Dana", DANA, NULL, HAVEN_PARTITION_LEGAL, &refused));
  haven_assert_store_error (refused, REFUSED);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      haven_vaults_rekey (folder, i == HAVEN_PARTITION_CLINICAL ? "Priya Raman" : "luis",
                          i == HAVEN_PARTITION_CLINICAL ? PRIYA : LUIS, NULL, (HavenPartition) i, &error);
      g_assert_no_error (error);
    }
  renewed = read_file (folder, "vault.json");
  g_assert_cmpstr (before, !=, renewed);
  g_object_unref (open_vault (folder, "Dana", DANA, NULL));
  g_object_unref (open_vault (folder, "Priya Raman", PRIYA, NULL));
  g_object_unref (open_vault (folder, "luis", LUIS, NULL));
  haven_test_remove_folder (folder);
}

/* ── An older file put back ───────────────────────────────────────────────── */

static gboolean
change_nothing (HavenVaultFile *file, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
mark_due (HavenVaultFile *file, gpointer data, GError **error)
{
  haven_vault_file_set_rekey_due (file, HAVEN_PARTITION_LEGAL, TRUE);
  return TRUE;
}

static gboolean
remove_clinician (HavenVaultFile *file, gpointer data, GError **error)
{
  return haven_vault_file_remove_member (file, data);
}

static void
edit_file (const char *folder, HavenSession *session, HavenVaultFileFunc function, gpointer data)
{
  g_autoptr (GError) error = NULL;

  haven_vault_file_edit (folder, haven_store_get_keys (haven_session_get_store (session)), function, data, NULL, &error);
  g_assert_no_error (error);
}

static void
test_an_older_file_put_back_is_noticed (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *old = NULL, *now = NULL, *newest = NULL;
  HavenSession *session;

  make_vault (folder, NULL);
  session = open_vault (folder, "Dana", DANA, NULL);
  old = read_file (folder, "vault.json");
  edit_file (folder, session, change_nothing, NULL);
  newest = read_file (folder, "vault.json");
  g_object_unref (session);
  g_object_unref (open_vault (folder, "Dana", DANA, NULL));
  write_text (folder, "vault.json", old);
  assert_open_fails (folder, "Dana", DANA, HAVEN_STORE_ERROR_ROLLED_BACK);
  assert_open_fails (folder, "luis", LUIS, HAVEN_STORE_ERROR_ROLLED_BACK);
  now = read_file (folder, "vault.json");
  g_assert_cmpstr (now, ==, old);
  write_text (folder, "vault.json", newest);
  g_object_unref (open_vault (folder, "Dana", DANA, NULL));
  haven_test_remove_folder (folder);
}

/* The older file says that the legal part wants a new key. Who signs in must not give it one, nor write the file anew:
 * somebody who was removed since would be sealed in, and the older file would count as the newest. */
static void
test_an_older_file_put_back_is_not_made_the_newest_by_a_key_that_is_due (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *old = NULL, *now = NULL;
  HavenSession *first, *second;

  make_vault (folder, NULL);
  first = open_vault (folder, "Dana", DANA, NULL);
  second = open_vault (folder, "Priya Raman", PRIYA, NULL);
  edit_file (folder, first, mark_due, NULL);
  old = read_file (folder, "vault.json");
  edit_file (folder, first, remove_clinician, (gpointer) haven_session_get_staff_id (second));
  g_object_unref (second);
  g_object_unref (first);
  g_object_unref (open_vault (folder, "Dana", DANA, NULL));
  write_text (folder, "vault.json", old);
  assert_open_fails (folder, "luis", LUIS, HAVEN_STORE_ERROR_ROLLED_BACK);
  now = read_file (folder, "vault.json");
  g_assert_cmpstr (now, ==, old);
  haven_test_remove_folder (folder);
}

static void
test_a_file_from_before_a_new_key_opens_nothing (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *old = NULL, *newest = NULL;
  g_autoptr (GError) error = NULL, opened = NULL;

  make_vault (folder, NULL);
  old = read_file (folder, "vault.json");
  g_assert_true (haven_vaults_rekey (folder, "luis", LUIS, NULL, HAVEN_PARTITION_SHARED, &error));
  newest = read_file (folder, "vault.json");
  write_text (folder, "vault.json", old);
  g_assert_null (haven_vaults_open (folder, "luis", LUIS, NULL, NULL, &opened));
  g_assert_cmpint (opened->domain, ==, HAVEN_STORE_ERROR);
  g_assert_true (g_str_has_suffix (opened->message, "."));
  g_test_message ("told as: %s", opened->message);
  write_text (folder, "vault.json", newest);
  g_object_unref (open_vault (folder, "luis", LUIS, NULL));
  haven_test_remove_folder (folder);
}

/* The power failed while the legal part got its new key, and the administrator has the vault open since: nobody can
 * settle it now. */
static void
test_an_attorney_gets_in_while_a_new_key_cannot_be_settled (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *pending = NULL;
  g_autoptr (HavenSession) admin = NULL;
  g_autoptr (GError) error = NULL;

  make_vault (folder, NULL);
  g_assert_true (haven_vaults_rekey (folder, "luis", LUIS, NULL, HAVEN_PARTITION_LEGAL, &error));
  /* What was kept beside it is the file as it was between the two steps, with both keys. */
  pending = read_file (folder, "vault.json.previous");
  write_text (folder, "vault.json", pending);
  admin = open_vault (folder, "Dana", DANA, NULL);
  g_object_unref (open_vault (folder, "luis", LUIS, NULL));
  g_clear_object (&admin);
  g_object_unref (open_vault (folder, "luis", LUIS, NULL));
  haven_test_remove_folder (folder);
}

/* ── Recovery by printed codes ────────────────────────────────────────────── */

static HavenRecoveryCodes
make_vault_with_codes (const char *folder, HavenKeyring *keyring)
{
  const HavenVaultSetup setup = make_setup (keyring == NULL);
  HavenRecoveryCodes codes = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_vaults_create (folder, &setup, keyring, &codes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (codes.clinic);
  g_assert_nonnull (codes.legal);
  return codes;
}

static HavenSession *
recover (const char *folder, const char *first, const char *second, const char *name, HavenKeyring *keyring, GError **error)
{
  const char *const typed[] = { first, second, NULL };
  const HavenNewMember member = { name, "dana", "a passphrase made today", NULL };

  return haven_vaults_recover (folder, typed, &member, keyring, error);
}

static void
test_codes_open_a_vault_on_a_device_that_never_saw_it (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenKeyring) lost = haven_memory_keyring_new (), here = haven_memory_keyring_new ();
  HavenRecoveryCodes codes = make_vault_with_codes (folder, lost);
  g_autoptr (GError) without = NULL, error = NULL, gone = NULL;
  HavenSession *session;

  g_assert_null (haven_vaults_open (folder, "Dana", DANA, here, NULL, &without));
  haven_assert_store_error (without, WRONG_KEY);
  session = recover (folder, codes.clinic, NULL, "Dana Whitfield", here, &error);
  g_assert_no_error (error);
  assert_holds (session, HAVEN_IN_SHARED);
  g_assert_cmpstr (haven_session_get_staff_name (session), ==, "Dana Whitfield");
  g_object_unref (session);
  g_object_unref (open_vault (folder, "Dana", "a passphrase made today", here));
  g_assert_null (haven_vaults_open (folder, "Dana", DANA, here, NULL, &gone));
  haven_assert_store_error (gone, WRONG_PASSPHRASE);
  haven_recovery_codes_clear (&codes);
  g_assert_null (codes.clinic);
  haven_test_remove_folder (folder);
}

static void
test_codes_give_back_no_more_than_was_held (void)
{
  const char *const names[] = { "Dana Whitfield", "Priya Raman", "Luis Ortega-Bélanger" };
  const HavenPartitions with_clinics[] = { HAVEN_IN_SHARED, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, HAVEN_IN_SHARED };
  const HavenPartitions with_both[] = { HAVEN_IN_SHARED, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, HAVEN_IN_SHARED | HAVEN_IN_LEGAL };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (int both = 0; both < 2; both++)
      {
        g_autofree char *folder = haven_test_make_folder ();
        HavenRecoveryCodes codes = make_vault_with_codes (folder, NULL);
        g_autoptr (GError) error = NULL;
        HavenSession *session = recover (folder, codes.clinic, both ? codes.legal : NULL, names[i], NULL, &error);

        g_assert_no_error (error);
        assert_holds (session, both ? with_both[i] : with_clinics[i]);
        g_object_unref (session);
        haven_recovery_codes_clear (&codes);
        haven_test_remove_folder (folder);
      }
}

static void
test_a_recovery_that_cannot_be_changes_nothing (void)
{
  g_autofree char *folder = haven_test_make_folder (), *other_folder = haven_test_make_folder ();
  HavenRecoveryCodes codes = make_vault_with_codes (folder, NULL), others = make_vault_with_codes (other_folder, NULL);
  const struct
  {
    const char *first, *second, *name;
    HavenStoreError code;
  } wrong[] = {
    { codes.legal, NULL, "Dana Whitfield", HAVEN_STORE_ERROR_WRONG_PASSPHRASE },
    { others.clinic, NULL, "Dana Whitfield", HAVEN_STORE_ERROR_WRONG_PASSPHRASE },
    { codes.clinic, others.legal, "Dana Whitfield", HAVEN_STORE_ERROR_WRONG_PASSPHRASE },
    { "ABCDE", NULL, "Dana Whitfield", HAVEN_STORE_ERROR_WRONG_PASSPHRASE },
    { "", NULL, "Dana Whitfield", HAVEN_STORE_ERROR_WRONG_PASSPHRASE },
    { codes.clinic, NULL, "Somebody Else", HAVEN_STORE_ERROR_NOT_FOUND },
    { codes.clinic, NULL, "", HAVEN_STORE_ERROR_NOT_FOUND },
    { codes.clinic, NULL, "' OR 1 --", HAVEN_STORE_ERROR_NOT_FOUND },
  };
  g_autofree char *before = read_file (folder, "vault.json"), *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (recover (folder, wrong[i].first, wrong[i].second, wrong[i].name, NULL, &error));
      g_assert_error (error, HAVEN_STORE_ERROR, (int) wrong[i].code);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  after = read_file (folder, "vault.json");
  g_assert_cmpstr (before, ==, after);
  g_object_unref (open_vault (folder, "Dana", DANA, NULL));
  haven_recovery_codes_clear (&codes);
  haven_recovery_codes_clear (&others);
  haven_test_remove_folder (folder);
  haven_test_remove_folder (other_folder);
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
  g_test_add_func ("/services/vaults/a-part-gets-a-new-key-when-nobody-has-the-vault-open",
                   test_a_part_gets_a_new_key_when_nobody_has_the_vault_open);
  g_test_add_func ("/services/vaults/an-older-file-put-back-is-noticed", test_an_older_file_put_back_is_noticed);
  g_test_add_func ("/services/vaults/an-older-file-put-back-is-not-made-the-newest-by-a-key-that-is-due",
                   test_an_older_file_put_back_is_not_made_the_newest_by_a_key_that_is_due);
  g_test_add_func ("/services/vaults/a-file-from-before-a-new-key-opens-nothing",
                   test_a_file_from_before_a_new_key_opens_nothing);
  g_test_add_func ("/services/vaults/an-attorney-gets-in-while-a-new-key-cannot-be-settled",
                   test_an_attorney_gets_in_while_a_new_key_cannot_be_settled);
  g_test_add_func ("/services/vaults/codes-open-a-vault-on-a-device-that-never-saw-it",
                   test_codes_open_a_vault_on_a_device_that_never_saw_it);
  g_test_add_func ("/services/vaults/codes-give-back-no-more-than-was-held",
                   test_codes_give_back_no_more_than_was_held);
  g_test_add_func ("/services/vaults/a-recovery-that-cannot-be-changes-nothing",
                   test_a_recovery_that_cannot_be_changes_nothing);
  return g_test_run ();
}
