/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_PERSON_ADD_DIALOG (haven_person_add_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonAddDialog, haven_person_add_dialog, HAVEN, PERSON_ADD_DIALOG, AdwDialog)

AdwDialog *haven_person_add_dialog_new (HavenWorkspace *workspace, const char *name);

G_END_DECLS
