/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening and locking a large vault, without the cost of the passphrase, which is meant to be there. */

#include "bench.h"

#include "haven-calendar.h"
#include "haven-database-private.h"
#include "haven-id.h"
#include "haven-query.h"

#include <stdio.h>

#define N_PEOPLE 100000
#define N_EVENTS 500000
#define N_SHOWN 30

typedef struct
{
  HavenTestVault *vault; /* its store is closed while others are opened */
  HavenDatabase *bare;
  GPtrArray *people;
} Bench;

/* ── Filling ──────────────────────────────────────────────────────────────── */

static gboolean
fill_people (HavenTransaction *transaction, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (HavenPatient) patient = haven_patient_new ();
      char name[80];

      patient->id = haven_id_new ();
      patient->name = g_strdup (bench_make_name (random, name, sizeof name));
      patient->status = g_strdup ("active");
      patient->created_at = 1;
      patient->row_version = 1;
      if (!haven_transaction_insert (transaction, &haven_patient_info, patient, error))
        return FALSE;
      g_ptr_array_add (bench->people, g_strdup (patient->id));
    }
  return TRUE;
}

static gboolean
fill_events (HavenTransaction *transaction, gpointer data, GError **error)
{
  Bench *bench = data;

  for (guint i = 0; i < N_EVENTS; i++)
    {
      g_autoptr (HavenAppointment) appointment = haven_appointment_new ();

      appointment->id = haven_id_new ();
      appointment->patient_id = g_strdup (bench->people->pdata[i % N_PEOPLE]);
      appointment->kind = g_strdup ("medical");
      appointment->title = g_strdup ("Follow-up visit");
      appointment->starts_at = (gint64) i * G_TIME_SPAN_MINUTE + 1;
      appointment->ends_at = appointment->starts_at + 45 * G_TIME_SPAN_MINUTE;
      appointment->zone = g_strdup ("America/New_York");
      appointment->local_start = g_strdup ("2026-11-20T09:30");
      appointment->status = g_strdup ("completed");
      appointment->row_version = 1;
      if (!haven_transaction_insert (transaction, &haven_appointment_info, appointment, error))
        return FALSE;
    }
  return TRUE;
}

static void
run (Bench *bench, const char *record, HavenTransactionFunc function)
{
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, record, HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;

  haven_store_run (bench->vault->store, &act, function, bench, &error);
  g_assert_no_error (error);
}

/* ── Opening until the first list is there ────────────────────────────────── */

static void
close_everything (gpointer data)
{
  Bench *bench = data;

  g_clear_object (&bench->vault->store);
  g_clear_pointer (&bench->bare, haven_database_close);
}

static void
take_nothing_cb (gint64 row, const char *const *texts, gpointer data)
{
}

static void
show_list (HavenStore *store)
{
  g_autoptr (HavenQuery) query = haven_query_new_people ("amina", 1);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  haven_store_query_order (store, query, rows, &error);
  g_assert_no_error (error);
  haven_store_query_texts (store, query, (const gint64 *) rows->data, MIN (rows->len, N_SHOWN), take_nothing_cb, NULL, &error);
  g_assert_no_error (error);
}

static void
open_ours (gpointer data)
{
  Bench *bench = data;

  haven_test_vault_reopen (bench->vault);
  show_list (bench->vault->store);
}

static void
open_bare (gpointer data)
{
  Bench *bench = data;
  gint64 count = 0;
  g_autoptr (GError) error = NULL;

  bench->bare = haven_database_open_empty (NULL);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      const char *name = haven_partition_get_name ((HavenPartition) i);
      g_autofree char *file = g_strconcat (name, ".db", NULL);
      g_autofree char *path = haven_test_vault_build_path (bench->vault, file);

      g_assert_true (haven_database_attach (bench->bare,
                                            path,
                                            name,
                                            haven_vault_keys_get (bench->vault->keys, (HavenPartition) i),
                                            NULL));
    }
  haven_database_get_integer (bench->bare,
                              "SELECT count(*) FROM (SELECT rowid FROM shared.patient_name_words"
                              " WHERE patient_name_words MATCH '\"amina\" *' LIMIT 500)",
                              &count,
                              &error);
  g_assert_no_error (error);
}

/* ── Locking, with something in the log that must reach the file ──────────── */

static gboolean
touch (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (HavenPatient) patient = haven_patient_new ();

  patient->id = haven_id_new ();
  patient->name = g_strdup ("Bench Person");
  patient->status = g_strdup ("active");
  patient->created_at = 1;
  patient->row_version = 1;
  return haven_transaction_insert (transaction, &haven_patient_info, patient, error);
}

static void
prepare_ours (gpointer data)
{
  close_everything (data);
  open_ours (data);
  run (data, "patient", touch);
}

static void
prepare_bare (gpointer data)
{
  Bench *bench = data;

  prepare_ours (data);
  close_everything (data);
  open_bare (data);
  g_assert_true (haven_database_exec (bench->bare, "UPDATE shared.patient SET pronouns = 'they' WHERE row = 1", NULL));
}

static void
lock_ours (gpointer data)
{
  Bench *bench = data;

  haven_store_close (bench->vault->store);
}

static void
lock_bare (gpointer data)
{
  Bench *bench = data;

  g_clear_pointer (&bench->bare, haven_database_close);
}

int
main (void)
{
  Bench bench = { .vault = haven_test_vault_new (), .people = g_ptr_array_new_with_free_func (g_free) };
  gint64 start = g_get_monotonic_time ();

  run (&bench, "patient", fill_people);
  run (&bench, "appointment", fill_events);
  printf ("(%d people and %d events written in %.1f s)\n",
          N_PEOPLE,
          N_EVENTS,
          (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND);
  bench_compare_prepared ("opening a vault with 600,000 rows / the bare engine",
                          25,
                          close_everything,
                          open_ours,
                          close_everything,
                          open_bare,
                          &bench);
  bench_compare_prepared ("locking it / closing the bare engine", 25, prepare_ours, lock_ours, prepare_bare, lock_bare, &bench);
  close_everything (&bench);
  g_ptr_array_unref (bench.people);
  haven_test_vault_free (bench.vault);
  return 0;
}
