/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenRoleDialog:
 *
 * Chooses a role to give, and takes a recovery code where whoever gives it does not hold what it works with. Emits
 * `chosen` with the role and the code (or %NULL), and goes.
 */
#define HAVEN_TYPE_ROLE_DIALOG (haven_role_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenRoleDialog, haven_role_dialog, HAVEN, ROLE_DIALOG, AdwDialog)

AdwDialog *haven_role_dialog_new (HavenWorkspace *workspace, const HavenStaffMember *member);
void haven_role_dialog_choose (HavenRoleDialog *self, const char *role);

G_END_DECLS
