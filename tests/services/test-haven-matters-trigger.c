/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "services-test.h"

#include "haven-consent.h"
#include "haven-id.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"

static HavenDeadline *
find_deadline (HavenTestClinic *clinic, const char *person, const char *rule)
{
  g_autofree char *id = haven_test_find_person (clinic, person);
  g_autoptr (GPtrArray) deadlines = haven_test_list (clinic, &haven_deadline_info, "patient_id", id);

  for (guint i = 0; i < deadlines->len; i++)
    if (g_strcmp0 (((HavenDeadline *) deadlines->pdata[i])->rule_code, rule) == 0)
      return haven_deadline_copy (deadlines->pdata[i]);
  g_assert_not_reached ();
}

static HavenBridgeDate *
find_published (HavenTestClinic *clinic, const char *deadline_id)
{
  g_autoptr (GPtrArray) published = haven_test_list (clinic, &haven_bridge_date_info, "source_id", deadline_id);

  g_assert_cmpuint (published->len, ==, 1);
  return haven_bridge_date_copy (published->pdata[0]);
}

static HavenDeadline *
reload (HavenTestClinic *clinic, const HavenDeadline *deadline)
{
  return haven_test_get (clinic, &haven_deadline_info, deadline->id);
}

static void
assert_same_days (const HavenDeadline *a, const HavenDeadline *b)
{
  g_assert_cmpint (a->trigger_on.day, ==, b->trigger_on.day);
  g_assert_cmpint (a->plan_by.day, ==, b->plan_by.day);
  g_assert_cmpint (a->last_safe_day.day, ==, b->last_safe_day.day);
  g_assert_cmpint (a->statutory_day.day, ==, b->statutory_day.day);
  g_assert_cmpint (a->mail_by.day, ==, b->mail_by.day);
  g_assert_cmpint (a->opens_on.day, ==, b->opens_on.day);
  g_assert_cmpstr (a->explanation, ==, b->explanation);
}

static void
test_the_days_are_counted_anew (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenDeadline) before = find_deadline (clinic, "Amina", "RFE");
  g_autoptr (HavenDeadline) after = NULL, undone = NULL;
  g_autoptr (HavenBridgeDate) published_before = find_published (clinic, before->id);
  g_autoptr (HavenBridgeDate) published_after = NULL, published_undone = NULL;
  g_auto (HavenDeadlineResult) expected = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = haven_matters_find_input (clinic->session, before, HAVEN_DATE_NONE);
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenOpenDays) days = haven_open_days_load (clinic->session, &error);

  input.trigger = haven_date_add_days (input.trigger, 9);
  g_assert_true (haven_matters_compute (clinic->session, days, NULL, "RFE", &input, &expected, &error));
  edit = haven_matters_edit_trigger (clinic->session, before->id, &input, NULL, " Second page read ", &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));

  after = reload (clinic, before);
  published_after = find_published (clinic, before->id);
  g_assert_cmpint (after->trigger_on.day, ==, input.trigger.day);
  g_assert_cmpint (after->last_safe_day.day, ==, expected.last_safe_day.day);
  g_assert_cmpint (after->last_safe_day.day, ==, before->last_safe_day.day + 9);
  g_assert_cmpint (after->plan_by.day, ==, expected.plan_by.day);
  g_assert_cmpstr (after->explanation, ==, expected.explanation);
  g_assert_cmpstr (after->change_reason, ==, "Second page read");
  g_assert_cmpstr (after->status, ==, "open");
  g_assert_cmpint (published_after->not_after.day, ==, expected.plan_by.day);
  g_assert_cmpstr (published_after->words, ==, published_before->words);

  g_assert_true (haven_edit_revert (edit, clinic->session, &error));
  undone = reload (clinic, before);
  published_undone = find_published (clinic, before->id);
  assert_same_days (undone, before);
  g_assert_cmpstr (undone->change_reason, ==, before->change_reason);
  g_assert_cmpint (published_undone->not_after.day, ==, published_before->not_after.day);
}

static void
test_a_notice_wins (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenDeadline) before = find_deadline (clinic, "Amina", "RFE"), after = NULL;
  HavenDeadlineInput input = haven_matters_find_input (clinic->session, before, HAVEN_DATE_NONE), found;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  input.notice_date = haven_date_add_days (input.trigger, 60);
  edit = haven_matters_edit_trigger (clinic->session, before->id, &input, NULL, "It prints a day", &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  after = reload (clinic, before);
  g_assert_cmpstr (after->set_by, ==, "notice");
  g_assert_cmpint (after->last_safe_day.day, ==, input.notice_date.day);

  found = haven_matters_find_input (clinic->session, after, HAVEN_DATE_NONE);
  g_assert_cmpint (found.notice_date.day, ==, input.notice_date.day);
}

static void
test_a_stale_change_is_refused (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenDeadline) before = find_deadline (clinic, "Amina", "RFE"), other = NULL, after = NULL;
  HavenDeadlineInput input = haven_matters_find_input (clinic->session, before, HAVEN_DATE_NONE);
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  input.trigger = haven_date_add_days (input.trigger, 1);
  edit = haven_matters_edit_trigger (clinic->session, before->id, &input, NULL, "Misread", &error);
  g_assert_no_error (error);
  other = haven_deadline_copy (before);
  haven_record_set_text (&other->change_reason, "Somebody else was here");
  haven_test_change (clinic, &haven_deadline_info, other);
  g_assert_false (haven_edit_apply (edit, clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
  after = reload (clinic, before);
  assert_same_days (after, before);
}

static void
refuse (HavenTestClinic *clinic,
        const HavenDeadline *deadline,
        const HavenDeadlineInput *input,
        const char *reason,
        GQuark domain,
        int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_matters_edit_trigger (clinic->session, deadline->id, input, NULL, reason, &error);

  g_assert_null (edit);
  g_assert_error (error, domain, code);
}

static void
test_what_makes_no_sense_changes_nothing (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenDeadline) open = find_deadline (clinic, "Amina", "RFE");
  g_autoptr (HavenDeadline) done = find_deadline (clinic, "Amina", "MOVE-USCIS");
  g_autoptr (HavenDeadline) unknown = haven_deadline_new (), after = NULL;
  HavenDeadlineInput input = haven_matters_find_input (clinic->session, open, HAVEN_DATE_NONE);
  HavenDeadlineInput empty = HAVEN_DEADLINE_INPUT_INIT, far = input, backwards = input;

  unknown->id = haven_id_new ();
  far.trigger = haven_date_from_ymd (9998, 12, 31);
  backwards.notice_date = haven_date_add_days (input.trigger, -1);
  refuse (clinic, open, &input, "", HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  refuse (clinic, open, &input, " \n\t ", HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  refuse (clinic, open, &input, NULL, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  refuse (clinic, done, &input, "Why not", HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  refuse (clinic, unknown, &input, "Why not", HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
  refuse (clinic, open, &empty, "Why not", HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_MISSING_INPUT);
  refuse (clinic, open, &far, "Why not", HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_OUT_OF_RANGE);
  refuse (clinic, open, &backwards, "Why not", HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_INPUT);
  after = reload (clinic, open);
  assert_same_days (after, open);
  g_assert_cmpint (after->row_version, ==, open->row_version);
}

/* Every date of the sample clinic, counted again from what is found of it, is the date that it was. */
static void
test_what_it_was_counted_from_is_found_again (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (GPtrArray) matters = haven_test_list (clinic, &haven_matter_info, NULL, NULL);
  guint n_deadlines = 0, n_mailed = 0, n_stopped = 0;

  for (guint i = 0; i < matters->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenMatterPage) page =
          haven_matters_load_page (clinic->session, ((HavenMatter *) matters->pdata[i])->id, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < page->deadlines->len; j++)
        {
          const HavenDeadline *deadline = page->deadlines->pdata[j];
          HavenDeadlineInput input = haven_matters_find_input (clinic->session, deadline, page->born);
          g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;

          g_test_message ("%s", deadline->rule_code);
          g_assert_true (haven_matters_compute (clinic->session,
                                                page->events->open_days,
                                                page->matter->court_calendar,
                                                deadline->rule_code, &input, &result, &error));
          g_assert_cmpint (result.last_safe_day.day, ==, deadline->last_safe_day.day);
          g_assert_cmpint (result.plan_by.day, ==, deadline->plan_by.day);
          g_assert_cmpint (result.opens_on.day, ==, deadline->opens_on.day);
          n_deadlines++;
          n_mailed += input.mailed;
          n_stopped += input.stopped_days > 0;
        }
    }
  g_assert_cmpuint (n_deadlines, >=, 30);
  g_assert_cmpuint (n_mailed, >=, 4);
  g_assert_cmpuint (n_stopped, >=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/matters-trigger/the-days-are-counted-anew", test_the_days_are_counted_anew);
  g_test_add_func ("/services/matters-trigger/the-day-on-a-notice-wins", test_a_notice_wins);
  g_test_add_func ("/services/matters-trigger/a-change-of-what-changed-meanwhile-is-refused",
                   test_a_stale_change_is_refused);
  g_test_add_func ("/services/matters-trigger/what-makes-no-sense-changes-nothing",
                   test_what_makes_no_sense_changes_nothing);
  g_test_add_func ("/services/matters-trigger/what-a-date-was-counted-from-is-found-again",
                   test_what_it_was_counted_from_is_found_again);
  return g_test_run ();
}
