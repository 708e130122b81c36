/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vaults.h"

G_BEGIN_DECLS

/** What was answered in the set-up, and what was made of it, on its way through a worker thread. Wiped at the end. */
typedef struct
{
  char *folder;
  char *clinic_name;
  char *zone;
  char *name;
  char *sign_in_name;
  char *passphrase;
  gboolean sees_patients;
  char *partner_name; /* nullable: their sheet opens the legal part later */
  char *partner_sign_in_name;
  char *partner_passphrase;
  gboolean passphrase_alone;
  HavenKeyring *keyring;
  HavenPassphraseCost cost; /* no passes: measured on the way */

  char *vault_id;
  HavenRecoveryCodes codes;
} HavenVaultMaking;

void haven_vault_making_free (HavenVaultMaking *self);
void haven_vault_making_ask_keyring (HavenKeyring *keyring,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
void haven_vault_making_start (HavenVaultMaking *self,
                               gpointer source,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
HavenSession *haven_vault_making_finish (GAsyncResult *result, HavenVaultMaking **making, GError **error);
void haven_vault_making_undo (HavenSession *session, HavenKeyring *keyring, const char *vault_id);

G_END_DECLS
