/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Brings in a form of an agency. */
#define HAVEN_TYPE_OFFICIAL_IMPORT_DIALOG (haven_official_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenOfficialImportDialog, haven_official_import_dialog, HAVEN, OFFICIAL_IMPORT_DIALOG, AdwDialog)

AdwDialog *haven_official_import_dialog_new (HavenWorkspace *workspace);
void haven_official_import_dialog_set_file (HavenOfficialImportDialog *self, GFile *file);

G_END_DECLS
