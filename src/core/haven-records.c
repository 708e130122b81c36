/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-records.h"

#include "haven-calendar.h"
#include "haven-chart.h"
#include "haven-conflict.h"
#include "haven-consent.h"
#include "haven-directory.h"
#include "haven-form-records.h"
#include "haven-legal.h"
#include "haven-official-form.h"
#include "haven-people.h"
#include "haven-plan.h"
#include "haven-record-request.h"
#include "haven-outreach.h"
#include "haven-reminder.h"
#include "haven-series.h"
#include "haven-staff.h"
#include "haven-waiting.h"

static const HavenRecordInfo *const records[] = {
  &haven_staff_member_info,
  &haven_patient_denial_info,
  &haven_break_glass_info,
  &haven_patient_info,
  &haven_patient_name_info,
  &haven_safe_contact_rule_info,
  &haven_resource_info,
  &haven_resource_hours_info,
  &haven_resource_absence_info,
  &haven_closed_day_info,
  &haven_appointment_info,
  &haven_appointment_resource_info,
  &haven_slot_hold_info,
  &haven_appointment_series_info,
  &haven_wait_entry_info,
  &haven_freed_slot_info,
  &haven_reminder_info,
  &haven_outreach_info,
  &haven_organization_info,
  &haven_service_info,
  &haven_location_info,
  &haven_service_location_info,
  &haven_phone_info,
  &haven_schedule_info,
  &haven_plan_info,
  &haven_goal_info,
  &haven_plan_action_info,
  &haven_release_info,
  &haven_document_info,
  &haven_disclosure_info,
  &haven_bridge_date_info,
  &haven_record_request_info,
  &haven_translated_text_info,
  &haven_counsel_review_info,
  &haven_clinic_form_info,
  &haven_signed_paper_info,
  &haven_official_form_info,
  &haven_official_form_field_info,
  &haven_shared_draft_info,
  &haven_encounter_info,
  &haven_note_info,
  &haven_clinical_draft_info,
  &haven_court_day_info,
  &haven_conflict_check_info,
  &haven_matter_info,
  &haven_party_info,
  &haven_deadline_info,
  &haven_certification_info,
  &haven_legal_task_info,
  &haven_matter_evidence_info,
  &haven_matter_event_info,
  &haven_legal_note_info,
  &haven_legal_draft_info,
};

/** Every kind of record that there is. */
const HavenRecordInfo *const *
haven_records_get_all (guint *n_records)
{
  *n_records = G_N_ELEMENTS (records);
  return records;
}

/** Returns: (nullable): the record of that name in a partition */
const HavenRecordInfo *
haven_records_lookup (HavenPartition partition, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (records[i]->partition == partition && g_strcmp0 (records[i]->name, name) == 0)
      return records[i];
  return NULL;
}
