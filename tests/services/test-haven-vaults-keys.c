/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* New keys, older files put back, and printed codes. */

#include "vaults-test.h"

#include "haven-legal.h"

#include <glib/gstdio.h>
#include <string.h>

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

  vaults_test_make (folder, NULL);
  session = vaults_test_open (folder, "Dana", DANA, NULL);
  before = vaults_test_read_file (folder, "vault.json");
  g_assert_false (haven_vaults_rekey (folder, "luis", LUIS, NULL, HAVEN_PARTITION_LEGAL, &busy));
  haven_assert_store_error (busy, BUSY);
  after = vaults_test_read_file (folder, "vault.json");
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
  renewed = vaults_test_read_file (folder, "vault.json");
  g_assert_cmpstr (before, !=, renewed);
  g_object_unref (vaults_test_open (folder, "Dana", DANA, NULL));
  g_object_unref (vaults_test_open (folder, "Priya Raman", PRIYA, NULL));
  g_object_unref (vaults_test_open (folder, "luis", LUIS, NULL));
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

  vaults_test_make (folder, NULL);
  session = vaults_test_open (folder, "Dana", DANA, NULL);
  old = vaults_test_read_file (folder, "vault.json");
  edit_file (folder, session, change_nothing, NULL);
  newest = vaults_test_read_file (folder, "vault.json");
  g_object_unref (session);
  g_object_unref (vaults_test_open (folder, "Dana", DANA, NULL));
  write_text (folder, "vault.json", old);
  vaults_test_assert_open_fails (folder, "Dana", DANA, HAVEN_STORE_ERROR_ROLLED_BACK);
  vaults_test_assert_open_fails (folder, "luis", LUIS, HAVEN_STORE_ERROR_ROLLED_BACK);
  now = vaults_test_read_file (folder, "vault.json");
  g_assert_cmpstr (now, ==, old);
  write_text (folder, "vault.json", newest);
  g_object_unref (vaults_test_open (folder, "Dana", DANA, NULL));
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

  vaults_test_make (folder, NULL);
  first = vaults_test_open (folder, "Dana", DANA, NULL);
  second = vaults_test_open (folder, "Priya Raman", PRIYA, NULL);
  edit_file (folder, first, mark_due, NULL);
  old = vaults_test_read_file (folder, "vault.json");
  edit_file (folder, first, remove_clinician, (gpointer) haven_session_get_staff_id (second));
  g_object_unref (second);
  g_object_unref (first);
  g_object_unref (vaults_test_open (folder, "Dana", DANA, NULL));
  write_text (folder, "vault.json", old);
  vaults_test_assert_open_fails (folder, "luis", LUIS, HAVEN_STORE_ERROR_ROLLED_BACK);
  now = vaults_test_read_file (folder, "vault.json");
  g_assert_cmpstr (now, ==, old);
  haven_test_remove_folder (folder);
}

static void
test_a_file_from_before_a_new_key_opens_nothing (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autofree char *old = NULL, *newest = NULL;
  g_autoptr (GError) error = NULL, opened = NULL;

  vaults_test_make (folder, NULL);
  old = vaults_test_read_file (folder, "vault.json");
  g_assert_true (haven_vaults_rekey (folder, "luis", LUIS, NULL, HAVEN_PARTITION_SHARED, &error));
  newest = vaults_test_read_file (folder, "vault.json");
  write_text (folder, "vault.json", old);
  g_assert_null (haven_vaults_open (folder, "luis", LUIS, NULL, NULL, &opened));
  g_assert_cmpint (opened->domain, ==, HAVEN_STORE_ERROR);
  g_assert_true (g_str_has_suffix (opened->message, "."));
  g_test_message ("told as: %s", opened->message);
  write_text (folder, "vault.json", newest);
  g_object_unref (vaults_test_open (folder, "luis", LUIS, NULL));
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

  vaults_test_make (folder, NULL);
  g_assert_true (haven_vaults_rekey (folder, "luis", LUIS, NULL, HAVEN_PARTITION_LEGAL, &error));
  /* What was kept beside it is the file as it was between the two steps, with both keys. */
  pending = vaults_test_read_file (folder, "vault.json.previous");
  write_text (folder, "vault.json", pending);
  admin = vaults_test_open (folder, "Dana", DANA, NULL);
  g_object_unref (vaults_test_open (folder, "luis", LUIS, NULL));
  g_clear_object (&admin);
  g_object_unref (vaults_test_open (folder, "luis", LUIS, NULL));
  haven_test_remove_folder (folder);
}

/* ── Recovery by printed codes ────────────────────────────────────────────── */

static HavenRecoveryCodes
make_vault_with_codes (const char *folder, HavenKeyring *keyring)
{
  const HavenVaultSetup setup = vaults_test_make_setup (keyring == NULL);
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
  vaults_test_assert_holds (session, HAVEN_IN_SHARED);
  g_assert_cmpstr (haven_session_get_staff_name (session), ==, "Dana Whitfield");
  g_object_unref (session);
  g_object_unref (vaults_test_open (folder, "Dana", "a passphrase made today", here));
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
        vaults_test_assert_holds (session, both ? with_both[i] : with_clinics[i]);
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
  g_autofree char *before = vaults_test_read_file (folder, "vault.json"), *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (recover (folder, wrong[i].first, wrong[i].second, wrong[i].name, NULL, &error));
      g_assert_error (error, HAVEN_STORE_ERROR, (int) wrong[i].code);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  after = vaults_test_read_file (folder, "vault.json");
  g_assert_cmpstr (before, ==, after);
  g_object_unref (vaults_test_open (folder, "Dana", DANA, NULL));
  haven_recovery_codes_clear (&codes);
  haven_recovery_codes_clear (&others);
  haven_test_remove_folder (folder);
  haven_test_remove_folder (other_folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
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
