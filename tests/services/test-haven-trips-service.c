/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "haven-id.h"
#include "haven-trips-service.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  HavenSession *session; /* of somebody who may do everything */
  HavenSession *desk;    /* the front desk, in a session of its own over the same vault */
  char *person;
} Fixture;

static HavenSession *
sign_in (Fixture *self, const char *passphrase_file, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *passphrase = NULL;
  HavenKeyringState state;
  HavenSession *session;

  g_assert_true (g_file_get_contents (passphrase_file, &passphrase, NULL, &error));
  session = haven_vaults_open (self->clinic->folder, name, passphrase, NULL, &state, &error);
  g_assert_no_error (error);
  return session;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  self->clinic = g_new0 (HavenTestClinic, 1);
  self->clinic->folder = haven_test_make_folder ();
  self->clinic->session = haven_vaults_make_demo (self->clinic->folder, &file, &error);
  g_assert_no_error (error);
  self->session = self->clinic->session;
  self->desk = sign_in (self, file, "Nadia Ferrell");
  self->person = haven_test_find_person (self->clinic, "Amina");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->desk);
  haven_test_clinic_free (self->clinic);
  g_free (self->person);
}

static HavenDate
today (Fixture *self)
{
  return haven_clock_today (haven_session_get_clock (self->session));
}

/* Two visits, medical and legal, in the two weeks that begin @days from today. */
static HavenTripQuestion *
make_question (Fixture *self, int days)
{
  HavenTripQuestion *question = haven_trip_question_new (self->person);

  g_ptr_array_add (question->visits, haven_trip_visit_new ("care", "medical"));
  g_ptr_array_add (question->visits, haven_trip_visit_new ("papers", "legal"));
  question->from = haven_date_add_days (today (self), days);
  question->to = haven_date_add_days (question->from, 13);
  question->past_published_date = TRUE;
  return question;
}

static HavenTripAnswer *
find_as (HavenSession *session, const HavenTripQuestion *question, const char *hold_id)
{
  g_autoptr (GError) error = NULL;
  HavenTripAnswer *answer = haven_trips_find (session, question, hold_id, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static guint
count_offers (const HavenTripAnswer *answer)
{
  return answer->result ? answer->result->offers->len : 0;
}

static const HavenTripOffer *
get_offer (const HavenTripAnswer *answer, guint position)
{
  g_assert_cmpuint (position, <, count_offers (answer));
  return answer->result->offers->pdata[position];
}

static void
insert (Fixture *self, const HavenRecordInfo *info, gconstpointer record)
{
  g_autoptr (HavenEdit) edit = haven_edit_new ("Made for a test", HAVEN_ACTION_CREATE, NULL);
  g_autoptr (GError) error = NULL;

  haven_edit_insert (edit, info, record);
  haven_edit_apply (edit, self->session, &error);
  g_assert_no_error (error);
}

static void
add_rule (Fixture *self, const char *safe, int from, int to, const char *const *days)
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
test_a_question_begins_with_the_plan (Fixture *self, gconstpointer data)
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
  g_assert_cmpint (start->question->from.day, ==, today (self).day + 1);
  g_assert_cmpint (start->question->to.day, >, start->question->from.day);
}

static void
test_the_desk_hears_nothing_of_the_plan (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenTripStart) start = haven_trips_load_start (self->desk, self->person, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (start->question->visits->len, ==, 2);
  for (guint i = 0; i < start->question->visits->len; i++)
    g_assert_null (((const HavenTripVisit *) start->question->visits->pdata[i])->plan_words);
}

static void
test_the_nearest_published_date_counts (Fixture *self, gconstpointer data)
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
  question = make_question (self, 0);
  question->from = haven_date_add_days (last, -2);
  question->to = haven_date_add_days (last, 5);
  question->past_published_date = FALSE;
  kept = find_as (self->desk, question, NULL);
  g_assert_cmpuint (count_offers (kept), >, 0);
  for (guint i = 0; i < count_offers (kept); i++)
    {
      g_assert_cmpint (get_offer (kept, i)->date.day, <=, last.day);
      g_assert_cmpint (get_offer (kept, i)->days_before_deadline, ==, last.day - get_offer (kept, i)->date.day);
    }
  question->from = haven_date_add_days (last, 1);
  g_clear_pointer (&kept, haven_trip_answer_unref);
  kept = find_as (self->desk, question, NULL);
  g_assert_cmpuint (count_offers (kept), ==, 0);
  g_assert_cmpint (((HavenTripBlocker *) kept->result->blockers->pdata[0])->rule, ==, HAVEN_TRIP_RULE_NOT_AFTER);
  question->past_published_date = TRUE;
  given_up = find_as (self->desk, question, NULL);
  g_assert_cmpuint (count_offers (given_up), >, 0);
}

/* ── Against the rules of booking ─────────────────────────────────────────── */

static gboolean
is_free (Fixture *self, HavenDate date, int minute, int minutes_long, const char *const *resources)
{
  HavenBooking booking = { .patient_id = self->person,
                           .kind = "medical",
                           .mode = "in-person",
                           .date = date,
                           .minute = minute,
                           .minutes_long = minutes_long,
                           .resource_ids = resources };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = haven_booking_find_conflicts (self->session, &booking, &error);

  g_assert_no_error (error);
  return conflicts->len == 0;
}

/* The earliest free time of a half day, by trying each on the grid; -1 for none. */
static int
try_half_day (Fixture *self, HavenDate date, gboolean afternoon, const char *const *resources)
{
  for (int minute = afternoon ? 720 : 0; minute < (afternoon ? 1440 - 45 : 720); minute += 15)
    if (is_free (self, date, minute, 45, resources))
      return minute;
  return -1;
}

static int
get_start (const HavenTripAnswer *answer, HavenDate date, gboolean afternoon)
{
  for (guint i = 0; i < count_offers (answer); i++)
    {
      const HavenTripOffer *offer = get_offer (answer, i);

      if (offer->date.day == date.day && (offer->start >= 720) == afternoon)
        return offer->start;
    }
  return -1;
}

/* Nobody is free on a day of their own, so each date is asked about by itself: no offer is left out for others. */
static void
test_offers_are_what_booking_has_nothing_against (Fixture *self, gconstpointer data)
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
  absence->starts_at = haven_clock_instant_at (clock, haven_date_add_days (today (self), 2), 600);
  absence->ends_at = haven_clock_instant_at (clock, haven_date_add_days (today (self), 3), 780);
  insert (self, &haven_resource_absence_info, absence);

  for (int i = 1; i < 8; i++)
    {
      g_autoptr (HavenTripQuestion) question = haven_trip_question_new (self->person);
      g_autoptr (HavenTripAnswer) answer = NULL;
      HavenTripVisit *visit = haven_trip_visit_new ("care", "medical");

      visit->needs_room = FALSE;
      g_set_str (&visit->provider_id, clinician);
      g_ptr_array_add (question->visits, visit);
      question->from = question->to = haven_date_add_days (today (self), i);
      question->past_published_date = TRUE;
      answer = find_as (self->session, question, NULL);
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
assert_nothing_stands_against (Fixture *self, const HavenTripOffer *offer)
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
test_each_part_has_whom_it_needs (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (HavenTripAnswer) answer = NULL;

  for (guint i = 0; i < question->visits->len; i++)
    ((HavenTripVisit *) question->visits->pdata[i])->needs_interpreter = TRUE;
  answer = find_as (self->session, question, NULL);
  g_assert_cmpuint (count_offers (answer), ==, HAVEN_TRIPS_MOST_OFFERS);
  for (guint i = 0; i < count_offers (answer); i++)
    {
      const HavenTripOffer *offer = get_offer (answer, i);

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
test_a_person_comes_only_when_it_suits (Fixture *self, gconstpointer data)
{
  const char *const days[] = { "tue", "thu", NULL };
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (HavenTripAnswer) safe = NULL, any = NULL;
  gboolean outside = FALSE;

  add_rule (self, "only-if", 10 * 60, 13 * 60, days);
  safe = find_as (self->session, question, NULL);
  g_assert_cmpuint (count_offers (safe), >, 0);
  for (guint i = 0; i < count_offers (safe); i++)
    {
      const HavenTripOffer *offer = get_offer (safe, i);

      g_assert_true (haven_date_get_weekday (offer->date) == 2 || haven_date_get_weekday (offer->date) == 4);
      g_assert_cmpint (offer->start, >=, 600);
      g_assert_cmpint (offer->end, <=, 780);
    }
  question->outside_safe_hours = TRUE;
  any = find_as (self->session, question, NULL);
  for (guint i = 0; i < count_offers (any); i++)
    outside |= get_offer (any, i)->start < 600;
  g_assert_true (outside);
}

static void
test_a_person_who_does_not_come_here_gets_no_offer (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (HavenTripAnswer) answer = NULL;

  add_rule (self, "no", 0, 1440, NULL);
  answer = find_as (self->session, question, NULL);
  g_assert_cmpuint (count_offers (answer), ==, 0);
  g_assert_cmpint (((HavenTripBlocker *) answer->result->blockers->pdata[0])->rule, ==, HAVEN_TRIP_RULE_NEVER);
}

/* ── What is missing, and what makes no question ──────────────────────────── */

static void
test_what_is_not_there_at_all_is_said (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (HavenTripAnswer) nobody = NULL, elsewhere = NULL, nothing = NULL;
  g_autoptr (HavenPatient) patient = haven_test_get (self->clinic, &haven_patient_info, self->person);
  HavenTripVisit *papers = question->visits->pdata[1];

  haven_record_set_text (&patient->spoken_language, "tlh");
  haven_test_change (self->clinic, &haven_patient_info, patient);
  papers->needs_interpreter = TRUE;
  nobody = find_as (self->session, question, NULL);
  g_assert_null (nobody->result);
  g_assert_cmpint (nobody->missing, ==, HAVEN_TRIP_MISSING_INTERPRETER);
  g_assert_cmpstr (nobody->missing_for, ==, "papers");

  question->site = g_strdup ("Another street");
  elsewhere = find_as (self->session, question, NULL);
  g_assert_cmpint (elsewhere->missing, ==, HAVEN_TRIP_MISSING_PROVIDER);
  g_assert_cmpstr (elsewhere->missing_for, ==, "care");

  for (guint i = 0; i < question->visits->len; i++)
    ((HavenTripVisit *) question->visits->pdata[i])->wanted = FALSE;
  nothing = find_as (self->session, question, NULL);
  g_assert_cmpint (nothing->missing, ==, HAVEN_TRIP_MISSING_VISITS);
}

static void
test_days_that_make_no_question_are_refused (Fixture *self, gconstpointer data)
{
  const int ranges[][2] = { { 5, 4 }, { -9, -2 }, { 1, 400 }, { 0, 100000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autoptr (HavenTripQuestion) question = make_question (self, 1);
      g_autoptr (GError) error = NULL;

      question->from = haven_date_add_days (today (self), ranges[i][0]);
      question->to = haven_date_add_days (today (self), ranges[i][1]);
      g_assert_null (haven_trips_find (self->session, question, NULL, NULL, &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
}

static void
test_a_search_that_is_cancelled_ends (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (haven_trips_find (self->session, question, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ── Booking ──────────────────────────────────────────────────────────────── */

static guint
count (Fixture *self, const HavenRecordInfo *info)
{
  return haven_test_count (self->clinic, info);
}

static void
test_a_trip_is_booked_undone_and_booked_again_as_one (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (HavenTripAnswer) answer = find_as (self->session, question, NULL);
  guint n_visits = count (self, &haven_appointment_info), n_links = count (self, &haven_appointment_resource_info);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_trips_edit_book (self->session, answer, 0, NULL, &error);
  g_autoptr (GPtrArray) visits = NULL, parts = NULL;
  g_autofree char *day = haven_date_dup_iso (get_offer (answer, 0)->date);
  HavenTestLog log;

  g_assert_no_error (error);
  log = haven_test_read_log (self->clinic);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  haven_test_assert_log (self->clinic, &log, 1, 0, 0);
  g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits + 2);
  g_assert_cmpuint (count (self, &haven_appointment_resource_info), ==, n_links + 4);
  visits = haven_test_list (self->clinic, &haven_appointment_info, "patient_id", self->person);
  for (guint i = 0; i < visits->len && parts == NULL; i++)
    {
      const HavenAppointment *visit = visits->pdata[i];

      if (visit->trip_id && g_str_has_prefix (visit->local_start, day))
        parts = haven_trips_list_parts (self->session, visit->trip_id, &error);
    }
  g_assert_cmpuint (parts->len, ==, 2);
  for (guint i = 0; i < parts->len; i++)
    {
      const HavenAppointment *part = parts->pdata[i];
      const HavenTripOfferPart *offered = get_offer (answer, 0)->parts->pdata[i];
      HavenClock *clock = haven_session_get_clock (self->session);

      g_assert_cmpstr (part->status, ==, "confirmed");
      g_assert_cmpstr (part->site, ==, "Tanager Street");
      g_assert_cmpint (haven_clock_get_local_date (clock, part->starts_at).day, ==, get_offer (answer, 0)->date.day);
      g_assert_cmpint (haven_clock_get_local_minute (clock, part->starts_at), ==, offered->start);
      g_assert_cmpint (haven_clock_get_local_minute (clock, part->ends_at), ==, offered->end);
    }
  g_assert_true (haven_edit_revert (edit, self->session, &error));
  g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits);
  g_assert_cmpuint (count (self, &haven_appointment_resource_info), ==, n_links);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits + 2);
  g_assert_true (haven_edit_revert (edit, self->session, &error));
  g_assert_no_error (error);
}

static void
test_what_was_taken_meanwhile_is_not_booked_again (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (HavenTripAnswer) answer = find_as (self->session, question, NULL);
  const HavenTripOfferPart *second = get_offer (answer, 0)->parts->pdata[1];
  const char *ids[] = { second->resources[0], NULL };
  g_autofree char *other = haven_test_find_person (self->clinic, "Marisol");
  HavenBooking booking = { .patient_id = other,
                           .date = get_offer (answer, 0)->date,
                           .minute = second->end - 15,
                           .minutes_long = 30,
                           .resource_ids = ids };
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (HavenEdit) trip = haven_trips_edit_book (self->session, answer, 0, NULL, &error);
  g_autoptr (HavenEdit) single = haven_booking_edit_book (self->session, &booking, &error);
  guint n_visits;

  g_assert_true (haven_edit_apply (trip, self->session, &error));
  g_assert_true (haven_edit_revert (trip, self->session, &error));
  g_assert_true (haven_edit_apply (single, self->session, &error));
  g_assert_no_error (error);
  n_visits = count (self, &haven_appointment_info);
  /* Doing it again asks again, and takes no part without the other. */
  g_assert_false (haven_edit_apply (trip, self->session, &refused));
  haven_assert_store_error (refused, CONFLICT);
  g_assert_nonnull (strstr (refused->message, "no longer free"));
  g_assert_nonnull (strstr (refused->message, "already has a visit then"));
  g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 0);
}

typedef struct
{
  HavenSession *session;
  HavenEdit *edit;
  GError *error;
  gboolean booked;
  gint *waiting;
} Desk;

static gpointer
book_at_once (gpointer data)
{
  Desk *desk = data;

  g_atomic_int_dec_and_test (desk->waiting);
  while (g_atomic_int_get (desk->waiting) > 0)
    g_thread_yield ();
  desk->booked = haven_edit_apply (desk->edit, desk->session, &desk->error);
  return NULL;
}

static void
test_of_two_desks_exactly_one_books (Fixture *self, gconstpointer data)
{
  guint n_races = 0;

  for (int round = 0; round < 8; round++)
    {
      g_autoptr (HavenTripQuestion) question = make_question (self, 1 + round);
      g_autofree char *other = haven_test_find_person (self->clinic, "Marisol");
      g_autoptr (HavenTripAnswer) mine = NULL, theirs = NULL;
      guint n_visits = count (self, &haven_appointment_info);
      gint waiting = 2;
      Desk desks[2] = { { self->session, NULL, NULL, FALSE, &waiting }, { self->desk, NULL, NULL, FALSE, &waiting } };
      GThread *threads[2];

      /* Each asks for a person of their own; the same lawyer and the same clinician. */
      for (guint i = 0; i < 2; i++)
        {
          HavenTripVisit *visit = question->visits->pdata[i];
          g_autoptr (GPtrArray) who =
              haven_test_list (self->clinic, &haven_resource_info, "kind", haven_trip_kind_get_provider (visit->kind));

          g_set_str (&visit->provider_id, ((HavenResource *) who->pdata[0])->id);
        }
      mine = find_as (self->session, question, NULL);
      g_set_str (&question->patient_id, other);
      theirs = find_as (self->desk, question, NULL);
      if (get_offer (mine, 0)->date.day != get_offer (theirs, 0)->date.day ||
          get_offer (mine, 0)->start != get_offer (theirs, 0)->start)
        continue;
      n_races++;
      desks[0].edit = haven_trips_edit_book (self->session, mine, 0, NULL, NULL);
      desks[1].edit = haven_trips_edit_book (self->desk, theirs, 0, NULL, NULL);
      for (int i = 0; i < 2; i++)
        threads[i] = g_thread_new ("desk", book_at_once, &desks[i]);
      for (int i = 0; i < 2; i++)
        g_thread_join (threads[i]);
      g_assert_true (desks[0].booked != desks[1].booked);
      g_assert_cmpuint (count (self, &haven_appointment_info), ==, n_visits + 2);
      for (int i = 0; i < 2; i++)
        {
          if (!desks[i].booked)
            {
              haven_assert_store_error (desks[i].error, CONFLICT);
              g_assert_nonnull (strstr (desks[i].error->message, "no longer free"));
            }
          g_clear_error (&desks[i].error);
          g_clear_object (&desks[i].edit);
        }
    }
  g_assert_cmpuint (n_races, >, 3);
}

/* ── Keeping ──────────────────────────────────────────────────────────────── */

static gboolean
offers_times (const HavenTripAnswer *answer, const HavenTripOffer *offer)
{
  const HavenTripOfferPart *first = offer->parts->pdata[0];

  for (guint i = 0; i < count_offers (answer); i++)
    {
      const HavenTripOffer *other = get_offer (answer, i);
      const HavenTripOfferPart *part = other->parts->pdata[0];

      if (other->date.day == offer->date.day && part->start == first->start &&
          g_str_equal (part->resources[0], first->resources[0]))
        return TRUE;
    }
  return FALSE;
}

static void
test_what_is_kept_is_kept_from_others_until_it_ends (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (HavenTripAnswer) answer = NULL, theirs = NULL, mine = NULL, later = NULL;
  g_autoptr (GPtrArray) who = haven_test_list (self->clinic, &haven_resource_info, "kind", "clinician");
  g_autoptr (GError) error = NULL, refused = NULL, booking_error = NULL;
  g_autofree char *hold = NULL, *other = haven_test_find_person (self->clinic, "Marisol");
  g_autoptr (HavenEdit) edit = NULL;
  HavenClock *clock = haven_session_get_clock (self->desk);
  HavenInstant until = 0;

  g_set_str (&((HavenTripVisit *) question->visits->pdata[0])->provider_id, ((HavenResource *) who->pdata[0])->id);
  answer = find_as (self->session, question, NULL);
  hold = haven_trips_hold (self->session, answer, 0, NULL, &until, &error);
  g_assert_no_error (error);
  g_assert_cmpint (until, >, haven_clock_now (clock) + 14 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 4);

  mine = find_as (self->session, question, hold);
  g_assert_true (offers_times (mine, get_offer (answer, 0)));
  g_set_str (&question->patient_id, other);
  theirs = find_as (self->desk, question, NULL);
  g_assert_false (offers_times (theirs, get_offer (answer, 0)));
  g_assert_null (haven_trips_hold (self->desk, answer, 0, NULL, &until, &refused));
  haven_assert_store_error (refused, CONFLICT);
  g_assert_nonnull (strstr (refused->message, "held for somebody else until"));
  edit = haven_trips_edit_book (self->desk, answer, 0, NULL, &error);
  g_assert_false (haven_edit_apply (edit, self->desk, &booking_error));
  haven_assert_store_error (booking_error, CONFLICT);

  haven_clock_raise_floor (clock, until);
  later = find_as (self->desk, question, NULL);
  g_assert_true (offers_times (later, get_offer (answer, 0)));
  g_assert_true (haven_edit_apply (edit, self->desk, &error));
  g_assert_no_error (error);
}

static void
test_another_offer_is_kept_instead_and_booking_ends_it (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (HavenTripAnswer) answer = find_as (self->session, question, NULL);
  g_autoptr (GError) error = NULL;
  HavenInstant until = 0;
  g_autofree char *first = haven_trips_hold (self->session, answer, 0, NULL, &until, &error);
  g_autofree char *second = haven_trips_hold (self->session, answer, 1, first, &until, &error);
  g_autofree char *third = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 4);
  g_assert_true (haven_trips_release (self->session, second, &error));
  g_assert_true (haven_trips_release (self->session, second, &error));
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 0);
  third = haven_trips_hold (self->session, answer, 1, second, &until, &error);
  edit = haven_trips_edit_book (self->session, answer, 1, third, &error);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (self, &haven_slot_hold_info), ==, 0);
}

static void
test_a_visit_that_is_kept_shows_as_held_when_booked_singly (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = make_question (self, 1);
  g_autoptr (HavenTripAnswer) answer = find_as (self->session, question, NULL);
  const HavenTripOfferPart *part = get_offer (answer, 0)->parts->pdata[0];
  const char *ids[] = { part->resources[0], NULL };
  g_autofree char *other = haven_test_find_person (self->clinic, "Marisol"), *hold = NULL;
  HavenBooking booking = { .patient_id = other,
                           .date = get_offer (answer, 0)->date,
                           .minute = part->start,
                           .minutes_long = 15,
                           .resource_ids = ids };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  HavenInstant until = 0;

  hold = haven_trips_hold (self->session, answer, 0, NULL, &until, &error);
  conflicts = haven_booking_find_conflicts (self->desk, &booking, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpint (((HavenAppointmentConflict *) conflicts->pdata[0])->code, ==, HAVEN_CONFLICT_HELD);
}

#define ADD(path, test) g_test_add ("/services/trips/" path, Fixture, NULL, set_up, test, tear_down)

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
  ADD ("a-search-that-is-cancelled-ends", test_a_search_that_is_cancelled_ends);
  ADD ("a-trip-is-booked-undone-and-booked-again-as-one", test_a_trip_is_booked_undone_and_booked_again_as_one);
  ADD ("what-was-taken-meanwhile-is-not-booked-again", test_what_was_taken_meanwhile_is_not_booked_again);
  ADD ("of-two-desks-exactly-one-books", test_of_two_desks_exactly_one_books);
  ADD ("what-is-kept-is-kept-from-others-until-it-ends", test_what_is_kept_is_kept_from_others_until_it_ends);
  ADD ("another-offer-is-kept-instead-and-booking-ends-it", test_another_offer_is_kept_instead_and_booking_ends_it);
  ADD ("a-visit-that-is-kept-shows-as-held-when-booked-singly",
       test_a_visit_that_is_kept_shows_as_held_when_booked_singly);
  return g_test_run ();
}
