/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* By when medical evidence is needed, against a calendar that is turned leaf by leaf. */

#include "haven-evidence-day.h"

#include "core-test.h"
#include "plain-calendar.h"

#define LONGEST 400 /* leaves to turn: 120 working days with many closed ones between */

static HavenDeadlineRules *rules;

static const HavenDeadlineRule *
find (const char *code)
{
  return haven_deadline_rules_lookup (rules, code, NULL);
}

static HavenDeadline *
make_deadline (HavenDate plan_by)
{
  HavenDeadline *deadline = haven_deadline_new ();

  deadline->status = g_strdup ("open");
  deadline->plan_by = plan_by;
  return deadline;
}

static void
test_random_days_agree_with_paper (void)
{
  for (int i = 0; i < 4000; i++)
    {
      g_autoptr (HavenBusinessCalendar) clinic = haven_business_calendar_new ();
      PlainDay plan_by = plain_random_day ();
      g_autoptr (HavenDeadline) deadline = make_deadline (plain_to (plan_by));
      int wanted = g_test_rand_int_range (HAVEN_EVIDENCE_DAYS_LEAST, HAVEN_EVIDENCE_DAYS_MOST + 1), left = wanted;
      gboolean closed[LONGEST];
      PlainDay day = plan_by;

      for (int back = 0; back < LONGEST; back++)
        {
          closed[back] = g_test_rand_int_range (0, 12) == 0;
          if (closed[back])
            haven_business_calendar_add_closed_day (clinic, plain_to (plain_walk (plan_by, -back)));
        }
      /* The day to plan by is not one of them. */
      for (int back = 1; left > 0 && back < LONGEST; back++)
        {
          day = plain_previous (day);
          left -= !closed[back] && plain_is_open (day);
        }
      g_assert_cmpint (left, ==, 0);
      g_assert_cmpint (haven_evidence_day_find (find ("RFE"), deadline, clinic, wanted).day, ==, plain_to (day).day);
    }
}

static void
test_a_known_day (void)
{
  g_autoptr (HavenDeadline) deadline = make_deadline (date ("2026-12-04"));
  g_autoptr (HavenBusinessCalendar) clinic = haven_business_calendar_new ();

  /* Thanksgiving and Veterans Day lie between. */
  assert_date (haven_evidence_day_find (find ("RFE"), deadline, clinic, 30), "2026-10-21");
  haven_business_calendar_add_closed_day (clinic, date ("2026-12-03"));
  haven_business_calendar_add_closed_day (clinic, date ("2026-12-04"));
  assert_date (haven_evidence_day_find (find ("RFE"), deadline, clinic, 30), "2026-10-20");
}

static void
test_only_open_dates_that_rest_on_it_have_one (void)
{
  g_autoptr (HavenDeadline) deadline = make_deadline (date ("2026-12-04"));
  g_autoptr (HavenDeadline) unplanned = make_deadline (HAVEN_DATE_NONE);
  static const char *const with[] = { "U-SUPB", "T-END", "ASY-1Y", "VAWA-2Y", "SIJ-21", "NOID", "APPEAL",
                                      "EOIR-REOPEN", "CIV-1595", "PO-HEARING", "HEARING" };
  static const char *const without[] = { "PASSPORT", "MOVE-USCIS", "MOVE-EOIR", "EAD-RENEW", "ROI-EXP", "PO-SERVE" };

  for (gsize i = 0; i < G_N_ELEMENTS (with); i++)
    g_assert_true (haven_date_is_set (haven_evidence_day_find (find (with[i]), deadline, NULL, 30)));
  for (gsize i = 0; i < G_N_ELEMENTS (without); i++)
    g_assert_false (haven_date_is_set (haven_evidence_day_find (find (without[i]), deadline, NULL, 30)));
  g_assert_false (haven_date_is_set (haven_evidence_day_find (find ("RFE"), unplanned, NULL, 30)));
  g_assert_false (haven_date_is_set (haven_evidence_day_find (NULL, deadline, NULL, 30)));
  g_set_str (&deadline->status, "done");
  g_assert_false (haven_date_is_set (haven_evidence_day_find (find ("RFE"), deadline, NULL, 30)));
}

static void
test_a_clinic_may_say_from_5_to_120 (void)
{
  static const char *const wrong[] = { NULL, "", "4", "121", "-30", "30.5", "thirty", "30 days", "0x1e" };
  int days = HAVEN_EVIDENCE_DAYS;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (haven_evidence_days_parse (wrong[i], &days));
      g_assert_cmpint (days, ==, 30);
    }
  g_assert_true (haven_evidence_days_parse (" 5 ", &days));
  g_assert_cmpint (days, ==, 5);
  g_assert_true (haven_evidence_days_parse ("120", &days));
  g_assert_cmpint (days, ==, 120);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  rules = haven_deadline_rules_load (&error);
  g_assert_no_error (error);
  g_test_add_func ("/core/evidence-day/random-days-agree-with-paper", test_random_days_agree_with_paper);
  g_test_add_func ("/core/evidence-day/a-known-day", test_a_known_day);
  g_test_add_func ("/core/evidence-day/only-open-dates-that-rest-on-it-have-one",
                   test_only_open_dates_that_rest_on_it_have_one);
  g_test_add_func ("/core/evidence-day/a-clinic-may-say-from-5-to-120", test_a_clinic_may_say_from_5_to_120);
  status = g_test_run ();
  haven_deadline_rules_unref (rules);
  return status;
}
