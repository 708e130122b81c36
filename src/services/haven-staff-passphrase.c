/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-staff-service.h"

#include "haven-sign-in-tries.h"
#include "haven-vault-change.h"
#include "haven-vault-lock.h"
#include "haven-vaults-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
get_folder (HavenSession *session)
{
  return haven_store_get_folder (haven_session_get_store (session));
}

/* ── One's own passphrase ─────────────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  const char *sign_in_name;
  const char *passphrase;
  const char *new_passphrase;
  HavenKeyring *keyring;
} Passphrase;

static gboolean
try_own (HavenVaultFile *file, Passphrase *own, const guint8 *share, GError **error)
{
  g_autofree char *member_id = NULL;
  g_autoptr (HavenVaultKeys) keys =
      haven_vault_file_sign_in (file, own->sign_in_name, own->passphrase, share, &member_id, error);

  if (keys == NULL)
    return FALSE;
  return g_strcmp0 (member_id, haven_session_get_staff_id (own->session)) == 0 ||
         (g_set_error_literal (error,
                               HAVEN_STORE_ERROR,
                               HAVEN_STORE_ERROR_REFUSED,
                               _ ("That is somebody else's name and passphrase. Type your own.")),
          FALSE);
}

static gboolean
change_own (HavenVaultFile *file, gpointer data, GError **error)
{
  Passphrase *own = data;
  guint8 bytes[HAVEN_DEVICE_KEY_SIZE];
  HavenKeyringState state;
  const guint8 *share = haven_vaults_find_share (file, own->keyring, bytes, &state);
  gboolean done = try_own (file, own, share, error);

  if (done && own->new_passphrase)
    done = haven_vault_file_change_passphrase (file,
                                               own->sign_in_name,
                                               own->passphrase,
                                               own->new_passphrase,
                                               share,
                                               error);
  explicit_bzero (bytes, sizeof bytes);
  return done;
}

/* Somebody else may have tried, at a window that was left open. */
static void
record_wrong_tries (HavenSession *session, gint64 n_wrong)
{
  g_autofree char *detail = g_strdup_printf ("%" G_GINT64_FORMAT, n_wrong);
  const HavenAct act = { .action = HAVEN_ACTION_FAILED,
                         .record = "vault",
                         .object_id = haven_session_get_staff_id (session),
                         .detail = detail,
                         .partitions = HAVEN_IN_SHARED };

  if (n_wrong > 0)
    haven_store_record_async (haven_session_get_store (session), &act);
}

typedef gboolean (*TryFunc) (Passphrase *own, GError **error);

/* One's own passphrase is no easier to guess in here than at the door. */
static gboolean
try_slowly (Passphrase *own, TryFunc function, GError **error)
{
  const char *folder = get_folder (own->session);
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, error);
  const int lock = file ? haven_vault_lock_signing (folder, error) : -1;
  const HavenTriesTime now = haven_tries_time_now ();
  gboolean right = FALSE;

  if (lock >= 0 &&
      haven_sign_in_tries_begin (folder, haven_vault_file_get_id (file), own->sign_in_name, &now, error))
    right = function (own, error);
  if (right)
    record_wrong_tries (own->session,
                        haven_sign_in_tries_clear (folder, haven_vault_file_get_id (file), own->sign_in_name));
  haven_vault_unlock (lock);
  return right;
}

static gboolean
check_own (Passphrase *own, GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (get_folder (own->session), error);

  return file != NULL && change_own (file, own, error);
}

/** Asks once more who sits there, before what cannot be taken back. Wrong tries slow down as at sign-in. */
gboolean
haven_staff_check_passphrase (HavenSession *session,
                              const char *sign_in_name,
                              const char *passphrase,
                              HavenKeyring *keyring,
                              GError **error)
{
  Passphrase own = { session, sign_in_name, passphrase, NULL, keyring };

  return try_slowly (&own, check_own, error);
}

/* Nobody else knows it now. */
static gboolean
clear_reset (HavenTransaction *transaction, gpointer data, GError **error)
{
  Passphrase *own = data;

  return haven_staff_notices_clear_reset (transaction, haven_session_get_staff_id (own->session), error);
}

static gboolean
run_own (Passphrase *own, GError **error)
{
  const HavenAct act = { .action = HAVEN_ACTION_SIGN_IN,
                         .record = "staff_member",
                         .object_id = haven_session_get_staff_id (own->session),
                         .detail = "own-passphrase",
                         .partitions = HAVEN_IN_SHARED };
  const HavenVaultChange change = { change_own, clear_reset, own, FALSE };

  return haven_vault_change_run (haven_session_get_store (own->session), &act, &change, error);
}

/** One and a half seconds: not on the main thread. */
gboolean
haven_staff_change_passphrase (HavenSession *session,
                               const char *sign_in_name,
                               const char *passphrase,
                               const char *new_passphrase,
                               HavenKeyring *keyring,
                               GError **error)
{
  Passphrase own = { session, sign_in_name, passphrase, new_passphrase, keyring };

  return try_slowly (&own, run_own, error);
}
