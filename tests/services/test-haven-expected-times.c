/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Amina's matter has another side, and a hearing where the clinic's visits are: the legal team is told when a visit meets
 * it, and nobody else finds anything. */

#include "haven-access-service.h"
#include "haven-audit-service.h"
#include "haven-booking-service.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "haven-parties-service.h"
#include "trips-test.h"

#include <string.h>

#define SITE "Tanager Street"

typedef struct
{
  TripsTest trips;
  HavenSession *lawyer;
  HavenSession *clinician;
  char *matter_id;
  char *room;
  const char *resources[2];
  HavenBooking booking; /* of Amina, at half past ten on the day of the hearing */
} Fixture;

static HavenSession *
sign_in (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  HavenKeyringState state;
  HavenSession *session =
      haven_vaults_open (self->trips.clinic->folder, name, self->trips.passphrase, NULL, &state, &error);

  g_assert_no_error (error);
  return session;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) matters = NULL, rooms = NULL;

  trips_test_set_up (&self->trips, data);
  self->lawyer = sign_in (self, "Irene Kowalczyk");
  self->clinician = sign_in (self, "Dr Ngozi Okafor");
  matters = haven_test_list (self->trips.clinic, &haven_matter_info, "patient_id", self->trips.person);
  for (guint i = 0; i < matters->len; i++)
    if (g_str_equal (((HavenMatter *) matters->pdata[i])->type, "t_visa"))
      self->matter_id = g_strdup (((HavenMatter *) matters->pdata[i])->id);
  rooms = haven_test_list (self->trips.clinic, &haven_resource_info, "kind", "room");
  self->room = g_strdup (((HavenResource *) rooms->pdata[0])->id);
  self->resources[0] = self->room;
  self->booking = (HavenBooking) { .patient_id = self->trips.person,
                                   .kind = "medical",
                                   .mode = "in-person",
                                   .date = haven_date_add_days (trips_test_today (&self->trips), 400),
                                   .minute = 10 * 60 + 30,
                                   .minutes_long = 45,
                                   .resource_ids = self->resources };
  while (haven_date_get_weekday (self->booking.date) != 3)
    self->booking.date = haven_date_add_days (self->booking.date, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->lawyer);
  g_clear_object (&self->clinician);
  trips_test_tear_down (&self->trips, data);
  g_free (self->matter_id);
  g_free (self->room);
}

static void
apply (HavenSession *session, HavenEdit *edit, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, session, &error));
  g_assert_no_error (error);
}

/* Gives the id of the new date. */
static char *
add_date (Fixture *self, const char *rule, int minute, const char *place)
{
  g_autoptr (GError) error = NULL;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  const HavenDateAt at = { minute, place };
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GPtrArray) dates = NULL;

  input.trigger = self->booking.date;
  edit = haven_matters_edit_add_deadline (self->lawyer, self->matter_id, rule, &input, &at, NULL, &error);
  apply (self->lawyer, edit, error);
  dates = haven_session_list (self->lawyer, &haven_deadline_info, "rule_code", rule, NULL, &error);
  for (guint i = 0; i < dates->len; i++)
    {
      const HavenDeadline *date = dates->pdata[i];

      if (g_str_equal (date->matter_id, self->matter_id) && g_strcmp0 (date->status, "open") == 0)
        return g_strdup (date->id);
    }
  g_assert_not_reached ();
}

/* How many conflicts tell of it; no other stands against that time, and each sentence names nobody. */
static guint
count_told (Fixture *self, HavenSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = haven_booking_find_conflicts (session, &self->booking, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const HavenAppointmentConflict *conflict = conflicts->pdata[i];

      g_assert_cmpint (conflict->code, ==, HAVEN_CONFLICT_ADVERSE_HEARING);
      g_assert_null (strstr (conflict->sentence, "Amina"));
      g_assert_null (strstr (conflict->sentence, "Corvane"));
      g_assert_null (strstr (conflict->sentence, "earing"));
    }
  return conflicts->len;
}

static void
assert_told_to_the_legal_team_alone (Fixture *self, guint n)
{
  g_assert_cmpuint (count_told (self, self->lawyer), ==, n);
  g_assert_cmpuint (count_told (self, self->trips.session), ==, n); /* who may do everything */
  g_assert_cmpuint (count_told (self, self->trips.desk), ==, 0);
  g_assert_cmpuint (count_told (self, self->clinician), ==, 0);
}

static void
test_the_legal_team_alone_is_told (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;

  assert_told_to_the_legal_team_alone (self, 0);
  id = add_date (self, "HEARING", 10 * 60 + 30, " tanager  STREET");
  assert_told_to_the_legal_team_alone (self, 1);
  self->booking.minute = 12 * 60 + 30; /* two hours later */
  assert_told_to_the_legal_team_alone (self, 0);
  self->booking.minute--;
  assert_told_to_the_legal_team_alone (self, 1);
  self->booking.mode = "phone";
  assert_told_to_the_legal_team_alone (self, 0);
}

static void
test_what_is_settled_is_told_to_nobody (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_date (self, "PO-HEARING", -1, SITE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  assert_told_to_the_legal_team_alone (self, 1);
  edit = haven_matters_edit_deadline_status (self->lawyer, id, "waived", "Settled out of court", &error);
  apply (self->lawyer, edit, error);
  assert_told_to_the_legal_team_alone (self, 0);
}

/* Who left the matter comes to no hearing of it. */
static void
test_another_side_that_left_is_not_expected (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_date (self, "HEARING", -1, SITE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatterPage) page = haven_matters_load_page (self->lawyer, self->matter_id, &error);

  assert_told_to_the_legal_team_alone (self, 1);
  for (guint i = 0; i < page->parties->len; i++)
    {
      const HavenParty *party = page->parties->pdata[i];
      g_autoptr (HavenEdit) edit = NULL;

      if (!g_str_equal (party->role, "adverse"))
        continue;
      edit = haven_parties_edit_take_out (self->lawyer, party, &error);
      apply (self->lawyer, edit, error);
    }
  assert_told_to_the_legal_team_alone (self, 0);
}

static void
test_other_dates_bring_nobody (Fixture *self, gconstpointer data)
{
  g_autofree char *interview = add_date (self, "USCIS-APPT", 10 * 60 + 30, SITE);
  g_autofree char *answer = add_date (self, "PO", 10 * 60 + 30, SITE);
  g_autofree char *elsewhere = add_date (self, "HEARING", 10 * 60 + 30, "Ellery County Court");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDeadline) kept = haven_session_load (self->lawyer, &haven_deadline_info, answer, &error);

  assert_told_to_the_legal_team_alone (self, 0);
  /* What is only kept by a day has neither hour nor place. */
  g_assert_cmpint (kept->at_minute, ==, -1);
  g_assert_null (kept->place);
}

static HavenAppointment *
find_visit (Fixture *self)
{
  g_autoptr (GPtrArray) visits = haven_test_list (self->trips.clinic, &haven_appointment_info, "patient_id", self->trips.person);

  for (guint i = 0; i < visits->len; i++)
    {
      const HavenAppointment *visit = visits->pdata[i];
      HavenClock *clock = haven_session_get_clock (self->trips.session);

      if (haven_clock_get_local_date (clock, visit->starts_at).day == self->booking.date.day)
        return haven_appointment_copy (visit);
    }
  return NULL;
}

static void
assert_silent (const char *text, const char *deadline_id)
{
  g_assert_null (strstr (text, "adverse"));
  g_assert_null (strstr (text, "must not be met"));
  g_assert_null (strstr (text, deadline_id));
}

/* What the log that others read keeps of all that was looked for, refused and booked. */
static void
assert_the_shared_log_is_silent (Fixture *self, const char *deadline_id)
{
  const HavenAuditFilter filter = { .limit = 500 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenAuditPage) page = haven_audit_list_all (self->trips.session, &filter, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];
      g_autofree char *text = NULL;

      if (entry->partition != HAVEN_PARTITION_SHARED)
        continue;
      text = g_strjoin (" ", entry->action, entry->record, entry->object_id ? entry->object_id : "",
                        entry->detail ? entry->detail : "", entry->changed ? entry->changed : "", NULL);
      assert_silent (text, deadline_id);
      n += g_strcmp0 (entry->record, "appointment") == 0;
    }
  g_assert_cmpuint (n, >, 0);
}

static void
test_the_lawyer_says_why_and_the_reason_tells_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_date (self, "HEARING", 10 * 60 + 30, SITE);
  g_autoptr (GError) refused = NULL, error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenAppointment) visit = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  self->booking.kind = "legal";
  g_assert_null (haven_booking_edit_book (self->lawyer, &self->booking, &refused));
  haven_assert_store_error (refused, CONSTRAINT);
  self->booking.override_reason = "agreed";
  edit = haven_booking_edit_book (self->lawyer, &self->booking, &error);
  apply (self->lawyer, edit, error);
  visit = find_visit (self);
  json_node_take_object (node, haven_record_to_json (&haven_appointment_info, visit));
  text = json_to_string (node, FALSE);
  assert_silent (text, id);
  assert_the_shared_log_is_silent (self, id);
}

/* Whoever looked before the hearing was entered is told inside the transaction; the desk books, and learns nothing. */
static void
test_it_is_asked_again_when_it_is_written (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (HavenEdit) lawyers = NULL, desks = NULL, clinicians = NULL;
  g_autofree char *id = NULL;
  g_autoptr (HavenAppointment) visit = NULL;

  lawyers = haven_booking_edit_book (self->lawyer, &self->booking, &error);
  g_assert_no_error (error);
  desks = haven_booking_edit_book (self->trips.desk, &self->booking, &error);
  clinicians = haven_booking_edit_book (self->clinician, &self->booking, &error);
  g_assert_no_error (error);
  id = add_date (self, "HEARING", 10 * 60 + 30, SITE);
  g_assert_false (haven_edit_apply (lawyers, self->lawyer, &refused));
  haven_assert_store_error (refused, CONFLICT);
  g_assert_nonnull (strstr (refused->message, "must not be met"));
  apply (self->trips.desk, desks, error);
  visit = find_visit (self);
  g_assert_null (visit->override_reason);
  /* The matter's page is where the legal team learns of it. */
  {
    g_autoptr (HavenMatterPage) page = haven_matters_load_page (self->lawyer, self->matter_id, &error);
    const HavenMetVisit *met = page->met->pdata[0];

    g_assert_cmpuint (page->met->len, ==, 1);
    g_assert_cmpstr (met->deadline_id, ==, id);
    g_assert_cmpint (met->starts_at, ==, visit->starts_at);
  }
  g_assert_true (haven_edit_revert (desks, self->trips.desk, &error));
  apply (self->clinician, clinicians, error);
}

/* An hour and a place are a change of the date as its day is: with a reason, and taken back as one. */
static void
test_hour_and_place_change_with_a_reason (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_date (self, "HEARING", -1, NULL);
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  const HavenDateAt at = { 9 * 60, " Ellery County Court " }, wrong = { 1440, NULL };
  g_autoptr (GError) error = NULL, why = NULL, when = NULL;
  g_autoptr (HavenEdit) edit = NULL, kept = NULL;
  g_autoptr (HavenDeadline) before = NULL, after = NULL, again = NULL, undone = NULL;

  before = haven_session_load (self->lawyer, &haven_deadline_info, id, &error);
  g_assert_cmpint (before->at_minute, ==, -1);
  g_assert_null (before->place);
  input.trigger = self->booking.date;
  g_assert_null (haven_matters_edit_trigger (self->lawyer, id, &input, &at, " ", &why));
  g_assert_error (why, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_null (haven_matters_edit_trigger (self->lawyer, id, &input, &wrong, "The notice", &when));
  g_assert_error (when, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  edit = haven_matters_edit_trigger (self->lawyer, id, &input, &at, "The notice came", &error);
  apply (self->lawyer, edit, error);
  after = haven_session_load (self->lawyer, &haven_deadline_info, id, &error);
  g_assert_cmpint (after->at_minute, ==, 540);
  g_assert_cmpstr (after->place, ==, "Ellery County Court");
  g_assert_cmpstr (after->change_reason, ==, "The notice came");
  g_assert_true (haven_edit_revert (edit, self->lawyer, &error));
  undone = haven_session_load (self->lawyer, &haven_deadline_info, id, &error);
  g_assert_cmpint (undone->at_minute, ==, -1);
  g_assert_null (undone->place);
  g_assert_true (haven_edit_apply (edit, self->lawyer, &error));
  kept = haven_matters_edit_trigger (self->lawyer, id, &input, NULL, "Read again", &error);
  apply (self->lawyer, kept, error);
  again = haven_session_load (self->lawyer, &haven_deadline_info, id, &error);
  g_assert_cmpint (again->at_minute, ==, 540);
}

/* A key to matters opens none of somebody who is closed to its holder. */
static void
test_who_is_closed_out_is_not_told (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_date (self, "HEARING", 10 * 60 + 30, SITE);
  g_autoptr (GPtrArray) staff =
      haven_test_list (self->trips.clinic, &haven_staff_member_info, "name", "Irene Kowalczyk");
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_told (self, self->lawyer), ==, 1);
  haven_access_service_bar (
      self->trips.session, self->trips.person, ((HavenStaffMember *) staff->pdata[0])->id, "Knows the family", &error);
  g_assert_no_error (error);
  conflicts = haven_booking_find_conflicts (self->lawyer, &self->booking, NULL);
  for (guint i = 0; conflicts && i < conflicts->len; i++)
    g_assert_cmpint (
        ((const HavenAppointmentConflict *) conflicts->pdata[i])->code, !=, HAVEN_CONFLICT_ADVERSE_HEARING);
}

static gboolean
is_offered (HavenSession *session, HavenTripQuestion *question, gboolean to_book)
{
  g_autoptr (HavenTripAnswer) answer = trips_test_find (session, question, NULL);

  for (guint i = 0; to_book && i < trips_test_count (answer); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenEdit) edit = haven_trips_edit_book (session, answer, i, NULL, &error);

      g_assert_no_error (error);
      apply (session, edit, error);
      g_assert_true (haven_edit_revert (edit, session, &error));
    }
  return trips_test_count (answer) > 0;
}

/* What booking would refuse is not offered; for whoever is not told, there is nothing to refuse. */
static void
test_no_trip_is_offered_there_then (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenTripQuestion) question = trips_test_ask (&self->trips, 1);
  g_autofree char *at_eleven = NULL, *all_day = NULL;

  question->from = question->to = self->booking.date;
  g_assert_true (is_offered (self->lawyer, question, FALSE));
  at_eleven = add_date (self, "HEARING", 11 * 60, SITE);
  g_assert_true (is_offered (self->lawyer, question, TRUE));
  all_day = add_date (self, "PO-HEARING", -1, SITE);
  g_assert_false (is_offered (self->lawyer, question, FALSE));
  g_assert_true (is_offered (self->trips.desk, question, FALSE));
}

#define ADD(path, test) g_test_add ("/services/expected-times/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-legal-team-alone-is-told", test_the_legal_team_alone_is_told);
  ADD ("what-is-settled-is-told-to-nobody", test_what_is_settled_is_told_to_nobody);
  ADD ("another-side-that-left-is-not-expected", test_another_side_that_left_is_not_expected);
  ADD ("other-dates-bring-nobody", test_other_dates_bring_nobody);
  ADD ("the-lawyer-says-why-and-the-reason-tells-nothing", test_the_lawyer_says_why_and_the_reason_tells_nothing);
  ADD ("it-is-asked-again-when-it-is-written", test_it_is_asked_again_when_it_is_written);
  ADD ("hour-and-place-change-with-a-reason", test_hour_and_place_change_with_a_reason);
  ADD ("who-is-closed-out-is-not-told", test_who_is_closed_out_is_not_told);
  ADD ("no-trip-is-offered-there-then", test_no_trip_is_offered_there_then);
  return g_test_run ();
}
