/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-fault-list.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenImportDialog:
 *
 * Takes a directory of services in: choose it, see what it would bring and what is wrong with it, and only then import.
 */
#define HAVEN_TYPE_IMPORT_DIALOG (haven_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenImportDialog, haven_import_dialog, HAVEN, IMPORT_DIALOG, AdwDialog)

AdwDialog *haven_import_dialog_new (HavenWorkspace *workspace);
void haven_import_dialog_check (HavenImportDialog *self, const char *path);
void haven_import_dialog_apply (HavenImportDialog *self);
void haven_import_dialog_cancel (HavenImportDialog *self);
const char *haven_import_dialog_get_page (HavenImportDialog *self);
HavenFaultList *haven_import_dialog_get_faults (HavenImportDialog *self);

G_END_DECLS
