/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-evidence.h"
#include "haven-keyring.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** What this vault is, how it is closed, and how it lies on the disk. */
typedef struct
{
  char *vault_id;
  char *folder;
  gint64 generation;
  gboolean passphrase_alone;
  gboolean with_device; /* the signed-in person's key needs this device's share too */
  HavenKeyringState keyring;
  HavenPartitions recoverable;
  HavenPartitions rekey_due;
  GPtrArray *parts; /* of HavenPartEvidence: those whose files are here */
  HavenInstant read_at;
  HavenInstant locked_at; /* 0: not known */
} HavenVaultFacts;

gpointer haven_vault_facts_read (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error);
HavenVaultFacts *haven_vault_facts_ref (HavenVaultFacts *self);
void haven_vault_facts_unref (HavenVaultFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenVaultFacts, haven_vault_facts_unref)

char *haven_vault_facts_dup_keyring_words (const HavenVaultFacts *self);
char *haven_vault_facts_dup_text (const HavenVaultFacts *self, HavenClock *clock);
GPtrArray *haven_vault_facts_list (const HavenVaultFacts *self, HavenClock *clock);

G_END_DECLS
