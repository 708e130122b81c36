/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-access-service.h"
#include "haven-consent.h"
#include "haven-edit.h"
#include "haven-id.h"
#include "haven-legal.h"
#include "haven-radar-service.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  HavenDate today;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->clinic = haven_test_clinic_new ();
  self->today = haven_clock_today (haven_session_get_clock (self->clinic->session));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
}

static GPtrArray *
list (Fixture *self, int n_days)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = haven_radar_list (self->clinic->session, n_days, &error);

  g_assert_no_error (error);
  return items;
}

static guint
count (GPtrArray *items, HavenRadarKind kind, const char *patient_id)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += haven_radar_item_get_kind (items->pdata[i]) == kind &&
         (patient_id == NULL || g_strcmp0 (haven_radar_item_get_patient_id (items->pdata[i]), patient_id) == 0);
  return n;
}

static void
test_each_kind_stands_in_one_list_by_day (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) items = list (self, 700);
  g_autoptr (GPtrArray) deadlines = haven_test_list (self->clinic, &haven_deadline_info, "status", "open");
  g_autoptr (GPtrArray) near = list (self, 0);

  for (guint i = 1; i < items->len; i++)
    g_assert_cmpint (haven_date_compare (haven_radar_item_get_on (items->pdata[i - 1]),
                                         haven_radar_item_get_on (items->pdata[i])), <=, 0);
  for (int kind = 0; kind < HAVEN_N_RADAR_KINDS; kind++)
    {
      g_test_message ("kind %d", kind);
      g_assert_cmpuint (count (items, kind, NULL), >, 0);
    }
  g_assert_cmpuint (near->len, <, items->len);
  /* Each open date that has a day within reach is there. */
  for (guint i = 0; i < deadlines->len; i++)
    {
      const HavenDeadline *deadline = deadlines->pdata[i];
      HavenDate day = haven_date_is_set (deadline->plan_by) ? deadline->plan_by : deadline->last_safe_day;
      gboolean found = FALSE;

      if (!haven_date_is_set (day) || haven_date_days_between (self->today, day) > 700)
        continue;
      for (guint k = 0; k < items->len; k++)
        found |= g_strcmp0 (haven_radar_item_get_matter_id (items->pdata[k]), deadline->matter_id) == 0 &&
                 haven_radar_item_get_on (items->pdata[k]).day == day.day;
      g_assert_true (found);
    }
}

/* A hearing of the sample clinic says when on its day and where; nothing else does. */
static void
test_a_hearing_says_its_hour_and_its_place (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) items = list (self, 60);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      HavenDate day;
      int minute;
      const char *place = haven_radar_item_get_at (items->pdata[i], &day, &minute);

      if (place == NULL)
        {
          g_assert_cmpint (minute, ==, -1);
          continue;
        }
      g_assert_cmpstr (place, ==, "Ellery County Court");
      g_assert_cmpint (minute, ==, 9 * 60 + 30);
      g_assert_cmpint (day.day, ==, self->today.day + 25);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
put (Fixture *self, const HavenRecordInfo *info, gpointer record)
{
  g_autoptr (HavenEdit) edit = haven_edit_new ("Put", HAVEN_ACTION_CREATE, NULL);
  g_autoptr (GError) error = NULL;

  haven_edit_insert (edit, info, record);
  haven_edit_apply (edit, self->clinic->session, &error);
  g_assert_no_error (error);
}

static void
test_what_was_withdrawn_or_has_ended_is_gone (Fixture *self, gconstpointer data)
{
  g_autofree char *person = haven_test_find_person (self->clinic, "Marisol");
  g_autoptr (GPtrArray) before = list (self, 60), after = NULL;
  static const struct
  {
    int expires, withdrawn;
    gboolean is_signed;
  } releases[] = { { 20, 0, TRUE }, { 20, -1, TRUE }, { -1, 0, TRUE }, { 20, 0, FALSE }, { 61, 0, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (releases); i++)
    {
      g_autoptr (HavenRelease) release = haven_release_new ();

      release->id = haven_id_new ();
      release->patient_id = g_strdup (person);
      release->recipient = g_strdup ("Somebody");
      release->expires_on = haven_date_add_days (self->today, releases[i].expires);
      release->withdrawn_on = releases[i].withdrawn ? haven_date_add_days (self->today, -1) : HAVEN_DATE_NONE;
      release->withdrawn_how = releases[i].withdrawn ? g_strdup ("oral") : NULL;
      release->signed_on = releases[i].is_signed ? haven_date_add_days (self->today, -30) : HAVEN_DATE_NONE;
      put (self, &haven_release_info, release);
    }
  after = list (self, 60);
  g_assert_cmpuint (count (after, HAVEN_RADAR_RELEASE, person), ==, count (before, HAVEN_RADAR_RELEASE, person) + 1);
}

static void
test_the_last_day_before_a_birthday_is_told (Fixture *self, gconstpointer data)
{
  g_autofree char *person = haven_test_find_person (self->clinic, "Marisol");
  static const int ages[] = { 17, 18, 21, 25, 26 };

  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autoptr (HavenPatient) before = haven_test_get (self->clinic, &haven_patient_info, person);
      g_autoptr (HavenPatient) after = haven_patient_copy (before);
      g_autoptr (HavenEdit) edit = haven_edit_new ("Birthday", HAVEN_ACTION_UPDATE, person);
      g_autoptr (GPtrArray) items = NULL;
      g_autoptr (GError) error = NULL;
      HavenDate tomorrow = haven_date_add_days (self->today, 1);
      gboolean counts = ages[i] == 18 || ages[i] == 21 || ages[i] == 25;

      g_free (after->born_on);
      after->born_on = haven_date_dup_iso (haven_date_add_years (tomorrow, -ages[i], NULL));
      after->born_estimated = FALSE;
      haven_edit_replace (edit, &haven_patient_info, before, after);
      haven_edit_apply (edit, self->clinic->session, &error);
      g_assert_no_error (error);
      items = list (self, 0);
      g_assert_cmpuint (count (items, HAVEN_RADAR_AGE, person), ==, counts ? 1 : 0);
    }
}

#define ADD(path, test) g_test_add ("/services/radar/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-hearing-says-its-hour-and-its-place", test_a_hearing_says_its_hour_and_its_place);
  ADD ("each-kind-stands-in-one-list-by-day", test_each_kind_stands_in_one_list_by_day);
  ADD ("what-was-withdrawn-or-has-ended-is-gone", test_what_was_withdrawn_or_has_ended_is_gone);
  ADD ("the-last-day-before-a-birthday-is-told", test_the_last_day_before_a_birthday_is_told);
  return g_test_run ();
}
