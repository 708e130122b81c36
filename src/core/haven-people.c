/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-people.h"

#define F(member, TYPE) HAVEN_FIELD (HavenPatient, member, TYPE)
HAVEN_DEFINE_RECORD (HavenPatient, haven_patient, "patient", SHARED,
                     F (id, TEXT), F (name, TEXT), F (pronouns, TEXT), F (born_on, TEXT),
                     F (born_estimated, BOOLEAN), F (spoken_language, TEXT),
                     F (written_language, TEXT), F (languages, TEXTS), F (interpreter_need, TEXT),
                     F (do_not_contact, BOOLEAN), F (mail_to, TEXT), F (status, TEXT),
                     F (created_at, INSTANT), F (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenPatientName, member, TYPE)
HAVEN_DEFINE_RECORD (HavenPatientName, haven_patient_name, "patient_name", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (kind, TEXT), F (text, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenSafeContactRule, member, TYPE)
HAVEN_DEFINE_RECORD (HavenSafeContactRule, haven_safe_contact_rule, "safe_contact_rule", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (channel, TEXT), F (value, TEXT),
                     F (safe, TEXT), F (safe_from, INTEGER), F (safe_to, INTEGER), F (days, TEXTS),
                     F (leave_voicemail, TEXT), F (text_ok, BOOLEAN), F (caller_name_to_use, TEXT),
                     F (code_question, TEXT), F (who_else_hears, TEXT),
                     F (last_confirmed_on, DATE), F (confirm_every_days, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenDraft, member, TYPE)
static const HavenField draft_fields[] = { F (id, TEXT),         F (staff_id, TEXT),
                                           F (editor, TEXT),     F (subject_id, TEXT),
                                           F (text, TEXT),       F (caret, INTEGER),
                                           F (saved_at, INSTANT) };
#undef F

#define DRAFT_INFO(PARTITION) \
  { \
    "draft", HAVEN_PARTITION_##PARTITION, sizeof (HavenDraft), draft_fields, G_N_ELEMENTS (draft_fields), \
        (GDestroyNotify) haven_draft_free \
  }
const HavenRecordInfo haven_shared_draft_info = DRAFT_INFO (SHARED);
const HavenRecordInfo haven_clinical_draft_info = DRAFT_INFO (CLINICAL);
const HavenRecordInfo haven_legal_draft_info = DRAFT_INFO (LEGAL);

HavenDraft *
haven_draft_new (void)
{
  return haven_record_new (&haven_shared_draft_info);
}

void
haven_draft_free (HavenDraft *self)
{
  haven_record_free (&haven_shared_draft_info, self);
}
