/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-moment.h"
#include "haven-directory-value.h"
#include "haven-language-names.h"

static void
test_times_of_many_hands_are_read (void)
{
  static const char *const times[][2] = {
    { "10:00:00", "10:00" },
    { "08:00", "08:00" },
    { "9am", "09:00" },
    { "4:00 PM", "16:00" },
    { "3pm", "15:00" },
    { "12:30 a.m.", "00:30" },
    { "12pm", "12:00" },
    { "24:00", "24:00" },
    { "18:00Z", "18:00" },
    { "18:00:00+01:00", "18:00" },
    { "07:05:00.000", "07:05" },
    { "25:00", NULL },
    { "13pm", NULL },
    { "9", NULL },
    { "noon", NULL },
    { "10:60", NULL },
    { "", NULL },
    { "24:01", NULL },
    { "10:00 or so", NULL },
    { "0am", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *time = haven_directory_dup_time (times[i][0]);

      g_assert_cmpstr (time, ==, times[i][1]);
    }
}

static void
test_dates_of_many_hands_are_read (void)
{
  static const char *const dates[][2] = {
    { "2024-02-29", "2024-02-29" },
    { "2023-03-15T10:30:45.123Z", "2023-03-15" },
    { "12/24/2015", "2015-12-24" },
    { "1/2/15", "2015-01-02" },
    { "December 24, 1999", "1999-12-24" },
    { "Jan 5 2020", "2020-01-05" },
    { "2023-02-29", NULL },
    { "13/01/2020", NULL },
    { "Ju 1 2020", NULL },
    { "yesterday", NULL },
    { "2020", NULL },
    { "1/2/155", NULL },
    { "", NULL },
    { "//", NULL },
    { "1/2", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      HavenDate date = HAVEN_DATE_NONE;
      gboolean read = haven_directory_parse_date (dates[i][0], &date);
      g_autofree char *iso = read ? haven_date_dup_iso (date) : NULL;

      g_assert_cmpstr (iso, ==, dates[i][1]);
    }
}

static void
test_languages_become_tags_where_known (void)
{
  static const char *const languages[][2] = {
    { "Spanish", "es" },
    { "Chinese (Mandarin)", "cmn" },
    { "cantonese", "yue" },
    { "Español", "es" },
    { "Haitian Creole", "ht" },
    { "K'iche'", "quc" },
    { "es", "es" },
    { "spa", "es" },
    { "pt_BR", "pt-BR" },
    { "zh-Hans", "zh-Hans" },
    { "Klingon", "Klingon" },
    { "American Sign Language (ASL)", "ase" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *code = haven_language_names_dup_code (languages[i][0]);

      g_assert_cmpstr (code, ==, languages[i][1]);
    }
}

static void
test_weekdays_are_read_by_name_and_code (void)
{
  static const char *const days[][2] = {
    { "TH,FR", "TH FR" }, { "Monday", "MO" },   { "1MO, -1SU", "1MO -1SU" },
    { "tues", "TU" },     { "MO;WE", "MO WE" }, { "XX", NULL },
    { "M", NULL },        { "Mondays", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_auto (GStrv) split = haven_directory_split_days (days[i][0]);
      g_autofree char *joined = split ? g_strjoinv (" ", split) : NULL;

      g_assert_cmpstr (joined, ==, days[i][1]);
    }
}

static void
assert_rule (HavenColumnType type, const char *text, gboolean good)
{
  HavenDirectoryColumn column = { .name = "column", .type = type };
  g_auto (HavenDirectoryValue) value = { 0 };

  g_test_message ("%s", text);
  g_assert_true (haven_directory_value_parse (&value, &column, text) == good);
}

static void
test_addresses_of_the_web_are_checked (void)
{
  assert_rule (HAVEN_COLUMN_URL, "https://www.example.org/a?b=c#d", TRUE);
  assert_rule (HAVEN_COLUMN_URL, "www.example.org", TRUE);
  assert_rule (HAVEN_COLUMN_URL, "HTTP://EXAMPLE.ORG:8080/", TRUE);
  assert_rule (HAVEN_COLUMN_URL, "ftp://example.org/", FALSE);
  assert_rule (HAVEN_COLUMN_URL, "javascript:alert(1)", FALSE);
  assert_rule (HAVEN_COLUMN_URL, "http://user@example.org/", FALSE);
  assert_rule (HAVEN_COLUMN_URL, "http://", FALSE);
  assert_rule (HAVEN_COLUMN_URL, "none", FALSE);
  assert_rule (HAVEN_COLUMN_EMAIL, "help@example.org", TRUE);
  assert_rule (HAVEN_COLUMN_EMAIL, "@example.org", FALSE);
  assert_rule (HAVEN_COLUMN_EMAIL, "help@example", FALSE);
  assert_rule (HAVEN_COLUMN_EMAIL, "a@example..org", FALSE);
}

static void
test_text_loses_what_nobody_sees (void)
{
  g_autofree char *control = haven_directory_dup_clean (" A\x01"
                                                        "B\tC\r\nD ");
  g_autofree char *turned = haven_directory_dup_clean ("a\xE2\x80\xAE"
                                                       "b");

  g_assert_cmpstr (control, ==, "AB C\nD");
  g_assert_cmpstr (turned, ==, "ab");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/directory/value/times-of-many-hands-are-read",
                   test_times_of_many_hands_are_read);
  g_test_add_func ("/exchange/directory/value/dates-of-many-hands-are-read",
                   test_dates_of_many_hands_are_read);
  g_test_add_func ("/exchange/directory/value/languages-become-tags-where-known",
                   test_languages_become_tags_where_known);
  g_test_add_func ("/exchange/directory/value/weekdays-are-read-by-name-and-code",
                   test_weekdays_are_read_by_name_and_code);
  g_test_add_func ("/exchange/directory/value/addresses-of-the-web-are-checked",
                   test_addresses_of_the_web_are_checked);
  g_test_add_func ("/exchange/directory/value/text-loses-what-nobody-sees",
                   test_text_loses_what_nobody_sees);
  return g_test_run ();
}
