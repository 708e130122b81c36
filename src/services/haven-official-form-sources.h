/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"
#include "haven-official-form.h"
#include "haven-pdf.h"
#include "haven-people.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** What a field of an official form can be filled from. */
typedef struct
{
  HavenPatient *patient; /* nullable */
  GPtrArray *names;      /* nullable: of HavenPatientName */
} HavenOfficialFormPerson;

const HavenChoice *haven_official_form_get_sources (void);
const HavenChoice *haven_official_form_get_formats (const char *source);
gboolean
haven_official_form_check_mapping (const HavenPdfField *field, const char *source, const char *format, GError **error);
void haven_official_form_suggest (const HavenPdfField *field, const char **source, const char **format);
JsonNode *haven_official_form_make_value (HavenSession *session,
                                          const HavenOfficialFormPerson *person,
                                          const HavenPdfField *field,
                                          const char *source,
                                          const char *format);

G_END_DECLS
