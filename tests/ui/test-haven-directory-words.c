/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-words.h"
#include "haven-fault-report.h"
#include "haven-schedule-words.h"

#include <locale.h>
#include <string.h>

static HavenDate
days_ago (int days)
{
  return haven_date_add_days (haven_date_from_ymd (2026, 11, 20), -days);
}

static void
test_freshness (void)
{
  static const struct
  {
    int days;
    HavenFreshness freshness;
  } cases[] = {
    { -1, HAVEN_FRESHNESS_FRESH },   { 0, HAVEN_FRESHNESS_FRESH },   { 90, HAVEN_FRESHNESS_FRESH },
    { 91, HAVEN_FRESHNESS_AGEING },  { 180, HAVEN_FRESHNESS_AGEING }, { 181, HAVEN_FRESHNESS_STALE },
    { 4000, HAVEN_FRESHNESS_STALE },
  };
  HavenDate unset = HAVEN_DATE_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (haven_freshness_from_date (days_ago (cases[i].days), days_ago (0)), ==, cases[i].freshness);
  g_assert_cmpint (haven_freshness_from_date (unset, days_ago (0)), ==, HAVEN_FRESHNESS_UNKNOWN);
}

static void
test_ages (void)
{
  static const struct
  {
    gint64 minimum, maximum;
    const char *words;
  } cases[] = { { 0, 0, NULL }, { 16, 0, "From 16 years" }, { 0, 10, "Up to 10 years" }, { 6, 17, "6 to 17 years" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = haven_directory_words_dup_ages (cases[i].minimum, cases[i].maximum);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_addresses (void)
{
  g_autoptr (HavenLocation) location = haven_location_new ();
  g_autofree char *none = NULL;
  g_autofree char *open = NULL;
  g_autofree char *kept = NULL;

  none = haven_directory_words_dup_address (location);
  g_assert_null (none);
  g_set_str (&location->address_1, "12 Quarry Road");
  g_set_str (&location->city, "Port Ellery");
  open = haven_directory_words_dup_address (location);
  g_assert_cmpstr (open, ==, "12 Quarry Road, Port Ellery");
  location->confidential_location = TRUE;
  kept = haven_directory_words_dup_address (location);
  g_assert_null (kept);
}

static void
test_languages (void)
{
  g_autofree char *known = haven_directory_words_dup_language_list ("[\"es\",\"zh-Hans\",\"ase\"]");
  g_autofree char *given = haven_directory_words_dup_language_list ("[\"Spanish and more\"]");
  g_autofree char *broken = haven_directory_words_dup_language_list ("[\"es");
  g_autofree char *absent = haven_directory_words_dup_language_list (NULL);

  g_assert_cmpstr (known, ==, "Spanish, Chinese (Simplified), American Sign Language");
  g_assert_cmpstr (given, ==, "Spanish and more");
  g_assert_cmpstr (broken, ==, "");
  g_assert_cmpstr (absent, ==, "");
}

/* ── Opening hours ────────────────────────────────────────────────────────── */

static HavenSchedule *
add_schedule (GPtrArray *schedules, const char *freq, const char *byday, const char *opens_at, const char *closes_at)
{
  HavenSchedule *schedule = haven_schedule_new ();

  g_set_str (&schedule->freq, freq);
  schedule->byday = byday ? g_strsplit (byday, " ", -1) : NULL;
  g_set_str (&schedule->opens_at, opens_at);
  g_set_str (&schedule->closes_at, closes_at);
  g_ptr_array_add (schedules, schedule);
  return schedule;
}

static void
assert_lines (GPtrArray *schedules, ...)
{
  g_autoptr (GPtrArray) lines = haven_schedule_words_make (schedules);
  va_list expected;
  const char *when;
  guint i = 0;

  va_start (expected, schedules);
  for (; (when = va_arg (expected, const char *)); i++)
    {
      g_assert_cmpuint (i, <, lines->len);
      g_assert_cmpstr (((HavenScheduleLine *) lines->pdata[i])->when, ==, when);
      g_assert_cmpstr (((HavenScheduleLine *) lines->pdata[i])->times, ==, va_arg (expected, const char *));
    }
  va_end (expected);
  g_assert_cmpuint (lines->len, ==, i);
}

static void
test_weeks (void)
{
  g_autoptr (GPtrArray) schedules = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_schedule_free);

  add_schedule (schedules, "WEEKLY", "TH TU", "09:00", "11:00");
  add_schedule (schedules, "WEEKLY", "TU", "14:00", "16:30");
  add_schedule (schedules, "WEEKLY", "TU", "09:00", "11:00"); /* the place says it again */
  add_schedule (schedules, "WEEKLY", "SU", "00:00", "23:59");
  add_schedule (schedules, "WEEKLY", "WE", "18:00", "20:00")->interval_weeks = 2;
  assert_lines (schedules,
                "Tuesday", "9:00–11:00, 14:00–16:30",
                "Wednesday", "18:00–20:00 · every 2 weeks",
                "Thursday", "9:00–11:00",
                "Sunday", "All day and night",
                NULL);
}

static void
test_months_and_years (void)
{
  g_autoptr (GPtrArray) schedules = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_schedule_free);
  HavenSchedule *holiday;

  add_schedule (schedules, "MONTHLY", "1MO -1FR", "18:00", "21:00");
  add_schedule (schedules, "MONTHLY", NULL, "10:00", "12:00")->bymonthday = g_strsplit ("15 -1", " ", -1);
  holiday = add_schedule (schedules, "YEARLY", NULL, NULL, NULL);
  holiday->valid_from = haven_date_from_ymd (1, 12, 24);
  holiday->valid_to = haven_date_from_ymd (1, 12, 26);
  holiday->closed = TRUE;
  assert_lines (schedules,
                "First Monday of the month", "18:00–21:00",
                "Last Friday of the month", "18:00–21:00",
                "Day 15 of the month", "10:00–12:00",
                "Last day of the month", "10:00–12:00",
                "24 December to 26 December", "Closed",
                NULL);
}

static void
test_odd_schedules (void)
{
  g_autoptr (GPtrArray) schedules = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_schedule_free);

  add_schedule (schedules, NULL, NULL, NULL, NULL);
  add_schedule (schedules, "WEEKLY", "XX 99MO", "nine", "::");
  add_schedule (schedules, "MONTHLY", "77TU FR", "25:99", NULL);
  add_schedule (schedules, "YEARLY", "MO", "-1:00", "99999999999999999999:00");
  add_schedule (schedules, "WEEKLY", "SA", "08:00", NULL);
  assert_lines (schedules,
                "Saturday", "From 8:00",
                "Tuesday", "From 23:59",
                "Friday", "From 23:59",
                NULL);
}

/* ── The report ───────────────────────────────────────────────────────────── */

static void
test_no_formula_leaves (void)
{
  static const char *const evil[] = { "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＠1" };
  g_autoptr (HavenDirectoryReport) report = haven_directory_report_new ();
  g_autofree char *csv = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (evil); i++)
    haven_directory_report_reject (report, evil[i], 2, evil[i], "email", evil[i]);
  csv = haven_fault_report_dup_csv (report);
  g_assert_null (strstr (csv, "\"="));
  g_assert_null (strstr (csv, "\"+"));
  g_assert_null (strstr (csv, "\"-"));
  g_assert_null (strstr (csv, "\"@"));
  g_assert_null (strstr (csv, "\"\t"));
  g_assert_null (strstr (csv, "\"\r="));
  g_assert_null (strstr (csv, "\"  ="));
  g_assert_null (strstr (csv, "\"＝"));
  g_assert_nonnull (strstr (csv, "\"'=1+1\""));
}

static void
test_quotes_are_doubled (void)
{
  g_autoptr (HavenDirectoryReport) report = haven_directory_report_new ();
  g_autofree char *csv = NULL;

  haven_directory_report_reject (report, "services.csv", 12, "url", "url", "say \"hi\", = now");
  csv = haven_fault_report_dup_csv (report);
  g_assert_cmpstr (csv,
                   ==,
                   "\"file\",\"row\",\"column\",\"rule\",\"meaning\",\"value\"\r\n"
                   "\"services.csv\",\"12\",\"url\",\"url\",\"Not a web address\",\"say \"\"hi\"\", = now\"\r\n");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/directory-words/freshness-follows-the-days", test_freshness);
  g_test_add_func ("/ui/directory-words/ages-are-said-as-far-as-they-are-known", test_ages);
  g_test_add_func ("/ui/directory-words/a-confidential-place-has-no-address", test_addresses);
  g_test_add_func ("/ui/directory-words/languages-are-named-or-shown-as-given", test_languages);
  g_test_add_func ("/ui/directory-words/a-week-is-a-line-for-each-day", test_weeks);
  g_test_add_func ("/ui/directory-words/months-and-years-are-said", test_months_and_years);
  g_test_add_func ("/ui/directory-words/an-odd-schedule-does-no-harm", test_odd_schedules);
  g_test_add_func ("/ui/directory-words/no-formula-gets-into-the-report", test_no_formula_leaves);
  g_test_add_func ("/ui/directory-words/quotes-in-the-report-are-doubled", test_quotes_are_doubled);
  return g_test_run ();
}
