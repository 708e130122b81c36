/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "services-test.h"

/* A clinic of three: who administrates, who treats, who represents; each with a passphrase of their own. */
#define DANA "seven brown owls at noon"
#define PRIYA "a ladder, two lamps, rain"
#define LUIS "every third Tuesday in May"

#define VAULTS_TEST_N_MEMBERS 3
extern const HavenNewMember vaults_test_members[VAULTS_TEST_N_MEMBERS];

HavenVaultSetup vaults_test_make_setup (gboolean passphrase_alone);
void vaults_test_make (const char *folder, HavenKeyring *keyring);
HavenSession *vaults_test_open (const char *folder, const char *name, const char *passphrase, HavenKeyring *keyring);
void vaults_test_assert_holds (HavenSession *session, HavenPartitions partitions);
void vaults_test_assert_open_fails (const char *folder, const char *name, const char *passphrase, HavenStoreError code);
char *vaults_test_read_file (const char *folder, const char *name);

/** A vault with its printed codes, and whoever is signed in; its folder goes with it. */
typedef struct
{
  char *folder;
  HavenRecoveryCodes codes;
  HavenSession *session;
} VaultsTestClinic;

VaultsTestClinic *vaults_test_clinic_new (const HavenVaultSetup *setup);
void vaults_test_clinic_free (VaultsTestClinic *clinic);
void vaults_test_sign_in (VaultsTestClinic *clinic, const char *name, const char *passphrase);
char *vaults_test_find_member (VaultsTestClinic *clinic, const char *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VaultsTestClinic, vaults_test_clinic_free)
