/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-translation-warnings.h"
#include "haven-translations-service.h"

G_BEGIN_DECLS

const char *haven_translation_state_get_word (HavenTranslationState state);
const char *haven_translation_state_get_icon (HavenTranslationState state);
char *haven_translation_dup_form_title (const char *form_code, const char *title);
char *haven_translation_dup_progress (const HavenTranslationProgress *progress);
double haven_translation_get_share (const HavenTranslationProgress *progress);
char *haven_translation_warning_dup_words (const HavenTranslationWarning *warning);
char *haven_translation_warnings_dup_words (const GPtrArray *warnings);

G_END_DECLS
