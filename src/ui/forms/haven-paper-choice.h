/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-fields.h"
#include "haven-forms.h"
#include "haven-papers-service.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The widgets of the choice, as they stand in the dialog's template. */
typedef struct
{
  GtkDropDown *language;
  GtkWidget *variant_box; /* around the next one */
  GtkDropDown *variant;
  GtkWidget *layout_box; /* around the next one; both may be missing: as usual then */
  GtkDropDown *layout;
  GtkLabel *explanation; /* of the variant */
} HavenPaperChoiceWidgets;

/**
 * HavenPaperChoice:
 *
 * In which language a paper is, of which kind, and how it is set, as far as its form has several.
 */
#define HAVEN_TYPE_PAPER_CHOICE (haven_paper_choice_get_type ())
G_DECLARE_FINAL_TYPE (HavenPaperChoice, haven_paper_choice, HAVEN, PAPER_CHOICE, GObject)

HavenPaperChoice *haven_paper_choice_new (const HavenPaperChoiceWidgets *widgets);
void haven_paper_choice_fill (HavenPaperChoice *self, HavenForms *forms, const HavenForm *form, const char *language);
gboolean haven_paper_choice_is_filled (HavenPaperChoice *self);
const char *haven_paper_choice_get_language (HavenPaperChoice *self);
const char *haven_paper_choice_get_variant (HavenPaperChoice *self);
HavenPaperWanted haven_paper_choice_get_wanted (HavenPaperChoice *self, const char *form_code);
gboolean haven_paper_choice_has_language (HavenPaperChoice *self, const char *language);
void haven_paper_choice_add_to_draft (HavenPaperChoice *self, HavenDraftFields *fields);
void haven_paper_choice_set_language (HavenPaperChoice *self, const char *language);

G_END_DECLS
