/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory.h"

#define F(member, TYPE) HAVEN_FIELD (HavenOrganization, member, TYPE)
HAVEN_DEFINE_RECORD (HavenOrganization, haven_organization, "organization", SHARED,
                     F (id, TEXT), F (source, TEXT), F (source_id, TEXT), F (name, TEXT), F
                     (alternate_name, TEXT), F (description, TEXT), F (email, TEXT), F (website,
                     TEXT), F (extra, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenService, member, TYPE)
HAVEN_DEFINE_RECORD (HavenService, haven_service, "service", SHARED,
                     F (id, TEXT), F (source, TEXT), F (source_id, TEXT), F (organization_id,
                     TEXT), F (name, TEXT), F (alternate_name, TEXT), F (description, TEXT), F
                     (url, TEXT), F (email, TEXT), F (status, TEXT), F (interpretation_services,
                     TEXT), F (application_process, TEXT), F (fees, TEXT), F (wait_time, TEXT), F
                     (eligibility_description, TEXT), F (required_documents, TEXT), F
                     (minimum_age, INTEGER), F (maximum_age, INTEGER), F (languages, TEXTS), F
                     (areas, TEXTS), F (keywords, TEXTS), F (alert, TEXT), F (assured_on, DATE), F
                     (last_verified_on, DATE), F (serves_undocumented, TEXT), F (no_id_needed,
                     BOOLEAN), F (extra, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenLocation, member, TYPE)
HAVEN_DEFINE_RECORD (HavenLocation, haven_location, "location", SHARED,
                     F (id, TEXT), F (source, TEXT), F (source_id, TEXT), F (organization_id,
                     TEXT), F (name, TEXT), F (location_type, TEXT), F (description, TEXT), F
                     (transportation, TEXT), F (accessibility, TEXT), F (languages, TEXTS), F (address_1, TEXT), F
                     (address_2, TEXT), F (city, TEXT), F (state_province, TEXT), F (postal_code,
                     TEXT), F (country, TEXT), F (latitude, REAL), F (longitude, REAL), F
                     (confidential_location, BOOLEAN), F (front_gate_phone, TEXT), F
                     (meeting_point, TEXT), F (extra, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenServiceLocation, member, TYPE)
HAVEN_DEFINE_RECORD (HavenServiceLocation, haven_service_location, "service_location", SHARED,
                     F (id, TEXT), F (service_id, TEXT), F (location_id, TEXT), F (extra, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenPhone, member, TYPE)
HAVEN_DEFINE_RECORD (HavenPhone, haven_phone, "phone", SHARED,
                     F (id, TEXT), F (source_id, TEXT), F (organization_id, TEXT), F (service_id,
                     TEXT), F (location_id, TEXT), F (number, TEXT), F (extension, TEXT), F (type,
                     TEXT), F (description, TEXT), F (languages, TEXTS), F (extra, TEXT))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenSchedule, member, TYPE)
HAVEN_DEFINE_RECORD (HavenSchedule, haven_schedule, "schedule", SHARED,
                     F (id, TEXT), F (source_id, TEXT), F (service_id, TEXT), F (location_id,
                     TEXT), F (valid_from, DATE), F (valid_to, DATE), F (freq, TEXT), F
                     (interval_weeks, INTEGER), F (byday, TEXTS), F (bymonthday, TEXTS), F (opens_at, TEXT), F
                     (closes_at, TEXT), F (closed, BOOLEAN), F (notes, TEXT), F (extra, TEXT))
#undef F
