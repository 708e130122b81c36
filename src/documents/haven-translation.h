/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form.h"

G_BEGIN_DECLS

/** How far a translated text may be relied on. Only approved ones may be signed. */
typedef enum
{
  HAVEN_TRANSLATION_MISSING,
  HAVEN_TRANSLATION_MACHINE,
  HAVEN_TRANSLATION_OUTDATED, /* made for other words than the form has now */
  HAVEN_TRANSLATION_DRAFT,
  HAVEN_TRANSLATION_REVIEWED,
  HAVEN_TRANSLATION_APPROVED,
} HavenTranslationState;

/** The texts of one form in one language. */
typedef struct _HavenTranslation HavenTranslation;

HavenTranslation *haven_translation_new (const char *form_code, const char *language);
HavenTranslation *
haven_translation_parse (const char *form_code, const char *language, GBytes *po, GError **error);
void haven_translation_free (HavenTranslation *self);
const char *haven_translation_get_language (const HavenTranslation *self);
void haven_translation_set (HavenTranslation *self,
                            const char *id,
                            const char *source,
                            const char *text,
                            HavenTranslationState state);
const char *haven_translation_lookup (const HavenTranslation *self,
                                      const char *id,
                                      const char *source,
                                      HavenTranslationState *state);
const char *haven_translation_get_source (const HavenTranslation *self, const char *id);
void haven_translation_copy_entry (HavenTranslation *self, const HavenTranslation *from, const char *id);
char **haven_translation_dup_ids (const HavenTranslation *self);
GBytes *haven_translation_write_po (const HavenForm *form,
                                    const HavenTranslation *self,
                                    const char *language,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTranslation, haven_translation_free)

G_END_DECLS
