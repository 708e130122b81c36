/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The forms, and how far the words of each are in a language. */
#define HAVEN_TYPE_TRANSLATION_FORMS (haven_translation_forms_get_type ())
G_DECLARE_FINAL_TYPE (HavenTranslationForms, haven_translation_forms, HAVEN, TRANSLATION_FORMS, AdwNavigationPage)

GtkWidget *haven_translation_forms_new (HavenWorkspace *workspace);
void haven_translation_forms_choose_language (HavenTranslationForms *self, const char *language);
const char *haven_translation_forms_get_language (HavenTranslationForms *self);

G_END_DECLS
