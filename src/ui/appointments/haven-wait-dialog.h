/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Puts somebody on the wait list: for what, how long, and which days and hours suit. */
#define HAVEN_TYPE_WAIT_DIALOG (haven_wait_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenWaitDialog, haven_wait_dialog, HAVEN, WAIT_DIALOG, AdwDialog)

AdwDialog *haven_wait_dialog_new (HavenWorkspace *workspace);

G_END_DECLS
