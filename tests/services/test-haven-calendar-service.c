/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "haven-calendar-service.h"
#include "haven-id.h"
#include "haven-staff.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  HavenResource *clinician;
  HavenDate day; /* a Wednesday some weeks ahead */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) resources = NULL;

  self->clinic = haven_test_clinic_new ();
  resources = haven_test_list (self->clinic, &haven_resource_info, "kind", "clinician");
  self->clinician = haven_resource_copy (resources->pdata[0]);
  self->day = haven_date_add_days (haven_clock_today (haven_session_get_clock (self->clinic->session)), 60);
  while (haven_date_get_weekday (self->day) != 3)
    self->day = haven_date_add_days (self->day, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  haven_resource_free (self->clinician);
}

static char *
dup_day (HavenDate date)
{
  int year, month, day;

  haven_date_get_ymd (date, &year, &month, &day);
  return g_strdup_printf ("%04d%02d%02d", year, month, day);
}

/* A calendar file; %s in it is the fixture's day. */
static GBytes *
make_file (Fixture *self, const char *inside)
{
  g_autofree char *day = dup_day (self->day);
  g_auto (GStrv) parts = g_strsplit (inside, "%s", -1);
  g_autofree char *with_day = g_strjoinv (day, parts);
  char *text = g_strdup_printf ("BEGIN:VCALENDAR\nVERSION:2.0\n%sEND:VCALENDAR\n", with_day);

  return g_bytes_new_take (text, strlen (text));
}

static HavenCalendarPreview *
look (Fixture *self, const char *inside, const HavenCalendarTaking *taking)
{
  g_autoptr (GBytes) bytes = make_file (self, inside);
  g_autoptr (GError) error = NULL;
  HavenCalendarPreview *preview = haven_calendar_preview (self->clinic->session, bytes, taking, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return preview;
}

/* Looks, asserts what it would do, and does it. */
static void
bring_in (Fixture *self, const char *inside, const HavenCalendarTaking *taking, const char *expected)
{
  g_autoptr (HavenCalendarPreview) preview = look (self, inside, taking);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < HAVEN_N_CALENDAR_ROW_STATES; i++)
    if (preview->n[i] > 0)
      g_string_append_printf (words, "%s%u %s", words->len ? ", " : "", preview->n[i], haven_calendar_row_state_get_code ((HavenCalendarRowState) i));
  g_assert_cmpstr (words->str, ==, expected);
  if (preview->edit)
    haven_edit_apply (preview->edit, self->clinic->session, &error);
  g_assert_no_error (error);
}

static gboolean
is_away (Fixture *self, HavenDate date, int minute)
{
  g_autofree char *person = haven_test_find_person (self->clinic, "Amina");
  const char *const ids[] = { self->clinician->id, NULL };
  HavenBooking booking = { .patient_id = person, .kind = "medical", .mode = "phone", .date = date, .minute = minute, .minutes_long = 15, .resource_ids = ids };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = haven_booking_find_conflicts (self->clinic->session, &booking, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < conflicts->len; i++)
    if (((HavenAppointmentConflict *) conflicts->pdata[i])->code == HAVEN_CONFLICT_RESOURCE_ABSENT)
      return TRUE;
  return FALSE;
}

#define EVENT(uid, lines) "BEGIN:VEVENT\nUID:" uid "\nSUMMARY:Dentist with J. Doe\n" lines "END:VEVENT\n"

static void
test_busy_times_stand_against_a_booking (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };

  g_assert_false (is_away (self, self->day, 615));
  bring_in (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\n"), &taking, "1 new");
  g_assert_true (is_away (self, self->day, 615));
  g_assert_false (is_away (self, self->day, 660));
}

static void
test_nothing_that_an_entry_is_about_is_kept (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };
  guint n_people = haven_test_count (self->clinic, &haven_patient_info);
  g_autoptr (GPtrArray) absences = NULL;
  guint n = 0;

  bring_in (self, EVENT ("J.Doe@example.org", "DTSTART:%sT100000\nDURATION:PT1H\n"), &taking, "1 new");
  absences = haven_test_list (self->clinic, &haven_resource_absence_info, "resource_id", self->clinician->id);
  for (guint i = 0; i < absences->len; i++)
    {
      const HavenResourceAbsence *absence = absences->pdata[i];

      if (absence->origin == NULL)
        continue;
      n++;
      g_assert_null (absence->reason);
      g_assert_null (strstr (absence->origin, "Doe"));
      g_assert_null (strstr (absence->origin, "@"));
    }
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_patient_info), ==, n_people);
}

static void
test_a_file_that_comes_again_changes_what_changed (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };
  guint before = haven_test_count (self->clinic, &haven_resource_absence_info);

  bring_in (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\n") EVENT ("b", "DTSTART:%sT140000\nDURATION:PT1H\n"), &taking, "2 new");
  bring_in (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\n") EVENT ("b", "DTSTART:%sT140000\nDURATION:PT1H\n"), &taking, "2 same");
  bring_in (self, EVENT ("a", "SEQUENCE:1\nDTSTART:%sT110000\nDURATION:PT1H\n"), &taking, "1 changed");
  g_assert_false (is_away (self, self->day, 615));
  g_assert_true (is_away (self, self->day, 675));
  g_assert_true (is_away (self, self->day, 855));
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_resource_absence_info), ==, before + 2);
  bring_in (self, EVENT ("b", "STATUS:CANCELLED\nDTSTART:%sT140000\nDURATION:PT1H\n"), &taking, "1 removed");
  g_assert_false (is_away (self, self->day, 855));
  bring_in (self, EVENT ("b", "STATUS:CANCELLED\nDTSTART:%sT140000\nDURATION:PT1H\n"), &taking, "1 called-off");
  /* An entry that cannot be read any more takes nothing away. */
  bring_in (self, EVENT ("a", "DTSTART:%sT110000\nDURATION:PT1H\nRRULE:FREQ=SECONDLY\n"), &taking, "1 refused");
  g_assert_true (is_away (self, self->day, 675));
  taking.whole = TRUE;
  bring_in (self, EVENT ("c", "DTSTART:%sT160000\nDURATION:PT1H\n"), &taking, "1 new, 1 removed");
  g_assert_false (is_away (self, self->day, 675));
}

static void
test_a_series_follows_its_file (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };

  bring_in (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n"), &taking, "4 new");
  g_assert_true (is_away (self, haven_date_add_days (self->day, 21), 615));
  bring_in (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:%sT100000\n"), &taking, "1 removed, 3 same");
  g_assert_false (is_away (self, self->day, 615));
  bring_in (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\n"), &taking, "1 new, 2 removed, 1 same");
  g_assert_false (is_away (self, haven_date_add_days (self->day, 21), 615));
}

static void
test_all_of_it_is_undone_as_one (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };
  guint before = haven_test_count (self->clinic, &haven_resource_absence_info);
  g_autoptr (HavenCalendarPreview) preview = look (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=200\n"), &taking);
  HavenTestLog log = haven_test_read_log (self->clinic);
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_edit_apply (preview->edit, self->clinic->session, &error));
  g_assert_no_error (error);
  haven_test_assert_log (self->clinic, &log, 1, 0, 0);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_resource_absence_info), ==, before + 200);
  g_assert_true (haven_edit_revert (preview->edit, self->clinic->session, &error));
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_resource_absence_info), ==, before);
  g_assert_true (haven_edit_apply (preview->edit, self->clinic->session, &error));
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_resource_absence_info), ==, before + 200);
}

/* Two desks look at the same file; the one that is later changes nothing. */
static void
test_the_same_file_is_taken_once (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };
  guint before = haven_test_count (self->clinic, &haven_resource_absence_info);
  g_autoptr (HavenCalendarPreview) one = look (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\n"), &taking);
  g_autoptr (HavenCalendarPreview) other = look (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\n"), &taking);
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_edit_apply (one->edit, self->clinic->session, &error));
  g_assert_false (haven_edit_apply (other->edit, self->clinic->session, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_resource_absence_info), ==, before + 1);
}

static void
test_whole_days_close_the_clinic (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .calendar = "clinic" };
  guint before = haven_test_count (self->clinic, &haven_closed_day_info);
  g_autofree char *after = dup_day (haven_date_add_days (self->day, 3));
  g_autofree char *days = g_strdup_printf ("BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:%%s\nDTEND;VALUE=DATE:%s\nEND:VEVENT\n"
                                           "BEGIN:VEVENT\nUID:b\nDTSTART:%%sT090000\nDURATION:PT1H\nEND:VEVENT\n", after);

  bring_in (self, days, &taking, "3 new, 1 refused");
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_closed_day_info), ==, before + 3);
  bring_in (self, days, &taking, "3 same, 1 refused");
  bring_in (self, EVENT ("a", "DTSTART;VALUE=DATE:%s\n"), &taking, "2 removed, 1 same");
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_closed_day_info), ==, before + 1);
}

/* They would stand where nobody looks: a court's days are the legal team's. */
static void
test_a_court_has_no_closed_days_of_the_clinic (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .calendar = "Ellery County court" };
  g_autoptr (GBytes) file = make_file (self, EVENT ("a", "DTSTART;VALUE=DATE:%s\n"));
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_calendar_preview (self->clinic->session, file, &taking, NULL, NULL, NULL, &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "Only the clinic"));
}

static void
test_what_is_wrong_changes_nothing (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id }, nobody = { 0 }, unknown = { .resource_id = "nobody" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", 29), fine = make_file (self, "");
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_calendar_preview (self->clinic->session, bytes, &taking, NULL, NULL, NULL, &error));
  g_assert_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (haven_calendar_preview (self->clinic->session, fine, &nobody, NULL, NULL, NULL, &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (haven_calendar_preview (self->clinic->session, fine, &unknown, NULL, NULL, NULL, &error));
  haven_assert_store_error (error, NOT_FOUND);
}

/* ── Out ──────────────────────────────────────────────────────────────────── */

static char *
book (Fixture *self, int minute)
{
  g_autofree char *person = haven_test_find_person (self->clinic, "Amina");
  const char *const ids[] = { self->clinician->id, NULL };
  HavenBooking booking = { .patient_id = person, .kind = "legal", .title = "Canary title", .mode = "in-person", .date = self->day, .minute = minute, .minutes_long = 45,
                           .resource_ids = ids, .override_reason = "work" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_book (self->clinic->session, &booking, &error);
  g_autoptr (GPtrArray) visits = NULL;

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  visits = haven_test_list (self->clinic, &haven_appointment_info, "title", "Canary title");
  for (guint i = 0; i < visits->len; i++)
    if (haven_clock_get_local_minute (haven_session_get_clock (self->clinic->session), ((HavenAppointment *) visits->pdata[i])->starts_at) == minute)
      return g_strdup (((HavenAppointment *) visits->pdata[i])->id);
  g_assert_not_reached ();
}

static char *
export (Fixture *self, HavenCalendarSays says, guint *n_visits, guint *n_called_off)
{
  HavenCalendarWanted wanted = { self->clinician->id, self->day, self->day, says };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenCalendarExport) out = haven_calendar_export (self->clinic->session, &wanted, &error);

  g_assert_no_error (error);
  *n_visits = out->n_visits;
  *n_called_off = out->n_called_off;
  return g_strndup (g_bytes_get_data (out->bytes, NULL), g_bytes_get_size (out->bytes));
}

static void
assert_nothing_betrayed (Fixture *self, const char *text, const char *visit_id)
{
  static const char *const never[] = { "Canary", "Amina", "legal", "Legal", "court", "medical", "LOCATION", "DESCRIPTION", "ATTENDEE", "ORGANIZER", "X-", "VALARM" };

  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_null (strstr (text, never[i]));
  g_assert_null (strstr (text, visit_id));
  g_assert_null (strstr (text, self->clinician->id));
  g_assert_null (strstr (text, self->clinician->name));
}

static void
test_times_leave_and_nothing_else (Fixture *self, gconstpointer data)
{
  g_autofree char *visit = book (self, 600), *busy = NULL, *again = NULL, *words = NULL;
  HavenTestLog log = haven_test_read_log (self->clinic);
  g_autofree char *day = dup_day (self->day), *start = g_strdup_printf (":%sT100000\r\nDURATION:PT45M\r\nSUMMARY:Busy\r\n", day);
  guint n, n_off;

  busy = export (self, HAVEN_CALENDAR_SAYS_BUSY, &n, &n_off);
  haven_test_assert_log (self->clinic, &log, 1, 0, 0);
  g_assert_cmpuint (n_off, ==, 0);
  g_assert_nonnull (strstr (busy, start));
  assert_nothing_betrayed (self, busy, visit);
  again = export (self, HAVEN_CALENDAR_SAYS_BUSY, &n, &n_off);
  g_assert_cmpstr (again, ==, busy);
  words = export (self, HAVEN_CALENDAR_SAYS_VISIT, &n, &n_off);
  g_assert_nonnull (strstr (words, "SUMMARY:Visit\r\n"));
  assert_nothing_betrayed (self, words, visit);
}

/* Nothing moves a visit; whoever takes its time has to see it. */
static void
test_visits_in_those_times_are_told (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };
  g_autofree char *visit = book (self, 600);
  g_autoptr (HavenCalendarPreview) meets = look (self, EVENT ("a", "DTSTART:%sT103000\nDURATION:PT1H\n"), &taking);
  g_autoptr (HavenCalendarPreview) after = look (self, EVENT ("a", "DTSTART:%sT104500\nDURATION:PT1H\n"), &taking);
  g_autoptr (HavenEdit) cancelling = NULL;
  g_autoptr (HavenCalendarPreview) free_again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (meets->n_visits, ==, 1);
  g_assert_cmpuint (g_array_index (meets->rows, HavenCalendarRow, 0).n_visits, ==, 1);
  g_assert_cmpuint (after->n_visits, ==, 0);
  cancelling = haven_booking_edit_status (self->clinic->session, visit, "cancelled_by_client", "work", &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (cancelling, self->clinic->session, &error));
  free_again = look (self, EVENT ("a", "DTSTART:%sT103000\nDURATION:PT1H\n"), &taking);
  g_assert_cmpuint (free_again->n_visits, ==, 0);
}

/* What leaves here and comes in elsewhere takes the same times; what is called off later frees them there. */
static void
test_a_clinic_reads_what_another_wrote (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };
  g_autofree char *visit = book (self, 600), *text = NULL, *later = NULL;
  g_autoptr (GBytes) bytes = NULL, later_bytes = NULL;
  g_autoptr (HavenCalendarPreview) preview = NULL, gone = NULL;
  g_autoptr (HavenEdit) cancelling = NULL;
  g_autoptr (GError) error = NULL;
  guint n, n_off;

  text = export (self, HAVEN_CALENDAR_SAYS_BUSY, &n, &n_off);
  bytes = g_bytes_new (text, strlen (text));
  preview = haven_calendar_preview (self->clinic->session, bytes, &taking, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->n[HAVEN_CALENDAR_ROW_NEW], ==, n);
  g_assert_true (haven_edit_apply (preview->edit, self->clinic->session, &error));
  g_assert_true (is_away (self, self->day, 600));
  cancelling = haven_booking_edit_status (self->clinic->session, visit, "cancelled_by_client", "work", &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (cancelling, self->clinic->session, &error));
  later = export (self, HAVEN_CALENDAR_SAYS_BUSY, &n, &n_off);
  g_assert_cmpuint (n_off, ==, 1);
  later_bytes = g_bytes_new (later, strlen (later));
  gone = haven_calendar_preview (self->clinic->session, later_bytes, &taking, NULL, NULL, NULL, &error);
  g_assert_cmpuint (gone->n[HAVEN_CALENDAR_ROW_REMOVED], ==, 1);
  g_assert_true (haven_edit_apply (gone->edit, self->clinic->session, &error));
  g_assert_false (is_away (self, self->day, 600));
}

static gboolean
insert_member (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_insert (transaction, &haven_staff_member_info, data, error);
}

/* ── Roles ────────────────────────────────────────────────────────────────── */

static void
become (Fixture *self, const char *role)
{
  g_autoptr (HavenStaffMember) member = haven_staff_member_new ();
  const char *roles[] = { role, NULL };
  g_autoptr (GError) error = NULL;

  member->id = haven_id_new ();
  member->name = g_strdup (role);
  member->roles = g_strdupv ((char **) roles);
  member->active = TRUE;
  haven_session_run (self->clinic->session, HAVEN_ACTION_CREATE, HAVEN_IN_SHARED, "staff_member", member->id, NULL, insert_member, member, &error);
  g_assert_no_error (error);
  haven_store_admit (haven_session_get_store (self->clinic->session), member->id, &error);
  g_assert_no_error (error);
}

/* The desk sees that somebody is away, and not why; what a calendar outside says comes and goes by its hand. */
static void
test_the_front_desk_brings_in_and_takes_back (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id }, closing = { .calendar = "clinic" };
  g_autoptr (HavenCalendarPreview) closed = NULL, more = NULL;
  g_autoptr (GError) error = NULL;
  guint n, n_off;

  become (self, "front-desk");
  bring_in (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\n"), &taking, "1 new");
  bring_in (self, EVENT ("a", "DTSTART:%sT110000\nDURATION:PT1H\n"), &taking, "1 changed");
  bring_in (self, EVENT ("a", "STATUS:CANCELLED\nDTSTART:%sT110000\nDURATION:PT1H\n"), &taking, "1 removed");
  more = look (self, EVENT ("b", "DTSTART:%sT100000\nDURATION:PT1H\n"), &taking);
  g_assert_true (haven_edit_apply (more->edit, self->clinic->session, &error));
  g_assert_true (haven_edit_revert (more->edit, self->clinic->session, &error));
  g_free (export (self, HAVEN_CALENDAR_SAYS_BUSY, &n, &n_off));
  closed = look (self, EVENT ("c", "DTSTART;VALUE=DATE:%s\n"), &closing);
  g_assert_false (haven_edit_apply (closed->edit, self->clinic->session, &error));
  haven_assert_store_error (error, REFUSED);
}

static void
test_others_neither_take_in_nor_take_along (Fixture *self, gconstpointer data)
{
  HavenCalendarWanted wanted = { NULL, self->day, self->day, HAVEN_CALENDAR_SAYS_BUSY };
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };
  g_autoptr (HavenCalendarPreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  become (self, "supervisor");
  g_assert_null (haven_calendar_export (self->clinic->session, &wanted, &error));
  haven_assert_store_error (error, REFUSED);
  g_clear_error (&error);
  preview = look (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\n"), &taking);
  g_assert_false (haven_edit_apply (preview->edit, self->clinic->session, &error));
  haven_assert_store_error (error, REFUSED);
}

static void
test_days_that_are_none_are_refused (Fixture *self, gconstpointer data)
{
  HavenCalendarWanted cases[] = {
    { NULL, HAVEN_DATE_NONE, self->day, HAVEN_CALENDAR_SAYS_BUSY },
    { NULL, self->day, haven_date_add_days (self->day, -1), HAVEN_CALENDAR_SAYS_BUSY },
    { NULL, self->day, haven_date_add_days (self->day, 366), HAVEN_CALENDAR_SAYS_BUSY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_calendar_export (self->clinic->session, &cases[i], &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
}

static void
test_what_came_in_is_forgotten_as_one (Fixture *self, gconstpointer data)
{
  HavenCalendarTaking taking = { .resource_id = self->clinician->id };
  guint before = haven_test_count (self->clinic, &haven_resource_absence_info);
  g_autoptr (GPtrArray) absences = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  bring_in (self, EVENT ("a", "DTSTART:%sT100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n"), &taking, "4 new");
  absences = haven_test_list (self->clinic, &haven_resource_absence_info, "resource_id", self->clinician->id);
  g_assert_null (haven_calendar_edit_forget (absences, "nobody"));
  edit = haven_calendar_edit_forget (absences, self->clinician->id);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_resource_absence_info), ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/services/calendar/busy-times-stand-against-a-booking", test_busy_times_stand_against_a_booking);
  ADD ("/services/calendar/nothing-that-an-entry-is-about-is-kept", test_nothing_that_an_entry_is_about_is_kept);
  ADD ("/services/calendar/a-file-that-comes-again-changes-what-changed", test_a_file_that_comes_again_changes_what_changed);
  ADD ("/services/calendar/a-series-follows-its-file", test_a_series_follows_its_file);
  ADD ("/services/calendar/all-of-it-is-undone-as-one", test_all_of_it_is_undone_as_one);
  ADD ("/services/calendar/the-same-file-is-taken-once", test_the_same_file_is_taken_once);
  ADD ("/services/calendar/whole-days-close-the-clinic", test_whole_days_close_the_clinic);
  ADD ("/services/calendar/a-court-has-no-closed-days-of-the-clinic", test_a_court_has_no_closed_days_of_the_clinic);
  ADD ("/services/calendar/what-is-wrong-changes-nothing", test_what_is_wrong_changes_nothing);
  ADD ("/services/calendar/times-leave-and-nothing-else", test_times_leave_and_nothing_else);
  ADD ("/services/calendar/a-clinic-reads-what-another-wrote", test_a_clinic_reads_what_another_wrote);
  ADD ("/services/calendar/visits-in-those-times-are-told", test_visits_in_those_times_are_told);
  ADD ("/services/calendar/the-front-desk-brings-in-and-takes-back", test_the_front_desk_brings_in_and_takes_back);
  ADD ("/services/calendar/others-neither-take-in-nor-take-along", test_others_neither_take_in_nor_take_along);
  ADD ("/services/calendar/days-that-are-none-are-refused", test_days_that_are_none_are_refused);
  ADD ("/services/calendar/what-came-in-is-forgotten-as-one", test_what_came_in_is_forgotten_as_one);
  return g_test_run ();
}
