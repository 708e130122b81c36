/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-staff-service.h"

G_BEGIN_DECLS

typedef enum
{
  HAVEN_STAFF_ADD,
  HAVEN_STAFF_GRANT,
  HAVEN_STAFF_REVOKE,
  HAVEN_STAFF_RESET,
  HAVEN_STAFF_END,
} HavenStaffActKind;

/** Something that is done with a member of staff, on its way to a worker thread. Its secrets are wiped with it. */
typedef struct
{
  HavenStaffActKind kind;
  char *staff_id;
  char *role;
  char *recovery_code; /* nullable */
  char *name;
  char *sign_in_name; /* nullable */
  char *passphrase;
  char **roles;
  char **code_roles; /* nullable: of somebody who is added: those that the code gives */
} HavenStaffAct;

HavenStaffAct *haven_staff_act_new (HavenStaffActKind kind, const char *staff_id);
void haven_staff_act_free (HavenStaffAct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenStaffAct, haven_staff_act_free)

void haven_staff_act_run_async (HavenStaffAct *self,
                                HavenSession *session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
gboolean haven_staff_act_finish (HavenSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
