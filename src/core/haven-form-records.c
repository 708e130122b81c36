/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-records.h"

#define F(member, TYPE) HAVEN_FIELD (HavenTranslatedText, member, TYPE)
HAVEN_DEFINE_RECORD (HavenTranslatedText, haven_translated_text, "translated_text", SHARED,
                     F (id, TEXT), F (form_code, TEXT), F (form_version, TEXT), F (language, TEXT), F
                     (text_id, TEXT), F (source, TEXT), F (source_sha256, TEXT), F (text, TEXT), F
                     (state, TEXT), F (translator_id, TEXT), F (translated_at, INSTANT), F
                     (reviewer_id, TEXT), F (reviewed_at, INSTANT), F (approver_id, TEXT), F
                     (approved_at, INSTANT), F (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenCounselReview, member, TYPE)
HAVEN_DEFINE_RECORD (HavenCounselReview, haven_counsel_review, "counsel_review", SHARED,
                     F (id, TEXT), F (form_code, TEXT), F (form_version, TEXT), F (form_sha256,
                     TEXT), F (counsel, TEXT), F (reviewed_on, DATE), F (recorded_by, TEXT), F
                     (recorded_at, INSTANT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenClinicForm, member, TYPE)
HAVEN_DEFINE_RECORD (HavenClinicForm, haven_clinic_form, "clinic_form", SHARED,
                     F (id, TEXT), F (form_code, TEXT), F (form_version, TEXT), F (file, BYTES), F
                     (added_by, TEXT), F (added_at, INSTANT), F (retired_at, INSTANT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenSignedPaper, member, TYPE)
HAVEN_DEFINE_RECORD (HavenSignedPaper, haven_signed_paper, "signed_paper", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (document_id, TEXT), F (form_code, TEXT), F
                     (form_version, TEXT), F (language, TEXT), F (texts, BYTES), F (sha256, TEXT), F
                     (signer, TEXT), F (signed_name, TEXT), F (relationship, TEXT), F (strokes,
                     BYTES), F (signed_at, INSTANT), F (witness_name, TEXT), F (witness_strokes,
                     BYTES), F (interpreter_name, TEXT), F (interpreter_language, TEXT), F
                     (interpreter_strokes, BYTES), F (staff_id, TEXT), F (others, BYTES))
#undef F
