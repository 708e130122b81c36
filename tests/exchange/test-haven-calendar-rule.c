/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-rule.h"
#include "haven-series.h"

#include <libical/ical.h>
#include <string.h>

static HavenDate
parse_date (const char *text)
{
  HavenDate date;

  g_assert_true (haven_date_parse (text, &date, NULL));
  return date;
}

static char *
dup_expanded (const char *text, const char *first, guint most)
{
  HavenCalendarSpan span = { .first = parse_date (first), .last = HAVEN_DATE_NONE, .from = parse_date (first), .before = parse_date ("2190-01-01"), .most = most };
  HavenCalendarRule rule;
  GString *days = g_string_new (NULL);
  g_autoptr (GArray) found = NULL;
  guint64 budget = 1000000;
  gboolean ended;

  g_assert_cmpint (haven_calendar_rule_parse (text, &rule), ==, HAVEN_CALENDAR_RULE_FINE);
  found = haven_calendar_rule_expand (&rule, &span, &budget, &ended);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *iso = haven_date_dup_iso (g_array_index (found, HavenDate, i));

      g_string_append_printf (days, "%s%s", i ? " " : "", iso);
    }
  return g_string_free (days, FALSE);
}

/* Days that anybody can count on a wall calendar. */
static const char *const cases[][3] = {
  { "FREQ=DAILY;COUNT=3", "2026-11-02", "2026-11-02 2026-11-03 2026-11-04" },
  { "FREQ=DAILY;INTERVAL=10;COUNT=3", "2026-11-02", "2026-11-02 2026-11-12 2026-11-22" },
  { "FREQ=WEEKLY;COUNT=3", "2026-11-03", "2026-11-03 2026-11-10 2026-11-17" },
  { "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4", "2026-11-03", "2026-11-03 2026-11-05 2026-11-17 2026-11-19" },
  { "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO;COUNT=4", "2026-11-02", "2026-11-02 2026-11-15 2026-11-16 2026-11-29" },
  { "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=SU,MO;COUNT=4", "2026-11-02", "2026-11-02 2026-11-08 2026-11-16 2026-11-22" },
  { "FREQ=MONTHLY;COUNT=3", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31" },
  { "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "2027-12-31", "2027-12-31 2028-01-31 2028-02-29" },
  { "FREQ=MONTHLY;BYDAY=2TU;COUNT=3", "2026-11-10", "2026-11-10 2026-12-08 2027-01-12" },
  { "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "2026-11-27", "2026-11-27 2026-12-25" },
  { "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2", "2026-11-13", "2026-11-13 2027-08-13" },
  { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", "2026-11-30", "2026-11-30 2026-12-31" },
  { "FREQ=WEEKLY;BYDAY=TU,TH,SA,SU;BYSETPOS=2,-1;COUNT=4", "2026-11-05", "2026-11-05 2026-11-08 2026-11-12 2026-11-15" },
  { "FREQ=YEARLY;COUNT=2", "2028-02-29", "2028-02-29 2032-02-29" },
  { "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2", "2026-11-26", "2026-11-26 2027-11-25" },
  { "FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", "2026-12-31", "2026-12-31 2027-12-31" },
  { "FREQ=YEARLY;BYDAY=20MO;COUNT=2", "2026-05-18", "2026-05-18 2027-05-17" },
  { "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-11-02", "" },
};

static void
test_days_are_those_of_the_wall_calendar (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *days = dup_expanded (cases[i][0], cases[i][1], 100);

      g_assert_cmpstr (days, ==, cases[i][2]);
    }
}

static const struct
{
  const char *text;
  HavenCalendarRuleState state;
} refused[] = {
  { "", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "COUNT=3", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=FORTNIGHTLY", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=SECONDLY", HAVEN_CALENDAR_RULE_TOO_OFTEN },
  { "FREQ=HOURLY;INTERVAL=999", HAVEN_CALENDAR_RULE_TOO_OFTEN },
  { "FREQ=DAILY;INTERVAL=0", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=DAILY;INTERVAL=-1", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=DAILY;COUNT=99999999999999999999", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=DAILY;COUNT=2;UNTIL=20270101", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=WEEKLY;BYDAY=2TU", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=WEEKLY;BYDAY=XX", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=MONTHLY;BYMONTHDAY=32", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=MONTHLY;BYMONTHDAY=0", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=MONTHLY;BYSETPOS=1", HAVEN_CALENDAR_RULE_UNREADABLE },
  { "FREQ=YEARLY;BYWEEKNO=20", HAVEN_CALENDAR_RULE_UNKNOWN },
  { "FREQ=DAILY;BYHOUR=9,10", HAVEN_CALENDAR_RULE_UNKNOWN },
  { "RSCALE=CHINESE;FREQ=YEARLY", HAVEN_CALENDAR_RULE_UNKNOWN },
};

static void
test_what_cannot_be_followed_is_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      HavenCalendarRule rule;

      g_test_message ("%s", refused[i].text);
      g_assert_cmpint (haven_calendar_rule_parse (refused[i].text, &rule), ==, refused[i].state);
    }
}

static void
test_work_is_bounded (void)
{
  HavenCalendarSpan span = { .first = parse_date ("1900-01-01"), .last = HAVEN_DATE_NONE, .from = parse_date ("2026-11-22"), .before = parse_date ("2027-11-22"), .most = 100 };
  HavenCalendarRule rule;
  guint64 budget = 1000;
  gboolean ended;
  g_autoptr (GArray) none = NULL, days = NULL;

  g_assert_cmpint (haven_calendar_rule_parse ("FREQ=DAILY;COUNT=9000", &rule), ==, HAVEN_CALENDAR_RULE_FINE);
  none = haven_calendar_rule_expand (&rule, &span, &budget, &ended);
  g_assert_false (ended);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (budget, ==, 0);
  /* What counts nothing begins where it matters, however long ago it began. */
  budget = 1000;
  g_assert_cmpint (haven_calendar_rule_parse ("FREQ=WEEKLY", &rule), ==, HAVEN_CALENDAR_RULE_FINE);
  days = haven_calendar_rule_expand (&rule, &span, &budget, &ended);
  g_assert_true (ended);
  g_assert_cmpuint (days->len, ==, 52);
}

/* ── Against others ───────────────────────────────────────────────────────── */

/* None of them twice, and all counted from the same end: what is named twice counts once here and twice there. */
static void
append_numbers (GString *text, const char *name, int most, gboolean may_be_negative)
{
  const char *sign = may_be_negative && g_test_rand_bit () ? "-" : "";
  int number = g_test_rand_int_range (1, most + 1);

  g_string_append_printf (text, ";%s=%s%d", name, sign, number);
  for (int n = g_test_rand_int_range (0, 3); n > 0 && number < most; n--)
    g_string_append_printf (text, ",%s%d", sign, number = g_test_rand_int_range (number + 1, most + 1));
}

static void
append_weekdays (GString *text, int most_nth)
{
  static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  gboolean counted = most_nth > 0 && g_test_rand_bit ();
  int weekdays = g_test_rand_int_range (1, 128);
  const char *separator = ";BYDAY=";

  for (int i = 0; i < 7; i++)
    if (weekdays & (1 << i))
      {
        int nth = counted ? g_test_rand_int_range (1, most_nth + 1) : 0;

        g_string_append (text, separator);
        if (nth != 0)
          g_string_append_printf (text, "%d", g_test_rand_bit () ? -nth : nth);
        g_string_append (text, names[i]);
        separator = ",";
      }
}

/* Rules whose parts the format gives one meaning. */
static char *
make_rule (void)
{
  static const char *const frequencies[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
  int frequency = g_test_rand_int_range (0, 4);
  GString *text = g_string_new (NULL);
  gboolean has_days = TRUE, has_months = FALSE;

  g_string_append_printf (text, "FREQ=%s;INTERVAL=%d", frequencies[frequency], g_test_rand_int_range (1, frequency == 3 ? 3 : 6));
  if (g_test_rand_int_range (0, 4) == 0)
    {
      append_numbers (text, "BYMONTH", 12, FALSE);
      has_months = TRUE;
    }
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      append_weekdays (text, frequency == 2 || (frequency == 3 && has_months) ? 5 : frequency == 3 ? 53 : 0);
      break;
    case 1:
      if (frequency != 1 && (frequency != 3 || has_months))
        append_numbers (text, "BYMONTHDAY", 31, TRUE);
      else
        append_weekdays (text, 0);
      break;
    case 2:
      if (frequency == 3 && !has_months)
        append_numbers (text, "BYYEARDAY", 366, TRUE);
      else
        has_days = FALSE;
      break;
    default:
      has_days = FALSE;
      break;
    }
  if (has_days && frequency > 1 && g_test_rand_int_range (0, 3) == 0) /* libical passes over it in weeks */
    append_numbers (text, "BYSETPOS", 3, TRUE);
  if (g_test_rand_bit ())
    g_string_append_printf (text, ";COUNT=%d", g_test_rand_int_range (1, 30));
  if (frequency == 1)
    g_string_append_printf (text, ";WKST=%s", g_test_rand_bit () ? "SU" : "MO");
  return g_string_free (text, FALSE);
}

/* What libical makes of it, within twelve years. */
static char *
dup_by_libical (const char *text, HavenDate first, HavenDate before, guint most)
{
  struct icalrecurrencetype rule = icalrecurrencetype_from_string (text);
  int year, month, day;
  struct icaltimetype start = icaltime_null_time (), next;
  g_autoptr (GString) days = g_string_new (NULL);
  icalrecur_iterator *iterator;
  guint n = 0;

  haven_date_get_ymd (first, &year, &month, &day);
  start.year = year;
  start.month = month;
  start.day = day;
  start.hour = 12;
  iterator = icalrecur_iterator_new (rule, start);
  if (iterator == NULL)
    return NULL;
  while (n < most && !icaltime_is_null_time (next = icalrecur_iterator_next (iterator)))
    {
      if (haven_date_from_ymd (next.year, next.month, next.day).day >= before.day)
        break;
      g_string_append_printf (days, "%04d-%02d-%02d ", next.year, next.month, next.day);
      n++;
    }
  icalrecur_iterator_free (iterator);
  return g_strdup (days->str);
}

static char *
dup_by_haven (const char *text, HavenDate first, HavenDate before, guint most)
{
  HavenCalendarSpan span = { .first = first, .last = HAVEN_DATE_NONE, .from = first, .before = before, .most = most };
  HavenCalendarRule rule;
  g_autoptr (GArray) found = NULL;
  GString *days = g_string_new (NULL);
  guint64 budget = 1000000;
  gboolean ended;

  g_assert_cmpint (haven_calendar_rule_parse (text, &rule), ==, HAVEN_CALENDAR_RULE_FINE);
  found = haven_calendar_rule_expand (&rule, &span, &budget, &ended);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *iso = haven_date_dup_iso (g_array_index (found, HavenDate, i));

      g_string_append_printf (days, "%s ", iso);
    }
  return g_string_free (days, FALSE);
}

/* The format wants the first one to be one of the rule, and leaves open what else it means. Returns: a day from there on */
static HavenDate
find_first (const char *text, HavenDate from)
{
  g_autofree char *days = dup_by_haven (text, from, haven_date_add_days (from, 12 * 365), 1);

  if (*days == '\0')
    return HAVEN_DATE_NONE;
  days[10] = '\0';
  return parse_date (days);
}

static void
test_twenty_thousand_rules_give_the_days_that_libical_gives (void)
{
  guint n_compared = 0, n_days = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = make_rule (), *ours = NULL, *theirs = NULL;
      HavenDate first = find_first (text, (HavenDate) { g_test_rand_int_range (20000, 24000) });
      HavenDate before;

      if (!haven_date_is_set (first))
        continue;
      before = haven_date_add_days (first, 12 * 365);
      theirs = dup_by_libical (text, first, before, 25);
      if (theirs == NULL)
        continue;
      ours = dup_by_haven (text, first, before, 25);
      if (strcmp (ours, theirs) != 0)
        {
          g_autofree char *iso = haven_date_dup_iso (first);

          g_printerr ("%s from %s: ours %s theirs %s\n", text, iso, ours, theirs);
        }
      g_assert_cmpstr (ours, ==, theirs);
      n_compared++;
      n_days += (guint) strlen (ours) / 11;
    }
  g_test_message ("%u rules with %u days", n_compared, n_days);
  g_assert_cmpuint (n_compared, >, 18000);
}

static char *
dup_rule_of_series (const HavenSeriesRule *series)
{
  static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  static const char *const frequencies[] = { NULL, "DAILY", "WEEKLY", "MONTHLY", "MONTHLY" };
  g_autoptr (GString) text = g_string_new (NULL);
  int day;

  haven_date_get_ymd (series->first, NULL, NULL, &day);
  g_string_append_printf (text, "FREQ=%s;INTERVAL=%d;COUNT=%d", frequencies[series->frequency], series->every, series->count);
  if (series->frequency == HAVEN_SERIES_MONTHLY_BY_WEEKDAY)
    g_string_append_printf (text, ";BYDAY=%d%s", (day - 1) / 7 + 1, names[haven_date_get_weekday (series->first) - 1]);
  if (series->frequency == HAVEN_SERIES_WEEKLY && series->weekdays)
    for (guint i = 0, n = 0; i < 7; i++)
      if (series->weekdays & (1u << i))
        g_string_append_printf (text, "%s%s", n++ ? "," : ";BYDAY=", names[i]);
  return g_strdup (text->str);
}

static void
test_a_series_of_visits_gives_the_days_of_its_rule (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      HavenSeriesRule series = { .frequency = (HavenSeriesFrequency) g_test_rand_int_range (1, 5), .every = g_test_rand_int_range (1, 4),
                                 .first = { g_test_rand_int_range (20000, 24000) }, .last = HAVEN_DATE_NONE, .count = g_test_rand_int_range (1, 8) };
      g_autofree char *text = NULL, *ours = NULL;
      g_autoptr (GArray) days = NULL;
      GString *expected;

      if (series.frequency == HAVEN_SERIES_WEEKLY)
        series.weekdays = (guint) g_test_rand_int_range (0, 128) | (g_test_rand_bit () ? 1u << (haven_date_get_weekday (series.first) - 1) : 0);
      if (!haven_series_rule_check (&series, NULL))
        continue;
      days = haven_series_expand (&series);
      if (days == NULL || days->len < (guint) series.count)
        continue;
      text = dup_rule_of_series (&series);
      ours = dup_by_haven (text, series.first, haven_date_add_days (series.first, 4000), 100);
      expected = g_string_new (NULL);
      for (guint j = 0; j < days->len; j++)
        {
          g_autofree char *iso = haven_date_dup_iso (g_array_index (days, HavenDate, j));

          g_string_append_printf (expected, "%s ", iso);
        }
      if (strcmp (ours, expected->str) != 0)
        g_test_message ("%s", text);
      g_assert_cmpstr (ours, ==, expected->str);
      g_string_free (expected, TRUE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  icalerror_set_errors_are_fatal (0);
  g_test_add_func ("/exchange/calendar-rule/days-are-those-of-the-wall-calendar", test_days_are_those_of_the_wall_calendar);
  g_test_add_func ("/exchange/calendar-rule/what-cannot-be-followed-is-refused", test_what_cannot_be_followed_is_refused);
  g_test_add_func ("/exchange/calendar-rule/work-is-bounded", test_work_is_bounded);
  g_test_add_func ("/exchange/calendar-rule/twenty-thousand-rules-give-the-days-that-libical-gives",
                   test_twenty_thousand_rules_give_the_days_that_libical_gives);
  g_test_add_func ("/exchange/calendar-rule/a-series-of-visits-gives-the-days-of-its-rule",
                   test_a_series_of_visits_gives_the_days_of_its_rule);
  return g_test_run ();
}
