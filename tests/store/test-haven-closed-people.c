/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "door-test.h"

#include "haven-outreach.h"
#include "haven-calendar.h"
#include "haven-chart.h"
#include "haven-consent.h"
#include "haven-legal.h"
#include "haven-plan.h"
#include "haven-record-request.h"
#include "haven-records.h"
#include "haven-tables.h"

#include <string.h>

/* ── A person who is closed to somebody ───────────────────────────────────── */

/* One who has every role, so that nothing but the closed door can be what hides the person. */
static void
bar_and_sign_in (HavenDoorClinic *clinic)
{
  g_autoptr (HavenRoles) roles = haven_roles_ref (haven_store_get_roles (clinic->vault->store));
  g_auto (GStrv) codes = haven_roles_dup_codes (roles);
  g_autofree char *all = g_strjoinv (" ", codes);

  haven_test_add_staff (clinic->vault, "conflicted", all);
  haven_door_bar (clinic, "conflicted");
  haven_door_sign_in (clinic, "conflicted", HAVEN_IN_ALL);
}

static char *
tell_load (HavenDoorClinic *clinic, const HavenRecordInfo *info, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_test_load (clinic->vault, info, id, &error));
  return g_strdup_printf ("%s %d %s", g_quark_to_string (error->domain), error->code, error->message);
}

static void
test_a_closed_person_is_answered_like_one_who_is_not_there (void)
{
  static const struct
  {
    const HavenRecordInfo *info;
    const char *id;
  } records[] = {
    { &haven_patient_name_info, "alias" },   { &haven_safe_contact_rule_info, "rule" }, { &haven_appointment_info, "visit" },
    { &haven_plan_info, "plan" },            { &haven_goal_info, "goal" },              { &haven_plan_action_info, "action" },
    { &haven_release_info, "release" },      { &haven_bridge_date_info, "bridge" },     { &haven_note_info, "note" },
    { &haven_matter_info, "matter" },        { &haven_deadline_info, "deadline" },      { &haven_party_info, "party" },
    { &haven_appointment_resource_info, "link" },
    { &haven_record_request_info, "request" },
    { &haven_outreach_info, "outreach" },
    { &haven_matter_evidence_info, "evidence" },
    { &haven_matter_event_info, "event" },
  };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autofree char *unknown_id = haven_id_new ();
  g_autofree char *closed = NULL, *unknown = NULL;

  bar_and_sign_in (clinic);
  closed = tell_load (clinic, &haven_patient_info, clinic->person);
  unknown = tell_load (clinic, &haven_patient_info, unknown_id);
  g_assert_cmpstr (closed, ==, unknown);
  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autofree char *one = tell_load (clinic, records[i].info, records[i].id);
      g_autofree char *none = tell_load (clinic, records[i].info, unknown_id);

      g_assert_cmpstr (one, ==, none);
    }
}

static gboolean
list_radar (HavenTransaction *transaction, gpointer data, GError **error)
{
  GPtrArray **items = data;
  HavenDate today = haven_date_from_ymd (2026, 11, 1);

  *items = haven_tables_list_radar (transaction, today, haven_date_add_days (today, 365), error);
  return *items != NULL;
}

/* What ends is seen by whoever may list the dates of matters, and of a closed person by nobody to whom they are. */
static void
test_what_ends_is_not_told_of_closed_people (void)
{
  static const char *const others[] = { DESK, DOCTOR, NAVIGATOR, INTERPRETER };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (HavenDoorClinic) other = haven_door_clinic_new ();
  HavenAct act = haven_test_act (HAVEN_ACTION_LIST, "deadline", HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  g_autoptr (GPtrArray) seen = NULL, closed = NULL;
  g_autoptr (GError) error = NULL;

  act.staff_id = NULL;
  haven_door_sign_in (clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  g_assert_true (haven_store_run (clinic->vault->store, &act, list_radar, &seen, &error));
  g_assert_cmpuint (seen->len, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GPtrArray) items = NULL;
      g_autoptr (GError) refused = NULL;

      haven_door_sign_in (clinic, others[i], HAVEN_IN_ALL);
      g_assert_false (haven_store_run (clinic->vault->store, &act, list_radar, &items, &refused));
      g_assert_error (refused, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
      g_assert_null (items);
    }
  bar_and_sign_in (other);
  g_assert_true (haven_store_run (other->vault->store, &act, list_radar, &closed, &error));
  g_assert_cmpuint (closed->len, ==, 0);
}

static char *
tell_insert (HavenDoorClinic *clinic, const char *patient_id)
{
  g_autoptr (HavenPatientName) name = haven_patient_name_new ();
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, "patient_name", HAVEN_IN_SHARED);
  HavenDoorChanging changing = { &haven_patient_name_info, name };
  g_autoptr (GError) error = NULL;

  name->id = haven_id_new ();
  name->patient_id = g_strdup (patient_id);
  name->kind = g_strdup ("alias");
  name->text = g_strdup ("x");
  g_assert_false (haven_store_run (clinic->vault->store, &act, haven_door_insert_record, &changing, &error));
  return g_strdup_printf ("%d %s", error->code, error->message);
}

static void
test_nothing_is_written_about_a_closed_person (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (HavenPatient) patient = haven_test_load (clinic->vault, &haven_patient_info, clinic->person, NULL);
  g_autoptr (HavenPatient) after = NULL;
  g_autofree char *unknown_id = haven_id_new ();
  g_autofree char *closed = NULL, *unknown = NULL;
  g_autoptr (GError) error = NULL;

  bar_and_sign_in (clinic);
  closed = tell_insert (clinic, clinic->person);
  unknown = tell_insert (clinic, unknown_id);
  g_assert_cmpstr (closed, ==, unknown);
  g_set_str (&patient->name, "Overwritten");
  g_assert_false (haven_door_change (clinic, &haven_patient_info, patient, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);

  haven_door_sign_in (clinic, HAVEN_TEST_STAFF, HAVEN_IN_ALL);
  after = haven_test_load (clinic->vault, &haven_patient_info, clinic->person, NULL);
  g_assert_cmpstr (after->name, ==, CANARY " Amina");
}

static void
test_no_view_shows_a_closed_person (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  guint n_records;
  const HavenRecordInfo *const *records = haven_records_get_all (&n_records);

  bar_and_sign_in (clinic);
  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT * FROM %s_%s", haven_partition_get_name (records[i]->partition), records[i]->name);
      g_autofree char *text = haven_door_run_sql (clinic, sql);

      g_assert_nonnull (text);
      /* The illness of a colleague is nothing about the person. */
      if (records[i] != &haven_resource_absence_info)
        g_assert_null (strstr (text, CANARY));
      g_assert_null (strstr (text, clinic->person));
    }
  haven_door_assert_sql (clinic, "SELECT count(*) FROM shared_patient_name_words WHERE words MATCH 'quokka'", "0|");
  haven_door_assert_sql (clinic, "SELECT count(*) FROM shared_patient_name_parts WHERE words LIKE '%uokk%'", "0|");
  haven_door_assert_sql (clinic, "SELECT count(*) FROM shared_patient", "1|");
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT * FROM %s_audit_event", haven_partition_get_name ((HavenPartition) i));
      g_autofree char *text = haven_door_run_sql (clinic, sql);

      g_assert_nonnull (text);
      g_assert_null (strstr (text, clinic->person));
    }
}

static GPtrArray *
make_queries (HavenInstant now)
{
  static const char *const searches[] = { NULL, "Quokka", "uok", "Kwoka", "Amina" };
  GPtrArray *queries = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_ptr_array_add (queries, haven_query_new_people (searches[i], now));
      g_ptr_array_add (queries, haven_query_new_matters (searches[i], TRUE));
      g_ptr_array_add (queries, haven_query_new_matters_due (searches[i], haven_date_from_ymd (2030, 1, 1)));
    }
  g_ptr_array_add (queries, haven_query_new_due (haven_date_from_ymd (2030, 1, 1)));
  return queries;
}

static guint
count_leaks (HavenDoorClinic *clinic, guint *n_queries)
{
  g_autoptr (GArray) every_row = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) queries = make_queries (haven_clock_now (clinic->vault->clock));
  guint n_leaks = 0;

  for (gint64 row = 0; row < 20; row++)
    g_array_append_val (every_row, row);
  for (guint i = 0; i < queries->len; i++)
    {
      g_autofree char *text = haven_door_run_query (clinic, queries->pdata[i], every_row);

      n_leaks += strstr (text, CANARY) != NULL || strstr (text, clinic->person) != NULL;
    }
  *n_queries = queries->len;
  return n_leaks;
}

static void
test_no_query_finds_a_closed_person (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  guint n_queries;

  /* The harness can fail: for somebody who may, every query tells. */
  g_assert_cmpuint (count_leaks (clinic, &n_queries), ==, n_queries);
  bar_and_sign_in (clinic);
  g_assert_cmpuint (count_leaks (clinic, &n_queries), ==, 0);
}

typedef struct
{
  HavenDoorClinic *clinic;
  GString *text;
} Reading;

static void
append_visits (GString *text, GPtrArray *visits)
{
  g_assert_nonnull (visits);
  for (guint i = 0; i < visits->len; i++)
    {
      const HavenAppointment *appointment = haven_visit_get_appointment (visits->pdata[i]);

      g_string_append_printf (
          text, "%s %s %s|", appointment->id, appointment->title, haven_visit_get_person_name (visits->pdata[i]));
    }
}

/* Every function of haven-tables.h that gives something about people. */
static gboolean
read_tables (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  HavenDoorClinic *clinic = reading->clinic;
  g_autoptr (GPtrArray) visits = haven_tables_list_visits (transaction, 0, G_MAXINT64, error);
  g_autoptr (GPtrArray) own = haven_tables_list_visits_of (transaction, clinic->person, error);
  g_autoptr (GPtrArray) due = haven_tables_list_due (transaction, haven_date_from_ymd (2030, 1, 1), error);
  g_autoptr (GPtrArray) timeline =
      haven_tables_list_timeline (transaction, clinic->person, clinic->vault->clock, error);
  g_autoptr (HavenVisit) visit = haven_tables_load_visit (transaction, "visit", NULL);
  g_autoptr (HavenDraft) draft = haven_tables_find_draft (
      transaction, &haven_shared_draft_info, HAVEN_TEST_STAFF, "note", clinic->person, NULL);

  append_visits (reading->text, visits);
  append_visits (reading->text, own);
  g_assert_nonnull (due);
  g_assert_nonnull (timeline);
  g_string_append_printf (reading->text, "%u due, %u events|", due->len, timeline->len);
  g_string_append_printf (reading->text, "%s %s|", visit ? "one visit" : "no visit", draft ? "a draft" : "no draft");
  g_string_append_printf (reading->text,
                          "%" G_GINT64_FORMAT " people",
                          haven_tables_count (transaction, &haven_patient_info, NULL));
  return TRUE;
}

static char *
run_tables (HavenDoorClinic *clinic)
{
  Reading reading = { clinic, g_string_new (NULL) };
  HavenAct act = haven_test_act (HAVEN_ACTION_LIST, "appointment", HAVEN_IN_ALL);
  g_autoptr (GError) error = NULL;

  haven_store_run (clinic->vault->store, &act, read_tables, &reading, &error);
  g_assert_no_error (error);
  return g_string_free (reading.text, FALSE);
}

static void
test_no_table_function_gives_a_closed_person (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autofree char *before = run_tables (clinic);
  g_autofree char *after = NULL;

  g_assert_nonnull (strstr (before, CANARY));
  g_assert_nonnull (strstr (before, "1 due"));
  bar_and_sign_in (clinic);
  after = run_tables (clinic);
  g_assert_cmpstr (after, ==, "others Visit of somebody else Somebody Else|0 due, 0 events|no visit no draft|1 people");
}

static gboolean
read_hidden (HavenTransaction *transaction, gpointer data, GError **error)
{
  GPtrArray **hidden = data;

  *hidden = haven_tables_list_hidden (transaction, 0, G_MAXINT64, error);
  return *hidden != NULL;
}

static GPtrArray *
list_hidden (HavenDoorClinic *clinic)
{
  HavenAct act = haven_test_act (HAVEN_ACTION_LIST, "appointment", HAVEN_IN_SHARED);
  GPtrArray *hidden = NULL;
  g_autoptr (GError) error = NULL;

  act.staff_id = NULL;
  haven_store_run (clinic->vault->store, &act, read_hidden, &hidden, &error);
  g_assert_no_error (error);
  return hidden;
}

static void
set_status (HavenDoorClinic *clinic, const char *status)
{
  g_autoptr (HavenAppointment) visit = NULL;
  g_autoptr (GError) error = NULL;

  haven_door_sign_in (clinic, HAVEN_TEST_STAFF, HAVEN_IN_ALL);
  visit = haven_test_load (clinic->vault, &haven_appointment_info, "visit", &error);
  g_set_str (&visit->status, status);
  g_assert_true (haven_door_change (clinic, &haven_appointment_info, visit, &error));
  g_assert_no_error (error);
}

/* Who may not see a visit still must not put another one there: which resource, from when, until when,
 * whether a group meets, and not a word more. */
static void
test_a_closed_visit_tells_its_time_and_nobody (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  HavenInstant at = haven_clock_now (clinic->vault->clock) + G_TIME_SPAN_DAY;
  g_autofree char *times = g_strdup_printf (
      "resource|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|0|", at, at + G_TIME_SPAN_HOUR);
  g_autofree char *told = NULL;

  /* To whom nobody is closed nothing is hidden, so nothing is told a second time. */
  haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED);
  haven_door_assert_sql (clinic, "SELECT * FROM shared_taken_time", "");
  haven_door_sign_in (clinic, HAVEN_TEST_STAFF, HAVEN_IN_ALL);
  haven_door_bar (clinic, DESK);
  haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED);
  told = haven_door_run_sql (clinic, "SELECT resource_id, starts_at, ends_at, by_group FROM shared_taken_time");
  g_assert_nonnull (g_strrstr (told, "resource|"));
  haven_door_assert_sql (clinic, "SELECT * FROM shared_taken_time", told);
  haven_door_assert_sql (clinic, "SELECT count(*) FROM shared_taken_time", "1|");
  haven_door_assert_sql (clinic, "SELECT group_concat (name) FROM pragma_table_info ('shared_taken_time')", NULL);
  haven_door_assert_sql (clinic, "SELECT appointment_id FROM shared_taken_time", NULL);
  haven_door_assert_sql (clinic, "SELECT patient_id FROM shared_taken_time", NULL);
  haven_door_assert_sql (clinic, "SELECT rowid FROM shared_taken_time", NULL);
  g_assert_cmpuint (strlen (told), ==, strlen (times));
}

static void
test_a_closed_visit_takes_time_only_while_it_stands (void)
{
  static const struct
  {
    const char *status;
    guint n;
  } cases[] = { { "confirmed", 1 },           { "cancelled_by_client", 0 }, { "confirmed", 1 }, { "rescheduled", 0 }, { "no_show", 0 },
                { "cancelled_by_clinic", 0 }, { "arrived", 1 },             { "completed", 1 } };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  haven_door_bar (clinic, DESK);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) hidden = NULL;

      set_status (clinic, cases[i].status);
      haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED);
      hidden = list_hidden (clinic);
      g_test_message ("%s", cases[i].status);
      g_assert_cmpuint (hidden->len, ==, cases[i].n);
      if (hidden->len > 0)
        {
          const HavenTaken *taken = hidden->pdata[0];

          g_assert_cmpstr (taken->resource_id, ==, "resource");
          g_assert_cmpint (taken->ends_at - taken->starts_at, ==, G_TIME_SPAN_HOUR);
          g_assert_null (taken->site);
        }
    }
}

/* Whoever does not book is told nothing: an interpreter sees the visits that they go to, and no others. */
static void
test_taken_times_are_told_to_those_who_book (void)
{
  static const char *const others[] = { INTERPRETER, AUDITOR, TRANSLATOR };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      haven_door_sign_in (clinic, HAVEN_TEST_STAFF, HAVEN_IN_ALL);
      haven_door_bar (clinic, others[i]);
      haven_door_sign_in (clinic, others[i], HAVEN_IN_ALL);
      haven_door_assert_sql (clinic, "SELECT count(*) FROM shared_taken_time", "0|");
    }
}

static void
test_a_door_closes_while_somebody_is_signed_in (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (GError) error = NULL;

  haven_door_assert_sql (clinic, "SELECT count(*) FROM shared_patient", "2|");
  haven_door_bar (clinic, HAVEN_TEST_STAFF);
  haven_door_assert_sql (clinic, "SELECT count(*) FROM shared_patient", "1|");
  g_assert_null (haven_test_load (clinic->vault, &haven_patient_info, clinic->person, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
}

/* Another program closes a door: from this program's next act on it is closed here too. */
static void
test_what_another_program_changed_holds_here (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  HavenTestVault second = *clinic->vault;
  HavenDoorClinic other = { &second, clinic->person, clinic->other };
  g_autoptr (GError) error = NULL;

  second.store = haven_store_open (second.folder, second.keys, second.clock, &error);
  g_assert_no_error (error);
  haven_store_admit (second.store, HAVEN_TEST_STAFF, &error);
  g_assert_no_error (error);
  haven_door_bar (&other, HAVEN_TEST_STAFF);
  g_assert_null (haven_test_load (clinic->vault, &haven_patient_info, clinic->person, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
  g_clear_object (&second.store);
}

static const struct
{
  const char *path;
  GTestFunc function;
} tests[] = {
  { "/store/closed-people/a-closed-person-is-answered-like-one-who-is-not-there",
    test_a_closed_person_is_answered_like_one_who_is_not_there },
  { "/store/closed-people/nothing-is-written-about-a-closed-person", test_nothing_is_written_about_a_closed_person },
  { "/store/closed-people/no-view-shows-a-closed-person", test_no_view_shows_a_closed_person },
  { "/store/closed-people/no-query-finds-a-closed-person", test_no_query_finds_a_closed_person },
  { "/store/closed-people/no-table-function-gives-a-closed-person", test_no_table_function_gives_a_closed_person },
  { "/store/closed-people/a-closed-visit-tells-its-time-and-nobody", test_a_closed_visit_tells_its_time_and_nobody },
  { "/store/closed-people/a-closed-visit-takes-time-only-while-it-stands",
    test_a_closed_visit_takes_time_only_while_it_stands },
  { "/store/closed-people/taken-times-are-told-to-those-who-book", test_taken_times_are_told_to_those_who_book },
  { "/store/closed-people/a-door-closes-while-somebody-is-signed-in", test_a_door_closes_while_somebody_is_signed_in },
  { "/store/closed-people/what-another-program-changed-holds-here", test_what_another_program_changed_holds_here },
};

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_func (tests[i].path, tests[i].function);
  g_test_add_func ("/store/closed-people/what-ends-is-not-told-of-closed-people",
                   test_what_ends_is_not_told_of_closed_people);
  return g_test_run ();
}
