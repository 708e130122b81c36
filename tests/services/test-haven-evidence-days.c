/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-bookables-service.h"
#include "haven-business-calendar.h"
#include "haven-evidence-days.h"
#include "haven-matters-service.h"
#include "services-test.h"

typedef struct
{
  HavenTestClinic *clinic;
  char *passphrase;
  char *matter_id; /* Amina's, which has an answer due and three things listed, one of them ready */
  HavenDate today;
} Fixture;

static char *
find_matter (Fixture *self)
{
  g_autofree char *patient_id = haven_test_find_person (self->clinic, "Amina");
  g_autoptr (GPtrArray) matters = haven_test_list (self->clinic, &haven_matter_info, "patient_id", patient_id);

  for (guint i = 0; i < matters->len; i++)
    if (g_str_equal (((HavenMatter *) matters->pdata[i])->type, "t_visa"))
      return g_strdup (((HavenMatter *) matters->pdata[i])->id);
  g_assert_not_reached ();
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *file = NULL;

  self->clinic = haven_test_clinic_new ();
  self->today = haven_clock_today (haven_session_get_clock (self->clinic->session));
  self->matter_id = find_matter (self);
  file = g_build_filename (self->clinic->folder, "demo-passphrase", NULL);
  g_assert_true (g_file_get_contents (file, &self->passphrase, NULL, NULL));
  g_strstrip (self->passphrase);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->passphrase);
  g_free (self->matter_id);
}

static void
sign_in (Fixture *self, const char *name)
{
  HavenKeyringState state;
  g_autoptr (GError) error = NULL;

  haven_session_leave (self->clinic->session);
  g_clear_object (&self->clinic->session);
  self->clinic->session = haven_vaults_open (self->clinic->folder, name, self->passphrase, NULL, &state, &error);
  g_assert_no_error (error);
}

static HavenMatterPage *
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HavenMatterPage *page = haven_matters_load_page (self->clinic->session, self->matter_id, &error);

  g_assert_no_error (error);
  return page;
}

static const HavenDeadline *
find_deadline (const HavenMatterPage *page, const char *rule)
{
  for (guint i = 0; i < page->deadlines->len; i++)
    if (g_strcmp0 (((const HavenDeadline *) page->deadlines->pdata[i])->rule_code, rule) == 0)
      return page->deadlines->pdata[i];
  g_assert_not_reached ();
}

static void
set_number (Fixture *self, const char *number)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_evidence_days_set_number (self->clinic->session, number, &error));
  g_assert_no_error (error);
}

static void
test_a_date_tells_by_when_and_how_much_is_in (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterPage) page = load (self);
  const HavenDeadline *deadline = find_deadline (page, "RFE");
  const HavenEvidenceDay *day = haven_evidence_days_find (page->evidence_days, deadline->id);

  g_assert_nonnull (day);
  g_assert_cmpint (day->working_days, ==, 30);
  g_assert_cmpint (
      day->needed_by.day,
      ==,
      haven_business_calendar_add_working_days (
          haven_open_days_get_clinic (page->events->open_days), deadline->plan_by, -30).day);
  g_assert_cmpuint (day->n_in, ==, 1);
  g_assert_cmpuint (day->n_open, ==, 2);
  g_assert_cmpint (day->next.day, ==, self->today.day + 9);
  g_assert_cmpuint (day->n_later, ==, 2);
  g_assert_true (haven_evidence_days_find_nearest (page->evidence_days, self->today) == day);
}

/* A closed day of the clinic lies between, so it is needed earlier. */
static void
test_the_clinics_closed_days_count (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterPage) before = load (self), after = NULL;
  const HavenDeadline *deadline = find_deadline (before, "RFE");
  HavenDate closed =
      haven_business_calendar_add_working_days (haven_open_days_get_clinic (before->events->open_days), deadline->plan_by, -3);
  HavenDate needed_by;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  needed_by = haven_evidence_days_find (before->evidence_days, deadline->id)->needed_by;
  edit = haven_bookables_edit_add_closed_day (closed, "Roof repair", &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  after = load (self);
  g_assert_cmpint (
      haven_evidence_days_find (after->evidence_days, find_deadline (after, "RFE")->id)->needed_by.day, <, needed_by.day);
}

/* Fewer days to wait, and what was wanted too late before is in time; nothing listed changes by itself. */
static void
test_the_clinic_says_how_many_days (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterPage) page = NULL, open = NULL;
  const HavenEvidenceDay *day;
  g_autoptr (GError) few = NULL, many = NULL, words = NULL;

  set_number (self, "5");
  page = load (self);
  day = haven_evidence_days_find (page->evidence_days, find_deadline (page, "RFE")->id);
  g_assert_cmpint (day->working_days, ==, 5);
  g_assert_cmpint (day->needed_by.day, >, self->today.day + 9);
  g_assert_cmpuint (day->n_open, ==, 2);
  g_assert_cmpuint (day->n_later, ==, day->needed_by.day < self->today.day + 12 ? 1 : 0);
  g_assert_false (haven_evidence_days_set_number (self->clinic->session, "4", &few));
  haven_assert_store_error (few, CONSTRAINT);
  g_assert_false (haven_evidence_days_set_number (self->clinic->session, "121", &many));
  haven_assert_store_error (many, CONSTRAINT);
  g_assert_false (haven_evidence_days_set_number (self->clinic->session, "thirty", &words));
  haven_assert_store_error (words, CONSTRAINT);
}

static void
test_whoever_keeps_no_settings_does_not_change_it (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatterPage) page = NULL;

  set_number (self, "45");
  sign_in (self, "Irene Kowalczyk");
  g_assert_false (haven_evidence_days_set_number (self->clinic->session, "10", &error));
  haven_assert_store_error (error, REFUSED);
  page = load (self);
  g_assert_cmpint (
      haven_evidence_days_find (page->evidence_days, find_deadline (page, "RFE")->id)->working_days, ==, 45);
}

static void
test_a_settled_date_needs_none (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterPage) before = load (self), after = NULL;
  g_autofree char *id = g_strdup (find_deadline (before, "RFE")->id);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit =
      haven_matters_edit_deadline_status (self->clinic->session, id, "done", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  after = load (self);
  g_assert_null (haven_evidence_days_find (after->evidence_days, id));
}

#define ADD(path, test) g_test_add ("/services/evidence-days/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-date-tells-by-when-and-how-much-is-in", test_a_date_tells_by_when_and_how_much_is_in);
  ADD ("the-clinics-closed-days-count", test_the_clinics_closed_days_count);
  ADD ("the-clinic-says-how-many-days", test_the_clinic_says_how_many_days);
  ADD ("whoever-keeps-no-settings-does-not-change-it", test_whoever_keeps_no_settings_does_not_change_it);
  ADD ("a-settled-date-needs-none", test_a_settled_date_needs_none);
  return g_test_run ();
}
