/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Where a matter stands, its venue, its numbers, and how it is protected. */
#define HAVEN_TYPE_MATTER_CHANGE_DIALOG (haven_matter_change_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterChangeDialog, haven_matter_change_dialog, HAVEN, MATTER_CHANGE_DIALOG, AdwDialog)

AdwDialog *haven_matter_change_dialog_new (HavenWorkspace *workspace, const HavenMatter *matter, const char *person);
AdwDialog *haven_matter_change_dialog_new_for_stage (HavenWorkspace *workspace,
                                                     const HavenMatter *matter,
                                                     const char *person,
                                                     const char *stage);

G_END_DECLS
