/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-official-form-sources.h"
#include "haven-papers-service.h"
#include "haven-pdf-reader.h"

G_BEGIN_DECLS

/**
 * Forms of agencies that the clinic fills for people. Their files come from elsewhere, so each act that looks into one
 * waits for the confined reader: none belongs on the main thread.
 *
 * What comes of one is a paper as any other (haven_papers_keep(), haven_papers_hand_over()), but its file is still from
 * elsewhere: it is looked at through #HavenPdfReader, never by what shows papers of our own.
 */

/** The variant of a paper that was made from an official form; of a privileged one, which the store shows to the legal
 * team alone. */
#define HAVEN_OFFICIAL_FORM_VARIANT "official"
#define HAVEN_OFFICIAL_FORM_VARIANT_PRIVILEGED "privileged"

gboolean haven_official_forms_may_fill (HavenSession *session, const HavenOfficialForm *form);

gboolean haven_official_forms_is_paper_of (const HavenPaper *paper);

char *haven_official_forms_import (HavenSession *session,
                                   const HavenOfficialForm *details,
                                   GCancellable *cancellable,
                                   GError **error);
GPtrArray *haven_official_forms_list (HavenSession *session, GError **error);
HavenOfficialForm *haven_official_forms_find (HavenSession *session, const char *code, GError **error);
gboolean haven_official_forms_retire (HavenSession *session, const char *form_id, GError **error);

HavenPdfReader *
haven_official_forms_open (HavenSession *session, const char *form_id, GCancellable *cancellable, GError **error);
GPtrArray *haven_official_forms_list_fields (HavenSession *session, const char *form_id, GError **error);
HavenEdit *haven_official_forms_edit_field (HavenSession *session,
                                            HavenPdfReader *reader,
                                            const HavenOfficialFormField *before,
                                            const char *source,
                                            const char *format,
                                            GError **error);

JsonObject *haven_official_forms_make_values (
    HavenSession *session, const char *form_id, HavenPdfReader *reader, const char *patient_id, GError **error);
HavenPaper *haven_official_forms_fill (HavenSession *session,
                                       const char *form_id,
                                       const char *patient_id,
                                       JsonObject *more,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
