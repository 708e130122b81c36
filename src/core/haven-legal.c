/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-legal.h"

#define F(member, TYPE) HAVEN_FIELD (HavenMatter, member, TYPE)
HAVEN_DEFINE_RECORD (HavenMatter, haven_matter, "matter", LEGAL,
                     F (id, TEXT), F (patient_id, TEXT), F (type, TEXT), F (title, TEXT), F
                     (stage, TEXT), F (opened_on, DATE), F (closed_on, DATE), F (outcome, TEXT), F
                     (lead_attorney_id, TEXT), F (advocate_id, TEXT), F (venue, TEXT), F
                     (docket_number, TEXT), F (receipt_number, TEXT), F (alien_number, TEXT), F
                     (privilege, TEXT), F (protected_1367, BOOLEAN), F (hold_reason, TEXT), F
                     (filed_on, DATE), F (receipt_method, TEXT), F (engagement_signed_on, DATE), F
                     (conflict_check_id, TEXT), F (stage_reason, TEXT), F (court_calendar, TEXT), F
                     (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenCourtDay, member, TYPE)
HAVEN_DEFINE_RECORD (HavenCourtDay, haven_court_day, "court_day", LEGAL,
                     F (id, TEXT), F (court, TEXT), F (on_date, DATE), F (name, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenParty, member, TYPE)
HAVEN_DEFINE_RECORD (HavenParty, haven_party, "party", LEGAL,
                     F (id, TEXT), F (matter_id, TEXT), F (role, TEXT), F (name, TEXT), F
                     (relation, TEXT), F (phone, TEXT), F (address, TEXT), F (patient_id, TEXT), F
                     (conflict_check_id, TEXT), F (ended_on, DATE), F (ended_by, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenDeadline, member, TYPE)
HAVEN_DEFINE_RECORD (HavenDeadline, haven_deadline, "deadline", LEGAL,
                     F (id, TEXT), F (matter_id, TEXT), F (patient_id, TEXT), F (rule_code, TEXT),
                     F (label, TEXT), F (trigger_event, TEXT), F (trigger_on, DATE), F
                     (last_safe_day, DATE), F (plan_by, DATE), F (statutory_day, DATE), F
                     (mail_by, DATE), F (opens_on, DATE), F (alert_on, TEXTS), F (citation, TEXT),
                     F (explanation, TEXT), F (kind, TEXT), F (owner_id, TEXT), F (set_by, TEXT),
                     F (status, TEXT), F (done_by, TEXT), F (done_on, DATE), F (change_reason,
                     TEXT), F (needs_lawyer_check, BOOLEAN), F (event_id, TEXT), F (at_minute, MINUTE),
                     F (place, TEXT), F (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenLegalNote, member, TYPE)
HAVEN_DEFINE_RECORD (HavenLegalNote, haven_legal_note, "legal_note", LEGAL,
                     F (id, TEXT), F (matter_id, TEXT), F (patient_id, TEXT), F (title, TEXT), F
                     (text, TEXT), F (author_id, TEXT), F (written_at, INSTANT), F (signed_at,
                     INSTANT), F (corrected_by, TEXT), F (withdrawn_at, INSTANT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenCertification, member, TYPE)
HAVEN_DEFINE_RECORD (HavenCertification, haven_certification, "certification", LEGAL,
                     F (id, TEXT), F (matter_id, TEXT), F (patient_id, TEXT), F (form, TEXT), F
                     (agency, TEXT), F (official, TEXT), F (method, TEXT), F (state, TEXT), F
                     (requested_on, DATE), F (returned_on, DATE), F (signed_on, DATE), F
                     (original_held, BOOLEAN), F (deadline_id, TEXT), F (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenLegalTask, member, TYPE)
HAVEN_DEFINE_RECORD (HavenLegalTask, haven_legal_task, "legal_task", LEGAL,
                     F (id, TEXT), F (matter_id, TEXT), F (patient_id, TEXT), F (about_id, TEXT), F
                     (what, TEXT), F (due_on, DATE), F (owner_id, TEXT), F (state, TEXT), F
                     (done_by, TEXT), F (done_on, DATE), F (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenMatterEvidence, member, TYPE)
HAVEN_DEFINE_RECORD (HavenMatterEvidence, haven_matter_evidence, "matter_evidence", LEGAL,
                     F (id, TEXT), F (matter_id, TEXT), F (patient_id, TEXT), F (kind, TEXT), F
                     (words, TEXT), F (wanted_by, DATE), F (request_id, TEXT), F (asked_by, TEXT), F
                     (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenMatterEvent, member, TYPE)
HAVEN_DEFINE_RECORD (HavenMatterEvent, haven_matter_event, "matter_event", LEGAL,
                     F (id, TEXT), F (event_id, TEXT), F (matter_id, TEXT), F (patient_id, TEXT), F
                     (kind, TEXT), F (words, TEXT), F (on_date, DATE), F (precision, TEXT), F
                     (until_date, DATE), F (mailed, BOOLEAN), F (printed_on, DATE), F (notes, TEXT), F
                     (written_by, TEXT), F (written_at, INSTANT), F (change_reason, TEXT), F
                     (replaced_by, TEXT), F (withdrawn_at, INSTANT), F (voided_at, INSTANT), F
                     (voided_by, TEXT), F (void_reason, TEXT))
#undef F
