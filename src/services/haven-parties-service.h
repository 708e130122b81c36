/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-conflicts-service.h"
#include "haven-edit.h"
#include "haven-party.h"

G_BEGIN_DECLS

HavenEdit *haven_parties_edit_add (HavenSession *session, const HavenParty *wanted, const char *check_id, GError **error);
HavenEdit *haven_parties_edit_change (HavenSession *session,
                                      const HavenParty *before,
                                      const HavenParty *wanted,
                                      const char *check_id,
                                      GError **error);
HavenEdit *haven_parties_edit_take_out (HavenSession *session, const HavenParty *before, GError **error);
gboolean haven_parties_decide (HavenSession *session,
                               const HavenConflictLook *look,
                               const char *outcome,
                               const char *reason,
                               const HavenParty *before,
                               const HavenParty *wanted,
                               HavenEdit **edit,
                               GError **error);

G_END_DECLS
