/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core-test.h"
#include "haven-series.h"

#include <string.h>

#define CASES 20000

/* ── The same once more, by asking every day ──────────────────────────────── */

static int
count_weekdays_before (HavenDate date)
{
  int n = 0, year, month, day;

  haven_date_get_ymd (date, &year, &month, &day);
  for (int i = 1; i < day; i++)
    n += haven_date_get_weekday (haven_date_from_ymd (year, month, i)) == haven_date_get_weekday (date);
  return n;
}

static int
count_months (HavenDate from, HavenDate to)
{
  int from_year, from_month, to_year, to_month, day;

  haven_date_get_ymd (from, &from_year, &from_month, &day);
  haven_date_get_ymd (to, &to_year, &to_month, &day);
  return (to_year - from_year) * 12 + to_month - from_month;
}

static int
count_mondays (HavenDate from, HavenDate to)
{
  int n = 0;

  for (HavenDate date = haven_date_add_days (from, 1); date.day <= to.day; date.day++)
    n += haven_date_get_weekday (date) == 1;
  return n;
}

static gboolean
is_a_day_of (const HavenSeriesRule *rule, HavenDate date)
{
  int year, month, day, first_day;
  guint weekdays = rule->weekdays ? rule->weekdays : 1u << (haven_date_get_weekday (rule->first) - 1);

  haven_date_get_ymd (rule->first, &year, &month, &first_day);
  haven_date_get_ymd (date, &year, &month, &day);
  switch (rule->frequency)
    {
    case HAVEN_SERIES_DAILY:
      return haven_date_days_between (rule->first, date) % rule->every == 0;
    case HAVEN_SERIES_WEEKLY:
      return (weekdays >> (haven_date_get_weekday (date) - 1) & 1) && count_mondays (rule->first, date) % rule->every == 0;
    case HAVEN_SERIES_MONTHLY_BY_DAY:
      return day == first_day && count_months (rule->first, date) % rule->every == 0;
    case HAVEN_SERIES_MONTHLY_BY_WEEKDAY:
      return haven_date_get_weekday (date) == haven_date_get_weekday (rule->first) &&
             count_weekdays_before (date) == count_weekdays_before (rule->first) &&
             count_months (rule->first, date) % rule->every == 0;
    case HAVEN_SERIES_NEVER:
    default:
      return haven_date_compare (date, rule->first) == 0;
    }
}

static GArray *
expand_plainly (const HavenSeriesRule *rule)
{
  GArray *dates = g_array_new (FALSE, FALSE, sizeof (HavenDate));

  for (int i = 0; i <= HAVEN_SERIES_MOST_DAYS && dates->len < HAVEN_SERIES_MOST_VISITS; i++)
    {
      HavenDate date = haven_date_add_days (rule->first, i);

      if ((rule->count > 0 && dates->len == (guint) rule->count) || (haven_date_is_set (rule->last) && date.day > rule->last.day))
        break;
      if (is_a_day_of (rule, date))
        g_array_append_val (dates, date);
    }
  return dates;
}

static HavenSeriesRule
make_rule (GRand *random)
{
  HavenSeriesRule rule = { 0 };

  rule.frequency = g_rand_int_range (random, 0, HAVEN_N_SERIES_FREQUENCIES);
  rule.every = g_rand_int_range (random, 1, 7);
  rule.weekdays = g_rand_boolean (random) ? 0 : (guint) g_rand_int_range (random, 1, 128);
  rule.first = haven_date_add_days (date ("2024-01-01"), g_rand_int_range (random, 0, 2000));
  rule.last = HAVEN_DATE_NONE;
  if (g_rand_boolean (random))
    rule.last = haven_date_add_days (rule.first, g_rand_int_range (random, 0, 700));
  if (g_rand_boolean (random) || !haven_date_is_set (rule.last))
    rule.count = g_rand_int_range (random, 1, HAVEN_SERIES_MOST_VISITS + 1);
  return rule;
}

static void
test_equal_to_asking_every_day (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (int n = 0; n < CASES; n++)
    {
      HavenSeriesRule rule = make_rule (random);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) dates = NULL, plain = NULL;

      g_assert_true (haven_series_rule_check (&rule, &error));
      dates = haven_series_expand (&rule);
      plain = expand_plainly (&rule);
      g_assert_cmpuint (dates->len, ==, plain->len);
      g_assert_true (dates->len == 0 || memcmp (dates->data, plain->data, dates->len * sizeof (HavenDate)) == 0);
    }
}

/* What was promised is ten o'clock, in summer and in winter. */
static void
test_the_wall_clock_stays (void)
{
  static const char *const zones[] = { "America/New_York", "America/Los_Angeles", "Europe/London", "Australia/Lord_Howe" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (HavenClock) clock = haven_clock_new_fixed (zones[i], 1);
      HavenSeriesRule rule = { HAVEN_SERIES_WEEKLY, 1, 0, date ("2026-01-06"), HAVEN_DATE_NONE, 60 };
      g_autoptr (GArray) dates = haven_series_expand (&rule);
      gboolean other_length = FALSE;

      g_assert_cmpuint (dates->len, ==, 60);
      for (guint j = 0; j < dates->len; j++)
        {
          HavenDate day = g_array_index (dates, HavenDate, j);
          HavenInstant instant = haven_clock_instant_at (clock, day, 600);

          g_assert_cmpint (haven_clock_get_local_minute (clock, instant), ==, 600);
          g_assert_cmpint (haven_date_compare (haven_clock_get_local_date (clock, instant), day), ==, 0);
          other_length |= j > 0 && instant - haven_clock_instant_at (clock, g_array_index (dates, HavenDate, j - 1), 600) !=
                                       7 * G_TIME_SPAN_DAY;
        }
      /* The clocks did change in between, or nothing was shown. */
      g_assert_true (other_length);
    }
}

static void
test_by_hand (void)
{
  HavenSeriesRule fifth = { HAVEN_SERIES_MONTHLY_BY_DAY, 1, 0, date ("2026-01-31"), HAVEN_DATE_NONE, 4 };
  HavenSeriesRule second_tuesday = { HAVEN_SERIES_MONTHLY_BY_WEEKDAY, 1, 0, date ("2026-01-13"), HAVEN_DATE_NONE, 3 };
  HavenSeriesRule two_days = { HAVEN_SERIES_WEEKLY, 2, 0x05, date ("2026-11-25"), HAVEN_DATE_NONE, 4 };
  g_autoptr (GArray) a = haven_series_expand (&fifth), b = haven_series_expand (&second_tuesday), c = haven_series_expand (&two_days);

  assert_date (g_array_index (a, HavenDate, 1), "2026-03-31");
  assert_date (g_array_index (a, HavenDate, 3), "2026-07-31");
  assert_date (g_array_index (b, HavenDate, 1), "2026-02-10");
  assert_date (g_array_index (b, HavenDate, 2), "2026-03-10");
  /* Mondays and Wednesdays of every second week, from a Wednesday on. */
  assert_date (g_array_index (c, HavenDate, 0), "2026-11-25");
  assert_date (g_array_index (c, HavenDate, 1), "2026-12-07");
  assert_date (g_array_index (c, HavenDate, 2), "2026-12-09");
}

static void
test_what_nobody_can_promise_is_refused (void)
{
  const HavenSeriesRule rules[] = {
    { HAVEN_SERIES_WEEKLY, 1, 0, date ("2026-01-06"), HAVEN_DATE_NONE, 0 },
    { HAVEN_SERIES_WEEKLY, 0, 0, date ("2026-01-06"), HAVEN_DATE_NONE, 5 },
    { HAVEN_SERIES_WEEKLY, 1, 0x80, date ("2026-01-06"), HAVEN_DATE_NONE, 5 },
    { HAVEN_SERIES_WEEKLY, 1, 0, date ("2026-01-06"), HAVEN_DATE_NONE, 105 },
    { HAVEN_SERIES_DAILY, 1, 0, date ("2026-01-06"), date ("2029-01-06"), 0 },
    { HAVEN_SERIES_DAILY, 1, 0, date ("2026-01-06"), date ("2026-01-05"), 0 },
    { HAVEN_SERIES_DAILY, 1, 0, HAVEN_DATE_NONE, date ("2026-01-05"), 3 },
    { 17, 1, 0, date ("2026-01-06"), HAVEN_DATE_NONE, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (haven_series_rule_check (&rules[i], &error));
      g_assert_error (error, HAVEN_SERIES_ERROR, HAVEN_SERIES_ERROR_RULE);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

static void
add (GPtrArray *visits, const char *id, const char *on, const char *local, const char *status)
{
  HavenAppointment *visit = haven_appointment_new ();

  visit->id = g_strdup (id);
  visit->series_id = g_strdup ("series");
  visit->series_on = date (on);
  visit->local_start = g_strdup (local);
  visit->status = g_strdup (status);
  g_ptr_array_add (visits, visit);
}

static char *
select_ids (GPtrArray *visits, const char *id, HavenSeriesScope scope)
{
  g_autoptr (GPtrArray) meant = haven_series_select (visits, id, scope);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < meant->len; i++)
    g_string_append (ids, ((HavenAppointment *) meant->pdata[i])->id);
  return g_string_free_and_steal (ids);
}

static void
test_which_visits_are_meant (void)
{
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);
  g_autofree char *only = NULL, *following = NULL, *all = NULL, *moved = NULL, *nobody = NULL;

  add (visits, "a", "2026-11-03", "2026-11-03T10:00", "completed");
  add (visits, "b", "2026-11-10", "2026-11-10T10:00", "confirmed");
  add (visits, "c", "2026-11-17", "2026-11-17T10:00", "confirmed");
  add (visits, "d", "2026-11-24", "2026-11-25T16:00", "confirmed"); /* moved by itself */
  add (visits, "e", "2026-12-01", "2026-12-01T10:00", "cancelled_by_client");
  add (visits, "f", "2026-12-08", "2026-12-08T10:00", "confirmed");
  only = select_ids (visits, "c", HAVEN_SERIES_THIS);
  following = select_ids (visits, "c", HAVEN_SERIES_FOLLOWING);
  all = select_ids (visits, "c", HAVEN_SERIES_ALL);
  moved = select_ids (visits, "d", HAVEN_SERIES_FOLLOWING);
  nobody = select_ids (visits, "z", HAVEN_SERIES_ALL);
  g_assert_cmpstr (only, ==, "c");
  g_assert_cmpstr (following, ==, "cf");
  g_assert_cmpstr (all, ==, "bcf");
  g_assert_cmpstr (moved, ==, "df");
  g_assert_cmpstr (nobody, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/series/equal-to-asking-every-day", test_equal_to_asking_every_day);
  g_test_add_func ("/core/series/the-wall-clock-stays-when-the-clocks-change", test_the_wall_clock_stays);
  g_test_add_func ("/core/series/days-worked-out-by-hand", test_by_hand);
  g_test_add_func ("/core/series/what-nobody-can-promise-is-refused", test_what_nobody_can_promise_is_refused);
  g_test_add_func ("/core/series/this-one-those-that-follow-all", test_which_visits_are_meant);
  return g_test_run ();
}
