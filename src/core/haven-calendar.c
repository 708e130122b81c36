/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar.h"

#define F(member, TYPE) HAVEN_FIELD (HavenResource, member, TYPE)
HAVEN_DEFINE_RECORD (HavenResource, haven_resource, "resource", SHARED,
                     F (id, TEXT), F (name, TEXT), F (kind, TEXT), F (staff_id, TEXT), F
                     (languages, TEXTS), F (site, TEXT), F (active, BOOLEAN), F (position,
                     INTEGER), F (capacity, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenResourceHours, member, TYPE)
HAVEN_DEFINE_RECORD (HavenResourceHours, haven_resource_hours, "resource_hours", SHARED,
                     F (id, TEXT), F (resource_id, TEXT), F (weekday, INTEGER), F (opens_at,
                     INTEGER), F (closes_at, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenResourceAbsence, member, TYPE)
HAVEN_DEFINE_RECORD (HavenResourceAbsence, haven_resource_absence, "resource_absence", SHARED,
                     F (id, TEXT), F (resource_id, TEXT), F (starts_at, INSTANT), F (ends_at,
                     INSTANT), F (reason, TEXT), F (origin, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenAppointment, member, TYPE)
HAVEN_DEFINE_RECORD (HavenAppointment, haven_appointment, "appointment", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (kind, TEXT), F (title, TEXT), F
                     (starts_at, INSTANT), F (ends_at, INSTANT), F (zone, TEXT), F (local_start,
                     TEXT), F (status, TEXT), F (status_reason, TEXT), F (mode, TEXT), F (site,
                     TEXT), F (interpreter_language, TEXT), F (interpreter_need, TEXT), F
                     (transport_need, TEXT), F (trip_id, TEXT), F (arrived_at,
                     INSTANT), F (checked_in_at, INSTANT), F (started_at, INSTANT), F (ended_at,
                     INSTANT), F (override_reason, TEXT), F (interpreter_confirmed_at, INSTANT), F
                     (transport_confirmed_at, INSTANT), F (series_id, TEXT), F (series_on, DATE), F
                     (companion_allowed, BOOLEAN), F (prepare_minutes, INTEGER), F (rest_minutes, INTEGER), F
                     (off_printed_lists, BOOLEAN), F (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenAppointmentResource, member, TYPE)
HAVEN_DEFINE_RECORD (HavenAppointmentResource, haven_appointment_resource, "appointment_resource", SHARED,
                     F (id, TEXT), F (appointment_id, TEXT), F (resource_id, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenSlotHold, member, TYPE)
HAVEN_DEFINE_RECORD (HavenSlotHold, haven_slot_hold, "slot_hold", SHARED,
                     F (id, TEXT), F (hold_id, TEXT), F (resource_id, TEXT), F (starts_at, INSTANT), F (ends_at,
                     INSTANT), F (held_by, TEXT), F (expires_at, INSTANT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenClosedDay, member, TYPE)
HAVEN_DEFINE_RECORD (HavenClosedDay, haven_closed_day, "closed_day", SHARED,
                     F (id, TEXT), F (on_date, DATE), F (calendar, TEXT), F (name, TEXT), F (origin, TEXT))
#undef F
