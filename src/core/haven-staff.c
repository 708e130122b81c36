/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-staff.h"

#define F(member, TYPE) HAVEN_FIELD (HavenStaffMember, member, TYPE)
HAVEN_DEFINE_RECORD (HavenStaffMember, haven_staff_member, "staff_member", SHARED,
                     F (id, TEXT), F (name, TEXT), F (roles, TEXTS), F (languages, TEXTS),
                     F (active, BOOLEAN), F (ended_at, INSTANT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenPatientDenial, member, TYPE)
HAVEN_DEFINE_RECORD (HavenPatientDenial, haven_patient_denial, "patient_denial", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (staff_id, TEXT), F (reason, TEXT),
                     F (since, INSTANT), F (denied_by, TEXT), F (ended_at, INSTANT),
                     F (ended_by, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenBreakGlass, member, TYPE)
HAVEN_DEFINE_RECORD (HavenBreakGlass, haven_break_glass, "break_glass", SHARED,
                     F (id, TEXT), F (staff_id, TEXT), F (patient_id, TEXT),
                     F (reason_code, TEXT), F (reason, TEXT), F (opened_at, INSTANT),
                     F (closes_at, INSTANT), F (reviewed_by, TEXT), F (reviewed_at, INSTANT),
                     F (review, TEXT))
#undef F
