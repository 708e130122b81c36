/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-glossary.h"
#include "haven-translations-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenTranslationRow:
 *
 * One text of a form: the English on one side, what is written on the other, each in its own direction; where it
 * stands, and what there is to look at.
 */
#define HAVEN_TYPE_TRANSLATION_ROW (haven_translation_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenTranslationRow, haven_translation_row, HAVEN, TRANSLATION_ROW, AdwBin)

GtkWidget *haven_translation_row_new (const char *language, const HavenGlossary *glossary, guint number, guint n_rows);
void haven_translation_row_set_unit (HavenTranslationRow *self, const HavenTranslationUnit *unit);
void haven_translation_row_set_editable (HavenTranslationRow *self, gboolean editable);
void haven_translation_row_set_narrow (HavenTranslationRow *self, gboolean narrow);

const char *haven_translation_row_get_text_id (HavenTranslationRow *self);
const char *haven_translation_row_get_source (HavenTranslationRow *self);
char *haven_translation_row_dup_text (HavenTranslationRow *self);
void haven_translation_row_set_text (HavenTranslationRow *self, const char *text);
HavenTranslationState haven_translation_row_get_state (HavenTranslationRow *self);
gint64 haven_translation_row_get_seen (HavenTranslationRow *self);
void haven_translation_row_set_seen (HavenTranslationRow *self, gint64 seen);
gboolean haven_translation_row_is_changed (HavenTranslationRow *self);
gboolean haven_translation_row_has_error (HavenTranslationRow *self);
void haven_translation_row_refuse (HavenTranslationRow *self, const char *sentence);
void haven_translation_row_reset (HavenTranslationRow *self);
void haven_translation_row_copy_source (HavenTranslationRow *self);
GtkTextView *haven_translation_row_get_view (HavenTranslationRow *self);

G_END_DECLS
