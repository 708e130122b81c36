/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-opening.h"

#include "haven-sign-in-tries.h"
#include "haven-vault-file.h"

#include <glib/gi18n.h>

/** Closes the vault of a session that nobody waits for any more. */
void
haven_session_drop (gpointer session)
{
  haven_session_leave (session);
  g_object_unref (session);
}

HavenOpening *
haven_opening_new (const char *folder, const char *sign_in_name, const char *passphrase, HavenKeyring *keyring)
{
  HavenOpening *self = g_new0 (HavenOpening, 1);

  self->folder = g_strdup (folder);
  self->sign_in_name = g_strdup (sign_in_name);
  self->passphrase = g_strdup (passphrase);
  self->keyring = keyring ? g_object_ref (keyring) : NULL;
  self->state = HAVEN_KEYRING_FOUND;
  return self;
}

void
haven_opening_take_codes (HavenOpening *self, char **codes)
{
  self->codes = codes;
}

void
haven_opening_free (HavenOpening *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; self->codes != NULL && self->codes[i] != NULL; i++)
    haven_wipe (self->codes[i]);
  g_free (self->codes);
  g_free (self->folder);
  g_free (self->sign_in_name);
  haven_wipe (self->passphrase);
  g_clear_object (&self->keyring);
  g_free (self);
}

static HavenSession *
open_or_recover (HavenOpening *self, GError **error)
{
  const HavenNewMember member = { .name = self->sign_in_name, .passphrase = self->passphrase };

  if (self->codes != NULL)
    return haven_vaults_recover (self->folder, (const char *const *) self->codes, &member, self->keyring, error);
  return haven_vaults_open (self->folder, self->sign_in_name, self->passphrase, self->keyring, &self->state, error);
}

/* How long the next try has to wait is said at once, not only when it is made. */
static guint
find_wait (HavenOpening *self)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (self->folder, NULL);
  const HavenTriesTime now = haven_tries_time_now ();

  return file ? haven_sign_in_tries_get_wait (self->folder, haven_vault_file_get_id (file), self->sign_in_name, &now) : 0;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HavenOpening *self = data;
  GError *error = NULL;
  HavenSession *session = open_or_recover (self, &error);

  if (session != NULL)
    {
      g_task_return_pointer (task, session, haven_session_drop);
      return;
    }
  if (g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE) ||
      g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_TOO_SOON))
    self->wait = find_wait (self);
  g_task_return_error (task, error);
}

/**
 * haven_opening_start:
 * @self: (transfer full):
 * @cancellable: ends the wait at once; a session that comes later is closed again
 */
void
haven_opening_start (HavenOpening *self,
                     gpointer source,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);

  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, self, (GDestroyNotify) haven_opening_free);
  g_task_run_in_thread (task, run);
}

/** @opening: (out) (transfer none): what was tried, valid as long as @result */
HavenSession *
haven_opening_finish (GAsyncResult *result, const HavenOpening **opening, GError **error)
{
  *opening = g_task_get_task_data (G_TASK (result));
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** Whether it is the keyring that has to be looked after, not the passphrase. */
gboolean
haven_opening_failed_for_keyring (const HavenOpening *self, const GError *error)
{
  return self->codes == NULL && self->state != HAVEN_KEYRING_FOUND &&
         g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_KEY);
}

/** Returns: (transfer full): one sentence that says what to do */
char *
haven_opening_describe (const HavenOpening *self, const GError *error)
{
  if (error->domain != HAVEN_STORE_ERROR || self->codes != NULL)
    return g_strdup (error->message);
  switch (error->code)
    {
    case HAVEN_STORE_ERROR_WRONG_PASSPHRASE:
      return g_strdup (_ ("This name and passphrase do not belong together. Look at both, and type them again."));
    case HAVEN_STORE_ERROR_TOO_SOON:
      return g_strdup (_ ("There were several wrong tries, so the next one has to wait a little. Who forgot the passphrase "
                          "can be given a new one by the administrator."));
    case HAVEN_STORE_ERROR_NOT_A_VAULT:
      return g_strdup (_ ("There is no vault in this folder. Choose another one."));
    default:
      return g_strdup (error->message);
    }
}
