/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-time-entry.h"

#include <locale.h>
#include <string.h>

/* A Saturday. */
#define TODAY (haven_date_from_ymd (2026, 11, 21))

static const struct
{
  const char *text;
  const char *date; /* NULL: none */
  int minute, minutes_long;
} good[] = {
  { "", NULL, -1, 0 },
  { "   ", NULL, -1, 0 },
  { "+2w fri 3pm 45m", "2026-12-04", 900, 45 },
  { "3pm 45m fri +2w", "2026-12-04", 900, 45 },
  { "tomorrow 9:30", "2026-11-22", 570, 0 },
  { "today 16:00 1h30", "2026-11-21", 960, 90 },
  { "2026-12-04", "2026-12-04", -1, 0 },
  { "2026-12-04T15:00", "2026-12-04", 900, 0 },
  { "2026-12-04 15:00 20 min", "2026-12-04", 900, 20 },
  { "fri", "2026-11-27", -1, 0 },
  { "Saturday 8:00", "2026-11-21", 480, 0 },
  { "tues 930am", "2026-11-24", 570, 0 },
  { "wed 10:00-10:45", "2026-11-25", 600, 45 },
  { "wed 10:00\u201310:45", "2026-11-25", 600, 45 },
  { "mon 9am-10am", "2026-11-23", 540, 60 },
  { "+1w", "2026-11-28", -1, 0 },
  { "+1w mon", "2026-11-23", -1, 0 },
  { "+10d", "2026-12-01", -1, 0 },
  { "+10d fri", "2026-12-04", -1, 0 },
  { "+1m", "2026-12-21", -1, 0 },
  { "+3m", "2027-02-21", -1, 0 },
  { "+0d", "2026-11-21", -1, 0 },
  { "4 dec 3pm", "2026-12-04", 900, 0 },
  { "dec 4, 3:15 pm", "2026-12-04", 915, 0 },
  { "fri 4 dec", "2026-12-04", -1, 0 },
  { "4dec 2027", "2027-12-04", -1, 0 },
  { "3 jan", "2027-01-03", -1, 0 },
  { "21 nov", "2026-11-21", -1, 0 },
  { "20 nov", "2027-11-20", -1, 0 },
  { "29 feb 2028", "2028-02-29", -1, 0 },
  { "on fri at 1530 for 50 minutes", "2026-11-27", 930, 50 },
  { "noon", NULL, 720, 0 },
  { "12am", NULL, 0, 0 },
  { "12pm", NULL, 720, 0 },
  { "11.15", NULL, 675, 0 },
  { "2 h", NULL, -1, 120 },
  { "90m", NULL, -1, 90 },
  { "23:00 1h", NULL, 1380, 60 },
  { "23:00-24:00", NULL, 1380, 60 },
  { "TOMORROW 9:30AM", "2026-11-22", 570, 0 },
  { "\u0662\u0660\u0662\u0666-\u0661\u0662-\u0660\u0664 \u0661\u0665:\u0660\u0660", "2026-12-04", 900, 0 },
};

static const char *const bad[] = {
  "9",          "banana",     "tomorrow banana", "25:00",       "9:75",           "13pm",        "0pm",
  "2026-13-01", "2026-02-30", "30 feb",          "fri 3 dec",   "fri mon",        "9:00 10:00",  "45m 30m",
  "+2w +1d",    "today +1d",  "4 dec tomorrow",  "10:00-9:00",  "10:00-10:00",    "9:00-10:00 30m",
  "+99999d",    "+5000d",     "+w",              "+",           "0m",             "1441m",       "23:30 45m",
  "9:3",        "::",         "-1d",             "+2x",         "4 4 dec",        "40 dec",      "dec",
  "99999999999999999999",     "1h90h",           "+-2w",        "a a a a a a a a a a a a a a",
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      HavenTimeEntry entry;
      g_autoptr (GError) error = NULL;
      g_autofree char *date = NULL;
      gboolean read = haven_time_entry_parse (good[i].text, TODAY, &entry, &error);

      if (error)
        g_test_message ("%s: %s", good[i].text, error->message);
      g_assert_no_error (error);
      g_assert_true (read);
      date = haven_date_is_set (entry.date) ? haven_date_dup_iso (entry.date) : NULL;
      g_test_message ("%s", good[i].text);
      g_assert_cmpstr (date, ==, good[i].date);
      g_assert_cmpint (entry.minute, ==, good[i].minute);
      g_assert_cmpint (entry.minutes_long, ==, good[i].minutes_long);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      HavenTimeEntry entry = { TODAY, 1, 1 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (haven_time_entry_parse (bad[i], TODAY, &entry, &error));
      g_assert_error (error, HAVEN_TIME_ENTRY_ERROR, HAVEN_TIME_ENTRY_ERROR_INVALID);
      g_assert_true (g_str_has_suffix (error->message, "."));
      g_assert_false (haven_date_is_set (entry.date));
      g_assert_cmpint (entry.minute, ==, -1);
      g_assert_cmpint (entry.minutes_long, ==, 0);
    }
}

static void
test_no_words_in_errors (void)
{
  HavenTimeEntry entry;
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_time_entry_parse ("tomorrow Zanzibar", TODAY, &entry, &error));
  g_assert_nonnull (strstr (error->message, "Word 2"));
  g_assert_null (strstr (error->message, "anzibar"));
}

static void
test_the_screen_says_which_word (void)
{
  g_autofree char *unknown = haven_time_entry_dup_problem ("tomorrow Zanzibar", TODAY);
  g_autofree char *none = haven_time_entry_dup_problem ("+2w fri 3pm 45m", TODAY);
  g_autofree char *range = haven_time_entry_dup_problem ("tomorrow 25:00", TODAY);
  g_autofree char *twice = haven_time_entry_dup_problem ("9:00 10:00", TODAY);
  g_autofree char *many = g_strnfill (150, 'q');
  g_autofree char *cut = haven_time_entry_dup_problem (many, TODAY);
  g_autofree char *bytes = haven_time_entry_dup_problem ("\xff", TODAY);

  g_assert_nonnull (strstr (unknown, "“zanzibar”"));
  g_assert_null (none);
  g_assert_nonnull (strstr (range, "“25:00”"));
  g_assert_cmpstr (twice, ==, "Say the day, the time and the length once each.");
  g_assert_null (strstr (cut, "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"));
  g_assert_nonnull (bytes);
}

static void
test_hostile (void)
{
  g_autofree char *long_text = g_strnfill (100000, '9');
  HavenTimeEntry entry;

  g_assert_false (haven_time_entry_parse (long_text, TODAY, &entry, NULL));
  g_assert_false (haven_time_entry_parse ("\xff\xfe", TODAY, &entry, NULL));
  g_assert_true (haven_time_entry_parse (NULL, TODAY, &entry, NULL));
  for (int round = 0; round < 4000; round++)
    {
      static const char letters[] = "0123456789:-+.adfhimnpruwt ";
      char text[16];
      int length = g_test_rand_int_range (0, (int) sizeof text);

      for (int i = 0; i < length; i++)
        text[i] = letters[g_test_rand_int_range (0, (int) sizeof letters - 1)];
      text[length == (int) sizeof text ? length - 1 : length] = '\0';
      if (!haven_time_entry_parse (text, TODAY, &entry, NULL))
        continue;
      g_assert_cmpint (entry.minute, >=, -1);
      g_assert_cmpint (entry.minute, <, 1440);
      g_assert_cmpint (entry.minutes_long, >=, 0);
      g_assert_cmpint (entry.minute + entry.minutes_long, <=, 1440);
    }
}

static void
test_round_trip (void)
{
  for (int round = 0; round < 500; round++)
    {
      HavenTimeEntry entry = { haven_date_add_days (TODAY, g_test_rand_int_range (-400, 400)),
                               g_test_rand_int_range (-1, 1000),
                               g_test_rand_int_range (0, 400) };
      HavenTimeEntry read;
      g_autofree char *text = haven_time_entry_dup_text (&entry);

      g_assert_true (haven_time_entry_parse (text, TODAY, &read, NULL));
      g_assert_cmpint (read.date.day, ==, entry.date.day);
      g_assert_cmpint (read.minute, ==, entry.minute);
      g_assert_cmpint (read.minutes_long, ==, entry.minutes_long);
    }
}

static void
test_screen_language (void)
{
  HavenTimeEntry entry;
  g_autofree char *before = g_strdup (setlocale (LC_TIME, NULL));

  if (setlocale (LC_TIME, "es_ES.UTF-8") == NULL)
    {
      g_test_skip ("no Spanish locale here");
      return;
    }
  g_assert_true (haven_time_entry_parse ("mi\u00e9rcoles 9:30", TODAY, &entry, NULL));
  g_assert_cmpint (entry.date.day, ==, haven_date_from_ymd (2026, 11, 25).day);
  g_assert_true (haven_time_entry_parse ("4 dic", TODAY, &entry, NULL));
  g_assert_cmpint (entry.date.day, ==, haven_date_from_ymd (2026, 12, 4).day);
  g_assert_true (haven_time_entry_parse ("fri", TODAY, &entry, NULL));
  setlocale (LC_TIME, before);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/time-entry/the-screen-says-which-word", test_the_screen_says_which_word);
  g_test_add_func ("/core/time-entry/what-people-type-becomes-a-day-a-time-and-a-length", test_good);
  g_test_add_func ("/core/time-entry/what-cannot-be-read-sets-nothing-and-says-why", test_bad);
  g_test_add_func ("/core/time-entry/an-error-never-repeats-what-was-typed", test_no_words_in_errors);
  g_test_add_func ("/core/time-entry/anything-typed-stays-within-one-day", test_hostile);
  g_test_add_func ("/core/time-entry/its-own-words-read-back-as-they-were", test_round_trip);
  g_test_add_func ("/core/time-entry/days-and-months-have-their-names-in-the-language-of-the-screen", test_screen_language);
  return g_test_run ();
}
