/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-series.h"

#include "haven-appointment-status.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (haven-series-error-quark, haven_series_error)

#define F(member, TYPE) HAVEN_FIELD (HavenAppointmentSeries, member, TYPE)
HAVEN_DEFINE_RECORD (HavenAppointmentSeries, haven_appointment_series, "appointment_series", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (frequency, TEXT), F (every, INTEGER), F (weekdays, INTEGER), F
                     (first_on, DATE), F (last_on, DATE), F (row_version, INTEGER))
#undef F

static const HavenChoice frequencies[] = {
  { "never", N_ ("Once") },
  { "daily", N_ ("Every day") },
  { "weekly", N_ ("Every week") },
  { "monthly-by-day", N_ ("Every month, on the same date") },
  { "monthly-by-weekday", N_ ("Every month, on the same weekday") },
  { NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (frequencies) == HAVEN_N_SERIES_FREQUENCIES + 1);

const char *
haven_series_frequency_get_code (HavenSeriesFrequency frequency)
{
  g_return_val_if_fail (frequency < HAVEN_N_SERIES_FREQUENCIES, NULL);
  return frequencies[frequency].code;
}

/** Returns: the label, for gettext() */
const char *
haven_series_frequency_get_label (HavenSeriesFrequency frequency)
{
  g_return_val_if_fail (frequency < HAVEN_N_SERIES_FREQUENCIES, NULL);
  return frequencies[frequency].label;
}

/* ── The days of a rule ───────────────────────────────────────────────────── */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_SERIES_ERROR, HAVEN_SERIES_ERROR_RULE, sentence);
  return FALSE;
}

/** Whether a rule says which days it means, and no more of them than anybody can promise. */
gboolean
haven_series_rule_check (const HavenSeriesRule *rule, GError **error)
{
  if (rule->frequency >= HAVEN_N_SERIES_FREQUENCIES || !haven_date_is_set (rule->first) || rule->every < 1 || rule->every > 52 ||
      rule->weekdays > 0x7f || rule->count < 0)
    return refuse (error, _ ("Say from which day on, and each how many days, weeks or months, the visit comes again."));
  if (rule->frequency != HAVEN_SERIES_NEVER && rule->count == 0 && !haven_date_is_set (rule->last))
    return refuse (error, _ ("Say how often the visit comes again, or until which day."));
  if (rule->count > HAVEN_SERIES_MOST_VISITS ||
      (haven_date_is_set (rule->last) && haven_date_days_between (rule->first, rule->last) > HAVEN_SERIES_MOST_DAYS))
    return refuse (error, _ ("A visit can come again at most 104 times and for two years. Book the others later."));
  if (haven_date_is_set (rule->last) && rule->last.day < rule->first.day)
    return refuse (error, _ ("The last day lies before the first."));
  return TRUE;
}

static gboolean
is_over (const HavenSeriesRule *rule, const GArray *dates, HavenDate date)
{
  return date.day - rule->first.day > HAVEN_SERIES_MOST_DAYS ||
         (haven_date_is_set (rule->last) && date.day > rule->last.day) || (rule->count > 0 && dates->len >= (guint) rule->count) ||
         dates->len >= HAVEN_SERIES_MOST_VISITS;
}

static void
add_from (const HavenSeriesRule *rule, GArray *dates, HavenDate date)
{
  if (date.day >= rule->first.day && !is_over (rule, dates, date))
    g_array_append_val (dates, date);
}

static void
expand_days (const HavenSeriesRule *rule, GArray *dates)
{
  for (HavenDate date = rule->first; !is_over (rule, dates, date); date = haven_date_add_days (date, rule->every))
    add_from (rule, dates, date);
}

static void
expand_weeks (const HavenSeriesRule *rule, GArray *dates)
{
  int weekday = haven_date_get_weekday (rule->first);
  guint weekdays = rule->weekdays ? rule->weekdays : 1u << (weekday - 1);

  for (HavenDate monday = haven_date_add_days (rule->first, 1 - weekday); !is_over (rule, dates, monday);
       monday = haven_date_add_days (monday, 7 * rule->every))
    for (int i = 0; i < 7; i++)
      if (weekdays & (1u << i))
        add_from (rule, dates, haven_date_add_days (monday, i));
}

/* The day of that month which the rule means; HAVEN_DATE_NONE where it has none. */
static HavenDate
find_in_month (const HavenSeriesRule *rule, int year, int month)
{
  int first_year, first_month, first_day, weekday, day;

  haven_date_get_ymd (rule->first, &first_year, &first_month, &first_day);
  day = first_day;
  if (rule->frequency == HAVEN_SERIES_MONTHLY_BY_WEEKDAY)
    {
      weekday = haven_date_get_weekday (haven_date_from_ymd (year, month, 1));
      day = 1 + (haven_date_get_weekday (rule->first) - weekday + 7) % 7 + (first_day - 1) / 7 * 7;
    }
  return haven_date_is_valid_ymd (year, month, day) ? haven_date_from_ymd (year, month, day) : HAVEN_DATE_NONE;
}

static void
expand_months (const HavenSeriesRule *rule, GArray *dates)
{
  int year, month, day;

  haven_date_get_ymd (rule->first, &year, &month, &day);
  for (int ahead = 0;; ahead += rule->every)
    {
      int number = year * 12 + month - 1 + ahead;
      HavenDate date = find_in_month (rule, number / 12, number % 12 + 1);

      if (is_over (rule, dates, haven_date_from_ymd (number / 12, number % 12 + 1, 1)))
        return;
      if (haven_date_is_set (date))
        add_from (rule, dates, date);
    }
}

/**
 * haven_series_expand:
 *
 * The days of a rule that haven_series_rule_check() lets through. They are days of the calendar: what was promised is the
 * time on the clinic's wall clock, which does not move when the clocks change.
 *
 * Returns: (transfer full) (element-type HavenDate): in their order, at most %HAVEN_SERIES_MOST_VISITS
 */
GArray *
haven_series_expand (const HavenSeriesRule *rule)
{
  GArray *dates = g_array_new (FALSE, FALSE, sizeof (HavenDate));

  g_return_val_if_fail (haven_series_rule_check (rule, NULL), dates);

  switch (rule->frequency)
    {
    case HAVEN_SERIES_DAILY:
      expand_days (rule, dates);
      break;
    case HAVEN_SERIES_WEEKLY:
      expand_weeks (rule, dates);
      break;
    case HAVEN_SERIES_MONTHLY_BY_DAY:
    case HAVEN_SERIES_MONTHLY_BY_WEEKDAY:
      expand_months (rule, dates);
      break;
    case HAVEN_SERIES_NEVER:
    default:
      g_array_append_val (dates, rule->first);
      break;
    }
  return dates;
}

/* ── This one, those that follow, all ─────────────────────────────────────── */

/** Whether a visit was moved away from the day that it stands for in its series. */
gboolean
haven_series_is_exception (const HavenAppointment *visit)
{
  g_autofree char *day = visit->local_start ? g_strndup (visit->local_start, 10) : NULL;
  HavenDate date = HAVEN_DATE_NONE;

  return haven_date_is_set (visit->series_on) && day != NULL && haven_date_parse (day, &date, NULL) &&
         haven_date_compare (date, visit->series_on) != 0;
}

static const HavenAppointment *
find_visit (GPtrArray *visits, const char *id)
{
  for (guint i = 0; i < visits->len; i++)
    if (g_strcmp0 (((const HavenAppointment *) visits->pdata[i])->id, id) == 0)
      return visits->pdata[i];
  return NULL;
}

/* What has begun or is over is history; what was moved by itself was agreed by itself. */
static gboolean
is_meant (const HavenAppointment *visit, const HavenAppointment *chosen, HavenSeriesScope scope)
{
  HavenAppointmentStatus status;

  if (visit == chosen)
    return TRUE;
  if (scope == HAVEN_SERIES_THIS || chosen->series_id == NULL || g_strcmp0 (visit->series_id, chosen->series_id) != 0 ||
      !haven_appointment_status_parse (visit->status, &status) || status > HAVEN_APPOINTMENT_CONFIRMED ||
      haven_series_is_exception (visit))
    return FALSE;
  return scope == HAVEN_SERIES_ALL || visit->series_on.day >= chosen->series_on.day;
}

/**
 * haven_series_select:
 * @visits: (element-type HavenAppointment): of the series
 * @visit_id: the one that somebody chose
 *
 * Which visits a change is for. The chosen one always is; the others only as long as they are to come and stand where
 * the series put them.
 *
 * Returns: (transfer container) (element-type HavenAppointment):
 */
GPtrArray *
haven_series_select (GPtrArray *visits, const char *visit_id, HavenSeriesScope scope)
{
  GPtrArray *meant = g_ptr_array_new ();
  const HavenAppointment *chosen = find_visit (visits, visit_id);

  for (guint i = 0; chosen && i < visits->len; i++)
    if (is_meant (visits->pdata[i], chosen, scope))
      g_ptr_array_add (meant, visits->pdata[i]);
  return meant;
}
