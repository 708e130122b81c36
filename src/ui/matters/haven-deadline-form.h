/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-fields.h"
#include "haven-matters-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What a rule needs to count by, and below it the days that come of it, while it is typed. */
#define HAVEN_TYPE_DEADLINE_FORM (haven_deadline_form_get_type ())
G_DECLARE_FINAL_TYPE (HavenDeadlineForm, haven_deadline_form, HAVEN, DEADLINE_FORM, AdwBin)

void haven_deadline_form_set_matter (HavenDeadlineForm *self, const HavenMatterPage *page);
void haven_deadline_form_set_rule (HavenDeadlineForm *self,
                                   HavenSession *session,
                                   const HavenDeadlineRule *rule,
                                   const HavenDeadlineInput *input);
void haven_deadline_form_add_to_draft (HavenDeadlineForm *self, HavenDraftFields *fields);
void haven_deadline_form_set_hanging (HavenDeadlineForm *self, gboolean hanging);
void haven_deadline_form_set_expanded (HavenDeadlineForm *self, gboolean expanded);
const HavenDeadline *haven_deadline_form_get_preview (HavenDeadlineForm *self);
const HavenDeadlineInput *haven_deadline_form_get_input (HavenDeadlineForm *self);
void haven_deadline_form_set_at (HavenDeadlineForm *self, const HavenDateAt *at);
const HavenDateAt *haven_deadline_form_get_at (HavenDeadlineForm *self);
const char *haven_deadline_form_get_error (HavenDeadlineForm *self);

G_END_DECLS
