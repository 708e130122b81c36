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

static void
add_visit (HavenDoorClinic *clinic, const char *id, const char *patient_id, const char *kind, const char *title, HavenInstant at)
{
  g_autoptr (HavenAppointment) visit = haven_appointment_new ();

  visit->id = g_strdup (id);
  visit->patient_id = g_strdup (patient_id);
  visit->kind = g_strdup (kind);
  visit->title = g_strdup (title);
  visit->starts_at = at;
  visit->ends_at = at + G_TIME_SPAN_HOUR;
  visit->zone = g_strdup ("America/New_York");
  visit->local_start = g_strdup ("2026-11-21T09:00");
  visit->status = g_strdup ("confirmed");
  visit->row_version = 1;
  haven_test_insert (clinic->vault, &haven_appointment_info, visit);
}

static void
add_note (HavenDoorClinic *clinic, const char *id, const char *restricted, const char *addendum_of)
{
  g_autoptr (HavenNote) note = haven_note_new ();

  note->id = g_strdup (id);
  note->patient_id = g_strdup (clinic->person);
  note->kind = g_strdup (addendum_of ? "addendum" : "progress");
  note->title = g_strdup (CANARY " note");
  note->text = g_strdup (CANARY " text");
  note->state = g_strdup ("signed");
  note->author_id = g_strdup (THERAPIST);
  note->written_at = 5;
  note->signed_by = g_strdup (THERAPIST);
  note->signed_at = 5;
  note->addendum_of = g_strdup (addendum_of);
  note->addendum_reason = addendum_of ? g_strdup ("later") : NULL;
  note->restricted = g_strdup (restricted);
  note->row_version = 1;
  haven_test_insert (clinic->vault, &haven_note_info, note);
}

static void
add_matter (HavenDoorClinic *clinic)
{
  g_autoptr (HavenMatter) matter = haven_matter_new ();
  g_autoptr (HavenDeadline) deadline = haven_deadline_new ();
  g_autoptr (HavenParty) party = haven_party_new ();

  matter->id = g_strdup ("matter");
  matter->patient_id = g_strdup (clinic->person);
  matter->type = g_strdup ("housing");
  matter->title = g_strdup (CANARY " matter");
  matter->stage = g_strdup ("screening");
  matter->opened_on = haven_date_from_ymd (2026, 1, 5);
  matter->row_version = 1;
  haven_test_add_matter (clinic->vault, matter);
  deadline->id = g_strdup ("deadline");
  deadline->matter_id = g_strdup ("matter");
  deadline->patient_id = g_strdup (clinic->person);
  deadline->label = g_strdup (CANARY " date");
  deadline->set_by = g_strdup ("person");
  deadline->status = g_strdup ("open");
  deadline->plan_by = haven_date_from_ymd (2026, 12, 1);
  deadline->last_safe_day = haven_date_from_ymd (2026, 12, 3);
  deadline->row_version = 1;
  haven_test_insert (clinic->vault, &haven_deadline_info, deadline);
  party->id = g_strdup ("party");
  party->matter_id = g_strdup ("matter");
  party->role = g_strdup ("client");
  party->name = g_strdup (CANARY " party");
  haven_test_add_party (clinic->vault, party);
}

static void
add_legal_note (HavenDoorClinic *clinic)
{
  g_autoptr (HavenLegalNote) note = haven_legal_note_new ();

  note->id = g_strdup ("legal-note");
  note->matter_id = g_strdup ("matter");
  note->patient_id = g_strdup (clinic->person);
  note->text = g_strdup (CANARY " theory");
  note->author_id = g_strdup (LAWYER);
  note->written_at = 5;
  haven_test_insert (clinic->vault, &haven_legal_note_info, note);
}

static void
add_event (HavenDoorClinic *clinic)
{
  g_autoptr (HavenMatterEvent) event = haven_matter_event_new ();

  event->id = g_strdup ("event");
  event->event_id = g_strdup ("event");
  event->matter_id = g_strdup ("matter");
  event->patient_id = g_strdup (clinic->person);
  event->kind = g_strdup ("other");
  event->words = g_strdup (CANARY " event");
  event->on_date = haven_date_from_ymd (2026, 1, 9);
  event->precision = g_strdup ("day");
  event->notes = g_strdup (CANARY " event notes");
  event->written_by = g_strdup (LAWYER);
  event->written_at = 5;
  haven_test_insert (clinic->vault, &haven_matter_event_info, event);
}

static void
add_plan (HavenDoorClinic *clinic)
{
  g_autoptr (HavenPlan) plan = haven_plan_new ();
  g_autoptr (HavenGoal) goal = haven_goal_new ();
  g_autoptr (HavenPlanAction) action = haven_plan_action_new ();
  g_autoptr (HavenBridgeDate) bridge = haven_bridge_date_new ();

  plan->id = g_strdup ("plan");
  plan->patient_id = g_strdup (clinic->person);
  plan->status = g_strdup ("active");
  plan->own_words = g_strdup (CANARY " words");
  plan->row_version = 1;
  haven_test_insert (clinic->vault, &haven_plan_info, plan);
  goal->id = g_strdup ("goal");
  goal->plan_id = g_strdup ("plan");
  goal->domain = g_strdup ("safety");
  goal->statement = g_strdup (CANARY " goal");
  goal->importance = 3;
  haven_test_insert (clinic->vault, &haven_goal_info, goal);
  action->id = g_strdup ("action");
  action->goal_id = g_strdup ("goal");
  action->what = g_strdup (CANARY " action");
  haven_test_insert (clinic->vault, &haven_plan_action_info, action);
  bridge->id = g_strdup ("bridge");
  bridge->patient_id = g_strdup (clinic->person);
  bridge->not_after = haven_date_from_ymd (2026, 12, 1);
  bridge->words = g_strdup (CANARY " bridge");
  bridge->published_by = g_strdup (LAWYER);
  bridge->published_at = 5;
  haven_test_insert (clinic->vault, &haven_bridge_date_info, bridge);
}

static void
add_rooms (HavenDoorClinic *clinic)
{
  g_autoptr (HavenResource) resource = haven_resource_new ();
  g_autoptr (HavenAppointmentResource) link = haven_appointment_resource_new ();
  g_autoptr (HavenResourceAbsence) absence = haven_resource_absence_new ();

  resource->id = g_strdup ("resource");
  resource->name = g_strdup ("Somebody who interprets");
  resource->kind = g_strdup ("interpreter");
  resource->staff_id = g_strdup (INTERPRETER);
  resource->active = TRUE;
  haven_test_insert (clinic->vault, &haven_resource_info, resource);
  link->id = g_strdup ("link");
  link->appointment_id = g_strdup ("visit");
  link->resource_id = g_strdup ("resource");
  haven_test_insert (clinic->vault, &haven_appointment_resource_info, link);
  absence->id = g_strdup ("absence");
  absence->resource_id = g_strdup ("resource");
  absence->starts_at = 1;
  absence->ends_at = 2;
  absence->reason = g_strdup (CANARY " illness");
  haven_test_insert (clinic->vault, &haven_resource_absence_info, absence);
}

static void
add_contact (HavenDoorClinic *clinic)
{
  g_autoptr (HavenPatientName) name = haven_patient_name_new ();
  g_autoptr (HavenSafeContactRule) rule = haven_safe_contact_rule_new ();
  g_autoptr (HavenRelease) release = haven_release_new ();

  name->id = g_strdup ("alias");
  name->patient_id = g_strdup (clinic->person);
  name->kind = g_strdup ("alias");
  name->text = g_strdup (CANARY " alias");
  haven_test_insert (clinic->vault, &haven_patient_name_info, name);
  rule->id = g_strdup ("rule");
  rule->patient_id = g_strdup (clinic->person);
  rule->channel = g_strdup ("mobile");
  rule->value = g_strdup (CANARY " number");
  rule->safe = g_strdup ("yes");
  rule->safe_to = 1440;
  haven_test_insert (clinic->vault, &haven_safe_contact_rule_info, rule);
  release->id = g_strdup ("release");
  release->patient_id = g_strdup (clinic->person);
  release->recipient = g_strdup (CANARY " recipient");
  release->signed_on = haven_date_from_ymd (2026, 1, 5);
  release->row_version = 1;
  haven_test_insert (clinic->vault, &haven_release_info, release);
}

/* What a matter needs, and the request that tells nothing of it; and that somebody is to be asked how they are. */
static void
add_evidence (HavenDoorClinic *clinic)
{
  g_autoptr (HavenRecordRequest) request = haven_record_request_new ();
  g_autoptr (HavenMatterEvidence) evidence = haven_matter_evidence_new ();
  g_autoptr (HavenOutreach) outreach = haven_outreach_new ();

  request->id = g_strdup ("request");
  request->patient_id = g_strdup (clinic->person);
  request->kind = g_strdup ("care_letter");
  request->wanted_by = haven_date_from_ymd (2026, 12, 1);
  request->release_id = g_strdup ("release");
  request->asked_at = 5;
  request->state = g_strdup ("asked");
  haven_test_insert (clinic->vault, &haven_record_request_info, request);
  outreach->id = g_strdup ("outreach");
  outreach->patient_id = g_strdup (clinic->person);
  haven_test_insert (clinic->vault, &haven_outreach_info, outreach);
  evidence->id = g_strdup ("evidence");
  evidence->matter_id = g_strdup ("matter");
  evidence->patient_id = g_strdup (clinic->person);
  evidence->kind = g_strdup ("care_letter");
  evidence->words = g_strdup (CANARY " evidence");
  evidence->wanted_by = request->wanted_by;
  evidence->request_id = g_strdup ("request");
  evidence->asked_by = g_strdup (LAWYER);
  haven_test_insert (clinic->vault, &haven_matter_evidence_info, evidence);
}

HavenDoorClinic *
haven_door_clinic_new (void)
{
  HavenDoorClinic *clinic = g_new0 (HavenDoorClinic, 1);
  HavenInstant at;

  clinic->vault = haven_test_vault_new ();
  at = haven_clock_now (clinic->vault->clock);
  haven_test_add_staff (clinic->vault, DESK, "front-desk");
  haven_test_add_staff (clinic->vault, DOCTOR, "clinician");
  haven_test_add_staff (clinic->vault, THERAPIST, "behavioural-clinician");
  haven_test_add_staff (clinic->vault, LAWYER, "attorney");
  haven_test_add_staff (clinic->vault, INTERPRETER, "interpreter");
  haven_test_add_staff (clinic->vault, AUDITOR, "auditor");
  haven_test_add_staff (clinic->vault, TRANSLATOR, "translator");
  haven_test_add_staff (clinic->vault, NAVIGATOR, "navigator");
  clinic->person = haven_test_add_person (clinic->vault, CANARY " Amina");
  clinic->other = haven_test_add_person (clinic->vault, "Somebody Else");
  add_contact (clinic);
  add_visit (clinic, "visit", clinic->person, "medical", CANARY " check-up", at + G_TIME_SPAN_DAY);
  add_visit (clinic, "court", clinic->person, "court", "Hearing at the court", at + 2 * G_TIME_SPAN_DAY);
  add_visit (clinic, "others", clinic->other, "medical", "Visit of somebody else", at + G_TIME_SPAN_DAY);
  add_rooms (clinic);
  add_plan (clinic);
  add_note (clinic, "note", "none", NULL);
  add_note (clinic, "therapy", "psychotherapy", NULL);
  add_note (clinic, "therapy-later", "none", "therapy");
  add_matter (clinic);
  add_legal_note (clinic);
  add_event (clinic);
  add_evidence (clinic);
  return clinic;
}

void
haven_door_clinic_free (HavenDoorClinic *clinic)
{
  haven_test_vault_free (clinic->vault);
  g_free (clinic->person);
  g_free (clinic->other);
  g_free (clinic);
}

/* Somebody signs in, with the keys of their role alone, or with all of them where a key was given by mistake. */
void
haven_door_sign_in (HavenDoorClinic *clinic, const char *staff_id, HavenPartitions held)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_copy (clinic->vault->keys);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((held & (1u << i)) == 0)
      haven_vault_keys_remove (keys, (HavenPartition) i);
  g_clear_object (&clinic->vault->store);
  clinic->vault->store = haven_store_open (clinic->vault->folder, keys, clinic->vault->clock, &error);
  g_assert_no_error (error);
  haven_store_admit (clinic->vault->store, staff_id, &error);
  g_assert_no_error (error);
}

HavenDatabase *
haven_door_get_reader (HavenDoorClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  HavenDatabase *reader = haven_store_get_reader (clinic->vault->store, &error);

  g_assert_no_error (error);
  return reader;
}

/* What hand-written SQL gives: all rows and columns as one text; NULL where it does not even compile. */
char *
haven_door_run_sql (HavenDoorClinic *clinic, const char *sql)
{
  HavenDatabase *reader = haven_door_get_reader (clinic);
  sqlite3_stmt *statement = haven_database_prepare (reader, sql, NULL, "");
  GString *text = g_string_new (NULL);
  gboolean row = TRUE;

  if (statement == NULL)
    return g_string_free (text, TRUE);
  while (haven_database_step (reader, statement, &row, NULL) && row)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      g_string_append_printf (text, "%s|", haven_column_text (statement, i) ? haven_column_text (statement, i) : "");
  return g_string_free (text, FALSE);
}

void
haven_door_assert_sql (HavenDoorClinic *clinic, const char *sql, const char *expected)
{
  g_autofree char *text = haven_door_run_sql (clinic, sql);

  g_test_message ("%s", sql);
  g_assert_cmpstr (text, ==, expected);
}

static gboolean
update_record (HavenTransaction *transaction, gpointer data, GError **error)
{
  HavenDoorChanging *changing = data;

  return haven_transaction_update (transaction, changing->info, changing->record, error);
}

gboolean
haven_door_change (HavenDoorClinic *clinic, const HavenRecordInfo *info, gpointer record, GError **error)
{
  HavenDoorChanging changing = { info, record };
  HavenAct act = haven_test_act (HAVEN_ACTION_UPDATE, info->name, 1u << info->partition);

  return haven_store_run (clinic->vault->store, &act, update_record, &changing, error);
}

/** A statement as a mistake of the program would run it: past the records, and past who may write. */
gboolean
haven_door_run_inside (HavenTransaction *transaction, gpointer data, GError **error)
{
  HavenDatabase *database = *(HavenDatabase **) transaction;
  gboolean ran;

  haven_database_go_inside (database);
  ran = haven_database_exec (database, data, error);
  haven_database_come_out (database);
  return ran;
}

/* A statement of the legal partition that the tables themselves refuse, whoever writes it. */
void
haven_door_expect_refused (HavenDoorClinic *clinic, const char *record, const char *sql)
{
  HavenAct act = haven_test_act (HAVEN_ACTION_UPDATE, record, HAVEN_IN_LEGAL);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", sql);
  g_assert_false (haven_store_run (clinic->vault->store, &act, haven_door_run_inside, (gpointer) sql, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
}

gboolean
haven_door_insert_record (HavenTransaction *transaction, gpointer data, GError **error)
{
  HavenDoorChanging *changing = data;

  return haven_transaction_insert (transaction, changing->info, changing->record, error);
}

gboolean
haven_door_break_glass (HavenDoorClinic *clinic, const char *staff_id, HavenInstant from, int minutes, const char *reason, GError **error)
{
  g_autoptr (HavenBreakGlass) glass = haven_break_glass_new ();
  HavenAct act = haven_test_act (HAVEN_ACTION_BREAK_GLASS, "break_glass", HAVEN_IN_SHARED);
  HavenDoorChanging changing = { &haven_break_glass_info, glass };

  glass->id = haven_id_new ();
  glass->staff_id = g_strdup (staff_id);
  glass->patient_id = g_strdup (clinic->person);
  glass->reason_code = g_strdup ("emergency");
  glass->reason = g_strdup (reason);
  glass->opened_at = from;
  glass->closes_at = from + minutes * G_TIME_SPAN_MINUTE;
  return haven_store_run (clinic->vault->store, &act, haven_door_insert_record, &changing, error);
}

void
haven_door_bar (HavenDoorClinic *clinic, const char *staff_id)
{
  g_autoptr (HavenPatientDenial) denial = haven_patient_denial_new ();

  denial->id = haven_id_new ();
  denial->patient_id = g_strdup (clinic->person);
  denial->staff_id = g_strdup (staff_id);
  denial->reason = g_strdup ("Lives next door");
  denial->since = haven_clock_now (clinic->vault->clock);
  denial->denied_by = g_strdup (HAVEN_TEST_STAFF);
  haven_test_insert (clinic->vault, &haven_patient_denial_info, denial);
}

typedef struct
{
  GString *text;
  guint n_columns;
} Telling;

static void
take_texts_cb (gint64 row, const char *const *texts, gpointer data)
{
  Telling *telling = data;

  for (guint i = 0; i < telling->n_columns; i++)
    g_string_append_printf (telling->text, "%s|", texts[i] ? texts[i] : "");
}

char *
haven_door_run_query (HavenDoorClinic *clinic, HavenQuery *query, const GArray *every_row)
{
  g_autoptr (HavenQuery) own = query;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *text = g_string_new (NULL);
  Telling telling = { text, haven_query_get_n_columns (own) };
  g_autoptr (GError) error = NULL;

  haven_store_query_order (clinic->vault->store, own, rows, &error);
  g_assert_no_error (error);
  g_string_append_printf (text, "%u rows|", rows->len);
  /* The texts of rows that were guessed, too. */
  haven_store_query_texts (
      clinic->vault->store, own, (const gint64 *) every_row->data, every_row->len, take_texts_cb, &telling, &error);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}
