/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-paper-pages.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A form with blanks, for nobody, in each of its languages and kinds: to look at, not to give to somebody. */
#define HAVEN_TYPE_SAMPLE_DIALOG (haven_sample_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenSampleDialog, haven_sample_dialog, HAVEN, SAMPLE_DIALOG, AdwDialog)

AdwDialog *haven_sample_dialog_new (HavenWorkspace *workspace, const char *form_code);
HavenPaperPages *haven_sample_dialog_get_pages (HavenSampleDialog *self);

G_END_DECLS
