/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "haven-id.h"
#include "trips-test.h"

#include <string.h>

static void
insert (TripsTest *self, const HavenRecordInfo *info, gconstpointer record)
{
  g_autoptr (HavenEdit) edit = haven_edit_new ("Made for a test", HAVEN_ACTION_CREATE, NULL);
  g_autoptr (GError) error = NULL;

  haven_edit_insert (edit, info, record);
  haven_edit_apply (edit, self->session, &error);
  g_assert_no_error (error);
}

static void
add_rule (TripsTest *self, const char *safe, int from, int to, const char *const *days)
{
  g_autoptr (HavenSafeContactRule) rule = haven_safe_contact_rule_new ();

  rule->id = haven_id_new ();
  rule->patient_id = g_strdup (self->person);
  rule->channel = g_strdup ("in-person");
  rule->safe = g_strdup (safe);
  rule->safe_from = from;
  rule->safe_to = to;
  rule->days = g_strdupv ((char **) days);
  rule->confirm_every_days = 30;
  insert (self, &haven_safe_contact_rule_info, rule);
}

/* ── What a question begins with ──────────────────────────────────────────── */

static void
test_a_question_begins_with_the_plan (TripsTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenTripStart) start = haven_trips_load_start (self->session, self->person, &error);
  guint n_medical = 0, n_legal = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (start->patient->id, ==, self->person);
  g_assert_cmpuint (start->resources->len, ==, 20);
  for (guint i = 0; i < start->question->visits->len; i++)
    {
      const HavenTripVisit *visit = start->question->visits->pdata[i];

      g_assert_nonnull (visit->plan_words);
      g_assert_cmpstr (visit->title, !=, visit->plan_words);
      g_assert_true (visit->needs_interpreter);
      n_medical += visit->wanted && g_str_equal (visit->kind, "medical");
      n_legal += visit->wanted && g_str_equal (visit->kind, "legal");
    }
  g_assert_cmpuint (n_medical, ==, 1);
  g_assert_cmpuint (n_legal, ==, 1);
  g_assert_cmpint (start->question->from.day, ==, trips_test_today (self).day + 1);
  g_assert_cmpint (start->question->to.day, >, start->question->from.day);
}

static void
test_the_desk_hears_nothing_of_the_plan (TripsTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenTripStart) start = haven_trips_load_start (self->desk, self->person, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (start->question->visits->len, ==, 2);
  for (guint i = 0; i < start->question->visits->len; i++)
    g_assert_null (((const HavenTripVisit *) start->question->visits->pdata[i])->plan_words);
}

static void
test_the_nearest_published_date_counts (TripsTest *self, gconstpointer data)
{
  g_autofree char *alex = haven_test_find_person (self->clinic, "Alex");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenTripStart) start = haven_trips_load_start (self->desk, alex, &error);
  g_autoptr (HavenTripQuestion) question = NULL;
  g_autoptr (HavenTripAnswer) kept = NULL, given_up = NULL;
  HavenDate last;

  g_assert_no_error (error);
  g_assert_nonnull (start->published);
  last = start->published->not_after;
  g_set_str (&self->person, alex);
  question = trips_test_ask (self, 0);
  question->from = haven_date_add_days (last, -2);
  question->to = haven_date_add_days (last, 5);
  question->past_published_date = FALSE;
  kept = trips_test_find (self->desk, question, NULL);
  g_assert_cmpuint (trips_test_count (kept), >, 0);
  for (guint i = 0; i < trips_test_count (kept); i++)
    {
      g_assert_cmpint (trips_test_get (kept, i)->date.day, <=, last.day);
      g_assert_cmpint (trips_test_get (kept, i)->days_before_deadline, ==, last.day - trips_test_get (kept, i)->date.day);
    }
  question->from = haven_date_add_days (last, 1);
  g_clear_pointer (&kept, haven_trip_answer_unref);
  kept = trips_test_find (self->desk, question, NULL);
  g_assert_cmpuint (trips_test_count (kept), ==, 0);
  g_assert_cmpint (((HavenTripBlocker *) kept->result->blockers->pdata[0])->rule, ==, HAVEN_TRIP_RULE_NOT_AFTER);
  question->past_published_date = TRUE;
  given_up = trips_test_find (self->desk, question, NULL);
  g_assert_cmpuint (trips_test_count (given_up), >, 0);
}

/* ── Against the rules of booking ─────────────────────────────────────────── */

static gboolean
is_free (TripsTest *self, HavenDate date, int minute, int minutes_long, const char *const *resources)
{
  HavenBooking booking = { .patient_id = self->person,
                           .kind = "medical",
                           .mode = "in-person",
                           .date = date,
                           .minute = minute,
                           .minutes_long = minutes_long,
                           .resource_ids = resources };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  if (!haven_clock_shows (haven_session_get_clock (self->session), date, minute))
    return FALSE;
  conflicts = haven_booking_find_conflicts (self->session, &booking, &error);
  g_assert_no_error (error);
  return conflicts->len == 0;
}

/* The earliest free time of a half day, by trying each on the grid; -1 for none. */
static int
try_half_day (TripsTest *self, HavenDate date, gboolean afternoon, const char *const *resources)
{
  for (int minute = afternoon ? 720 : 0; minute < (afternoon ? 1440 - 45 : 720); minute += 15)
    if (is_free (self, date, minute, 45, resources))
      return minute;
  return -1;
}

static int
get_start (const HavenTripAnswer *answer, HavenDate date, gboolean afternoon)
{
  for (guint i = 0; i < trips_test_count (answer); i++)
    {
      const HavenTripOffer *offer = trips_test_get (answer, i);

      if (offer->date.day == date.day && (offer->start >= 720) == afternoon)
        return offer->start;
    }
  return -1;
}

/* Nobody is free on a day of their own, so each date is asked about by itself: no offer is left out for others. */
static void
test_offers_are_what_booking_has_nothing_against (TripsTest *self, gconstpointer data)
{
  const char *const days[] = { "mon", "tue", "wed", "thu", "fri", NULL };
  g_autoptr (GPtrArray) resources = haven_test_list (self->clinic, &haven_resource_info, "kind", "clinician");
  g_autofree char *clinician = g_strdup (((HavenResource *) resources->pdata[0])->id);
  const char *ids[] = { clinician, NULL };
  g_autoptr (HavenResourceAbsence) absence = haven_resource_absence_new ();
  HavenClock *clock = haven_session_get_clock (self->session);
  guint n_free = 0, n_taken = 0;

  add_rule (self, "yes", 9 * 60, 14 * 60 + 30, days);
  absence->id = haven_id_new ();
  absence->resource_id = g_strdup (clinician);
  absence->starts_at = haven_clock_instant_at (clock, haven_date_add_days (trips_test_today (self), 2), 600);
  absence->ends_at = haven_clock_instant_at (clock, haven_date_add_days (trips_test_today (self), 3), 780);
  insert (self, &haven_resource_absence_info, absence);

  for (int i = 1; i < 8; i++)
    {
      g_autoptr (HavenTripQuestion) question = haven_trip_question_new (self->person);
      g_autoptr (HavenTripAnswer) answer = NULL;
      HavenTripVisit *visit = haven_trip_visit_new ("care", "medical");

      visit->needs_room = FALSE;
      g_set_str (&visit->provider_id, clinician);
      g_ptr_array_add (question->visits, visit);
      question->from = question->to = haven_date_add_days (trips_test_today (self), i);
      question->past_published_date = TRUE;
      answer = trips_test_find (self->session, question, NULL);
      for (gboolean afternoon = FALSE; afternoon <= TRUE; afternoon++)
        {
          int expected = try_half_day (self, question->from, afternoon, ids);

          g_assert_cmpint (get_start (answer, question->from, afternoon), ==, expected);
          n_free += expected >= 0;
          n_taken += expected < 0;
        }
    }
  /* It has both been seen. */
  g_assert_cmpuint (n_free, >, 0);
  g_assert_cmpuint (n_taken, >, 0);
}

static void
assert_nothing_stands_against (TripsTest *self, const HavenTripOffer *offer)
{
  for (guint i = 0; i < offer->parts->len; i++)
    {
      const HavenTripOfferPart *part = offer->parts->pdata[i];
      g_autoptr (GPtrArray) ids = g_ptr_array_new ();

      for (gsize j = 0; part->resources[j]; j++)
        if (!haven_trip_answer_is_person (part->resources[j]))
          g_ptr_array_add (ids, part->resources[j]);
      g_ptr_array_add (ids, NULL);
      g_assert_true (
          is_free (self, offer->date, part->start, part->end - part->start, (const char *const *) ids->pdata));
    }
}

static void
test_each_part_has_whom_it_needs (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) answer = NULL;

  for (guint i = 0; i < question->visits->len; i++)
    ((HavenTripVisit *) question->visits->pdata[i])->needs_interpreter = TRUE;
  answer = trips_test_find (self->session, question, NULL);
  g_assert_cmpuint (trips_test_count (answer), ==, HAVEN_TRIPS_MOST_OFFERS);
  for (guint i = 0; i < trips_test_count (answer); i++)
    {
      const HavenTripOffer *offer = trips_test_get (answer, i);

      for (guint j = 0; j < offer->parts->len; j++)
        {
          const HavenTripOfferPart *part = offer->parts->pdata[j];

          g_assert_cmpuint (g_strv_length (part->resources), ==, 4);
          g_assert_cmpstr (haven_trip_answer_get_name (part->resources[2], answer), ==, "Sami (Arabic)");
        }
      assert_nothing_stands_against (self, offer);
    }
}

static void
test_a_person_comes_only_when_it_suits (TripsTest *self, gconstpointer data)
{
  const char *const days[] = { "tue", "thu", NULL };
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) safe = NULL, any = NULL;
  gboolean outside = FALSE;

  add_rule (self, "only-if", 10 * 60, 13 * 60, days);
  safe = trips_test_find (self->session, question, NULL);
  g_assert_cmpuint (trips_test_count (safe), >, 0);
  for (guint i = 0; i < trips_test_count (safe); i++)
    {
      const HavenTripOffer *offer = trips_test_get (safe, i);

      g_assert_true (haven_date_get_weekday (offer->date) == 2 || haven_date_get_weekday (offer->date) == 4);
      g_assert_cmpint (offer->start, >=, 600);
      g_assert_cmpint (offer->end, <=, 780);
    }
  question->outside_safe_hours = TRUE;
  any = trips_test_find (self->session, question, NULL);
  for (guint i = 0; i < trips_test_count (any); i++)
    outside |= trips_test_get (any, i)->start < 600;
  g_assert_true (outside);
}

static void
test_a_person_who_does_not_come_here_gets_no_offer (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) answer = NULL;

  add_rule (self, "no", 0, 1440, NULL);
  answer = trips_test_find (self->session, question, NULL);
  g_assert_cmpuint (trips_test_count (answer), ==, 0);
  g_assert_cmpint (((HavenTripBlocker *) answer->result->blockers->pdata[0])->rule, ==, HAVEN_TRIP_RULE_NEVER);
}

/* ── What is missing, and what makes no question ──────────────────────────── */

static void
test_what_is_not_there_at_all_is_said (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) nobody = NULL, elsewhere = NULL, nothing = NULL;
  g_autoptr (HavenPatient) patient = haven_test_get (self->clinic, &haven_patient_info, self->person);
  HavenTripVisit *papers = question->visits->pdata[1];

  haven_record_set_text (&patient->spoken_language, "tlh");
  haven_test_change (self->clinic, &haven_patient_info, patient);
  papers->needs_interpreter = TRUE;
  nobody = trips_test_find (self->session, question, NULL);
  g_assert_null (nobody->result);
  g_assert_cmpint (nobody->missing, ==, HAVEN_TRIP_MISSING_INTERPRETER);
  g_assert_cmpstr (nobody->missing_for, ==, "papers");

  question->site = g_strdup ("Another street");
  elsewhere = trips_test_find (self->session, question, NULL);
  g_assert_cmpint (elsewhere->missing, ==, HAVEN_TRIP_MISSING_PROVIDER);
  g_assert_cmpstr (elsewhere->missing_for, ==, "care");

  for (guint i = 0; i < question->visits->len; i++)
    ((HavenTripVisit *) question->visits->pdata[i])->wanted = FALSE;
  nothing = trips_test_find (self->session, question, NULL);
  g_assert_cmpint (nothing->missing, ==, HAVEN_TRIP_MISSING_VISITS);
}

static void
test_days_that_make_no_question_are_refused (TripsTest *self, gconstpointer data)
{
  const int ranges[][2] = { { 5, 4 }, { -9, -2 }, { 1, 400 }, { 0, 100000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
      g_autoptr (GError) error = NULL;

      question->from = haven_date_add_days (trips_test_today (self), ranges[i][0]);
      question->to = haven_date_add_days (trips_test_today (self), ranges[i][1]);
      g_assert_null (haven_trips_find (self->session, question, NULL, NULL, &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
}

static void
test_a_search_that_is_cancelled_ends (TripsTest *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (haven_trips_find (self->session, question, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ── As a text ────────────────────────────────────────────────────────────── */

static void
test_a_question_is_read_from_its_text (TripsTest *self, gconstpointer data)
{
  static const char *const hostile[] = { "", "{}", "('2026-12-01',)", "('x', 'y', '', true, true, true, true, true, 1, 1, 1, [])", "\"", "(((((((((" };
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1), again = NULL;
  g_autofree char *text = NULL;

  question->outside_hours = question->in_order = TRUE;
  question->max_span = 300;
  question->site = g_strdup ("Tanager “Street” & אב");
  ((HavenTripVisit *) question->visits->pdata[0])->provider_id = g_strdup ("dr");
  g_set_str (&((HavenTripVisit *) question->visits->pdata[1])->plan_words, "Nobody else reads this");
  text = haven_trip_question_dup_text (question);
  g_assert_null (strstr (text, "Nobody else"));
  g_assert_null (strstr (text, self->person));
  again = haven_trip_question_new_from_text (self->person, text);
  g_assert_true (haven_trip_question_equal (question, again));
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    g_assert_null (haven_trip_question_new_from_text (self->person, hostile[i]));
}

#define ADD(path, test) g_test_add ("/services/trips/" path, TripsTest, NULL, trips_test_set_up, test, trips_test_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-question-begins-with-the-plan", test_a_question_begins_with_the_plan);
  ADD ("the-desk-hears-nothing-of-the-plan", test_the_desk_hears_nothing_of_the_plan);
  ADD ("the-nearest-published-date-counts", test_the_nearest_published_date_counts);
  ADD ("offers-are-what-booking-has-nothing-against", test_offers_are_what_booking_has_nothing_against);
  ADD ("each-part-has-whom-it-needs", test_each_part_has_whom_it_needs);
  ADD ("a-person-comes-only-when-it-suits", test_a_person_comes_only_when_it_suits);
  ADD ("a-person-who-does-not-come-here-gets-no-offer", test_a_person_who_does_not_come_here_gets_no_offer);
  ADD ("what-is-not-there-at-all-is-said", test_what_is_not_there_at_all_is_said);
  ADD ("days-that-make-no-question-are-refused", test_days_that_make_no_question_are_refused);
  ADD ("a-question-is-read-from-its-text", test_a_question_is_read_from_its_text);
  ADD ("a-search-that-is-cancelled-ends", test_a_search_that_is_cancelled_ends);
  return g_test_run ();
}
