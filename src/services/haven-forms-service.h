/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-form-changes.h"
#include "haven-papers-service.h"

G_BEGIN_DECLS

/* What a clinic does with the forms themselves. None of it touches a paper that was made or signed before. */

HavenEdit *haven_clinic_forms_edit_review (HavenSession *session,
                                           const char *form_code,
                                           const char *counsel,
                                           HavenDate reviewed_on,
                                           GError **error);
HavenEdit *haven_clinic_forms_edit_take_back_review (HavenSession *session, const char *form_code, GError **error);
gboolean haven_clinic_forms_check_review (HavenSession *session, const char *counsel, HavenDate reviewed_on, GError **error);

gboolean haven_clinic_forms_add (HavenSession *session, GBytes *file, GError **error);
gboolean haven_clinic_forms_retire (HavenSession *session, const char *form_code, GError **error);

GBytes *haven_clinic_forms_dup_file (HavenSession *session, const char *form_code, GError **error);
HavenPaper *haven_clinic_forms_make_sample (HavenSession *session,
                                            const char *form_code,
                                            const char *language,
                                            const char *variant,
                                            GError **error);

G_END_DECLS
