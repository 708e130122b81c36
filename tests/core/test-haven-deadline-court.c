/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rules for which a state court has to be open, against a calendar that is turned leaf by leaf. */

#include "haven-deadline.h"

#include "core-test.h"
#include "plain-calendar.h"
#include <string.h>

static HavenDeadlineRules *rules;

static const HavenDeadlineRule *
find (const char *code)
{
  return haven_deadline_rules_lookup (rules, code, NULL);
}

/* Some days before and on @around that the clinic or the court closes on; either keeps a list of its own. */
static void
close_at_random (HavenBusinessCalendar *calendar, PlainDay around, gboolean closed[30])
{
  for (int i = 0; i < 30; i++)
    {
      PlainDay day = plain_walk (around, -i);
      gboolean by_clinic = g_test_rand_int_range (0, 4) == 0, by_court = g_test_rand_int_range (0, 3) == 0;

      closed[i] = by_clinic || by_court;
      if (by_clinic)
        haven_business_calendar_add_closed_day (calendar, plain_to (day));
      if (by_court)
        haven_business_calendar_add_court_day (calendar, plain_to (day));
    }
}

static void
test_random_courts_agree_with_paper (void)
{
  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (HavenBusinessCalendar) calendar = haven_business_calendar_new ();
      g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
      HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
      gboolean wages = g_test_rand_bit (), closed[30];
      PlainDay trigger = plain_random_day (), last = wages ? plain_anniversary (trigger, 2) : trigger;
      int back = 0;

      haven_business_calendar_set_court (calendar, "Tanager County court");
      close_at_random (calendar, last, closed);
      while (back < 30 && (closed[back] || !plain_is_open (plain_walk (last, -back))))
        back++;
      if (back == 30)
        continue;
      input.trigger = plain_to (trigger);
      g_assert_true (haven_deadline_compute (find (wages ? "FLSA" : "PO"), &input, calendar, &result, NULL));
      g_assert_cmpint (result.last_safe_day.day, ==, plain_to (last).day);
      g_assert_cmpint (result.plan_by.day, ==, plain_to (plain_walk (last, -back)).day);
      g_assert_nonnull (strstr (result.explanation, "open at Tanager County court too"));
    }
}

static void
test_it_is_told_when_the_court_alone_is_closed (void)
{
  g_autoptr (HavenBusinessCalendar) calendar = haven_business_calendar_new ();
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;

  input.trigger = date ("2027-02-12");
  haven_business_calendar_set_court (calendar, "Tanager County court");
  haven_business_calendar_add_court_day (calendar, input.trigger);
  g_assert_true (haven_deadline_compute (find ("PO"), &input, calendar, &result, NULL));
  assert_date (result.plan_by, "2027-02-11");
  g_assert_nonnull (strstr (result.explanation, "As 12 February 2027 is a day on which Tanager County court is closed, plan by"));
  haven_business_calendar_add_closed_day (calendar, input.trigger);
  g_assert_true (haven_deadline_compute (find ("PO"), &input, calendar, &result, NULL));
  g_assert_nonnull (strstr (result.explanation, "As 12 February 2027 is a closed day, plan by"));
  g_assert_true (haven_deadline_compute (find ("PO"), &input, NULL, &result, NULL));
  assert_date (result.plan_by, "2027-02-12");
  g_assert_nonnull (strstr (result.explanation, "No days of a state court are known here"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  rules = haven_deadline_rules_load (&error);
  g_assert_no_error (error);
  g_test_add_func ("/core/deadline-court/random-courts-agree-with-paper", test_random_courts_agree_with_paper);
  g_test_add_func ("/core/deadline-court/it-is-told-when-the-court-alone-is-closed",
                   test_it_is_told_when_the_court_alone_is_closed);
  status = g_test_run ();
  haven_deadline_rules_unref (rules);
  return status;
}
