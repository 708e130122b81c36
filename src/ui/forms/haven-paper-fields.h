/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-papers-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenPaperFields:
 *
 * What stands in the fields of a paper, to be filled in or changed by hand; of a safe copy, what the person ticks to keep.
 * `filled` gives the values, as a JSON object; `begun` gives them after each change, as they are typed.
 */
#define HAVEN_TYPE_PAPER_FIELDS (haven_paper_fields_get_type ())
G_DECLARE_FINAL_TYPE (HavenPaperFields, haven_paper_fields, HAVEN, PAPER_FIELDS, AdwDialog)

AdwDialog *haven_paper_fields_new (HavenForms *forms, const HavenPaper *paper, JsonObject *begun);
AdwDialog *haven_paper_fields_new_for_steps (const HavenPaper *paper, JsonArray *steps, JsonObject *begun);

G_END_DECLS
