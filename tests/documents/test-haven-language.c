/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-language.h"

static void
assert_date (const char *tag, HavenDateStyle style, const char *wanted)
{
  g_autoptr (HavenDocumentLanguage) language = haven_document_language_new (tag);
  g_autofree char *date =
      haven_document_language_dup_date (language, haven_date_from_ymd (2026, 12, 3), style);

  g_assert_cmpstr (date, ==, wanted);
}

static void
test_dates_are_in_the_language (void)
{
  assert_date ("en", HAVEN_DATE_STYLE_LONG, "December 3, 2026");
  assert_date ("en", HAVEN_DATE_STYLE_WEEKDAY, "Thursday, December 3, 2026");
  assert_date ("es", HAVEN_DATE_STYLE_LONG, "3 de diciembre de 2026");
  assert_date ("es", HAVEN_DATE_STYLE_SHORT, "3 dic 2026");
  assert_date ("ar", HAVEN_DATE_STYLE_LONG, "٣ ديسمبر ٢٠٢٦");
  assert_date ("zh-Hans", HAVEN_DATE_STYLE_LONG, "2026年12月3日");
}

/* ICU would answer in French for Haitian Creole and in English for Dari, and switch the calendar
 * for Persian. */
static void
test_a_language_that_icu_lacks_is_not_given_another (void)
{
  assert_date ("ht", HAVEN_DATE_STYLE_LONG, "2026-12-03");
  assert_date ("prs", HAVEN_DATE_STYLE_LONG, "2026-12-03");
  assert_date ("quc", HAVEN_DATE_STYLE_WEEKDAY, "2026-12-03");
  assert_date ("fa", HAVEN_DATE_STYLE_LONG, "۳ دسامبر ۲۰۲۶");
}

static void
assert_number (const char *tag, const char *wanted)
{
  g_autoptr (HavenDocumentLanguage) language = haven_document_language_new (tag);
  g_autofree char *number = haven_document_language_dup_number (language, 1024);

  g_assert_cmpstr (number, ==, wanted);
}

static void
test_numbers_have_the_digits_of_the_language (void)
{
  assert_number ("en", "1024");
  assert_number ("ar", "١٠٢٤");
  assert_number ("ar-MA", "1024");
  assert_number ("fa", "۱۰۲۴");
  assert_number ("prs", "1024");
}

static void
test_tags (void)
{
  g_assert_true (haven_document_language_is_tag ("es"));
  g_assert_true (haven_document_language_is_tag ("zh-Hans"));
  g_assert_true (haven_document_language_is_tag ("ar-EG"));
  g_assert_true (haven_document_language_is_tag ("quc"));
  g_assert_false (haven_document_language_is_tag (NULL));
  g_assert_false (haven_document_language_is_tag (""));
  g_assert_false (haven_document_language_is_tag ("Spanish"));
  g_assert_false (haven_document_language_is_tag ("es/../ar"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/language/dates-are-in-the-language", test_dates_are_in_the_language);
  g_test_add_func ("/documents/language/one-that-icu-lacks-is-not-given-another",
                   test_a_language_that_icu_lacks_is_not_given_another);
  g_test_add_func ("/documents/language/numbers-have-its-digits",
                   test_numbers_have_the_digits_of_the_language);
  g_test_add_func ("/documents/language/tags-are-checked", test_tags);
  return g_test_run ();
}
