/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two desks want the same hour at once: in one program, and in two.
 */

#include "haven-booking-service.h"
#include "haven-series-service.h"
#include "trips-test.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TWO_DESKS 2
#define N_ROUNDS 4

typedef struct
{
  TripsTest trips;
  char *people[TWO_DESKS];
  char *clinician;
  const char *resources[2];
  HavenBooking booking;
} Race;

static void
set_up (Race *self, gconstpointer data)
{
  g_autoptr (GPtrArray) clinicians = NULL;

  trips_test_set_up (&self->trips, data);
  self->people[0] = haven_test_find_person (self->trips.clinic, "Amina");
  self->people[1] = haven_test_find_person (self->trips.clinic, "Marisol");
  clinicians = haven_test_list (self->trips.clinic, &haven_resource_info, "kind", "clinician");
  self->resources[0] = self->clinician = g_strdup (((HavenResource *) clinicians->pdata[0])->id);
  self->booking = (HavenBooking) { .patient_id = self->people[0],
                                   .kind = "medical",
                                   .mode = "phone",
                                   .date = haven_date_add_days (trips_test_today (&self->trips), 400),
                                   .minute = 10 * 60,
                                   .minutes_long = 45,
                                   .resource_ids = self->resources };
  while (haven_date_get_weekday (self->booking.date) != 3)
    self->booking.date = haven_date_add_days (self->booking.date, 1);
}

static void
tear_down (Race *self, gconstpointer data)
{
  for (int i = 0; i < TWO_DESKS; i++)
    g_free (self->people[i]);
  g_free (self->clinician);
  trips_test_tear_down (&self->trips, data);
}

static guint
count (Race *self)
{
  return haven_test_count (self->trips.clinic, &haven_appointment_info);
}

static HavenEdit *
make (HavenSession *session, const HavenBooking *booking)
{
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = booking->appointment_id ? haven_series_edit_move (session, booking, &error)
                                            : haven_series_edit_book (session, booking, &error);

  g_assert_no_error (error);
  return edit;
}

static void
do_it (HavenSession *session, HavenEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_edit_apply (edit, session, &error));
  g_assert_no_error (error);
}

static void
assert_too_late (HavenSession *session, HavenEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_edit_apply (edit, session, &error));
  haven_assert_store_error (error, CONFLICT);
  g_assert_nonnull (strstr (error->message, "no longer free, and nothing was changed. "));
  g_assert_nonnull (strstr (error->message, "already has a visit then (10:00–10:45)."));
  g_assert_null (strstr (error->message, "Amina"));
  g_assert_null (strstr (error->message, "Marisol"));
}

/* ── One after the other ──────────────────────────────────────────────────── */

static void
test_who_comes_second_is_told (Race *self, gconstpointer data)
{
  HavenBooking theirs = self->booking;
  g_autoptr (HavenEdit) first = make (self->trips.session, &self->booking), second = NULL;
  guint n = count (self);

  theirs.patient_id = self->people[1];
  second = make (self->trips.desk, &theirs);
  do_it (self->trips.session, first);
  assert_too_late (self->trips.desk, second);
  g_assert_cmpuint (count (self), ==, n + 1);
  /* Undone, it is free again; then doing it again asks again. */
  g_assert_true (haven_edit_revert (first, self->trips.session, NULL));
  do_it (self->trips.desk, second);
  assert_too_late (self->trips.session, first);
  g_assert_cmpuint (count (self), ==, n + 1);
}

static void
test_a_series_is_booked_whole_or_not (Race *self, gconstpointer data)
{
  HavenBooking theirs = self->booking;
  g_autoptr (HavenEdit) series = NULL, single = NULL;
  guint n = count (self);

  self->booking.date = haven_date_add_days (self->booking.date, -14);
  self->booking.repeat.frequency = HAVEN_SERIES_WEEKLY;
  self->booking.repeat.every = 1;
  self->booking.repeat.last = haven_date_add_days (self->booking.date, 28);
  series = make (self->trips.session, &self->booking);
  theirs.patient_id = self->people[1];
  single = make (self->trips.desk, &theirs);
  do_it (self->trips.desk, single);
  assert_too_late (self->trips.session, series);
  g_assert_cmpuint (count (self), ==, n + 1);
}

static char *
find_at (Race *self, HavenDate date, int minute)
{
  g_autoptr (HavenDayPage) page = haven_booking_load_day (self->trips.session, date, NULL);

  for (guint i = 0; i < page->visits->len; i++)
    if (haven_visit_get_start_minute (page->visits->pdata[i]) == minute)
      return g_strdup (haven_visit_get_appointment (page->visits->pdata[i])->id);
  return NULL;
}

static void
test_a_visit_is_not_moved_onto_another (Race *self, gconstpointer data)
{
  HavenBooking early = self->booking;
  g_autoptr (HavenEdit) first = NULL, move = NULL, second = NULL;
  g_autofree char *id = NULL, *still = NULL;

  early.patient_id = self->people[1];
  early.minute = 8 * 60 + 30;
  early.override_reason = "urgent";
  first = make (self->trips.desk, &early);
  do_it (self->trips.desk, first);
  id = find_at (self, early.date, early.minute);
  early.appointment_id = id;
  early.minute = self->booking.minute;
  early.override_reason = NULL;
  move = make (self->trips.desk, &early);
  second = make (self->trips.session, &self->booking);
  do_it (self->trips.session, second);
  assert_too_late (self->trips.desk, move);
  still = find_at (self, early.date, 8 * 60 + 30);
  g_assert_cmpstr (still, ==, id);
}

/* What somebody knows and gave a reason for is no news; what came meanwhile is. */
static void
test_a_reason_is_for_what_was_known (Race *self, gconstpointer data)
{
  HavenBooking over = self->booking, between = self->booking;
  g_autoptr (HavenEdit) first = make (self->trips.session, &self->booking), second = NULL, third = NULL;
  g_autoptr (GError) error = NULL;

  do_it (self->trips.session, first);
  over.patient_id = self->people[1];
  over.override_reason = "urgent";
  second = make (self->trips.desk, &over);
  do_it (self->trips.desk, second);
  g_assert_true (haven_edit_revert (second, self->trips.desk, NULL));
  between.override_reason = "short";
  between.minute += 30;
  between.minutes_long = 15;
  third = make (self->trips.session, &between);
  do_it (self->trips.session, third);
  g_assert_false (haven_edit_apply (second, self->trips.desk, &error));
  haven_assert_store_error (error, CONFLICT);
}

/* Both saw a place, and there was one. */
static void
test_the_last_place_of_a_group_is_given_once (Race *self, gconstpointer data)
{
  HavenResource *room = NULL;
  g_autoptr (GPtrArray) rooms = haven_test_list (self->trips.clinic, &haven_resource_info, "kind", "room");
  g_autoptr (HavenEdit) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  HavenBooking theirs;
  guint n = count (self);

  for (guint i = 0; i < rooms->len; i++)
    if (((HavenResource *) rooms->pdata[i])->capacity > 0)
      room = rooms->pdata[i];
  g_assert_nonnull (room);
  self->booking.resource_ids = (const char *[]) { room->id, NULL };
  self->booking.kind = "group";
  theirs = self->booking;
  theirs.patient_id = self->people[1];
  first = make (self->trips.session, &self->booking);
  second = make (self->trips.desk, &theirs);
  do_it (self->trips.session, first);
  do_it (self->trips.desk, second);
  g_assert_cmpuint (count (self), ==, n + 2);
  g_assert_true (haven_edit_revert (second, self->trips.desk, NULL));
  room->capacity = 1;
  haven_test_change (self->trips.clinic, &haven_resource_info, room);
  g_assert_false (haven_edit_apply (second, self->trips.desk, &error));
  haven_assert_store_error (error, CONFLICT);
  g_assert_nonnull (strstr (error->message, "has 1 place in a group, and with this visit 2 people come."));
  g_assert_cmpuint (count (self), ==, n + 1);
}

/* ── At once, in one program ──────────────────────────────────────────────── */

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
test_of_two_desks_exactly_one_books (Race *self, gconstpointer data)
{
  for (int round = 0; round < N_ROUNDS; round++)
    {
      gint waiting = TWO_DESKS;
      Desk desks[TWO_DESKS] = { { .session = self->trips.session, .waiting = &waiting },
                                { .session = self->trips.desk, .waiting = &waiting } };
      GThread *threads[TWO_DESKS];
      guint n = count (self), n_booked = 0;

      for (int i = 0; i < TWO_DESKS; i++)
        {
          self->booking.patient_id = self->people[i];
          desks[i].edit = make (desks[i].session, &self->booking);
        }
      for (int i = 0; i < TWO_DESKS; i++)
        threads[i] = g_thread_new ("desk", book_at_once, &desks[i]);
      for (int i = 0; i < TWO_DESKS; i++)
        {
          g_thread_join (threads[i]);
          n_booked += desks[i].booked;
          if (!desks[i].booked)
            haven_assert_store_error (desks[i].error, CONFLICT);
          g_clear_error (&desks[i].error);
          g_clear_object (&desks[i].edit);
        }
      g_assert_cmpuint (n_booked, ==, 1);
      g_assert_cmpuint (count (self), ==, n + 1);
      self->booking.date = haven_date_add_days (self->booking.date, 7);
    }
}

/* ── At once, in two programs ─────────────────────────────────────────────── */

static HavenEdit *
make_trip (HavenSession *session, const char *patient_id, const char *clinician_id, HavenDate date, GError **error)
{
  g_autoptr (HavenTripQuestion) question = haven_trip_question_new (patient_id);
  HavenTripVisit *care = haven_trip_visit_new ("care", "medical");
  g_autoptr (HavenTripAnswer) answer = NULL;

  care->provider_id = g_strdup (clinician_id);
  g_ptr_array_add (question->visits, care);
  g_ptr_array_add (question->visits, haven_trip_visit_new ("papers", "legal"));
  question->from = question->to = date;
  question->past_published_date = question->outside_safe_hours = TRUE;
  answer = haven_trips_find (session, question, NULL, NULL, error);
  return answer ? haven_trips_edit_book (session, answer, 0, NULL, error) : NULL;
}

static HavenEdit *
make_single (HavenSession *session, const char *patient_id, const char *clinician_id, HavenDate date, GError **error)
{
  const char *const resource_ids[] = { clinician_id, NULL };
  const HavenBooking booking = { .patient_id = patient_id,
                                 .kind = "medical",
                                 .mode = "phone",
                                 .date = date,
                                 .minute = 10 * 60,
                                 .minutes_long = 45,
                                 .resource_ids = resource_ids };

  return haven_booking_edit_book (session, &booking, error);
}

/* This program run again: signs in, gets everything ready, says so, and books when it is told to. */
static int
run_desk (char **words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *passphrase = g_strdup (words[2]);
  HavenKeyringState state;
  g_autoptr (HavenSession) session = haven_vaults_open (words[0], words[1], passphrase, NULL, &state, &error);
  HavenDate date = HAVEN_DATE_NONE;
  g_autoptr (HavenEdit) edit = NULL;
  char go;

  haven_date_parse (words[6], &date, NULL);
  if (session)
    edit = g_str_equal (words[3], "trip") ? make_trip (session, words[4], words[5], date, &error)
                                          : make_single (session, words[4], words[5], date, &error);
  if (edit == NULL)
    return 2;
  printf ("ready\n");
  fflush (stdout);
  if (read (STDIN_FILENO, &go, 1) != 1)
    return 3;
  if (haven_edit_apply (edit, session, &error))
    printf ("booked\n");
  else
    printf ("%s\n", error->message);
  return 0;
}

static GSubprocess *
start_desk (Race *self, const char *what, const char *patient_id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *date = haven_date_dup_iso (self->booking.date);
  GSubprocess *desk = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                        &error,
                                        "/proc/self/exe",
                                        "--desk",
                                        self->trips.clinic->folder,
                                        "Nadia Ferrell",
                                        self->trips.passphrase,
                                        what,
                                        patient_id,
                                        self->clinician,
                                        date,
                                        NULL);

  g_assert_no_error (error);
  return desk;
}

static char *
read_line (GDataInputStream *stream)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (stream, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

static void
race_programs (Race *self, const char *what, guint n_visits, const char *sentence)
{
  GSubprocess *desks[TWO_DESKS];
  GDataInputStream *streams[TWO_DESKS];
  guint n = count (self), n_booked = 0;

  for (int i = 0; i < TWO_DESKS; i++)
    {
      g_autofree char *line = NULL;

      desks[i] = start_desk (self, what, self->people[i]);
      streams[i] = g_data_input_stream_new (g_subprocess_get_stdout_pipe (desks[i]));
      line = read_line (streams[i]);
      g_assert_cmpstr (line, ==, "ready");
    }
  for (int i = 0; i < TWO_DESKS; i++)
    {
      GOutputStream *to = g_subprocess_get_stdin_pipe (desks[i]);

      g_assert_true (g_output_stream_write_all (to, "!", 1, NULL, NULL, NULL));
      g_assert_true (g_output_stream_flush (to, NULL, NULL));
    }
  for (int i = 0; i < TWO_DESKS; i++)
    {
      g_autofree char *line = read_line (streams[i]);

      g_test_message ("%s", line);
      if (g_str_equal (line, "booked"))
        n_booked++;
      else
        g_assert_true (g_str_has_prefix (line, sentence));
      g_assert_true (g_subprocess_wait_check (desks[i], NULL, NULL));
      g_object_unref (streams[i]);
      g_object_unref (desks[i]);
    }
  g_assert_cmpuint (n_booked, ==, 1);
  g_assert_cmpuint (count (self), ==, n + n_visits);
}

static void
test_of_two_programs_exactly_one_books_a_visit (Race *self, gconstpointer data)
{
  for (int round = 0; round < N_ROUNDS; round++)
    {
      race_programs (self, "single", 1, "This time is no longer free, and nothing was changed. ");
      self->booking.date = haven_date_add_days (self->booking.date, 7);
    }
}

static void
test_of_two_programs_exactly_one_books_a_trip (Race *self, gconstpointer data)
{
  for (int round = 0; round < N_ROUNDS; round++)
    {
      race_programs (self, "trip", 2, "This trip is no longer free, and nothing was booked. ");
      self->booking.date = haven_date_add_days (self->booking.date, 7);
    }
}

#define ADD(path, test) g_test_add ("/services/booking-race/" path, Race, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 9 && g_str_equal (argv[1], "--desk"))
    return run_desk (argv + 2);
  g_test_init (&argc, &argv, NULL);
  ADD ("who-comes-second-is-told", test_who_comes_second_is_told);
  ADD ("the-last-place-of-a-group-is-given-once", test_the_last_place_of_a_group_is_given_once);
  ADD ("a-series-is-booked-whole-or-not", test_a_series_is_booked_whole_or_not);
  ADD ("a-visit-is-not-moved-onto-another", test_a_visit_is_not_moved_onto_another);
  ADD ("a-reason-is-for-what-was-known", test_a_reason_is_for_what_was_known);
  ADD ("of-two-desks-exactly-one-books", test_of_two_desks_exactly_one_books);
  ADD ("of-two-programs-exactly-one-books-a-visit", test_of_two_programs_exactly_one_books_a_visit);
  ADD ("of-two-programs-exactly-one-books-a-trip", test_of_two_programs_exactly_one_books_a_trip);
  return g_test_run ();
}
