/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-staff-act.h"

#include "haven-roles.h"

#include <glib/gi18n.h>
#include <string.h>

HavenStaffAct *
haven_staff_act_new (HavenStaffActKind kind, const char *staff_id)
{
  HavenStaffAct *self = g_new0 (HavenStaffAct, 1);

  self->kind = kind;
  self->staff_id = g_strdup (staff_id);
  return self;
}

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

void
haven_staff_act_free (HavenStaffAct *self)
{
  if (self == NULL)
    return;
  wipe (self->passphrase);
  wipe (self->recovery_code);
  g_free (self->staff_id);
  g_free (self->role);
  g_free (self->name);
  g_free (self->sign_in_name);
  g_strfreev (self->roles);
  g_strfreev (self->code_roles);
  g_free (self);
}

/* Nobody is added by half: whether the code gives the role is known before. */
static gboolean
check_code (HavenSession *session, const HavenStaffAct *act, GError **error)
{
  HavenStore *store = haven_session_get_store (session);
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (haven_store_get_folder (store), error);
  g_autoptr (HavenVaultKeys) keys = file ? haven_vault_file_recover (file, act->recovery_code, error) : NULL;
  const HavenPartitions needed =
      haven_roles_get_keys (haven_store_get_roles (store), (const char *const *) act->code_roles) & ~HAVEN_IN_SHARED;

  for (int i = 0; keys && i < HAVEN_N_PARTITIONS; i++)
    if ((needed & (1u << i)) != 0 && haven_vault_keys_get (keys, (HavenPartition) i) == NULL)
      {
        g_set_error_literal (error,
                             HAVEN_STORE_ERROR,
                             HAVEN_STORE_ERROR_REFUSED,
                             _ ("That is the code of the other sheet. Type the one of the sheet that is named here."));
        return FALSE;
      }
  return keys != NULL;
}

static gboolean
add (HavenSession *session, const HavenStaffAct *act, HavenKeyring *keyring, GError **error)
{
  const HavenNewMember member = { act->name, act->sign_in_name, act->passphrase, (const char *const *) act->roles };
  g_autofree char *id = NULL;

  if (act->code_roles != NULL && !check_code (session, act, error))
    return FALSE;
  id = haven_staff_add (session, &member, keyring, error);
  for (gsize i = 0; id && act->code_roles && act->code_roles[i]; i++)
    if (!haven_staff_grant (session, id, act->code_roles[i], act->recovery_code, error))
      return FALSE;
  return id != NULL;
}

static gpointer
run (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const HavenStaffAct *act = data;
  g_autoptr (HavenKeyring) keyring = haven_session_is_demo (session) ? NULL : haven_system_keyring_new ();
  gboolean done = FALSE;

  switch (act->kind)
    {
    case HAVEN_STAFF_ADD:
      done = add (session, act, keyring, error);
      break;
    case HAVEN_STAFF_GRANT:
      done = haven_staff_grant (session, act->staff_id, act->role, act->recovery_code, error);
      break;
    case HAVEN_STAFF_REVOKE:
      done = haven_staff_revoke (session, act->staff_id, act->role, error);
      break;
    case HAVEN_STAFF_RESET:
      done = haven_staff_reset (session, act->staff_id, act->sign_in_name, act->passphrase, keyring, error);
      break;
    case HAVEN_STAFF_END:
      done = haven_staff_remove (session, act->staff_id, error);
      break;
    default:
      g_assert_not_reached ();
    }
  return GINT_TO_POINTER (done);
}

static void
free_act (gpointer data)
{
  haven_staff_act_free (data);
}

/** @self: (transfer full): */
void
haven_staff_act_run_async (HavenStaffAct *self,
                           HavenSession *session,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  haven_session_work_async (session, run, self, free_act, NULL, cancellable, callback, data);
}

gboolean
haven_staff_act_finish (HavenSession *session, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (haven_session_work_finish (session, result, error));
}
