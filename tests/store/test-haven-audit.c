/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the log says, and how altering it is noticed. Every test first shows that the vault opens as it is. */

#include "audit-test.h"

#include "haven-anchors.h"
#include "haven-audit-watch-private.h"
#include "haven-consent.h"
#include "haven-id.h"
#include "haven-legal.h"

#include <sodium.h>
#include <string.h>

/* ── One event ────────────────────────────────────────────────────────────── */

/* Writes a value into a column of the second event, looks whether the walk notices, and takes it back. */
static void
assert_value_is_noticed (HavenDatabase *database, const char *column, const char *value)
{
  g_autofree char *keep = g_strdup_printf ("CREATE TEMP TABLE kept AS SELECT %s AS value FROM shared.audit_event"
                                           " WHERE sequence = 2",
                                           column);
  g_autofree char *change = g_strdup_printf ("UPDATE shared.audit_event SET %s = %s WHERE sequence = 2", column, value);
  g_autofree char *restore = g_strdup_printf ("UPDATE shared.audit_event SET %s = (SELECT value FROM kept) WHERE"
                                              " sequence = 2; DROP TABLE kept",
                                              column);
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_database_exec (database, keep, NULL));
  haven_database_exec (database, change, &error);
  g_assert_no_error (error);
  if (haven_audit_verify (database, HAVEN_PARTITION_SHARED, NULL, &error))
    g_error ("%s = %s went by", column, value);
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CHAIN_BROKEN);
  g_clear_error (&error);
  haven_database_exec (database, restore, &error);
  g_assert_no_error (error);
}

static guint
tamper_text (HavenDatabase *database, const char *column)
{
  static const char *const others[] = { "''", "'x'", "NULL" };
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM shared.audit_event WHERE sequence = 2", column);
  sqlite3_stmt *statement = haven_database_prepare (database, sql, NULL, "");
  g_autofree char *text = NULL;
  guint n_changes = 0;
  gboolean row;

  g_assert_true (haven_database_step (database, statement, &row, NULL) && row);
  text = g_strdup (haven_column_text (statement, 0));
  sqlite3_reset (statement);
  for (gsize i = 0; text && text[i]; i++, n_changes++)
    {
      g_autofree char *changed = g_strdup (text), *value = NULL;

      changed[i] ^= 1;
      value = g_strdup_printf ("'%s'", changed);
      assert_value_is_noticed (database, column, value);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (!(text == NULL && i == 2) && !(text != NULL && i == 2 && g_strv_contains (
            (const char *const[]) { "staff_id", "action", "record", NULL }, column)))
      assert_value_is_noticed (database, column, others[i]), n_changes++;
  if (text != NULL)
    {
      /* What stands behind a zero byte is not shown, and must not slip by. */
      g_autofree char *value = g_strdup_printf ("'%s' || char (0) || 'x'", text);

      assert_value_is_noticed (database, column, value);
      n_changes++;
    }
  return n_changes;
}

static guint
tamper_hash (HavenDatabase *database, const char *column)
{
  for (guint i = 0; i < HAVEN_HASH_SIZE; i++)
    {
      g_autoptr (GString) value = g_string_new (NULL);

      /* Another byte at this place, whatever it was: of two one is another. */
      g_string_printf (value,
                       "cast (substr (%s, 1, %u) || iif (substr (%s, %u, 1) = x'00', x'01', x'00') || substr (%s, %u) AS BLOB)",
                       column, i, column, i + 1, column, i + 2);
      assert_value_is_noticed (database, column, value->str);
    }
  return HAVEN_HASH_SIZE;
}

static guint
tamper_number (HavenDatabase *database, const char *column)
{
  guint n_changes = 0;

  for (guint bit = 0; bit < 63; bit += bit < 8 ? 1 : 8, n_changes++)
    {
      g_autofree char *value = g_strdup_printf ("(%s | (1 << %u)) - (%s & (1 << %u))", column, bit, column, bit);

      assert_value_is_noticed (database, column, value);
    }
  return n_changes;
}

static void
test_each_byte_of_an_event_counts (void)
{
  static const char *const texts[] = { "staff_id", "action",      "record",  "object_id", "patient_id",
                                       "detail",   "workstation", "session", "changed" };
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autoptr (HavenDatabase) database = audit_test_open_raw (vault, HAVEN_PARTITION_SHARED);
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  haven_audit_verify (database, HAVEN_PARTITION_SHARED, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    n_changes += tamper_text (database, texts[i]);
  n_changes += tamper_number (database, "at") + tamper_number (database, "format");
  n_changes += tamper_hash (database, "previous_hash") + tamper_hash (database, "hash") + tamper_hash (database, "contents");
  /* All of it was taken back. */
  haven_audit_verify (database, HAVEN_PARTITION_SHARED, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%u changes of one event, each noticed", n_changes);
  g_assert_cmpuint (n_changes, >, 200);
}

static void
test_a_walk_finds_what_was_altered (void)
{
  static const char *const crimes[] = {
    "UPDATE audit_event SET staff_id = 'somebody else' WHERE sequence = 2",
    "UPDATE audit_event SET object_id = NULL, patient_id = object_id WHERE sequence = 2",
    "DELETE FROM audit_event WHERE sequence = 2",
    "DELETE FROM audit_event WHERE sequence < 4",
    /* two change places */
    "UPDATE audit_event SET sequence = -sequence WHERE sequence IN (2, 3);"
    "UPDATE audit_event SET sequence = 5 + sequence WHERE sequence < 0",
    /* one is said twice */
    "INSERT INTO audit_event (sequence, at, staff_id, action, record, previous_hash, hash)"
    " SELECT 0, at, staff_id, action, record, previous_hash, hash FROM audit_event WHERE sequence = 2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (crimes); i++)
    {
      g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
      g_autoptr (GError) error = NULL;

      audit_test_verify (vault, &error);
      g_assert_no_error (error);
      audit_test_run_raw (vault, crimes[i]);
      /* The last event is as it was, so the vault opens, and the walk finds it. */
      haven_test_vault_reopen (vault);
      audit_test_assert_walk_finds_break (vault);
    }
}

/* ── After a break ────────────────────────────────────────────────────────── */

static void
count_breaks_cb (HavenAuditWatch *watch, const char *sentence, guint *n_breaks)
{
  g_assert_nonnull (strstr (sentence, "“shared”"));
  (*n_breaks)++;
}

static void
wait_for_walk (HavenAuditWatch *watch)
{
  gint64 until = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
  g_autoptr (GError) broken = NULL;

  while (haven_audit_watch_get_checked_at (watch) == 0 && broken == NULL && g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, TRUE);
      broken = haven_audit_watch_dup_break (watch);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_after_a_break_nothing_can_be_changed (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autofree char *id = haven_test_add_person (vault, "Somebody");
  g_autoptr (HavenPatient) patient = NULL;
  g_autofree char *sentence = NULL;
  HavenAuditWatch *watch;
  guint n_breaks = 0;

  audit_test_run_raw (vault, "UPDATE audit_event SET at = at - 1 WHERE sequence = 3");
  haven_test_vault_reopen (vault);
  watch = haven_store_get_audit_watch (vault->store);
  g_signal_connect (watch, "chain-broken", G_CALLBACK (count_breaks_cb), &n_breaks);
  haven_audit_watch_start (watch, 0, G_TIME_SPAN_DAY);
  wait_for_walk (watch);
  g_assert_cmpuint (n_breaks, ==, 1);
  g_object_get (watch, "broken", &sentence, NULL);
  g_assert_nonnull (sentence);

  audit_test_assert_writing_answers (vault, HAVEN_STORE_ERROR_CHAIN_BROKEN);
  patient = haven_test_load (vault, &haven_patient_info, id, NULL);
  g_assert_nonnull (patient);
  /* Found again, it is not told again. */
  audit_test_assert_walk_finds_break (vault);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_breaks, ==, 1);
}

static void
test_the_walk_goes_by_itself_and_says_how_far (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  HavenAuditWatch *watch = haven_store_get_audit_watch (vault->store);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 n_events = 0;

  g_assert_cmpint (haven_audit_watch_get_checked_at (watch), ==, 0);
  haven_audit_watch_start (watch, 0, G_TIME_SPAN_DAY);
  wait_for_walk (watch);
  g_assert_cmpint (haven_audit_watch_get_checked_at (watch), >, 0);
  g_assert_cmpfloat (haven_audit_watch_get_progress (watch), ==, 1.0);
  g_assert_false (haven_audit_watch_is_running (watch));

  haven_audit_watch_verify (watch, HAVEN_IN_SHARED, NULL, NULL, NULL, &n_events, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_events, ==, haven_anchors_get_sequence (vault->store, HAVEN_PARTITION_SHARED, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (haven_audit_watch_verify (watch, HAVEN_IN_SHARED, cancellable, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ── What an event says ───────────────────────────────────────────────────── */

static char *
dup_events (HavenTestVault *vault, HavenPartition partition)
{
  g_autoptr (HavenDatabase) database = audit_test_open_raw (vault, partition);
  g_autofree char *sql = g_strdup_printf ("SELECT group_concat (concat_ws (' ', action, record, object_id, patient_id,"
                                          " detail, changed), x'0a') FROM %s.audit_event",
                                          haven_partition_get_name (partition));
  sqlite3_stmt *statement = haven_database_prepare (database, sql, NULL, "");
  gboolean row;

  g_assert_nonnull (statement);
  g_assert_true (haven_database_step (database, statement, &row, NULL) && row);
  return g_strdup (haven_column_text (statement, 0));
}

typedef struct
{
  HavenMatter *matter;
  HavenDeadline *deadline;
  HavenBridgeDate *bridge;
} Filing;

static gboolean
file_deadline (HavenTransaction *transaction, gpointer data, GError **error)
{
  Filing *filing = data;

  return haven_transaction_insert (transaction, &haven_matter_info, filing->matter, error) &&
         haven_transaction_insert (transaction, &haven_deadline_info, filing->deadline, error) &&
         (filing->bridge == NULL || haven_transaction_insert (transaction, &haven_bridge_date_info, filing->bridge, error));
}

static void
make_filing (HavenTestVault *vault, Filing *filing, const char *person)
{
  filing->matter = haven_matter_new ();
  filing->matter->id = haven_id_new ();
  filing->matter->patient_id = g_strdup (person);
  filing->matter->type = g_strdup ("t-visa");
  filing->matter->stage = g_strdup ("intake");
  filing->matter->opened_on = haven_date_from_ymd (2026, 11, 2);
  filing->matter->row_version = 1;
  haven_test_look_for_conflicts (vault, filing->matter);
  filing->deadline = haven_deadline_new ();
  filing->deadline->id = haven_id_new ();
  filing->deadline->matter_id = g_strdup (filing->matter->id);
  filing->deadline->patient_id = g_strdup (person);
  filing->deadline->label = g_strdup ("File");
  filing->deadline->set_by = g_strdup ("person");
  filing->deadline->status = g_strdup ("open");
  filing->deadline->row_version = 1;
  filing->bridge = haven_bridge_date_new ();
  filing->bridge->id = haven_id_new ();
  filing->bridge->patient_id = g_strdup (person);
  filing->bridge->not_after = haven_date_from_ymd (2026, 12, 11);
  filing->bridge->words = g_strdup ("Not after 11 December");
  filing->bridge->published_by = g_strdup (HAVEN_TEST_STAFF);
  filing->bridge->published_at = 1;
}

static void
clear_filing (Filing *filing)
{
  haven_matter_free (filing->matter);
  haven_deadline_free (filing->deadline);
  haven_bridge_date_free (filing->bridge);
}

static void
test_one_log_tells_nothing_of_another_part (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autofree char *person = haven_test_add_person (vault, "Somebody");
  g_autofree char *shared = NULL, *legal = NULL, *clinical = NULL;
  HavenAct act = haven_test_act (HAVEN_ACTION_UPDATE, "deadline", HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  HavenAct look = haven_test_act (HAVEN_ACTION_VIEW, "matter", HAVEN_IN_ALL);
  HavenAct hidden = haven_test_act (HAVEN_ACTION_UPDATE, "matter", HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  Filing filing, silent;
  g_autoptr (GError) error = NULL;

  make_filing (vault, &filing, person);
  act.object_id = filing.deadline->id;
  act.patient_id = person;
  act.detail = "two dates for the tribunal";
  haven_store_run (vault->store, &act, file_deadline, &filing, &error);
  g_assert_no_error (error);
  /* Nothing of this one is published. */
  make_filing (vault, &silent, person);
  g_clear_pointer (&silent.bridge, haven_bridge_date_free);
  hidden.object_id = silent.matter->id;
  haven_store_run (vault->store, &hidden, file_deadline, &silent, &error);
  g_assert_no_error (error);
  look.object_id = filing.matter->id;
  look.patient_id = person;
  g_assert_true (haven_store_run (vault->store, &look, NULL, NULL, NULL));

  legal = dup_events (vault, HAVEN_PARTITION_LEGAL);
  g_assert_nonnull (strstr (legal, filing.deadline->id));
  g_assert_nonnull (strstr (legal, "tribunal"));
  g_assert_null (strstr (legal, filing.bridge->id));
  shared = dup_events (vault, HAVEN_PARTITION_SHARED);
  g_assert_nonnull (strstr (shared, filing.bridge->id));
  g_assert_null (strstr (shared, filing.deadline->id));
  g_assert_null (strstr (shared, filing.matter->id));
  g_assert_null (strstr (shared, silent.matter->id));
  g_assert_null (strstr (shared, silent.deadline->id));
  g_assert_null (strstr (shared, "deadline"));
  g_assert_null (strstr (shared, "matter"));
  g_assert_null (strstr (shared, "update"));
  g_assert_null (strstr (shared, "tribunal"));
  clinical = dup_events (vault, HAVEN_PARTITION_CLINICAL);
  g_assert_null (strstr (clinical, filing.matter->id));
  g_assert_null (strstr (clinical, "matter"));
  g_assert_nonnull (strstr (clinical, person));
  clear_filing (&filing);
  clear_filing (&silent);
}

static gboolean
update_patient (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_update (transaction, &haven_patient_info, data, error);
}

static void
test_an_event_names_the_fields_that_changed (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autofree char *id = haven_test_add_person (vault, "Quillfeather");
  g_autoptr (HavenPatient) patient = haven_test_load (vault, &haven_patient_info, id, NULL);
  HavenAct act = haven_test_act (HAVEN_ACTION_UPDATE, "patient", HAVEN_IN_SHARED);
  g_autofree char *shared = NULL, *expected = g_strdup_printf ("update patient %s %s name, pronouns", id, id);
  g_autoptr (GError) error = NULL;

  haven_record_set_text (&patient->name, "Quillfeather the Second");
  haven_record_set_text (&patient->pronouns, "they");
  act.object_id = id;
  haven_store_run (vault->store, &act, update_patient, patient, &error);
  g_assert_no_error (error);
  shared = dup_events (vault, HAVEN_PARTITION_SHARED);
  g_assert_nonnull (strstr (shared, expected));
  /* Names of fields, and nothing that stands in them. */
  g_assert_null (strstr (shared, "Quillfeather"));
}

static gboolean
import_people (HavenTransaction *transaction, gpointer data, GError **error)
{
  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++)
    {
      g_autoptr (HavenPatient) patient = haven_patient_new ();

      patient->id = haven_id_new ();
      patient->name = g_strdup ("Somebody");
      patient->status = g_strdup ("active");
      patient->created_at = 1;
      patient->row_version = 1;
      if (!haven_transaction_insert (transaction, &haven_patient_info, patient, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_a_long_import_is_one_line (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  gint64 before = haven_anchors_get_sequence (vault->store, HAVEN_PARTITION_SHARED, NULL);
  HavenAct act = haven_test_act (HAVEN_ACTION_IMPORT, "deadline", HAVEN_IN_LEGAL);
  g_autofree char *shared = NULL;

  g_assert_true (haven_store_run (vault->store, &act, import_people, GUINT_TO_POINTER (40), NULL));
  g_assert_cmpint (haven_anchors_get_sequence (vault->store, HAVEN_PARTITION_SHARED, NULL), ==, before + 1);
  shared = dup_events (vault, HAVEN_PARTITION_SHARED);
  g_assert_true (g_str_has_suffix (shared, "import patient"));
}

/* ── Time ─────────────────────────────────────────────────────────────────── */

static void
count_notifies_cb (HavenAuditWatch *watch, GParamSpec *pspec, guint *n_notifies)
{
  (*n_notifies)++;
}

static void
test_time_never_goes_backward (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  HavenAuditWatch *watch;
  HavenInstant before, after;
  g_autofree char *shared = NULL;
  guint n_notifies = 0;

  haven_clock_advance (vault->clock, G_TIME_SPAN_HOUR);
  audit_test_add_people (vault, 1);
  haven_anchors_get_sequence (vault->store, HAVEN_PARTITION_SHARED, &before);

  /* A little is nothing; much is told, by the log and by the watch, also to a clock that knows nothing of before. */
  g_object_unref (vault->clock);
  vault->clock = haven_clock_new_fixed ("America/New_York", before - 4 * G_TIME_SPAN_MINUTE);
  haven_test_vault_reopen (vault);
  watch = haven_store_get_audit_watch (vault->store);
  g_signal_connect (watch, "notify::clock-set-back", G_CALLBACK (count_notifies_cb), &n_notifies);
  audit_test_add_people (vault, 1);
  g_assert_cmpint (haven_audit_watch_get_clock_set_back (watch), ==, 0);
  g_assert_cmpint (haven_clock_now (vault->clock), ==, before);

  haven_clock_advance (vault->clock, -2 * G_TIME_SPAN_MINUTE);
  audit_test_add_people (vault, 2);
  g_assert_cmpint (haven_audit_watch_get_clock_set_back (watch), ==, 6 * G_TIME_SPAN_MINUTE);
  haven_anchors_get_sequence (vault->store, HAVEN_PARTITION_SHARED, &after);
  g_assert_cmpint (after, ==, before);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_notifies, >=, 1);

  haven_clock_advance (vault->clock, G_TIME_SPAN_HOUR);
  audit_test_add_people (vault, 1);
  g_assert_cmpint (haven_audit_watch_get_clock_set_back (watch), ==, 0);
  haven_anchors_get_sequence (vault->store, HAVEN_PARTITION_SHARED, &after);
  g_assert_cmpint (after, >, before);
  shared = dup_events (vault, HAVEN_PARTITION_SHARED);
  /* Once, not with each act. */
  g_assert_nonnull (strstr (shared, "check audit_event the clock was set back by 360 s"));
  g_assert_null (strstr (strstr (shared, "was set back") + 1, "was set back"));
}

/* ── Events of the first format ───────────────────────────────────────────── */

static void
hash_old_text (crypto_generichash_state *state, const char *text)
{
  guint8 present = text ? 1 : 0;
  guint64 size = GUINT64_TO_BE (text ? strlen (text) : 0);

  crypto_generichash_update (state, &present, 1);
  if (text)
    {
      crypto_generichash_update (state, (const guint8 *) &size, sizeof size);
      crypto_generichash_update (state, (const guint8 *) text, strlen (text));
    }
}

/* Written down from the first version of the log, and never to be changed. */
static void
append_old_event (HavenDatabase *database, HavenAuditHead *head, HavenInstant at)
{
  static const char *const texts[] = { "staff", "view", "patient", NULL, "person", NULL };
  crypto_generichash_state state;
  gint64 sequence = head->sequence + 1;
  guint64 numbers[] = { GUINT64_TO_BE ((guint64) sequence), GUINT64_TO_BE ((guint64) at) };
  guint8 hash[32];
  g_autoptr (GError) error = NULL;

  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  crypto_generichash_update (&state, head->hash, sizeof hash);
  crypto_generichash_update (&state, (const guint8 *) numbers, sizeof numbers);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    hash_old_text (&state, texts[i]);
  crypto_generichash_final (&state, hash, sizeof hash);
  haven_database_run (database,
                      "INSERT INTO shared.audit_event (sequence, at, staff_id, action, record, patient_id, previous_hash,"
                      " hash) VALUES (?, ?, 'staff', 'view', 'patient', 'person', ?, ?)",
                      &error, "iibb", sequence, at, head->hash, 32, hash, 32);
  g_assert_no_error (error);
  head->sequence = sequence;
  head->at = at;
  memcpy (head->hash, hash, sizeof hash);
}

static void
test_events_of_the_first_format_still_hold (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenDatabase) database = audit_test_open_raw (vault, HAVEN_PARTITION_SHARED);
  HavenAuditEvent event = { .staff_id = "staff", .action = "view", .record = "patient", .session = "one" };
  HavenAuditHead head = { 0 };
  gint64 n_events;
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_database_exec (database, "DELETE FROM shared.audit_event", NULL));
  for (int i = 0; i < 5; i++)
    append_old_event (database, &head, 1000 - i);
  for (int i = 0; i < 5; i++)
    g_assert_true (haven_audit_append (database, HAVEN_PARTITION_SHARED, &event, 2000, &head, NULL));
  haven_audit_verify (database, HAVEN_PARTITION_SHARED, &n_events, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_events, ==, 10);

  /* A column that the first format does not hash stays empty there. */
  assert_value_is_noticed (database, "session", "'x'");
  /* And no event can pass for an old one behind a new one. */
  append_old_event (database, &head, 3000);
  g_assert_false (haven_audit_verify (database, HAVEN_PARTITION_SHARED, NULL, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CHAIN_BROKEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/store/audit/" path, function)
  ADD ("each-byte-of-an-event-counts", test_each_byte_of_an_event_counts);
  ADD ("a-walk-finds-what-was-altered", test_a_walk_finds_what_was_altered);
  ADD ("after-a-break-nothing-can-be-changed", test_after_a_break_nothing_can_be_changed);
  ADD ("the-walk-goes-by-itself-and-says-how-far", test_the_walk_goes_by_itself_and_says_how_far);
  ADD ("one-log-tells-nothing-of-another-part", test_one_log_tells_nothing_of_another_part);
  ADD ("an-event-names-the-fields-that-changed", test_an_event_names_the_fields_that_changed);
  ADD ("a-long-import-is-one-line", test_a_long_import_is_one_line);
  ADD ("time-never-goes-backward", test_time_never_goes_backward);
  ADD ("events-of-the-first-format-still-hold", test_events_of_the_first_format_still_hold);
  return g_test_run ();
}
