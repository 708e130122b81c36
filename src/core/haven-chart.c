/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-chart.h"

#define F(member, TYPE) HAVEN_FIELD (HavenEncounter, member, TYPE)
HAVEN_DEFINE_RECORD (HavenEncounter, haven_encounter, "encounter", CLINICAL,
                     F (id, TEXT), F (patient_id, TEXT), F (appointment_id, TEXT), F (kind, TEXT),
                     F (title, TEXT), F (summary, TEXT), F (starts_at, INSTANT), F (ends_at,
                     INSTANT), F (staff_id, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenNote, member, TYPE)
HAVEN_DEFINE_RECORD (HavenNote, haven_note, "note", CLINICAL,
                     F (id, TEXT), F (patient_id, TEXT), F (encounter_id, TEXT), F (kind, TEXT), F
                     (title, TEXT), F (text, TEXT), F (state, TEXT), F (author_id, TEXT), F
                     (written_at, INSTANT), F (signed_by, TEXT), F (signed_at, INSTANT), F
                     (addendum_of, TEXT), F (addendum_reason, TEXT), F (restricted, TEXT), F
                     (row_version, INTEGER))
#undef F
