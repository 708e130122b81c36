/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenFormChangeDialog:
 *
 * A form's file on its way in: it is checked as a whole, what would change is shown, and only then it is taken.
 */
#define HAVEN_TYPE_FORM_CHANGE_DIALOG (haven_form_change_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenFormChangeDialog, haven_form_change_dialog, HAVEN, FORM_CHANGE_DIALOG, AdwDialog)

AdwDialog *haven_form_change_dialog_new (HavenWorkspace *workspace, GFile *file, const char *form_code);
void haven_form_change_dialog_choose (GtkWidget *widget,
                                      HavenWorkspace *workspace,
                                      const char *form_code,
                                      GCancellable *cancellable);
void haven_form_change_dialog_take (HavenFormChangeDialog *self);
gboolean haven_form_change_dialog_is_ready (HavenFormChangeDialog *self);
const char *haven_form_change_dialog_get_problem (HavenFormChangeDialog *self);

G_END_DECLS
