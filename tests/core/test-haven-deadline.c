/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-deadline.h"

#include "core-test.h"
#include "plain-calendar.h"
#include <string.h>

static HavenDeadlineRules *rules;

static const HavenDeadlineRule *
find (const char *code)
{
  g_autoptr (GError) error = NULL;
  const HavenDeadlineRule *rule = haven_deadline_rules_lookup (rules, code, &error);

  g_assert_no_error (error);
  return rule;
}

static void
compute (const char *code, const HavenDeadlineInput *input, HavenDeadlineResult *result)
{
  g_autoptr (GError) error = NULL;

  haven_deadline_compute (find (code), input, NULL, result, &error);
  g_assert_no_error (error);
}

/* ── Vectors ────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *rule, *trigger, *born;
  gboolean mailed;
  int stopped;
  const char *last_safe_day, *plan_by, *statutory_day, *mail_by, *opens_on;
} Vector;

static const Vector vectors[] = {
  { "U-SUPB", "2026-04-01", NULL, 0, 0, "2026-09-30", "2026-09-30", NULL, NULL, NULL },
  { "U-SUPB", "2026-08-31", NULL, 0, 0, "2027-02-28", "2027-02-26", NULL, NULL, NULL },
  { "U-SUPB", "2026-08-29", NULL, 0, 0, "2027-02-28", "2027-02-26", NULL, NULL, NULL },
  { "U-SUPB", "2027-08-29", NULL, 0, 0, "2028-02-28", "2028-02-28", NULL, NULL, NULL },
  { "U-SUPB", "2026-12-31", NULL, 0, 0, "2027-06-30", "2027-06-30", NULL, NULL, NULL },
  { "U-SUPB", "2026-05-22", NULL, 0, 0, "2026-11-21", "2026-11-20", NULL, NULL, NULL },
  { "ASY-1Y", "2025-11-22", NULL, 0, 0, "2026-11-21", "2026-11-20", "2026-11-23", "2026-11-07",
    NULL },
  { "ASY-1Y", "2025-12-26", NULL, 0, 0, "2026-12-25", "2026-12-24", "2026-12-28", "2026-12-11",
    NULL },
  { "ASY-1Y", "2024-02-29", NULL, 0, 0, "2025-02-28", "2025-02-28", "2025-03-03", "2025-02-14",
    NULL },
  { "ASY-1Y", "2026-07-05", NULL, 0, 0, "2027-07-04", "2027-07-02", "2027-07-06", "2027-06-20",
    NULL },
  { "AGE-18", "2008-02-29", NULL, 0, 0, "2026-02-28", "2026-02-27", NULL, NULL, NULL },
  { "SIJ-21", "2005-12-15", NULL, 0, 0, "2026-12-14", "2026-12-14", NULL, NULL, NULL },
  { "SIJ-21", "2026-11-21", "2005-12-15", 0, 0, "2026-12-14", "2026-12-14", NULL, NULL, NULL },
  { "RFE", "2026-10-01", NULL, 0, 0, "2026-12-24", "2026-12-24", "2026-12-24", NULL, NULL },
  { "RFE", "2026-10-01", NULL, 1, 0, "2026-12-27", "2026-12-24", "2026-12-28", NULL, NULL },
  { "NOID", "2026-10-01", NULL, 0, 0, "2026-10-31", "2026-10-30", "2026-11-02", NULL, NULL },
  { "NOID", "2026-10-01", NULL, 1, 0, "2026-11-03", "2026-11-03", "2026-11-03", NULL, NULL },
  { "MOVE-USCIS", "2026-11-21", NULL, 0, 0, "2026-12-01", "2026-12-01", "2026-12-01", NULL, NULL },
  { "MOVE-EOIR", "2026-11-21", NULL, 0, 0, "2026-11-26", "2026-11-25", "2026-11-27", NULL, NULL },
  { "CP-END", "2026-11-21", NULL, 0, 0, "2028-11-20", "2028-11-20", NULL, NULL, NULL },
  { "CIV-1595", "2017-06-01", "2003-02-10", 0, 0, "2031-02-10", "2031-02-10", NULL, NULL, NULL },
  /* One at least for every other rule. */
  { "U-NODEADLINE", "2026-11-21", NULL, 0, 0, NULL, NULL, NULL, NULL, NULL },
  { "U-STATUS", "2026-11-21", NULL, 0, 0, NULL, NULL, NULL, NULL, "2029-11-21" },
  { "U-FAMILY", "2026-11-21", NULL, 0, 0, NULL, NULL, NULL, NULL, NULL },
  { "T-FILE", "2026-11-21", NULL, 0, 0, NULL, NULL, NULL, NULL, NULL },
  { "T-SUPB", "2026-11-21", NULL, 0, 0, NULL, NULL, NULL, NULL, NULL },
  { "T-END", "2026-11-21", NULL, 0, 0, "2030-11-20", "2030-11-20", NULL, NULL, NULL },
  { "T-LPR", "2024-02-29", NULL, 0, 0, NULL, NULL, NULL, NULL, "2027-03-01" },
  { "TU-ABSENCE", "2026-11-21", NULL, 0, 0, "2027-02-19", "2027-02-19", NULL, NULL, NULL },
  { "TU-ABSENCE", "2026-11-21", NULL, 0, 120, "2027-01-20", "2027-01-20", NULL, NULL, NULL },
  { "T-FAMILY-AGE", "2026-11-21", "2006-01-01", 0, 0, NULL, NULL, NULL, NULL, NULL },
  { "CP-END", "2024-02-29", NULL, 0, 0, "2026-02-28", "2026-02-27", NULL, NULL, NULL },
  { "ASY-UAC", "2026-11-21", NULL, 0, 0, NULL, NULL, NULL, NULL, NULL },
  { "ASY-EXC", "2026-11-21", NULL, 0, 0, NULL, NULL, NULL, NULL, NULL },
  { "ASY-EAD", "2026-11-21", NULL, 0, 0, NULL, NULL, NULL, NULL, "2027-04-20" },
  { "ASY-EAD", "2026-11-21", NULL, 0, 10, NULL, NULL, NULL, NULL, "2027-04-30" },
  { "ASY-FAM", "2026-11-21", NULL, 0, 0, "2028-11-20", "2028-11-20", NULL, NULL, NULL },
  { "VAWA-2Y", "2024-02-29", NULL, 0, 0, "2026-02-28", "2026-02-27", NULL, NULL, NULL },
  { "VAWA-CHILD", "2005-12-15", NULL, 0, 0, "2026-12-14", "2026-12-14", NULL, NULL, NULL },
  { "OTIP-90", "2026-11-21", NULL, 0, 0, "2027-02-19", "2027-02-19", NULL, NULL, NULL },
  { "APPEAL", "2026-11-21", NULL, 0, 0, "2026-12-21", "2026-12-21", "2026-12-21", NULL, NULL },
  { "APPEAL", "2026-11-23", NULL, 1, 0, "2026-12-26", "2026-12-24", "2026-12-28", NULL, NULL },
  { "EOIR-RECONSIDER", "2026-11-21", NULL, 0, 0, "2026-12-21", "2026-12-21", "2026-12-21", NULL,
    NULL },
  { "EOIR-REOPEN", "2026-11-21", NULL, 0, 0, "2027-02-19", "2027-02-19", "2027-02-19", NULL, NULL },
  { "EOIR-ABSENTIA", "2026-11-24", NULL, 1, 0, "2027-05-23", "2027-05-21", "2027-05-24", NULL,
    NULL },
  { "EAD-RENEW", "2027-05-20", NULL, 0, 0, "2027-05-20", "2027-05-20", NULL, NULL, "2026-11-21" },
  { "CIV-1595", "2026-11-21", "2003-02-10", 0, 30, "2036-12-21", "2036-12-19", NULL, NULL, NULL },
  { "FLSA", "2026-11-20", NULL, 0, 0, "2028-11-20", "2028-11-20", NULL, NULL, NULL },
  { "EEOC", "2026-11-21", NULL, 0, 0, "2027-05-20", "2027-05-20", NULL, NULL, NULL },
  { "PASSPORT", "2027-05-22", NULL, 0, 0, "2027-05-22", "2027-05-21", NULL, NULL, NULL },
  { "PO", "2027-05-22", NULL, 0, 0, "2027-05-22", "2027-05-21", NULL, NULL, NULL },
  { "PO-HEARING", "2027-05-31", NULL, 0, 0, "2027-05-31", "2027-05-28", NULL, NULL, NULL },
  { "PO-SERVE", "2027-05-22", NULL, 0, 0, "2027-05-22", "2027-05-21", NULL, NULL, NULL },
  { "PO-RENEW", "2027-05-21", NULL, 0, 0, "2027-05-21", "2027-05-21", NULL, NULL, NULL },
  { "HEARING", "2027-07-05", NULL, 0, 0, "2027-07-05", "2027-07-02", NULL, NULL, NULL },
  { "USCIS-APPT", "2027-07-06", NULL, 0, 0, "2027-07-06", "2027-07-06", NULL, NULL, NULL },
  { "ROI-EXP", "2026-11-21", NULL, 0, 0, "2027-02-19", "2027-02-19", NULL, NULL, NULL },
};

static HavenDeadlineInput
get_input (const Vector *vector)
{
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  input.trigger = date (vector->trigger);
  if (vector->born)
    input.born = date (vector->born);
  input.mailed = vector->mailed;
  input.stopped_days = vector->stopped;
  return input;
}

static void
test_vector (gconstpointer data)
{
  const Vector *vector = data;
  HavenDeadlineInput input = get_input (vector);
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;

  compute (vector->rule, &input, &result);
  g_test_message ("%s", result.explanation);
  g_assert_cmpstr (result.rule, ==, vector->rule);
  assert_date (result.last_safe_day, vector->last_safe_day);
  assert_date (result.plan_by, vector->plan_by);
  assert_date (result.statutory_day, vector->statutory_day);
  assert_date (result.mail_by, vector->mail_by);
  assert_date (result.opens_on, vector->opens_on);
}

static void
add_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const Vector *v = &vectors[i];
      g_autofree char *path = g_strdup_printf (
          "/core/deadline/vectors/%s-from-%s%s%s%s", v->rule, v->trigger,
          v->born ? "-with-birth" : "", v->mailed ? "-mailed" : "", v->stopped ? "-stopped" : "");

      g_test_add_data_func (path, v, test_vector);
    }
}

static void
test_every_rule_has_a_vector (void)
{
  for (guint i = 0; i < haven_deadline_rules_get_n_rules (rules); i++)
    {
      const char *code = haven_deadline_rule_get_code (haven_deadline_rules_get_rule (rules, i));
      gboolean found = FALSE;

      for (gsize j = 0; j < G_N_ELEMENTS (vectors); j++)
        found |= strcmp (code, vectors[j].rule) == 0;
      if (!found)
        g_test_message ("%s has none", code);
      g_assert_true (found);
    }
}

/* ── Random dates against paper ─────────────────────────────────────────── */

typedef enum
{
  DAYS,
  MONTHS_LESS_A_DAY,
  YEARS,
  YEARS_LESS_A_DAY,
} Arithmetic;

typedef struct
{
  const char *code;
  Arithmetic arithmetic;
  int amount, mailed;
  gboolean rolls, opens;
} Paper;

static const Paper papers[] = {
  { "U-SUPB", MONTHS_LESS_A_DAY, 6, 0, FALSE, FALSE },
  { "CP-END", MONTHS_LESS_A_DAY, 24, 0, FALSE, FALSE },
  { "T-END", YEARS_LESS_A_DAY, 4, 0, FALSE, FALSE },
  { "ASY-FAM", YEARS_LESS_A_DAY, 2, 0, FALSE, FALSE },
  { "VAWA-2Y", YEARS_LESS_A_DAY, 2, 0, FALSE, FALSE },
  { "VAWA-CHILD", YEARS_LESS_A_DAY, 21, 0, FALSE, FALSE },
  { "SIJ-21", YEARS_LESS_A_DAY, 21, 0, FALSE, FALSE },
  { "AGE-18", YEARS_LESS_A_DAY, 18, 0, FALSE, FALSE },
  { "FLSA", YEARS, 2, 0, FALSE, FALSE },
  { "RFE", DAYS, 84, 3, TRUE, FALSE },
  { "NOID", DAYS, 30, 3, TRUE, FALSE },
  { "APPEAL", DAYS, 30, 3, TRUE, FALSE },
  { "MOVE-USCIS", DAYS, 10, 0, TRUE, FALSE },
  { "MOVE-EOIR", DAYS, 5, 0, TRUE, FALSE },
  { "EOIR-RECONSIDER", DAYS, 30, 0, TRUE, FALSE },
  { "EOIR-REOPEN", DAYS, 90, 0, TRUE, FALSE },
  { "EOIR-ABSENTIA", DAYS, 180, 0, TRUE, FALSE },
  { "OTIP-90", DAYS, 90, 0, FALSE, FALSE },
  { "ROI-EXP", DAYS, 90, 0, FALSE, FALSE },
  { "EEOC", DAYS, 180, 0, FALSE, FALSE },
  { "TU-ABSENCE", DAYS, 90, 0, FALSE, FALSE },
  { "PO", DAYS, 0, 0, FALSE, FALSE },
  { "PO-HEARING", DAYS, 0, 0, FALSE, FALSE },
  { "PO-SERVE", DAYS, 0, 0, FALSE, FALSE },
  { "PO-RENEW", DAYS, 0, 0, FALSE, FALSE },
  { "HEARING", DAYS, 0, 0, FALSE, FALSE },
  { "USCIS-APPT", DAYS, 0, 0, FALSE, FALSE },
  { "PASSPORT", DAYS, 0, 0, FALSE, FALSE },
  { "T-LPR", YEARS, 3, 0, FALSE, TRUE },
  { "U-STATUS", YEARS, 3, 0, FALSE, TRUE },
  { "ASY-EAD", DAYS, 150, 0, FALSE, TRUE },
};

/* Turns the leaves of the calendar, n of them, and stops at the day number or at the month's end.
 */
static PlainDay
plain_months_less_a_day (PlainDay from, int n)
{
  int month = from.m - 1 + n;
  PlainDay day = { from.y + month / 12, month % 12 + 1, 1 };

  while (day.d < from.d && day.d < plain_month_length (day.y, day.m))
    day = plain_next (day);
  return day.d == from.d ? plain_previous (day) : day;
}

static PlainDay
work_on_paper (const Paper *paper, PlainDay trigger, gboolean mailed)
{
  switch (paper->arithmetic)
    {
    case DAYS:
      return plain_walk (trigger, paper->amount + (mailed ? paper->mailed : 0));
    case MONTHS_LESS_A_DAY:
      return plain_months_less_a_day (trigger, paper->amount);
    case YEARS:
      return plain_anniversary (trigger, paper->amount);
    case YEARS_LESS_A_DAY:
      return plain_previous (plain_anniversary (trigger, paper->amount));
    default:
      g_assert_not_reached ();
    }
}

static void
check_on_paper (const Paper *paper)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  PlainDay trigger = plain_random_day (), last;

  input.trigger = plain_to (trigger);
  input.mailed = g_test_rand_bit ();
  last = work_on_paper (paper, trigger, input.mailed);
  compute (paper->code, &input, &result);
  if (paper->opens)
    {
      g_assert_cmpint (result.opens_on.day, ==, plain_to (last).day);
      g_assert_false (haven_date_is_set (result.last_safe_day));
      return;
    }
  g_assert_cmpint (result.last_safe_day.day, ==, plain_to (last).day);
  g_assert_cmpint (result.plan_by.day, ==, plain_to (plain_open_on_or_before (last)).day);
  g_assert_true (haven_date_is_set (result.statutory_day) == paper->rolls);
  if (paper->rolls)
    g_assert_cmpint (result.statutory_day.day, ==, plain_to (plain_open_on_or_after (last)).day);
}

static void
test_random_dates_agree_with_paper (void)
{
  for (int i = 0; i < 50000; i++)
    check_on_paper (&papers[g_test_rand_int_range (0, G_N_ELEMENTS (papers))]);
}

static void
test_random_first_years_agree_with_paper (void)
{
  for (int i = 0; i < 20000; i++)
    {
      g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
      HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
      PlainDay trigger = plain_random_day (), anniversary = plain_anniversary (trigger, 1);
      PlainDay last = plain_previous (anniversary);

      input.trigger = plain_to (trigger);
      compute ("ASY-1Y", &input, &result);
      g_assert_cmpint (result.last_safe_day.day, ==, plain_to (last).day);
      g_assert_cmpint (result.plan_by.day, ==, plain_to (plain_open_on_or_before (last)).day);
      g_assert_cmpint (result.statutory_day.day, ==,
                       plain_to (plain_open_on_or_after (anniversary)).day);
      g_assert_cmpint (result.mail_by.day, ==, plain_to (plain_walk (last, -14)).day);
    }
}

static void
test_random_claims_agree_with_paper (void)
{
  for (int i = 0; i < 10000; i++)
    {
      g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
      HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
      PlainDay born = plain_random_day (), cause = plain_walk (born, g_test_rand_int_range (0, 15000));
      PlainDay by_cause = plain_anniversary (cause, 10);
      PlainDay by_age = plain_anniversary (plain_anniversary (born, 18), 10);
      PlainDay last = plain_order (by_cause, by_age) > 0 ? by_cause : by_age;

      input.born = plain_to (born);
      input.trigger = plain_to (cause);
      input.stopped_days = g_test_rand_bit () ? g_test_rand_int_range (0, 900) : 0;
      compute ("CIV-1595", &input, &result);
      g_assert_cmpint (result.last_safe_day.day, ==,
                       plain_to (plain_walk (last, input.stopped_days)).day);
    }
}

static void
test_no_result_ever_breaks_the_order (void)
{
  for (int i = 0; i < 20000; i++)
    {
      g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
      HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
      guint which =
          (guint) g_test_rand_int_range (0, (int) haven_deadline_rules_get_n_rules (rules));
      const HavenDeadlineRule *rule = haven_deadline_rules_get_rule (rules, which);

      input.trigger = plain_to (plain_random_day ());
      input.born = haven_date_add_days (input.trigger, -g_test_rand_int_range (0, 7300));
      g_assert_true (haven_deadline_compute (rule, &input, NULL, &result, NULL));
      g_assert_true (g_utf8_validate (result.explanation, -1, NULL));
      g_assert_null (strchr (result.explanation, '{'));
      if (!haven_date_is_set (result.last_safe_day))
        continue;
      g_assert_cmpint (result.plan_by.day, <=, result.last_safe_day.day);
      if (haven_date_is_set (result.statutory_day))
        g_assert_cmpint (result.last_safe_day.day, <=, result.statutory_day.day);
      for (guint j = 1; j < result.n_alerts; j++)
        g_assert_cmpint (result.alert_on[j - 1].day, <, result.alert_on[j].day);
    }
}

/* ── Behaviour ──────────────────────────────────────────────────────────── */

static void
test_the_explanation_shows_the_arithmetic (void)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  input.trigger = date ("2026-04-01");
  compute ("U-SUPB", &input, &result);
  g_assert_true (g_str_has_prefix (result.explanation,
                                   "Signed 1 April 2026 + 6 months = 1 October 2026, − 1 day = "
                                   "30 September 2026 (a Wednesday)."));

  input.trigger = date ("2026-08-31");
  compute ("U-SUPB", &input, &result);
  g_assert_nonnull (strstr (
      result.explanation,
      "(a Sunday; February 2027 has no day 31, so its last day counts and no day is taken off)"));
  g_assert_nonnull (strstr (result.explanation,
                            "28 February 2027 is a Sunday, plan by 26 February 2027 (a Friday)"));

  input.trigger = date ("2024-02-29");
  compute ("ASY-1Y", &input, &result);
  g_assert_nonnull (
      strstr (result.explanation, "1 March 2025 (a Saturday; 2025 has no 29 February)"));
  g_assert_nonnull (strstr (result.explanation,
                            "rolled forward over weekends and federal holidays = 3 March 2025"));
}

static void
test_a_printed_date_wins_over_a_computed_one (void)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  input.trigger = date ("2026-10-01");
  input.mailed = TRUE;
  input.notice_date = date ("2026-11-15");
  compute ("RFE", &input, &result);
  assert_date (result.last_safe_day, "2026-11-15");
  assert_date (result.plan_by, "2026-11-13");
  assert_date (result.statutory_day, "2026-11-15");
  g_assert_nonnull (strstr (result.explanation, "27 December 2026"));
  g_assert_nonnull (
      strstr (result.explanation, "prints 15 November 2026 (a Sunday): that date wins"));
  assert_date (result.alert_on[result.n_alerts - 1], "2026-11-08");

  input.trigger = date ("2024-05-01");
  input.notice_date = date ("2028-04-30");
  compute ("U-STATUS", &input, &result);
  assert_date (result.opens_on, "2027-05-01");
  assert_date (result.last_safe_day, "2028-04-30");
}

static void
test_alerts_come_before_their_dates (void)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  const char *const of_t_end[] = { "2029-11-20", "2030-05-20", "2030-08-20", "2030-10-20" };
  const char *const of_order[] = { "2027-03-23", "2027-04-22", "2027-05-08", "2027-05-15" };

  input.trigger = date ("2026-11-21");
  compute ("CP-END", &input, &result);
  g_assert_cmpuint (result.n_alerts, ==, 1);
  assert_date (result.alert_on[0], "2028-08-22");

  compute ("T-END", &input, &result);
  g_assert_cmpuint (result.n_alerts, ==, G_N_ELEMENTS (of_t_end));
  for (guint i = 0; i < result.n_alerts; i++)
    assert_date (result.alert_on[i], of_t_end[i]);

  input.trigger = date ("2027-05-22");
  compute ("PO", &input, &result);
  g_assert_cmpuint (result.n_alerts, ==, G_N_ELEMENTS (of_order));
  for (guint i = 0; i < result.n_alerts; i++)
    assert_date (result.alert_on[i], of_order[i]);
}

static void
test_the_clinics_closed_days_move_the_plan_but_no_statute (void)
{
  g_autoptr (HavenBusinessCalendar) calendar = haven_business_calendar_new ();
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  input.trigger = date ("2025-11-22");
  haven_business_calendar_add_closed_day (calendar, date ("2026-11-20"));
  haven_business_calendar_add_closed_day (calendar, date ("2026-11-23"));
  g_assert_true (haven_deadline_compute (find ("ASY-1Y"), &input, calendar, &result, NULL));
  assert_date (result.plan_by, "2026-11-19");
  assert_date (result.statutory_day, "2026-11-23");

  for (int i = 0; i < 4000; i++)
    haven_business_calendar_add_closed_day (calendar,
                                            haven_date_add_days (date ("2026-11-23"), -i));
  g_assert_false (haven_deadline_compute (find ("ASY-1Y"), &input, calendar, &result, NULL));
}

static void
test_ages_are_told_where_a_birth_is_known (void)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  input.trigger = date ("2026-11-21");
  input.born = date ("2005-11-22");
  compute ("U-FAMILY", &input, &result);
  g_assert_nonnull (strstr (result.explanation, "was 20 on 21 November 2026"));
  input.born = date ("2005-11-21");
  compute ("U-FAMILY", &input, &result);
  g_assert_nonnull (strstr (result.explanation, "was 21 on 21 November 2026"));
  input.born = HAVEN_DATE_NONE;
  compute ("U-FAMILY", &input, &result);
  g_assert_null (strstr (result.explanation, "was 2"));
}

static void
test_json_has_every_field_and_null_for_what_is_not (void)
{
  const char *const names[] = { "rule",          "trigger",     "last_safe_day",     "plan_by",
                                "statutory_day", "mail_by",     "opens_on",          "alert_on",
                                "citation",      "explanation", "needs_lawyer_check" };
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  g_autoptr (JsonObject) object = NULL, undated = NULL;
  g_autoptr (GList) members = NULL;
  guint n = 0;

  input.trigger = date ("2025-11-22");
  compute ("ASY-1Y", &input, &result);
  object = haven_deadline_result_to_json (&result);
  members = json_object_get_members (object);
  for (GList *l = members; l; l = l->next)
    g_assert_cmpstr (l->data, ==, names[n++]);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (names));
  g_assert_cmpstr (json_object_get_string_member (object, "statutory_day"), ==, "2026-11-23");
  g_assert_true (json_object_get_null_member (object, "opens_on"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "alert_on")), ==,
                    6);
  g_assert_false (json_object_get_boolean_member (object, "needs_lawyer_check"));

  input.trigger = HAVEN_DATE_NONE;
  compute ("T-FILE", &input, &result);
  undated = haven_deadline_result_to_json (&result);
  for (gsize i = 1; i <= 7; i++)
    g_assert_true (json_object_get_null_member (undated, names[i]));
  g_assert_cmpint (strlen (json_object_get_string_member (undated, "explanation")), >, 20);
}

static void
test_a_result_fills_the_record (void)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  g_autoptr (HavenDeadline) deadline = haven_deadline_new ();
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  input.trigger = date ("2026-11-21");
  g_set_str (&deadline->owner_id, "somebody");
  compute ("CP-END", &input, &result);
  haven_deadline_result_apply (&result, find ("CP-END"), deadline);
  haven_deadline_result_apply (&result, find ("CP-END"), deadline);
  g_assert_cmpstr (deadline->rule_code, ==, "CP-END");
  g_assert_cmpstr (deadline->owner_id, ==, "somebody");
  g_assert_cmpstr (deadline->alert_on[0], ==, "2028-08-22");
  g_assert_null (deadline->alert_on[1]);
  assert_date (deadline->last_safe_day, "2028-11-20");
  g_assert_true (deadline->needs_lawyer_check);
}

/* ── Bad input ──────────────────────────────────────────────────────────── */

static void
assert_refused (const char *code,
                const HavenDeadlineInput *input,
                HavenDeadlineError expected,
                const char *words)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_deadline_compute (find (code), input, NULL, &result, &error));
  g_assert_error (error, HAVEN_DEADLINE_ERROR, (int) expected);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (result.rule);
}

static void
test_missing_dates_are_named (void)
{
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  assert_refused ("U-SUPB", &input, HAVEN_DEADLINE_ERROR_MISSING_INPUT, "signed Supplement B");
  assert_refused ("SIJ-21", &input, HAVEN_DEADLINE_ERROR_MISSING_INPUT, "day of birth");
  input.trigger = date ("2017-06-01");
  assert_refused ("CIV-1595", &input, HAVEN_DEADLINE_ERROR_MISSING_INPUT, "birth date");
}

static void
test_dates_far_out_are_refused (void)
{
  const char *const far[] = { "0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31" };
  HavenDeadlineInput input;

  for (guint i = 0; i < haven_deadline_rules_get_n_rules (rules); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (far); j++)
      {
        const char *code = haven_deadline_rule_get_code (haven_deadline_rules_get_rule (rules, i));

        input = (HavenDeadlineInput) HAVEN_DEADLINE_INPUT_INIT;
        input.trigger = date (far[j]);
        assert_refused (code, &input, HAVEN_DEADLINE_ERROR_OUT_OF_RANGE, "check the year");
      }
}

static void
test_numbers_far_out_are_refused (void)
{
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  input.trigger = date ("2026-11-21");
  input.stopped_days = -1;
  assert_refused ("ASY-EAD", &input, HAVEN_DEADLINE_ERROR_OUT_OF_RANGE, "number of days");
  input.stopped_days = G_MAXINT;
  assert_refused ("ASY-EAD", &input, HAVEN_DEADLINE_ERROR_OUT_OF_RANGE, "number of days");
}

static void
test_the_edges_of_the_range_are_computed (void)
{
  const char *const edges[] = { "1900-01-01", "2200-12-31" };

  for (guint i = 0; i < haven_deadline_rules_get_n_rules (rules); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (edges); j++)
      for (int stopped = 0; stopped <= 20000; stopped += 20000)
        {
          g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
          HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

          input.trigger = input.born = date (edges[j]);
          input.stopped_days = stopped;
          compute (haven_deadline_rule_get_code (haven_deadline_rules_get_rule (rules, i)), &input,
                   &result);
        }
}

static void
test_contradictions_are_refused (void)
{
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  input.trigger = date ("2017-06-01");
  input.born = date ("2018-06-01");
  assert_refused ("CIV-1595", &input, HAVEN_DEADLINE_ERROR_BAD_INPUT, "birth date lies after");
  input.born = HAVEN_DATE_NONE;
  input.notice_date = date ("2017-05-31");
  assert_refused ("RFE", &input, HAVEN_DEADLINE_ERROR_BAD_INPUT, "notice lies before");
  input.notice_date = date ("2018-05-31");
  assert_refused ("T-LPR", &input, HAVEN_DEADLINE_ERROR_BAD_INPUT, "no last day");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  rules = haven_deadline_rules_load (NULL);
  g_assert_nonnull (rules);
  add_vectors ();
#define ADD(name, function) g_test_add_func ("/core/deadline/" name, function)
  ADD ("every-rule-has-a-vector", test_every_rule_has_a_vector);
  ADD ("random-dates-agree-with-paper", test_random_dates_agree_with_paper);
  ADD ("random-first-years-agree-with-paper", test_random_first_years_agree_with_paper);
  ADD ("random-claims-agree-with-paper", test_random_claims_agree_with_paper);
  ADD ("no-result-ever-breaks-the-order", test_no_result_ever_breaks_the_order);
  ADD ("the-explanation-shows-the-arithmetic", test_the_explanation_shows_the_arithmetic);
  ADD ("a-printed-date-wins-over-a-computed-one", test_a_printed_date_wins_over_a_computed_one);
  ADD ("alerts-come-before-their-dates", test_alerts_come_before_their_dates);
  ADD ("the-clinic's-closed-days-move-the-plan-but-no-statute",
       test_the_clinics_closed_days_move_the_plan_but_no_statute);
  ADD ("ages-are-told-where-a-birth-is-known", test_ages_are_told_where_a_birth_is_known);
  ADD ("json-has-every-field-and-null-for-what-is-not",
       test_json_has_every_field_and_null_for_what_is_not);
  ADD ("a-result-fills-the-record", test_a_result_fills_the_record);
  ADD ("missing-dates-are-named", test_missing_dates_are_named);
  ADD ("dates-far-out-are-refused", test_dates_far_out_are_refused);
  ADD ("numbers-far-out-are-refused", test_numbers_far_out_are_refused);
  ADD ("the-edges-of-the-range-are-computed", test_the_edges_of_the_range_are_computed);
  ADD ("contradictions-are-refused", test_contradictions_are_refused);
#undef ADD
  status = g_test_run ();
  haven_deadline_rules_unref (rules);
  return status;
}
