/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "appointments-test.h"
#include "haven-appointments-pane.h"
#include "haven-booking-conflicts.h"
#include "haven-booking-dialog.h"
#include "haven-booking-person-row.h"
#include "haven-booking-resources.h"
#include "haven-visit-dialog.h"
#include "haven-visit-words.h"
#include "ui-test.h"

#include <string.h>

#define DAYS 41

static GtkWidget *
open_booking_for (const char *name)
{
  GtkWidget *dialog, *person;

  haven_appointments_pane_book (HAVEN_APPOINTMENTS_PANE (test->pane), NULL, HAVEN_DATE_NONE);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_BOOKING_DIALOG);
  person = clinic_test_find (dialog, HAVEN_TYPE_BOOKING_PERSON_ROW);
  type_into (person, name);
  press_return (person);
  return dialog;
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static void
book (GtkWidget *dialog)
{
  gtk_widget_activate_action (dialog, "booking.book", NULL);
  clinic_test_wait (test->told != -1 || clinic_test_find_button (dialog, "_Book Anyway") || clinic_test_find_button (dialog, "_Save Anyway"));
  if (test->told == -1) /* a holiday, or a day on which nobody works */
    {
      give_reason (dialog);
      gtk_widget_activate_action (dialog, "booking.book", NULL);
    }
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
}

/* ── What stands against a time ───────────────────────────────────────────── */

static gboolean
focus_is_in_sight (GtkWidget *dialog)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (test->window));
  GtkWidget *scroller = gtk_widget_get_ancestor (focus, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t box;

  return gtk_widget_compute_bounds (focus, scroller, &box) && box.origin.y >= 0 &&
         box.origin.y + box.size.height <= gtk_widget_get_height (scroller);
}

/* It appears below the form and takes room from it, at the moment when somebody presses what caused it. */
static void
test_the_focus_stays_in_sight (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  g_autofree char *text = NULL;
  GtkWidget *dialog, *resources, *repeats;

  set_up ();
  gtk_window_set_default_size (GTK_WINDOW (test->window), 800, 640);
  page = clinic_test_load_day (test, 3);
  dialog = open_booking_for ("robin");
  text = dup_when (3, "10:15 30m");
  type_into (get_when_entry (dialog), text);
  clinic_test_wait (clinic_test_find (dialog, HAVEN_TYPE_BOOKING_CONFLICTS) == NULL);
  repeats = find_row (dialog, "Comes again");
  ui_test_settle ();
  gtk_widget_grab_focus (repeats);
  ui_test_settle ();
  g_assert_true (focus_is_in_sight (dialog));
  resources = clinic_test_find (dialog, HAVEN_TYPE_BOOKING_RESOURCES);
  haven_booking_resources_choose (HAVEN_BOOKING_RESOURCES (resources),
                                  (const char *const[]) { clinic_test_find_resource (page, "Dr Okafor"), NULL });
  clinic_test_wait (clinic_test_find (dialog, HAVEN_TYPE_BOOKING_CONFLICTS) != NULL);
  ui_test_settle ();
  ui_test_settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (test->window)), repeats) ||
                 gtk_root_get_focus (GTK_ROOT (test->window)) == repeats);
  g_assert_true (focus_is_in_sight (dialog));
  tear_down ();
}

/* In the night in which the clock goes forward; what goes over the change ends when its minutes are over. */
static void
test_the_clock_goes_forward (void)
{
  HavenClock *clock;
  g_autofree char *none = NULL, *over = NULL;
  GtkWidget *dialog;
  int days = 0;

  set_up ();
  clock = haven_session_get_clock (test->session);
  while (days < 366 && haven_clock_shows (clock, haven_date_add_days (test->today, days), 150))
    days++;
  dialog = open_booking_for ("robin");
  if (days < 366)
    {
      none = dup_when (days, "2:30 30m");
      type_into (get_when_entry (dialog), none);
      g_assert_true (clinic_test_shows (dialog, "No clock shows that time"));
      over = dup_when (days, "1:30 120m");
      type_into (get_when_entry (dialog), over);
      g_assert_true (clinic_test_shows (dialog, "1:30–4:30"));
    }
  tear_down ();
}

/* ── What a visit needs ───────────────────────────────────────────────────── */

static GtkWidget *
open_visit_of (const char *name, int minute, HavenDayPage **page, char **appointment_id)
{
  HavenVisit *visit;

  *page = clinic_test_load_day (test, DAYS);
  visit = clinic_test_find_visit (*page, name, minute);
  g_assert_nonnull (visit);
  *appointment_id = g_strdup (haven_visit_get_appointment (visit)->id);
  adw_dialog_present (haven_visit_dialog_new (test->workspace, visit, (*page)->resources), test->pane);
  return clinic_test_get_dialog (test, HAVEN_TYPE_VISIT_DIALOG);
}

static void
test_a_ride_is_asked_for_and_confirmed (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  g_autoptr (HavenAppointment) booked = NULL, confirmed = NULL, undone = NULL;
  g_autofree char *text = NULL, *id = NULL;
  GtkWidget *dialog, *row;

  set_up ();
  dialog = open_booking_for ("dale");
  text = dup_when (DAYS, "10:15 30m");
  type_into (get_when_entry (dialog), text);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "Getting here")), 2);
  book (dialog);
  dialog = open_visit_of ("Dale", 615, &page, &id);
  booked = clinic_test_load (test, id);
  g_assert_cmpstr (booked->transport_need, ==, "ride");
  g_assert_cmpint (booked->transport_confirmed_at, ==, 0);
  row = find_row (dialog, "Ride confirmed");
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  /* Dale needs nobody who interprets. */
  g_assert_false (gtk_widget_get_visible (find_row (dialog, "Interpreter confirmed")));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  confirmed = clinic_test_load (test, id);
  g_assert_cmpint (confirmed->transport_confirmed_at, !=, 0);
  haven_workspace_undo (test->workspace);
  clinic_test_wait_told (test, HAVEN_TOLD_UNDONE);
  undone = clinic_test_load (test, id);
  g_assert_cmpint (undone->transport_confirmed_at, ==, 0);
  tear_down ();
}

static void
test_an_interpreter_is_confirmed (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  g_autoptr (HavenAppointment) confirmed = NULL;
  g_autofree char *text = NULL, *id = NULL;
  GtkWidget *dialog, *row;

  set_up ();
  dialog = open_booking_for ("robin");
  g_assert_true (clinic_test_shows (dialog, "This person needs an interpreter: American Sign Language"));
  text = dup_when (DAYS, "10:15 30m");
  type_into (get_when_entry (dialog), text);
  book (dialog);
  dialog = open_visit_of ("Robin", 615, &page, &id);
  g_assert_false (gtk_widget_get_visible (find_row (dialog, "Ride confirmed")));
  row = find_row (dialog, "Interpreter confirmed");
  g_assert_true (gtk_widget_get_visible (row));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  confirmed = clinic_test_load (test, id);
  g_assert_cmpint (confirmed->interpreter_confirmed_at, !=, 0);
  g_assert_cmpint (confirmed->transport_confirmed_at, ==, 0);
  tear_down ();
}

/* The visit went meanwhile: nothing is kept, so the switch does not say that it is. */
static void
test_what_is_not_kept_is_not_shown (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  g_autofree char *text = NULL, *id = NULL;
  GtkWidget *dialog, *row;

  set_up ();
  dialog = open_booking_for ("robin");
  text = dup_when (DAYS, "10:15 30m");
  type_into (get_when_entry (dialog), text);
  book (dialog);
  dialog = open_visit_of ("Robin", 615, &page, &id);
  row = find_row (dialog, "Interpreter confirmed");
  haven_workspace_undo (test->workspace);
  clinic_test_wait_told (test, HAVEN_TOLD_UNDONE);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  clinic_test_wait (test->told != -1);
  g_assert_cmpint (test->told, !=, HAVEN_TOLD_DONE);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  tear_down ();
}

/* ── What it has around itself ────────────────────────────────────────────── */

static void
change_allowance (GtkWidget *dialog, gboolean companion, int prepare, int rest, gboolean off_lists)
{
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (dialog, "May bring somebody")), companion);
  adw_spin_row_set_value (ADW_SPIN_ROW (find_row (dialog, "Time to prepare")), prepare);
  adw_spin_row_set_value (ADW_SPIN_ROW (find_row (dialog, "Rest after")), rest);
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (dialog, "Leave out of printed lists")), off_lists);
}

static void
assert_allowance (const char *id, gboolean companion, int prepare, int rest, gboolean off_lists)
{
  g_autoptr (HavenAppointment) visit = clinic_test_load (test, id);

  g_assert_cmpint (visit->companion_allowed, ==, companion);
  g_assert_cmpint (visit->prepare_minutes, ==, prepare);
  g_assert_cmpint (visit->rest_minutes, ==, rest);
  g_assert_cmpint (visit->off_printed_lists, ==, off_lists);
}

/* Told where the visit is looked at, changed where it is moved, and undone. */
static void
test_what_is_around_a_visit_is_kept_told_and_changed (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  g_autofree char *text = NULL, *id = NULL, *again = NULL;
  GtkWidget *dialog;

  set_up ();
  dialog = open_booking_for ("dale");
  text = dup_when (DAYS, "10:15 30m");
  type_into (get_when_entry (dialog), text);
  change_allowance (dialog, TRUE, 15, 30, TRUE);
  book (dialog);
  dialog = open_visit_of ("Dale", 615, &page, &id);
  assert_allowance (id, TRUE, 15, 30, TRUE);
  g_assert_true (clinic_test_shows (dialog, "15 minutes to prepare before, 30 minutes of rest after"));
  g_assert_true (clinic_test_shows (dialog, "May bring somebody"));
  g_assert_true (clinic_test_shows (dialog, "Only that the time is taken"));
  gtk_widget_activate_action (dialog, "visit-dialog.move", NULL);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_BOOKING_DIALOG);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (find_row (dialog, "Rest after"))), ==, 30);
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (find_row (dialog, "May bring somebody"))));
  change_allowance (dialog, FALSE, 0, 5, FALSE);
  book (dialog);
  assert_allowance (id, FALSE, 0, 5, FALSE);
  haven_workspace_undo (test->workspace);
  clinic_test_wait_told (test, HAVEN_TOLD_UNDONE);
  assert_allowance (id, TRUE, 15, 30, TRUE);
  haven_workspace_redo (test->workspace);
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  dialog = open_visit_of ("Dale", 615, &after, &again);
  g_assert_true (clinic_test_shows (dialog, "5 minutes of rest after"));
  g_assert_false (clinic_test_shows (dialog, "to prepare before"));
  g_assert_false (gtk_widget_get_visible (find_row (dialog, "Company")));
  g_assert_false (gtk_widget_get_visible (find_row (dialog, "On printed lists")));
  tear_down ();
}

/* ── A group ──────────────────────────────────────────────────────────────── */

static void
choose_kind (GtkWidget *dialog, const char *code)
{
  const HavenChoice *kinds = haven_visit_get_kinds ();

  for (guint i = 0; kinds[i].code; i++)
    if (g_str_equal (kinds[i].code, code))
      adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "Kind")), i);
}

static void
assert_places (GtkWidget *visit, const char *words)
{
  GtkWidget *row = find_row (visit, "Places in the group");

  clinic_test_wait (gtk_widget_get_visible (row));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, words);
}

/* One is booked in full; for the next only who it is has to be said, and the room is no longer in the way. */
static void
test_somebody_else_joins_the_group (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  g_autofree char *text = NULL, *id = NULL;
  GtkWidget *dialog, *visit, *person;
  HavenVisit *first, *second;

  set_up ();
  page = clinic_test_load_day (test, DAYS);
  dialog = open_booking_for ("robin");
  choose_kind (dialog, "group");
  text = dup_when (DAYS, "12:10 50m");
  type_into (get_when_entry (dialog), text);
  haven_booking_resources_choose (HAVEN_BOOKING_RESOURCES (clinic_test_find (dialog, HAVEN_TYPE_BOOKING_RESOURCES)),
                                  (const char *const[]) { clinic_test_find_resource (page, "Meeting room"),
                                                         clinic_test_find_resource (page, "Corey (ASL)"), NULL });
  book (dialog);
  g_clear_pointer (&page, haven_day_page_free);
  visit = open_visit_of ("Robin Ashby", 730, &page, &id);
  assert_places (visit, "1 of 8 places are taken");
  test->told = -1;
  g_signal_emit_by_name (clinic_test_find_button (visit, "Add to the _Group…"), "clicked");
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_BOOKING_DIALOG);
  person = clinic_test_find (dialog, HAVEN_TYPE_BOOKING_PERSON_ROW);
  type_into (person, "amina");
  press_return (person);
  book (dialog);
  after = clinic_test_load_day (test, DAYS);
  first = clinic_test_find_visit (after, "Robin Ashby", 730);
  second = clinic_test_find_visit (after, "Amina Idris Bashir", 730);
  g_assert_nonnull (second);
  g_assert_true (haven_appointments_are_one_group (haven_visit_get_appointment (first), haven_visit_get_appointment (second)));
  g_assert_cmpuint (g_strv_length ((char **) haven_visit_get_resource_ids (first)), ==, 2);
  /* The room is shared; whoever interprets for one does not for the other. */
  g_assert_cmpuint (g_strv_length ((char **) haven_visit_get_resource_ids (second)), ==, 1);
  g_assert_true (haven_visit_takes_resource (second, clinic_test_find_resource (after, "Meeting room")));
  adw_dialog_present (haven_visit_dialog_new (test->workspace, second, after->resources), test->pane);
  assert_places (clinic_test_get_dialog (test, HAVEN_TYPE_VISIT_DIALOG), "2 of 8 places are taken");
  tear_down ();
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/booking/somebody-else-joins-the-group", test_somebody_else_joins_the_group);
  g_test_add_func ("/ui/booking/the-focus-stays-in-sight", test_the_focus_stays_in_sight);
  g_test_add_func ("/ui/booking/the-clock-goes-forward", test_the_clock_goes_forward);
  g_test_add_func ("/ui/booking/a-ride-is-asked-for-and-confirmed", test_a_ride_is_asked_for_and_confirmed);
  g_test_add_func ("/ui/booking/an-interpreter-is-confirmed", test_an_interpreter_is_confirmed);
  g_test_add_func ("/ui/booking/what-is-not-kept-is-not-shown", test_what_is_not_kept_is_not_shown);
  g_test_add_func ("/ui/booking/what-is-around-a-visit-is-kept-told-and-changed", test_what_is_around_a_visit_is_kept_told_and_changed);
  return g_test_run ();
}
