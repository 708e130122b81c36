/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-certifications-service.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "services-test.h"

typedef struct
{
  HavenTestClinic *clinic;
  HavenDate today;
  char *matter;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *person = NULL;
  g_autoptr (GPtrArray) matters = NULL;

  self->clinic = haven_test_clinic_new ();
  self->today = haven_clock_today (haven_session_get_clock (self->clinic->session));
  person = haven_test_find_person (self->clinic, "Marisol");
  matters = haven_test_list (self->clinic, &haven_matter_info, "patient_id", person);
  self->matter = g_strdup (((HavenMatter *) matters->pdata[0])->id);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->matter);
}

static HavenEdit *
ask (Fixture *self, const char *form, const char *agency, int days_ago, int again_in, GError **error)
{
  g_autoptr (HavenCertification) certification = haven_certification_new ();

  certification->matter_id = g_strdup (self->matter);
  certification->form = g_strdup (form);
  certification->agency = g_strdup (agency);
  certification->requested_on = haven_date_add_days (self->today, -days_ago);
  return haven_certifications_edit_ask (self->clinic->session,
                                        certification,
                                        again_in ? haven_date_add_days (self->today, again_in) : HAVEN_DATE_NONE,
                                        error);
}

/* Asks, and gives the id. */
static char *
asked (Fixture *self, const char *form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = ask (self, form, "Ellery County Sheriff", 40, 10, &error);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_no_error (error);
  haven_edit_apply (edit, self->clinic->session, &error);
  g_assert_no_error (error);
  all = haven_test_list (self->clinic, &haven_certification_info, "matter_id", self->matter);
  return g_strdup (((HavenCertification *) all->pdata[all->len - 1])->id);
}

static guint
count_open_tasks (Fixture *self, const char *about, HavenDate *due)
{
  g_autoptr (GPtrArray) tasks = haven_test_list (self->clinic, &haven_legal_task_info, "about_id", about);
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    if (g_str_equal (((HavenLegalTask *) tasks->pdata[i])->state, "open"))
      {
        *due = ((HavenLegalTask *) tasks->pdata[i])->due_on;
        n++;
      }
  return n;
}

static void
test_asking_leaves_a_task_with_a_date (Fixture *self, gconstpointer data)
{
  g_autofree char *id = asked (self, "I-918B");
  HavenDate due = HAVEN_DATE_NONE;
  g_autoptr (GError) error = NULL, past = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  g_assert_cmpuint (count_open_tasks (self, id, &due), ==, 1);
  g_assert_cmpint (due.day, ==, self->today.day + 10);
  g_assert_null (haven_certifications_edit_follow_up (self->clinic->session, id, self->today, &past));
  g_assert_error (past, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  edit = haven_certifications_edit_follow_up (self->clinic->session, id, haven_date_add_days (self->today, 21), &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_cmpuint (count_open_tasks (self, id, &due), ==, 1);
  g_assert_cmpint (due.day, ==, self->today.day + 21);
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_cmpuint (count_open_tasks (self, id, &due), ==, 1);
  g_assert_cmpint (due.day, ==, self->today.day + 10);
}

static void
test_a_signature_sets_the_last_safe_day (Fixture *self, gconstpointer data)
{
  g_autofree char *id = asked (self, "I-918B");
  g_autoptr (GError) error = NULL;
  HavenDate signed_on = haven_date_add_days (self->today, -12), due, expected;
  g_autoptr (HavenEdit) edit = haven_certifications_edit_returned (
      self->clinic->session, id, "returned_signed", self->today, signed_on, TRUE, &error);
  g_autoptr (HavenCertification) certification = NULL, undone = NULL;
  g_autoptr (HavenDeadline) deadline = NULL, kept = NULL;
  HavenDateStep how;

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_no_error (error);
  certification = haven_test_get (self->clinic, &haven_certification_info, id);
  g_assert_true (certification->original_held);
  deadline = haven_test_get (self->clinic, &haven_deadline_info, certification->deadline_id);
  g_assert_cmpstr (deadline->rule_code, ==, "U-SUPB");
  g_assert_cmpstr (deadline->status, ==, "open");
  g_assert_cmpint (deadline->trigger_on.day, ==, signed_on.day);
  expected = haven_date_add_months (signed_on, 6, &how);
  if (how == HAVEN_DATE_STEP_EXACT)
    expected = haven_date_add_days (expected, -1);
  g_assert_cmpint (deadline->last_safe_day.day, ==, expected.day);
  g_assert_cmpuint (count_open_tasks (self, id, &due), ==, 0);

  /* Undone, the date stays as void, and the agency is still to be asked. */
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_no_error (error);
  kept = haven_test_get (self->clinic, &haven_deadline_info, deadline->id);
  g_assert_cmpstr (kept->status, ==, "void");
  undone = haven_test_get (self->clinic, &haven_certification_info, id);
  g_assert_cmpstr (undone->state, ==, "requested");
  g_assert_cmpuint (count_open_tasks (self, id, &due), ==, 1);
}

static void
test_only_the_u_form_runs_out (Fixture *self, gconstpointer data)
{
  guint n_deadlines = haven_test_count (self->clinic, &haven_deadline_info);
  g_autofree char *t_form = asked (self, "I-914B"), *declined = asked (self, "I-918B");
  g_autoptr (GError) error = NULL, again = NULL;
  g_autoptr (HavenEdit) first = haven_certifications_edit_returned (
      self->clinic->session, t_form, "returned_signed", self->today, self->today, FALSE, &error);
  g_autoptr (HavenEdit) second = haven_certifications_edit_returned (
      self->clinic->session, declined, "declined", self->today, HAVEN_DATE_NONE, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (first, self->clinic->session, &error));
  g_assert_true (haven_edit_apply (second, self->clinic->session, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_deadline_info), ==, n_deadlines);
  g_assert_null (haven_certifications_edit_returned (
      self->clinic->session, declined, "returned_signed", self->today, self->today, FALSE, &again));
  g_assert_error (again, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
}

static void
test_days_that_cannot_be_are_told (Fixture *self, gconstpointer data)
{
  g_autofree char *id = asked (self, "I-918B");
  const HavenDate none = HAVEN_DATE_NONE, today = self->today;
  const struct
  {
    const char *state;
    HavenDate returned, signed_on;
  } wrong[] = {
    { "returned_signed", none, today },
    { "returned_signed", today, none },
    { "returned_signed", haven_date_add_days (today, 1), today },
    { "returned_signed", haven_date_add_days (today, -41), haven_date_add_days (today, -41) },
    { "returned_signed", haven_date_add_days (today, -3), haven_date_add_days (today, -2) },
    { "declined", none, none },
  };
  g_autoptr (GError) nobody = NULL, future = NULL, early = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_certifications_edit_returned (
          self->clinic->session, id, wrong[i].state, wrong[i].returned, wrong[i].signed_on, FALSE, &error));
      g_assert_error (error, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
    }
  g_assert_null (ask (self, "I-918B", "  ", 3, 0, &nobody));
  g_assert_error (nobody, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_null (ask (self, "I-918B", "Sheriff", -1, 0, &future));
  g_assert_error (future, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_null (ask (self, "I-918B", "Sheriff", 3, -3, &early));
  g_assert_error (early, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
}

#define ADD(path, test) g_test_add ("/services/certifications/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("asking-leaves-a-task-with-a-date", test_asking_leaves_a_task_with_a_date);
  ADD ("a-signature-sets-the-last-safe-day", test_a_signature_sets_the_last_safe_day);
  ADD ("only-the-u-form-runs-out", test_only_the_u_form_runs_out);
  ADD ("days-that-cannot-be-are-told", test_days_that_cannot_be_are_told);
  return g_test_run ();
}
