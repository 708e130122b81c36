/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-fixture.h"

#include <string.h>

/** A bad row in one file, and what is said of it. Soft faults leave the row in. */
typedef struct
{
  const char *file;
  const char *header;
  const char *row;
  const char *column;
  const char *rule;
  const char *value;
  gboolean soft;
} BadRow;

#define ORG_HEADER "id,name,description,email,website"
#define PLACE_HEADER                                                                               \
  "id,location_type,organization_id,name,latitude,longitude,confidential_location"
#define SERVICE_HEADER                                                                             \
  "id,organization_id,name,status,url,email,minimum_age,maximum_age,assured_date,serves_"          \
  "undocumented"
#define SCHEDULE_HEADER                                                                            \
  "id,service_id,valid_from,valid_to,freq,byday,bymonthday,opens_at,closes_at,interval"

static const BadRow bad_rows[] = {
  { "organizations.csv", ORG_HEADER, ",No Id,x,,", "id", "required", "" },
  { "organizations.csv", ORG_HEADER, "o2,,x,,", "name", "required", "" },
  { "organizations.csv", ORG_HEADER, "o1,Again,x,,", "id", "duplicate", "o1" },
  { "organizations.csv", ORG_HEADER, "o2,No Words,,,", "description", "required", "", TRUE },
  { "organizations.csv", ORG_HEADER, "o2,Mail,x,somebody at example,", "email", "email",
    "somebody at example" },
  { "organizations.csv", ORG_HEADER, "o2,Mail,x,a@b@example.org,", "email", "email",
    "a@b@example.org" },
  { "organizations.csv", ORG_HEADER, "o2,Web,x,,javascript://example.org/", "website", "url",
    "javascript://example.org/" },
  { "organizations.csv", ORG_HEADER, "o2,Web,x,,see our page", "website", "url", "see our page" },
  { "organizations.csv", ORG_HEADER, "o2,Much,x,,,,surplus", "", "columns", "surplus" },
  { "locations.csv", PLACE_HEADER, "l2,tent,o1,A,1,1,", "location_type", "enumeration", "tent" },
  { "locations.csv", PLACE_HEADER, "l2,,o1,A,1,1,", "location_type", "required", "" },
  { "locations.csv", PLACE_HEADER, "l2,physical,o1,A,91,1,", "latitude", "latitude", "91", TRUE },
  { "locations.csv", PLACE_HEADER, "l2,physical,o1,A,1,-180.5,", "longitude", "longitude", "-180.5",
    TRUE },
  { "locations.csv", PLACE_HEADER, "l2,physical,o1,A,north,1,", "latitude", "latitude", "north",
    TRUE },
  { "locations.csv", PLACE_HEADER, "l2,physical,o1,A,nan,1,", "latitude", "latitude", "nan", TRUE },
  { "locations.csv", PLACE_HEADER, "l2,physical,o9,A,1,1,", "organization_id", "reference", "o9",
    TRUE },
  { "locations.csv", PLACE_HEADER, "l2,physical,o1,A,1,1,perhaps", "confidential_location",
    "boolean", "perhaps" },
  { "services.csv", SERVICE_HEADER, "s2,o9,A,active,,,,,,", "organization_id", "reference", "o9" },
  { "services.csv", SERVICE_HEADER, "s2,,A,active,,,,,,", "organization_id", "required", "" },
  { "services.csv", SERVICE_HEADER, "s2,o1,A,open,,,,,,", "status", "enumeration", "open" },
  { "services.csv", SERVICE_HEADER, "s2,o1,A,active,,,21,18,,", "minimum_age", "ages", "21 > 18" },
  { "services.csv", SERVICE_HEADER, "s2,o1,A,active,,,old,,,", "minimum_age", "age", "old" },
  { "services.csv", SERVICE_HEADER, "s2,o1,A,active,,,,400,,", "maximum_age", "age", "400" },
  { "services.csv", SERVICE_HEADER, "s2,o1,A,active,,,,,2024-02-30,", "assured_date", "date",
    "2024-02-30" },
  { "services.csv", SERVICE_HEADER, "s2,o1,A,active,,,,,,surely", "serves_undocumented",
    "enumeration", "surely" },
  { "phones.csv", "id,service_id,location_id,number", "p2,s1,,", "number", "required", "" },
  { "phones.csv", "id,service_id,location_id,number", "p2,s1,,call us", "number", "phone",
    "call us" },
  { "phones.csv", "id,service_id,location_id,number", "p2,s9,,555 0100", "service_id", "reference",
    "s9" },
  { "phones.csv", "id,service_id,location_id,number", "p2,s1,l9,555 0100", "location_id",
    "reference", "l9", TRUE },
  { "phones.csv", "id,service_id,location_id,number", "p2,,,555 0100", "service_id", "required",
    "" },
  { "schedules.csv", SCHEDULE_HEADER, "c2,s1,,,WEEKLY,MO,,25:00,17:00,", "opens_at", "time",
    "25:00" },
  { "schedules.csv", SCHEDULE_HEADER, "c2,s1,,,DAILY,MO,,9:00,17:00,", "freq", "enumeration",
    "DAILY" },
  { "schedules.csv", SCHEDULE_HEADER, "c2,s1,,,WEEKLY,MO XX,,9:00,17:00,", "byday", "weekday",
    "MO XX" },
  { "schedules.csv", SCHEDULE_HEADER, "c2,s1,,,MONTHLY,,32,9:00,17:00,", "bymonthday", "month-day",
    "32" },
  { "schedules.csv", SCHEDULE_HEADER, "c2,s1,2024-13-01,,WEEKLY,MO,,,,", "valid_from", "date",
    "2024-13-01" },
  { "schedules.csv", SCHEDULE_HEADER, "c2,s1,2024-02-01,2024-01-01,WEEKLY,MO,,,,", "valid_from",
    "dates", "2024-02-01 > 2024-01-01" },
  { "schedules.csv", SCHEDULE_HEADER, "c2,s1,,,WEEKLY,MO,,,,often", "interval", "number", "often" },
  { "service_at_location.csv", "id,service_id,location_id", "sl2,s1,l9", "location_id", "reference",
    "l9" },
  { "addresses.csv",
    "id,location_id,address_1,city,state_province,postal_code,country,address_type",
    "a2,l9,1 Road,Town,XX,1,US,physical", "location_id", "reference", "l9" },
  { "addresses.csv",
    "id,location_id,address_1,city,state_province,postal_code,country,address_type",
    "a2,l1,,Town,XX,1,US,physical", "address_1", "required", "" },
  { "addresses.csv",
    "id,location_id,address_1,city,state_province,postal_code,country,address_type",
    "a2,l1,1 Road,Town,XX,1,US,somewhere", "address_type", "enumeration", "somewhere", TRUE },
  { "languages.csv", "id,service_id,name", "g2,s9,Urdu", "service_id", "reference", "s9" },
};

static const char *
get_good_row (const char *file)
{
  static const char *const rows[][2] = {
    { "organizations.csv", "o1,Harbour House,A place to stay,," },
    { "locations.csv", "l1,physical,o1,Main Hall,41.5,-87.6," },
    { "services.csv", "s1,o1,Night Shelter,active,,,,,," },
    { "phones.csv", "p1,s1,,312 555 0100" },
    { "schedules.csv", "c1,s1,,,WEEKLY,MO,,9:00,17:00," },
    { "service_at_location.csv", "sl1,s1,l1" },
    { "addresses.csv", "a1,l1,1 Road,Town,XX,1,US,physical" },
    { "languages.csv", "g1,s1,Urdu" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i][0], file))
      return rows[i][1];
  g_assert_not_reached ();
}

static guint
count_of (DirectoryFixture *self, const char *file)
{
  if (g_str_equal (file, "organizations.csv"))
    return self->organizations->len;
  if (g_str_equal (file, "locations.csv"))
    return self->locations->len;
  if (g_str_equal (file, "services.csv"))
    return self->services->len;
  if (g_str_equal (file, "phones.csv"))
    return self->phones->len;
  if (g_str_equal (file, "schedules.csv"))
    return self->schedules->len;
  return g_str_equal (file, "service_at_location.csv") ? self->service_locations->len : 0;
}

/* The bad row stands third, behind a good one; it alone is told, and the good one goes in. */
static void
test_each_rule_rejects_its_row_alone (DirectoryFixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      const BadRow *bad = &bad_rows[i];
      const char *good = get_good_row (bad->file);
      g_autofree char *text = g_strdup_printf ("%s\n%s\n%s\n", bad->header, good, bad->row);
      gboolean joins =
          g_str_equal (bad->file, "addresses.csv") || g_str_equal (bad->file, "languages.csv");
      DirectoryFixture one = { 0 };

      g_test_message ("%s: %s", bad->file, bad->row);
      directory_fixture_set_up (&one, NULL);
      directory_fixture_write_good (&one);
      directory_fixture_write (&one, bad->file, text);
      directory_fixture_import_well (&one);
      directory_fixture_assert_fault (&one, bad->file, 3, bad->column, bad->rule, bad->value);
      g_assert_cmpuint (one.report->rejected->len, ==, 1);
      if (!joins)
        g_assert_cmpuint (count_of (&one, bad->file), ==, bad->soft ? 2 : 1);
      directory_fixture_tear_down (&one, NULL);
    }
}

static void
test_a_good_feed_has_no_faults (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write_good (self);
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->report->rejected->len, ==, 0);
  g_assert_cmpuint (self->report->organizations, ==, 1);
  g_assert_cmpuint (self->report->services, ==, 1);
  g_assert_cmpuint (self->report->locations, ==, 1);
  g_assert_cmpuint (self->report->phones, ==, 1);
}

static void
test_what_belongs_to_a_lost_row_is_lost_too (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write_good (self);
  directory_fixture_write (self, "organizations.csv", "id,name,description\no1,,x\n");
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->services->len, ==, 0);
  g_assert_cmpuint (self->phones->len, ==, 0);
  directory_fixture_assert_fault (self, "services.csv", 2, "organization_id", "reference", "o1");
  directory_fixture_assert_fault (self, "phones.csv", 2, "service_id", "reference", "s1");
}

static void
test_rows_are_numbered_as_a_spreadsheet_does (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write (
      self, "organizations.csv",
      "\xEF\xBB\xBFid,name,description\r\no1,\"two\r\nlines\",x\r\n\r\no3,,x\r\no4,Good,x\r\n");
  directory_fixture_import_well (self);
  directory_fixture_assert_fault (self, "organizations.csv", 4, "name", "required", "");
  g_assert_cmpuint (self->report->rejected->len, ==, 1);
  g_assert_cmpuint (self->organizations->len, ==, 2);
}

static void
test_importing_again_gives_the_same_ids (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *organization = NULL, *service = NULL;

  directory_fixture_write_good (self);
  directory_fixture_import_well (self);
  organization = g_strdup (((HavenOrganization *) self->organizations->pdata[0])->id);
  service = g_strdup (((HavenService *) self->services->pdata[0])->id);
  g_assert_true (g_uuid_string_is_valid (organization));
  g_assert_cmpstr (organization, !=, service);
  directory_fixture_import_well (self);
  g_assert_cmpstr (((HavenOrganization *) self->organizations->pdata[0])->id, ==, organization);
  g_assert_cmpstr (((HavenService *) self->services->pdata[0])->organization_id, ==, organization);
}

static void
test_another_feed_gives_other_ids (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (HavenDirectoryReader) reader = NULL;
  g_autofree char *id = NULL;

  directory_fixture_write_good (self);
  directory_fixture_import_well (self);
  id = g_strdup (((HavenOrganization *) self->organizations->pdata[0])->id);
  directory_fixture_write (self, "elsewhere/organizations.csv", ORGANIZATIONS);
  {
    g_autofree char *path = directory_fixture_dup_path (self, "elsewhere");

    g_assert_true (directory_fixture_import (self, path));
  }
  g_assert_cmpstr (((HavenOrganization *) self->organizations->pdata[0])->id, !=, id);
}

static void
test_unknown_columns_are_kept (DirectoryFixture *self, gconstpointer data)
{
  const HavenOrganization *organization;

  directory_fixture_write (self, "organizations.csv",
                           "id,name,description,favourite colour\no1,A,x,“blue”\n");
  directory_fixture_import_well (self);
  organization = self->organizations->pdata[0];
  g_assert_cmpstr (organization->extra, ==, "{\"favourite colour\":\"“blue”\"}");
}

static void
test_a_confidential_location_is_marked (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write_good (self);
  directory_fixture_write (self, "locations.csv",
                           "id,location_type,x-confidential_location,front_gate_phone\n"
                           "l1,physical,yes,312 555 0111\nl2,physical,no,\nl3,postal,,\n");
  directory_fixture_write (
      self, "attributes.csv",
      "id,link_id,link_type,link_entity,value\na1,l2,confidential_location,location,true\n"
      "a2,l3,confidential_location,location,maybe\n");
  directory_fixture_import_well (self);
  for (guint i = 0; i < 3; i++)
    g_assert_true (((HavenLocation *) self->locations->pdata[i])->confidential_location);
  g_assert_cmpstr (((HavenLocation *) self->locations->pdata[0])->front_gate_phone, ==,
                   "312 555 0111");
  g_assert_cmpstr (((HavenLocation *) self->locations->pdata[2])->location_type, ==, "postal");
  directory_fixture_assert_fault (self, "attributes.csv", 3, "value", "boolean", "maybe");
}

/* Whichever comes first, one goes to the place and writes to the other. */
static void
test_a_place_comes_before_a_letter_box (DirectoryFixture *self, gconstpointer data)
{
  const HavenLocation *location;

  directory_fixture_write_good (self);
  directory_fixture_write (
      self, "addresses.csv",
      "id,location_id,address_1,city,state_province,postal_code,country,address_type\n"
      "a1,l1,PO Box 7,Town,IL,60601,US,postal\na2,l1,12 Lake St,Town,IL,60602,US,physical\n");
  directory_fixture_import_well (self);
  location = self->locations->pdata[0];
  g_assert_cmpstr (location->address_1, ==, "12 Lake St");
  g_assert_cmpstr (location->postal_code, ==, "60602");
  g_assert_nonnull (strstr (location->extra, "PO Box 7"));
  g_assert_null (strstr (location->extra, "address_is_postal"));
}

static void
test_phones_of_contacts_find_their_service (DirectoryFixture *self, gconstpointer data)
{
  const HavenPhone *phone;

  directory_fixture_write_good (self);
  directory_fixture_write (self, "contacts.csv", "id,service_id,name\nk1,s1,Reception\n");
  directory_fixture_write (
      self, "phones.csv", "id,contact_id,service_at_location_id,number\np1,k1,,211\np2,,sl1,211\n");
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->report->rejected->len, ==, 0);
  phone = self->phones->pdata[0];
  g_assert_cmpstr (phone->service_id, ==, ((HavenService *) self->services->pdata[0])->id);
  phone = self->phones->pdata[1];
  g_assert_cmpstr (phone->location_id, ==, ((HavenLocation *) self->locations->pdata[0])->id);
}

static void
test_a_missing_column_is_told_once (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write (self, "organizations.csv", "id,name\no1,A\no2,B\n");
  directory_fixture_write (self, "services.csv", "id,organization_id,name\ns1,o1,A\ns2,o1,B\n");
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->organizations->len, ==, 2);
  g_assert_cmpuint (self->report->rejected->len, ==, 2);
  directory_fixture_assert_fault (self, "organizations.csv", 1, "description", "required", "");
  directory_fixture_assert_fault (self, "services.csv", 1, "status", "required", "");
}

static void
test_semicolons_and_tabs_separate_too (DirectoryFixture *self, gconstpointer data)
{
  directory_fixture_write (self, "organizations.csv", "id;name;description\no1;\"A; B\";x, y\n");
  directory_fixture_write (self, "services.csv",
                           "id\torganization_id\tname\tstatus\ns1\to1\tA\tactive\n");
  directory_fixture_import_well (self);
  g_assert_cmpuint (self->report->rejected->len, ==, 0);
  g_assert_cmpstr (((HavenOrganization *) self->organizations->pdata[0])->name, ==, "A; B");
  g_assert_cmpuint (self->services->len, ==, 1);
}

static void
test_the_report_has_exactly_its_members (DirectoryFixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  directory_fixture_write (self, "organizations.csv", "id,name,description\no1,,x\n");
  directory_fixture_import_well (self);
  object = haven_directory_report_to_json (self->report);
  node = json_node_init_object (json_node_alloc (), object);
  text = json_to_string (node, FALSE);
  g_assert_cmpstr (text, ==,
                   "{\"organizations\":0,\"services\":0,\"locations\":0,\"phones\":0,\"schedules\":"
                   "0,\"rejected\":["
                   "{\"file\":\"organizations.csv\",\"row\":2,\"column\":\"name\",\"rule\":"
                   "\"required\",\"value\":\"\"}]}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define T(name, function) DIRECTORY_TEST ("/exchange/directory/rules/" name, function)
  T ("each-rule-rejects-its-row-alone", test_each_rule_rejects_its_row_alone);
  T ("a-good-feed-has-no-faults", test_a_good_feed_has_no_faults);
  T ("what-belongs-to-a-lost-row-is-lost-too", test_what_belongs_to_a_lost_row_is_lost_too);
  T ("rows-are-numbered-as-a-spreadsheet-does", test_rows_are_numbered_as_a_spreadsheet_does);
  T ("importing-again-gives-the-same-ids", test_importing_again_gives_the_same_ids);
  T ("another-feed-gives-other-ids", test_another_feed_gives_other_ids);
  T ("unknown-columns-are-kept", test_unknown_columns_are_kept);
  T ("a-confidential-location-is-marked", test_a_confidential_location_is_marked);
  T ("a-place-comes-before-a-letter-box", test_a_place_comes_before_a_letter_box);
  T ("phones-of-contacts-find-their-service", test_phones_of_contacts_find_their_service);
  T ("a-missing-column-is-told-once", test_a_missing_column_is_told_once);
  T ("semicolons-and-tabs-separate-too", test_semicolons_and_tabs_separate_too);
  T ("the-report-has-exactly-its-members", test_the_report_has_exactly_its_members);
#undef T
  return g_test_run ();
}
