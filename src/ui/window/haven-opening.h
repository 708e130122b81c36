/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vaults.h"
#include "haven-wipe.h"

G_BEGIN_DECLS

/** One try of opening a vault, on its way through a worker thread; what was typed is wiped with it. */
typedef struct
{
  char *folder;
  char *sign_in_name; /* nullable: the sample clinic's visitor has none */
  char *passphrase;
  HavenKeyring *keyring; /* nullable */
  char **codes;          /* nullable: recovery codes; the name is the one that the clinic uses then */

  HavenKeyringState state; /* what the keyring said */
  guint wait;              /* seconds until the next try is looked at */
} HavenOpening;

HavenOpening *haven_opening_new (const char *folder, const char *sign_in_name, const char *passphrase, HavenKeyring *keyring);
void haven_opening_take_codes (HavenOpening *self, char **codes);
void haven_opening_free (HavenOpening *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenOpening, haven_opening_free)

void haven_opening_start (HavenOpening *self,
                          gpointer source,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
HavenSession *haven_opening_finish (GAsyncResult *result, const HavenOpening **opening, GError **error);
char *haven_opening_describe (const HavenOpening *self, const GError *error);
gboolean haven_opening_failed_for_keyring (const HavenOpening *self, const GError *error);

void haven_session_drop (gpointer session);

G_END_DECLS
