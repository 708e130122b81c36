/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form.h"
#include "haven-translation.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* The language that forms are written in. */
#define HAVEN_FORMS_SOURCE_LANGUAGE "en"

#define HAVEN_TYPE_FORMS (haven_forms_get_type ())
G_DECLARE_FINAL_TYPE (HavenForms, haven_forms, HAVEN, FORMS, GObject)

HavenForms *haven_forms_new (GBytes *common, GError **error);
HavenForms *haven_forms_load (GError **error);
HavenForms *haven_forms_new_over (HavenForms *base);
gboolean haven_forms_add_form (HavenForms *self, GBytes *json, GError **error);
gboolean haven_forms_take_translation (HavenForms *self,
                                       const char *code,
                                       HavenTranslation *translation,
                                       GError **error);

void haven_forms_note_counsel_review (HavenForms *self, const char *sha256);
gboolean haven_forms_awaits_counsel (HavenForms *self, const HavenForm *form);

char **haven_forms_dup_codes (HavenForms *self);
char **haven_forms_dup_languages (HavenForms *self, const char *code);
const HavenForm *haven_forms_lookup (HavenForms *self, const char *code, GError **error);
const HavenForm *haven_forms_get_common (HavenForms *self);
HavenForms *haven_forms_get_base (HavenForms *self);
const HavenTranslation *haven_forms_lookup_translation (HavenForms *self,
                                                        const char *code,
                                                        const char *language,
                                                        GError **error);
const HavenTranslation *haven_forms_find_translation (HavenForms *self, const char *code, const char *language);
HavenTranslationState
haven_forms_get_state (HavenForms *self, const char *code, const char *language, char **first_id);

G_END_DECLS
