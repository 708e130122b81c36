/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-id.h"
#include "haven-matters-service.h"
#include "haven-planning.h"
#include "services-test.h"

#include <string.h>

#define COURT "Ellery County court"

/* Alex's order, whose court closes on the day by which it was planned: that day is open otherwise, whatever today is. */
typedef struct
{
  HavenTestClinic *clinic;
  HavenDeadline *order;
  HavenMatter *matter;
} Fixture;

static HavenDeadline *
find_order (Fixture *self, const char *person)
{
  g_autofree char *patient = haven_test_find_person (self->clinic, person);
  g_autoptr (GPtrArray) deadlines = haven_test_list (self->clinic, &haven_deadline_info, "patient_id", patient);

  for (guint i = 0; i < deadlines->len; i++)
    if (g_strcmp0 (((HavenDeadline *) deadlines->pdata[i])->rule_code, "PO") == 0)
      return haven_deadline_copy (deadlines->pdata[i]);
  g_assert_not_reached ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  haven_deadline_free (self->order);
  haven_matter_free (self->matter);
}

static HavenDeadline *
reload (Fixture *self, const HavenDeadline *deadline)
{
  return haven_test_get (self->clinic, &haven_deadline_info, deadline->id);
}

static HavenEdit *
make_edit (Fixture *self, const HavenPlanningChange *change, const char *reason)
{
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_planning_edit (self->clinic->session, change, reason, &error);

  g_assert_no_error (error);
  return edit;
}

static void
apply (Fixture *self, HavenEdit *edit)
{
  g_autoptr (GError) error = NULL;

  haven_edit_apply (edit, self->clinic->session, &error);
  g_assert_no_error (error);
}

static void
revert (Fixture *self, HavenEdit *edit)
{
  g_autoptr (GError) error = NULL;

  haven_edit_revert (edit, self->clinic->session, &error);
  g_assert_no_error (error);
}

static GPtrArray *
make_days (const char *court, HavenDate day)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_court_day_free);
  HavenCourtDay *closed = haven_court_day_new ();

  closed->id = haven_id_new ();
  closed->court = g_strdup (court);
  closed->on_date = day;
  closed->name = g_strdup ("Closed for repairs");
  g_ptr_array_add (days, closed);
  return days;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenDeadline) planned = NULL;
  g_autoptr (GPtrArray) add = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  self->clinic = haven_test_clinic_new ();
  planned = find_order (self, "Alex");
  add = make_days (COURT, planned->plan_by);
  edit = make_edit (self, &(HavenPlanningChange){ NULL, COURT, add, NULL }, "The court told so");
  apply (self, edit);
  self->order = reload (self, planned);
  self->matter = haven_test_get (self->clinic, &haven_matter_info, self->order->matter_id);
  g_assert_cmpint (self->order->plan_by.day, <, planned->plan_by.day);
  g_assert_cmpstr (self->matter->court_calendar, ==, COURT);
}

static void
test_an_order_is_planned_for_a_day_on_which_its_court_is_open (Fixture *self, gconstpointer data)
{
  HavenDate federal = haven_business_calendar_previous_open (NULL, self->order->last_safe_day);

  g_assert_cmpint (self->order->plan_by.day, <, federal.day);
  g_assert_nonnull (strstr (self->order->explanation, "open at " COURT " too"));
}

static void
test_another_court_plans_anew_and_wants_to_know_why (Fixture *self, gconstpointer data)
{
  const HavenPlanningChange change = { self->matter->id, NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) dates = haven_planning_list_dates (self->clinic->session, &change, &error);
  g_autoptr (HavenDeadline) after = NULL, undone = NULL;
  g_autoptr (HavenMatter) matter = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (dates->len, ==, 1);
  g_assert_cmpint (((HavenPlannedDate *) dates->pdata[0])->moves, ==, TRUE);
  g_assert_cmpstr (((HavenPlannedDate *) dates->pdata[0])->person_name, !=, NULL);
  g_assert_null (haven_planning_edit (self->clinic->session, &change, " ", &error));
  g_assert_nonnull (strstr (error->message, "Say why"));
  g_clear_error (&error);

  edit = make_edit (self, &change, " The case went to another county ");
  apply (self, edit);
  after = reload (self, self->order);
  matter = haven_test_get (self->clinic, &haven_matter_info, self->matter->id);
  g_assert_null (matter->court_calendar);
  g_assert_cmpint (after->last_safe_day.day, ==, self->order->last_safe_day.day);
  g_assert_cmpint (after->plan_by.day, ==,
                   haven_business_calendar_previous_open (NULL, after->last_safe_day).day);
  g_assert_cmpstr (after->change_reason, ==, "The case went to another county");
  g_assert_null (strstr (after->explanation, COURT));
  revert (self, edit);
  undone = reload (self, self->order);
  g_assert_cmpint (undone->plan_by.day, ==, self->order->plan_by.day);
  g_assert_cmpstr (undone->explanation, ==, self->order->explanation);
  g_assert_cmpstr (undone->change_reason, ==, self->order->change_reason);
}

static void
test_the_same_court_is_no_change (Fixture *self, gconstpointer data)
{
  const HavenPlanningChange change = { self->matter->id, COURT, NULL, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_planning_edit (self->clinic->session, &change, "Why not", &error));
  g_assert_cmpstr (error->message, ==, "Nothing would change.");
}

static void
test_a_day_of_the_court_moves_all_dates_that_go_by_it (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenDeadline) other = find_order (self, "Marisol"), after = NULL, undone = NULL;
  g_autoptr (GPtrArray) add = make_days (COURT, other->plan_by);
  const HavenPlanningChange change = { NULL, COURT, add, NULL };
  g_autoptr (HavenEdit) edit = make_edit (self, &change, "The court’s new list");
  g_autoptr (HavenDeadline) untouched = NULL;
  guint n = haven_test_count (self->clinic, &haven_court_day_info);

  apply (self, edit);
  after = reload (self, other);
  untouched = reload (self, self->order);
  g_assert_cmpint (after->plan_by.day, <, other->plan_by.day);
  g_assert_cmpstr (after->change_reason, ==, "The court’s new list");
  g_assert_cmpint (untouched->row_version, ==, self->order->row_version);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_court_day_info), ==, n + 1);
  revert (self, edit);
  undone = reload (self, other);
  g_assert_cmpint (undone->plan_by.day, ==, other->plan_by.day);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_court_day_info), ==, n);
}

static void
test_days_that_move_nothing_need_no_reason (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) add = make_days ("Tanager County court", self->order->plan_by);
  const HavenPlanningChange change = { NULL, "Tanager County court", add, NULL };
  g_autoptr (HavenEdit) edit = make_edit (self, &change, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) courts = NULL;

  apply (self, edit);
  courts = haven_courts_list (self->clinic->session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (courts->len, ==, 2);
  g_assert_cmpuint (haven_courts_find (courts, "Tanager County court")->n_matters, ==, 0);
  g_assert_cmpuint (haven_courts_find (courts, COURT)->n_matters, ==, 2);
}

/* The last day that the table had goes, and what was planned around it comes back. */
static void
test_a_day_that_is_taken_out_gives_the_day_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) courts = haven_courts_list (self->clinic->session, &error);
  const HavenPlanningChange change = { NULL, COURT, NULL, haven_courts_find (courts, COURT)->days };
  g_autoptr (HavenEdit) edit = make_edit (self, &change, "The table was of another year");
  g_autoptr (HavenDeadline) after = NULL, undone = NULL;

  apply (self, edit);
  after = reload (self, self->order);
  g_assert_cmpint (after->plan_by.day, ==,
                   haven_business_calendar_previous_open (NULL, after->last_safe_day).day);
  g_assert_nonnull (strstr (after->explanation, "No days of a state court are known here"));
  revert (self, edit);
  undone = reload (self, self->order);
  g_assert_cmpint (undone->plan_by.day, ==, self->order->plan_by.day);
}

static HavenEdit *
add_order (Fixture *self, HavenDate ends)
{
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  g_autoptr (GError) error = NULL;
  HavenEdit *edit;

  input.trigger = ends;
  edit = haven_matters_edit_add_deadline (self->clinic->session, self->matter->id, "PO", &input, NULL, NULL, &error);
  g_assert_no_error (error);
  return edit;
}

static void
test_a_date_that_came_meanwhile_is_not_left_behind (Fixture *self, gconstpointer data)
{
  HavenDate day = haven_business_calendar_next_open (NULL, haven_date_add_days (self->order->last_safe_day, 30));
  g_autoptr (GPtrArray) add = make_days (COURT, day);
  const HavenPlanningChange change = { NULL, COURT, add, NULL };
  g_autoptr (HavenEdit) edit = make_edit (self, &change, NULL), again = NULL;
  g_autoptr (HavenEdit) order = add_order (self, day), late = NULL;
  g_autoptr (GError) error = NULL;
  guint n = haven_test_count (self->clinic, &haven_court_day_info);

  apply (self, order);
  g_assert_false (haven_edit_apply (edit, self->clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
  g_clear_error (&error);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_court_day_info), ==, n);

  /* Looked at again, it goes; and it is not undone under a date that came to count by it. */
  again = make_edit (self, &change, "The court’s new list");
  apply (self, again);
  late = add_order (self, day);
  apply (self, late);
  g_assert_false (haven_edit_revert (again, self->clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
}

static void
test_a_new_date_goes_by_the_court_of_its_matter (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) order = add_order (self, self->order->last_safe_day);
  g_autoptr (GPtrArray) deadlines = NULL;
  guint n = 0;

  apply (self, order);
  deadlines = haven_test_list (self->clinic, &haven_deadline_info, "matter_id", self->matter->id);
  for (guint i = 0; i < deadlines->len; i++)
    n += ((HavenDeadline *) deadlines->pdata[i])->plan_by.day == self->order->plan_by.day;
  g_assert_cmpuint (n, ==, 2);
}

/* A table that changed behind somebody's back is told when the matter is opened. */
static void
test_stale_days_are_counted (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatterPage) page = haven_matters_load_page (self->clinic->session, self->matter->id, &error);
  g_autoptr (GPtrArray) add = make_days (COURT, self->order->plan_by);
  g_autoptr (HavenOpenDays) other = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (page->n_stale, ==, 0);
  other = haven_open_days_copy_with (page->events->open_days, COURT, add);
  g_assert_cmpuint (haven_planning_count_stale (self->clinic->session, other, page->matter, page->deadlines, page->born), ==, 1);
}

#define ADD(name, function) g_test_add ("/services/planning/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("an-order-is-planned-for-a-day-on-which-its-court-is-open", test_an_order_is_planned_for_a_day_on_which_its_court_is_open);
  ADD ("another-court-plans-anew-and-wants-to-know-why", test_another_court_plans_anew_and_wants_to_know_why);
  ADD ("the-same-court-is-no-change", test_the_same_court_is_no_change);
  ADD ("a-day-of-the-court-moves-all-dates-that-go-by-it", test_a_day_of_the_court_moves_all_dates_that_go_by_it);
  ADD ("days-that-move-nothing-need-no-reason", test_days_that_move_nothing_need_no_reason);
  ADD ("a-day-that-is-taken-out-gives-the-day-back", test_a_day_that_is_taken_out_gives_the_day_back);
  ADD ("a-date-that-came-meanwhile-is-not-left-behind", test_a_date_that_came_meanwhile_is_not_left_behind);
  ADD ("a-new-date-goes-by-the-court-of-its-matter", test_a_new_date_goes_by_the_court_of_its_matter);
  ADD ("stale-days-are-counted", test_stale_days_are_counted);
  return g_test_run ();
}
