/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_CHANGE_PASSPHRASE_DIALOG (haven_change_passphrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenChangePassphraseDialog, haven_change_passphrase_dialog, HAVEN, CHANGE_PASSPHRASE_DIALOG, AdwDialog)

AdwDialog *haven_change_passphrase_dialog_new (HavenWorkspace *workspace, const char *sign_in_name);

G_END_DECLS
