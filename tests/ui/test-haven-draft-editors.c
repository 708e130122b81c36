/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-case.h"
#include "draft-test.h"
#include "draft-wait.h"
#include "haven-appointment-status.h"
#include "haven-appointments-pane.h"
#include "haven-booking-allowance.h"
#include "haven-booking-dialog.h"
#include "haven-booking-person-row.h"
#include "haven-booking-service.h"
#include "haven-contact-dialog.h"
#include "haven-draft-line.h"
#include "haven-drafts-service.h"
#include "haven-note-writer.h"
#include "haven-notes-service.h"
#include "haven-paper-dialog.h"
#include "haven-people-pane.h"
#include "haven-people.h"
#include "haven-person-add-dialog.h"
#include "haven-person-change-dialog.h"
#include "haven-person-names.h"
#include "haven-wait-dialog.h"
#include "haven-week-days.h"
#include "people-test.h"

#include <string.h>

/* ── Where ────────────────────────────────────────────────────────────────── */

static HavenPlace *
find_note (PeopleTest *test)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");

  return draft_case_make_place (HAVEN_DESTINATION_PERSON, person, HAVEN_EDITOR_NOTE, person, NULL);
}

static HavenPlace *
find_addendum (PeopleTest *test)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");
  g_autoptr (GError) error = NULL;
  g_autofree char *note = haven_notes_sign (test->session, person, "Visit", "Signed text", &error);

  g_assert_no_error (error);
  return draft_case_make_place (HAVEN_DESTINATION_PERSON, person, HAVEN_EDITOR_ADDENDUM, note, person);
}

static HavenPlace *
find_person (PeopleTest *test)
{
  return draft_case_make_place (HAVEN_DESTINATION_PEOPLE, NULL, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, NULL);
}

static HavenPlace *
find_person_change (PeopleTest *test)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");

  return draft_case_make_place (HAVEN_DESTINATION_PERSON, person, HAVEN_EDITOR_PERSON_CHANGE, person, NULL);
}

static HavenPlace *
find_contact (PeopleTest *test)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");
  g_autofree char *subject_id = g_strdup_printf ("%s/%s", person, HAVEN_DRAFT_OF_NEW);

  return draft_case_make_place (HAVEN_DESTINATION_PERSON, person, HAVEN_EDITOR_CONTACT, subject_id, NULL);
}

static HavenPlace *
find_booking_of (PeopleTest *test, const char *editor)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (test->session));
  g_autofree char *day = haven_date_dup_iso (haven_date_add_days (today, 3));
  g_autofree char *detail = g_strdup_printf ("%s 600 -", day);

  return draft_case_make_place (HAVEN_DESTINATION_APPOINTMENTS, day, editor, HAVEN_DRAFT_OF_NEW, detail);
}

static HavenPlace *
find_booking (PeopleTest *test)
{
  return find_booking_of (test, HAVEN_EDITOR_BOOKING);
}

static HavenPlace *
find_quick_booking (PeopleTest *test)
{
  return find_booking_of (test, HAVEN_EDITOR_QUICK_BOOKING);
}

static char *
find_visit (PeopleTest *test)
{
  g_autoptr (GError) error = NULL;
  HavenDate today = haven_clock_today (haven_session_get_clock (test->session));
  g_autoptr (HavenDayPage) page = haven_booking_load_day (test->session, today, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < page->visits->len; i++)
    {
      const HavenAppointment *appointment = haven_visit_get_appointment (page->visits->pdata[i]);
      HavenAppointmentStatus status;

      g_assert_true (haven_appointment_status_parse (appointment->status, &status));
      if (status <= HAVEN_APPOINTMENT_CONFIRMED)
        return g_strdup (appointment->id);
    }
  g_assert_not_reached ();
}

static HavenPlace *
find_move (PeopleTest *test)
{
  g_autofree char *visit = find_visit (test);

  return draft_case_make_place (HAVEN_DESTINATION_APPOINTMENTS, NULL, HAVEN_EDITOR_MOVE, visit, NULL);
}

static HavenPlace *
find_status (PeopleTest *test)
{
  g_autofree char *visit = find_visit (test);
  g_autofree char *subject_id =
    g_strdup_printf ("%s/%s", visit, haven_appointment_status_get_code (HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT));

  return draft_case_make_place (HAVEN_DESTINATION_APPOINTMENTS, NULL, HAVEN_EDITOR_VISIT_STATUS, subject_id, NULL);
}

/* ── What ─────────────────────────────────────────────────────────────────── */

static void
fill_person (PeopleTest *test, AdwDialog *dialog)
{
  draft_case_set_text (dialog, "name", DRAFT_CASE_TYPED);
  draft_case_set_text (dialog, "born", "1990-0");
  adw_combo_row_set_selected (people_test_get_child (dialog, "spoken"), 3);
  adw_combo_row_set_selected (people_test_get_child (dialog, "interpreter"), 2);
  adw_switch_row_set_active (people_test_get_child (dialog, "estimated"), TRUE);
}

static gboolean
holds_person (PeopleTest *test, AdwDialog *dialog)
{
  return draft_case_has_text (dialog, "name", DRAFT_CASE_TYPED) && draft_case_has_text (dialog, "born", "1990-0") &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "spoken")) == 3 &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "interpreter")) == 2 &&
         adw_switch_row_get_active (people_test_get_child (dialog, "estimated"));
}

static void
fill_person_change (PeopleTest *test, AdwDialog *dialog)
{
  draft_case_set_text (dialog, "name", DRAFT_CASE_TYPED);
  haven_person_names_set_text (people_test_get_child (dialog, "names"), "\tformer\t" DRAFT_CASE_TYPED "\n");
  adw_switch_row_set_active (people_test_get_child (dialog, "do_not_contact"), TRUE);
}

static gboolean
holds_person_change (PeopleTest *test, AdwDialog *dialog)
{
  g_autofree char *names = haven_person_names_dup_text (people_test_get_child (dialog, "names"));

  return draft_case_has_text (dialog, "name", DRAFT_CASE_TYPED) && g_str_equal (names, "\tformer\t" DRAFT_CASE_TYPED "\n") &&
         adw_switch_row_get_active (people_test_get_child (dialog, "do_not_contact"));
}

static void
fill_contact (PeopleTest *test, AdwDialog *dialog)
{
  adw_combo_row_set_selected (people_test_get_child (dialog, "channel"), 2);
  adw_combo_row_set_selected (people_test_get_child (dialog, "safe"), 3);
  draft_case_set_text (dialog, "value", "(360) 5");
  adw_switch_row_set_active (people_test_get_child (dialog, "limited"), TRUE);
  draft_case_set_text (dialog, "from", "10:");
  haven_week_days_set_codes (people_test_get_child (dialog, "days"), "tue");
  draft_case_set_text (dialog, "question", DRAFT_CASE_TYPED);
}

static gboolean
holds_contact (PeopleTest *test, AdwDialog *dialog)
{
  g_autofree char *days = haven_week_days_dup_codes (people_test_get_child (dialog, "days"));

  return adw_combo_row_get_selected (people_test_get_child (dialog, "channel")) == 2 &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "safe")) == 3 &&
         draft_case_has_text (dialog, "value", "(360) 5") && draft_case_has_text (dialog, "from", "10:") && g_str_equal (days, "tue") &&
         gtk_widget_get_visible (people_test_get_child (dialog, "from")) && draft_case_has_text (dialog, "question", DRAFT_CASE_TYPED);
}

static gpointer
get_when (AdwDialog *dialog)
{
  return people_test_get_child (people_test_get_child (dialog, "when"), "entry");
}

static GtkWidget *
get_chip (AdwDialog *dialog)
{
  return people_test_find (GTK_WIDGET (dialog), "GtkToggleButton", "resource-chip", 1);
}

/* What the visit has around itself. */
static void
fill_allowance (AdwDialog *dialog)
{
  GtkWidget *allowance = people_test_get_child (dialog, "allowance");

  adw_switch_row_set_active (people_test_get_child (allowance, "companion"), TRUE);
  adw_spin_row_set_value (people_test_get_child (allowance, "prepare"), 20);
  adw_spin_row_set_value (people_test_get_child (allowance, "rest"), 35);
  adw_switch_row_set_active (people_test_get_child (allowance, "off_lists"), TRUE);
}

static gboolean
holds_allowance (AdwDialog *dialog)
{
  HavenAllowance allowance = haven_booking_allowance_get (people_test_get_child (dialog, "allowance"));

  return allowance.companion_allowed && allowance.prepare_minutes == 20 && allowance.rest_minutes == 35 &&
         allowance.off_printed_lists;
}

static void
fill_booking (PeopleTest *test, AdwDialog *dialog)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");

  haven_booking_person_row_set_person (people_test_get_child (dialog, "person"), person, "Amina", NULL, NULL);
  draft_case_set_text (dialog, "visit_title", "A neutral title");
  gtk_editable_set_text (get_when (dialog), "4 dec 15:30");
  adw_combo_row_set_selected (people_test_get_child (dialog, "mode"), 2);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (dialog)), TRUE);
  fill_allowance (dialog);
}

static gboolean
holds_booking (PeopleTest *test, AdwDialog *dialog)
{
  return draft_case_has_text (dialog, "person", "Amina Idris Bashir") && draft_case_has_text (dialog, "visit_title", "A neutral title") &&
         g_str_equal (gtk_editable_get_text (get_when (dialog)), "4 dec 15:30") &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "mode")) == 2 && get_chip (dialog) != NULL &&
         gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_chip (dialog))) && holds_allowance (dialog);
}

static void
fill_move (PeopleTest *test, AdwDialog *dialog)
{
  gtk_editable_set_text (get_when (dialog), "4 dec");
  fill_allowance (dialog);
}

static gboolean
holds_move (PeopleTest *test, AdwDialog *dialog)
{
  return g_str_equal (gtk_editable_get_text (get_when (dialog)), "4 dec") && holds_allowance (dialog);
}

static GtkCheckButton *
get_check (AdwDialog *dialog)
{
  return GTK_CHECK_BUTTON (people_test_find (GTK_WIDGET (dialog), "GtkCheckButton", NULL, 1));
}

static void
fill_status (PeopleTest *test, AdwDialog *dialog)
{
  gtk_check_button_set_active (get_check (dialog), TRUE);
}

static gboolean
holds_status (PeopleTest *test, AdwDialog *dialog)
{
  return gtk_check_button_get_active (get_check (dialog)) &&
         adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "go");
}

static const DraftCase cases[] = {
  { HAVEN_EDITOR_NOTE, haven_people_pane_new, find_note, haven_note_writer_get_type, draft_case_fill_note, draft_case_holds_note },
  { HAVEN_EDITOR_ADDENDUM, haven_people_pane_new, find_addendum, haven_note_writer_get_type, draft_case_fill_note, draft_case_holds_note },
  { HAVEN_EDITOR_PERSON, haven_people_pane_new, find_person, haven_person_add_dialog_get_type, fill_person, holds_person },
  { HAVEN_EDITOR_PERSON_CHANGE, haven_people_pane_new, find_person_change,
    haven_person_change_dialog_get_type, fill_person_change, holds_person_change },
  { HAVEN_EDITOR_CONTACT, haven_people_pane_new, find_contact, haven_contact_dialog_get_type, fill_contact, holds_contact },
  { HAVEN_EDITOR_BOOKING, haven_appointments_pane_new, find_booking, haven_booking_dialog_get_type, fill_booking, holds_booking },
  { HAVEN_EDITOR_QUICK_BOOKING, haven_appointments_pane_new, find_quick_booking, haven_booking_dialog_get_type, fill_booking, holds_booking },
  { HAVEN_EDITOR_WAITING_BOOKING, haven_appointments_pane_new, find_waiting_booking,
    haven_booking_dialog_get_type, fill_waiting_booking, holds_waiting_booking },
  { HAVEN_EDITOR_WAIT, haven_appointments_pane_new, find_wait, haven_wait_dialog_get_type, fill_wait, holds_wait },
  { HAVEN_EDITOR_MOVE, haven_appointments_pane_new, find_move, haven_booking_dialog_get_type, fill_move, holds_move },
  { HAVEN_EDITOR_VISIT_STATUS, haven_appointments_pane_new, find_status,
    adw_alert_dialog_get_type, fill_status, holds_status },
};

/* ── Papers are shown by the window itself ────────────────────────────────── */

static gboolean
shows_paper (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (people_test_get_child (data, "stack")), "pages") == 0;
}

static void
test_paper (PeopleTest *test, gconstpointer data)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");
  g_autofree char *asked = g_strdup_printf ("%d %s release-of-information", HAVEN_DESTINATION_PAPER, person);
  g_autoptr (HavenPlace) place = NULL;
  AdwDialog *dialog = haven_paper_dialog_new (test->workspace, person, "release-of-information");
  GtkDropDown *language = people_test_get_child (dialog, "language");
  guint chosen;

  people_test_show (test, gtk_label_new ("Below"));
  adw_dialog_present (dialog, test->content);
  people_test_wait (shows_paper, dialog);
  chosen = (gtk_drop_down_get_selected (language) + 1) % 3;
  gtk_drop_down_set_selected (language, chosen);
  place = haven_place_copy (haven_workspace_get_place (test->workspace));
  gtk_window_destroy (g_steal_pointer (&test->window));
  g_assert_true (draft_test_flush (test->workspace, NULL));

  haven_workspace_go_to_place (test->workspace, place);
  g_assert_cmpstr (test->opened, ==, asked);
  people_test_show (test, gtk_label_new ("Below"));
  dialog = haven_paper_dialog_new (test->workspace, person, "release-of-information");
  adw_dialog_present (dialog, test->content);
  people_test_wait (shows_paper, dialog);
  g_assert_cmpuint (gtk_drop_down_get_selected (people_test_get_child (dialog, "language")), ==, chosen);
  adw_dialog_close (dialog);
  g_assert_true (draft_test_flush (test->workspace, NULL));
  g_clear_pointer (&place->subject_id, g_free);
  place->subject_id = g_strdup_printf ("%s/release-of-information", person);
  draft_test_assert (test->session, HAVEN_EDITOR_PAPER, place->subject_id, "language", NULL);
}

static void
set_up (PeopleTest *self, gconstpointer data)
{
  people_test_init (self);
}

static void
tear_down (PeopleTest *self, gconstpointer data)
{
  people_test_clear (self);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    draft_case_add (&cases[i]);
  g_test_add ("/ui/draft-editors/paper-comes-back", PeopleTest, NULL, set_up, test_paper, tear_down);
  return g_test_run ();
}
