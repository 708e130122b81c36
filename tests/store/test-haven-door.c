/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "door-test.h"

#include "haven-calendar.h"
#include "haven-chart.h"
#include "haven-consent.h"
#include "haven-record-request.h"
#include "haven-records.h"

#include <string.h>

/* ── By hand-written SQL ──────────────────────────────────────────────────── */

static void
test_no_table_is_read_by_its_own_name (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  HavenDatabase *reader = haven_door_get_reader (clinic);
  static const char *const others[] = { "shared.patient_name_words", "shared.patient_name_parts",
                                        "shared.patient_name_words_data", "shared.patient_name_key",
                                        "shared.audit_event",       "clinical.audit_event",
                                        "legal.audit_event",        "shared.sqlite_schema",
                                        "main.barred",              "main.sqlite_schema",
                                        "sqlite_temp_schema",       "pragma_table_info ('patient', 'shared')" };
  guint n_records;
  const HavenRecordInfo *const *records = haven_records_get_all (&n_records);

  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT id FROM %s.%s", haven_partition_get_name (records[i]->partition), records[i]->name);
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_database_prepare (reader, sql, &error, ""));
      g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_PERMISSIONS);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", others[i]);
      g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM %s", others[i]);

      g_test_message ("%s", others[i]);
      g_assert_null (haven_database_prepare (reader, sql, NULL, ""));
      g_assert_null (haven_database_prepare (reader, count, NULL, ""));
    }
}

/* The engine looks for a name without a schema in every part; a count reads no column. */
static void
test_no_table_is_counted_without_its_schema (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  HavenDatabase *reader = haven_door_get_reader (clinic);
  guint n_records;
  const HavenRecordInfo *const *records = haven_records_get_all (&n_records);

  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", records[i]->name);
      g_autofree char *exists = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s)", records[i]->name);
      g_autofree char *quoted = g_strdup_printf ("SELECT count(*) FROM [%s] /* */ . `%s`",
                                                 haven_partition_get_name (records[i]->partition),
                                                 records[i]->name);
      g_autofree char *beside = g_strdup_printf ("SELECT count(*) FROM shared_clinic_setting, \"%s\".%s",
                                                 haven_partition_get_name (records[i]->partition),
                                                 records[i]->name);

      g_assert_null (haven_database_prepare (reader, sql, NULL, ""));
      g_assert_null (haven_database_prepare (reader, exists, NULL, ""));
      g_assert_null (haven_database_prepare (reader, quoted, NULL, ""));
      g_assert_null (haven_database_prepare (reader, beside, NULL, ""));
    }
}

static void
test_nobody_makes_a_way_past_the_views (void)
{
  static const char *const forbidden[] = {
    "CREATE TEMP VIEW mine AS SELECT * FROM shared.patient",
    "CREATE VIEW main.mine AS SELECT 1",
    "CREATE TEMP TRIGGER mine AFTER INSERT ON shared.draft BEGIN SELECT 1; END",
    "CREATE TABLE main.mine (a)",
    "CREATE TEMP TABLE mine (a)",
    "CREATE VIRTUAL TABLE temp.mine USING fts5 (a)",
    "DROP VIEW temp.shared_patient",
    "INSERT INTO main.barred (id) VALUES ('x')",
    "DELETE FROM main.barred",
    "ATTACH ':memory:' AS mine",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "ANALYZE",
    "REINDEX",
    "ALTER TABLE shared.patient ADD COLUMN mine",
    "UPDATE shared.audit_event SET detail = 'x'",
    "DELETE FROM shared.audit_event",
    "INSERT INTO shared.draft (id, staff_id, editor, subject_id, text, saved_at)"
    " SELECT 'x', 'y', 'note', 'z', text, 1 FROM clinical.note",
    "INSERT INTO shared.draft (id, staff_id, editor, subject_id, text, saved_at)"
    " SELECT 'x', 'y', 'note', 'z', name, 1 FROM legal.party",
  };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_test_message ("%s", forbidden[i]);
      g_assert_false (haven_database_exec (haven_door_get_reader (clinic), forbidden[i], NULL));
    }
}

static void
test_the_desk_sees_no_chart_no_plan_no_release (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  /* With the key of the charts in hand, too: the role does not open them. */
  haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_door_assert_sql (clinic, "SELECT count(*) FROM clinical_note", "0|");
  haven_door_assert_sql (clinic, "SELECT * FROM clinical_encounter", "");
  haven_door_assert_sql (clinic, "SELECT own_words FROM shared_plan", "");
  haven_door_assert_sql (clinic, "SELECT recipient FROM shared_release", "");
  haven_door_assert_sql (clinic, "SELECT statement FROM shared_goal", "");
  haven_door_assert_sql (clinic, "SELECT count(*) FROM legal_matter", "0|");
  haven_door_assert_sql (clinic, "SELECT reason FROM shared_resource_absence", "|");
  haven_door_assert_sql (clinic, "SELECT value FROM shared_safe_contact_rule", CANARY " number|");
}

static void
test_those_without_patients_see_none (void)
{
  static const char *const staff[] = { TRANSLATOR, AUDITOR, INTERPRETER };
  static const char *const views[] = { "shared_patient",   "shared_patient_name", "shared_safe_contact_rule",
                                       "shared_plan",      "shared_release",      "shared_bridge_date",
                                       "clinical_note",    "legal_matter",        "shared_patient_name_key",
                                       "shared_patient_name_words" };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (staff); i++)
    {
      haven_door_sign_in (clinic, staff[i], HAVEN_IN_ALL);
      for (gsize k = 0; k < G_N_ELEMENTS (views); k++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", views[k]);

          haven_door_assert_sql (clinic, sql, "0|");
        }
    }
}

static void
test_an_interpreter_sees_when_and_where_of_their_own_visit (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  haven_door_sign_in (clinic, INTERPRETER, HAVEN_IN_SHARED);
  haven_door_assert_sql (clinic,
              "SELECT id, local_start, status, patient_id, title, kind, status_reason FROM shared_appointment",
              "visit|2026-11-21T09:00|confirmed|||||");
}

/* ── The legal part ───────────────────────────────────────────────────────── */

static void
test_without_the_legal_key_a_hearing_is_a_visit (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  haven_door_assert_sql (clinic, "SELECT title, kind FROM shared_appointment WHERE id = 'court'", "Hearing at the court|court|");
  haven_door_sign_in (clinic, NAVIGATOR, HAVEN_IN_SHARED);
  haven_door_assert_sql (clinic, "SELECT title, kind FROM shared_appointment WHERE id = 'court'", "Visit||");
  haven_door_assert_sql (clinic, "SELECT id FROM shared_appointment WHERE title LIKE '%court%' OR kind = 'court'", "");
  haven_door_assert_sql (clinic, "SELECT title FROM shared_appointment WHERE id = 'visit'", CANARY " check-up|");
}

/* What a visit is for is told to those who care and those who arrange care, and to nobody else. */
static void
add_paper (HavenDoorClinic *clinic, const char *id, const char *variant)
{
  HavenDocument *paper = haven_document_new ();
  HavenDoorChanging adding = { &haven_document_info, paper };
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, "document", HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;

  paper->id = g_strdup (id);
  paper->patient_id = g_strdup (clinic->person);
  paper->form_code = g_strdup ("P-1");
  paper->form_version = g_strdup ("1");
  paper->language = g_strdup ("en");
  paper->variant = g_strdup (variant);
  paper->file_name = g_strdup_printf ("form-%s.pdf", id);
  paper->made_at = 1;
  paper->made_by = g_strdup (HAVEN_TEST_STAFF);
  paper->pages = 1;
  paper->pdf = g_bytes_new_static ("%PDF", 4);
  paper->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, paper->pdf);
  g_assert_true (haven_store_run (clinic->vault->store, &act, haven_door_insert_record, &adding, &error));
  g_assert_no_error (error);
  haven_document_free (paper);
}

static void
test_without_the_legal_key_what_a_lawyer_files_is_not_there (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  static const char papers[] = "SELECT id FROM shared_document WHERE form_code = 'P-1' ORDER BY row";

  add_paper (clinic, "filed", "privileged");
  add_paper (clinic, "housing", "official");
  add_paper (clinic, "own", NULL);
  haven_door_assert_sql (clinic, papers, "filed|housing|own|");
  haven_door_sign_in (clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  haven_door_assert_sql (clinic, papers, "filed|housing|own|");
  haven_door_sign_in (clinic, DOCTOR, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_door_assert_sql (clinic, papers, "housing|own|");
  haven_door_sign_in (clinic, NAVIGATOR, HAVEN_IN_SHARED);
  haven_door_assert_sql (clinic, papers, "housing|own|");
}

static void
test_who_neither_cares_nor_arranges_care_sees_a_visit (void)
{
  static const char visit[] = "SELECT title, kind FROM shared_appointment WHERE id = 'visit'";
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED);
  haven_door_assert_sql (clinic, visit, "Visit|medical|");
  haven_door_assert_sql (clinic, "SELECT title, kind FROM shared_appointment WHERE id = 'court'", "Visit||");
  haven_door_assert_sql (clinic, "SELECT id FROM shared_appointment WHERE title LIKE '%check-up%'", "");
  haven_door_sign_in (clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  haven_door_assert_sql (clinic, visit, "Visit|medical|");
  haven_door_assert_sql (
      clinic, "SELECT title, kind FROM shared_appointment WHERE id = 'court'", "Hearing at the court|court|");
}

static void
test_what_is_not_seen_is_not_overwritten (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (HavenAppointment) court = NULL, court_after = NULL;
  g_autoptr (HavenResourceAbsence) absence = NULL, absence_after = NULL;
  g_autoptr (GError) error = NULL;

  haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED);
  court = haven_test_load (clinic->vault, &haven_appointment_info, "court", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (court->title, ==, "Visit");
  g_set_str (&court->status, "arrived");
  g_assert_true (haven_door_change (clinic, &haven_appointment_info, court, &error));
  absence = haven_test_load (clinic->vault, &haven_resource_absence_info, "absence", &error);
  g_assert_null (absence->reason);
  absence->ends_at = 9;
  g_assert_true (haven_door_change (clinic, &haven_resource_absence_info, absence, &error));
  g_assert_no_error (error);

  haven_door_sign_in (clinic, HAVEN_TEST_STAFF, HAVEN_IN_ALL);
  court_after = haven_test_load (clinic->vault, &haven_appointment_info, "court", &error);
  g_assert_cmpstr (court_after->status, ==, "arrived");
  g_assert_cmpstr (court_after->title, ==, "Hearing at the court");
  g_assert_cmpstr (court_after->kind, ==, "court");
  absence_after = haven_test_load (clinic->vault, &haven_resource_absence_info, "absence", &error);
  g_assert_cmpint (absence_after->ends_at, ==, 9);
  g_assert_cmpstr (absence_after->reason, ==, CANARY " illness");
}

/* Every column of what the care team is asked for, as the care team sees it. */
static void
test_what_the_care_team_is_asked_for_has_no_word_of_a_matter (void)
{
  static const char all[] = "SELECT * FROM shared_record_request";
  static const char columns[] =
      "SELECT kind, wanted_by, release_id, state, reason, taken_by, document_id FROM shared_record_request";
  static const char *const others[] = { DESK, NAVIGATOR, INTERPRETER, TRANSLATOR, AUDITOR };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autofree char *seen = NULL;

  haven_door_sign_in (clinic, DOCTOR, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_door_assert_sql (clinic, columns, "care_letter|2026-12-01|release|asked||||");
  seen = haven_door_run_sql (clinic, all);
  g_assert_null (strstr (seen, CANARY));
  g_assert_null (strstr (seen, "matter"));
  g_assert_null (strstr (seen, "housing"));
  g_assert_null (strstr (seen, LAWYER));
  haven_door_assert_sql (clinic, "SELECT count(*) FROM legal_matter_evidence", "0|");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      haven_door_sign_in (clinic, others[i], HAVEN_IN_ALL);
      haven_door_assert_sql (clinic, all, "");
      haven_door_assert_sql (clinic, "SELECT * FROM legal_matter_evidence", "");
    }
}

/* Neither a row nor a count, also with the legal key in hand: the role has no part in it. */
static void
test_a_privileged_note_is_the_legal_teams_alone (void)
{
  static const char *const others[] = { DESK, DOCTOR, THERAPIST, NAVIGATOR, INTERPRETER, TRANSLATOR, AUDITOR };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  haven_door_sign_in (clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  haven_door_assert_sql (clinic, "SELECT text FROM legal_legal_note", CANARY " theory|");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      haven_door_sign_in (clinic, others[i], HAVEN_IN_ALL);
      haven_door_assert_sql (clinic, "SELECT count(*) FROM legal_legal_note", "0|");
      haven_door_assert_sql (clinic, "SELECT * FROM legal_legal_note", "");
    }
}

/* Not by what replaces a row, either, which asks no trigger of deletion. */
static void
test_what_an_event_says_stays (void)
{
  static const char *const statements[] = {
    "UPDATE legal.matter_event SET words = 'something else'",
    "DELETE FROM legal.matter_event",
    "INSERT OR REPLACE INTO legal.matter_event (row, id, event_id, matter_id, patient_id, kind, words, on_date, precision,"
    " written_by, written_at) SELECT row, id, event_id, matter_id, patient_id, kind, 'something else', on_date, precision,"
    " written_by, written_at FROM legal.matter_event",
    "INSERT OR REPLACE INTO legal.matter_event (id, event_id, matter_id, patient_id, kind, words, on_date, precision,"
    " written_by, written_at) SELECT id, event_id, matter_id, patient_id, kind, 'something else', on_date, precision,"
    " written_by, written_at FROM legal.matter_event",
  };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    haven_door_expect_refused (clinic, "matter_event", statements[i]);
  haven_door_sign_in (clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  haven_door_assert_sql (clinic, "SELECT words FROM legal_matter_event", CANARY " event|");
}

/* What happened is the legal team's; an advocate goes along, without the lawyer's notes. */
static void
test_an_event_of_a_matter_is_the_legal_teams (void)
{
  static const char *const others[] = { DESK, DOCTOR, THERAPIST, NAVIGATOR, INTERPRETER, TRANSLATOR, AUDITOR };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  haven_test_add_staff (clinic->vault, "companion", "advocate");
  haven_door_sign_in (clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  haven_door_assert_sql (clinic, "SELECT words, notes FROM legal_matter_event", CANARY " event|" CANARY " event notes|");
  haven_door_sign_in (clinic, "companion", HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  haven_door_assert_sql (clinic, "SELECT words, notes FROM legal_matter_event", CANARY " event||");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      haven_door_sign_in (clinic, others[i], HAVEN_IN_ALL);
      haven_door_assert_sql (clinic, "SELECT count(*) FROM legal_matter_event", "0|");
      haven_door_assert_sql (clinic, "SELECT * FROM legal_matter_event", "");
    }
}

/* What was asked for stays what it was, and what was given out stays given out, whoever writes. */
static void
test_a_request_is_answered_and_not_rewritten (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (HavenRecordRequest) request = NULL, given = NULL;
  g_autoptr (GError) error = NULL, rewritten = NULL, again = NULL;

  haven_door_sign_in (clinic, DOCTOR, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  request = haven_test_load (clinic->vault, &haven_record_request_info, "request", &error);
  g_assert_no_error (error);
  g_set_str (&request->kind, "evaluation");
  g_assert_false (haven_door_change (clinic, &haven_record_request_info, request, &rewritten));
  g_assert_nonnull (rewritten);
  g_set_str (&request->kind, "care_letter");
  g_set_str (&request->state, "ready");
  request->answered_on = haven_date_from_ymd (2026, 11, 20);
  g_assert_true (haven_door_change (clinic, &haven_record_request_info, request, &error));
  g_assert_no_error (error);
  given = haven_test_load (clinic->vault, &haven_record_request_info, "request", &error);
  g_set_str (&given->state, "asked");
  given->answered_on = HAVEN_DATE_NONE;
  g_assert_false (haven_door_change (clinic, &haven_record_request_info, given, &again));
  g_assert_nonnull (again);
}

static void
test_the_shared_log_knows_nothing_of_the_legal_part (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autofree char *matter = NULL, *deadline = NULL;

  haven_door_sign_in (clinic, AUDITOR, HAVEN_IN_SHARED);
  matter = haven_door_run_sql (clinic, "SELECT count(*) FROM shared_audit_event WHERE record IN ('matter', 'deadline', 'party', 'matter_evidence')");
  g_assert_cmpstr (matter, ==, "0|");
  haven_door_assert_sql (clinic, "SELECT count(*) FROM legal_audit_event", "0|");
  deadline = haven_door_run_sql (clinic, "SELECT count(*) > 10 FROM shared_audit_event");
  g_assert_cmpstr (deadline, ==, "1|");
}

static void
test_everybody_sees_their_own_steps_in_the_log_and_no_others (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED);
  haven_record_free (&haven_patient_info, haven_test_load (clinic->vault, &haven_patient_info, clinic->person, NULL));
  haven_door_assert_sql (clinic, "SELECT count(*), count(DISTINCT staff_id), max(staff_id) FROM shared_audit_event", "1|1|" DESK "|");
}

static void
test_without_the_legal_key_no_query_tells_of_matters (void)
{
  static const char *const staff[] = { DESK, DOCTOR, NAVIGATOR, HAVEN_TEST_STAFF };
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (GArray) every_row = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 row = 0; row < 20; row++)
    g_array_append_val (every_row, row);
  for (gsize i = 0; i < G_N_ELEMENTS (staff); i++)
    {
      g_autofree char *matters = NULL, *due = NULL;

      haven_door_sign_in (clinic, staff[i], HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
      matters = haven_door_run_query (clinic, haven_query_new_matters (NULL, TRUE), every_row);
      due = haven_door_run_query (clinic, haven_query_new_due (haven_date_from_ymd (2030, 1, 1)), every_row);
      g_assert_cmpstr (matters, ==, "0 rows|");
      g_assert_cmpstr (due, ==, "0 rows|");
    }
}

/* ── Restricted notes ─────────────────────────────────────────────────────── */

static void
test_restricted_notes_are_open_to_their_category_alone (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();

  haven_door_sign_in (clinic, DOCTOR, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_door_assert_sql (clinic, "SELECT id FROM clinical_note ORDER BY row", "note|");
  haven_door_sign_in (clinic, THERAPIST, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_door_assert_sql (clinic, "SELECT id FROM clinical_note ORDER BY row", "note|therapy|therapy-later|");
}

static const char sound_reason[] = "Found without consciousness, medication unknown";

static void
test_a_broken_glass_shows_them_until_it_closes (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  HavenInstant now = haven_clock_now (clinic->vault->clock);
  g_autoptr (GError) error = NULL;

  haven_door_sign_in (clinic, DOCTOR, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  g_assert_true (haven_door_break_glass (clinic, DOCTOR, now, 60, sound_reason, &error));
  haven_door_assert_sql (clinic, "SELECT id FROM clinical_note ORDER BY row", "note|therapy|therapy-later|");
  haven_door_assert_sql (clinic, "SELECT count(*) FROM legal_matter", "0|");

  haven_door_sign_in (clinic, DOCTOR, HAVEN_IN_ALL);
  haven_door_assert_sql (clinic, "SELECT count(*) FROM legal_matter", "0|");

  g_object_unref (clinic->vault->clock);
  clinic->vault->clock = haven_clock_new_fixed ("America/New_York", now + 60 * G_TIME_SPAN_MINUTE - 1);
  haven_door_sign_in (clinic, DOCTOR, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_door_assert_sql (clinic, "SELECT count(*) FROM clinical_note", "3|");
  g_object_unref (clinic->vault->clock);
  clinic->vault->clock = haven_clock_new_fixed ("America/New_York", now + 60 * G_TIME_SPAN_MINUTE);
  haven_door_sign_in (clinic, DOCTOR, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  haven_door_assert_sql (clinic, "SELECT count(*) FROM clinical_note", "1|");
}

static void
test_a_glass_is_broken_with_a_reason_for_an_hour_by_oneself (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  HavenInstant now = haven_clock_now (clinic->vault->clock);
  g_autoptr (GError) short_error = NULL, long_error = NULL, other_error = NULL, desk_error = NULL;

  haven_door_sign_in (clinic, DOCTOR, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  g_assert_false (haven_door_break_glass (clinic, DOCTOR, now, 60, "   because      I want  ", &short_error));
  g_assert_error (short_error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
  g_assert_false (haven_door_break_glass (clinic, DOCTOR, now, 61, sound_reason, &long_error));
  g_assert_error (long_error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
  g_assert_false (haven_door_break_glass (clinic, THERAPIST, now, 60, sound_reason, &other_error));
  g_assert_error (other_error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
  haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED);
  g_assert_false (haven_door_break_glass (clinic, DESK, now, 60, sound_reason, &desk_error));
  g_assert_error (desk_error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
}

/* ── The log of what was refused ──────────────────────────────────────────── */

static char *
read_last_event (HavenDoorClinic *clinic)
{
  return haven_door_run_sql (clinic,
                  "SELECT action, detail, record, coalesce (object_id, '') FROM shared_audit_event"
                  " ORDER BY sequence DESC LIMIT 1");
}

static void
test_what_is_refused_is_logged (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  HavenAct act = haven_test_act (HAVEN_ACTION_VIEW, "plan", HAVEN_IN_SHARED);
  g_autofree char *event = NULL, *expected = NULL;
  g_autoptr (GError) error = NULL;

  act.object_id = "plan";
  haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED);
  g_assert_false (haven_store_run (clinic->vault->store, &act, NULL, NULL, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
  event = read_last_event (clinic);
  g_assert_cmpstr (event, ==, "deny|view|plan|plan|");
}

static void
test_no_act_carries_another_record_along (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (HavenNote) note = haven_note_new ();
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, "appointment", HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  HavenDoorChanging changing = { &haven_note_info, note };
  g_autoptr (GError) error = NULL;

  note->id = haven_id_new ();
  note->patient_id = g_strdup (clinic->person);
  haven_door_sign_in (clinic, DESK, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  g_assert_false (haven_store_run (clinic->vault->store, &act, haven_door_insert_record, &changing, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
}

/* ── Who is let in ────────────────────────────────────────────────────────── */

static void
test_before_somebody_is_let_in_nothing_is_answered (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (GError) error = NULL, reader_error = NULL, unknown = NULL, setup = NULL;

  g_clear_object (&clinic->vault->store);
  clinic->vault->store = haven_store_open (clinic->vault->folder, clinic->vault->keys, clinic->vault->clock, &error);
  g_assert_no_error (error);
  g_assert_null (haven_store_ref_access (clinic->vault->store));
  g_assert_null (haven_test_load (clinic->vault, &haven_patient_info, clinic->person, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
  g_assert_null (haven_store_get_reader (clinic->vault->store, &reader_error));
  g_assert_error (reader_error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
  g_assert_false (haven_store_admit (clinic->vault->store, "nobody", &unknown));
  g_assert_error (unknown, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
  g_assert_false (haven_store_admit_for_setup (clinic->vault->store, "somebody new", &setup));
  g_assert_error (setup, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_EXISTS);
}

static void
test_who_has_left_is_not_let_in (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (HavenStaffMember) member = haven_test_load (clinic->vault, &haven_staff_member_info, DESK, NULL);
  g_autoptr (GError) error = NULL;

  member->active = FALSE;
  member->ended_at = 5;
  g_assert_true (haven_door_change (clinic, &haven_staff_member_info, member, &error));
  g_assert_false (haven_store_admit (clinic->vault->store, DESK, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
}

static void
test_who_leaves_while_signed_in_has_nothing_from_then_on (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  g_autoptr (HavenStaffMember) member = haven_test_load (clinic->vault, &haven_staff_member_info, HAVEN_TEST_STAFF, NULL);
  g_autoptr (GError) error = NULL, refused = NULL;

  member->active = FALSE;
  g_assert_true (haven_door_change (clinic, &haven_staff_member_info, member, &error));
  g_assert_null (haven_test_load (clinic->vault, &haven_patient_info, clinic->person, &refused));
  g_assert_error (refused, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
  haven_door_assert_sql (clinic, "SELECT count(*) FROM shared_patient", "0|");
}

/* ── Nothing is forgotten ─────────────────────────────────────────────────── */

static void
test_every_table_has_lines_in_the_matrix (void)
{
  g_autoptr (HavenDoorClinic) clinic = haven_door_clinic_new ();
  HavenDatabase *reader = haven_door_get_reader (clinic);
  HavenRoles *roles = haven_store_get_roles (clinic->vault->store);
  guint n_tables = 0;

  haven_database_go_inside (reader);
  for (int part = 0; part < HAVEN_N_PARTITIONS; part++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT name FROM %s.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%%'"
          " AND name NOT GLOB '*_words_*' AND name NOT GLOB '*_parts_*'",
          haven_partition_get_name ((HavenPartition) part));
      sqlite3_stmt *statement = haven_database_prepare (reader, sql, NULL, "");
      gboolean row = TRUE;

      while (haven_database_step (reader, statement, &row, NULL) && row)
        {
          if (!haven_roles_covers (roles, (HavenPartition) part, haven_column_text (statement, 0)))
            g_error ("seeds/roles/roles.json has no line for %s.%s",
                     haven_partition_get_name ((HavenPartition) part),
                     haven_column_text (statement, 0));
          n_tables++;
        }
    }
  haven_database_come_out (reader);
  g_assert_cmpuint (n_tables, >, 35);
}

static const struct
{
  const char *path;
  GTestFunc function;
} tests[] = {
  { "/store/door/no-table-is-read-by-its-own-name", test_no_table_is_read_by_its_own_name },
  { "/store/door/no-table-is-counted-without-its-schema", test_no_table_is_counted_without_its_schema },
  { "/store/door/nobody-makes-a-way-past-the-views", test_nobody_makes_a_way_past_the_views },
  { "/store/door/the-desk-sees-no-chart-no-plan-no-release", test_the_desk_sees_no_chart_no_plan_no_release },
  { "/store/door/those-without-patients-see-none", test_those_without_patients_see_none },
  { "/store/door/an-interpreter-sees-when-and-where-of-their-own-visit",
    test_an_interpreter_sees_when_and_where_of_their_own_visit },
  { "/store/door/without-the-legal-key-a-hearing-is-a-visit", test_without_the_legal_key_a_hearing_is_a_visit },
  { "/store/door/without-the-legal-key-what-a-lawyer-files-is-not-there",
    test_without_the_legal_key_what_a_lawyer_files_is_not_there },
  { "/store/door/who-neither-cares-nor-arranges-care-sees-a-visit",
    test_who_neither_cares_nor_arranges_care_sees_a_visit },
  { "/store/door/what-is-not-seen-is-not-overwritten", test_what_is_not_seen_is_not_overwritten },
  { "/store/door/what-the-care-team-is-asked-for-has-no-word-of-a-matter",
    test_what_the_care_team_is_asked_for_has_no_word_of_a_matter },
  { "/store/door/a-privileged-note-is-the-legal-teams-alone", test_a_privileged_note_is_the_legal_teams_alone },
  { "/store/door/an-event-of-a-matter-is-the-legal-teams", test_an_event_of_a_matter_is_the_legal_teams },
  { "/store/door/what-an-event-says-stays", test_what_an_event_says_stays },
  { "/store/door/a-request-is-answered-and-not-rewritten", test_a_request_is_answered_and_not_rewritten },
  { "/store/door/the-shared-log-knows-nothing-of-the-legal-part",
    test_the_shared_log_knows_nothing_of_the_legal_part },
  { "/store/door/everybody-sees-their-own-steps-in-the-log-and-no-others",
    test_everybody_sees_their_own_steps_in_the_log_and_no_others },
  { "/store/door/restricted-notes-are-open-to-their-category-alone",
    test_restricted_notes_are_open_to_their_category_alone },
  { "/store/door/a-broken-glass-shows-them-until-it-closes", test_a_broken_glass_shows_them_until_it_closes },
  { "/store/door/a-glass-is-broken-with-a-reason-for-an-hour-by-oneself",
    test_a_glass_is_broken_with_a_reason_for_an_hour_by_oneself },
  { "/store/door/without-the-legal-key-no-query-tells-of-matters",
    test_without_the_legal_key_no_query_tells_of_matters },
  { "/store/door/what-is-refused-is-logged", test_what_is_refused_is_logged },
  { "/store/door/no-act-carries-another-record-along", test_no_act_carries_another_record_along },
  { "/store/door/before-somebody-is-let-in-nothing-is-answered",
    test_before_somebody_is_let_in_nothing_is_answered },
  { "/store/door/who-has-left-is-not-let-in", test_who_has_left_is_not_let_in },
  { "/store/door/who-leaves-while-signed-in-has-nothing-from-then-on",
    test_who_leaves_while_signed_in_has_nothing_from_then_on },
  { "/store/door/every-table-has-lines-in-the-matrix", test_every_table_has_lines_in_the_matrix },
};

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_func (tests[i].path, tests[i].function);
  return g_test_run ();
}
