/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-query-private.h"

#include "haven-text.h"

#define FILTERS \
  " (?1 = '' OR EXISTS (SELECT 1 FROM json_each (service.languages) WHERE value = ?1 COLLATE NOCASE))" \
  " AND (?2 = '' OR service.areas LIKE ?2 OR EXISTS (SELECT 1 FROM shared_service_location AS place" \
  "   JOIN shared_location AS location ON location.id = place.location_id WHERE place.service_id = service.id" \
  "   AND location.confidential_location = 0 AND (location.city LIKE ?2 OR location.postal_code LIKE ?2)))"

static const char *const records[] = { "service", "organization", "location", "service_location", "phone", NULL };

static const char order_sql[] =
    "SELECT row FROM shared_service AS service WHERE" FILTERS " ORDER BY name COLLATE NOCASE, row";

/* A word of the name weighs ten times one of the description. */
static const char words_sql[] =
    "SELECT service.row FROM shared.service_words AS words JOIN shared_service AS service ON service.row = words.rowid"
    " WHERE service_words MATCH ?3 AND" FILTERS " ORDER BY bm25 (service_words, 10.0, 1.0), service.name COLLATE NOCASE LIMIT 1000";

static const char texts_sql[] =
    "SELECT service.row, service.id, service.name, organization.name, service.status, service.languages,"
    " (SELECT city FROM shared_location AS location JOIN shared_service_location AS place ON place.location_id = location.id"
    "   WHERE place.service_id = service.id AND confidential_location = 0 LIMIT 1),"
    " (SELECT max (confidential_location) FROM shared_location AS location JOIN shared_service_location AS place"
    "   ON place.location_id = location.id WHERE place.service_id = service.id),"
    " coalesce ((SELECT number FROM shared_phone AS phone WHERE service_id = service.id LIMIT 1),"
    "   (SELECT coalesce (front_gate_phone, '') FROM shared_location AS location JOIN shared_service_location AS place"
    "     ON place.location_id = location.id WHERE place.service_id = service.id AND confidential_location LIMIT 1),"
    "   (SELECT number FROM shared_phone AS phone JOIN shared_service_location AS place ON place.location_id = phone.location_id"
    "     WHERE place.service_id = service.id LIMIT 1),"
    "   (SELECT number FROM shared_phone AS phone WHERE organization_id = service.organization_id LIMIT 1)),"
    " coalesce (service.last_verified_on, service.assured_on), service.description"
    " FROM json_each (?1) AS wanted JOIN shared_service AS service ON service.row = wanted.value"
    " JOIN shared_organization AS organization ON organization.id = service.organization_id";

/**
 * haven_query_new_services:
 * @search: (nullable): words of the name, the description, the organisation
 * @language: (nullable): BCP 47
 * @area: (nullable): part of a city, an area served or a postal code
 */
HavenQuery *
haven_query_new_services (const char *search, const char *language, const char *area)
{
  HavenQuery *self = haven_query_new (records, HAVEN_PARTITION_SHARED, HAVEN_SERVICES_N_COLUMNS, texts_sql, search && *search);
  g_autofree char *words = haven_text_dup_search_key (search);
  g_autofree char *part = area && *area ? g_strdup_printf ("%%%s%%", area) : g_strdup ("");
  g_autofree char *match = *words ? haven_query_dup_match ("{name words}", words, TRUE) : NULL;

  if (match != NULL)
    haven_query_add_step (self, words_sql, language ? language : "", part, match);
  else if (search == NULL || *search == '\0')
    haven_query_add_step (self, order_sql, language ? language : "", part, NULL);
  return self;
}
