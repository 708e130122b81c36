/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-way-in.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Adds somebody who works here: their name, their roles, and a passphrase that they type themselves. */
#define HAVEN_TYPE_MEMBER_ADD_DIALOG (haven_member_add_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenMemberAddDialog, haven_member_add_dialog, HAVEN, MEMBER_ADD_DIALOG, AdwDialog)

AdwDialog *haven_member_add_dialog_new (HavenWorkspace *workspace);
gboolean haven_member_add_dialog_is_ready (HavenMemberAddDialog *self);
void haven_member_add_dialog_type_code (HavenMemberAddDialog *self, const char *code);
void haven_member_add_dialog_fill (HavenMemberAddDialog *self, const char *name, const char *role);
HavenWayIn *haven_member_add_dialog_get_way_in (HavenMemberAddDialog *self);
void haven_member_add_dialog_add (HavenMemberAddDialog *self);

G_END_DECLS
