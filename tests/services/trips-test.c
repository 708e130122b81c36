/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trips-test.h"

#include "haven-closed-days.h"

static HavenSession *
sign_in (TripsTest *self, const char *passphrase_file, const char *name)
{
  g_autoptr (GError) error = NULL;
  HavenKeyringState state;
  HavenSession *session;

  g_assert_true (g_file_get_contents (passphrase_file, &self->passphrase, NULL, &error));
  session = haven_vaults_open (self->clinic->folder, name, self->passphrase, NULL, &state, &error);
  g_assert_no_error (error);
  return session;
}

void
trips_test_set_up (TripsTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  self->clinic = g_new0 (HavenTestClinic, 1);
  self->clinic->folder = haven_test_make_folder ();
  self->clinic->session = haven_vaults_make_demo (self->clinic->folder, &file, &error);
  g_assert_no_error (error);
  self->session = self->clinic->session;
  self->desk = sign_in (self, file, "Nadia Ferrell");
  /* The tests reckon in days from today, on whatever day they run. */
  haven_closed_days_set_federal (self->session, FALSE, &error);
  g_assert_no_error (error);
  self->person = haven_test_find_person (self->clinic, "Amina");
}

void
trips_test_tear_down (TripsTest *self, gconstpointer data)
{
  g_clear_object (&self->desk);
  haven_test_clinic_free (self->clinic);
  g_free (self->person);
  g_free (self->passphrase);
}

HavenDate
trips_test_today (TripsTest *self)
{
  return haven_clock_today (haven_session_get_clock (self->session));
}

/* Two visits, medical and legal, in the two weeks that begin @days from today. */
HavenTripQuestion *
trips_test_ask (TripsTest *self, int days)
{
  HavenTripQuestion *question = haven_trip_question_new (self->person);

  g_ptr_array_add (question->visits, haven_trip_visit_new ("care", "medical"));
  g_ptr_array_add (question->visits, haven_trip_visit_new ("papers", "legal"));
  question->from = haven_date_add_days (trips_test_today (self), days);
  question->to = haven_date_add_days (question->from, 13);
  question->past_published_date = TRUE;
  return question;
}

HavenTripAnswer *
trips_test_find (HavenSession *session, const HavenTripQuestion *question, const char *hold_id)
{
  g_autoptr (GError) error = NULL;
  HavenTripAnswer *answer = haven_trips_find (session, question, hold_id, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

guint
trips_test_count (const HavenTripAnswer *answer)
{
  return answer->result ? answer->result->offers->len : 0;
}

const HavenTripOffer *
trips_test_get (const HavenTripAnswer *answer, guint position)
{
  g_assert_cmpuint (position, <, trips_test_count (answer));
  return answer->result->offers->pdata[position];
}
