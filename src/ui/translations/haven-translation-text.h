/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A text to write in that is as high as its lines from the beginning: a list of many would jump otherwise. */
#define HAVEN_TYPE_TRANSLATION_TEXT (haven_translation_text_get_type ())
G_DECLARE_FINAL_TYPE (HavenTranslationText, haven_translation_text, HAVEN, TRANSLATION_TEXT, GtkTextView)

void haven_translation_text_set_tongue (HavenTranslationText *self, const char *language, const char *family);

G_END_DECLS
