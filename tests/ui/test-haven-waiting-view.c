/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "appointments-test.h"
#include "haven-booking-dialog.h"
#include "haven-booking-person-row.h"
#include "haven-booking-service.h"
#include "haven-people.h"
#include "haven-wait-words.h"
#include "haven-waiting-service.h"
#include "haven-waiting-view.h"
#include "ui-test.h"

#include <string.h>

#define DAYS 41

static void
apply (HavenEdit *edit, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, test->session, &error));
  g_assert_no_error (error);
}

static char *
find_person (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (test->session, &haven_patient_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    if (g_str_has_prefix (((HavenPatient *) people->pdata[i])->name, name))
      return g_strdup (((HavenPatient *) people->pdata[i])->id);
  g_assert_not_reached ();
}

/* A weekday some weeks ahead. */
static HavenDate
get_day (void)
{
  HavenDate day = haven_date_add_days (test->today, DAYS);

  while (haven_date_get_weekday (day) != 3)
    day = haven_date_add_days (day, 1);
  return day;
}

/* Robin waits for half an hour with Dr Okafor on a Wednesday. */
static char *
put_on_the_list (const char *resource_id)
{
  g_autoptr (HavenWaitEntry) entry = haven_wait_entry_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GPtrArray) waiting = NULL;

  entry->patient_id = find_person ("Robin");
  entry->kind = g_strdup ("medical");
  entry->minutes_long = 30;
  entry->resource_id = g_strdup (resource_id);
  entry->days = g_strsplit ("wed", " ", -1);
  entry->not_before = get_day ();
  edit = haven_waiting_edit_add (test->session, entry, &error);
  apply (edit, error);
  waiting = haven_waiting_list (test->session, &error);
  for (guint i = 0; i < waiting->len; i++)
    if (g_strcmp0 (((HavenWaiting *) waiting->pdata[i])->entry->patient_id, entry->patient_id) == 0)
      return g_strdup (((HavenWaiting *) waiting->pdata[i])->entry->id);
  g_assert_not_reached ();
}

/* Somebody else's visit is cancelled on that day. */
static void
free_a_time (const char *resource_id)
{
  g_autofree char *person = find_person ("Dale");
  const char *const resource_ids[] = { resource_id, NULL };
  HavenBooking booking = { .patient_id = person, .kind = "medical", .mode = "phone", .date = get_day (), .minute = 600,
                           .minutes_long = 45, .resource_ids = resource_ids, .override_reason = "agreed" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) booked = haven_booking_edit_book (test->session, &booking, &error), edit = NULL;
  g_autoptr (HavenDayPage) page = NULL;

  apply (booked, error);
  page = clinic_test_load_day (test, haven_date_days_between (test->today, booking.date));
  edit = haven_booking_edit_status (test->session,
                                    haven_visit_get_appointment (clinic_test_find_visit (page, "Dale", 600))->id,
                                    "cancelled_by_client",
                                    "work",
                                    &error);
  apply (edit, error);
}

static char *
dup_status (const char *entry_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenWaitEntry) entry = haven_session_load (test->session, &haven_wait_entry_info, entry_id, &error);

  g_assert_no_error (error);
  return g_strdup (entry->status);
}

static gboolean
has_status (const char *entry_id, const char *status)
{
  g_autofree char *now = dup_status (entry_id);

  return g_str_equal (now, status);
}

static GtkWidget *
find_row_of (GtkWidget *root, const char *name)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LIST_BOX_ROW (root) && clinic_test_shows (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_row_of (child, name);
  return found;
}

static GtkWidget *
find_robin (void)
{
  GtkWidget *view = clinic_test_find (test->pane, HAVEN_TYPE_WAITING_VIEW);

  return view ? find_row_of (view, "Robin") : NULL;
}

static GtkWidget *
find_button_that_begins (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && gtk_button_get_label (GTK_BUTTON (root)) && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (root)), label))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_button_that_begins (child, label);
  return found;
}

static gboolean
banner_is_there (const char *words)
{
  GtkWidget *banner = clinic_test_find (test->pane, ADW_TYPE_BANNER);

  return banner && adw_banner_get_revealed (ADW_BANNER (banner)) && strstr (adw_banner_get_title (ADW_BANNER (banner)), words);
}

static GtkWidget *
show_row_of_robin (void)
{
  g_object_set (test->pane, "view", "waiting-list", NULL);
  clinic_test_wait (find_robin () != NULL);
  ui_test_settle ();
  return find_robin ();
}

/* ── A time that became free ──────────────────────────────────────────────── */

static void
test_a_freed_time_is_offered (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  g_autofree char *entry_id = NULL, *view = NULL;
  const char *doctor;
  GtkWidget *button, *focus;

  set_up ();
  page = clinic_test_load_day (test, 0);
  doctor = clinic_test_find_resource (page, "Dr Okafor");
  g_assert_false (banner_is_there (""));
  entry_id = put_on_the_list (doctor);
  free_a_time (doctor);
  clinic_test_wait (banner_is_there ("who wait"));
  /* From the banner to the list, and there it is taken. */
  g_signal_emit_by_name (clinic_test_find (test->pane, ADW_TYPE_BANNER), "button-clicked");
  g_object_get (test->pane, "view", &view, NULL);
  g_assert_cmpstr (view, ==, "waiting-list");
  /* Over the list that says so itself it is not said again, and whom it suits has the focus. */
  g_assert_false (banner_is_there (""));
  focus = gtk_root_get_focus (GTK_ROOT (test->window));
  g_assert_true (GTK_IS_BUTTON (focus) && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (focus)), "Book "));
  button = find_button_that_begins (show_row_of_robin (), "Book ");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  g_assert_true (has_status (entry_id, "booked"));
  clinic_test_wait (!banner_is_there ("") && find_robin () == NULL);
  after = clinic_test_load_day (test, haven_date_days_between (test->today, get_day ()));
  g_assert_nonnull (clinic_test_find_visit (after, "Robin", 600));
  haven_workspace_undo (test->workspace);
  clinic_test_wait (find_robin () != NULL);
  g_object_set (test->pane, "view", "day", NULL);
  clinic_test_wait (banner_is_there ("who wait"));
  tear_down ();
}

/* ── Looking for a time ───────────────────────────────────────────────────── */

static void
test_a_time_is_looked_for (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenWaitEntry) entry = NULL;
  g_autoptr (HavenAppointment) visit = NULL;
  g_autofree char *entry_id = NULL;
  const char *doctor;
  GtkWidget *dialog;
  HavenClock *clock;

  set_up ();
  page = clinic_test_load_day (test, 0);
  doctor = clinic_test_find_resource (page, "Dr Okafor");
  entry_id = put_on_the_list (doctor);
  g_signal_emit_by_name (clinic_test_find_button (show_row_of_robin (), "Find a Time…"), "clicked");
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_BOOKING_DIALOG);
  clinic_test_wait (haven_booking_person_row_get_person_id (
      HAVEN_BOOKING_PERSON_ROW (clinic_test_find (dialog, HAVEN_TYPE_BOOKING_PERSON_ROW))) != NULL);
  ui_test_settle ();
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  /* Whom it is for is known: the time is what may have to be another one. */
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (test->window)), get_when_entry (dialog)));
  g_assert_true (clinic_test_shows (dialog, "Waits for 30 minutes"));
  g_assert_true (clinic_test_shows (dialog, "with Dr Okafor"));
  gtk_widget_activate_action (dialog, "booking.book", NULL);
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  entry = haven_session_load (test->session, &haven_wait_entry_info, entry_id, &error);
  g_assert_cmpstr (entry->status, ==, "booked");
  visit = clinic_test_load (test, entry->appointment_id);
  clock = haven_session_get_clock (test->session);
  g_assert_cmpint (haven_date_get_weekday (haven_clock_get_local_date (clock, visit->starts_at)), ==, 3);
  g_assert_cmpint (haven_clock_get_local_date (clock, visit->starts_at).day, >=, get_day ().day);
  g_assert_cmpint ((visit->ends_at - visit->starts_at) / G_TIME_SPAN_MINUTE, ==, 30);
  g_assert_cmpstr (visit->kind, ==, "medical");
  clinic_test_wait (find_robin () == NULL);
  haven_workspace_undo (test->workspace);
  clinic_test_wait (has_status (entry_id, "waiting") && find_robin () != NULL);
  tear_down ();
}

/* ── How long somebody has been waiting ───────────────────────────────────── */

static void
test_says_how_long_somebody_waits (void)
{
  g_autoptr (HavenWaitEntry) entry = haven_wait_entry_new ();
  g_autoptr (HavenDayPage) page = NULL;
  g_autofree char *entry_id = NULL, *today = NULL, *one = NULL, *twelve = NULL, *wish = NULL, *heard = NULL;
  HavenClock *clock;
  GtkWidget *row;

  set_up ();
  clock = haven_session_get_clock (test->session);
  entry->created_at = haven_clock_now (clock);
  today = haven_wait_words_dup_since (entry, clock);
  entry->created_at -= G_TIME_SPAN_DAY;
  one = haven_wait_words_dup_since (entry, clock);
  entry->created_at -= 11 * G_TIME_SPAN_DAY;
  twelve = haven_wait_words_dup_since (entry, clock);
  g_assert_cmpstr (today, ==, "Waiting since today");
  g_assert_cmpstr (one, ==, "Waiting for 1 day");
  g_assert_cmpstr (twelve, ==, "Waiting for 12 days");
  page = clinic_test_load_day (test, 0);
  entry_id = put_on_the_list (clinic_test_find_resource (page, "Dr Okafor"));
  row = show_row_of_robin ();
  g_assert_true (clinic_test_shows (row, "Waiting since today"));
  heard = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  g_assert_nonnull (strstr (heard, "Waiting since today"));
  tear_down ();
}

/* Whoever works by keys goes on where they were, also when the list is read anew. */
static void
test_the_focus_stays_in_the_list (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  g_autofree char *entry_id = NULL;
  const char *doctor;
  GtkWidget *row;

  set_up ();
  page = clinic_test_load_day (test, 0);
  doctor = clinic_test_find_resource (page, "Dr Okafor");
  entry_id = put_on_the_list (doctor);
  row = show_row_of_robin ();
  gtk_widget_grab_focus (clinic_test_find_button (row, "Find a Time…"));
  free_a_time (doctor);
  clinic_test_wait (find_robin () != row);
  ui_test_settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (test->window)), find_robin ()));
  tear_down ();
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/waiting/a-freed-time-is-offered-taken-and-given-back", test_a_freed_time_is_offered);
  g_test_add_func ("/ui/waiting/a-time-is-looked-for-and-ends-the-waiting", test_a_time_is_looked_for);
  g_test_add_func ("/ui/waiting/says-how-long-somebody-waits", test_says_how_long_somebody_waits);
  g_test_add_func ("/ui/waiting/the-focus-stays-in-the-list", test_the_focus_stays_in_the_list);
  return g_test_run ();
}
