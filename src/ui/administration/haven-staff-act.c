/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-staff-act.h"

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
  g_free (self);
}

static gboolean
add (HavenSession *session, const HavenStaffAct *act, HavenKeyring *keyring, GError **error)
{
  const HavenNewMember member = { act->name, act->sign_in_name, act->passphrase, (const char *const *) act->roles };
  g_autofree char *id = haven_staff_add (session, &member, keyring, error);

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
