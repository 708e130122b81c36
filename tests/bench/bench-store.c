/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"

#include "haven-calendar.h"
#include "haven-conflict-table.h"
#include "haven-database-private.h"
#include "haven-id.h"
#include "haven-query-model.h"
#include "haven-store-private.h"
#include "haven-tables.h"
#include "haven-text.h"

#include <stdio.h>
#include <string.h>

#define N_PEOPLE 100000
#define N_EVENTS 20000
#define N_SHOWN 30

typedef struct
{
  HavenTestVault *vault;
  HavenQueryModel *model;
  HavenDatabase *bare; /* an encrypted file of its own, with one table and no log */
  char *patient_id;
  guint round;
} Bench;

/* ── Filling ──────────────────────────────────────────────────────────────── */

static HavenPatient *
make_person (GRand *random)
{
  HavenPatient *patient = haven_patient_new ();
  char name[80];

  patient->id = haven_id_new ();
  patient->name = g_strdup (bench_make_name (random, name, sizeof name));
  patient->status = g_strdup ("active");
  patient->created_at = 1;
  patient->row_version = 1;
  return patient;
}

static gboolean
fill_people (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (HavenPatient) patient = make_person (random);

      if (!haven_transaction_insert (transaction, &haven_patient_info, patient, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_events (HavenTransaction *transaction, gpointer data, GError **error)
{
  Bench *bench = data;
  HavenDate first = haven_date_from_ymd (1990, 1, 1);

  for (guint i = 0; i < N_EVENTS; i++)
    {
      g_autoptr (HavenAppointment) appointment = haven_appointment_new ();
      g_autofree char *day = haven_date_dup_iso (haven_date_add_days (first, (int) (i * 2 / 3)));

      appointment->id = haven_id_new ();
      appointment->patient_id = g_strdup (bench->patient_id);
      appointment->kind = g_strdup (i % 3 ? "medical" : "legal");
      appointment->title = g_strdup ("Follow-up visit");
      appointment->starts_at = (gint64) i * G_TIME_SPAN_HOUR + 1;
      appointment->ends_at = appointment->starts_at + 45 * G_TIME_SPAN_MINUTE;
      appointment->zone = g_strdup ("America/New_York");
      appointment->local_start = g_strdup_printf ("%sT09:30", day);
      appointment->status = g_strdup ("completed");
      appointment->row_version = 1;
      if (!haven_transaction_insert (transaction, &haven_appointment_info, appointment, error))
        return FALSE;
    }
  return TRUE;
}

static void
fill (Bench *bench, HavenTransactionFunc function)
{
  HavenAct act = haven_test_act (HAVEN_ACTION_IMPORT, "patient", HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;

  haven_store_run (bench->vault->store, &act, function, bench, &error);
  g_assert_no_error (error);
}

/* ── Search as you type ───────────────────────────────────────────────────── */

static const char *const typed[] = { "a", "am", "ami", "amin", "amina", "mar", "maro", "tosa l", "juku", "feli", "berike" };

static void
search_ours (gpointer data)
{
  Bench *bench = data;
  g_autoptr (HavenQuery) query = haven_query_new_people (typed[bench->round++ % G_N_ELEMENTS (typed)], 1);

  haven_query_model_set_query (bench->model, query);
  for (guint i = 0; i < N_SHOWN; i++)
    {
      g_autoptr (HavenQueryRow) row = g_list_model_get_item (G_LIST_MODEL (bench->model), i);

      if (row == NULL)
        break;
    }
}

static void
take_nothing_cb (gint64 row, const char *const *texts, gpointer data)
{
}

/* The same statements by the store's own functions: no list model, no objects, no audit event. */
static void
search_bare (gpointer data)
{
  Bench *bench = data;
  g_autoptr (HavenQuery) query = haven_query_new_people (typed[(bench->round - 1) % G_N_ELEMENTS (typed)], 1);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  haven_store_query_order (bench->vault->store, query, rows, NULL);
  haven_store_query_texts (bench->vault->store,
                           query,
                           (const gint64 *) rows->data,
                           MIN (rows->len, N_SHOWN),
                           take_nothing_cb,
                           NULL,
                           NULL);
}

/* ── Conflicts of interest ────────────────────────────────────────────────── */

static const char *const other_sides[] = { "Marotosa Lika", "Jukufe Berike", "Amina Tosali" };

static gboolean
find_conflicts (HavenTransaction *transaction, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autoptr (HavenConflictSearch) search = haven_conflict_search_new ();
  g_autoptr (GPtrArray) matches = NULL;
  gboolean behind;

  for (gsize i = 0; i < G_N_ELEMENTS (other_sides); i++)
    haven_conflict_search_add_name (search, other_sides[i], TRUE);
  haven_conflict_search_add_phone (search, "(564) 555-0119", TRUE);
  haven_conflict_search_add_address (search, "12 Elm Street, Ellery", TRUE);
  matches = haven_tables_find_conflicts (transaction, search, bench->patient_id, &behind, error);
  return matches != NULL;
}

static void
conflicts_ours (gpointer data)
{
  Bench *bench = data;
  HavenAct act = haven_test_act (HAVEN_ACTION_SEARCH, "conflict_check", HAVEN_IN_SHARED | HAVEN_IN_LEGAL);

  haven_store_run (bench->vault->store, &act, find_conflicts, bench, NULL);
}

/* Every name of the vault is read once and held against one name. */
static void
conflicts_plain (gpointer data)
{
  Bench *bench = data;
  HavenDatabase *reader = haven_store_get_reader (bench->vault->store, NULL);
  sqlite3_stmt *statement = haven_database_prepare (
      reader, "SELECT search_key, sound_key FROM shared_patient_name_key AS key", NULL, "");
  g_autofree char *sound = haven_text_dup_sound_key (other_sides[0]);
  gboolean row = FALSE;

  while (haven_database_step (reader, statement, &row, NULL) && row)
    if (strcmp (haven_column_text (statement, 1), sound) == 0)
      bench->round++;
}

/* ── A timeline ───────────────────────────────────────────────────────────── */

static gboolean
read_timeline (HavenTransaction *transaction, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autoptr (GPtrArray) events =
      haven_tables_list_timeline (transaction, bench->patient_id, bench->vault->clock, error);

  g_assert_cmpuint (events->len, ==, N_EVENTS);
  return TRUE;
}

static void
timeline_ours (gpointer data)
{
  Bench *bench = data;
  HavenAct act = haven_test_act (HAVEN_ACTION_VIEW, "patient", HAVEN_IN_SHARED);

  haven_store_run (bench->vault->store, &act, read_timeline, bench, NULL);
}

/* The table itself, not what somebody's role sees of it: the floor has no door. */
static sqlite3_stmt *
prepare_timeline (Bench *bench, HavenDatabase *reader)
{
  sqlite3_stmt *statement;

  haven_database_go_inside (reader);
  statement = haven_database_prepare (
      reader,
      "SELECT id, local_start, (ends_at - starts_at) / 60000000, title, status, kind FROM shared.appointment"
      " WHERE patient_id = ? ORDER BY local_start",
      NULL,
      "s",
      bench->patient_id);
  haven_database_come_out (reader);
  return statement;
}

static void
timeline_bare (gpointer data)
{
  Bench *bench = data;
  HavenDatabase *reader = haven_store_get_reader (bench->vault->store, NULL);
  sqlite3_stmt *statement = prepare_timeline (bench, reader);
  gboolean row = TRUE;
  gsize length = 0;

  /* Each text is copied once, as whoever keeps it must. */
  while (haven_database_step (reader, statement, &row, NULL) && row)
    {
      g_autofree char *id = g_strdup (haven_column_text (statement, 0));
      g_autofree char *start = g_strdup (haven_column_text (statement, 1));
      g_autofree char *title = g_strdup (haven_column_text (statement, 3));
      g_autofree char *status = g_strdup (haven_column_text (statement, 4));

      length += strlen (id) + strlen (start) + strlen (title) + strlen (status);
    }
  g_assert_cmpuint (length, >, N_EVENTS);
}

/* ── A durable commit ─────────────────────────────────────────────────────── */

static gboolean
insert_rule (HavenTransaction *transaction, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autoptr (HavenSafeContactRule) rule = haven_safe_contact_rule_new ();

  rule->id = haven_id_new ();
  rule->patient_id = g_strdup (bench->patient_id);
  rule->channel = g_strdup ("mobile");
  rule->value = g_strdup ("555-0100");
  rule->safe = g_strdup ("yes");
  return haven_transaction_insert (transaction, &haven_safe_contact_rule_info, rule, error);
}

static void
commit_ours (gpointer data)
{
  Bench *bench = data;
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, "safe_contact_rule", HAVEN_IN_SHARED);

  g_assert_true (haven_store_run (bench->vault->store, &act, insert_rule, bench, NULL));
}

static void
commit_bare (gpointer data)
{
  Bench *bench = data;
  g_autofree char *id = haven_id_new ();

  haven_database_exec (bench->bare, "BEGIN IMMEDIATE", NULL);
  haven_database_run (bench->bare,
                      "INSERT INTO rule (id, patient_id, channel, value, safe) VALUES (?, ?, ?, ?, ?)",
                      NULL,
                      "sssss",
                      id,
                      bench->patient_id,
                      "mobile",
                      "555-0100",
                      "yes");
  g_assert_true (haven_database_exec (bench->bare, "COMMIT", NULL));
}

static void
open_bare (Bench *bench)
{
  g_autofree char *path = haven_test_vault_build_path (bench->vault, "bare.db");
  g_autoptr (GError) error = NULL;

  bench->bare = haven_database_open_file (path, haven_vault_keys_get (bench->vault->keys, HAVEN_PARTITION_SHARED), &error);
  g_assert_no_error (error);
  g_assert_true (haven_database_exec (bench->bare,
                                      "CREATE TABLE rule (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
                                      " patient_id TEXT NOT NULL, channel TEXT, value TEXT, safe TEXT) STRICT;"
                                      "CREATE INDEX rule_by_patient ON rule (patient_id)",
                                      NULL));
}

int
main (void)
{
  Bench bench = { .vault = haven_test_vault_new () };
  gint64 start;

  bench.patient_id = haven_test_add_person (bench.vault, "Bench Person");
  open_bare (&bench);
  bench_compare ("a durable commit with its audit event / a bare one", 400, commit_ours, commit_bare, &bench);

  start = g_get_monotonic_time ();
  fill (&bench, fill_people);
  printf ("(%d people written with their search keys in %.1f s)\n",
          N_PEOPLE,
          (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND);
  bench.model = haven_query_model_new (bench.vault->store, HAVEN_TEST_STAFF);
  bench_compare ("search as you type over 100,000 people / bare SQL", 110, search_ours, search_bare, &bench);
  bench_compare ("conflicts of interest among 100,000 / reading each name", 25, conflicts_ours, conflicts_plain, &bench);
  g_clear_object (&bench.model);

  fill (&bench, fill_events);
  bench_compare ("a timeline of 20,000 events / reading its rows", 15, timeline_ours, timeline_bare, &bench);

  haven_database_close (bench.bare);
  g_free (bench.patient_id);
  haven_test_vault_free (bench.vault);
  return 0;
}
