/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-keyring.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** What a new vault starts with. All borrowed. */
typedef struct
{
  const char *clinic_name;
  const char *zone;       /* IANA */
  const char *staff_name; /* the first administrator */
} HavenVaultSetup;

HavenSession *haven_vaults_create (const char *folder,
                                   const char *passphrase,
                                   const HavenVaultSetup *setup,
                                   HavenKeyring *keyring,
                                   GError **error);
HavenSession *haven_vaults_open (const char *folder,
                                 const char *passphrase,
                                 HavenKeyring *keyring,
                                 HavenKeyringState *state,
                                 GError **error);
HavenSession *haven_vaults_make_throw_away_demo (GError **error);
HavenSession *haven_vaults_make_demo (const char *folder, char **passphrase_file, GError **error);

G_END_DECLS
