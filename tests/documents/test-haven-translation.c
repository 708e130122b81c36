/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"

#include <string.h>

#define FORM                                                                                       \
  "{\"format\": 1, \"code\": \"demo\", \"version\": \"1\", \"title\": \"Title\", "                 \
  "\"neutral_title\": \"Paper\","                                                                  \
  "\"variants\": [{\"code\": \"one\", \"file\": \"demo\"}],"                                       \
  "\"values\": [{\"name\": \"name\", \"type\": \"text\"}],"                                        \
  "\"blocks\": [{\"type\": \"paragraph\", \"id\": \"hello\", \"text\": \"Hello {name}\"},"         \
  "{\"type\": \"signature\", \"id\": \"sign\", \"text\": \"I agree\"}]}"

#define PO_HEAD(state)                                                                             \
  "msgid \"\"\nmsgstr \"Language: es\\nContent-Type: text/plain; "                                 \
  "charset=UTF-8\\nX-Haven-State: " state "\\n\"\n\n"
#define PO_ENTRY(id, source, text)                                                                 \
  "msgctxt \"" id "\"\nmsgid \"" source "\"\nmsgstr \"" text "\"\n\n"
#define PO_TITLES PO_ENTRY ("title", "Title", "Título") PO_ENTRY ("neutral-title", "Paper", "Papel")
#define PO_SIGN PO_ENTRY ("sign", "I agree", "Acepto")

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
render (HavenForms *forms, const char *language, HavenDocumentInfo *info, GError **error)
{
  HavenDocumentRequest request = { .form_code = "demo", .language = language };

  return haven_document_render (forms, &request, info, error);
}

static void
test_only_an_approved_translation_is_signed (void)
{
  static const char *const states[] = { "machine", "draft", "reviewed", "approved" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (HavenForms) forms = new_forms ();
      g_autoptr (GError) error = NULL;
      g_auto (HavenDocumentInfo) info = { 0 };
      g_autoptr (GBytes) pdf = NULL;
      g_autofree char *po = g_strconcat (
          "msgid \"\"\nmsgstr \"Language: es\\nContent-Type: text/plain; "
          "charset=UTF-8\\nX-Haven-State: ",
          states[i],
          "\\n\"\n\n" PO_TITLES PO_SIGN PO_ENTRY ("hello", "Hello {name}", "Hola {name}"), NULL);

      g_assert_true (haven_test_paper_add_po (forms, "demo", "es", po, &error));
      pdf = render (forms, "es", &info, &error);
      g_assert_no_error (error);
      g_assert_cmpint (info.watermarked, ==, i < 3);
    }
}

static void
test_a_missing_text_is_refused (void)
{
  g_autoptr (HavenForms) forms = new_forms ();
  g_autoptr (GError) error = NULL;
  g_auto (HavenDocumentInfo) info = { 0 };

  g_assert_true (haven_test_paper_add_po (
      forms, "demo", "es",
      PO_HEAD ("approved") PO_TITLES PO_SIGN PO_ENTRY ("hello", "Hello {name}", ""), &error));
  g_assert_null (render (forms, "es", &info, &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INCOMPLETE);
  g_assert_nonnull (strstr (error->message, "“hello”"));
}

static void
test_changed_words_make_a_translation_outdated (void)
{
  g_autoptr (HavenForms) forms = new_forms ();
  g_autoptr (GError) error = NULL;
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GBytes) pdf = NULL;

  g_assert_true (haven_test_paper_add_po (
      forms, "demo", "es",
      PO_HEAD ("approved") PO_TITLES PO_SIGN PO_ENTRY ("hello", "Good day {name}", "Hola {name}"),
      &error));
  pdf = render (forms, "es", &info, &error);
  g_assert_no_error (error);
  g_assert_true (info.watermarked);
  g_assert_nonnull (strstr (info.watermark_reason, "“hello”"));
}

static void
test_one_text_can_be_behind_the_others (void)
{
  g_autoptr (HavenForms) forms = new_forms ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_true (haven_test_paper_add_po (
      forms, "demo", "es",
      PO_HEAD ("approved") PO_TITLES PO_SIGN
      "# haven-state: machine\n" PO_ENTRY ("hello", "Hello {name}", "Hola {name}"),
      &error));
  g_assert_cmpint (haven_forms_get_state (forms, "demo", "es", &id), ==, HAVEN_TRANSLATION_MACHINE);
  g_assert_cmpstr (id, ==, "hello");
}

static void
test_broken_files_are_refused (void)
{
  static const struct
  {
    const char *po;
    const char *word;
  } cases[] = {
    { "msgid \"unfinished", "line 1" },
    { "this is no PO file at all", "line 1" },
    { PO_HEAD ("draft") "msgid \"Hello {name}\"\nmsgstr \"Hola {name}\"\n", "msgctxt" },
    { PO_HEAD ("draft") PO_ENTRY ("hello", "Hello {name}", "Hola"), "braces" },
    { PO_HEAD ("draft") PO_ENTRY ("hello", "Hello {name}", "Hola {nombre}"), "braces" },
    { PO_HEAD ("draft") PO_ENTRY ("hello", "Hello {name}", "Hola {name} {name}"), "braces" },
    { "msgid \"\"\nmsgstr \"Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n\"\n",
      "another language" },
    { PO_HEAD ("draft") PO_ENTRY ("hello", "Hello {name}", "Hola {name}")
          PO_ENTRY ("hello", "Hello {name}", "Otra {name}"),
      "duplicate" },
  };
  g_autoptr (HavenForms) forms = new_forms ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (haven_test_paper_add_po (forms, "demo", "es", cases[i].po, &error));
      g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INVALID);
      if (strstr (error->message, cases[i].word) == NULL)
        g_error ("“%s” lacks “%s”", error->message, cases[i].word);
    }
}

static void
test_an_unknown_language_is_answered_with_those_there_are (void)
{
  static const char *const languages[] = { "tlh", "", "no such language", "../../etc/passwd", "EN" };
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (HavenDocumentInfo) info = { 0 };
      HavenDocumentRequest request = { .form_code = "care-plan", .language = languages[i] };

      g_assert_null (haven_document_render (forms, &request, &info, &error));
      g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_LANGUAGE_UNKNOWN);
      g_assert_nonnull (strstr (error->message, "ar, en, es"));
    }
}

static void
test_shipped_translations_are_complete (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      g_auto (GStrv) languages = haven_forms_dup_languages (forms, codes[i]);

      for (gsize k = 0; languages[k] != NULL; k++)
        {
          g_autofree char *id = NULL;
          HavenTranslationState state = haven_forms_get_state (forms, codes[i], languages[k], &id);

          g_assert_cmpint (state, ==,
                           g_str_equal (languages[k], "en") ? HAVEN_TRANSLATION_APPROVED
                                                            : HAVEN_TRANSLATION_DRAFT);
        }
    }
}

static gpointer
ask_for_all (gpointer data)
{
  HavenForms *forms = data;
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);
  GPtrArray *found = g_ptr_array_new ();

  for (gsize i = 0; codes[i] != NULL; i++)
    g_ptr_array_add (found, (gpointer) haven_forms_find_translation (forms, codes[i], "ar"));
  return found;
}

/* A translation is read when it is first asked for: by several at once, it is read once. */
static void
test_threads_share_what_is_read (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  GThread *threads[8];
  g_autoptr (GPtrArray) first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asks", ask_for_all, forms);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      GPtrArray *found = g_thread_join (threads[i]);

      if (first == NULL)
        first = g_ptr_array_ref (found);
      g_assert_cmpuint (found->len, ==, first->len);
      for (guint k = 0; k < found->len; k++)
        {
          g_assert_nonnull (found->pdata[k]);
          g_assert_true (found->pdata[k] == first->pdata[k]);
        }
      g_ptr_array_unref (found);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/translation/only-an-approved-one-is-signed",
                   test_only_an_approved_translation_is_signed);
  g_test_add_func ("/documents/translation/a-missing-text-is-refused-by-its-id",
                   test_a_missing_text_is_refused);
  g_test_add_func ("/documents/translation/changed-words-make-it-outdated",
                   test_changed_words_make_a_translation_outdated);
  g_test_add_func ("/documents/translation/one-text-can-be-behind-the-others",
                   test_one_text_can_be_behind_the_others);
  g_test_add_func ("/documents/translation/broken-files-are-refused-with-what-to-mend",
                   test_broken_files_are_refused);
  g_test_add_func ("/documents/translation/an-unknown-language-is-answered-with-those-there-are",
                   test_an_unknown_language_is_answered_with_those_there_are);
  g_test_add_func ("/documents/translation/the-shipped-ones-are-complete-drafts",
                   test_shipped_translations_are_complete);
  g_test_add_func ("/documents/translation/threads-share-what-is-read", test_threads_share_what_is_read);
  return g_test_run ();
}
