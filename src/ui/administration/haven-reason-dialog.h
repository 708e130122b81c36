/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenReasonDialog:
 *
 * Asks for a sentence or two, and says how many letters are missing. Emits `given` with the text, and goes.
 */
#define HAVEN_TYPE_REASON_DIALOG (haven_reason_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenReasonDialog, haven_reason_dialog, HAVEN, REASON_DIALOG, AdwDialog)

AdwDialog *haven_reason_dialog_new (const char *title,
                                    const char *body,
                                    const char *label,
                                    const char *button_label,
                                    guint least);
void haven_reason_dialog_set_choices (HavenReasonDialog *self, const char *title, const char *const *labels);
guint haven_reason_dialog_get_choice (HavenReasonDialog *self);
void haven_reason_dialog_type (HavenReasonDialog *self, const char *text);
void haven_reason_dialog_give (HavenReasonDialog *self);
gboolean haven_reason_dialog_is_ready (HavenReasonDialog *self);

G_END_DECLS
