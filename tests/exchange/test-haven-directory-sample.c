/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-fixture.h"

#include <gio/gio.h>

static void
assert_counts (const HavenDirectoryReport *report,
               guint organizations,
               guint services,
               guint locations,
               guint phones,
               guint schedules,
               guint rejected)
{
  g_assert_cmpuint (report->organizations, ==, organizations);
  g_assert_cmpuint (report->services, ==, services);
  g_assert_cmpuint (report->locations, ==, locations);
  g_assert_cmpuint (report->phones, ==, phones);
  g_assert_cmpuint (report->schedules, ==, schedules);
  g_assert_cmpuint (report->rejected->len, ==, rejected);
}

/* The one location lies at 100° north and names an owner that isn't there; one contact and one
 * attribute too. */
static void
test_csv_of_hsds_3_is_read_whole (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *path = directory_fixture_dup_sample ("hsds-3/csv");

  if (path == NULL)
    return;
  g_assert_true (directory_fixture_import (self, path));
  assert_counts (self->report, 1, 1, 1, 1, 1, 5);
  directory_fixture_assert_fault (self, "locations.csv", 2, "latitude", "latitude", "100");
  directory_fixture_assert_fault (self, "locations.csv", 2, "organization_id", "reference",
                                  "985e4a42-bd9f-4edc-911d-0243a4640aca");
  directory_fixture_assert_fault (self, "attributes.csv", 2, "link_id", "reference",
                                  "f28dd44b-0c4d-479f-8e90-4c52219a8b3c");
}

static void
test_children_join_their_parents (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *path = directory_fixture_dup_sample ("hsds-3/csv");
  const HavenLocation *location;
  const HavenService *service;
  const HavenPhone *phone;

  if (path == NULL)
    return;
  g_assert_true (directory_fixture_import (self, path));
  location = self->locations->pdata[0];
  service = self->services->pdata[0];
  phone = self->phones->pdata[0];
  g_assert_cmpstr (location->address_1, ==, "1-30 Main Street");
  g_assert_cmpstr (location->postal_code, ==, "ABC 1234");
  g_assert_nonnull (strstr (location->extra, "\"address_is_postal\":true"));
  g_assert_cmpstr (location->languages[0], ==, "ur");
  g_assert_cmpstr (service->languages[0], ==, "ur");
  g_assert_true (g_str_has_prefix (service->required_documents, "Any official identification"));
  g_assert_cmpint (service->minimum_age, ==, 12);
  g_assert_cmpstr (phone->service_id, ==, service->id);
  g_assert_cmpstr (phone->location_id, ==, location->id);
  g_assert_cmpstr (phone->number, ==, "+44 1234 234567");
}

static gboolean
has_text (char **texts, const char *text)
{
  return texts && g_strv_contains ((const char *const *) texts, text);
}

/* 8 organizations, 22 locations, 23 services, 54 phones, 11 weekday and 4 holiday rows stand in the
 * files. */
static void
test_the_older_layout_is_read_whole (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *path = directory_fixture_dup_sample ("hsds-1-csv");
  const HavenLocation *first;
  const HavenService *passport;

  if (path == NULL)
    return;
  g_assert_true (directory_fixture_import (self, path));
  assert_counts (self->report, 8, 23, 22, 54, 15, 0);
  g_assert_cmpuint (self->service_locations->len, ==, 23);
  first = self->locations->pdata[0];
  g_assert_cmpstr (first->name, ==, "Fair Oaks Adult Activity Center");
  g_assert_cmpstr (first->address_1, ==, "2600 Middlefield Road");
  g_assert_true (has_text (first->languages, "es") && has_text (first->languages, "tl"));
  passport = self->services->pdata[21];
  g_assert_cmpstr (passport->alternate_name, ==, "Fotos para pasaportes");
  g_assert_true (has_text (passport->languages, "es"));
  g_assert_true (has_text (passport->keywords, "Legal"));
}

static void
test_schedules_of_the_older_layout_are_understood (DirectoryFixture *self, gconstpointer data)
{
  g_autofree char *path = directory_fixture_dup_sample ("hsds-1-csv");
  const HavenSchedule *afternoon, *new_year, *christmas;

  if (path == NULL)
    return;
  g_assert_true (directory_fixture_import (self, path));
  afternoon = self->schedules->pdata[8];
  g_assert_cmpstr (afternoon->byday[0], ==, "MO");
  g_assert_cmpstr (afternoon->freq, ==, "WEEKLY");
  g_assert_cmpstr (afternoon->opens_at, ==, "14:00");
  g_assert_cmpstr (afternoon->closes_at, ==, "16:00");
  new_year = self->schedules->pdata[11];
  g_assert_true (new_year->closed);
  g_assert_cmpstr (new_year->freq, ==, "YEARLY");
  christmas = self->schedules->pdata[12];
  g_assert_cmpint (haven_date_compare (christmas->valid_from, haven_date_from_ymd (2015, 12, 24)),
                   ==, 0);
  g_assert_cmpint (haven_date_compare (christmas->valid_to, haven_date_from_ymd (2015, 12, 24)), ==,
                   0);
}

/* All that is not where it came from; keywords too are left out, because the sample's CSV links its
 * one term to a service that isn't there, and its JSON to the one that is. */
static void
assert_same_facts (const HavenRecordInfo *info, GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      g_autoptr (JsonObject) x = haven_record_to_json (info, a->pdata[i]);
      g_autoptr (JsonObject) y = haven_record_to_json (info, b->pdata[i]);
      g_autoptr (JsonNode) xn = json_node_init_object (json_node_alloc (), x);
      g_autoptr (JsonNode) yn = json_node_init_object (json_node_alloc (), y);
      g_autofree char *xs = NULL, *ys = NULL;

      if (json_object_has_member (x, "source"))
        {
          json_object_remove_member (x, "source");
          json_object_remove_member (y, "source");
        }
      if (json_object_has_member (x, "keywords"))
        {
          json_object_remove_member (x, "keywords");
          json_object_remove_member (y, "keywords");
        }
      json_object_remove_member (x, "extra");
      json_object_remove_member (y, "extra");
      xs = json_to_string (xn, FALSE);
      ys = json_to_string (yn, FALSE);
      g_assert_cmpstr (xs, ==, ys);
    }
}

static void
assert_same_import (DirectoryFixture *a, DirectoryFixture *b)
{
  assert_same_facts (&haven_organization_info, a->organizations, b->organizations);
  assert_same_facts (&haven_location_info, a->locations, b->locations);
  assert_same_facts (&haven_service_info, a->services, b->services);
  assert_same_facts (&haven_service_location_info, a->service_locations, b->service_locations);
  assert_same_facts (&haven_phone_info, a->phones, b->phones);
  assert_same_facts (&haven_schedule_info, a->schedules, b->schedules);
}

static void
test_json_tells_the_same_as_csv (DirectoryFixture *self, gconstpointer data)
{
  static const char *const files[] = { "hsds-3/json/tabular.json", "hsds-3/json", "hsds-3", NULL };
  g_autofree char *csv = directory_fixture_dup_sample ("hsds-3/csv");

  if (csv == NULL)
    return;
  g_assert_true (directory_fixture_import (self, csv));
  for (gsize i = 0; files[i]; i++)
    {
      g_autofree char *path = directory_fixture_dup_sample (files[i]);
      DirectoryFixture other = { 0 };

      directory_fixture_set_up (&other, NULL);
      g_assert_true (directory_fixture_import (&other, path));
      assert_same_import (self, &other);
      directory_fixture_tear_down (&other, NULL);
    }
}

/* The answers of an interface hold parts of the whole; what they hold is the same. */
static void
test_each_json_answer_is_read (DirectoryFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *file;
    guint organizations, services, locations, phones, schedules;
  } answers[] = {
    { "organization_full", 1, 1, 1, 1, 1 },
    { "service_full", 1, 1, 1, 1, 1 },
    { "service_at_location_full", 1, 1, 1, 1, 1 },
    { "organization_list", 1, 0, 0, 0, 0 },
    { "service_list", 1, 1, 0, 0, 0 },
    { "service_at_location_list", 1, 1, 1, 0, 0 },
    { "location", 0, 0, 1, 1, 1 },
    { "taxonomy_term_list", 0, 0, 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *name = g_strdup_printf ("hsds-3/json/%s.json", answers[i].file);
      g_autofree char *path = directory_fixture_dup_sample (name);

      if (path == NULL)
        return;
      g_assert_true (directory_fixture_import (self, path));
      g_assert_cmpuint (self->report->organizations, ==, answers[i].organizations);
      g_assert_cmpuint (self->report->services, ==, answers[i].services);
      g_assert_cmpuint (self->report->locations, ==, answers[i].locations);
      g_assert_cmpuint (self->report->phones, ==, answers[i].phones);
      g_assert_cmpuint (self->report->schedules, ==, answers[i].schedules);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DIRECTORY_TEST ("/exchange/directory/sample/csv-of-hsds-3-is-read-whole",
                  test_csv_of_hsds_3_is_read_whole);
  DIRECTORY_TEST ("/exchange/directory/sample/children-join-their-parents",
                  test_children_join_their_parents);
  DIRECTORY_TEST ("/exchange/directory/sample/the-older-layout-is-read-whole",
                  test_the_older_layout_is_read_whole);
  DIRECTORY_TEST ("/exchange/directory/sample/schedules-of-the-older-layout-are-understood",
                  test_schedules_of_the_older_layout_are_understood);
  DIRECTORY_TEST ("/exchange/directory/sample/json-tells-the-same-as-csv",
                  test_json_tells_the_same_as_csv);
  DIRECTORY_TEST ("/exchange/directory/sample/each-json-answer-is-read",
                  test_each_json_answer_is_read);
  return g_test_run ();
}
