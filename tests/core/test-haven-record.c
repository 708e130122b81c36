/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar.h"
#include "haven-chart.h"
#include "haven-consent.h"
#include "haven-directory.h"
#include "haven-legal.h"
#include "haven-people.h"
#include "haven-plan.h"

#include "core-test.h"
#include <math.h>
#include <string.h>

static const HavenRecordInfo *const infos[] = {
  &haven_resource_info,
  &haven_resource_hours_info,
  &haven_resource_absence_info,
  &haven_appointment_info,
  &haven_appointment_resource_info,
  &haven_closed_day_info,
  &haven_encounter_info,
  &haven_note_info,
  &haven_release_info,
  &haven_document_info,
  &haven_disclosure_info,
  &haven_bridge_date_info,
  &haven_organization_info,
  &haven_service_info,
  &haven_location_info,
  &haven_service_location_info,
  &haven_phone_info,
  &haven_schedule_info,
  &haven_matter_info,
  &haven_party_info,
  &haven_deadline_info,
  &haven_legal_note_info,
  &haven_matter_event_info,
  &haven_patient_info,
  &haven_patient_name_info,
  &haven_safe_contact_rule_info,
  &haven_staff_member_info,
  &haven_clinical_draft_info,
  &haven_legal_draft_info,
  &haven_shared_draft_info,
  &haven_plan_info,
  &haven_goal_info,
  &haven_plan_action_info,
};

#define AT(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

/* Another value in every field, hard ones among them: quotes, other scripts, the ends of a range.
 */
static void
fill_field (const HavenField *field, gpointer record, guint i)
{
  const char *const texts[] = { "أحمد “x”", "王小明\n\t\\ \" '", NULL };
  g_autofree char *text = g_strdup_printf ("%s %u Đặng", field->name, i);

  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      g_set_str (&AT (char *, record, field), text);
      break;
    case HAVEN_FIELD_TEXTS:
      AT (char **, record, field) = g_strdupv ((char **) texts);
      break;
    case HAVEN_FIELD_INTEGER:
      AT (gint64, record, field) = G_MAXINT64 - (gint64) i;
      break;
    case HAVEN_FIELD_MINUTE:
      AT (gint64, record, field) = 630;
      break;
    case HAVEN_FIELD_REAL:
      AT (double, record, field) = -71.0588 + i;
      break;
    case HAVEN_FIELD_BOOLEAN:
      AT (gboolean, record, field) = TRUE;
      break;
    case HAVEN_FIELD_DATE:
      AT (HavenDate, record, field) = haven_date_add_days (date ("2024-02-29"), (int) i);
      break;
    case HAVEN_FIELD_INSTANT:
      AT (gint64, record, field) =
          (gint64) 1795291509 * G_USEC_PER_SEC + (gint64) i * G_USEC_PER_SEC;
      break;
    case HAVEN_FIELD_BYTES: /* not part of JSON */
      break;
    default:
      g_assert_not_reached ();
    }
}

static gpointer
make_full (const HavenRecordInfo *info)
{
  gpointer record = haven_record_new (info);

  for (guint i = 0; i < info->n_fields; i++)
    fill_field (&info->fields[i], record, i);
  return record;
}

static gpointer
write_and_read (const HavenRecordInfo *info, gconstpointer record)
{
  g_autoptr (JsonObject) object = haven_record_to_json (info, record);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT), read = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gpointer back;

  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  read = json_from_string (text, NULL);
  back = haven_record_from_json (info, json_node_get_object (read), &error);
  g_assert_no_error (error);
  return back;
}

static void
test_every_record_survives_json (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      gpointer full = make_full (infos[i]), full_back = write_and_read (infos[i], full);
      gpointer empty = haven_record_new (infos[i]), empty_back = write_and_read (infos[i], empty);

      g_test_message ("%s", infos[i]->name);
      g_assert_true (haven_record_equal (infos[i], full, full_back));
      g_assert_true (haven_record_equal (infos[i], empty, empty_back));
      g_assert_false (haven_record_equal (infos[i], full, empty));
      haven_record_free (infos[i], full);
      haven_record_free (infos[i], full_back);
      haven_record_free (infos[i], empty);
      haven_record_free (infos[i], empty_back);
    }
}

static void
test_a_copy_is_equal_and_its_own (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      gpointer full = make_full (infos[i]), copy = haven_record_copy (infos[i], full), again;

      g_assert_true (haven_record_equal (infos[i], full, copy));
      haven_record_free (infos[i], full);
      again = haven_record_copy (infos[i], copy);
      g_assert_true (haven_record_equal (infos[i], again, copy));
      haven_record_free (infos[i], copy);
      haven_record_free (infos[i], again);
    }
}

/* Each field alone makes two records differ: none is forgotten by copying or comparing. */
static void
test_every_field_counts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    for (guint j = 0; j < infos[i]->n_fields; j++)
      {
        const HavenField *field = &infos[i]->fields[j];
        gpointer a = haven_record_new (infos[i]), b = haven_record_new (infos[i]);

        if (field->type == HAVEN_FIELD_BYTES)
          AT (GBytes *, a, field) = g_bytes_new_static ("x", 1);
        fill_field (field, a, j);
        g_test_message ("%s.%s", infos[i]->name, field->name);
        g_assert_false (haven_record_equal (infos[i], a, b));
        g_assert_false (haven_record_equal (infos[i], b, a));
        haven_record_free (infos[i], a);
        haven_record_free (infos[i], b);
      }
}

static void
test_descriptions_fit_their_structures (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GHashTable) offsets = g_hash_table_new (NULL, NULL);

      g_assert_cmpstr (infos[i]->fields[0].name, ==, "id");
      for (guint j = 0; j < infos[i]->n_fields; j++)
        {
          const HavenField *field = &infos[i]->fields[j];

          g_test_message ("%s.%s", infos[i]->name, field->name);
          g_assert_true (g_hash_table_add (names, (gpointer) field->name));
          g_assert_true (g_hash_table_add (offsets, GSIZE_TO_POINTER (field->offset)));
          g_assert_cmpuint (field->offset, <, infos[i]->size);
        }
    }
}

static void
assert_value_refused (const HavenRecordInfo *info, const HavenField *field, const char *json)
{
  g_autofree char *text = g_strdup_printf ("{\"%s\":%s}", field->name, json);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s: %s", info->name, text);
  g_assert_null (haven_record_from_json (info, json_node_get_object (node), &error));
  g_assert_error (error, HAVEN_RECORD_ERROR, HAVEN_RECORD_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, field->name));
}

static void
test_values_of_the_wrong_kind_are_refused (void)
{
  static const struct
  {
    HavenFieldType type;
    const char *wrong[8];
  } cases[] = {
    { HAVEN_FIELD_TEXT, { "1", "true", "[]", "{}", "1.5" } },
    { HAVEN_FIELD_TEXTS, { "\"one\"", "1", "[1]", "[\"a\",null]", "[[]]", "{}" } },
    { HAVEN_FIELD_INTEGER, { "\"1\"", "1.5", "true", "[]", "{}" } },
    { HAVEN_FIELD_MINUTE, { "\"10:30\"", "-1", "1440", "1.5", "true", "[]", "{}" } },
    { HAVEN_FIELD_REAL, { "\"1\"", "true", "[]", "{}" } },
    { HAVEN_FIELD_BOOLEAN, { "1", "\"true\"", "[]", "{}" } },
    { HAVEN_FIELD_DATE,
      { "\"\"", "\"2026-02-29\"", "\"tomorrow\"", "20261121", "true", "[]", "{}" } },
    { HAVEN_FIELD_INSTANT, { "\"\"", "\"2026-11-21\"", "\"noon\"", "1795291509", "[]", "{}" } },
    { HAVEN_FIELD_BYTES, { "\"x\"", "1" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    for (guint j = 0; j < infos[i]->n_fields; j++)
      for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
        for (gsize w = 0; cases[k].type == infos[i]->fields[j].type && cases[k].wrong[w]; w++)
          assert_value_refused (infos[i], &infos[i]->fields[j], cases[k].wrong[w]);
}

static void
test_unknown_members_are_passed_over (void)
{
  g_autoptr (JsonNode) node =
      json_from_string ("{\"id\":\"a\",\"colour\":{\"deep\":[1]},\"name\":null}", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPatient) patient =
      haven_record_from_json (&haven_patient_info, json_node_get_object (node), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (patient->id, ==, "a");
  g_assert_null (patient->name);
}

static void
test_what_is_unknown_stays_unknown (void)
{
  g_autoptr (HavenLocation) location = haven_location_new ();
  g_autoptr (HavenRelease) release = haven_release_new ();
  g_autoptr (JsonObject) object = haven_record_to_json (&haven_location_info, location);

  g_assert_true (isnan (location->latitude));
  g_assert_true (json_object_get_null_member (object, "latitude"));
  g_assert_false (haven_date_is_set (release->expires_on));
  haven_record_set_text (&release->purpose, "");
  g_assert_null (release->purpose);
  haven_record_set_text (&release->purpose, "care");
  g_assert_cmpstr (release->purpose, ==, "care");
}

static void
test_bytes_never_reach_json (void)
{
  g_autoptr (HavenDocument) document = haven_document_new ();
  g_autoptr (HavenDocument) copy = NULL;
  g_autoptr (JsonObject) object = NULL;

  document->pdf = g_bytes_new_static ("%PDF", 4);
  object = haven_record_to_json (&haven_document_info, document);
  g_assert_false (json_object_has_member (object, "pdf"));
  copy = haven_document_copy (document);
  g_assert_true (haven_record_equal (&haven_document_info, document, copy));
}

static void
test_partitions_are_named (void)
{
  g_assert_cmpstr (haven_partition_get_name (HAVEN_PARTITION_SHARED), ==, "shared");
  g_assert_cmpstr (haven_partition_get_name (HAVEN_PARTITION_CLINICAL), ==, "clinical");
  g_assert_cmpstr (haven_partition_get_name (HAVEN_PARTITION_LEGAL), ==, "legal");
  g_assert_cmpint (haven_matter_info.partition, ==, HAVEN_PARTITION_LEGAL);
  g_assert_cmpint (haven_legal_note_info.partition, ==, HAVEN_PARTITION_LEGAL);
  g_assert_cmpint (haven_note_info.partition, ==, HAVEN_PARTITION_CLINICAL);
  g_assert_cmpint (haven_appointment_info.partition, ==, HAVEN_PARTITION_SHARED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/record/" name, function)
  ADD ("every-record-survives-json", test_every_record_survives_json);
  ADD ("a-copy-is-equal-and-its-own", test_a_copy_is_equal_and_its_own);
  ADD ("every-field-counts", test_every_field_counts);
  ADD ("descriptions-fit-their-structures", test_descriptions_fit_their_structures);
  ADD ("values-of-the-wrong-kind-are-refused", test_values_of_the_wrong_kind_are_refused);
  ADD ("unknown-members-are-passed-over", test_unknown_members_are_passed_over);
  ADD ("what-is-unknown-stays-unknown", test_what_is_unknown_stays_unknown);
  ADD ("bytes-never-reach-json", test_bytes_never_reach_json);
  ADD ("partitions-are-named", test_partitions_are_named);
#undef ADD
  return g_test_run ();
}
