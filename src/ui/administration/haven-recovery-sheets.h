/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-sheet-dialog.h"

G_BEGIN_DECLS

/** The printed recovery codes, to be made anew by who holds what they open. */
#define HAVEN_TYPE_RECOVERY_SHEETS (haven_recovery_sheets_get_type ())
G_DECLARE_FINAL_TYPE (HavenRecoverySheets, haven_recovery_sheets, HAVEN, RECOVERY_SHEETS, AdwPreferencesGroup)

GtkWidget *haven_recovery_sheets_new (HavenWorkspace *workspace);
gboolean haven_recovery_sheets_is_for (HavenSession *session);

G_END_DECLS
