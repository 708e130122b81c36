/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "services-test.h"
#include "vaults-test.h"

#include "haven-audit-service.h"
#include "haven-recovery-sheet.h"
#include "haven-staff-service.h"

#include <string.h>

#define NEW "wholly new words for it"

static const char *const administrates[] = { "administrator", NULL };
static const char *const treats[] = { "clinician", NULL };
static const char *const receives[] = { "front-desk", NULL };

/* An administrator, who reads no chart, and a clinician. */
static VaultsTestClinic *
clinic_new (void)
{
  const HavenNewMember members[] = {
    { "Dana Whitfield", "Dana", DANA, administrates },
    { "Priya Raman", "Priya", PRIYA, treats },
  };
  const HavenVaultSetup setup = { "Harbor Clinic", NULL, members, 2, haven_passphrase_cost_light (), TRUE };

  return vaults_test_clinic_new (&setup);
}

static guint
get_held (VaultsTestClinic *clinic, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = haven_staff_list (clinic->session, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const HavenStaffEntry *entry = entries->pdata[i];

      if (strcmp (entry->member->name, name) == 0)
        return entry->holds;
    }
  g_assert_not_reached ();
}

static char *
add_desk (VaultsTestClinic *clinic, const char *name)
{
  const HavenNewMember member = { name, NULL, NEW, receives };
  g_autoptr (GError) error = NULL;
  char *id = haven_staff_add (clinic->session, &member, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static void
test_who_is_added_signs_in_with_what_their_roles_work_with (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = add_desk (clinic, "Fay Tekle");
  g_autoptr (HavenSession) other = vaults_test_open (clinic->folder, "fay tekle", NEW, NULL);

  g_assert_cmpstr (haven_session_get_staff_id (other), ==, id);
  g_assert_cmpuint (get_held (clinic, "Fay Tekle"), ==, HAVEN_IN_SHARED);
  g_assert_false (haven_session_has_partition (other, HAVEN_PARTITION_CLINICAL));
}

static void
test_a_role_comes_with_its_key_from_whoever_holds_it (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = add_desk (clinic, "Fay Tekle");
  g_autoptr (GError) refused = NULL, error = NULL;

  g_assert_false (haven_staff_grant (clinic->session, id, "clinician", NULL, &refused));
  haven_assert_store_error (refused, REFUSED);
  g_assert_cmpuint (get_held (clinic, "Fay Tekle"), ==, HAVEN_IN_SHARED);
  vaults_test_sign_in (clinic, "Priya", PRIYA);
  g_assert_true (haven_staff_grant (clinic->session, id, "clinician", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_held (clinic, "Fay Tekle"), ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
}

static void
test_a_printed_code_lets_the_first_of_a_side_in (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = add_desk (clinic, "Lee Kowalczyk");
  g_autoptr (GError) other_side = NULL, mistyped = NULL, error = NULL;

  g_assert_false (haven_staff_grant (clinic->session, id, "attorney", clinic->codes.clinic, &other_side));
  haven_assert_store_error (other_side, REFUSED);
  g_assert_false (haven_staff_grant (clinic->session, id, "attorney", "AAAAA-AAAAA", &mistyped));
  haven_assert_store_error (mistyped, WRONG_PASSPHRASE);
  g_assert_true (haven_staff_grant (clinic->session, id, "attorney", clinic->codes.legal, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_held (clinic, "Lee Kowalczyk"), ==, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  /* The code opened a key for them, none for whoever typed it. */
  g_assert_cmpuint (get_held (clinic, "Dana Whitfield"), ==, HAVEN_IN_SHARED);
}

static void
test_who_leaves_loses_the_slot_and_the_parts_get_new_keys (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");
  g_autofree guint8 *before = NULL;
  g_autoptr (GError) error = NULL, gone = NULL;

  before = g_memdup2 (haven_vault_keys_get (haven_store_get_keys (haven_session_get_store (clinic->session)),
                                            HAVEN_PARTITION_SHARED),
                      HAVEN_VAULT_KEY_SIZE);
  g_assert_true (haven_staff_remove (clinic->session, id, &error));
  g_assert_no_error (error);
  g_assert_null (haven_vaults_open (clinic->folder, "Priya", PRIYA, NULL, NULL, &gone));
  haven_assert_store_error (gone, WRONG_PASSPHRASE);
  vaults_test_sign_in (clinic, "Dana", DANA);
  g_assert_cmpint (memcmp (before,
                           haven_vault_keys_get (haven_store_get_keys (haven_session_get_store (clinic->session)),
                                                 HAVEN_PARTITION_SHARED),
                           HAVEN_VAULT_KEY_SIZE),
                   !=,
                   0);
}

static void
test_a_session_notices_that_its_member_has_left (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autoptr (HavenSession) other = vaults_test_open (clinic->folder, "Priya", PRIYA, NULL);
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");
  g_autoptr (GError) refused = NULL;

  g_assert_true (haven_staff_is_still_member (other));
  g_assert_true (haven_staff_remove (clinic->session, id, NULL));
  g_assert_false (haven_staff_is_still_member (other));
  g_assert_true (haven_staff_is_still_member (clinic->session));
  g_assert_null (haven_session_list (other, &haven_patient_info, NULL, NULL, NULL, &refused));
  g_assert_nonnull (refused);
}

static void
test_the_last_administrator_stays (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Dana Whitfield");
  g_autofree char *other = add_desk (clinic, "Fay Tekle");
  g_autoptr (GError) removing = NULL, revoking = NULL, error = NULL;

  g_assert_false (haven_staff_remove (clinic->session, id, &removing));
  haven_assert_store_error (removing, REFUSED);
  g_assert_false (haven_staff_revoke (clinic->session, id, "administrator", &revoking));
  haven_assert_store_error (revoking, REFUSED);
  g_assert_true (haven_staff_grant (clinic->session, other, "administrator", NULL, &error));
  g_assert_true (haven_staff_revoke (clinic->session, id, "administrator", &error));
  g_assert_no_error (error);
}

static void
test_who_forgot_the_passphrase_is_given_a_new_one (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");
  g_autoptr (HavenSession) other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_staff_reset (clinic->session, id, "Priya", NEW, NULL, &error));
  g_assert_no_error (error);
  other = vaults_test_open (clinic->folder, "Priya", NEW, NULL);
  /* The administrator holds no key of the charts, so they come back from somebody who does. */
  g_assert_false (haven_session_has_partition (other, HAVEN_PARTITION_CLINICAL));
  g_assert_true (haven_staff_grant (clinic->session, id, "clinician", clinic->codes.clinic, &error));
  g_clear_object (&other);
  other = vaults_test_open (clinic->folder, "Priya", NEW, NULL);
  g_assert_true (haven_session_has_partition (other, HAVEN_PARTITION_CLINICAL));
}

/* An older file that is put back must not make an old passphrase good again. */
static void
test_an_old_passphrase_does_not_come_back_with_an_old_file (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *path = g_build_filename (clinic->folder, "vault.json", NULL);
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL, opened = NULL;

  g_file_get_contents (path, &before, NULL, NULL);
  g_assert_true (haven_staff_change_passphrase (clinic->session, "Dana", DANA, NEW, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&clinic->session);
  g_file_set_contents_full (path, before, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  g_assert_null (haven_vaults_open (clinic->folder, "Dana", DANA, NULL, NULL, &opened));
  haven_assert_store_error (opened, ROLLED_BACK);
}

static void
test_ones_own_passphrase_is_asked_for_and_changed (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autoptr (GError) wrong = NULL, foreign = NULL, error = NULL, old = NULL;

  g_assert_true (haven_staff_check_passphrase (clinic->session, "Dana", DANA, NULL, &error));
  g_assert_false (haven_staff_check_passphrase (clinic->session, "Dana", PRIYA, NULL, &wrong));
  haven_assert_store_error (wrong, WRONG_PASSPHRASE);
  g_assert_false (haven_staff_check_passphrase (clinic->session, "Priya", PRIYA, NULL, &foreign));
  haven_assert_store_error (foreign, REFUSED);
  g_assert_true (haven_staff_change_passphrase (clinic->session, "Dana", DANA, NEW, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (haven_vaults_open (clinic->folder, "Dana", DANA, NULL, NULL, &old));
  haven_assert_store_error (old, WRONG_PASSPHRASE);
  vaults_test_sign_in (clinic, "Dana", NEW);
}

/* The administrator lets an attorney in, who is signed in then. */
static char *
add_attorney (VaultsTestClinic *clinic)
{
  g_autofree char *id = add_desk (clinic, "Lee Kowalczyk");
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_staff_grant (clinic->session, id, "attorney", clinic->codes.legal, &error));
  g_assert_no_error (error);
  vaults_test_sign_in (clinic, "Lee Kowalczyk", NEW);
  return g_steal_pointer (&id);
}

static void
assert_not_granted (VaultsTestClinic *clinic, const char *id, const char *role, const char *code)
{
  g_autoptr (HavenAccess) before = haven_session_ref_access (clinic->session), after = NULL;
  g_autoptr (GError) refused = NULL;

  g_assert_false (haven_staff_grant (clinic->session, id, role, code, &refused));
  haven_assert_store_error (refused, REFUSED);
  after = haven_session_ref_access (clinic->session);
  g_assert_cmpstrv (haven_access_get_roles (before), haven_access_get_roles (after));
}

/* A code stands for the keys that it opens, and for no role that works with others. */
static void
test_a_legal_code_makes_no_administrator (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *desk = add_desk (clinic, "Fay Tekle"), *id = add_attorney (clinic), *own = NULL;
  g_autoptr (GError) error = NULL;

  own = haven_staff_make_recovery (clinic->session, HAVEN_IN_LEGAL, &error);
  g_assert_no_error (error);
  assert_not_granted (clinic, id, "administrator", own);
  assert_not_granted (clinic, id, "supervisor", own);
  assert_not_granted (clinic, id, "auditor", own);
  assert_not_granted (clinic, desk, "administrator", own);
  g_assert_true (haven_staff_grant (clinic->session, desk, "advocate", own, &error));
  g_assert_no_error (error);
}

static void
test_no_code_gives_a_role_that_is_none (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_staff_grant (clinic->session, id, "wizard", clinic->codes.clinic, &error));
  haven_assert_store_error (error, CONSTRAINT);
}

/* Restricted notes are opened in an emergency with a reason and a reviewer, not by a role that one takes. */
static void
test_nobody_gives_themselves_a_role_that_opens_a_part (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman"), *desk = add_desk (clinic, "Fay Tekle");
  g_autoptr (GError) error = NULL;

  vaults_test_sign_in (clinic, "Priya", PRIYA);
  assert_not_granted (clinic, id, "behavioural-clinician", NULL);
  assert_not_granted (clinic, desk, "behavioural-clinician", NULL);
  g_assert_true (haven_staff_grant (clinic->session, desk, "clinician", NULL, &error));
  g_assert_true (haven_staff_grant (clinic->session, id, "behavioural-clinician", clinic->codes.clinic, &error));
  g_assert_no_error (error);
}

/* Who gives and takes roles of their own side ends nobody's work. */
static void
test_none_but_an_administrator_ends_somebodys_work (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman"), *desk = add_desk (clinic, "Fay Tekle");
  g_autofree char *attorney = add_attorney (clinic);
  const char *const all[] = { id, desk, attorney };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_false (haven_staff_remove (clinic->session, all[i], &refused));
      haven_assert_store_error (refused, REFUSED);
    }
  g_assert_cmpuint (get_held (clinic, "Priya Raman"), ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
}

static gboolean
is_logged (HavenSession *session, const char *action, const char *detail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenAuditPage) page = haven_audit_list_mine_today (session, 50, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];

      if (strcmp (entry->action, action) == 0 && (detail == NULL || g_strcmp0 (entry->detail, detail) == 0))
        return TRUE;
    }
  return FALSE;
}

static void
test_the_log_says_which_role_was_given_and_which_sheet_was_made (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = add_desk (clinic, "Fay Tekle"), *code = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_staff_grant (clinic->session, id, "supervisor", NULL, &error));
  g_assert_true (is_logged (clinic->session, "grant", "supervisor"));
  g_assert_true (haven_staff_revoke (clinic->session, id, "supervisor", &error));
  g_assert_true (is_logged (clinic->session, "revoke", "supervisor"));
  g_assert_true (haven_staff_reset (clinic->session, id, "Fay Tekle", NEW, NULL, &error));
  g_assert_true (is_logged (clinic->session, "update", "new-passphrase"));
  vaults_test_sign_in (clinic, "Priya", PRIYA);
  code = haven_staff_make_recovery (clinic->session, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, &error);
  g_assert_true (is_logged (clinic->session, "grant", "recovery-code"));
}

static void
test_wrong_tries_inside_are_logged (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();

  for (int i = 0; i < 2; i++)
    g_assert_false (haven_staff_check_passphrase (clinic->session, "Dana", PRIYA, NULL, NULL));
  g_assert_true (haven_staff_check_passphrase (clinic->session, "Dana", DANA, NULL, NULL));
  g_assert_true (is_logged (clinic->session, "failed", "2"));
}

static void
test_who_comes_in_by_a_code_is_logged (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  const char *const codes[] = { clinic->codes.clinic, NULL };
  const HavenNewMember member = { "Dana Whitfield", "Dana", NEW, NULL };
  g_autoptr (GError) error = NULL;

  g_clear_object (&clinic->session);
  clinic->session = haven_vaults_recover (clinic->folder, codes, &member, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_logged (clinic->session, "sign-in", "recovery-code"));
}

/* Everybody holds the shared key; not everybody gives the part a new one. */
static void
test_a_new_key_is_given_by_whose_role_it_is_and_logged (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = add_desk (clinic, "Fay Tekle");
  g_autoptr (GError) refused = NULL, error = NULL;

  g_clear_object (&clinic->session);
  g_assert_false (haven_vaults_rekey (clinic->folder, "Fay Tekle", NEW, NULL, HAVEN_PARTITION_SHARED, &refused));
  haven_assert_store_error (refused, REFUSED);
  g_assert_true (haven_vaults_rekey (clinic->folder, "Dana", DANA, NULL, HAVEN_PARTITION_SHARED, &error));
  g_assert_no_error (error);
  vaults_test_sign_in (clinic, "Dana", DANA);
  g_assert_true (is_logged (clinic->session, "rekey", NULL));
}

static void
test_a_front_desk_changes_no_staff (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *desk = add_desk (clinic, "Fay Tekle");
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");
  const HavenNewMember member = { "Somebody", NULL, NEW, receives };
  g_autofree char *path = g_build_filename (clinic->folder, "vault.json", NULL);
  g_autofree char *before = NULL, *after = NULL;
  GError *error = NULL;

  vaults_test_sign_in (clinic, "Fay Tekle", NEW);
  g_file_get_contents (path, &before, NULL, NULL);
  g_assert_null (haven_staff_add (clinic->session, &member, NULL, &error));
  g_clear_error (&error);
  g_assert_false (haven_staff_remove (clinic->session, id, &error));
  g_clear_error (&error);
  g_assert_false (haven_staff_reset (clinic->session, id, "Priya", NEW, NULL, &error));
  g_clear_error (&error);
  g_assert_false (haven_staff_grant (clinic->session, desk, "administrator", NULL, &error));
  haven_assert_store_error (error, REFUSED);
  g_clear_error (&error);
  g_file_get_contents (path, &after, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_a_recovery_sheet_is_made_in_each_language (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  static const char *const languages[] = { "en", "es", "ar" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = haven_recovery_sheet_make (HAVEN_RECOVERY_SHEET_LEGAL,
                                                          clinic->codes.legal,
                                                          "0b0e2f1c-7c3e-4f55-8c56-0a8a4a2a9f01",
                                                          languages[i],
                                                          HAVEN_DOCUMENT_PAPER_LETTER,
                                                          haven_date_from_ymd (2026, 11, 21),
                                                          &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    GTestFunc function;
  } tests[] = {
    { "/services/staff/who-is-added-signs-in-with-what-their-roles-work-with",
      test_who_is_added_signs_in_with_what_their_roles_work_with },
    { "/services/staff/a-role-comes-with-its-key-from-whoever-holds-it",
      test_a_role_comes_with_its_key_from_whoever_holds_it },
    { "/services/staff/a-printed-code-lets-the-first-of-a-side-in", test_a_printed_code_lets_the_first_of_a_side_in },
    { "/services/staff/who-leaves-loses-the-slot-and-the-parts-get-new-keys",
      test_who_leaves_loses_the_slot_and_the_parts_get_new_keys },
    { "/services/staff/a-session-notices-that-its-member-has-left", test_a_session_notices_that_its_member_has_left },
    { "/services/staff/the-last-administrator-stays", test_the_last_administrator_stays },
    { "/services/staff/who-forgot-the-passphrase-is-given-a-new-one", test_who_forgot_the_passphrase_is_given_a_new_one },
    { "/services/staff/ones-own-passphrase-is-asked-for-and-changed", test_ones_own_passphrase_is_asked_for_and_changed },
    { "/services/staff/an-old-passphrase-does-not-come-back-with-an-old-file",
      test_an_old_passphrase_does_not_come_back_with_an_old_file },
    { "/services/staff/a-legal-code-makes-no-administrator", test_a_legal_code_makes_no_administrator },
    { "/services/staff/no-code-gives-a-role-that-is-none", test_no_code_gives_a_role_that_is_none },
    { "/services/staff/nobody-gives-themselves-a-role-that-opens-a-part",
      test_nobody_gives_themselves_a_role_that_opens_a_part },
    { "/services/staff/none-but-an-administrator-ends-somebodys-work",
      test_none_but_an_administrator_ends_somebodys_work },
    { "/services/staff/the-log-says-which-role-was-given-and-which-sheet-was-made",
      test_the_log_says_which_role_was_given_and_which_sheet_was_made },
    { "/services/staff/wrong-tries-inside-are-logged", test_wrong_tries_inside_are_logged },
    { "/services/staff/who-comes-in-by-a-code-is-logged", test_who_comes_in_by_a_code_is_logged },
    { "/services/staff/a-new-key-is-given-by-whose-role-it-is-and-logged",
      test_a_new_key_is_given_by_whose_role_it_is_and_logged },
    { "/services/staff/a-front-desk-changes-no-staff", test_a_front_desk_changes_no_staff },
    { "/services/staff/a-recovery-sheet-is-made-in-each-language", test_a_recovery_sheet_is_made_in_each_language },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_func (tests[i].path, tests[i].function);
  return g_test_run ();
}
