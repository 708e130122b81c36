/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-translation-list.h"
#include "haven-workspace.h"

G_BEGIN_DECLS

/**
 * HavenTranslationPage:
 *
 * A form in a language, for whoever writes, reviews or approves its words: the texts in two columns, and the page that
 * they make, drawn anew at each key.
 */
#define HAVEN_TYPE_TRANSLATION_PAGE (haven_translation_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenTranslationPage, haven_translation_page, HAVEN, TRANSLATION_PAGE, AdwNavigationPage)

GtkWidget *haven_translation_page_new (HavenWorkspace *workspace, const char *form_code, const char *language);
gboolean haven_translation_page_shows (HavenTranslationPage *self, const char *form_code, const char *language);
HavenTranslationList *haven_translation_page_get_list (HavenTranslationPage *self);
void haven_translation_page_take_file (HavenTranslationPage *self, GFile *file);
const char *haven_translation_page_get_problem (HavenTranslationPage *self);

G_END_DECLS
