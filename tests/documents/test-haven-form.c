/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-check.h"
#include "haven-form-plain.h"
#include "haven-test-paper.h"

#include <string.h>

/* A form file with one thing wrong: what is wrong, and a word that the error must hold. */
typedef struct
{
  const char *json;
  const char *word;
} Broken;

#define HEAD                                                                                       \
  "{\"format\": 1, \"code\": \"demo\", \"version\": \"1\", \"title\": \"T\", \"neutral_title\": "  \
  "\"N\", "
#define VARIANT "\"variants\": [{\"code\": \"one\", \"file\": \"demo\"}], "

static void
test_broken_forms_are_refused (void)
{
  static const Broken cases[] = {
    { "", "JSON" },
    { "{", "JSON" },
    { "[]", "object" },
    { "{}", "code" },
    { "{\"format\": 2, \"code\": \"demo\"}", "format" },
    { HEAD "\"variants\": []}", "variant" },
    { HEAD VARIANT "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"a\", \"text\": \"A\"},"
                   " {\"type\": \"paragraph\", \"id\": \"a\", \"text\": \"B\"}]}",
      "twice" },
    { HEAD VARIANT "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"title\", \"text\": \"A\"}]}",
      "twice" },
    { HEAD VARIANT
      "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"paper-and\", \"text\": \"A\"}]}",
      "twice" },
    { HEAD VARIANT
      "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"a\", \"text\": \"Dear {nobody}\"}]}",
      "{nobody}" },
    { HEAD VARIANT "\"blocks\": [{\"type\": \"paragraph\", \"text\": \"A\"}]}", "id" },
    { HEAD VARIANT "\"blocks\": [{\"type\": \"poem\"}]}", "poem" },
    { HEAD VARIANT
      "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"a\", \"text\": \"A\", \"colour\": 1}]}",
      "colour" },
    { HEAD VARIANT
      "\"blocks\": [{\"type\": \"field\", \"id\": \"a\", \"text\": \"A\", \"value\": \"x\"}]}",
      "“x”" },
    { HEAD VARIANT "\"blocks\": [{\"type\": \"table\", \"value\": \"clinic_name\"}]}", "rows" },
    { HEAD VARIANT
      "\"blocks\": [{\"type\": \"heading\", \"level\": 9, \"id\": \"a\", \"text\": \"A\"}]}",
      "range" },
    { HEAD VARIANT "\"blocks\": [{\"type\": \"page-break\", \"variants\": [\"two\"]}]}", "two" },
    { HEAD VARIANT
      "\"values\": [{\"name\": \"a\", \"type\": \"text\"}, {\"name\": \"a\", \"type\": \"date\"}]}",
      "twice" },
    { HEAD VARIANT "\"values\": [{\"name\": \"a\", \"type\": \"choice\"}]}", "options" },
    { HEAD "\"variants\": [{\"code\": \"one\", \"file\": \"../etc/Name\"}]}", "file name" },
  };
  g_autoptr (HavenForms) forms = haven_test_paper_new_forms ();
  g_auto (GStrv) codes = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (haven_test_paper_add_form (forms, cases[i].json, &error));
      g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FORM_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
  codes = haven_forms_dup_codes (forms);
  g_assert_cmpuint (g_strv_length (codes), ==, 0);
}

static void
test_a_refused_form_leaves_the_old_one (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_new_forms ();
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_test_paper_add_form (forms, HEAD VARIANT "\"blocks\": []}", &error));
  g_assert_false (haven_test_paper_add_form (forms, HEAD VARIANT "\"blocks\": 3}", &error));
  g_clear_error (&error);
  g_assert_nonnull (haven_forms_lookup (forms, "demo", &error));
  g_assert_no_error (error);
}

static void
test_not_utf8_is_refused (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_new_forms ();
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_test_paper_add_form (forms, "{\"code\": \"\xff\xfe\"}", &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FORM_INVALID);
}

static void
test_the_shipped_forms_load (void)
{
  static const char *const wanted[] = { "appointment-slip", "care-plan", "release-of-information",
                                        NULL };
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      g_auto (GStrv) languages = haven_forms_dup_languages (forms, wanted[i]);

      g_assert_nonnull (haven_forms_lookup (forms, wanted[i], &error));
      g_assert_no_error (error);
      g_assert_true (g_strv_contains ((const char *const *) languages, "en"));
      g_assert_true (g_strv_contains ((const char *const *) languages, "es"));
      g_assert_true (g_strv_contains ((const char *const *) languages, "ar"));
    }
}

static void
test_every_paper_of_a_clinic_is_there (void)
{
  static const char *const wanted[] = {
    "consent-to-treatment", "hipaa-authorization",  "part2-consent",     "advocate-release",
    "information-sharing",  "interpreter-statement", "photo-consent",    "care-plan",
    "appointment-slip",     "referral-handoff",      "rights-and-safety", "evidence-request",
  };
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const HavenForm *form = haven_forms_lookup (forms, wanted[i], &error);

      g_assert_no_error (error);
      /* What rests on a law stays marked until a clinic's counsel has read it. */
      g_assert_true (form->legal_basis == NULL || form->needs_counsel_review);
    }
}

static void
test_an_unknown_form_is_answered_with_those_there_are (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_forms_lookup (forms, "tax-return", &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FORM_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "care-plan"));
}

// ── Plain words ─────────────────────────────────────────────────────────────

static void
test_long_words_and_sentences_raise_the_grade (void)
{
  static const char plain[] = HEAD VARIANT
      "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"a\", \"text\": \"You can say no.\"}]}";
  static const char hard[] = HEAD VARIANT
      "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"a\", \"text\": \"Notwithstanding any "
      "contrary authorization, the undersigned acknowledges irrevocable redisclosure.\"}]}";
  g_autoptr (HavenForms) forms = haven_test_paper_new_forms ();

  g_assert_true (haven_test_paper_add_form (forms, plain, NULL));
  g_assert_cmpfloat (haven_form_get_grade (haven_forms_lookup (forms, "demo", NULL)), <, 3);
  g_assert_true (haven_test_paper_add_form (forms, hard, NULL));
  g_assert_cmpfloat (haven_form_get_grade (haven_forms_lookup (forms, "demo", NULL)), >, 12);
}

static void
test_english_texts_read_at_grade_six_or_below (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);

  g_assert_cmpfloat (haven_form_get_grade (haven_forms_get_common (forms)), <=, 6);
  for (gsize i = 0; codes[i] != NULL; i++)
    {
      double grade = haven_form_get_grade (haven_forms_lookup (forms, codes[i], NULL));

      g_test_message ("%s: grade %.1f", codes[i], grade);
      g_assert_cmpfloat (grade, <=, 6);
    }
}

/* For whoever does not read what was signed: the form's own words, and what was filled in as it was. */
static void
test_plain_words (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  const HavenForm *form = haven_forms_lookup (forms, "release-of-information", NULL);
  g_autoptr (JsonNode) node = json_from_string ("{\"items\": [\"رسالة\", \"b\"], \"recipient\": \"Ada\","
                                                " \"signer\": \"self\"}",
                                                NULL);
  g_autofree char *text = haven_form_dup_plain (form, json_node_get_object (node), NULL);
  g_autofree char *partly = haven_form_dup_plain (form, json_node_get_object (node), "?");

  g_assert_true (g_str_has_prefix (text, "You do not have to sign this paper."));
  g_assert_nonnull (strstr (text, "\n\nWhat may be shared\n"));
  g_assert_nonnull (strstr (text, "• \u2068رسالة\u2069\n• \u2068b\u2069\n"));
  g_assert_nonnull (strstr (text, "Only this one office or person may get it: \u2068Ada\u2069\n"));
  g_assert_nonnull (strstr (text, "Ends on: –\n"));
  g_assert_nonnull (strstr (text, "• I sign for myself\n"));
  g_assert_nonnull (strstr (partly, "Ends on: ?\n")); /* not told is not left empty */
  g_assert_null (strstr (text, "I am the parent or guardian")); /* not chosen */
  g_assert_null (strstr (text, "What lets me sign"));           /* printed only where somebody signs for somebody */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/form/broken-forms-are-refused-with-what-to-mend",
                   test_broken_forms_are_refused);
  g_test_add_func ("/documents/form/a-refused-form-leaves-the-old-one",
                   test_a_refused_form_leaves_the_old_one);
  g_test_add_func ("/documents/form/a-file-that-is-not-utf-8-is-refused", test_not_utf8_is_refused);
  g_test_add_func ("/documents/form/the-shipped-forms-load-in-their-languages",
                   test_the_shipped_forms_load);
  g_test_add_func ("/documents/form/every-paper-of-a-clinic-is-there",
                   test_every_paper_of_a_clinic_is_there);
  g_test_add_func ("/documents/form/an-unknown-form-is-answered-with-those-there-are",
                   test_an_unknown_form_is_answered_with_those_there_are);
  g_test_add_func ("/documents/form/long-words-and-sentences-raise-the-grade",
                   test_long_words_and_sentences_raise_the_grade);
  g_test_add_func ("/documents/form/english-texts-read-at-grade-six-or-below",
                   test_english_texts_read_at_grade_six_or_below);
  g_test_add_func ("/documents/form/a-form-says-its-own-words-with-what-was-filled-in", test_plain_words);
  return g_test_run ();
}
