/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar.h"
#include "haven-chart.h"
#include "haven-consent.h"
#include "haven-directory.h"
#include "haven-legal.h"
#include "haven-plan.h"
#include "haven-seeds.h"
#include "services-test.h"

#include <string.h>

static JsonArray *
read_seeds (const char *name, JsonNode **node)
{
  g_autofree char *path = g_strdup_printf ("demo/%s.json", name);
  g_autoptr (GError) error = NULL;

  *node = haven_seeds_lookup_json (path, &error);
  g_assert_no_error (error);
  return json_node_get_array (*node);
}

static void
test_every_line_of_the_seeds_is_a_record (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  const HavenRecordInfo *const infos[] = {
    &haven_resource_info,    &haven_resource_hours_info,    &haven_closed_day_info,   &haven_patient_info,
    &haven_patient_name_info, &haven_safe_contact_rule_info, &haven_appointment_info,  &haven_encounter_info,
    &haven_note_info,        &haven_matter_info,            &haven_party_info,        &haven_legal_note_info,   &haven_matter_event_info,
    &haven_plan_info,        &haven_goal_info,              &haven_plan_action_info,  &haven_release_info,
    &haven_organization_info, &haven_service_info,          &haven_location_info,     &haven_service_location_info,
    &haven_phone_info,       &haven_schedule_info,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (JsonNode) node = NULL;
      JsonArray *rows = read_seeds (infos[i]->name, &node);

      g_test_message ("%s", infos[i]->name);
      g_assert_cmpuint (haven_test_count (clinic, infos[i]), ==, json_array_get_length (rows));
    }
}

static void
test_every_deadline_is_computed_by_its_rule (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (GPtrArray) deadlines = haven_test_list (clinic, &haven_deadline_info, NULL, NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *inputs = read_seeds ("deadline_input", &node);

  g_assert_cmpuint (deadlines->len, ==, json_array_get_length (inputs));
  for (guint i = 0; i < deadlines->len; i++)
    {
      const HavenDeadline *deadline = deadlines->pdata[i];

      g_assert_nonnull (deadline->rule_code);
      g_assert_nonnull (deadline->label);
      g_assert_nonnull (deadline->explanation);
      g_assert_nonnull (deadline->citation);
      g_assert_cmpint (deadline->row_version, ==, 1);
      g_assert_true (haven_date_is_set (deadline->last_safe_day) || haven_date_is_set (deadline->opens_on) ||
                     strstr (deadline->rule_code, "NODEADLINE") || strcmp (deadline->rule_code, "T-FILE") == 0 ||
                     strcmp (deadline->rule_code, "ASY-EXC") == 0 || strcmp (deadline->rule_code, "ASY-UAC") == 0);
    }
}

static void
test_what_the_desk_may_know_comes_from_open_dates (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (GPtrArray) published = haven_test_list (clinic, &haven_bridge_date_info, NULL, NULL);
  guint n_from_deadlines = 0;

  for (guint i = 0; i < published->len; i++)
    {
      const HavenBridgeDate *bridge = published->pdata[i];
      g_autoptr (HavenDeadline) source = NULL;
      g_autoptr (HavenPatient) patient = haven_test_get (clinic, &haven_patient_info, bridge->patient_id);

      g_assert_nonnull (patient);
      source = bridge->source_id ? haven_test_get (clinic, &haven_deadline_info, bridge->source_id) : NULL;
      if (source == NULL || bridge->revoked_at != 0)
        continue;
      n_from_deadlines++;
      g_assert_cmpstr (source->patient_id, ==, bridge->patient_id);
      g_assert_cmpstr (source->status, ==, "open");
    }
  g_assert_cmpuint (n_from_deadlines, >, 0);
}

/* No foreign key crosses partitions, so this looks. */
static void
test_nothing_points_to_nobody (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  const HavenRecordInfo *const infos[] = { &haven_encounter_info, &haven_note_info, &haven_matter_info, &haven_deadline_info,
                                           &haven_legal_note_info, &haven_matter_event_info };
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) patients = haven_test_list (clinic, &haven_patient_info, NULL, NULL);

  for (guint i = 0; i < patients->len; i++)
    g_hash_table_add (people, ((HavenPatient *) patients->pdata[i])->id);
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (GPtrArray) records = haven_test_list (clinic, infos[i], NULL, NULL);
      gsize offset = 0;

      for (guint k = 0; k < infos[i]->n_fields; k++)
        if (strcmp (infos[i]->fields[k].name, "patient_id") == 0)
          offset = infos[i]->fields[k].offset;
      g_assert_cmpuint (offset, >, 0);
      for (guint k = 0; k < records->len; k++)
        g_assert_true (g_hash_table_contains (people, *(char **) ((char *) records->pdata[k] + offset)));
    }
}

static void
test_the_sample_clinic_says_that_it_is_one (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *path = g_build_filename (clinic->folder, "demo-passphrase", NULL);
  g_autofree char *passphrase = NULL;
  g_autoptr (HavenSession) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_session_is_demo (clinic->session));
  g_assert_true (g_file_get_contents (path, &passphrase, NULL, NULL));
  g_clear_object (&clinic->session);
  again = haven_vaults_open (clinic->folder, "", passphrase, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (haven_session_is_demo (again));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/demo/every-line-of-the-seeds-is-a-record", test_every_line_of_the_seeds_is_a_record);
  g_test_add_func ("/services/demo/every-deadline-is-computed-by-its-rule",
                   test_every_deadline_is_computed_by_its_rule);
  g_test_add_func ("/services/demo/what-the-desk-may-know-comes-from-open-dates",
                   test_what_the_desk_may_know_comes_from_open_dates);
  g_test_add_func ("/services/demo/nothing-points-to-nobody", test_nothing_points_to_nobody);
  g_test_add_func ("/services/demo/the-sample-clinic-says-that-it-is-one", test_the_sample_clinic_says_that_it_is_one);
  return g_test_run ();
}
