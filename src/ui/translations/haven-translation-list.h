/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-translation-row.h"
#include "haven-translation-work.h"

G_BEGIN_DECLS

/**
 * HavenTranslationList:
 *
 * The texts of a form below each other, in the order of the paper. One of them is worked on.
 */
#define HAVEN_TYPE_TRANSLATION_LIST (haven_translation_list_get_type ())
G_DECLARE_FINAL_TYPE (HavenTranslationList, haven_translation_list, HAVEN, TRANSLATION_LIST, AdwBin)

GtkWidget *haven_translation_list_new (const char *language);
void haven_translation_list_show (HavenTranslationList *self, const GPtrArray *units, const HavenGlossary *glossary);
void haven_translation_list_set_editable (HavenTranslationList *self, gboolean editable);
void haven_translation_list_set_narrow (HavenTranslationList *self, gboolean narrow);

guint haven_translation_list_get_n_rows (HavenTranslationList *self);
HavenTranslationRow *haven_translation_list_get_row (HavenTranslationList *self, guint position);
HavenTranslationRow *haven_translation_list_find (HavenTranslationList *self, const char *text_id);
HavenTranslationRow *haven_translation_list_get_current (HavenTranslationList *self);
guint haven_translation_list_get_position (HavenTranslationList *self);
void haven_translation_list_enter (HavenTranslationList *self, guint position);
gboolean haven_translation_list_go (HavenTranslationList *self, int step, HavenTranslationState wanted);
guint haven_translation_list_count_changed (HavenTranslationList *self);
void haven_translation_list_count (HavenTranslationList *self, HavenTranslationProgress *progress);
HavenTranslation *haven_translation_list_make_texts (HavenTranslationList *self, const char *form_code);

char *haven_translation_list_dup_draft (HavenTranslationList *self);
void haven_translation_list_fill_draft (HavenTranslationList *self, const char *draft);

G_END_DECLS
