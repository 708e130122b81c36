/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-table.h"

#include <string.h>

#define R HAVEN_COLUMN_REQUIRED
#define S HAVEN_COLUMN_SOFT
#define A HAVEN_COLUMN_APPEND
#define L HAVEN_COLUMN_LOCAL
#define C(name, field, type, flags)                                                                \
  { name, field, HAVEN_COLUMN_##type, flags, NULL, HAVEN_KIND_NONE }
#define CHOICE(name, field, flags, choices)                                                        \
  { name, field, HAVEN_COLUMN_CHOICE, flags, choices, HAVEN_KIND_NONE }
#define REF(name, field, flags, kind)                                                              \
  { name, field, HAVEN_COLUMN_REFERENCE, flags, NULL, HAVEN_KIND_##kind }
#define OWN_ID C ("id", NULL, ID, R)

#define STATUS "active|inactive|defunct|temporarily closed"
#define PLACE "physical|postal|virtual"
#define WEEKDAYS "MO|TU|WE|TH|FR|SA|SU"
#define UNDOCUMENTED "yes|no|unclear|not-asked"

/* What a clinic knows beyond the standard, which has no flag for a confidential address. */
#define LOCAL_OF_LOCATION                                                                          \
  C ("confidential_location", "confidential_location", BOOLEAN, L),                                \
      C ("front_gate_phone", "front_gate_phone", TEXT, L),                                         \
      C ("meeting_point", "meeting_point", TEXT, L)
#define LOCAL_OF_SERVICE                                                                           \
  CHOICE ("serves_undocumented", "serves_undocumented", L, UNDOCUMENTED),                          \
      C ("no_id_needed", "no_id_needed", BOOLEAN, L),                                              \
      C ("last_verified_on", "last_verified_on", DATE, S | L)

/* ── HSDS 3 ──────────────────────────────────────────────────────────────── */

static const HavenDirectoryColumn taxonomies[] = { OWN_ID, C ("name", NULL, TEXT, 0),
                                                   C ("uri", NULL, URL, S) };

static const HavenDirectoryColumn taxonomy_terms[] = {
  OWN_ID,
  C ("name", NULL, TEXT, R),
  C ("term_uri", NULL, URL, S),
};

static const HavenDirectoryColumn organizations[] = {
  OWN_ID,
  C ("name", "name", TEXT, R),
  C ("alternate_name", "alternate_name", TEXT, 0),
  C ("description", "description", TEXT, R | S),
  C ("email", "email", EMAIL, 0),
  C ("website", "website", URL, 0),
  C ("uri", NULL, URL, S),
  C ("logo", NULL, URL, S),
};

static const HavenDirectoryColumn programs[] = {
  OWN_ID,
  REF ("organization_id", NULL, S, ORGANIZATION),
  C ("name", NULL, TEXT, R),
};

static const HavenDirectoryColumn locations[] = {
  OWN_ID,
  REF ("organization_id", "organization_id", S, ORGANIZATION),
  CHOICE ("location_type", "location_type", R, PLACE),
  C ("name", "name", TEXT, 0),
  C ("description", "description", TEXT, 0),
  C ("transportation", "transportation", TEXT, 0),
  C ("latitude", "latitude", LATITUDE, S),
  C ("longitude", "longitude", LONGITUDE, S),
  C ("url", NULL, URL, S),
  LOCAL_OF_LOCATION,
};

static const HavenDirectoryColumn services[] = {
  OWN_ID,
  REF ("organization_id", "organization_id", R, ORGANIZATION),
  REF ("program_id", NULL, S, PROGRAM),
  C ("name", "name", TEXT, R),
  C ("alternate_name", "alternate_name", TEXT, 0),
  C ("description", "description", TEXT, 0),
  C ("url", "url", URL, 0),
  C ("email", "email", EMAIL, 0),
  CHOICE ("status", "status", R, STATUS),
  C ("interpretation_services", "interpretation_services", TEXT, 0),
  C ("application_process", "application_process", TEXT, 0),
  C ("fees_description", "fees", TEXT, A),
  C ("fees", "fees", TEXT, A),
  C ("wait_time", "wait_time", TEXT, 0),
  C ("eligibility_description", "eligibility_description", TEXT, 0),
  C ("minimum_age", "minimum_age", AGE, 0),
  C ("maximum_age", "maximum_age", AGE, 0),
  C ("assured_date", "assured_on", DATE, 0),
  C ("assurer_email", NULL, EMAIL, S),
  C ("alert", "alert", TEXT, 0),
  LOCAL_OF_SERVICE,
};

static const HavenDirectoryColumn service_locations[] = {
  OWN_ID,
  REF ("service_id", "service_id", R, SERVICE),
  REF ("location_id", "location_id", R, LOCATION),
};

#define PARENTS                                                                                    \
  REF ("organization_id", "organization_id", S, ORGANIZATION),                                     \
      REF ("service_id", "service_id", S, SERVICE),                                                \
      REF ("location_id", "location_id", S, LOCATION)

static const HavenDirectoryColumn contacts[] = {
  OWN_ID,
  PARENTS,
  REF ("service_at_location_id", NULL, S, SERVICE_LOCATION),
  C ("email", NULL, EMAIL, S),
};

static const HavenDirectoryColumn phones[] = {
  OWN_ID,
  PARENTS,
  REF ("service_at_location_id", NULL, S, SERVICE_LOCATION),
  REF ("contact_id", NULL, S, CONTACT),
  C ("number", "number", PHONE, R),
  C ("extension", "extension", TEXT, 0),
  C ("type", "type", TEXT, 0),
  C ("description", "description", TEXT, 0),
};

static const HavenDirectoryColumn schedules[] = {
  OWN_ID,
  REF ("service_id", "service_id", S, SERVICE),
  REF ("location_id", "location_id", S, LOCATION),
  REF ("service_at_location_id", NULL, S, SERVICE_LOCATION),
  C ("valid_from", "valid_from", DATE, 0),
  C ("valid_to", "valid_to", DATE, 0),
  C ("dtstart", NULL, DATE, 0),
  C ("until", NULL, DATE, 0),
  C ("count", NULL, NUMBER, 0),
  CHOICE ("wkst", NULL, 0, WEEKDAYS),
  CHOICE ("freq", "freq", 0, "WEEKLY|MONTHLY"),
  C ("interval", "interval_weeks", NUMBER, 0),
  C ("byday", "byday", DAYS, 0),
  C ("bymonthday", "bymonthday", MONTH_DAYS, 0),
  C ("opens_at", "opens_at", TIME, 0),
  C ("closes_at", "closes_at", TIME, 0),
  C ("description", "notes", TEXT, A),
  C ("notes", "notes", TEXT, A),
  C ("schedule_link", NULL, URL, S),
};

static const HavenDirectoryColumn addresses[] = {
  C ("id", NULL, ID, 0),
  REF ("location_id", NULL, R, LOCATION),
  C ("attention", NULL, TEXT, 0),
  C ("address_1", "address_1", TEXT, R),
  C ("address_2", "address_2", TEXT, 0),
  C ("city", "city", TEXT, R),
  C ("region", NULL, TEXT, 0),
  C ("state_province", "state_province", TEXT, R | S),
  C ("postal_code", "postal_code", TEXT, R | S),
  C ("country", "country", TEXT, R | S),
  CHOICE ("address_type", NULL, R | S, PLACE),
};

static const HavenDirectoryColumn languages[] = {
  C ("id", NULL, ID, 0),
  REF ("service_id", NULL, S, SERVICE),
  REF ("location_id", NULL, S, LOCATION),
  REF ("phone_id", NULL, S, PHONE),
  C ("code", "languages", LANGUAGES, 0),
  C ("name", NULL, TEXT, 0),
};

static const HavenDirectoryColumn accessibility[] = {
  C ("id", NULL, ID, 0),
  REF ("location_id", NULL, R, LOCATION),
  C ("description", "accessibility", TEXT, A),
  C ("details", "accessibility", TEXT, A),
  C ("url", NULL, URL, S),
};

static const HavenDirectoryColumn required_documents[] = {
  C ("id", NULL, ID, 0),
  REF ("service_id", NULL, R, SERVICE),
  C ("document", "required_documents", TEXT, A),
  C ("uri", NULL, URL, S),
};

static const HavenDirectoryColumn service_areas[] = {
  C ("id", NULL, ID, 0),
  REF ("service_id", NULL, R, SERVICE),
  C ("name", "areas", TEXT, 0),
};

static const HavenDirectoryColumn attributes[] = {
  C ("id", NULL, ID, 0),
  C ("link_id", NULL, ID, R),
  REF ("taxonomy_term_id", NULL, S, TERM),
  C ("link_type", NULL, TEXT, 0),
  C ("link_entity", NULL, TEXT, 0),
  C ("value", NULL, TEXT, 0),
};

static const HavenDirectoryColumn cost_options[] = {
  C ("id", NULL, ID, 0),
  REF ("service_id", NULL, R, SERVICE),
  C ("valid_from", NULL, DATE, 0),
  C ("valid_to", NULL, DATE, 0),
};

static const HavenDirectoryColumn funding[] = {
  C ("id", NULL, ID, 0),
  REF ("organization_id", NULL, S, ORGANIZATION),
  REF ("service_id", NULL, S, SERVICE),
};

static const HavenDirectoryColumn identifiers[] = {
  C ("id", NULL, ID, 0),
  REF ("organization_id", NULL, R, ORGANIZATION),
};

#define TABLE(name, files, kind, info, needs_parent, columns)                                      \
  { name, files, HAVEN_KIND_##kind, info, needs_parent, columns, G_N_ELEMENTS (columns) }

/* In the order in which they are read: whoever is referred to comes first. */
static const HavenDirectoryTable hsds_3_tables[] = {
  TABLE ("taxonomy", "taxonomies|taxonomy", DETAIL, NULL, FALSE, taxonomies),
  TABLE ("taxonomy_term", "taxonomy_terms|taxonomy_term", TERM, NULL, FALSE, taxonomy_terms),
  TABLE ("organization",
         "organizations|organization",
         ORGANIZATION,
         &haven_organization_info,
         FALSE,
         organizations),
  TABLE ("program", "programs|program", PROGRAM, NULL, FALSE, programs),
  TABLE ("location", "locations|location", LOCATION, &haven_location_info, FALSE, locations),
  TABLE ("service", "services|service", SERVICE, &haven_service_info, FALSE, services),
  TABLE ("service_at_location",
         "service_at_location|service_at_locations|services_at_location",
         SERVICE_LOCATION,
         &haven_service_location_info,
         FALSE,
         service_locations),
  TABLE ("contact", "contacts|contact", CONTACT, NULL, TRUE, contacts),
  TABLE ("phone", "phones|phone", PHONE, &haven_phone_info, TRUE, phones),
  TABLE ("schedule", "schedules|schedule", SCHEDULE, &haven_schedule_info, TRUE, schedules),
  TABLE ("address", "addresses|address", ADDRESS, NULL, TRUE, addresses),
  TABLE ("language", "languages|language", LANGUAGE, NULL, TRUE, languages),
  TABLE ("accessibility",
         "accessibility|accessibility_for_disabilities",
         DETAIL,
         NULL,
         TRUE,
         accessibility),
  TABLE ("required_document",
         "required_documents|required_document",
         DETAIL,
         NULL,
         TRUE,
         required_documents),
  TABLE ("service_area", "service_areas|service_area", DETAIL, NULL, TRUE, service_areas),
  TABLE ("attribute", "attributes|attribute", ATTRIBUTE, NULL, FALSE, attributes),
  TABLE ("cost_option", "cost_options|cost_option", DETAIL, NULL, TRUE, cost_options),
  TABLE ("funding", "funding", DETAIL, NULL, TRUE, funding),
  TABLE ("organization_identifier",
         "organization_identifiers|organization_identifier",
         DETAIL,
         NULL,
         TRUE,
         identifiers),
};

/* ── The older layout ────────────────────────────────────────────────────── */

static const HavenDirectoryColumn older_taxonomy[] = { C ("taxonomy_id", NULL, ID, R),
                                                       C ("name", NULL, TEXT, R) };

static const HavenDirectoryColumn older_organizations[] = {
  OWN_ID,
  C ("name", "name", TEXT, R),
  C ("alternate_name", "alternate_name", TEXT, 0),
  C ("description", "description", TEXT, R | S),
  C ("email", "email", EMAIL, 0),
  C ("website", "website", URL, 0),
  C ("date_incorporated", NULL, DATE, S),
};

static const HavenDirectoryColumn older_programs[] = {
  OWN_ID,
  REF ("organization_id", NULL, R, ORGANIZATION),
  C ("name", NULL, TEXT, R),
};

static const HavenDirectoryColumn older_locations[] = {
  OWN_ID,
  REF ("organization_id", "organization_id", R, ORGANIZATION),
  C ("virtual", "location_type", VIRTUAL, 0),
  C ("name", "name", TEXT, R),
  C ("description", "description", TEXT, R | S),
  C ("transportation", "transportation", TEXT, 0),
  C ("accessibility", "accessibility", TEXT, 0),
  C ("languages", "languages", LANGUAGES, 0),
  C ("latitude", "latitude", LATITUDE, S),
  C ("longitude", "longitude", LONGITUDE, S),
  C ("email", NULL, EMAIL, 0),
  C ("website", NULL, URL, 0),
  LOCAL_OF_LOCATION,
};

static const HavenDirectoryColumn older_services[] = {
  OWN_ID,
  REF ("location_id", NULL, R, LOCATION),
  REF ("program_id", NULL, S, PROGRAM),
  C ("name", "name", TEXT, R),
  C ("alternate_name", "alternate_name", TEXT, 0),
  C ("description", "description", TEXT, R | S),
  C ("website", "url", URL, 0),
  C ("email", "email", EMAIL, 0),
  CHOICE ("status", "status", R, STATUS),
  C ("interpretation_services", "interpretation_services", TEXT, 0),
  C ("application_process", "application_process", TEXT, 0),
  C ("fees", "fees", TEXT, 0),
  C ("wait_time", "wait_time", TEXT, 0),
  C ("eligibility", "eligibility_description", TEXT, 0),
  C ("required_documents", "required_documents", TEXT, 0),
  C ("languages", "languages", LANGUAGES, 0),
  C ("service_areas", "areas", LIST, 0),
  C ("keywords", "keywords", LIST, 0),
  C ("taxonomy_ids", "keywords", TERMS, 0),
  LOCAL_OF_SERVICE,
};

static const HavenDirectoryColumn older_contacts[] = { OWN_ID, PARENTS,
                                                       C ("email", NULL, EMAIL, S) };

static const HavenDirectoryColumn older_phones[] = {
  OWN_ID,
  PARENTS,
  REF ("contact_id", NULL, S, CONTACT),
  C ("number", "number", PHONE, R),
  C ("extension", "extension", TEXT, 0),
  C ("number_type", "type", TEXT, 0),
  C ("department", "description", TEXT, 0),
};

static const HavenDirectoryColumn regular_schedules[] = {
  OWN_ID,
  REF ("service_id", "service_id", S, SERVICE),
  REF ("location_id", "location_id", S, LOCATION),
  C ("weekday", "byday", DAYS, R),
  C ("opens_at", "opens_at", TIME, R),
  C ("closes_at", "closes_at", TIME, R),
};

static const HavenDirectoryColumn holiday_schedules[] = {
  OWN_ID,
  REF ("service_id", "service_id", S, SERVICE),
  REF ("location_id", "location_id", S, LOCATION),
  C ("start_date", "valid_from", DATE, R),
  C ("end_date", "valid_to", DATE, R),
  C ("closed", "closed", BOOLEAN, R),
  C ("opens_at", "opens_at", TIME, 0),
  C ("closes_at", "closes_at", TIME, 0),
};

#define ADDRESS_COLUMNS                                                                            \
  C ("id", NULL, ID, 0), REF ("location_id", NULL, R, LOCATION), C ("attention", NULL, TEXT, 0),   \
      C ("address_1", "address_1", TEXT, R), C ("address_2", "address_2", TEXT, 0),                \
      C ("city", "city", TEXT, R), C ("state_province", "state_province", TEXT, R | S),            \
      C ("postal_code", "postal_code", TEXT, R | S), C ("country", "country", TEXT, R | S)

static const HavenDirectoryColumn older_addresses[] = { ADDRESS_COLUMNS };

static const HavenDirectoryTable older_tables[] = {
  TABLE ("taxonomy_term", "taxonomy", TERM, NULL, FALSE, older_taxonomy),
  TABLE ("organization",
         "organizations",
         ORGANIZATION,
         &haven_organization_info,
         FALSE,
         older_organizations),
  TABLE ("program", "programs", PROGRAM, NULL, TRUE, older_programs),
  TABLE ("location", "locations", LOCATION, &haven_location_info, FALSE, older_locations),
  TABLE ("service", "services", SERVICE, &haven_service_info, FALSE, older_services),
  TABLE ("contact", "contacts", CONTACT, NULL, TRUE, older_contacts),
  TABLE ("phone", "phones", PHONE, &haven_phone_info, TRUE, older_phones),
  TABLE ("regular_schedule",
         "regular_schedules",
         SCHEDULE,
         &haven_schedule_info,
         TRUE,
         regular_schedules),
  TABLE ("holiday_schedule",
         "holiday_schedules",
         SCHEDULE,
         &haven_schedule_info,
         TRUE,
         holiday_schedules),
  TABLE ("address", "addresses", ADDRESS, NULL, TRUE, older_addresses),
  TABLE ("mail_address", "mail_addresses", ADDRESS, NULL, TRUE, older_addresses),
};

/* ── Looking things up ───────────────────────────────────────────────────── */

const HavenDirectoryTable *
haven_directory_layout_get_tables (HavenDirectoryLayout layout, guint *n_tables)
{
  *n_tables =
      layout == HAVEN_LAYOUT_HSDS_3 ? G_N_ELEMENTS (hsds_3_tables) : G_N_ELEMENTS (older_tables);
  return layout == HAVEN_LAYOUT_HSDS_3 ? hsds_3_tables : older_tables;
}

static gboolean
is_one_of (const char *words, const char *word)
{
  gsize length = strlen (word);

  for (const char *p = words; p; p = strchr (p, '|') ? strchr (p, '|') + 1 : NULL)
    if (g_ascii_strncasecmp (p, word, length) == 0 && (p[length] == '|' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

/** Whether a file of that name, without its folder and extension, holds the rows of @table. */
gboolean
haven_directory_table_has_file (const HavenDirectoryTable *table, const char *base_name)
{
  return *base_name != '\0' && is_one_of (table->files, base_name);
}

/** Returns: (nullable): the table whose rows or file are called @name */
const HavenDirectoryTable *
haven_directory_layout_find_table (HavenDirectoryLayout layout, const char *name)
{
  guint n_tables;
  const HavenDirectoryTable *tables = haven_directory_layout_get_tables (layout, &n_tables);

  for (guint i = 0; i < n_tables; i++)
    if (g_ascii_strcasecmp (tables[i].name, name) == 0 ||
        haven_directory_table_has_file (&tables[i], name))
      return &tables[i];
  return NULL;
}

/** Returns: the index of the column, or -1. A local column may be written with x- before it. */
int
haven_directory_table_find_column (const HavenDirectoryTable *table, const char *name)
{
  if (g_ascii_strncasecmp (name, "x-", 2) == 0 || g_ascii_strncasecmp (name, "x_", 2) == 0)
    name += 2;
  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *own = table->columns[i].name;
      gsize k = 0;

      while (own[k] && (g_ascii_tolower (name[k]) == own[k] ||
                        (own[k] == '_' && (name[k] == '-' || name[k] == ' '))))
        k++;
      if (own[k] == '\0' && name[k] == '\0')
        return (int) i;
    }
  return -1;
}

const HavenField *
haven_directory_find_field (const HavenRecordInfo *info, const char *name)
{
  for (guint i = 0; info && name && i < info->n_fields; i++)
    if (g_str_equal (info->fields[i].name, name))
      return &info->fields[i];
  return NULL;
}

/** The word by which a report names what is wrong with a value of @column. */
const char *
haven_directory_column_get_rule (const HavenDirectoryColumn *column)
{
  static const char *const rules[HAVEN_N_COLUMN_TYPES] = {
    [HAVEN_COLUMN_TEXT] = "text",           [HAVEN_COLUMN_ID] = "id",
    [HAVEN_COLUMN_REFERENCE] = "reference", [HAVEN_COLUMN_CHOICE] = "enumeration",
    [HAVEN_COLUMN_EMAIL] = "email",         [HAVEN_COLUMN_URL] = "url",
    [HAVEN_COLUMN_PHONE] = "phone",         [HAVEN_COLUMN_DATE] = "date",
    [HAVEN_COLUMN_TIME] = "time",           [HAVEN_COLUMN_LATITUDE] = "latitude",
    [HAVEN_COLUMN_LONGITUDE] = "longitude", [HAVEN_COLUMN_AGE] = "age",
    [HAVEN_COLUMN_NUMBER] = "number",       [HAVEN_COLUMN_BOOLEAN] = "boolean",
    [HAVEN_COLUMN_LIST] = "list",           [HAVEN_COLUMN_LANGUAGES] = "language",
    [HAVEN_COLUMN_DAYS] = "weekday",        [HAVEN_COLUMN_MONTH_DAYS] = "month-day",
    [HAVEN_COLUMN_TERMS] = "reference",     [HAVEN_COLUMN_VIRTUAL] = "boolean",
  };

  return rules[column->type];
}
