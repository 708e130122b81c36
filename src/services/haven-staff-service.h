/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-staff-notices.h"
#include "haven-vaults.h"

G_BEGIN_DECLS

/** A member of staff, and what they can open. */
typedef struct
{
  HavenStaffMember *member;
  gboolean can_sign_in;
  guint wants; /* partitions that their roles work with */
  guint holds; /* those whose keys they have */
  HavenStaffReset *reset; /* owned, nullable: they have not chosen their passphrase themselves since */
} HavenStaffEntry;

void haven_staff_entry_free (HavenStaffEntry *self);
GPtrArray *haven_staff_list (HavenSession *session, GError **error);
char *haven_staff_find (HavenSession *session, const char *name, GError **error);

char *haven_staff_add (HavenSession *session, const HavenNewMember *member, HavenKeyring *keyring, GError **error);
gboolean haven_staff_grant (HavenSession *session,
                            const char *staff_id,
                            const char *role,
                            const char *recovery_code,
                            GError **error);
gboolean haven_staff_revoke (HavenSession *session, const char *staff_id, const char *role, GError **error);
gboolean haven_staff_remove (HavenSession *session, const char *staff_id, GError **error);
gboolean haven_staff_reset (HavenSession *session,
                            const char *staff_id,
                            const char *sign_in_name,
                            const char *passphrase,
                            HavenKeyring *keyring,
                            GError **error);

gboolean haven_staff_check_passphrase (HavenSession *session,
                                       const char *sign_in_name,
                                       const char *passphrase,
                                       HavenKeyring *keyring,
                                       GError **error);
gboolean haven_staff_change_passphrase (HavenSession *session,
                                        const char *sign_in_name,
                                        const char *passphrase,
                                        const char *new_passphrase,
                                        HavenKeyring *keyring,
                                        GError **error);
char *haven_staff_make_recovery (HavenSession *session, HavenPartitions partitions, GError **error);
gboolean haven_staff_is_still_member (HavenSession *session);

G_END_DECLS
