/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "appointments-test.h"
#include "haven-appointments-pane-items.h"
#include "haven-appointments-pane-move.h"
#include "haven-appointments-pane.h"
#include "haven-booking-conflicts.h"
#include "haven-booking-dialog.h"
#include "haven-booking-person-row.h"
#include "haven-booking-resources.h"
#include "haven-booking-when.h"
#include "haven-announce.h"
#include "haven-day-grid.h"
#include "haven-flow-board.h"
#include "haven-flow-card.h"
#include "haven-quick-add.h"
#include "haven-visit-dialog.h"
#include "haven-visit-row.h"
#include "haven-visit-words.h"
#include "haven-week-view.h"
#include "ui-test.h"

#include <string.h>

/* ── The day ──────────────────────────────────────────────────────────────── */

static guint
count_resources (const HavenDayPage *page, const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < page->resources->len; i++)
    n += g_str_equal (((const HavenResource *) page->resources->pdata[i])->kind, kind);
  return n;
}

static void
test_columns (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  guint n;

  set_up ();
  page = clinic_test_load_day (test, 0);
  n = count_resources (page, "clinician") + count_resources (page, "lawyer") + count_resources (page, "interpreter");
  g_assert_cmpuint (count_columns (), ==, n);
  gtk_widget_activate_action (test->pane, "day.show-rooms", NULL);
  g_assert_cmpuint (count_columns (), ==, n + count_resources (page, "room"));
  gtk_widget_activate_action (test->pane, "day.show-rooms", NULL);
  g_object_set (test->pane, "show-clinicians", FALSE, "show-lawyers", FALSE, "show-interpreters", FALSE, NULL);
  g_assert_true (clinic_test_shows (test->pane, "No Columns"));
  tear_down ();
}

static void
test_days (void)
{
  g_autoptr (HavenDayPage) today = NULL, later = NULL;

  set_up ();
  today = clinic_test_load_day (test, 0);
  later = clinic_test_load_day (test, 3);
  g_assert_true (has_event (haven_visit_get_appointment (today->visits->pdata[0])->id));
  for (int i = 0; i < 3; i++)
    gtk_widget_activate_action (test->pane, "day.next", NULL);
  clinic_test_wait (has_event (haven_visit_get_appointment (later->visits->pdata[0])->id));
  g_assert_false (has_event (haven_visit_get_appointment (today->visits->pdata[0])->id));
  g_assert_cmpuint (ui_test_count (test->pane, HAVEN_TYPE_VISIT_ROW), ==, later->visits->len);
  gtk_widget_activate_action (test->pane, "day.today", NULL);
  clinic_test_wait (has_event (haven_visit_get_appointment (today->visits->pdata[0])->id));
  tear_down ();
}

static void
test_overlap_flag (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint n = 0;

  set_up ();
  page = clinic_test_load_day (test, 3);
  events = haven_appointments_pane_create_events (
      page, haven_session_get_clock (test->session), haven_date_add_days (haven_clock_today (haven_session_get_clock (test->session)), 3));
  g_assert_cmpuint (events->len, ==, page->visits->len);
  for (guint i = 0; i < events->len; i++)
    {
      gboolean overlaps = haven_visit_get_start_minute (page->visits->pdata[i]) == 600 ||
                          haven_visit_get_start_minute (page->visits->pdata[i]) == 615;

      g_assert_cmpint (haven_day_event_get_conflict (events->pdata[i]), ==, overlaps);
      n += overlaps;
    }
  g_assert_cmpuint (n, ==, 2);
  tear_down ();
}

static void
test_absence (void)
{
  g_autoptr (HavenClock) clock = haven_clock_new_fixed ("America/New_York", 1);
  HavenDate monday = haven_date_from_ymd (2026, 11, 23);
  g_autoptr (HavenDayPage) page = g_new0 (HavenDayPage, 1);
  HavenResource *resource = haven_resource_new ();
  HavenResourceHours *hours = haven_resource_hours_new ();
  HavenResourceAbsence *absence = haven_resource_absence_new ();
  const char *const kinds[] = { "room", NULL };
  g_autoptr (GPtrArray) columns = NULL;

  resource->id = g_strdup ("r");
  resource->name = g_strdup ("Room");
  resource->kind = g_strdup ("room");
  resource->active = TRUE;
  hours->resource_id = g_strdup ("r");
  hours->weekday = 1;
  hours->opens_at = 540;
  hours->closes_at = 1020;
  absence->resource_id = g_strdup ("r");
  absence->starts_at = haven_clock_instant_at (clock, monday, 600);
  absence->ends_at = haven_clock_instant_at (clock, monday, 660);
  page->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_free);
  page->hours = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_hours_free);
  page->absences = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_absence_free);
  page->closed = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_closed_day_free);
  g_ptr_array_add (page->resources, resource);
  g_ptr_array_add (page->hours, hours);
  g_ptr_array_add (page->absences, absence);

  columns = haven_appointments_pane_create_columns (page, clock, monday, kinds);
  g_assert_cmpuint (columns->len, ==, 1);
  g_assert_true (haven_day_column_is_open (columns->pdata[0], 599));
  g_assert_false (haven_day_column_is_open (columns->pdata[0], 600));
  g_assert_false (haven_day_column_is_open (columns->pdata[0], 659));
  g_assert_true (haven_day_column_is_open (columns->pdata[0], 660));
  g_assert_false (haven_day_column_is_open (columns->pdata[0], 1020));
}

/* On a day on which the clinic is closed nobody's column is open. */
static void
test_closed_day (void)
{
  g_autoptr (HavenClock) clock = haven_clock_new_fixed ("America/New_York", 1);
  g_autoptr (HavenDayPage) page = NULL;
  const char *const kinds[] = { "clinician", "room", NULL };
  HavenDate thursday = haven_date_from_ymd (2026, 11, 26);
  g_autoptr (GPtrArray) open = NULL, closed = NULL;
  HavenClosedDay *day = haven_closed_day_new ();
  guint n = 0;

  set_up ();
  page = clinic_test_load_day (test, 0);
  open = haven_appointments_pane_create_columns (page, clock, thursday, kinds);
  day->on_date = thursday;
  g_ptr_array_add (page->closed, day);
  closed = haven_appointments_pane_create_columns (page, clock, thursday, kinds);
  g_assert_cmpuint (open->len, ==, closed->len);
  for (guint i = 0; i < open->len; i++)
    {
      n += haven_day_column_is_open (open->pdata[i], 600);
      g_assert_false (haven_day_column_is_open (closed->pdata[i], 600));
    }
  g_assert_cmpuint (n, >, 0);
  tear_down ();
}

/* What is not shown stands in the day all the same, and leads nowhere. */
static void
test_taken (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  HavenTaken *taken = g_new0 (HavenTaken, 1);
  HavenClock *clock;
  const char *id;
  g_autoptr (GPtrArray) events = NULL;
  HavenDayEvent *event;
  guint n_conflicts = 0;

  set_up ();
  clock = haven_session_get_clock (test->session);
  page = clinic_test_load_day (test, 0);
  id = haven_visit_get_resource_ids (page->visits->pdata[0])[0];
  taken->resource_id = g_strdup (id);
  taken->starts_at = haven_visit_get_appointment (page->visits->pdata[0])->starts_at;
  taken->ends_at = taken->starts_at + 20 * G_TIME_SPAN_MINUTE;
  g_ptr_array_add (page->hidden, taken);
  events = haven_appointments_pane_create_events (page, clock, test->today);
  g_assert_cmpuint (events->len, ==, page->visits->len + 1);
  event = events->pdata[events->len - 1];
  g_assert_true (haven_day_event_is_taken (event));
  g_assert_cmpstr (haven_day_event_get_title (event), ==, "Taken");
  g_assert_cmpstr (haven_day_event_get_subtitle (event), ==, "");
  g_assert_cmpint (haven_day_event_get_end (event) - haven_day_event_get_start (event), ==, 20);
  g_assert_cmpstr (haven_day_event_get_column_ids (event)[0], ==, id);
  for (guint i = 0; i < page->visits->len; i++)
    n_conflicts += haven_day_event_get_conflict (events->pdata[i]);
  g_assert_cmpuint (n_conflicts, >, 0);
  tear_down ();
}

static HavenVisit *
make_of_a_group (const char *person, HavenInstant starts_at)
{
  HavenAppointment *appointment = haven_appointment_new ();

  appointment->id = g_strdup (person);
  appointment->patient_id = g_strdup (person);
  appointment->kind = g_strdup ("group");
  appointment->status = g_strdup ("confirmed");
  appointment->starts_at = starts_at;
  appointment->ends_at = starts_at + G_TIME_SPAN_HOUR;
  return haven_visit_new_take (appointment, g_strdup (person), g_strdupv ((char *[]) { (char *) "room", NULL }));
}

/* Who comes to one group is in nobody's way; who comes half an hour later, to another, is. */
static void
test_group (void)
{
  g_autoptr (HavenDayPage) page = g_new0 (HavenDayPage, 1);
  g_autoptr (HavenClock) clock = haven_clock_new_fixed ("America/New_York", 1);
  g_autoptr (GPtrArray) together = NULL, apart = NULL;
  HavenDate monday = haven_date_from_ymd (2026, 11, 23);
  HavenInstant ten = haven_clock_instant_at (clock, monday, 600);

  page->visits = g_ptr_array_new_with_free_func (g_object_unref);
  page->hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_taken_free);
  g_ptr_array_add (page->visits, make_of_a_group ("one", ten));
  g_ptr_array_add (page->visits, make_of_a_group ("two", ten));
  together = haven_appointments_pane_create_events (page, clock, monday);
  g_assert_cmpuint (together->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_false (haven_day_event_get_conflict (together->pdata[i]));
  g_ptr_array_add (page->visits, make_of_a_group ("three", ten + G_TIME_SPAN_HOUR / 2));
  apart = haven_appointments_pane_create_events (page, clock, monday);
  for (guint i = 0; i < 3; i++)
    g_assert_true (haven_day_event_get_conflict (apart->pdata[i]));
}

static void
test_names (void)
{
  GtkWidget *dialog;

  set_up ();
  g_assert_cmpuint (clinic_test_count_nameless (test->pane), ==, 0);
  haven_appointments_pane_book (HAVEN_APPOINTMENTS_PANE (test->pane), NULL, HAVEN_DATE_NONE);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_BOOKING_DIALOG);
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  tear_down ();
}

/* ── Booking ──────────────────────────────────────────────────────────────── */

static GtkWidget *
open_booking (void)
{
  haven_appointments_pane_book (HAVEN_APPOINTMENTS_PANE (test->pane), NULL, HAVEN_DATE_NONE);
  return clinic_test_get_dialog (test, HAVEN_TYPE_BOOKING_DIALOG);
}

static void
choose_resource (GtkWidget *dialog, const HavenDayPage *page, const char *name)
{
  HavenBookingResources *resources = HAVEN_BOOKING_RESOURCES (clinic_test_find (dialog, HAVEN_TYPE_BOOKING_RESOURCES));
  const char *const ids[] = { clinic_test_find_resource (page, name), NULL };

  haven_booking_resources_choose (resources, ids);
}

static void
test_book_by_keyboard (void)
{
  g_autoptr (HavenDayPage) before = NULL, after = NULL, undone = NULL;
  GtkWidget *dialog, *person, *when;
  g_autofree char *text = NULL;
  HavenVisit *visit;

  set_up ();
  before = clinic_test_load_day (test, 40);
  dialog = open_booking ();
  person = clinic_test_find (dialog, HAVEN_TYPE_BOOKING_PERSON_ROW);
  type_into (person, "robin");
  g_assert_null (haven_booking_person_row_get_person_id (HAVEN_BOOKING_PERSON_ROW (person)));
  press_return (person);
  g_assert_nonnull (haven_booking_person_row_get_person_id (HAVEN_BOOKING_PERSON_ROW (person)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (person)), ==, "Robin Ashby");
  g_assert_true (clinic_test_shows (dialog, "American Sign Language"));

  when = get_when_entry (dialog);
  text = dup_when (40, "7:10 20m");
  type_into (when, text);
  ui_test_settle ();
  press_return (when);
  /* Very early: what stands against it is named, and Return again books all the same. */
  clinic_test_wait (test->told != -1 || clinic_test_find_button (dialog, "_Book Anyway"));
  if (test->told == -1)
    {
      give_reason (dialog);
      press_return (when);
    }
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);

  after = clinic_test_load_day (test, 40);
  g_assert_cmpuint (after->visits->len, ==, before->visits->len + 1);
  visit = clinic_test_find_visit (after, "Robin", 430);
  g_assert_nonnull (visit);
  g_assert_cmpint (haven_visit_get_minutes_long (visit), ==, 20);
  g_assert_cmpstr (haven_visit_get_appointment (visit)->interpreter_need, ==, "sign");

  haven_workspace_undo (test->workspace);
  clinic_test_wait_told (test, HAVEN_TOLD_UNDONE);
  undone = clinic_test_load_day (test, 40);
  g_assert_cmpuint (undone->visits->len, ==, before->visits->len);
  tear_down ();
}

static void
test_list_by_keyboard (void)
{
  GtkWidget *dialog, *person;
  HavenBookingPersonRow *row;
  g_autofree char *first = NULL;

  set_up ();
  dialog = open_booking ();
  person = clinic_test_find (dialog, HAVEN_TYPE_BOOKING_PERSON_ROW);
  row = HAVEN_BOOKING_PERSON_ROW (person);
  type_into (person, "a");
  ui_test_settle ();
  press_return (person);
  first = g_strdup (haven_booking_person_row_get_person_id (row));
  g_assert_nonnull (first);
  type_into (person, "");
  type_into (person, "a");
  ui_test_settle ();
  g_assert_true (ui_test_press (person, GDK_KEY_Down, 0));
  press_return (person);
  g_assert_cmpstr (haven_booking_person_row_get_person_id (row), !=, first);
  type_into (person, "zzzzzzz");
  g_assert_null (haven_booking_person_row_get_person_id (row));
  press_return (person);
  g_assert_null (haven_booking_person_row_get_person_id (row));
  tear_down ();
}

static void
test_conflict_named (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  GtkWidget *dialog, *person, *conflicts;
  g_autofree char *text = NULL;

  set_up ();
  page = clinic_test_load_day (test, 3);
  dialog = open_booking ();
  person = clinic_test_find (dialog, HAVEN_TYPE_BOOKING_PERSON_ROW);
  type_into (person, "robin");
  press_return (person);
  choose_resource (dialog, page, "Dr Okafor");
  text = dup_when (3, "10:15 30m");
  type_into (get_when_entry (dialog), text);
  clinic_test_wait (clinic_test_find_button (dialog, "_Book Anyway"));
  g_assert_true (clinic_test_shows (dialog, "Dr Okafor already has a visit then"));
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  conflicts = clinic_test_find (dialog, HAVEN_TYPE_BOOKING_CONFLICTS);
  /* Sentences can be read across the desk: nobody's name but staff's stands in them. */
  for (guint i = 0; i < page->visits->len; i++)
    g_assert_null (strstr (haven_booking_conflicts_get_sentences (HAVEN_BOOKING_CONFLICTS (conflicts)),
                           haven_visit_get_person_name (page->visits->pdata[i])));

  gtk_widget_activate_action (dialog, "booking.book", NULL);
  g_assert_cmpint (test->told, ==, -1);
  give_reason (dialog);
  gtk_widget_activate_action (dialog, "booking.book", NULL);
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  after = clinic_test_load_day (test, 3);
  g_assert_cmpstr (haven_visit_get_appointment (clinic_test_find_visit (after, "Robin", 615))->override_reason, ==, "agreed");
  tear_down ();
}

static void
test_conflict_not_yet_read (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  GtkWidget *dialog, *person;
  g_autofree char *text = NULL;

  set_up ();
  page = clinic_test_load_day (test, 3);
  dialog = open_booking ();
  person = clinic_test_find (dialog, HAVEN_TYPE_BOOKING_PERSON_ROW);
  type_into (person, "robin");
  press_return (person);
  choose_resource (dialog, page, "Dr Okafor");
  text = dup_when (3, "10:15 30m");
  type_into (get_when_entry (dialog), text);
  /* At once, before anything could be shown. */
  gtk_widget_activate_action (dialog, "booking.book", NULL);
  clinic_test_wait (clinic_test_find_button (dialog, "_Book Anyway"));
  g_assert_cmpint (test->told, ==, -1);
  after = clinic_test_load_day (test, 3);
  g_assert_cmpuint (after->visits->len, ==, page->visits->len);
  tear_down ();
}

static void
test_nothing_to_book (void)
{
  GtkWidget *dialog, *when;

  set_up ();
  dialog = open_booking ();
  when = get_when_entry (dialog);
  type_into (when, "banana");
  g_assert_true (clinic_test_shows (dialog, "“banana” is not a day"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (when), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_false (gtk_widget_get_sensitive (clinic_test_find_button (dialog, "_Book")));
  type_into (when, "tomorrow 9:30");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (when), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  /* Nobody is chosen yet. */
  g_assert_false (gtk_widget_get_sensitive (clinic_test_find_button (dialog, "_Book")));
  tear_down ();
}

static void
test_slot (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  GtkWidget *dialog;
  HavenTimeEntry entry;
  g_auto (GStrv) chosen = NULL;
  const char *id;

  set_up ();
  page = clinic_test_load_day (test, 0);
  id = clinic_test_find_resource (page, "Dr Lindqvist");
  g_signal_emit_by_name (get_grid (), "slot-activated", id, 885);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_BOOKING_DIALOG);
  haven_booking_when_get (HAVEN_BOOKING_WHEN (clinic_test_find (dialog, HAVEN_TYPE_BOOKING_WHEN)), &entry);
  g_assert_cmpint (entry.date.day, ==, test->today.day);
  g_assert_cmpint (entry.minute, ==, 885);
  chosen =
      haven_booking_resources_dup_chosen (HAVEN_BOOKING_RESOURCES (clinic_test_find (dialog, HAVEN_TYPE_BOOKING_RESOURCES)));
  g_assert_cmpuint (g_strv_length (chosen), ==, 1);
  g_assert_cmpstr (chosen[0], ==, id);
  tear_down ();
}

/* ── Moving ───────────────────────────────────────────────────────────────── */

static void
test_move_by_keys (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  g_autofree char *id = NULL;
  const char *okafor, *salas;
  GtkWidget *grid, *dialog;
  HavenVisit *visit;

  set_up ();
  page = clinic_test_load_day (test, 3);
  go_to_day (3, page);
  grid = GTK_WIDGET (get_grid ());
  okafor = clinic_test_find_resource (page, "Dr Okafor");
  salas = clinic_test_find_resource (page, "Marta Salas");
  id = g_strdup (haven_visit_get_appointment (clinic_test_find_visit (page, NULL, 615))->id);
  haven_day_grid_select (HAVEN_DAY_GRID (grid), id, okafor);
  g_assert_true (ui_test_press (grid, GDK_KEY_x, GDK_CONTROL_MASK));
  haven_day_grid_move_cursor_to (HAVEN_DAY_GRID (grid), salas, 780);
  g_assert_true (ui_test_press (grid, GDK_KEY_v, GDK_CONTROL_MASK));
  clinic_test_wait (test->told != -1 || adw_window_get_visible_dialog (test->window));
  if (test->told == -1) /* the clinic may be closed on that day of the week */
    {
      dialog = clinic_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG);
      give_reason (dialog);
      g_signal_emit_by_name (clinic_test_find_button (dialog, "_Move Anyway"), "clicked");
    }
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  after = clinic_test_load_day (test, 3);
  visit = clinic_test_find_visit (after, NULL, 780);
  g_assert_nonnull (visit);
  g_assert_cmpstr (haven_visit_get_appointment (visit)->id, ==, id);
  g_assert_true (haven_visit_takes_resource (visit, salas));
  g_assert_false (haven_visit_takes_resource (visit, okafor));
  g_assert_true (haven_visit_takes_resource (visit, clinic_test_find_resource (page, "Room 2")));
  tear_down ();
}

static void
test_move_named_conflict (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  const char *okafor;
  HavenVisit *visit;
  GtkWidget *dialog;

  set_up ();
  page = clinic_test_load_day (test, 3);
  go_to_day (3, page);
  okafor = clinic_test_find_resource (page, "Dr Okafor");
  visit = clinic_test_find_visit (page, NULL, 675);
  g_signal_emit_by_name (get_grid (), "event-move-requested", haven_visit_get_appointment (visit)->id, okafor, 600);
  dialog = clinic_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "Dr Okafor already has a visit then"));
  g_signal_emit_by_name (clinic_test_find_button (dialog, "_Leave It"), "clicked");
  ui_test_settle ();
  after = clinic_test_load_day (test, 3);
  g_assert_nonnull (clinic_test_find_visit (after, haven_visit_get_person_name (visit), 675));
  tear_down ();
}

static void
test_begun_stays (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  HavenVisit *visit;

  set_up ();
  page = clinic_test_load_day (test, 0);
  visit = page->visits->pdata[0];
  g_assert_cmpstr (haven_visit_get_appointment (visit)->status, ==, "completed");
  g_signal_emit_by_name (get_grid (),
                         "event-move-requested",
                         haven_visit_get_appointment (visit)->id,
                         clinic_test_find_resource (page, "Dr Okafor"),
                         900);
  clinic_test_wait_told (test, HAVEN_TOLD_PLAIN);
  tear_down ();
}

static void
add_resource (GPtrArray *resources, const char *id, const char *kind)
{
  HavenResource *resource = haven_resource_new ();

  resource->id = g_strdup (id);
  resource->kind = g_strdup (kind);
  g_ptr_array_add (resources, resource);
}

static void
test_swap (void)
{
  static const struct
  {
    const char *has, *from, *to, *gets;
  } cases[] = {
    { "dr-a room-1", "dr-a", "dr-b", "dr-b room-1" },   { "dr-a room-1", "dr-a", "dr-a", "dr-a room-1" },
    { "dr-a room-1", "dr-a", "room-2", "room-2 dr-a" }, { "dr-a room-1", "dr-a", "room-1", "dr-a room-1" },
    { "dr-a dr-b", "dr-a", "dr-b", "dr-b" },            { "dr-a", "dr-a", "room-1", "room-1 dr-a" },
    { "room-1", NULL, "dr-a", "dr-a room-1" },          { "", NULL, "dr-a", "dr-a" },
  };
  g_autoptr (GPtrArray) resources = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_free);

  add_resource (resources, "dr-a", "clinician");
  add_resource (resources, "dr-b", "clinician");
  add_resource (resources, "room-1", "room");
  add_resource (resources, "room-2", "room");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char **has = *cases[i].has ? g_strsplit (cases[i].has, " ", -1) : NULL;
      g_autoptr (HavenVisit) visit = haven_visit_new_take (haven_appointment_new (), g_strdup ("Selam"), has);
      g_auto (GStrv) ids = haven_appointments_pane_swap_column (visit, resources, cases[i].from, cases[i].to);
      g_autofree char *gets = g_strjoinv (" ", ids);

      g_assert_cmpstr (gets, ==, cases[i].gets);
    }
}

/* ── One visit ────────────────────────────────────────────────────────────── */

static GtkWidget *
open_visit (const HavenDayPage *page, HavenVisit *visit)
{
  GListModel *events;

  go_to_day (3, page);
  events = haven_day_grid_get_events (get_grid ());
  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (HavenDayEvent) event = g_list_model_get_item (events, i);

      if (g_str_equal (haven_day_event_get_id (event), haven_visit_get_appointment (visit)->id))
        g_signal_emit_by_name (get_grid (), "event-activated", event);
    }
  return clinic_test_get_dialog (test, HAVEN_TYPE_VISIT_DIALOG);
}

static void
test_visit_dialog (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  HavenVisit *visit;
  GtkWidget *dialog;

  set_up ();
  page = clinic_test_load_day (test, 3);
  visit = clinic_test_find_visit (page, NULL, 615);
  dialog = open_visit (page, visit);
  g_assert_true (clinic_test_shows (dialog, haven_visit_get_person_name (visit)));
  g_assert_true (clinic_test_shows (dialog, "Dr Okafor, Room 2"));
  clinic_test_wait (clinic_test_shows (dialog, "Dr Okafor already has a visit then"));
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (dialog)), ==, "Visit");
  g_signal_emit_by_name (clinic_test_find_button (dialog, "Open _Person"), "clicked");
  g_assert_cmpint (test->destination, ==, HAVEN_DESTINATION_PERSON);
  g_assert_cmpstr (test->destination_id, ==, haven_visit_get_appointment (visit)->patient_id);
  tear_down ();
}

static void
test_visit_move (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  g_autofree char *text = NULL;
  HavenVisit *visit;
  GtkWidget *dialog;

  set_up ();
  page = clinic_test_load_day (test, 3);
  visit = clinic_test_find_visit (page, NULL, 615);
  dialog = open_visit (page, visit);
  gtk_widget_activate_action (dialog, "visit-dialog.move", NULL);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_BOOKING_DIALOG);
  clinic_test_wait (clinic_test_find_button (dialog, "_Save Anyway"));
  text = dup_when (4, "16:00 30m");
  type_into (get_when_entry (dialog), text);
  gtk_widget_activate_action (dialog, "booking.book", NULL);
  clinic_test_wait (test->told != -1 || clinic_test_find_button (dialog, "_Save Anyway"));
  if (test->told == -1)
    {
      give_reason (dialog);
      gtk_widget_activate_action (dialog, "booking.book", NULL);
    }
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  after = clinic_test_load_day (test, 4);
  g_assert_nonnull (clinic_test_find_visit (after, haven_visit_get_person_name (visit), 960));
  tear_down ();
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/appointments/a-day-has-a-column-for-each-of-the-kinds-that-are-shown", test_columns);
  g_test_add_func ("/ui/appointments/next-previous-and-today-go-from-day-to-day", test_days);
  g_test_add_func ("/ui/appointments/visits-that-overlap-are-flagged-and-no-others", test_overlap_flag);
  g_test_add_func ("/ui/appointments/who-is-away-is-not-open", test_absence);
  g_test_add_func ("/ui/appointments/a-closed-day-is-open-for-nobody", test_closed_day);
  g_test_add_func ("/ui/appointments/what-is-not-shown-is-a-time-that-is-taken", test_taken);
  g_test_add_func ("/ui/appointments/who-comes-to-one-group-is-in-nobody's-way", test_group);
  g_test_add_func ("/ui/appointments/nothing-that-can-be-pressed-is-without-a-name", test_names);
  g_test_add_func ("/ui/appointments/a-visit-is-booked-with-the-keyboard-alone-and-undone", test_book_by_keyboard);
  g_test_add_func ("/ui/appointments/the-arrows-choose-among-the-people-found", test_list_by_keyboard);
  g_test_add_func ("/ui/appointments/what-stands-against-a-time-is-named-and-does-not-forbid", test_conflict_named);
  g_test_add_func ("/ui/appointments/nothing-is-booked-over-what-was-not-yet-read", test_conflict_not_yet_read);
  g_test_add_func ("/ui/appointments/a-time-that-cannot-be-read-says-why-beside-the-field", test_nothing_to_book);
  g_test_add_func ("/ui/appointments/a-free-place-books-its-column-and-its-time", test_slot);
  g_test_add_func ("/ui/appointments/cut-and-paste-moves-a-visit-to-another-column", test_move_by_keys);
  g_test_add_func ("/ui/appointments/a-move-onto-another-visit-asks-first", test_move_named_conflict);
  g_test_add_func ("/ui/appointments/a-visit-that-has-begun-stays", test_begun_stays);
  g_test_add_func ("/ui/appointments/a-column-takes-the-place-of-one-of-its-kind", test_swap);
  g_test_add_func ("/ui/appointments/a-visit-opens-with-its-details-and-conflicts", test_visit_dialog);
  g_test_add_func ("/ui/appointments/a-visit-moves-to-a-typed-time", test_visit_move);
  return g_test_run ();
}
