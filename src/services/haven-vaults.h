/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-keyring.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** Somebody who shall be able to sign in. */
typedef struct
{
  const char *name;         /* as the clinic knows them; kept inside the vault */
  const char *sign_in_name; /* nullable: what they type; their name */
  const char *passphrase;
  const char *const *roles; /* codes, haven-roles.h */
} HavenNewMember;

/** What a new vault begins with. */
typedef struct
{
  const char *clinic_name;
  const char *zone;              /* IANA */
  const HavenNewMember *members; /* the first one is signed in, and administrates */
  gsize n_members;
  HavenPassphraseCost cost;
  gboolean passphrase_alone; /* whether members sign in where the keyring does not answer */
} HavenVaultSetup;

/** The codes for the printed sheets; they are kept nowhere. */
typedef struct
{
  char *clinic; /* opens shared and clinical */
  char *legal;  /* opens legal, for the legal partner */
} HavenRecoveryCodes;

void haven_recovery_codes_clear (HavenRecoveryCodes *codes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenRecoveryCodes, haven_recovery_codes_clear)

HavenSession *haven_vaults_create (const char *folder,
                                   const HavenVaultSetup *setup,
                                   HavenKeyring *keyring,
                                   HavenRecoveryCodes *codes,
                                   GError **error);
void haven_vaults_clear_folder (const char *folder);
HavenSession *haven_vaults_open (const char *folder,
                                 const char *sign_in_name,
                                 const char *passphrase,
                                 HavenKeyring *keyring,
                                 HavenKeyringState *state,
                                 GError **error);
HavenSession *haven_vaults_recover (const char *folder,
                                    const char *const *codes,
                                    const HavenNewMember *member,
                                    HavenKeyring *keyring,
                                    GError **error);
gboolean haven_vaults_rekey (const char *folder,
                             const char *sign_in_name,
                             const char *passphrase,
                             HavenKeyring *keyring,
                             HavenPartition partition,
                             GError **error);

HavenSession *haven_vaults_make_throw_away_demo (GError **error);
HavenSession *haven_vaults_make_demo (const char *folder, char **passphrase_file, GError **error);

G_END_DECLS
