/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-seeds.h"

#include "haven-appointment-status.h"
#include "haven-deadline-rules.h"
#include "haven-matter-type.h"

static const char *const folders[] = { "forms", "translations", "instruments", "rules",
                                       "plans", "roles",        "demo" };

static void
test_every_json_seed_is_sound (void)
{
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_auto (GStrv) files = haven_seeds_list (folders[i]);

      for (gsize j = 0; files[j]; j++)
        {
          g_autofree char *path = g_strconcat (folders[i], "/", files[j], NULL);
          g_autoptr (GError) error = NULL;
          g_autoptr (JsonNode) node = NULL;

          if (!g_str_has_suffix (path, ".json"))
            continue;
          g_test_message ("%s", path);
          node = haven_seeds_lookup_json (path, &error);
          g_assert_no_error (error);
          g_assert_nonnull (node);
          n++;
        }
    }
  g_assert_cmpuint (n, >=, 2);
}

static void
test_every_seed_is_utf8 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_auto (GStrv) files = haven_seeds_list (folders[i]);

      for (gsize j = 0; files[j]; j++)
        {
          g_autofree char *path = g_strconcat (folders[i], "/", files[j], NULL);
          g_autoptr (GBytes) bytes = haven_seeds_lookup (path, NULL);
          gsize length;
          const char *text = g_bytes_get_data (bytes, &length);

          g_test_message ("%s", path);
          g_assert_true (g_utf8_validate (text, (gssize) length, NULL));
        }
    }
}

static void
test_the_rules_are_among_them (void)
{
  g_auto (GStrv) rules = haven_seeds_list ("rules");

  g_assert_true (g_strv_contains ((const char *const *) rules, "deadlines.json"));
}

static void
test_an_absent_seed_is_an_error (void)
{
  const char *const absent[] = { "rules/none.json", "", "../rules/deadlines.json", "rules/" };

  for (gsize i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_seeds_lookup_json (absent[i], &error));
      g_assert_error (error, G_RESOURCE_ERROR, G_RESOURCE_ERROR_NOT_FOUND);
    }
}

static void
test_an_absent_folder_is_an_empty_list (void)
{
  g_auto (GStrv) files = haven_seeds_list ("nowhere");

  g_assert_nonnull (files);
  g_assert_null (files[0]);
}

/* Calls @check with each text that the sample clinic has under @member. */
static void
for_each_text (const char *file, const char *member, void (*check) (const char *))
{
  g_autofree char *path = g_strconcat ("demo/", file, NULL);
  g_autoptr (JsonNode) node = haven_seeds_lookup_json (path, NULL);
  JsonArray *rows;

  if (node == NULL)
    {
      g_test_skip ("there is no sample clinic");
      return;
    }
  rows = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *text = json_object_get_string_member_with_default (row, member, NULL);

      if (text)
        check (text);
    }
}

static void
check_status (const char *code)
{
  HavenAppointmentStatus status;

  g_assert_true (haven_appointment_status_parse (code, &status));
}

static void
check_reason (const char *code)
{
  g_assert_nonnull (haven_choice_find (haven_appointment_status_get_reasons (), code));
}

static void
check_type (const char *code)
{
  g_assert_nonnull (haven_choice_find (haven_matter_get_types (), code));
}

static void
check_stage (const char *code)
{
  g_assert_nonnull (haven_choice_find (haven_matter_get_stages (), code));
}

static void
check_outcome (const char *code)
{
  g_assert_nonnull (haven_choice_find (haven_matter_get_outcomes (), code));
}

static void
check_rule (const char *code)
{
  g_autoptr (HavenDeadlineRules) rules = haven_deadline_rules_load (NULL);

  g_assert_nonnull (haven_deadline_rules_lookup (rules, code, NULL));
}

static void
test_the_sample_clinic_uses_the_words_of_the_domain (void)
{
  for_each_text ("appointment.json", "status", check_status);
  for_each_text ("appointment.json", "status_reason", check_reason);
  for_each_text ("matter.json", "type", check_type);
  for_each_text ("matter.json", "stage", check_stage);
  for_each_text ("matter.json", "outcome", check_outcome);
  for_each_text ("deadline_input.json", "rule_code", check_rule);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/seeds/" name, function)
  ADD ("every-json-seed-is-sound", test_every_json_seed_is_sound);
  ADD ("every-seed-is-utf8", test_every_seed_is_utf8);
  ADD ("the-rules-are-among-them", test_the_rules_are_among_them);
  ADD ("an-absent-seed-is-an-error", test_an_absent_seed_is_an_error);
  ADD ("an-absent-folder-is-an-empty-list", test_an_absent_folder_is_an_empty_list);
  ADD ("the-sample-clinic-uses-the-words-of-the-domain",
       test_the_sample_clinic_uses_the_words_of_the_domain);
#undef ADD
  return g_test_run ();
}
