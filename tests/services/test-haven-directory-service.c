/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-service.h"
#include "haven-exchange-error.h"
#include "haven-query.h"
#include "services-test.h"

#include <math.h>
#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  char *folder;
} Fixture;

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->clinic = haven_test_clinic_new ();
  self->folder = haven_test_make_folder ();
  put (self, "organizations.csv", "id,name,description\norg-1,Quillfeather House,Help\n");
  put (self,
       "services.csv",
       "id,organization_id,name,description,status\nsvc-1,org-1,Quillfeather Advice,Words,active\n"
       "svc-2,org-1,Quillfeather Beds,Rooms,active\nsvc-3,org-1,,No name,active\n");
  put (self,
       "locations.csv",
       "id,location_type,organization_id,name,latitude,longitude\nloc-1,physical,org-1,Front,40.1,-80.2\n"
       "loc-2,physical,org-1,Back,,\n");
  put (self,
       "addresses.csv",
       "id,location_id,address_1,city,state_province,postal_code,country,address_type\n"
       "adr-1,loc-1,1 Hidden Lane,Oldtown,WA,98001,US,physical\n");
  put (self, "service_at_location.csv", "id,service_id,location_id\nsal-1,svc-1,loc-1\nsal-2,svc-2,loc-2\n");
  put (self, "phones.csv", "id,service_id,number\nph-1,svc-1,555 0101\n");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  haven_test_remove_folder (self->folder);
  g_free (self->folder);
}

static HavenDirectoryReport *
import (Fixture *self, gboolean dry_run, GError **error)
{
  return haven_directory_import (self->clinic->session, self->folder, dry_run, NULL, NULL, NULL, error);
}

typedef struct
{
  guint n[6];
} Counts;

static Counts
count (Fixture *self)
{
  return (Counts) { { haven_test_count (self->clinic, &haven_organization_info),
                      haven_test_count (self->clinic, &haven_service_info),
                      haven_test_count (self->clinic, &haven_location_info),
                      haven_test_count (self->clinic, &haven_service_location_info),
                      haven_test_count (self->clinic, &haven_phone_info),
                      haven_test_count (self->clinic, &haven_schedule_info) } };
}

static void
assert_counts (Fixture *self, const Counts *before, const guint more[6])
{
  Counts now = count (self);

  for (int i = 0; i < 6; i++)
    g_assert_cmpuint (now.n[i], ==, before->n[i] + (more ? more[i] : 0));
}

static const HavenService *
find_service (GPtrArray *services, const char *name)
{
  for (guint i = 0; i < services->len; i++)
    if (strcmp (((HavenService *) services->pdata[i])->name, name) == 0)
      return services->pdata[i];
  g_assert_not_reached ();
}

static void
test_a_dry_run_writes_nothing_and_tells_the_same (Fixture *self, gconstpointer data)
{
  Counts before = count (self);
  HavenTestLog log = haven_test_read_log (self->clinic);
  const guint more[6] = { 1, 2, 2, 2, 1, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDirectoryReport) dry = import (self, TRUE, &error);
  g_autoptr (HavenDirectoryReport) wet = NULL;

  g_assert_no_error (error);
  haven_test_assert_log (self->clinic, &log, 0, 0, 0);
  assert_counts (self, &before, NULL);
  log = haven_test_read_log (self->clinic);
  wet = import (self, FALSE, &error);
  g_assert_no_error (error);
  haven_test_assert_log (self->clinic, &log, 1, 0, 0);
  assert_counts (self, &before, more);
  g_assert_cmpuint (dry->services, ==, wet->services);
  g_assert_cmpuint (wet->services, ==, 2);
  g_assert_cmpuint (wet->rejected->len, ==, 1);
  g_assert_cmpuint (dry->rejected->len, ==, 1);
}

static void
test_the_same_source_again_is_the_same_directory (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenDirectoryReport) first = import (self, FALSE, NULL);
  Counts before = count (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDirectoryReport) second = import (self, FALSE, &error);
  g_autoptr (HavenDirectoryReport) third = NULL;

  g_assert_no_error (error);
  assert_counts (self, &before, NULL);
  g_assert_cmpuint (first->phones, ==, second->phones);
  /* New ids for the same links, and one of them twice. */
  put (self, "service_at_location.csv", "id,service_id,location_id\nx-1,svc-1,loc-1\nx-2,svc-2,loc-2\nx-3,svc-2,loc-2\n");
  third = import (self, FALSE, &error);
  g_assert_no_error (error);
  assert_counts (self, &before, NULL);
}

static void
test_what_the_clinic_knows_outlives_an_import (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenDirectoryReport) first = import (self, FALSE, NULL);
  g_autoptr (GPtrArray) services = haven_test_list (self->clinic, &haven_service_info, NULL, NULL);
  const HavenService *advice = find_service (services, "Quillfeather Advice");
  g_autoptr (GPtrArray) links =
      haven_test_list (self->clinic, &haven_service_location_info, "service_id", advice->id);
  const char *place_id = ((HavenServiceLocation *) links->pdata[0])->location_id;
  g_autoptr (HavenLocation) place = haven_test_get (self->clinic, &haven_location_info, place_id), kept = NULL;
  g_autoptr (HavenService) own = haven_service_copy (advice), kept_service = NULL;
  g_autoptr (HavenDirectoryReport) second = NULL;

  place->confidential_location = TRUE;
  haven_record_set_text (&place->meeting_point, "the library");
  haven_test_change (self->clinic, &haven_location_info, place);
  own->no_id_needed = TRUE;
  own->last_verified_on = haven_date_from_ymd (2026, 1, 2);
  haven_record_set_text (&own->serves_undocumented, "yes");
  haven_test_change (self->clinic, &haven_service_info, own);

  second = import (self, FALSE, NULL);
  kept = haven_test_get (self->clinic, &haven_location_info, place_id);
  g_assert_true (kept->confidential_location);
  g_assert_cmpstr (kept->meeting_point, ==, "the library");
  kept_service = haven_test_get (self->clinic, &haven_service_info, advice->id);
  g_assert_true (kept_service->no_id_needed);
  g_assert_cmpstr (kept_service->serves_undocumented, ==, "yes");
  g_assert_cmpint (haven_date_compare (kept_service->last_verified_on, own->last_verified_on), ==, 0);
}

static void
find_text_cb (gint64 row, const char *const *texts, gpointer data)
{
  for (int i = 0; i < HAVEN_SERVICES_N_COLUMNS; i++)
    g_assert_true (texts[i] == NULL || (strstr (texts[i], "Hidden Lane") == NULL && strstr (texts[i], "Oldtown") == NULL));
  (*(guint *) data)++;
}

static void
test_a_confidential_place_has_no_address_anywhere (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenDirectoryReport) report = import (self, FALSE, NULL);
  g_autoptr (GPtrArray) places = haven_test_list (self->clinic, &haven_location_info, "city", "Oldtown");
  g_autoptr (GPtrArray) services = haven_test_list (self->clinic, &haven_service_info, NULL, NULL);
  const char *id = find_service (services, "Quillfeather Advice")->id;
  HavenStore *store = haven_session_get_store (self->clinic->session);
  g_autoptr (HavenQuery) by_area = haven_query_new_services (NULL, NULL, "Oldtown");
  g_autoptr (HavenQuery) by_name = haven_query_new_services ("quillfeather", NULL, NULL);
  g_autoptr (HavenQuery) by_address = haven_query_new_services ("Hidden Lane", NULL, NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (HavenServicePage) page = NULL;
  const HavenLocation *shown;
  guint n_rows = 0;

  g_assert_true (haven_store_query_order (store, by_area, rows, NULL));
  g_assert_cmpuint (rows->len, ==, 1);
  ((HavenLocation *) places->pdata[0])->confidential_location = TRUE;
  haven_test_change (self->clinic, &haven_location_info, places->pdata[0]);
  g_assert_true (haven_store_query_order (store, by_area, rows, NULL));
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_true (haven_store_query_order (store, by_address, rows, NULL));
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_true (haven_store_query_order (store, by_name, rows, NULL));
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_true (haven_store_query_texts (store, by_name, (gint64 *) rows->data, rows->len, find_text_cb, &n_rows, NULL));
  g_assert_cmpuint (n_rows, ==, 2);

  page = haven_directory_load_page (self->clinic->session, id, NULL);
  shown = page->locations->pdata[0];
  g_assert_true (shown->confidential_location);
  g_assert_null (shown->address_1);
  g_assert_null (shown->city);
  g_assert_null (shown->postal_code);
  g_assert_true (isnan (shown->latitude) && isnan (shown->longitude));
}

static void
test_a_file_that_is_broken_at_its_end_changes_nothing (Fixture *self, gconstpointer data)
{
  const char *const broken[] = {
    "id,service_id,number\nph-1,svc-1,555 0101\nph-2,svc-1,\"555 0102\nand it never ends",
    "id,service_id,number\nph-1,svc-1,555 0101\nph-2,svc-1,555\xff\n",
    NULL,
  };
  Counts before = count (self);
  HavenTestLog log = haven_test_read_log (self->clinic);

  for (gsize i = 0; broken[i]; i++)
    {
      g_autoptr (GError) error = NULL;

      put (self, "phones.csv", broken[i]);
      g_assert_null (import (self, FALSE, &error));
      g_assert_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, "phones.csv"));
      g_assert_null (strchr (error->message, '%'));
    }
  haven_test_assert_log (self->clinic, &log, 0, 0, 0);
  assert_counts (self, &before, NULL);
}

static void
test_a_name_with_signs_of_a_format_does_no_harm (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "%s%n%u", NULL);
  g_autofree char *path = g_build_filename (self->folder, "%s%n.json", NULL);
  g_autoptr (GError) error = NULL;

  put (self, "%s%n.json", "{");
  g_assert_null (haven_directory_import (self->clinic->session, path, FALSE, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static void
cancel_cb (guint64 done, guint64 total, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_a_cancelled_import_changes_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) before_it = g_cancellable_new ();
  g_autoptr (GCancellable) during = g_cancellable_new ();
  Counts before = count (self);
  g_autoptr (GError) error = NULL, during_error = NULL;

  g_cancellable_cancel (before_it);
  g_assert_null (haven_directory_import (self->clinic->session, self->folder, FALSE, NULL, NULL, before_it, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (
      haven_directory_import (self->clinic->session, self->folder, FALSE, cancel_cb, during, during, &during_error));
  g_assert_error (during_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_counts (self, &before, NULL);
}

static void
test_the_report_has_just_the_keys_that_were_promised (Fixture *self, gconstpointer data)
{
  const char *const keys[] = { "organizations", "services", "locations", "phones", "schedules", "rejected" };
  const char *const fault_keys[] = { "file", "row", "column", "rule", "value" };
  g_autoptr (HavenDirectoryReport) report = import (self, TRUE, NULL);
  g_autoptr (JsonObject) object = haven_directory_report_to_json (report);
  JsonArray *rejected = json_object_get_array_member (object, "rejected");
  JsonObject *fault = json_array_get_object_element (rejected, 0);

  g_assert_cmpuint (json_object_get_size (object), ==, G_N_ELEMENTS (keys));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (object, keys[i]));
  g_assert_cmpuint (json_object_get_size (fault), ==, G_N_ELEMENTS (fault_keys));
  for (gsize i = 0; i < G_N_ELEMENTS (fault_keys); i++)
    g_assert_true (json_object_has_member (fault, fault_keys[i]));
  g_assert_cmpstr (json_object_get_string_member (fault, "file"), ==, "services.csv");
  g_assert_cmpint (json_object_get_int_member (fault, "row"), ==, 4);
}

static void
test_values_that_the_store_would_refuse_are_reported (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDirectoryReport) report = NULL;

  put (self,
       "services.csv",
       "id,organization_id,name,description,status\nsvc-1,org-1,Good,Words,active\nsvc-2,org-1,Bad,Words,sleeping\n"
       "svc-3,nowhere,Orphan,Words,active\nsvc-4,,Alone,Words,active\nsvc-1,org-1,Twice,Words,active\n");
  put (self,
       "locations.csv",
       "id,location_type,organization_id,name,latitude,longitude\nloc-1,castle,org-1,Front,400,-80.2\n"
       "loc-2,,nowhere,Back,x,y\nloc-3,physical,,Free,,\n");
  put (self, "phones.csv", "id,service_id,number\nph-1,svc-1,\nph-2,nowhere,555\nph-3,,556\n");
  put (self, "service_at_location.csv", "id,service_id,location_id\na,svc-1,nowhere\nb,nowhere,loc-2\nc,svc-1,loc-3\n");
  report = import (self, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->rejected->len, >, 5);
  g_assert_cmpuint (report->services, >=, 1);
}

#define ADD(path, test) g_test_add ("/services/directory/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-dry-run-writes-nothing-and-tells-the-same", test_a_dry_run_writes_nothing_and_tells_the_same);
  ADD ("the-same-source-again-is-the-same-directory", test_the_same_source_again_is_the_same_directory);
  ADD ("what-the-clinic-knows-outlives-an-import", test_what_the_clinic_knows_outlives_an_import);
  ADD ("a-confidential-place-has-no-address-anywhere", test_a_confidential_place_has_no_address_anywhere);
  ADD ("a-file-that-is-broken-at-its-end-changes-nothing", test_a_file_that_is_broken_at_its_end_changes_nothing);
  ADD ("a-name-with-signs-of-a-format-does-no-harm", test_a_name_with_signs_of_a_format_does_no_harm);
  ADD ("a-cancelled-import-changes-nothing", test_a_cancelled_import_changes_nothing);
  ADD ("the-report-has-just-the-keys-that-were-promised", test_the_report_has_just_the_keys_that_were_promised);
  ADD ("values-that-the-store-would-refuse-are-reported", test_values_that_the_store_would_refuse_are_reported);
  return g_test_run ();
}
