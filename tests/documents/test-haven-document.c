/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"

#include <string.h>

#define FORM                                                                                       \
  "{\"format\": 1, \"code\": \"demo\", \"version\": \"3\", \"title\": \"Title\", "                 \
  "\"neutral_title\": \"Paper\","                                                                  \
  "\"needs_counsel_review\": true,"                                                                \
  "\"variants\": [{\"code\": \"one\", \"file\": \"demo\"}, {\"code\": \"two\", \"file\": "         \
  "\"demo\"}],"                                                                                    \
  "\"values\": [{\"name\": \"text\", \"type\": \"text\"}, {\"name\": \"long\", \"type\": "         \
  "\"paragraph\"},"                                                                                \
  "{\"name\": \"on\", \"type\": \"date\"}, {\"name\": \"list\", \"type\": \"list\", \"max\": 3},"  \
  "{\"name\": \"pick\", \"type\": \"choice\", \"options\": [{\"code\": \"a\", \"id\": "            \
  "\"pick-a\", \"text\": \"First\"}]},"                                                            \
  "{\"name\": \"rows\", \"type\": \"rows\", \"fields\": [{\"name\": \"cell\", \"type\": "          \
  "\"text\"}]}],"                                                                                  \
  "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"hello\", \"text\": \"Hello {text}, on "        \
  "{on}.\"},"                                                                                      \
  "{\"type\": \"field\", \"id\": \"f\", \"text\": \"Words\", \"value\": \"long\"},"                \
  "{\"type\": \"list\", \"value\": \"list\"},"                                                     \
  "{\"type\": \"table\", \"value\": \"rows\", \"columns\": [{\"id\": \"c\", \"text\": \"Cell\", "  \
  "\"value\": \"cell\"}]},"                                                                        \
  "{\"type\": \"paragraph\", \"id\": \"only-a\", \"text\": \"Chosen\", \"when\": \"pick\", "       \
  "\"is\": [\"a\"]},"                                                                              \
  "{\"type\": \"paragraph\", \"id\": \"not-a\", \"text\": \"Otherwise\", \"unless\": \"pick\"},"   \
  "{\"type\": \"signature\", \"id\": \"sign\", \"text\": \"I agree\"}]}"

static HavenForms *
new_forms (void)
{
  g_autoptr (GError) error = NULL;
  HavenForms *forms = haven_test_paper_new_forms ();

  g_assert_true (haven_test_paper_add_form (forms, FORM, &error));
  g_assert_no_error (error);
  return forms;
}

static GBytes *
render_values (HavenForms *forms, JsonObject *values, GError **error)
{
  g_auto (HavenDocumentInfo) info = { 0 };
  HavenDocumentRequest request = {
    .form_code = "demo",
    .language = "en",
    .values = values,
    .made_on = haven_date_from_ymd (2026, 11, 21),
  };

  return haven_document_render (forms, &request, &info, error);
}

static char *
dup_text_of (const char *json)
{
  g_autoptr (HavenForms) forms = new_forms ();
  g_autoptr (JsonObject) values = haven_test_paper_parse_values (json);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = render_values (forms, values, &error);

  g_assert_no_error (error);
  return haven_test_paper_dup_text (pdf);
}

// ── Hostile and wrong values ────────────────────────────────────────────────

static void
assert_refused (const char *name, const char *text, HavenDocumentError code, const char *word)
{
  g_autoptr (HavenForms) forms = new_forms ();
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (values, name, text);
  g_assert_null (render_values (forms, values, &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_wrong_values_are_refused_by_name (void)
{
  g_autofree char *million = g_strnfill (1000 * 1000, 'x');

  assert_refused ("long", million, HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "1000000");
  assert_refused ("text", "Quill\x01", HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "“text”");
  assert_refused ("text", "two\nlines", HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "control");
  assert_refused ("text", "\xff\xfe", HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "UTF-8");
  assert_refused ("on", "2026-02-30", HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "date");
  assert_refused ("pick", "z", HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "one of: a");
  assert_refused ("list", "no list", HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "list");
  assert_refused ("nonsense", "x", HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "clinic_name");
  assert_refused ("\xff", "x", HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "not one of this form");
  assert_refused ("text", "private use \xee\x80\x80", HAVEN_DOCUMENT_ERROR_GLYPH_MISSING, "hello");
}

static void
test_errors_quote_no_value (void)
{
  g_autoptr (HavenForms) forms = new_forms ();
  g_autoptr (JsonObject) values =
      haven_test_paper_parse_values ("{\"text\": \"Quillfeather \\u0007\"}");
  g_autoptr (GError) error = NULL;

  g_assert_null (render_values (forms, values, &error));
  g_assert_null (strstr (error->message, "Quillfeather"));
}

static void
test_a_script_without_a_font_names_it (void)
{
  assert_refused ("text", "𒀀𒀁", HAVEN_DOCUMENT_ERROR_GLYPH_MISSING, "Xsux");
}

static void
test_too_many_entries_are_refused (void)
{
  g_autoptr (HavenForms) forms = new_forms ();
  g_autoptr (JsonObject) values =
      haven_test_paper_parse_values ("{\"list\": [\"a\", \"b\", \"c\", \"d\"]}");
  g_autoptr (GError) error = NULL;

  g_assert_null (render_values (forms, values, &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_VALUE_INVALID);
}

static void
test_markup_is_text (void)
{
  g_autofree char *said =
      dup_text_of ("{\"text\": \"<b>&amp; {on} 100%s\", \"list\": [\"<span size='1'>\"]}");

  haven_test_paper_assert_has (said, "Hello <b>&amp; {on} 100%s, on");
  haven_test_paper_assert_has (said, "<span size='1'>");
}

static void
test_direction_controls_cannot_turn_the_paper (void)
{
  g_autofree char *said = dup_text_of ("{\"text\": \"ab\\u202ecd\\u2069\\u2067ef\"}");

  haven_test_paper_assert_has (said, "Hello abcdef, on");
}

static void
test_long_words_and_texts_stay_on_the_paper (void)
{
  g_autofree char *word = g_strnfill (190, 'w');
  g_autofree char *json = g_strdup_printf ("{\"rows\": [{\"cell\": \"%s\"}]}", word);
  g_autofree char *said = dup_text_of (json);

  haven_test_paper_assert_has (said, word);
}

// ── Conditions and blanks ───────────────────────────────────────────────────

static void
test_conditions_choose_what_is_printed (void)
{
  g_autofree char *chosen = dup_text_of ("{\"pick\": \"a\"}");
  g_autofree char *otherwise = dup_text_of ("{}");

  g_assert_nonnull (strstr (chosen, "Chosen"));
  g_assert_null (strstr (chosen, "Otherwise"));
  g_assert_null (strstr (otherwise, "Chosen"));
  g_assert_nonnull (strstr (otherwise, "Otherwise"));
}

static void
test_absent_values_are_left_for_a_pen (void)
{
  g_autofree char *said = dup_text_of ("{\"text\": \"\", \"on\": null}");

  haven_test_paper_assert_has (said, "Hello ____________, on ____________.");
}

// ── The file ────────────────────────────────────────────────────────────────

static void
test_the_same_request_gives_the_same_bytes (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  static const char *const languages[] = { "en", "ar", "es", "ar", "en" };
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (JsonObject) values =
          haven_test_paper_make_values (haven_forms_lookup (forms, "release-of-information", NULL));
      g_auto (HavenDocumentInfo) info = { 0 };
      g_autoptr (GError) error = NULL;
      HavenDocumentRequest request = {
        .form_code = "release-of-information",
        .language = languages[i],
        .values = values,
        .made_on = haven_date_from_ymd (2026, 11, 21),
      };
      g_autoptr (GBytes) pdf = haven_document_render (forms, &request, &info, &error);

      g_assert_no_error (error);
      if (g_hash_table_contains (sums, languages[i]))
        g_assert_cmpstr (g_hash_table_lookup (sums, languages[i]), ==, info.sha256);
      g_hash_table_insert (sums, (gpointer) languages[i], g_strdup (info.sha256));
    }
  g_assert_cmpuint (g_hash_table_size (sums), ==, 3);
}

static gpointer
render_in_thread (gpointer forms)
{
  g_autoptr (GError) error = NULL;
  g_auto (HavenDocumentInfo) info = { 0 };
  HavenDocumentRequest request = { .form_code = "care-plan", .language = "ar" };
  g_autoptr (GBytes) pdf = haven_document_render (forms, &request, &info, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&info.sha256);
}

static void
test_threads_do_not_disturb_each_other (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_autofree char *wanted = render_in_thread (forms);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("render", render_in_thread, forms);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *sum = g_thread_join (threads[i]);

      g_assert_cmpstr (sum, ==, wanted);
    }
}

static void
test_the_foot_says_what_paper_it_is (void)
{
  g_autoptr (HavenForms) forms = new_forms ();
  g_autoptr (GError) error = NULL;
  g_auto (HavenDocumentInfo) info = { 0 };
  HavenDocumentRequest request = {
    .form_code = "demo",
    .language = "en",
    .made_on = haven_date_from_ymd (2026, 11, 21),
    .made_at = "14:05",
    .copy_for = "clinic",
    .reference = "8F3K",
  };
  g_autoptr (GBytes) pdf = haven_document_render (forms, &request, &info, &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  said = haven_test_paper_dup_text (pdf);
  haven_test_paper_assert_has (said, "demo 3 · en · 8F3K");
  haven_test_paper_assert_has (said, "Page 1 of 1");
  haven_test_paper_assert_has (said, "Copy for the clinic");
  haven_test_paper_assert_has (said, "Made on November 21, 2026 14:05");
  haven_test_paper_assert_has (said, "Not yet reviewed by counsel");
  g_assert_cmpstr (info.form_version, ==, "3");
}

static void
test_a_wrong_request_is_refused (void)
{
  static const HavenDocumentRequest requests[] = {
    { .form_code = "demo", .language = "en", .reference = "Amina Quillfeather" },
    { .form_code = "demo", .language = "en", .reference = "../X" },
    { .form_code = "demo", .language = "en", .copy_for = "a\nb" },
    { .form_code = "demo", .language = "en", .made_at = "\xff" },
    { .form_code = "demo", .language = "en", .variant = "three" },
    { .form_code = "nothing", .language = "en" },
    { .language = "en" },
    { .form_code = "demo" },
  };
  g_autoptr (HavenForms) forms = new_forms ();

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (HavenDocumentInfo) info = { 0 };

      g_assert_null (haven_document_render (forms, &requests[i], &info, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == HAVEN_DOCUMENT_ERROR);
      g_assert_null (strstr (error->message, "Quillfeather"));
      g_assert_null (info.file_name);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/document/wrong-values-are-refused-by-name",
                   test_wrong_values_are_refused_by_name);
  g_test_add_func ("/documents/document/errors-quote-no-value", test_errors_quote_no_value);
  g_test_add_func ("/documents/document/a-script-without-a-font-is-named",
                   test_a_script_without_a_font_names_it);
  g_test_add_func ("/documents/document/too-many-entries-are-refused",
                   test_too_many_entries_are_refused);
  g_test_add_func ("/documents/document/markup-in-a-value-is-text", test_markup_is_text);
  g_test_add_func ("/documents/document/direction-controls-cannot-turn-the-paper",
                   test_direction_controls_cannot_turn_the_paper);
  g_test_add_func ("/documents/document/long-words-stay-on-the-paper",
                   test_long_words_and_texts_stay_on_the_paper);
  g_test_add_func ("/documents/document/conditions-choose-what-is-printed",
                   test_conditions_choose_what_is_printed);
  g_test_add_func ("/documents/document/absent-values-are-left-for-a-pen",
                   test_absent_values_are_left_for_a_pen);
  g_test_add_func ("/documents/document/the-same-request-gives-the-same-bytes",
                   test_the_same_request_gives_the_same_bytes);
  g_test_add_func ("/documents/document/threads-do-not-disturb-each-other",
                   test_threads_do_not_disturb_each_other);
  g_test_add_func ("/documents/document/the-foot-says-what-paper-it-is",
                   test_the_foot_says_what_paper_it_is);
  g_test_add_func ("/documents/document/a-wrong-request-is-refused",
                   test_a_wrong_request_is_refused);
  return g_test_run ();
}
