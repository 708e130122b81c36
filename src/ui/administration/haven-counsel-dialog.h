/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Records that a lawyer read a form: who, and on which day. What was recorded can be undone. */
#define HAVEN_TYPE_COUNSEL_DIALOG (haven_counsel_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenCounselDialog, haven_counsel_dialog, HAVEN, COUNSEL_DIALOG, AdwDialog)

AdwDialog *haven_counsel_dialog_new (HavenWorkspace *workspace, const char *form_code);
void haven_counsel_dialog_set (HavenCounselDialog *self, const char *counsel, const char *day);
void haven_counsel_dialog_record (HavenCounselDialog *self);
const char *haven_counsel_dialog_get_failure (HavenCounselDialog *self);

G_END_DECLS
