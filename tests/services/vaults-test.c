/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "vaults-test.h"

#include "haven-staff-service.h"

#include <string.h>

static const char *const administrates[] = { "administrator", "supervisor", NULL };
static const char *const treats[] = { "clinician", NULL };
static const char *const represents[] = { "attorney", NULL };

const HavenNewMember vaults_test_members[VAULTS_TEST_N_MEMBERS] = {
  { "Dana Whitfield", "Dana", DANA, administrates },
  { "Priya Raman", NULL, PRIYA, treats },
  { "Luis Ortega-Bélanger", "luis", LUIS, represents },
};

HavenVaultSetup
vaults_test_make_setup (gboolean passphrase_alone)
{
  return (HavenVaultSetup) { "Harbor Clinic",
                             "America/Los_Angeles",
                             vaults_test_members,
                             VAULTS_TEST_N_MEMBERS,
                             haven_passphrase_cost_light (),
                             passphrase_alone };
}

/* A vault that asks for the device where there is a keyring. */
void
vaults_test_make (const char *folder, HavenKeyring *keyring)
{
  const HavenVaultSetup setup = vaults_test_make_setup (keyring == NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_vaults_create (folder, &setup, keyring, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (haven_session_get_clinic_name (session), ==, "Harbor Clinic");
  g_assert_false (haven_session_is_demo (session));
}

HavenSession *
vaults_test_open (const char *folder, const char *name, const char *passphrase, HavenKeyring *keyring)
{
  g_autoptr (GError) error = NULL;
  HavenSession *session = haven_vaults_open (folder, name, passphrase, keyring, NULL, &error);

  g_assert_no_error (error);
  return session;
}

void
vaults_test_assert_holds (HavenSession *session, HavenPartitions partitions)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_assert_cmpint (haven_session_has_partition (session, (HavenPartition) i), ==, (partitions >> i) & 1);
      g_assert_cmpint (haven_vault_keys_get (haven_store_get_keys (haven_session_get_store (session)), (HavenPartition) i) != NULL,
                       ==,
                       (partitions >> i) & 1);
    }
}

void
vaults_test_assert_open_fails (const char *folder, const char *name, const char *passphrase, HavenStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_vaults_open (folder, name, passphrase, NULL, NULL, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

char *
vaults_test_read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* ── A clinic ─────────────────────────────────────────────────────────────── */

/* Whoever is first in @setup is signed in. */
VaultsTestClinic *
vaults_test_clinic_new (const HavenVaultSetup *setup)
{
  VaultsTestClinic *clinic = g_new0 (VaultsTestClinic, 1);
  g_autoptr (GError) error = NULL;

  clinic->folder = haven_test_make_folder ();
  clinic->session = haven_vaults_create (clinic->folder, setup, NULL, &clinic->codes, &error);
  g_assert_no_error (error);
  return clinic;
}

void
vaults_test_clinic_free (VaultsTestClinic *clinic)
{
  g_clear_object (&clinic->session);
  haven_test_remove_folder (clinic->folder);
  haven_recovery_codes_clear (&clinic->codes);
  g_free (clinic->folder);
  g_free (clinic);
}

void
vaults_test_sign_in (VaultsTestClinic *clinic, const char *name, const char *passphrase)
{
  g_clear_object (&clinic->session);
  clinic->session = vaults_test_open (clinic->folder, name, passphrase, NULL);
}

/* Returns: (transfer full): the id of a member of staff */
char *
vaults_test_find_member (VaultsTestClinic *clinic, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *id = haven_staff_find (clinic->session, name, &error);

  g_assert_no_error (error);
  return id;
}
