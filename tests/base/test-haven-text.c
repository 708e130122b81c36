/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-text.h"

static void
test_names_of_many_scripts_fold_to_latin (void)
{
  static const struct
  {
    const char *name;
    const char *key;
  } names[] = {
    { "أحمد", "ahmd" },
    { "احمد", "ahmd" },
    { "王小明", "王 小 明 wang xiao ming" },
    { "Đặng", "dang" },
    { "ሰላማዊት", "salamawit" },
    { "O'Brien-Núñez", "obrien nunez" },
    { "Жанна", "zanna" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *key = haven_text_dup_search_key (names[i].name);

      g_assert_cmpstr (key, ==, names[i].key);
    }
}

static void
test_bytes_that_are_no_text_give_an_empty_key (void)
{
  g_autofree char *key = haven_text_dup_search_key ("caf\xe9");

  g_assert_cmpstr (key, ==, "");
}

static void
test_spellings_by_ear_meet (void)
{
  static const char *const pairs[][2] = {
    { "Yusuf", "Joseph" },     { "Fatima", "Fatmeh" }, { "Nguyen", "Nguyên" }, { "Mohammed", "Muhamad" },
    { "Katarzyna", "Catarsina" }, { "Philip", "Filipe" }, { "Xiao", "Shao" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *a = haven_text_dup_sound_key (pairs[i][0]);
      g_autofree char *b = haven_text_dup_sound_key (pairs[i][1]);

      g_assert_cmpstr (a, ==, b);
      g_assert_cmpuint (*a, !=, '\0');
    }
}

static void
test_unlike_names_stay_apart (void)
{
  g_autofree char *a = haven_text_dup_sound_key ("Maria");
  g_autofree char *b = haven_text_dup_sound_key ("Teresa");

  g_assert_cmpstr (a, !=, b);
}

static void
test_directions_are_known (void)
{
  g_assert_true (haven_text_is_right_to_left ("ar"));
  g_assert_true (haven_text_is_right_to_left ("fa-AF"));
  g_assert_false (haven_text_is_right_to_left ("es"));
  g_assert_false (haven_text_is_right_to_left ("arn"));
  g_assert_false (haven_text_is_right_to_left (NULL));
}

static void
test_only_space_is_nothing_to_read (void)
{
  const char *const blank[] = { NULL, "", " ", "\t\n", "\302\240", "\343\200\200" };
  const char *const written[] = { "a", " a", "أ", "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (blank); i++)
    g_assert_true (haven_text_is_blank (blank[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    g_assert_false (haven_text_is_blank (written[i]));
}

static void
test_a_language_is_a_code_that_may_exist (void)
{
  const char *const codes[] = { "es", "ar", "EN", "zh-Hant", "pt-BR", "quc", "mam", "sr-Latn-RS" };
  const char *const others[] = { "", "e", "zz", "español", "Spanish", "es_MX", "es-", "-es", "es--MX", "e1", "es;", "es MX" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_true (haven_text_is_language (codes[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (haven_text_is_language (others[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/names-of-many-scripts-fold-to-latin", test_names_of_many_scripts_fold_to_latin);
  g_test_add_func ("/base/text/bytes-that-are-no-text-give-an-empty-key",
                   test_bytes_that_are_no_text_give_an_empty_key);
  g_test_add_func ("/base/text/spellings-by-ear-meet", test_spellings_by_ear_meet);
  g_test_add_func ("/base/text/unlike-names-stay-apart", test_unlike_names_stay_apart);
  g_test_add_func ("/base/text/directions-are-known", test_directions_are_known);
  g_test_add_func ("/base/text/only-space-is-nothing-to-read", test_only_space_is_nothing_to_read);
  g_test_add_func ("/base/text/a-language-is-a-code-that-may-exist", test_a_language_is_a_code_that_may_exist);
  return g_test_run ();
}
