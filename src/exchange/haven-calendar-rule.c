/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-rule.h"

#include <stdlib.h>
#include <string.h>

/* ── Reading ──────────────────────────────────────────────────────────────── */

static const char *const weekday_names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static int
parse_weekday (const char *text)
{
  for (int i = 0; i < 7; i++)
    if (g_ascii_strcasecmp (text, weekday_names[i]) == 0)
      return i + 1;
  return 0;
}

/* A number with at most four digits, and no zero where zero means nothing. */
static gboolean
parse_number (const char *text, int least, int most, int *number)
{
  gsize digits = strspn (text + (*text == '-' || *text == '+'), "0123456789");

  if (digits == 0 || digits > 4 || text[digits + (*text == '-' || *text == '+')] != '\0')
    return FALSE;
  *number = atoi (text);
  return *number >= least && *number <= most;
}

static gboolean
parse_numbers (const char *text, int most, gboolean may_be_negative, HavenCalendarPart *part)
{
  g_auto (GStrv) words = g_strsplit (text, ",", HAVEN_CALENDAR_MOST_PARTS + 1);

  part->n = 0;
  for (guint i = 0; words[i]; i++)
    {
      int number;

      if (i == HAVEN_CALENDAR_MOST_PARTS || !parse_number (words[i], may_be_negative ? -most : 1, most, &number) || number == 0)
        return FALSE;
      part->values[part->n++] = (gint16) number;
    }
  return part->n > 0;
}

static gboolean
parse_weekdays (const char *text, HavenCalendarRule *rule)
{
  g_auto (GStrv) words = g_strsplit (text, ",", HAVEN_CALENDAR_MOST_PARTS + 1);

  rule->weekdays.n = rule->ordinals.n = 0;
  for (guint i = 0; words[i]; i++)
    {
      gsize length = strlen (words[i]);
      g_autofree char *ordinal = length > 2 ? g_strndup (words[i], length - 2) : NULL;
      int weekday = length >= 2 ? parse_weekday (words[i] + length - 2) : 0, nth = 0;

      if (i == HAVEN_CALENDAR_MOST_PARTS || weekday == 0 || (ordinal && (!parse_number (ordinal, -53, 53, &nth) || nth == 0)))
        return FALSE;
      rule->weekdays.values[rule->weekdays.n++] = (gint16) weekday;
      rule->ordinals.values[rule->ordinals.n++] = (gint16) nth;
    }
  return rule->weekdays.n > 0;
}

static HavenCalendarRuleState
parse_frequency (const char *text, HavenCalendarRule *rule)
{
  static const char *const names[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
  static const char *const often[] = { "HOURLY", "MINUTELY", "SECONDLY", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (text, names[i]) == 0)
      {
        rule->frequency = (HavenCalendarFrequency) i;
        return HAVEN_CALENDAR_RULE_FINE;
      }
  for (gsize i = 0; often[i]; i++)
    if (g_ascii_strcasecmp (text, often[i]) == 0)
      return HAVEN_CALENDAR_RULE_TOO_OFTEN;
  return HAVEN_CALENDAR_RULE_UNREADABLE;
}

static HavenCalendarRuleState
fine_if (gboolean fine)
{
  return fine ? HAVEN_CALENDAR_RULE_FINE : HAVEN_CALENDAR_RULE_UNREADABLE;
}

static HavenCalendarRuleState
parse_part (const char *name, const char *value, HavenCalendarRule *rule)
{
  if (g_ascii_strcasecmp (name, "FREQ") == 0)
    return parse_frequency (value, rule);
  if (g_ascii_strcasecmp (name, "INTERVAL") == 0)
    return fine_if (parse_number (value, 1, 1000, &rule->interval));
  if (g_ascii_strcasecmp (name, "COUNT") == 0)
    return fine_if (parse_number (value, 1, 9999, &rule->count));
  if (g_ascii_strcasecmp (name, "UNTIL") == 0)
    return fine_if (g_strlcpy (rule->until, value, sizeof rule->until) < sizeof rule->until && *value != '\0');
  if (g_ascii_strcasecmp (name, "WKST") == 0)
    return fine_if ((rule->week_starts = parse_weekday (value)) != 0);
  if (g_ascii_strcasecmp (name, "BYMONTH") == 0)
    return fine_if (parse_numbers (value, 12, FALSE, &rule->months));
  if (g_ascii_strcasecmp (name, "BYMONTHDAY") == 0)
    return fine_if (parse_numbers (value, 31, TRUE, &rule->month_days));
  if (g_ascii_strcasecmp (name, "BYYEARDAY") == 0)
    return fine_if (parse_numbers (value, 366, TRUE, &rule->year_days));
  if (g_ascii_strcasecmp (name, "BYDAY") == 0)
    return fine_if (parse_weekdays (value, rule));
  if (g_ascii_strcasecmp (name, "BYSETPOS") == 0)
    return fine_if (parse_numbers (value, 366, TRUE, &rule->positions));
  return HAVEN_CALENDAR_RULE_UNKNOWN;
}

/* What the format forbids, as no two programs would read it alike. */
static gboolean
is_sound (const HavenCalendarRule *rule)
{
  gboolean has_days = rule->weekdays.n || rule->month_days.n || rule->year_days.n || rule->months.n;

  for (guint i = 0; i < rule->ordinals.n; i++)
    if (rule->ordinals.values[i] != 0 && rule->frequency < HAVEN_CALENDAR_MONTHLY)
      return FALSE;
  return !(rule->frequency == HAVEN_CALENDAR_WEEKLY && rule->month_days.n) &&
         !(rule->frequency != HAVEN_CALENDAR_YEARLY && rule->year_days.n) && !(rule->positions.n && !has_days) &&
         !(rule->count && *rule->until);
}

/** Reads what stands behind RRULE. */
HavenCalendarRuleState
haven_calendar_rule_parse (const char *text, HavenCalendarRule *rule)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", 32);
  gboolean has_frequency = FALSE;

  *rule = (HavenCalendarRule) { .interval = 1, .week_starts = 1 };
  for (guint i = 0; parts[i]; i++)
    {
      char *value = strchr (parts[i], '=');
      HavenCalendarRuleState state;

      if (*parts[i] == '\0')
        continue;
      if (value == NULL)
        return HAVEN_CALENDAR_RULE_UNREADABLE;
      *value++ = '\0';
      state = parse_part (parts[i], value, rule);
      if (state != HAVEN_CALENDAR_RULE_FINE)
        return state;
      has_frequency |= g_ascii_strcasecmp (parts[i], "FREQ") == 0;
    }
  return fine_if (has_frequency && is_sound (rule));
}

/* ── Days ─────────────────────────────────────────────────────────────────── */

typedef struct
{
  const HavenCalendarRule *rule;
  const HavenCalendarSpan *span;
  int first_year, first_month, first_day; /* of the first one */
  int first_weekday;
  GArray *days;   /* HavenDate: what is found */
  GArray *period; /* gint32: those of one period */
  guint counted;
  gboolean ended;
} Search;

static gboolean
has (const HavenCalendarPart *part, int value, int value_from_end)
{
  for (guint i = 0; i < part->n; i++)
    if (part->values[i] == value || part->values[i] == value_from_end)
      return TRUE;
  return FALSE;
}

/* Whether it is that one of its weekday, counted in the month or in the year. */
static gboolean
is_weekday (const HavenCalendarRule *rule, int weekday, int day, int n_days)
{
  int nth = (day - 1) / 7 + 1, nth_from_end = -((n_days - day) / 7 + 1);

  for (guint i = 0; i < rule->weekdays.n; i++)
    if (rule->weekdays.values[i] == weekday &&
        (rule->ordinals.values[i] == 0 || rule->ordinals.values[i] == nth || rule->ordinals.values[i] == nth_from_end))
      return TRUE;
  return FALSE;
}

/* What a rule leaves out is taken from the first one. */
static gboolean
is_default (const Search *search, int weekday, int month, int day)
{
  switch (search->rule->frequency)
    {
    case HAVEN_CALENDAR_DAILY:
      return TRUE;
    case HAVEN_CALENDAR_WEEKLY:
      return weekday == search->first_weekday;
    case HAVEN_CALENDAR_MONTHLY:
      return day == search->first_day;
    case HAVEN_CALENDAR_YEARLY:
    default:
      return day == search->first_day && (search->rule->months.n || month == search->first_month);
    }
}

static gboolean
fits (const Search *search, HavenDate date)
{
  const HavenCalendarRule *rule = search->rule;
  int year, month, day, year_day, n_year_days, n_month_days, weekday = haven_date_get_weekday (date);
  gboolean by_month = rule->frequency == HAVEN_CALENDAR_MONTHLY || rule->months.n > 0;

  haven_date_get_ymd (date, &year, &month, &day);
  if (rule->months.n && !has (&rule->months, month, month))
    return FALSE;
  n_month_days = haven_date_days_in_month (year, month);
  if (rule->month_days.n && !has (&rule->month_days, day, day - n_month_days - 1))
    return FALSE;
  if (!rule->month_days.n && !rule->year_days.n && !rule->weekdays.n)
    return is_default (search, weekday, month, day);
  year_day = date.day - haven_date_from_ymd (year, 1, 1).day + 1;
  n_year_days = 337 + haven_date_days_in_month (year, 2);
  if (rule->year_days.n && !has (&rule->year_days, year_day, year_day - n_year_days - 1))
    return FALSE;
  return !rule->weekdays.n || is_weekday (rule, weekday, by_month ? day : year_day, by_month ? n_month_days : n_year_days);
}

/* ── Periods ──────────────────────────────────────────────────────────────── */

static HavenDate
start_of_period (const Search *search, int index)
{
  const HavenCalendarRule *rule = search->rule;
  int months = search->first_year * 12 + search->first_month - 1;
  HavenDate first = search->span->first;

  switch (rule->frequency)
    {
    case HAVEN_CALENDAR_DAILY:
      return haven_date_add_days (first, index * rule->interval);
    case HAVEN_CALENDAR_WEEKLY:
      return haven_date_add_days (first, index * rule->interval * 7 - (search->first_weekday - rule->week_starts + 7) % 7);
    case HAVEN_CALENDAR_MONTHLY:
      months += index * rule->interval;
      return haven_date_from_ymd (months / 12, months % 12 + 1, 1);
    case HAVEN_CALENDAR_YEARLY:
    default:
      return haven_date_from_ymd (search->first_year + index * rule->interval, 1, 1);
    }
}

static int
length_of_period (const Search *search, HavenDate start)
{
  int year, month;

  haven_date_get_ymd (start, &year, &month, NULL);
  switch (search->rule->frequency)
    {
    case HAVEN_CALENDAR_DAILY:
      return 1;
    case HAVEN_CALENDAR_WEEKLY:
      return 7;
    case HAVEN_CALENDAR_MONTHLY:
      return haven_date_days_in_month (year, month);
    case HAVEN_CALENDAR_YEARLY:
    default:
      return 337 + haven_date_days_in_month (year, 2);
    }
}

static void
take_day (Search *search, HavenDate date)
{
  if (date.day < search->span->first.day || search->ended)
    return;
  search->counted++;
  if ((haven_date_is_set (search->span->last) && date.day > search->span->last.day) ||
      (search->rule->count && search->counted > (guint) search->rule->count) || date.day >= search->span->before.day)
    search->ended = TRUE;
  else if (date.day >= search->span->from.day && search->days->len < search->span->most)
    g_array_append_val (search->days, date);
}

/* A year has months that its rule rules out as a whole. */
static gboolean
is_month_out (const Search *search, HavenDate date, int *n_days)
{
  const HavenCalendarRule *rule = search->rule;
  gboolean one_month = !rule->months.n && !rule->month_days.n && !rule->year_days.n && !rule->weekdays.n;
  int year, month, day;

  if (rule->frequency != HAVEN_CALENDAR_YEARLY || (!rule->months.n && !one_month))
    return FALSE;
  haven_date_get_ymd (date, &year, &month, &day);
  *n_days = haven_date_days_in_month (year, month);
  return day == 1 && (one_month ? month != search->first_month : !has (&rule->months, month, month));
}

static void
take_period (Search *search, HavenDate start, int n_days)
{
  int n, n_month_days = 0;

  g_array_set_size (search->period, 0);
  for (int i = 0; i < n_days; i++)
    {
      HavenDate date = haven_date_add_days (start, i);

      if (is_month_out (search, date, &n_month_days))
        i += n_month_days - 1;
      else if (fits (search, date))
        g_array_append_val (search->period, date.day);
    }
  n = (int) search->period->len;
  for (int i = 0; i < n; i++)
    if (!search->rule->positions.n || has (&search->rule->positions, i + 1, i - n))
      take_day (search, (HavenDate) { g_array_index (search->period, gint32, i) });
}

/* Where nothing is counted, years that are over need not be gone through. */
static int
find_first_period (const Search *search)
{
  static const int least_days[] = { 1, 7, 31, 366 };
  int days = haven_date_days_between (search->span->first, search->span->from);

  if (search->rule->count || days <= 0)
    return 0;
  return MAX (days / (least_days[search->rule->frequency] * search->rule->interval) - 1, 0);
}

/**
 * haven_calendar_rule_expand:
 * @budget: (inout): how many days may still be looked at; what a file asks for is bounded by it
 * @ended: (out): whether all was looked at; %FALSE when the budget or the most was reached before
 *
 * Returns: (transfer full) (element-type HavenDate): the days of the rule in the span, in order. The first one is among
 *   them only where the rule itself gives it.
 */
GArray *
haven_calendar_rule_expand (const HavenCalendarRule *rule, const HavenCalendarSpan *span, guint64 *budget, gboolean *ended)
{
  g_autoptr (GArray) period = g_array_new (FALSE, FALSE, sizeof (gint32));
  Search search = { .rule = rule, .span = span, .days = g_array_new (FALSE, FALSE, sizeof (HavenDate)), .period = period };

  haven_date_get_ymd (span->first, &search.first_year, &search.first_month, &search.first_day);
  search.first_weekday = haven_date_get_weekday (span->first);
  for (int i = find_first_period (&search); !search.ended && search.days->len < span->most; i++)
    {
      HavenDate start = start_of_period (&search, i);
      int n_days = length_of_period (&search, start);

      if (start.day >= span->before.day || (haven_date_is_set (span->last) && start.day > span->last.day))
        search.ended = TRUE;
      else if (*budget < (guint64) n_days)
        break;
      else
        take_period (&search, start, n_days);
      *budget -= MIN (*budget, (guint64) n_days);
    }
  *ended = search.ended;
  return search.days;
}
