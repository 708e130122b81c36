/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

#define HAVEN_PROOF_SECONDS (5 * 60)

/**
 * HavenProof:
 *
 * Whoever is signed in has shown once more that it is them, by what they know and by this computer's share (R29). It is
 * good for one act of that session, within five minutes.
 */
typedef struct _HavenProof HavenProof;

HavenProof *haven_proof_new (HavenSession *session,
                             const char *sign_in_name,
                             const char *passphrase,
                             HavenKeyring *keyring,
                             GError **error);
HavenProof *haven_proof_new_for_visitor (HavenSession *session, GError **error);
HavenProof *haven_proof_ref (HavenProof *self);
void haven_proof_unref (HavenProof *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenProof, haven_proof_unref)

gboolean haven_proof_use (HavenProof *self, HavenSession *session, GError **error);

G_END_DECLS
