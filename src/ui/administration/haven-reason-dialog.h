/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"
#include "haven-draft-writer.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenReasonDialog:
 *
 * Asks for a sentence or two, and says how many letters are missing. Emits `given` with the text, and goes. What is typed
 * is kept as a draft, which ends when the act that it was asked for is done.
 */
#define HAVEN_TYPE_REASON_DIALOG (haven_reason_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenReasonDialog, haven_reason_dialog, HAVEN, REASON_DIALOG, AdwDialog)

AdwDialog *haven_reason_dialog_new (const char *title,
                                    const char *body,
                                    const char *label,
                                    const char *button_label,
                                    guint least);
void haven_reason_dialog_set_choices (HavenReasonDialog *self, const char *title, const HavenChoice *choices);
guint haven_reason_dialog_get_choice (HavenReasonDialog *self);
void haven_reason_dialog_keep (HavenReasonDialog *self,
                               HavenWorkspace *workspace,
                               const char *editor,
                               const char *subject_id);
HavenDraftWriter *haven_reason_dialog_get_draft (HavenReasonDialog *self);
void haven_reason_dialog_type (HavenReasonDialog *self, const char *text);
void haven_reason_dialog_give (HavenReasonDialog *self);
gboolean haven_reason_dialog_is_ready (HavenReasonDialog *self);

G_END_DECLS
