/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** A text that is to be copied or saved as it stands. */
#define HAVEN_TYPE_TEXT_DIALOG (haven_text_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenTextDialog, haven_text_dialog, HAVEN, TEXT_DIALOG, AdwDialog)

AdwDialog *haven_text_dialog_new (const char *title, const char *about, const char *text);
void haven_text_dialog_set_paper (HavenTextDialog *self, GBytes *pdf);
char *haven_text_dialog_dup_text (HavenTextDialog *self);

G_END_DECLS
