/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vaults.h"

G_BEGIN_DECLS

/** What was found in one partition. */
typedef struct
{
  HavenPartition partition;
  const char *state; /* sound, closed, absent, missing, damaged, wrong-key, rolled-back, chain-broken, newer-schema,
                        permissions, failed */
  char *sentence;    /* nullable: what it means, and what to do */
  gint64 n_events;   /* of its log, where it was read */
} HavenPartCheck;

typedef struct
{
  char *vault_id;
  gint64 generation;
  HavenPartCheck parts[HAVEN_N_PARTITIONS];
} HavenVaultCheck;

HavenVaultCheck *haven_vaults_check (const char *folder,
                                     const char *sign_in_name,
                                     const char *passphrase,
                                     HavenKeyring *keyring,
                                     gboolean deep,
                                     GError **error);
void haven_vault_check_free (HavenVaultCheck *self);
const HavenPartCheck *haven_vault_check_find_fault (const HavenVaultCheck *self);
const char *haven_vaults_describe_error (const GError *error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenVaultCheck, haven_vault_check_free)

G_END_DECLS
