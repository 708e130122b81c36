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
#include "haven-series-service.h"
#include "haven-visit-dialog.h"
#include "haven-visit-list.h"
#include "haven-visit-row.h"
#include "haven-visit-words.h"
#include "haven-week-view.h"
#include "ui-test.h"

#include <string.h>

/* ── The board ────────────────────────────────────────────────────────────── */

static HavenFlowCard *
find_card_of (GtkWidget *widget, const char *person)
{
  if (HAVEN_IS_FLOW_CARD (widget) &&
      g_str_has_prefix (haven_visit_get_person_words (haven_flow_card_get_visit (HAVEN_FLOW_CARD (widget))), person))
    return HAVEN_FLOW_CARD (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      HavenFlowCard *found = find_card_of (child, person);

      if (found)
        return found;
    }
  return NULL;
}

static HavenFlowStage
get_stage (const char *person)
{
  return haven_flow_card_get_stage (find_card_of (test->pane, person));
}

static void
test_board (void)
{
  GtkWidget *board, *card;

  set_up ();
  g_object_set (test->pane, "view", "board", NULL);
  ui_test_settle ();
  board = clinic_test_find (test->pane, HAVEN_TYPE_FLOW_BOARD);
  g_assert_cmpuint (clinic_test_count_nameless (board), ==, 0);
  g_assert_cmpint (get_stage ("Amina"), ==, HAVEN_FLOW_EXPECTED);
  card = GTK_WIDGET (find_card_of (board, "Amina"));
  gtk_widget_grab_focus (card);
  g_assert_true (ui_test_press (board, GDK_KEY_n, 0));
  clinic_test_wait (get_stage ("Amina") == HAVEN_FLOW_ARRIVED);
  /* The card keeps the keyboard, so that the next press means the same person. */
  g_assert_true (gtk_widget_has_focus (card));
  g_assert_true (clinic_test_shows (card, "Waiting for 0 minutes"));
  g_assert_nonnull (strstr (haven_announced (board), "Arrived"));
  g_assert_true (ui_test_press (board, GDK_KEY_n, 0));
  clinic_test_wait (get_stage ("Amina") == HAVEN_FLOW_WITH_CLINICIAN);
  haven_workspace_undo (test->workspace);
  clinic_test_wait (get_stage ("Amina") == HAVEN_FLOW_ARRIVED);
  /* Going back asks why. */
  g_assert_true (ui_test_press (board, GDK_KEY_b, 0));
  g_assert_nonnull (clinic_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG));
  tear_down ();
}

static void
test_board_across (void)
{
  GtkWidget *board, *card;

  set_up ();
  g_object_set (test->pane, "view", "board", NULL);
  ui_test_settle ();
  board = clinic_test_find (test->pane, HAVEN_TYPE_FLOW_BOARD);
  card = GTK_WIDGET (find_card_of (board, "Amina"));
  gtk_widget_grab_focus (card);
  g_assert_true (ui_test_press (board, GDK_KEY_Right, 0));
  g_assert_false (gtk_widget_has_focus (card));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (test->window)), board));
  tear_down ();
}

/* ── The day that is shown ────────────────────────────────────────────────── */

/* Over a narrow window there is no room for what everybody knows. */
static void
test_the_year_is_said_where_it_is_another (void)
{
  int year, month, day;
  g_autofree char *this_year = NULL, *next_year = NULL;
  GtkWidget *bar;

  set_up ();
  bar = clinic_test_find (test->pane, ADW_TYPE_HEADER_BAR);
  haven_date_get_ymd (test->today, &year, &month, &day);
  this_year = g_strdup_printf (" %d", year);
  next_year = g_strdup_printf (" %d", year + 1);
  g_assert_false (clinic_test_shows (bar, this_year));
  haven_appointments_pane_open (HAVEN_APPOINTMENTS_PANE (test->pane), haven_date_from_ymd (year + 1, 6, 15));
  ui_test_settle ();
  g_assert_true (clinic_test_shows (bar, next_year));
  tear_down ();
}

/* ── The week ─────────────────────────────────────────────────────────────── */

static HavenWeekView *
show_week (void)
{
  HavenWeekView *week;

  g_object_set (test->pane, "view", "week", NULL);
  clinic_test_wait (clinic_test_find (test->pane, HAVEN_TYPE_WEEK_VIEW) != NULL);
  week = HAVEN_WEEK_VIEW (clinic_test_find (test->pane, HAVEN_TYPE_WEEK_VIEW));
  clinic_test_wait (haven_day_feed_get_page (haven_week_view_get_feed (week)) != NULL);
  ui_test_settle ();
  return week;
}

static void
test_week (void)
{
  g_autofree char *today = NULL;
  HavenWeekView *week;
  HavenDayGrid *grid;
  const char *day;

  set_up ();
  week = show_week ();
  grid = haven_week_view_get_grid (week);
  g_assert_cmpuint (g_list_model_get_n_items (haven_day_grid_get_columns (grid)), ==, 7);
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (week)), ==, 0);
  today = haven_date_dup_iso (test->today);
  g_assert_true (haven_day_grid_get_cursor (grid, &day, NULL));
  g_assert_cmpstr (day, ==, today);
  /* Onward is a week onward, and the day view is on the same day then. */
  gtk_widget_activate_action (test->pane, "day.next", NULL);
  g_clear_pointer (&today, g_free);
  today = haven_date_dup_iso (haven_date_add_days (test->today, 7));
  clinic_test_wait (haven_day_grid_get_cursor (grid, &day, NULL) && g_str_equal (day, today));
  tear_down ();
}

static guint
count_days_in_sight (HavenDayGrid *grid)
{
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (grid));

  return (guint) (gtk_adjustment_get_page_size (across) / (gtk_adjustment_get_upper (across) / 7) + 0.01);
}

static GtkToggleButton *
find_list_toggle (GtkWidget *root)
{
  const char *tooltip = gtk_widget_get_tooltip_text (root);
  GtkToggleButton *found = NULL;

  if (GTK_IS_TOGGLE_BUTTON (root) && g_strcmp0 (tooltip, "Show the Visits as a List") == 0)
    return GTK_TOGGLE_BUTTON (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_list_toggle (child);
  return found;
}

/* A window of 1240 pixels leaves the pane 1000. */
static void
test_seven_days_in_sight (void)
{
  HavenWeekView *week;
  GtkToggleButton *toggle;

  set_up ();
  gtk_window_set_default_size (GTK_WINDOW (test->window), 1000, 800);
  week = show_week ();
  toggle = find_list_toggle (test->pane);
  g_assert_cmpuint (count_days_in_sight (haven_week_view_get_grid (week)), ==, 7);
  g_assert_false (gtk_toggle_button_get_active (toggle));
  /* With the list beside them as well; each view keeps whether it has one. */
  gtk_toggle_button_set_active (toggle, TRUE);
  ui_test_settle ();
  g_assert_nonnull (clinic_test_find (GTK_WIDGET (week), HAVEN_TYPE_VISIT_LIST));
  g_assert_cmpuint (count_days_in_sight (haven_week_view_get_grid (week)), ==, 7);
  g_object_set (test->pane, "view", "day", NULL);
  ui_test_settle ();
  gtk_toggle_button_set_active (toggle, FALSE);
  ui_test_settle ();
  g_assert_null (clinic_test_find (test->pane, HAVEN_TYPE_VISIT_LIST));
  show_week ();
  g_assert_true (gtk_toggle_button_get_active (toggle));
  tear_down ();
}

/* Also where the columns have to scroll: Sunday is the last of them. */
static void
test_the_day_that_is_meant_is_in_sight (void)
{
  HavenDayGrid *grid;
  GtkAdjustment *across;

  set_up ();
  gtk_window_set_default_size (GTK_WINDOW (test->window), 800, 800);
  haven_appointments_pane_open (HAVEN_APPOINTMENTS_PANE (test->pane),
                                haven_date_add_days (test->today, 7 - haven_date_get_weekday (test->today)));
  g_object_set (test->pane, "view", "week", NULL);
  gtk_toggle_button_set_active (find_list_toggle (test->pane), TRUE);
  grid = haven_week_view_get_grid (show_week ());
  across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (grid));
  g_assert_cmpuint (count_days_in_sight (grid), <, 7);
  g_assert_cmpfloat (gtk_adjustment_get_value (across) + gtk_adjustment_get_page_size (across),
                     >=,
                     gtk_adjustment_get_upper (across) - 1);
  tear_down ();
}

static void
test_week_move (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  g_autofree char *id = NULL, *from = NULL, *to = NULL;
  HavenDate target;
  HavenWeekView *week;
  GtkWidget *grid;
  HavenVisit *visit;

  set_up ();
  page = clinic_test_load_day (test, 3);
  haven_appointments_pane_open (HAVEN_APPOINTMENTS_PANE (test->pane), haven_date_add_days (test->today, 3));
  week = show_week ();
  grid = GTK_WIDGET (haven_week_view_get_grid (week));
  visit = clinic_test_find_visit (page, NULL, 615);
  id = g_strdup (haven_visit_get_appointment (visit)->id);
  from = haven_date_dup_iso (haven_date_add_days (test->today, 3));
  /* A day before or after it, in the same week. */
  target = haven_date_add_days (test->today, haven_date_get_weekday (haven_date_add_days (test->today, 3)) < 7 ? 4 : 2);
  to = haven_date_dup_iso (target);
  clinic_test_wait ((haven_day_grid_select (HAVEN_DAY_GRID (grid), id, from), haven_day_grid_get_selected (HAVEN_DAY_GRID (grid)) != NULL));
  g_assert_true (ui_test_press (grid, GDK_KEY_x, GDK_CONTROL_MASK));
  haven_day_grid_move_cursor_to (HAVEN_DAY_GRID (grid), to, 1020);
  g_assert_true (ui_test_press (grid, GDK_KEY_v, GDK_CONTROL_MASK));
  clinic_test_wait (test->told != -1 || adw_window_get_visible_dialog (test->window));
  if (test->told == -1)
    {
      GtkWidget *dialog = clinic_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG);

      give_reason (dialog);
      g_signal_emit_by_name (clinic_test_find_button (dialog, "_Move Anyway"), "clicked");
    }
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  after = clinic_test_load_day (test, haven_date_days_between (test->today, target));
  g_assert_cmpstr (haven_visit_get_appointment (clinic_test_find_visit (after, NULL, 1020))->id, ==, id);
  tear_down ();
}

static void
test_length_by_keyboard (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  g_autoptr (HavenAppointment) after = NULL;
  g_autofree char *id = NULL;
  HavenVisit *visit;
  GtkWidget *grid;
  int length;

  set_up ();
  page = clinic_test_load_day (test, 3);
  go_to_day (3, page);
  grid = GTK_WIDGET (get_grid ());
  visit = clinic_test_find_visit (page, NULL, 615);
  length = haven_visit_get_minutes_long (visit);
  id = g_strdup (haven_visit_get_appointment (visit)->id);
  haven_day_grid_select (HAVEN_DAY_GRID (grid), id, clinic_test_find_resource (page, "Dr Okafor"));
  g_assert_true (ui_test_press (grid, GDK_KEY_Down, GDK_SHIFT_MASK));
  clinic_test_wait (test->told != -1 || adw_window_get_visible_dialog (test->window));
  if (test->told == -1) /* two visits overlap there on purpose */
    {
      GtkWidget *dialog = clinic_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG);

      give_reason (dialog);
      g_signal_emit_by_name (clinic_test_find_button (dialog, "_Move Anyway"), "clicked");
    }
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  after = clinic_test_load (test, id);
  g_assert_cmpint ((after->ends_at - after->starts_at) / G_TIME_SPAN_MINUTE, ==, length + 15);
  tear_down ();
}

/* ── A visit that comes again ─────────────────────────────────────────────── */

static const char *const moved_with[][4] = {
  /* what is pressed, and what becomes of the visit before, of the one that is dragged, and of the one after it */
  { "_Leave It", "10:00", "10:00", "10:00" },
  { "_Only This One", "10:00", "15:30", "10:00" },
  { "This and _Following", "10:00", "15:30", "15:30" },
  { "_All to Come", "15:30", "15:30", "15:30" },
};

/* Three Wednesdays, each with Linh Pham at ten. */
static GPtrArray *
book_series (const char *const *resource_ids, const char *patient_id, HavenDate first)
{
  HavenBooking booking = { .patient_id = patient_id, .kind = "advocate", .mode = "phone", .date = first, .minute = 600,
                           .minutes_long = 30, .resource_ids = resource_ids, .override_reason = "agreed",
                           .repeat = { HAVEN_SERIES_WEEKLY, 1, 0, HAVEN_DATE_NONE, HAVEN_DATE_NONE, 3 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_series_edit_book (test->session, &booking, &error);
  g_autoptr (GPtrArray) series = NULL;

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, test->session, &error));
  series = haven_session_list (test->session, &haven_appointment_series_info, NULL, NULL, NULL, &error);
  g_assert_cmpuint (series->len, ==, 1);
  return haven_session_list (test->session, &haven_appointment_info, "series_id",
                             ((HavenAppointmentSeries *) series->pdata[0])->id, "series_on", &error);
}

static void
answer (const char *label)
{
  GtkWidget *dialog = clinic_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG);

  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==, "This Visit Comes Again");
  g_signal_emit_by_name (clinic_test_find_button (dialog, label), "clicked");
  if (g_str_equal (label, "_Leave It"))
    {
      clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
      ui_test_settle ();
      g_assert_cmpint (test->told, ==, -1);
      return;
    }
  clinic_test_wait (test->told != -1 || (adw_window_get_visible_dialog (test->window) != NULL &&
                                         adw_window_get_visible_dialog (test->window) != ADW_DIALOG (dialog)));
  if (test->told == -1) /* a holiday may be among the days */
    {
      dialog = clinic_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG);
      give_reason (dialog);
      g_signal_emit_by_name (clinic_test_find_button (dialog, "_Move Anyway"), "clicked");
    }
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
}

static void
test_series_is_asked_about (gconstpointer data)
{
  const char *const *moved = data;
  g_autoptr (HavenDayPage) page = NULL, middle = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  const char *resource_ids[2] = { NULL, NULL };
  g_autofree char *person = NULL;
  int days = 41;

  set_up ();
  page = clinic_test_load_day (test, 0);
  resource_ids[0] = clinic_test_find_resource (page, "Linh Pham");
  person = g_strdup (haven_visit_get_appointment (page->visits->pdata[0])->patient_id);
  while (haven_date_get_weekday (haven_date_add_days (test->today, days)) != 3)
    days++;
  visits = book_series (resource_ids, person, haven_date_add_days (test->today, days));
  middle = clinic_test_load_day (test, days + 7);
  go_to_day (days + 7, middle);
  g_signal_emit_by_name (
      get_grid (), "event-move-requested", ((HavenAppointment *) visits->pdata[1])->id, resource_ids[0], 15 * 60 + 30);
  answer (moved[0]);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (HavenAppointment) now = clinic_test_load (test, ((HavenAppointment *) visits->pdata[i])->id);

      g_assert_true (g_str_has_suffix (now->local_start, moved[i + 1]));
    }
  tear_down ();
}

/* ── Typing into the day ──────────────────────────────────────────────────── */

static void
test_quick_add (void)
{
  g_autoptr (HavenDayPage) page = NULL, after = NULL;
  g_autofree char *text = NULL;
  GtkWidget *quick, *person, *when;

  set_up ();
  page = clinic_test_load_day (test, 0);
  haven_day_grid_move_cursor_to (get_grid (), clinic_test_find_resource (page, "Linh Pham"), 600);
  g_signal_emit_by_name (get_grid (), "typed", "+");
  quick = clinic_test_find (test->pane, HAVEN_TYPE_QUICK_ADD);
  g_assert_nonnull (quick);
  g_assert_true (gtk_widget_get_visible (quick));
  when = get_when_entry (quick);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (when)), ==, "+");
  g_assert_true (clinic_test_shows (quick, "“+” is not a day"));
  text = dup_when (41, "13:00 20m");
  type_into (when, text);
  g_assert_true (clinic_test_shows (quick, "With Linh Pham"));
  person = clinic_test_find (quick, HAVEN_TYPE_BOOKING_PERSON_ROW);
  type_into (person, "robin");
  press_return (person);
  ui_test_settle ();
  gtk_widget_activate_action (quick, "quick-add.book", NULL);
  clinic_test_wait (test->told != -1 || clinic_test_find_button (quick, "_Book Anyway"));
  if (test->told == -1) /* the clinic may be closed on that day of the week */
    {
      give_reason (quick);
      gtk_widget_activate_action (quick, "quick-add.book", NULL);
    }
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  after = clinic_test_load_day (test, 41);
  g_assert_true (haven_visit_takes_resource (clinic_test_find_visit (after, "Robin", 780), clinic_test_find_resource (page, "Linh Pham")));
  g_assert_cmpint (test->destination, ==, HAVEN_DESTINATION_APPOINTMENTS);
  tear_down ();
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/appointments/keys-take-somebody-through-the-board", test_board);
  g_test_add_func ("/ui/appointments/arrow-keys-go-across-the-board", test_board_across);
  g_test_add_func ("/ui/appointments/the-year-is-said-where-it-is-another", test_the_year_is_said_where_it_is_another);
  g_test_add_func ("/ui/appointments/the-week-keeps-the-day", test_week);
  g_test_add_func ("/ui/appointments/seven-days-are-in-sight", test_seven_days_in_sight);
  g_test_add_func ("/ui/appointments/the-day-that-is-meant-is-in-sight", test_the_day_that_is_meant_is_in_sight);
  g_test_add_func ("/ui/appointments/keys-move-a-visit-to-another-day-of-the-week", test_week_move);
  g_test_add_func ("/ui/appointments/keys-make-a-visit-longer", test_length_by_keyboard);
  g_test_add_func ("/ui/appointments/typing-in-the-day-books", test_quick_add);
  for (guint i = 0; i < G_N_ELEMENTS (moved_with); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/appointments/a-visit-that-comes-again-is-asked-about/%u", i);

      g_test_add_data_func (path, moved_with[i], test_series_is_asked_about);
    }
  return g_test_run ();
}
