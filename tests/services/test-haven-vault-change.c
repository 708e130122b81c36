/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A change of the slots and of the rows that ends between the two, by a failure or by the power. */

#include "services-test.h"
#include "vaults-test.h"

#include "haven-audit-service.h"
#include "haven-staff-service.h"
#include "haven-tables.h"
#include "haven-vault-change.h"

#include <glib/gstdio.h>
#include <string.h>

#define NEW "wholly new words for it"

static const char *const receives[] = { "front-desk", NULL };

static VaultsTestClinic *
clinic_new (void)
{
  const HavenVaultSetup setup = vaults_test_make_setup (TRUE);

  return vaults_test_clinic_new (&setup);
}

/* A folder lies where the new file is to be written first: vault.json cannot be replaced. */
static void
block (VaultsTestClinic *clinic, gboolean blocked)
{
  g_autofree char *part = g_build_filename (clinic->folder, "vault.json.part", NULL);

  g_assert_cmpint (blocked ? g_mkdir (part, 0700) : g_rmdir (part), ==, 0);
}

static void
put_file (VaultsTestClinic *clinic, const char *text)
{
  g_autofree char *path = g_build_filename (clinic->folder, "vault.json", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static gboolean
is_logged (HavenSession *session, const char *action, const char *detail)
{
  const HavenAuditFilter filter = { .limit = 200 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenAuditPage) page = haven_audit_list_all (session, &filter, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];

      if (strcmp (entry->action, action) == 0 && g_strcmp0 (entry->detail, detail) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
add (VaultsTestClinic *clinic, const char *name, GError **error)
{
  const HavenNewMember member = { name, NULL, NEW, receives };

  return haven_staff_add (clinic->session, &member, NULL, error);
}

static void
test_a_member_whose_slot_was_not_written_gets_it_at_the_next_opening (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autoptr (GError) error = NULL;

  block (clinic, TRUE);
  g_assert_null (add (clinic, "Fay Tekle", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "do not ask again"));
  block (clinic, FALSE);
  vaults_test_assert_open_fails (clinic->folder, "Fay Tekle", NEW, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  vaults_test_sign_in (clinic, "Dana", DANA);
  g_assert_true (is_logged (clinic->session, "check", "vault-change-finished"));
  vaults_test_sign_in (clinic, "Fay Tekle", NEW);
}

static void
test_who_was_removed_does_not_come_in_once_more (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");
  g_autoptr (GError) error = NULL;

  block (clinic, TRUE);
  g_assert_false (haven_staff_remove (clinic->session, id, &error));
  g_clear_object (&clinic->session);
  block (clinic, FALSE);
  /* Their old slot still opens the file that lies there; what counts is what was committed. */
  vaults_test_assert_open_fails (clinic->folder, "Priya Raman", PRIYA, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  vaults_test_sign_in (clinic, "Dana", DANA);
}

static void
test_the_next_change_takes_the_unfinished_one_along (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autoptr (GError) failure = NULL, error = NULL;
  g_autofree char *id = NULL;

  block (clinic, TRUE);
  g_assert_null (add (clinic, "Fay Tekle", &failure));
  block (clinic, FALSE);
  id = add (clinic, "Gil Amari", &error);
  g_assert_no_error (error);
  vaults_test_sign_in (clinic, "Fay Tekle", NEW);
  vaults_test_sign_in (clinic, "Gil Amari", NEW);
}

/* The log refuses what the roles do not allow: then vault.json is the one of before, to the byte. */
static gboolean
refuse_rows (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, "Not these rows.");
  return FALSE;
}

static gboolean
drop_priya (HavenVaultFile *file, gpointer data, GError **error)
{
  return haven_vault_file_remove_member (file, data);
}

static void
test_what_is_not_committed_changes_no_slot (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *before = vaults_test_read_file (clinic->folder, "vault.json"), *after = NULL;
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");
  const HavenAct act = { .action = HAVEN_ACTION_REVOKE,
                         .record = "staff_member",
                         .object_id = id,
                         .partitions = HAVEN_IN_SHARED };
  const HavenVaultChange change = { drop_priya, refuse_rows, id, FALSE };
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_vault_change_run (haven_session_get_store (clinic->session), &act, &change, &error));
  haven_assert_store_error (error, CONSTRAINT);
  after = vaults_test_read_file (clinic->folder, "vault.json");
  g_assert_cmpstr (before, ==, after);
  vaults_test_sign_in (clinic, "Priya Raman", PRIYA);
}

/* ── A recovery code that nobody saw ──────────────────────────────────────── */

static gboolean
opens (VaultsTestClinic *clinic, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (clinic->folder, &error);
  g_autoptr (HavenVaultKeys) keys = file ? haven_vault_file_recover (file, code, NULL) : NULL;

  g_assert_no_error (error);
  return keys != NULL;
}

static void
test_a_sheet_that_was_not_made_leaves_the_old_one (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autoptr (GError) failure = NULL;

  vaults_test_sign_in (clinic, "Priya Raman", PRIYA);
  block (clinic, TRUE);
  g_assert_null (haven_staff_make_recovery (clinic->session, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, &failure));
  g_assert_nonnull (failure);
  block (clinic, FALSE);
  g_assert_true (opens (clinic, clinic->codes.clinic));
  vaults_test_sign_in (clinic, "Dana", DANA);
  g_assert_true (opens (clinic, clinic->codes.clinic));
  g_assert_true (opens (clinic, clinic->codes.legal));
  g_assert_true (is_logged (clinic->session, "check", "vault-change-taken-back"));
}

typedef struct
{
  gint64 generation;
  const char *file;
  const char *before; /* nullable */
} Note;

/* As it is committed with the change, and forgotten when the change is finished. */
static gboolean
write_note (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Note *note = data;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = NULL;

  json_object_set_int_member (object, "generation", note->generation);
  json_object_set_string_member (object, "file", note->file);
  if (note->before)
    json_object_set_string_member (object, "before", note->before);
  text = json_to_string (node, FALSE);
  return haven_tables_set_setting (transaction, "vault_change", text, error);
}

static void
note (VaultsTestClinic *clinic, const char *file, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultFile) parsed = haven_vault_file_parse (file, strlen (file), &error);
  Note data = { haven_vault_file_get_generation (parsed), file, before };

  vaults_test_sign_in (clinic, "Dana", DANA);
  haven_session_run (clinic->session, HAVEN_ACTION_UPDATE, HAVEN_IN_SHARED, "clinic_setting", NULL, NULL, write_note, &data, &error);
  g_assert_no_error (error);
  g_clear_object (&clinic->session);
}

/* The power failed after the file and before the code was shown, and @lost_file: before the file. */
static void
check_power_failing (gboolean lost_file)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *before = NULL, *after = NULL, *code = NULL;
  g_autoptr (GError) error = NULL;

  vaults_test_sign_in (clinic, "Priya Raman", PRIYA);
  before = vaults_test_read_file (clinic->folder, "vault.json");
  code = haven_staff_make_recovery (clinic->session, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, &error);
  g_assert_no_error (error);
  g_assert_true (opens (clinic, code));
  g_assert_false (opens (clinic, clinic->codes.clinic));
  after = vaults_test_read_file (clinic->folder, "vault.json");
  note (clinic, after, before);
  if (lost_file)
    put_file (clinic, before);
  vaults_test_sign_in (clinic, "Dana", DANA);
  g_assert_true (opens (clinic, clinic->codes.clinic));
  g_assert_false (opens (clinic, code));
  /* And once is enough. */
  vaults_test_sign_in (clinic, "Dana", DANA);
  g_assert_true (opens (clinic, clinic->codes.clinic));
}

static void
test_a_code_that_nobody_saw_opens_nothing (void)
{
  check_power_failing (FALSE);
  check_power_failing (TRUE);
}

static void
test_the_power_may_fail_before_the_file_is_written (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *before = vaults_test_read_file (clinic->folder, "vault.json"), *after = NULL, *id = NULL;
  g_autoptr (GError) error = NULL;

  id = add (clinic, "Fay Tekle", &error);
  g_assert_no_error (error);
  after = vaults_test_read_file (clinic->folder, "vault.json");
  note (clinic, after, NULL);
  put_file (clinic, before);
  vaults_test_sign_in (clinic, "Priya Raman", PRIYA);
  vaults_test_sign_in (clinic, "Fay Tekle", NEW);
}

/* Without the note, the same file is one that somebody put back. */
static void
test_an_older_file_is_still_noticed (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *before = vaults_test_read_file (clinic->folder, "vault.json"), *id = NULL;
  g_autoptr (GError) error = NULL;

  id = add (clinic, "Fay Tekle", &error);
  g_assert_no_error (error);
  put_file (clinic, before);
  /* Nor is it made the newest by a change on top of it. */
  g_assert_null (add (clinic, "Gil Amari", &error));
  haven_assert_store_error (error, ROLLED_BACK);
  g_clear_object (&clinic->session);
  vaults_test_assert_open_fails (clinic->folder, "Dana", DANA, HAVEN_STORE_ERROR_ROLLED_BACK);
}

static void
test_a_recovery_that_was_not_finished_is_finished (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  const char *const codes[] = { clinic->codes.clinic, NULL };
  const HavenNewMember member = { "Priya Raman", NULL, NEW, NULL };
  g_autoptr (GError) failure = NULL;

  g_clear_object (&clinic->session);
  block (clinic, TRUE);
  g_assert_null (haven_vaults_recover (clinic->folder, codes, &member, NULL, &failure));
  g_assert_nonnull (failure);
  block (clinic, FALSE);
  vaults_test_assert_open_fails (clinic->folder, "Priya Raman", PRIYA, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  vaults_test_sign_in (clinic, "Priya Raman", NEW);
  vaults_test_sign_in (clinic, "Dana", DANA);
  g_assert_true (is_logged (clinic->session, "sign-in", "recovery-code"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/vault-change/a-member-whose-slot-was-not-written-gets-it-at-the-next-opening",
                   test_a_member_whose_slot_was_not_written_gets_it_at_the_next_opening);
  g_test_add_func ("/services/vault-change/who-was-removed-does-not-come-in-once-more",
                   test_who_was_removed_does_not_come_in_once_more);
  g_test_add_func ("/services/vault-change/the-next-change-takes-the-unfinished-one-along",
                   test_the_next_change_takes_the_unfinished_one_along);
  g_test_add_func ("/services/vault-change/what-is-not-committed-changes-no-slot",
                   test_what_is_not_committed_changes_no_slot);
  g_test_add_func ("/services/vault-change/a-sheet-that-was-not-made-leaves-the-old-one",
                   test_a_sheet_that_was_not_made_leaves_the_old_one);
  g_test_add_func ("/services/vault-change/a-code-that-nobody-saw-opens-nothing",
                   test_a_code_that_nobody_saw_opens_nothing);
  g_test_add_func ("/services/vault-change/the-power-may-fail-before-the-file-is-written",
                   test_the_power_may_fail_before_the_file_is_written);
  g_test_add_func ("/services/vault-change/an-older-file-is-still-noticed", test_an_older_file_is_still_noticed);
  g_test_add_func ("/services/vault-change/a-recovery-that-was-not-finished-is-finished",
                   test_a_recovery_that_was_not_finished_is_finished);
  return g_test_run ();
}
