/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form-facts.h"

G_BEGIN_DECLS

/* What is known of a form, in the words of the screen. All results but the constant ones are the caller's. */
const char *haven_form_words_get_purpose (const char *form_code);
char *haven_form_words_dup_version (const HavenFormFacts *facts, HavenClock *clock);
char *haven_form_words_dup_review (const HavenFormFacts *facts);
char *haven_form_words_dup_recorded (const HavenFormFacts *facts, HavenClock *clock);
char *haven_form_words_dup_elements (const HavenFormFacts *facts);
char *haven_form_words_dup_check (const HavenFormCheck *check);
const char *haven_form_words_get_state (HavenTranslationState state);
char *haven_form_words_dup_language (const HavenFormLanguage *language);
char *haven_form_words_dup_work (const HavenFormLanguage *language);

G_END_DECLS
