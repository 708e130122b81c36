/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-forms.h"

G_BEGIN_DECLS

/** A value of a form that somebody may fill in, in the words of the form. The value belongs to the form. */
typedef struct
{
  const HavenFormValue *value;
  char *label;
  char **options; /* labels of a choice, in their order; else NULL */
} HavenPaperField;

void haven_paper_field_free (HavenPaperField *self);

GPtrArray *haven_papers_list_fields (HavenForms *forms, const HavenForm *form, const char *variant, const char *language);

G_END_DECLS
