/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_OUTREACH_DIALOG (haven_outreach_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenOutreachDialog, haven_outreach_dialog, HAVEN, OUTREACH_DIALOG, AdwDialog)

AdwDialog *haven_outreach_dialog_new (HavenWorkspace *workspace, const char *id);

G_END_DECLS
