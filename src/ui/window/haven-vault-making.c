/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-making.h"

#include "haven-id.h"
#include "haven-opening.h"
#include "haven-vault-file.h"

#define MOST_MEMBERS 2

void
haven_vault_making_free (HavenVaultMaking *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_free (self->clinic_name);
  g_free (self->zone);
  g_free (self->name);
  g_free (self->sign_in_name);
  haven_wipe (self->passphrase);
  g_free (self->partner_name);
  g_free (self->partner_sign_in_name);
  haven_wipe (self->partner_passphrase);
  g_clear_object (&self->keyring);
  g_free (self->vault_id);
  haven_recovery_codes_clear (&self->codes);
  g_free (self);
}

static char *
read_vault_id (const char *folder)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, NULL);

  return file ? g_strdup (haven_vault_file_get_id (file)) : NULL;
}

static HavenSession *
make (HavenVaultMaking *self, GError **error)
{
  static const char *const administrator[] = { "administrator", NULL };
  static const char *const both[] = { "administrator", "clinician", NULL };
  static const char *const attorney[] = { "attorney", NULL };
  const HavenNewMember members[MOST_MEMBERS] = {
    { self->name, self->sign_in_name, self->passphrase, self->sees_patients ? both : administrator },
    { self->partner_name, self->partner_sign_in_name, self->partner_passphrase, attorney },
  };
  const HavenVaultSetup setup = {
    .clinic_name = self->clinic_name,
    .zone = self->zone,
    .members = members,
    .n_members = self->partner_name ? MOST_MEMBERS : 1,
    .cost = self->cost.passes > 0 ? self->cost : haven_passphrase_cost_measure (),
    .passphrase_alone = self->passphrase_alone,
  };

  return haven_vaults_create (self->folder, &setup, self->passphrase_alone ? NULL : self->keyring, &self->codes, error);
}

/* A vault that nobody waits for any more leaves an empty folder. */
static void
drop_vault (gpointer session)
{
  g_autofree char *folder = g_strdup (haven_store_get_folder (haven_session_get_store (session)));

  haven_session_drop (session);
  haven_vaults_clear_folder (folder);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HavenVaultMaking *self = data;
  GError *error = NULL;
  HavenSession *session = make (self, &error);

  if (session == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->vault_id = read_vault_id (self->folder);
  if (g_cancellable_is_cancelled (cancellable) && !self->passphrase_alone && self->vault_id != NULL)
    haven_keyring_forget_item (self->keyring, self->vault_id, HAVEN_KEYRING_ITEM_SHARE, HAVEN_KEYRING_QUIET, NULL);
  g_task_return_pointer (task, session, drop_vault);
}

/** Whether a new vault could keep a share there: for one that is not there yet, an open keyring holds nothing. */
void
haven_vault_making_ask_keyring (HavenKeyring *keyring,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autofree char *nobody = haven_id_new ();

  haven_keyring_lookup_item_async (
      keyring, nobody, HAVEN_KEYRING_ITEM_SHARE, HAVEN_KEYRING_PLAIN, cancellable, callback, data);
}

/** @self: (transfer full): */
void
haven_vault_making_start (HavenVaultMaking *self,
                          gpointer source,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);

  g_task_set_task_data (task, self, (GDestroyNotify) haven_vault_making_free);
  g_task_run_in_thread (task, run);
}

/** @making: (out) (transfer none): with the codes, valid as long as @result */
HavenSession *
haven_vault_making_finish (GAsyncResult *result, HavenVaultMaking **making, GError **error)
{
  *making = g_task_get_task_data (G_TASK (result));
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  HavenKeyring *keyring;
  char *vault_id;
} Forgetting;

static void
free_forgetting (gpointer data)
{
  Forgetting *forgetting = data;

  g_object_unref (forgetting->keyring);
  g_free (forgetting->vault_id);
  g_free (forgetting);
}

static void
forget_share (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Forgetting *forgetting = data;

  haven_keyring_forget_item (forgetting->keyring,
                             forgetting->vault_id,
                             HAVEN_KEYRING_ITEM_SHARE,
                             HAVEN_KEYRING_QUIET,
                             NULL);
  g_task_return_boolean (task, TRUE);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

/**
 * haven_vault_making_undo:
 * @keyring: (nullable): where this device's share was kept
 *
 * Takes away a vault that was made and is not wanted: its files, and what this device kept for it.
 */
void
haven_vault_making_undo (HavenSession *session, HavenKeyring *keyring, const char *vault_id)
{
  g_autoptr (GTask) task = NULL;
  Forgetting *forgetting;

  drop_vault (g_object_ref (session));
  if (keyring == NULL || vault_id == NULL)
    return;
  forgetting = g_new0 (Forgetting, 1);
  forgetting->keyring = g_object_ref (keyring);
  forgetting->vault_id = g_strdup (vault_id);
  /* The program stays until the keyring has answered. */
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  task = g_task_new (NULL, NULL, forgotten_cb, NULL);
  g_task_set_task_data (task, forgetting, free_forgetting);
  g_task_run_in_thread (task, forget_share);
}
