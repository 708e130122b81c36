/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-seeds.h"

#include <string.h>

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
#undef ADD
  return g_test_run ();
}
