/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-proof.h"

#include "haven-staff-service.h"

#include <glib/gi18n.h>

struct _HavenProof
{
  HavenSession *session;
  HavenInstant at;
  gint used;
};

static HavenProof *
create_proof (HavenSession *session)
{
  HavenProof *self = g_atomic_rc_box_new0 (HavenProof);

  self->session = g_object_ref (session);
  self->at = haven_clock_now (haven_session_get_clock (session));
  return self;
}

static void
clear_proof (gpointer data)
{
  g_object_unref (((HavenProof *) data)->session);
}

/**
 * haven_proof_new:
 *
 * Half a second, on a worker. Wrong tries slow down as at sign-in.
 *
 * Returns: (transfer full) (nullable): %NULL where it was not their passphrase
 */
HavenProof *
haven_proof_new (HavenSession *session,
                 const char *sign_in_name,
                 const char *passphrase,
                 HavenKeyring *keyring,
                 GError **error)
{
  return haven_staff_check_passphrase (session, sign_in_name, passphrase, keyring, error) ? create_proof (session) : NULL;
}

/** Returns: (transfer full) (nullable): of the sample clinic's visitor, whose passphrase nobody knows; nobody else's */
HavenProof *
haven_proof_new_for_visitor (HavenSession *session, GError **error)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (session), NULL);

  if (haven_session_is_demo (session) || haven_session_is_throw_away (session))
    return create_proof (session);
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED, _ ("Type your passphrase first."));
  return NULL;
}

HavenProof *
haven_proof_ref (HavenProof *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
haven_proof_unref (HavenProof *self)
{
  g_atomic_rc_box_release_full (self, clear_proof);
}

/** @self: (nullable): none was given */
gboolean
haven_proof_use (HavenProof *self, HavenSession *session, GError **error)
{
  const HavenInstant now = haven_clock_now (haven_session_get_clock (session));

  if (self != NULL && self->session == session && now - self->at <= HAVEN_PROOF_SECONDS * G_TIME_SPAN_SECOND &&
      g_atomic_int_compare_and_exchange (&self->used, FALSE, TRUE))
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_REFUSED,
                       _ ("Nothing was saved. Your passphrase has to be typed for each file, within the last five minutes."));
  return FALSE;
}
