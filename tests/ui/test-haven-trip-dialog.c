/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"
#include "haven-bookables-service.h"
#include "haven-announce.h"
#include "haven-booking-person-row.h"
#include "haven-date-row.h"
#include "haven-id.h"
#include "haven-trip-ask.h"
#include "haven-trip-blocker-row.h"
#include "haven-trip-dialog.h"
#include "haven-trip-offer-row.h"
#include "haven-trip-offers.h"
#include "haven-trip-relaxation.h"
#include "haven-trip-visit-row.h"
#include "ui-test.h"

#include <string.h>

static ClinicTest *test;
static char *person;
static GtkWidget *dialog;

static GtkWidget *
make_pane (HavenWorkspace *workspace)
{
  return adw_bin_new ();
}

static void
find_person (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (test->session, &haven_patient_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    if (g_str_has_prefix (((HavenPatient *) people->pdata[i])->name, name))
      g_set_str (&person, ((HavenPatient *) people->pdata[i])->id);
  g_assert_nonnull (person);
}

static guint
count_offers (void)
{
  return ui_test_count (dialog, HAVEN_TYPE_TRIP_OFFER_ROW);
}

static void
open_for (const char *patient_id)
{
  adw_dialog_present (haven_trip_dialog_new (test->workspace, patient_id), test->pane);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_TRIP_DIALOG);
}

static void
set_up (const char *name)
{
  test = clinic_test_new (make_pane, TRUE);
  find_person (name);
}

static void
open_with_offers (const char *name)
{
  set_up (name);
  open_for (person);
  clinic_test_wait (count_offers () > 0);
  ui_test_settle ();
}

static void
tear_down (void)
{
  g_clear_pointer (&test, clinic_test_free);
  g_clear_pointer (&person, g_free);
}

static guint
count_visits (void)
{
  g_autoptr (GPtrArray) visits =
      haven_session_list (test->session, &haven_appointment_info, "patient_id", person, NULL, NULL);

  return visits->len;
}

static guint
count_holds (void)
{
  g_autoptr (GPtrArray) holds = haven_session_list (test->session, &haven_slot_hold_info, NULL, NULL, NULL, NULL);

  return holds->len;
}

static gboolean
may_book (void)
{
  GtkWidget *button = clinic_test_find_button (dialog, "_Book the Trip");

  return gtk_widget_is_sensitive (button);
}

static void
press (guint key)
{
  g_assert_true (ui_test_press (dialog, key, 0));
}

static void
wait_held (void)
{
  clinic_test_wait (clinic_test_shows (dialog, "Held for you until"));
  ui_test_settle ();
}

/* ── Offers ───────────────────────────────────────────────────────────────── */

static void
test_offers_are_there_at_once (void)
{
  open_with_offers ("Amina");
  g_assert_cmpuint (count_offers (), <=, HAVEN_TRIPS_MOST_OFFERS);
  g_assert_false (may_book ());
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  g_assert_true (clinic_test_shows (dialog, "2 visits in one trip"));
  g_assert_true (clinic_test_shows (dialog, "Sami (Arabic)"));
  g_assert_cmpstr (strstr (haven_announced (clinic_test_find (dialog, HAVEN_TYPE_TRIP_OFFERS)), "found"), ==, "found");
  tear_down ();
}

static void
test_a_number_chooses_and_holds (void)
{
  open_with_offers ("Amina");
  press (GDK_KEY_2);
  wait_held ();
  g_assert_true (may_book ());
  g_assert_cmpuint (count_holds (), ==, 6);
  press (GDK_KEY_1);
  wait_held ();
  clinic_test_wait (count_holds () == 6);
  g_assert_true (clinic_test_shows (dialog, "Chosen"));
  adw_dialog_close (ADW_DIALOG (dialog));
  clinic_test_wait (count_holds () == 0);
  tear_down ();
}

static void
test_a_trip_is_booked_and_undone (void)
{
  guint n;

  open_with_offers ("Amina");
  n = count_visits ();
  press (GDK_KEY_1);
  wait_held ();
  gtk_widget_activate_action (dialog, "trip.book", NULL);
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  g_assert_cmpstr (test->message, ==, "Trip booked");
  clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
  g_assert_cmpuint (count_visits (), ==, n + 2);
  g_assert_cmpuint (count_holds (), ==, 0);
  g_assert_cmpint (test->destination, ==, HAVEN_DESTINATION_APPOINTMENTS);
  haven_workspace_undo (test->workspace);
  clinic_test_wait_told (test, HAVEN_TOLD_UNDONE);
  g_assert_cmpuint (count_visits (), ==, n);
  tear_down ();
}

/* Two keys, without waiting for anything between them. */
static void
test_somebody_fast_books_too (void)
{
  guint n;

  open_with_offers ("Amina");
  n = count_visits ();
  press (GDK_KEY_1);
  gtk_widget_activate_action (dialog, "trip.book", NULL);
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  g_assert_cmpuint (count_visits (), ==, n + 2);
  tear_down ();
}

static void
test_what_was_taken_is_told_and_looked_for_again (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSlotHold) hold = NULL;
  g_autoptr (GPtrArray) holds = NULL;
  g_autoptr (HavenEdit) edit = haven_edit_new ("Somebody else's", HAVEN_ACTION_CREATE, NULL);
  guint n;

  open_with_offers ("Amina");
  n = count_visits ();
  press (GDK_KEY_1);
  wait_held ();
  /* As if the time had run out, and another desk had kept the same. */
  holds = haven_session_list (test->session, &haven_slot_hold_info, NULL, NULL, NULL, &error);
  hold = haven_slot_hold_copy (holds->pdata[0]);
  g_free (hold->id);
  hold->id = haven_id_new ();
  g_set_str (&hold->hold_id, "another desk");
  haven_edit_insert (edit, &haven_slot_hold_info, hold);
  g_assert_true (haven_edit_apply (edit, test->session, &error));
  gtk_widget_activate_action (dialog, "trip.book", NULL);
  clinic_test_wait_told (test, HAVEN_TOLD_FAILED);
  clinic_test_wait (clinic_test_shows (dialog, "no longer free"));
  clinic_test_wait (count_offers () > 0);
  g_assert_cmpuint (count_visits (), ==, n);
  g_assert_false (may_book ());
  tear_down ();
}

/* ── Asking ───────────────────────────────────────────────────────────────── */

static GtkWidget *
get_visit_row (guint position)
{
  GtkWidget *row = clinic_test_find (dialog, HAVEN_TYPE_TRIP_VISIT_ROW);

  for (guint i = 0; i < position; i++)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static GtkWidget *
get_child (GtkWidget *widget, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name));
}

static void
test_answers_follow_what_is_asked (void)
{
  GtkWidget *ask, *offers;

  open_with_offers ("Amina");
  ask = clinic_test_find (dialog, HAVEN_TYPE_TRIP_ASK);
  offers = clinic_test_find (dialog, HAVEN_TYPE_TRIP_OFFERS);
  /* Each change asks anew, and only the newest question is answered. */
  for (int minutes = 50; minutes <= 60; minutes += 5)
    adw_spin_row_set_value (ADW_SPIN_ROW (get_child (ask, "max_span")), minutes);
  clinic_test_wait (clinic_test_shows (dialog, "Nothing Fits"));
  g_assert_nonnull (strstr (haven_announced (offers), "Nothing Fits"));
  g_assert_cmpuint (ui_test_count (dialog, HAVEN_TYPE_TRIP_BLOCKER_ROW), >, 0);
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  tear_down ();
}

static void
test_what_stands_in_the_way_goes_with_one_press (void)
{
  GtkWidget *ask, *row, *button;
  double before;

  open_with_offers ("Amina");
  ask = clinic_test_find (dialog, HAVEN_TYPE_TRIP_ASK);
  adw_spin_row_set_value (ADW_SPIN_ROW (get_child (ask, "max_span")), 60);
  clinic_test_wait (ui_test_count (dialog, HAVEN_TYPE_TRIP_BLOCKER_ROW) > 0);
  row = clinic_test_find (dialog, HAVEN_TYPE_TRIP_BLOCKER_ROW);
  before = adw_spin_row_get_value (ADW_SPIN_ROW (get_child (ask, "max_span")));
  button = clinic_test_find (row, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  clinic_test_wait (count_offers () > 0);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (get_child (ask, "max_span"))), >, before);
  tear_down ();
}

static void
test_a_trip_without_visits_asks_for_some (void)
{
  open_with_offers ("Amina");
  for (guint i = 0; get_visit_row (i) != NULL; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (get_child (get_visit_row (i), "wanted")), FALSE);
  clinic_test_wait (clinic_test_shows (dialog, "Choose what the person comes for."));
  gtk_widget_activate_action (clinic_test_find (dialog, HAVEN_TYPE_TRIP_ASK), "trip.add", "s", "advocate");
  clinic_test_wait (count_offers () > 0);
  tear_down ();
}

static void
test_a_chosen_offer_goes_when_something_else_is_asked (void)
{
  GtkWidget *ask;

  open_with_offers ("Amina");
  press (GDK_KEY_1);
  wait_held ();
  ask = clinic_test_find (dialog, HAVEN_TYPE_TRIP_ASK);
  adw_spin_row_set_value (ADW_SPIN_ROW (get_child (ask, "max_gap")), 60);
  clinic_test_wait (count_holds () == 0);
  g_assert_false (may_book ());
  tear_down ();
}

static void
test_a_wrong_day_is_said_beside_it (void)
{
  GtkWidget *ask;

  open_with_offers ("Amina");
  ask = clinic_test_find (dialog, HAVEN_TYPE_TRIP_ASK);
  haven_date_row_set_date (HAVEN_DATE_ROW (get_child (ask, "to")), haven_date_add_days (test->today, -3));
  clinic_test_wait (clinic_test_shows (dialog, "A trip is looked for between two days"));
  gtk_editable_set_text (GTK_EDITABLE (get_child (ask, "to")), "2026-13-45");
  clinic_test_wait (gtk_widget_get_visible (get_child (ask, "date_problem")));
  tear_down ();
}

static void
test_nobody_is_asked_for_first (void)
{
  GtkWidget *row;

  set_up ("Dale");
  open_for (NULL);
  g_assert_true (clinic_test_shows (dialog, "Who Comes?"));
  row = clinic_test_find (dialog, HAVEN_TYPE_BOOKING_PERSON_ROW);
  haven_booking_person_row_set_person (HAVEN_BOOKING_PERSON_ROW (row), person, "Dale Hutchins", NULL, NULL);
  clinic_test_wait (count_offers () > 0);
  haven_booking_person_row_set_person (HAVEN_BOOKING_PERSON_ROW (row), NULL, NULL, NULL, NULL);
  clinic_test_wait (clinic_test_shows (dialog, "Who Comes?"));
  tear_down ();
}

static void
test_the_published_date_is_shown_and_kept (void)
{
  GtkWidget *ask;

  open_with_offers ("Alex");
  ask = clinic_test_find (dialog, HAVEN_TYPE_TRIP_ASK);
  g_assert_true (clinic_test_shows (dialog, "Not after"));
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (get_child (ask, "published"))));
  g_assert_true (clinic_test_shows (dialog, "before the date that has to be kept"));
  tear_down ();
}

/* Only whoever says so gives the safe hours up, and then it stays in sight that they are not kept. */
static void
test_safe_hours_are_kept_until_somebody_says_otherwise (void)
{
  GtkWidget *ask;

  open_with_offers ("Darnell");
  ask = clinic_test_find (dialog, HAVEN_TYPE_TRIP_ASK);
  g_assert_true (gtk_widget_get_visible (get_child (ask, "safe")));
  g_assert_false (clinic_test_shows (dialog, "8:30"));
  g_assert_false (clinic_test_shows (dialog, "Safe hours are not kept."));
  adw_switch_row_set_active (ADW_SWITCH_ROW (get_child (ask, "safe")), FALSE);
  clinic_test_wait (clinic_test_shows (dialog, "Safe hours are not kept."));
  g_assert_true (clinic_test_shows (dialog, "8:30") || clinic_test_shows (dialog, "9:00"));
  tear_down ();
}

/* ── What may be given up ─────────────────────────────────────────────────── */

static void
test_each_rule_is_given_up_by_itself (void)
{
  const struct
  {
    HavenTripRule rule;
    guint together;
    int needed;
    gboolean may;
  } cases[] = {
    { HAVEN_TRIP_RULE_MAX_SPAN, 0, 195, TRUE },
    { HAVEN_TRIP_RULE_MAX_GAP, 0, 60, TRUE },
    { HAVEN_TRIP_RULE_AFTER, 0, 0, TRUE },
    { HAVEN_TRIP_RULE_DECOMPRESS, 0, 0, TRUE },
    { HAVEN_TRIP_RULE_NOT_AFTER, 0, 0, TRUE },
    { HAVEN_TRIP_RULE_SAFE, 0, 0, TRUE },
    { HAVEN_TRIP_RULE_BUSY, 0, 0, FALSE },
    { HAVEN_TRIP_RULE_HOURS, 0, 0, TRUE },
    { HAVEN_TRIP_RULE_CLOSED, 0, 0, TRUE },
    { HAVEN_TRIP_RULE_TRAVEL, 0, 0, FALSE },
    { HAVEN_TRIP_RULE_NEVER, 0, 0, FALSE },
    { HAVEN_TRIP_RULE_IMPOSSIBLE, 0, 0, FALSE },
    { HAVEN_TRIP_RULE_SEVERAL, 1u << HAVEN_TRIP_RULE_AFTER | 1u << HAVEN_TRIP_RULE_MAX_GAP, 0, TRUE },
    { HAVEN_TRIP_RULE_SEVERAL, 1u << HAVEN_TRIP_RULE_AFTER | 1u << HAVEN_TRIP_RULE_BUSY, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HavenTripQuestion) question = haven_trip_question_new ("somebody"), before = NULL;
      HavenTripBlocker blocker = { .rule = cases[i].rule, .together = cases[i].together, .needed = cases[i].needed };

      question->in_order = TRUE;
      before = haven_trip_question_copy (question);
      g_assert_cmpint (haven_trip_relax (question, &blocker), ==, cases[i].may);
      g_assert_cmpint (haven_trip_question_equal (question, before), ==, !cases[i].may);
      /* What is given up already is no way out. */
      g_assert_false (haven_trip_relax (question, &blocker));
      /* The hours that suit a person are given up for nothing else. */
      g_assert_cmpint (question->outside_safe_hours, ==, cases[i].rule == HAVEN_TRIP_RULE_SAFE);
    }
}

static void
test_somebody_in_particular_may_become_anybody (void)
{
  g_autoptr (HavenTripQuestion) question = haven_trip_question_new ("somebody");
  HavenTripVisit *visit = haven_trip_visit_new ("care", "medical");
  HavenTripBlocker blocker = { .rule = HAVEN_TRIP_RULE_BUSY, .id = (char *) "dr" };

  visit->provider_id = g_strdup ("dr");
  g_ptr_array_add (question->visits, visit);
  g_assert_true (haven_trip_relax (question, &blocker));
  g_assert_null (visit->provider_id);
  g_assert_false (haven_trip_relax (question, &blocker));
}

static gboolean
has_held (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) holds = haven_session_list (test->session, &haven_slot_hold_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return holds->len > 0;
}

/* Closed, by whatever: what was asked comes back, and nothing is kept from others meanwhile. */
static void
test_what_was_asked_comes_back (void)
{
  GtkWidget *ask;
  const HavenPlace *place;

  open_with_offers ("Amina");
  ask = clinic_test_find (dialog, HAVEN_TYPE_TRIP_ASK);
  place = haven_workspace_get_place (test->workspace);
  g_assert_cmpstr (place->editor, ==, "trip");
  g_assert_cmpstr (place->subject_id, ==, person);
  clinic_test_wait (gtk_widget_is_sensitive (ask));
  adw_spin_row_set_value (ADW_SPIN_ROW (get_child (ask, "max_span")), 240);
  adw_switch_row_set_active (ADW_SWITCH_ROW (get_child (ask, "in_hours")), FALSE);
  /* A number means nothing until the answer to what was asked last is there. */
  clinic_test_wait ((gtk_widget_activate_action (dialog, "trip.choose", "u", 0),
                     g_str_has_prefix (gtk_label_get_label (GTK_LABEL (get_child (dialog, "state"))), "Keeping")));
  clinic_test_wait (has_held ());
  adw_dialog_force_close (ADW_DIALOG (dialog));
  clinic_test_wait (!has_held ());
  g_assert_null (haven_workspace_get_place (test->workspace)->editor);
  open_for (person);
  ask = clinic_test_find (dialog, HAVEN_TYPE_TRIP_ASK);
  clinic_test_wait (count_offers () > 0 && gtk_widget_is_sensitive (ask) &&
                    adw_spin_row_get_value (ADW_SPIN_ROW (get_child (ask, "max_span"))) == 240);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (get_child (ask, "in_hours"))));
  tear_down ();
}

/* The offers are made anew when somebody else books; whoever walks through them by keys is not thrown out. */
static void
test_the_keyboard_stays_among_the_offers (void)
{
  GtkListBox *list;
  GtkWidget *row, *focus;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  open_with_offers ("Amina");
  list = GTK_LIST_BOX (get_child (clinic_test_find (dialog, HAVEN_TYPE_TRIP_OFFERS), "list"));
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1));
  gtk_widget_grab_focus (row);
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  edit = haven_bookables_edit_add_closed_day (haven_date_from_ymd (2041, 3, 1), "A day", &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, test->session, &error));
  clinic_test_wait (row == NULL && count_offers () > 1);
  focus = gtk_root_get_focus (gtk_widget_get_root (dialog));
  g_assert_nonnull (focus);
  g_assert_true (focus == GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1)));
  tear_down ();
}

#define ADD(path, function) g_test_add_func ("/ui/trip-dialog/" path, function)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("offers-are-there-at-once", test_offers_are_there_at_once);
  ADD ("a-number-chooses-and-holds", test_a_number_chooses_and_holds);
  ADD ("a-trip-is-booked-and-undone", test_a_trip_is_booked_and_undone);
  ADD ("somebody-fast-books-too", test_somebody_fast_books_too);
  ADD ("what-was-taken-is-told-and-looked-for-again", test_what_was_taken_is_told_and_looked_for_again);
  ADD ("answers-follow-what-is-asked", test_answers_follow_what_is_asked);
  ADD ("what-stands-in-the-way-goes-with-one-press", test_what_stands_in_the_way_goes_with_one_press);
  ADD ("a-trip-without-visits-asks-for-some", test_a_trip_without_visits_asks_for_some);
  ADD ("a-chosen-offer-goes-when-something-else-is-asked", test_a_chosen_offer_goes_when_something_else_is_asked);
  ADD ("a-wrong-day-is-said-beside-it", test_a_wrong_day_is_said_beside_it);
  ADD ("nobody-is-asked-for-first", test_nobody_is_asked_for_first);
  ADD ("the-published-date-is-shown-and-kept", test_the_published_date_is_shown_and_kept);
  ADD ("safe-hours-are-kept-until-somebody-says-otherwise", test_safe_hours_are_kept_until_somebody_says_otherwise);
  ADD ("each-rule-is-given-up-by-itself", test_each_rule_is_given_up_by_itself);
  ADD ("what-was-asked-comes-back", test_what_was_asked_comes_back);
  ADD ("the-keyboard-stays-among-the-offers", test_the_keyboard_stays_among_the_offers);
  ADD ("somebody-in-particular-may-become-anybody", test_somebody_in_particular_may_become_anybody);
  return g_test_run ();
}
