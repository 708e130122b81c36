/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"

#include <string.h>

/* Papers in two languages, and words of the law that stand in their own language on every paper. */

#define FORM                                                                                       \
  "{\"format\": 1, \"code\": \"demo\", \"version\": \"1\", \"title\": \"Permission\", "            \
  "\"neutral_title\": \"Paper\", \"needs_counsel_review\": false,"                                 \
  "\"variants\": [{\"code\": \"whole\", \"file\": \"demo\"}, {\"code\": \"card\", \"file\": "      \
  "\"card\", \"cards\": true}],"                                                                   \
  "\"values\": [{\"name\": \"who\", \"type\": \"text\"}, {\"name\": \"on\", \"type\": \"date\"},"  \
  "{\"name\": \"pick\", \"type\": \"choice\", \"options\": [{\"code\": \"a\", \"id\": "            \
  "\"pick-a\", \"text\": \"First\"}, {\"code\": \"b\", \"id\": \"pick-b\", \"text\": \"Second\"}]},"\
  "{\"name\": \"rows\", \"type\": \"rows\", \"fields\": [{\"name\": \"cell\", \"type\": "          \
  "\"text\"}, {\"name\": \"day\", \"type\": \"date\"}]}],"                                         \
  "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"hello\", \"text\": \"Hello {who}.\"},"         \
  "{\"type\": \"list\", \"items\": [{\"id\": \"item\", \"text\": \"Entry\"}]},"                    \
  "{\"type\": \"field\", \"id\": \"f\", \"text\": \"Name\", \"value\": \"who\"},"                  \
  "{\"type\": \"field\", \"id\": \"d\", \"text\": \"Day\", \"value\": \"on\"},"                    \
  "{\"type\": \"choice\", \"id\": \"p\", \"text\": \"Choose\", \"value\": \"pick\"},"              \
  "{\"type\": \"table\", \"value\": \"rows\", \"columns\": [{\"id\": \"c\", \"text\": \"Cell\", "  \
  "\"value\": \"cell\"}, {\"id\": \"w\", \"text\": \"When\", \"value\": \"day\"}]},"               \
  "{\"type\": \"notice\", \"id\": \"law\", \"text\": \"The law says this.\", \"exact\": true},"    \
  "{\"type\": \"signature\", \"id\": \"sign\", \"text\": \"I agree\"}]}"

#define ENTRY(id, english, other) "msgctxt \"" id "\"\nmsgid \"" english "\"\nmsgstr \"" other "\"\n\n"
#define PO                                                                                         \
  "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                      \
  "\"Language: ar\\n\"\n\"X-Haven-State: approved\\n\"\n\n"                                        \
  ENTRY ("title", "Permission", "إذن") ENTRY ("neutral-title", "Paper", "ورقة")                    \
  ENTRY ("hello", "Hello {who}.", "مرحبا {who}.") ENTRY ("item", "Entry", "بند")                   \
  ENTRY ("f", "Name", "الاسم") ENTRY ("d", "Day", "اليوم") ENTRY ("p", "Choose", "اختر")           \
  ENTRY ("pick-a", "First", "الأول") ENTRY ("pick-b", "Second", "الثاني")                          \
  ENTRY ("c", "Cell", "خانة") ENTRY ("w", "When", "متى")                                           \
  ENTRY ("law", "The law says this.", "هذا ما يقوله القانون.") ENTRY ("sign", "I agree", "أوافق")
#define VALUES                                                                                     \
  "{\"who\": \"Amara Okafor\", \"on\": \"2026-12-03\", \"pick\": \"b\","                           \
  "\"rows\": [{\"cell\": \"only once\", \"day\": \"2026-12-04\"}]}"

static HavenForms *
new_forms (void)
{
  g_autoptr (GError) error = NULL;
  HavenForms *forms = haven_test_paper_new_forms ();

  g_assert_true (haven_test_paper_add_form (forms, FORM, &error));
  g_assert_no_error (error);
  g_assert_true (haven_test_paper_add_po (forms, "demo", "ar", PO, &error));
  g_assert_no_error (error);
  return forms;
}

static GBytes *
render (const char *language, const char *variant, gboolean bilingual, GError **error)
{
  g_autoptr (HavenForms) forms = new_forms ();
  g_autoptr (JsonObject) values = haven_test_paper_parse_values (VALUES);
  g_auto (HavenDocumentInfo) info = { 0 };
  HavenDocumentRequest request = {
    .form_code = "demo",
    .language = language,
    .variant = variant,
    .values = values,
    .made_on = haven_date_from_ymd (2026, 11, 21),
    .bilingual = bilingual,
  };

  return haven_document_render (forms, &request, &info, error);
}

static guint
count (const char *text, const char *wanted)
{
  g_autofree char *folded = haven_test_paper_dup_folded (wanted);
  guint n = 0;

  for (const char *p = strstr (text, folded); p != NULL; p = strstr (p + 1, folded))
    n++;
  return n;
}

static char *
dup_words_of (gboolean bilingual)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = render ("ar", "whole", bilingual, &error);

  g_assert_no_error (error);
  return haven_test_paper_dup_words (pdf);
}

static void
test_what_the_form_says_stands_twice (void)
{
  static const char *const texts[] = { "إذن",  "Permission", "مرحبا", "Hello", "بند",    "Entry",  "الاسم", "Name",
                                       "الأول", "First",      "متى",   "When",  "أوافق", "I agree" };
  g_autofree char *words = dup_words_of (TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    haven_test_paper_assert_has (words, texts[i]);
}

/* A name is filled in once and there is one place to sign, so nobody signs for two papers. */
static void
test_what_is_filled_in_stands_once (void)
{
  g_autofree char *words = dup_words_of (TRUE);

  g_assert_cmpuint (count (words, "only once"), ==, 1);
  g_assert_cmpuint (count (words, "Amara Okafor"), ==, 3); /* in two sentences and one field */
  g_assert_cmpuint (count (words, "☐") + count (words, "☑"), ==, 2);
  g_assert_cmpuint (count (words, "☑"), ==, 1);
}

/* Each reader reads the day as they write it. */
static void
test_a_day_stands_in_both (void)
{
  g_autofree char *words = dup_words_of (TRUE);

  haven_test_paper_assert_has (words, "December 3, 2026");
  haven_test_paper_assert_has (words, "ديسمبر");
}

static void
test_words_of_the_law_stand_in_their_own_language (void)
{
  g_autofree char *one = dup_words_of (FALSE);
  g_autofree char *two = dup_words_of (TRUE);

  g_assert_cmpuint (count (one, "The law says this."), ==, 1);
  g_assert_cmpuint (count (one, "هذا ما يقوله القانون."), ==, 1);
  g_assert_cmpuint (count (one, "Hello"), ==, 0);
  g_assert_cmpuint (count (two, "The law says this."), ==, 1);
}

static void
test_the_file_tells_which_words_are_of_which_language (void)
{
  static const char *const all[] = { "qpdf", "--qdf", "--object-streams=disable", "@", "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) two = render ("ar", "whole", TRUE, &error);
  g_autoptr (GBytes) english = render ("en", "whole", FALSE, &error);
  g_autofree char *all_of_two = NULL, *all_of_one = NULL, *text = NULL, *plain = NULL;
  int status;

  g_assert_no_error (error);
  all_of_two = g_utf8_make_valid (haven_test_paper_run_tool (two, all, &status), -1);
  all_of_one = g_utf8_make_valid (haven_test_paper_run_tool (english, all, &status), -1);
  text = haven_test_paper_dup_folded (all_of_two);
  plain = haven_test_paper_dup_folded (all_of_one);
  g_assert_cmpuint (count (text, "/Lang (ar)"), ==, 1);
  g_assert_cmpuint (count (text, "/Lang (en)"), >=, 14);
  g_assert_cmpuint (count (plain, "/Lang"), ==, 1);
}

static void
test_what_cannot_be_in_two_is_refused (void)
{
  g_autoptr (GError) english = NULL, card = NULL;

  g_assert_null (render ("en", "whole", TRUE, &english));
  g_assert_error (english, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID);
  g_assert_nonnull (strstr (english->message, "in English already"));
  g_assert_null (render ("ar", "card", TRUE, &card));
  g_assert_error (card, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID);
  g_assert_nonnull (strstr (card->message, "no room for two languages"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/bilingual/what-the-form-says-stands-twice", test_what_the_form_says_stands_twice);
  g_test_add_func ("/documents/bilingual/what-is-filled-in-stands-once", test_what_is_filled_in_stands_once);
  g_test_add_func ("/documents/bilingual/a-day-stands-in-both", test_a_day_stands_in_both);
  g_test_add_func ("/documents/bilingual/words-of-the-law-stand-in-their-own-language",
                   test_words_of_the_law_stand_in_their_own_language);
  g_test_add_func ("/documents/bilingual/the-file-tells-which-words-are-of-which-language",
                   test_the_file_tells_which_words_are_of_which_language);
  g_test_add_func ("/documents/bilingual/what-cannot-be-in-two-is-refused", test_what_cannot_be_in_two_is_refused);
  return g_test_run ();
}
