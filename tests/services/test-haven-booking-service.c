/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "haven-business-calendar.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  char *person;
  char *clinician;
  char *room;
  const char *resources[3];
  HavenBooking booking; /* a free morning far ahead */
} Fixture;

static const HavenResource *
find_resource (GPtrArray *resources, const char *kind, const char *other_than)
{
  for (guint i = 0; i < resources->len; i++)
    {
      const HavenResource *resource = resources->pdata[i];

      if (strcmp (resource->kind, kind) == 0 && g_strcmp0 (resource->id, other_than) != 0)
        return resource;
    }
  g_assert_not_reached ();
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) resources = NULL;
  HavenDate day;

  self->clinic = haven_test_clinic_new ();
  self->person = haven_test_find_person (self->clinic, "Amina");
  resources = haven_test_list (self->clinic, &haven_resource_info, NULL, NULL);
  self->clinician = g_strdup (find_resource (resources, "clinician", NULL)->id);
  self->room = g_strdup (find_resource (resources, "room", NULL)->id);
  self->resources[0] = self->clinician;
  self->resources[1] = self->room;
  day = haven_date_add_days (haven_clock_today (haven_session_get_clock (self->clinic->session)), 400);
  while (haven_date_get_weekday (day) != 3 || haven_federal_holiday_get_name (day) != NULL)
    day = haven_date_add_days (day, 1);
  self->booking = (HavenBooking) { .patient_id = self->person,
                                   .kind = "medical",
                                   .mode = "in-person",
                                   .date = day,
                                   .minute = 10 * 60,
                                   .minutes_long = 45,
                                   .resource_ids = self->resources };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->person);
  g_free (self->clinician);
  g_free (self->room);
}

static HavenEdit *
book (Fixture *self, char **id)
{
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_booking_edit_book (self->clinic->session, &self->booking, &error);
  g_autoptr (HavenDayPage) page = NULL;

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  page = haven_booking_load_day (self->clinic->session, self->booking.date, &error);
  g_assert_cmpuint (page->visits->len, ==, 1);
  *id = g_strdup (haven_visit_get_appointment (page->visits->pdata[0])->id);
  return edit;
}

static HavenAppointment *
get (Fixture *self, const char *id)
{
  return haven_test_get (self->clinic, &haven_appointment_info, id);
}

static guint
count_on_day (Fixture *self)
{
  g_autoptr (HavenDayPage) page = haven_booking_load_day (self->clinic->session, self->booking.date, NULL);

  return page->visits->len;
}

static void
test_a_visit_is_booked_undone_and_booked_again (Fixture *self, gconstpointer data)
{
  guint n_links = haven_test_count (self->clinic, &haven_appointment_resource_info);
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = book (self, &id);
  g_autoptr (HavenAppointment) visit = get (self, id);
  g_autoptr (GError) error = NULL;
  HavenTestLog log;

  g_assert_cmpstr (visit->status, ==, "confirmed");
  g_assert_true (g_str_has_suffix (visit->local_start, "T10:00"));
  g_assert_cmpint (visit->ends_at - visit->starts_at, ==, 45 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_appointment_resource_info), ==, n_links + 2);
  log = haven_test_read_log (self->clinic);
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  haven_test_assert_log (self->clinic, &log, 1, 0, 0);
  g_assert_null (get (self, id));
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_appointment_resource_info), ==, n_links);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_on_day (self), ==, 0);
}

static void
test_what_makes_no_visit_is_refused (Fixture *self, gconstpointer data)
{
  const struct
  {
    int minute, minutes_long;
  } times[] = { { -1, 30 },  { 600, 0 },          { 600, -5 },  { 1440, 30 }, { 1430, 30 }, { 600, G_MAXINT },
                { G_MAXINT, 1 }, { G_MININT, 1 }, { 1439, 2 } };
  const char *unknown[] = { "no such room", NULL };
  g_autoptr (GError) person_error = NULL, day_error = NULL, room_error = NULL, kind_error = NULL;
  g_autoptr (HavenEdit) edit = NULL, kind_edit = NULL;
  HavenBooking booking;

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GError) error = NULL, conflict_error = NULL;

      booking = self->booking;
      booking.minute = times[i].minute;
      booking.minutes_long = times[i].minutes_long;
      g_assert_null (haven_booking_edit_book (self->clinic->session, &booking, &error));
      haven_assert_store_error (error, CONSTRAINT);
      g_assert_null (haven_booking_find_conflicts (self->clinic->session, &booking, &conflict_error));
      haven_assert_store_error (conflict_error, CONSTRAINT);
    }
  booking = self->booking;
  booking.date = HAVEN_DATE_NONE;
  g_assert_null (haven_booking_edit_book (self->clinic->session, &booking, &day_error));
  haven_assert_store_error (day_error, CONSTRAINT);
  booking = self->booking;
  booking.patient_id = "nobody";
  g_assert_null (haven_booking_edit_book (self->clinic->session, &booking, &person_error));
  haven_assert_store_error (person_error, NOT_FOUND);
  booking = self->booking;
  booking.resource_ids = unknown;
  edit = haven_booking_edit_book (self->clinic->session, &booking, NULL);
  g_assert_false (haven_edit_apply (edit, self->clinic->session, &room_error));
  haven_assert_store_error (room_error, CONSTRAINT);
  booking = self->booking;
  booking.kind = "party";
  kind_edit = haven_booking_edit_book (self->clinic->session, &booking, NULL);
  g_assert_false (haven_edit_apply (kind_edit, self->clinic->session, &kind_error));
  haven_assert_store_error (kind_error, CONSTRAINT);
  g_assert_cmpuint (count_on_day (self), ==, 0);
}

static void
test_a_visit_that_ends_at_midnight_fits (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  self->booking.override_reason = "other";
  self->booking.minute = 1439;
  self->booking.minutes_long = 1;
  edit = book (self, &id);
  g_assert_nonnull (id);
}

static gboolean
has_conflict (GPtrArray *conflicts, HavenConflictCode code)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const HavenAppointmentConflict *conflict = conflicts->pdata[i];

      g_assert_nonnull (conflict->sentence);
      if (conflict->code == code)
        return TRUE;
    }
  return FALSE;
}

static void
test_conflicts_are_named_and_the_visit_itself_is_none (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = book (self, &id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) same = haven_booking_find_conflicts (self->clinic->session, &self->booking, &error);
  g_autoptr (GPtrArray) own = NULL, night = NULL, after = NULL;
  HavenBooking booking = self->booking;
  HavenTestLog log;

  g_assert_no_error (error);
  g_assert_true (has_conflict (same, HAVEN_CONFLICT_PERSON_BUSY));
  g_assert_true (has_conflict (same, HAVEN_CONFLICT_PROVIDER_BUSY));
  g_assert_true (has_conflict (same, HAVEN_CONFLICT_ROOM_BUSY));

  booking.appointment_id = id;
  own = haven_booking_find_conflicts (self->clinic->session, &booking, &error);
  g_assert_false (has_conflict (own, HAVEN_CONFLICT_PERSON_BUSY));
  g_assert_false (has_conflict (own, HAVEN_CONFLICT_ROOM_BUSY));

  booking.appointment_id = NULL;
  booking.minute += booking.minutes_long;
  log = haven_test_read_log (self->clinic);
  after = haven_booking_find_conflicts (self->clinic->session, &booking, &error);
  g_assert_false (has_conflict (after, HAVEN_CONFLICT_PERSON_BUSY));
  g_assert_false (has_conflict (after, HAVEN_CONFLICT_ROOM_BUSY));
  g_assert_cmpint (haven_test_read_log (self->clinic).n[HAVEN_PARTITION_SHARED], >, log.n[HAVEN_PARTITION_SHARED]);

  booking.minute = 3 * 60;
  night = haven_booking_find_conflicts (self->clinic->session, &booking, &error);
  g_assert_true (has_conflict (night, HAVEN_CONFLICT_OUTSIDE_HOURS));
}

static void
test_a_cancelled_visit_is_in_nobodys_way (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = book (self, &id);
  g_autoptr (HavenEdit) cancel = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;

  cancel = haven_booking_edit_status (self->clinic->session, id, "cancelled_by_client", "unwell", &error);
  g_assert_true (haven_edit_apply (cancel, self->clinic->session, &error));
  conflicts = haven_booking_find_conflicts (self->clinic->session, &self->booking, &error);
  g_assert_false (has_conflict (conflicts, HAVEN_CONFLICT_PERSON_BUSY));
  g_assert_false (has_conflict (conflicts, HAVEN_CONFLICT_PROVIDER_BUSY));
}

/* Whoever took the time since keeps it; once it is free again, undoing works. */
static void
assert_undo_waits_for_the_time (Fixture *self, HavenEdit *edit, const char *id)
{
  HavenSession *session = self->clinic->session;
  g_autoptr (HavenAppointment) before = get (self, id), after = NULL;
  g_autoptr (HavenEdit) taken = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;

  taken = haven_booking_edit_book (session, &self->booking, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (taken, session, &error));
  g_assert_false (haven_edit_revert (edit, session, &refused));
  haven_assert_store_error (refused, CONFLICT);
  after = get (self, id);
  g_assert_true (haven_record_equal (&haven_appointment_info, before, after));
  g_assert_true (haven_edit_revert (taken, session, &error));
  g_assert_true (haven_edit_revert (edit, session, &error));
  g_assert_no_error (error);
}

static void
test_what_was_given_up_and_taken_since_does_not_come_back (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = book (self, &id);
  g_autoptr (HavenEdit) cancel = NULL, move = NULL;
  g_autoptr (HavenAppointment) visit = NULL;
  g_autoptr (GError) error = NULL;
  HavenBooking later = self->booking;

  cancel = haven_booking_edit_status (self->clinic->session, id, "cancelled_by_client", "unwell", &error);
  g_assert_true (haven_edit_apply (cancel, self->clinic->session, &error));
  assert_undo_waits_for_the_time (self, cancel, id);
  later.appointment_id = id;
  later.minute = 14 * 60;
  move = haven_booking_edit_move (self->clinic->session, &later, &error);
  g_assert_true (haven_edit_apply (move, self->clinic->session, &error));
  assert_undo_waits_for_the_time (self, move, id);
  visit = get (self, id);
  g_assert_cmpstr (visit->status, ==, "confirmed");
  g_assert_true (g_str_has_suffix (visit->local_start, "T10:00"));
}

static void
test_a_visit_is_not_put_back_onto_a_time_that_is_taken (Fixture *self, gconstpointer data)
{
  HavenSession *session = self->clinic->session;
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = book (self, &id);
  g_autoptr (HavenEdit) cancel = NULL, taken = NULL, back = NULL;
  g_autoptr (HavenAppointment) visit = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;

  cancel = haven_booking_edit_status (session, id, "cancelled_by_client", "unwell", &error);
  g_assert_true (haven_edit_apply (cancel, session, &error));
  taken = haven_booking_edit_book (session, &self->booking, &error);
  g_assert_true (haven_edit_apply (taken, session, &error));
  back = haven_booking_edit_status (session, id, "confirmed", "pressed the wrong line", &error);
  g_assert_no_error (error);
  g_assert_false (haven_edit_apply (back, session, &refused));
  haven_assert_store_error (refused, CONFLICT);
  visit = get (self, id);
  g_assert_cmpstr (visit->status, ==, "cancelled_by_client");
  g_assert_true (haven_edit_revert (taken, session, &error));
  g_assert_true (haven_edit_apply (back, session, &error));
  g_assert_no_error (error);
}

static void
test_a_visit_moves_with_its_place_and_back (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = book (self, &id);
  g_autoptr (GPtrArray) resources = haven_test_list (self->clinic, &haven_resource_info, NULL, NULL);
  g_autofree char *other = g_strdup (find_resource (resources, "lawyer", NULL)->id);
  const char *others[] = { other, NULL };
  HavenBooking booking = self->booking;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) move = NULL;
  g_autoptr (HavenAppointment) before = get (self, id), moved = NULL, back = NULL;
  g_autoptr (GPtrArray) links = NULL, links_back = NULL;
  g_autoptr (HavenResource) lawyer = haven_test_get (self->clinic, &haven_resource_info, other);

  booking.appointment_id = id;
  booking.minute = 14 * 60 + 5;
  booking.resource_ids = others;
  move = haven_booking_edit_move (self->clinic->session, &booking, &error);
  g_assert_true (haven_edit_apply (move, self->clinic->session, &error));
  moved = get (self, id);
  g_assert_true (g_str_has_suffix (moved->local_start, "T14:05"));
  g_assert_cmpstr (moved->site, ==, lawyer->site);
  links = haven_test_list (self->clinic, &haven_appointment_resource_info, "appointment_id", id);
  g_assert_cmpuint (links->len, ==, 1);

  g_assert_true (haven_edit_revert (move, self->clinic->session, &error));
  g_assert_no_error (error);
  back = get (self, id);
  g_assert_cmpint (back->row_version, ==, before->row_version + 2);
  back->row_version = before->row_version;
  g_assert_true (haven_record_equal (&haven_appointment_info, before, back));
  links_back = haven_test_list (self->clinic, &haven_appointment_resource_info, "appointment_id", id);
  g_assert_cmpuint (links_back->len, ==, 2);
}

static void
test_a_visit_that_somebody_changed_is_not_overwritten (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = book (self, &id);
  HavenBooking booking = self->booking;
  g_autoptr (HavenEdit) move = NULL;
  g_autoptr (HavenAppointment) visit = get (self, id), kept = NULL;
  g_autoptr (GError) error = NULL, undo_error = NULL;
  HavenTestLog log;

  booking.appointment_id = id;
  booking.minute = 14 * 60;
  move = haven_booking_edit_move (self->clinic->session, &booking, NULL);
  haven_record_set_text (&visit->status, "arrived");
  haven_test_change (self->clinic, &haven_appointment_info, visit);

  log = haven_test_read_log (self->clinic);
  g_assert_false (haven_edit_apply (move, self->clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
  g_assert_false (haven_edit_revert (edit, self->clinic->session, &undo_error));
  haven_assert_store_error (undo_error, CONFLICT);
  haven_test_assert_log (self->clinic, &log, 0, 0, 0);
  kept = get (self, id);
  g_assert_cmpstr (kept->status, ==, "arrived");
  g_assert_true (g_str_has_suffix (kept->local_start, "T10:00"));
}

static void
assert_status (Fixture *self, const char *id, const char *status)
{
  g_autoptr (HavenAppointment) visit = get (self, id);

  g_assert_cmpstr (visit->status, ==, status);
}

static void
test_a_status_moves_forward_and_back_only_with_a_reason (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = book (self, &id);
  g_autoptr (HavenEdit) arrive = NULL, back = NULL;
  const char *const forbidden[] = { "completed", "in_progress", "confirmed", "nonsense", "" };
  g_autoptr (GError) error = NULL, reason_error = NULL, blank_error = NULL, unknown = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_null (haven_booking_edit_status (self->clinic->session, id, forbidden[i], "why", &refused));
      haven_assert_store_error (refused, CONSTRAINT);
    }
  arrive = haven_booking_edit_status (self->clinic->session, id, "arrived", NULL, &error);
  g_assert_cmpstr (haven_edit_get_label (arrive), ==, "Marked as arrived");
  g_assert_true (haven_edit_apply (arrive, self->clinic->session, &error));
  assert_status (self, id, "arrived");
  g_assert_true (haven_edit_revert (arrive, self->clinic->session, &error));
  assert_status (self, id, "confirmed");
  g_assert_true (haven_edit_apply (arrive, self->clinic->session, &error));
  g_assert_null (haven_booking_edit_status (self->clinic->session, id, "confirmed", NULL, &reason_error));
  haven_assert_store_error (reason_error, CONSTRAINT);
  g_assert_null (haven_booking_edit_status (self->clinic->session, id, "confirmed", "  ", &blank_error));
  haven_assert_store_error (blank_error, CONSTRAINT);
  back = haven_booking_edit_status (self->clinic->session, id, "confirmed", "pressed the wrong line", &error);
  g_assert_cmpstr (haven_edit_get_label (back), ==, "Status changed: Booked");
  g_assert_true (haven_edit_apply (back, self->clinic->session, &error));
  assert_status (self, id, "confirmed");
  g_assert_null (haven_booking_edit_status (self->clinic->session, "nope", "arrived", NULL, &unknown));
  haven_assert_store_error (unknown, NOT_FOUND);
}

static void
test_a_visit_keeps_the_persons_language (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenPatient) patient = haven_test_get (self->clinic, &haven_patient_info, self->person);
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenAppointment) visit = NULL;

  haven_record_set_text (&patient->interpreter_need, NULL);
  haven_test_change (self->clinic, &haven_patient_info, patient);
  edit = book (self, &id);
  visit = get (self, id);
  g_assert_null (visit->interpreter_need);
  g_assert_null (visit->interpreter_language);
}

static void
test_what_stands_against_a_visit_needs_a_reason (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL, moved = NULL;
  g_autoptr (HavenAppointment) visit = NULL, after = NULL;
  g_autofree char *id = NULL;

  self->booking.minute = 3 * 60;
  g_assert_null (haven_booking_edit_book (self->clinic->session, &self->booking, &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_assert_cmpuint (count_on_day (self), ==, 0);
  self->booking.override_reason = "agreed";
  edit = book (self, &id);
  visit = get (self, id);
  g_assert_cmpstr (visit->override_reason, ==, "agreed");
  /* Nothing stands against ten o'clock any more, so nothing was passed over. */
  self->booking.appointment_id = id;
  self->booking.minute = 10 * 60;
  g_clear_error (&error);
  moved = haven_booking_edit_move (self->clinic->session, &self->booking, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (moved, self->clinic->session, &error));
  after = get (self, id);
  g_assert_null (after->override_reason);
}

#define ADD(path, test) g_test_add ("/services/booking/" path, Fixture, NULL, set_up, test, tear_down)

/* In the night in which the clock goes forward, an hour is left out. */
static void
test_a_time_that_no_clock_shows (Fixture *self, gconstpointer data)
{
  HavenClock *clock = haven_session_get_clock (self->clinic->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  HavenDate day = haven_clock_today (clock);
  int days = 0;

  for (; days < 366 && haven_clock_shows (clock, day, 150); days++)
    day = haven_date_add_days (day, 1);
  if (days == 366)
    {
      g_test_skip ("no clock changes here");
      return;
    }
  self->booking.date = day;
  self->booking.minute = 150;
  self->booking.override_reason = "agreed";
  conflicts = haven_booking_find_conflicts (self->clinic->session, &self->booking, &error);
  g_assert_null (conflicts);
  haven_assert_store_error (error, CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (haven_booking_edit_book (self->clinic->session, &self->booking, &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_clear_error (&error);
  self->booking.minute = 240;
  conflicts = haven_booking_find_conflicts (self->clinic->session, &self->booking, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-visit-is-booked-undone-and-booked-again", test_a_visit_is_booked_undone_and_booked_again);
  ADD ("a-time-that-no-clock-shows-is-refused", test_a_time_that_no_clock_shows);
  ADD ("what-makes-no-visit-is-refused", test_what_makes_no_visit_is_refused);
  ADD ("what-stands-against-a-visit-needs-a-reason", test_what_stands_against_a_visit_needs_a_reason);
  ADD ("a-visit-that-ends-at-midnight-fits", test_a_visit_that_ends_at_midnight_fits);
  ADD ("conflicts-are-named-and-the-visit-itself-is-none", test_conflicts_are_named_and_the_visit_itself_is_none);
  ADD ("a-cancelled-visit-is-in-nobodys-way", test_a_cancelled_visit_is_in_nobodys_way);
  ADD ("what-was-given-up-and-taken-since-does-not-come-back", test_what_was_given_up_and_taken_since_does_not_come_back);
  ADD ("a-visit-is-not-put-back-onto-a-time-that-is-taken", test_a_visit_is_not_put_back_onto_a_time_that_is_taken);
  ADD ("a-visit-moves-with-its-place-and-back", test_a_visit_moves_with_its_place_and_back);
  ADD ("a-visit-that-somebody-changed-is-not-overwritten", test_a_visit_that_somebody_changed_is_not_overwritten);
  ADD ("a-status-moves-forward-and-back-only-with-a-reason",
       test_a_status_moves_forward_and_back_only_with_a_reason);
  ADD ("a-visit-keeps-the-persons-language", test_a_visit_keeps_the_persons_language);
  return g_test_run ();
}
