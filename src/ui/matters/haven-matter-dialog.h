/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Opens a matter for a person. */
#define HAVEN_TYPE_MATTER_DIALOG (haven_matter_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterDialog, haven_matter_dialog, HAVEN, MATTER_DIALOG, AdwDialog)

AdwDialog *haven_matter_dialog_new (HavenWorkspace *workspace);

G_END_DECLS
