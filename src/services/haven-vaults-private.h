/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vaults.h"

G_BEGIN_DECLS

/* What setting up, signing in and the staff's own acts share. */
guint haven_vaults_get_partitions_for (const char *const *roles);
HavenStaffMember *haven_vaults_make_staff_member (const HavenNewMember *member);
HavenVaultKeys *haven_vaults_pick_keys (HavenVaultKeys *keys, guint partitions);
const char *haven_vaults_get_sign_in_name (const HavenNewMember *member);

HavenVaultKeys *haven_vaults_unlock (const char *folder,
                                     HavenVaultFile *file,
                                     const char *sign_in_name,
                                     const char *passphrase,
                                     HavenKeyring *keyring,
                                     GError **error);

/* This device's share: @share is filled, and %NULL is given where the vault does without or there is none. */
const guint8 *haven_vaults_find_share (HavenVaultFile *file,
                                       HavenKeyring *keyring,
                                       guint8 *share,
                                       HavenKeyringState *state);
const guint8 *haven_vaults_make_share (HavenVaultFile *file, HavenKeyring *keyring, guint8 *share, GError **error);

G_END_DECLS
