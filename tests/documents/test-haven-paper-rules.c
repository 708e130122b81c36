/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"

#include <locale.h>
#include <string.h>

/* What the law and safety ask of the papers that Haven brings. */

static void
collect_elements (const GPtrArray *blocks, GHashTable *elements)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const HavenFormBlock *block = g_ptr_array_index (blocks, i);

      for (gsize k = 0; block->elements != NULL && block->elements[k] != NULL; k++)
        g_hash_table_add (elements, block->elements[k]);
      collect_elements (block->blocks, elements);
    }
}

static void
test_a_release_says_what_the_law_asks_for (void)
{
  static const char *const needed[] = { "description",
                                        "discloser",
                                        "recipient",
                                        "purpose",
                                        "expiry",
                                        "signature",
                                        "revocation",
                                        "conditioning",
                                        "redisclosure",
                                        "copy",
                                        "time-limit",
                                        "one-recipient",
                                        "informed",
                                        "no-signature-by-abuser",
                                        "services-do-not-depend-on-signing" };
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  const HavenForm *form = haven_forms_lookup (forms, "release-of-information", NULL);
  g_autoptr (GHashTable) elements = g_hash_table_new (g_str_hash, g_str_equal);

  collect_elements (form->blocks, elements);
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    g_assert_true (g_hash_table_contains (elements, needed[i]));
  g_assert_true (form->needs_counsel_review);
}

static void
test_the_safe_copy_betrays_nothing (void)
{
  static const char *const canaries[] = { "Quillfeather", "Lighthouse", "asylum",
                                          "shelter",      "Riverside",  "care" };
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_autoptr (GError) error = NULL;
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (JsonObject) values = haven_test_paper_parse_values (
      "{\"clinic_name\": \"Riverside\", \"person_name\": \"Amina Quillfeather\", \"own_words\": "
      "\"asylum\","
      " \"contact\": \"Lighthouse\", \"goals\": [{\"statement\": \"shelter\", \"actions\": "
      "[{\"what\": \"asylum\"}]}],"
      " \"steps\": [{\"kind\": \"visit\", \"on\": \"2026-12-03\"}]}");
  HavenDocumentRequest request = {
    .form_code = "care-plan", .language = "en", .variant = "safe", .values = values
  };
  g_autoptr (GBytes) pdf = haven_document_render (forms, &request, &info, &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  said = haven_test_paper_dup_text (pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (canaries); i++)
    g_assert_null (strstr (said, canaries[i]));
  haven_test_paper_assert_has (said, "Dec 3, 2026");
  g_assert_cmpstr (info.title, ==, "My plan");
  g_assert_cmpstr (info.file_name, ==, "my-plan.pdf");
  g_assert_cmpuint (info.pages, ==, 1);
}

/* The languages that the build has a program for, test-haven-papers.c, are the arguments. */
static void
test_every_language_is_looked_at (gconstpointer arguments)
{
  const char *const *looked_at = arguments;
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      g_auto (GStrv) languages = haven_forms_dup_languages (forms, codes[i]);

      g_assert_cmpuint (g_strv_length (languages), ==, g_strv_length ((char **) looked_at));
      for (gsize k = 0; languages[k] != NULL; k++)
        g_assert_true (g_strv_contains (looked_at, languages[k]));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/paper-rules/a-release-says-what-the-law-asks-for",
                   test_a_release_says_what_the_law_asks_for);
  g_test_add_func ("/documents/paper-rules/the-safe-copy-betrays-nothing",
                   test_the_safe_copy_betrays_nothing);
  g_test_add_data_func ("/documents/paper-rules/every-language-is-looked-at", argv + 1,
                        test_every_language_is_looked_at);
  return g_test_run ();
}
