/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-recovery-sheet.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A recovery sheet that was just made: it is printed, and read back from the paper, before the dialog goes. */
#define HAVEN_TYPE_SHEET_DIALOG (haven_sheet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenSheetDialog, haven_sheet_dialog, HAVEN, SHEET_DIALOG, AdwDialog)

AdwDialog *haven_sheet_dialog_new (HavenRecoverySheetKind kind, const char *code, const char *vault_id);

G_END_DECLS
