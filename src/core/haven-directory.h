/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** An organisation of the service directory (HSDS 3 organization). */
typedef struct
{
  char *id;
  char *source;  /* which import it came from */
  char *source_id;  /* its id there */
  char *name;
  char *alternate_name;
  char *description;
  char *email;
  char *website;
  char *extra;  /* JSON of columns that Haven has no field for */
} HavenOrganization;
HAVEN_DECLARE_RECORD (HavenOrganization, haven_organization)

/** A service that an organisation offers (HSDS 3 service), and what the clinic knows about it (domain 2.7). */
typedef struct
{
  char *id;
  char *source;
  char *source_id;
  char *organization_id;
  char *name;
  char *alternate_name;
  char *description;
  char *url;
  char *email;
  char *status;  /* active, inactive, defunct, temporarily closed */
  char *interpretation_services;
  char *application_process;
  char *fees;
  char *wait_time;
  char *eligibility_description;
  char *required_documents;
  gint64 minimum_age;
  gint64 maximum_age;  /* 0: none */
  char **languages;  /* BCP 47 where known, the given words elsewhere */
  char **areas;
  char **keywords;
  char *alert;
  HavenDate assured_on;
  HavenDate last_verified_on;
  char *serves_undocumented;  /* yes, no, unclear, not-asked */
  gboolean no_id_needed;
  char *extra;
} HavenService;
HAVEN_DECLARE_RECORD (HavenService, haven_service)

/** Where a service is given (HSDS 3 location and address). A confidential one is never shown or printed. */
typedef struct
{
  char *id;
  char *source;
  char *source_id;
  char *organization_id;
  char *name;
  char *location_type;  /* physical, postal, virtual */
  char *description;
  char *transportation;
  char *accessibility;
  char **languages;  /* spoken there; as in a service */
  char *address_1;
  char *address_2;
  char *city;
  char *state_province;
  char *postal_code;
  char *country;
  double latitude;
  double longitude;
  gboolean confidential_location;
  char *front_gate_phone;
  char *meeting_point;
  char *extra;
} HavenLocation;
HAVEN_DECLARE_RECORD (HavenLocation, haven_location)

/** A service is given at a location. */
typedef struct
{
  char *id;
  char *service_id;
  char *location_id;
  char *extra;
} HavenServiceLocation;
HAVEN_DECLARE_RECORD (HavenServiceLocation, haven_service_location)

/** A telephone number of an organisation, a service or a location. */
typedef struct
{
  char *id;
  char *source_id;
  char *organization_id;
  char *service_id;
  char *location_id;
  char *number;
  char *extension;
  char *type;
  char *description;
  char **languages;
  char *extra;
} HavenPhone;
HAVEN_DECLARE_RECORD (HavenPhone, haven_phone)

/** When a service or a location is open (HSDS 3 schedule; RFC 5545 words). */
typedef struct
{
  char *id;
  char *source_id;
  char *service_id;
  char *location_id;
  HavenDate valid_from;
  HavenDate valid_to;
  char *freq;  /* WEEKLY, MONTHLY; YEARLY with the year 1 in its dates: those days of each year */
  gint64 interval_weeks;  /* the RFC 5545 interval, in units of freq; 0: not given, so 1 */
  char **byday;  /* MO … SU; with a number before it when monthly, as in 1MO */
  char **bymonthday;  /* 1 … 31, -1 for the last day */
  char *opens_at;  /* HH:MM */
  char *closes_at;
  gboolean closed;  /* a holiday */
  char *notes;
  char *extra;
} HavenSchedule;
HAVEN_DECLARE_RECORD (HavenSchedule, haven_schedule)

G_END_DECLS
