/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-wait.h"

#include "haven-booking-person-row.h"
#include "haven-drafts-service.h"
#include "haven-waiting-service.h"
#include "haven-week-days.h"

HavenPlace *
find_wait (PeopleTest *test)
{
  HavenPlace *place = haven_place_new (HAVEN_DESTINATION_APPOINTMENTS, NULL, NULL);

  haven_place_set_editor (place, HAVEN_EDITOR_WAIT, HAVEN_DRAFT_OF_NEW, NULL);
  return place;
}

void
fill_wait (PeopleTest *test, AdwDialog *dialog)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");

  haven_booking_person_row_set_person (people_test_get_child (dialog, "person"), person, "Amina", NULL, NULL);
  adw_combo_row_set_selected (people_test_get_child (dialog, "with"), 2);
  haven_week_days_set_codes (people_test_get_child (dialog, "days"), "tue fri");
  gtk_editable_set_text (people_test_get_child (dialog, "not_after"), "2027-0");
  gtk_editable_set_text (people_test_get_child (dialog, "hours"), "9:00-");
}

gboolean
holds_wait (PeopleTest *test, AdwDialog *dialog)
{
  g_autofree char *days = haven_week_days_dup_codes (people_test_get_child (dialog, "days"));

  return g_str_equal (gtk_editable_get_text (people_test_get_child (dialog, "person")), "Amina Idris Bashir") &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "with")) == 2 && g_str_equal (days, "tue fri") &&
         g_str_equal (gtk_editable_get_text (people_test_get_child (dialog, "not_after")), "2027-0") && g_str_equal (gtk_editable_get_text (people_test_get_child (dialog, "hours")), "9:00-");
}

/* ── A time for somebody who waits ────────────────────────────────────────── */

HavenPlace *
find_waiting_booking (PeopleTest *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = haven_waiting_list (test->session, &error);
  const HavenWaitEntry *entry;
  g_autofree char *subject_id = NULL;
  HavenPlace *place = haven_place_new (HAVEN_DESTINATION_APPOINTMENTS, NULL, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (waiting->len, >, 0);
  entry = ((HavenWaiting *) waiting->pdata[0])->entry;
  subject_id = g_strdup_printf ("%s/%s", entry->patient_id, entry->id);
  haven_place_set_editor (place, HAVEN_EDITOR_WAITING_BOOKING, subject_id, NULL);
  return place;
}

void
fill_waiting_booking (PeopleTest *test, AdwDialog *dialog)
{
  gtk_editable_set_text (people_test_get_child (dialog, "visit_title"), "Follow-up v");
  adw_combo_row_set_selected (people_test_get_child (dialog, "mode"), 1);
}

/* Whose waiting ends with it is known again as well. */
gboolean
holds_waiting_booking (PeopleTest *test, AdwDialog *dialog)
{
  return g_str_equal (gtk_editable_get_text (people_test_get_child (dialog, "visit_title")), "Follow-up v") &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "mode")) == 1 &&
         gtk_widget_get_visible (people_test_get_child (dialog, "waits"));
}
