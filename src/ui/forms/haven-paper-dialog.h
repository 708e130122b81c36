/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-paper-pages.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_PAPER_DIALOG (haven_paper_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenPaperDialog, haven_paper_dialog, HAVEN, PAPER_DIALOG, AdwDialog)

AdwDialog *haven_paper_dialog_new (HavenWorkspace *workspace, const char *patient_id, const char *form_code);
AdwDialog *
haven_paper_dialog_new_kept (HavenWorkspace *workspace, const char *patient_id, const char *document_id);
HavenPaperPages *haven_paper_dialog_get_pages (HavenPaperDialog *self);

G_END_DECLS
